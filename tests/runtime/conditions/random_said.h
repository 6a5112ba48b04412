/* SPDX-License-Identifier: MIT
 *
 * Random conditions and events, made of few letters so that they often hold.
 */
#ifndef RANDOM_SAID_H
#define RANDOM_SAID_H

#include "said.h"

/* Starts a sequence, and frees what earlier ones made. */
void random_start(unsigned seed);

/* Returns a number below the limit. */
unsigned random_below(unsigned limit);

/* Returns a condition with at most so many levels of AND and OR. */
struct said *random_said(int depth);

/* Fills in an event: fields are absent, or have a value or several, with any bytes. Some are near to what conditions
 * since the start ask for. */
void random_event(struct said_event *event);

#endif
