/* SPDX-License-Identifier: MIT
 *
 * Arrays of constants in C.
 */
#ifndef GEN_EMIT_ARRAYS_H
#define GEN_EMIT_ARRAYS_H

#include "pack/pool.h"

#include <stdio.h>

/* A list of constants under way, broken into lines. */
struct line {
    FILE *file;
    int column;
};

void put_number(struct line *line, uint32_t number);
void end_lines(struct line *line);

/* Write an array of a string pool's bytes; of numbers, with each record of `in_record` on a line of its own; of bytes.
 * An array without elements is not written. */
void emit_strings(FILE *file, const char *name, const struct string_pool *strings);
void emit_numbers(FILE *file, const char *type, const char *name, const uint32_t *numbers, size_t count,
                  size_t in_record);
void emit_bytes(FILE *file, const char *name, const uint8_t *bytes, size_t count);

#endif
