/* SPDX-License-Identifier: MIT
 *
 * Lines and columns of a JSON text: YAJL says only how many bytes it has read.
 */
#ifndef GEN_JSON_PLACES_H
#define GEN_JSON_PLACES_H

#include "base/diagnostics.h"

/* `line` and `column` are those of the byte `at`. */
struct json_places {
    const char *file;
    const unsigned char *bytes;
    size_t size, at;
    uint32_t line, column;
};

struct json_places json_places_of(const char *file, const void *bytes, size_t size);

/* Returns the place of a byte, which must not be before that of the last call. Columns count characters. The text is
 * walked once, whatever is asked. */
struct place json_place(struct json_places *places, size_t offset);

/* Returns where a string begins, its quote, that ends before the byte `end`. `text` is what YAJL gave: a part of the
 * bytes, or a copy without escapes. */
size_t json_text_start(const struct json_places *places, size_t end, const void *text);

#endif
