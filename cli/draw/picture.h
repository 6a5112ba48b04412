/* SPDX-License-Identifier: MIT
 *
 * A chart as a picture in a file: SVG or PNG. The same chart gives the same SVG everywhere,
 * and the same PNG with one rsvg-convert and one set of fonts.
 */
#ifndef ATTACK_EVENTS_CLI_PICTURE_H
#define ATTACK_EVENTS_CLI_PICTURE_H

#include "chart.h"
#include "draw.h"

/* Returns false, with a message on standard error and what stood at `path` untouched, when it cannot. */
bool picture_write(const struct chart *chart, enum draw_form form, const char *path);

#endif
