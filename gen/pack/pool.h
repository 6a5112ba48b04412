/* SPDX-License-Identifier: MIT
 *
 * The two pools that records point into: strings, and lists of numbers (runtime/tables.h describes the layout); and the
 * bytes of which lists are made. Each
 * distinct string and list is stored once; a string that is the end of another one shares its bytes. It knows nothing
 * of what they mean.
 */
#ifndef GEN_POOL_H
#define GEN_POOL_H

#include "base/intern.h"

/* A table of records, whose cells are numbers and point into the pools. */
struct table_shape {
    const char *name;
    unsigned cells; /* per record */
};

struct string_pool {
    struct interner strings;
    uint32_t *offsets; /* by interned number, once laid out */
    char *bytes;
    size_t size;
};

void strings_init(struct string_pool *pool, struct arena *arena);

/* Adds a string, which may contain NUL bytes. The empty string is the absent one. */
void strings_add(struct string_pool *pool, const char *bytes, size_t length);

/* Assigns offsets, in the order in which strings were added. Nothing can be added afterwards. */
void strings_lay_out(struct string_pool *pool);

/* Returns the offset of a string that was added; 0 for the empty one. */
uint32_t strings_offset(const struct string_pool *pool, const char *bytes, size_t length);

/* Bytes, and numbers in LEB128. */
struct byte_stream {
    struct arena *arena;
    uint8_t *bytes;
    size_t size, capacity;
};

void stream_add_byte(struct byte_stream *stream, unsigned byte);
void stream_add_number(struct byte_stream *stream, uint32_t number);

struct list_pool {
    struct interner lists;
    uint32_t *positions; /* by interned number */
    size_t position_capacity;
    struct byte_stream encoded;
};

void lists_init(struct list_pool *pool, struct arena *arena);

/* Adds a list; the first number is the count of its items. Returns its position. */
uint32_t lists_add(struct list_pool *pool, const uint32_t *numbers, size_t count);

#endif
