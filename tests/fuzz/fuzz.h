/* SPDX-License-Identifier: MIT
 *
 * What the fuzz targets share: a check that ends the run where it does not hold, bytes of the input as choices, and the
 * parts of an input that is several files.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "attack_events.h"

#include <stddef.h>
#include <stdint.h>

#define CHECK(condition) ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))
void fuzz_fail(const char *file, int line, const char *condition) __attribute__((noreturn));

/* What is left of an input. At its end there are zeros. */
struct bytes {
    const uint8_t *at, *end;
};
uint8_t take_byte(struct bytes *bytes);
uint32_t take_number(struct bytes *bytes); /* of 32 bits, small ones more often */

/* Returns text in a block of its own that is as long as the text, for ASan to guard: bytes of the input, none, or text
 * of the mapping, as it is or altered. The blocks are freed by free_texts(). */
struct attack_text take_text(struct bytes *bytes, const struct attack_db *db);
void free_texts(void);

/* Returns malloc()ed memory for `count` numbers, never NULL. */
uint32_t *make_numbers(size_t count);

/* Splits at the bytes 0x1e, which no text file has. Returns how many parts there are, at most `most`; the last one has
 * the rest. */
size_t split(const uint8_t *data, size_t size, struct bytes *parts, size_t most);

/* Returns the choices: the part behind the last 0x1e, which is cut off. None where there is no such byte. */
struct bytes cut_choices(const uint8_t *data, size_t *size);

/* A file that is not on a disk, for code that opens files by name. */
struct memory_file {
    int descriptor;
    char path[40];
};
void open_memory_file(struct memory_file *file);
void write_memory_file(const struct memory_file *file, struct bytes bytes); /* in place of what it had */

/* Letter case aside, as the headers define it. */
bool is_same_folded(struct attack_text text, const char *known);

#endif
