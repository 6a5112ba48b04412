/* SPDX-License-Identifier: MIT
 *
 * Shared by the fuzz targets: a check that ends the run if it fails, the input's bytes as choices, and the parts of an
 * input that has several files.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "attack_events.h"

#include <stddef.h>
#include <stdint.h>

#define CHECK(condition) ((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))
void fuzz_fail(const char *file, int line, const char *condition) __attribute__((noreturn));

/* The rest of an input. After its end, all bytes are zero. */
struct part {
    const uint8_t *at, *end;
};
uint8_t take_byte(struct part *bytes);
uint32_t take_number(struct part *bytes); /* of 32 bits, small ones more often */

/* Returns text in a block of exactly its size, for AddressSanitizer: bytes of the input, no bytes, or text of the
 * mapping, altered or not. free_texts() frees the blocks. */
struct attack_text take_text(struct part *bytes, const struct attack_db *db);
void free_texts(void);

/* Splits at the bytes 0x1e, which text files do not contain. Returns how many parts there are, at most `most`; the
 * last one has the rest. */
size_t split(const uint8_t *data, size_t size, struct part *parts, size_t most);

/* Returns the choices: the part behind the last 0x1e, which it removes. There are none without such a byte. */
struct part cut_choices(const uint8_t *data, size_t *size);

/* A file in memory, for code that opens files by name. */
struct memory_file {
    int descriptor;
    char path[40];
};
void open_memory_file(struct memory_file *file);
void write_memory_file(const struct memory_file *file, struct part bytes); /* in place of what it had */

#endif
