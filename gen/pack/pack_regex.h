/* SPDX-License-Identifier: MIT
 *
 * Packs the automaton of a regular expression as runtime/tables.h describes it. It knows no conditions.
 */
#ifndef GEN_PACK_REGEX_H
#define GEN_PACK_REGEX_H

#include "pool.h"

/* Adds the automaton of an expression that has been checked. */
void pack_regex(struct byte_stream *stream, const char *text);

#endif
