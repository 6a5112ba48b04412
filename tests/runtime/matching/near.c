/* SPDX-License-Identifier: MIT
 *
 * Keys that are nearly right, where a wrong hash, length or case folding would show.
 */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 512 };

struct near {
    const char *text;
    size_t length;
    char *end; /* end of the block */
    try_key *try;
    const void *context;
};

/* Tries the first `head` bytes, then this byte unless it is below 0, then the text from `tail` on. */
static void try_one(const struct near *near, size_t head, int byte, size_t tail)
{
    size_t length = head + (byte >= 0) + near->length - tail;
    char *key = near->end - length;

    memcpy(key, near->text, head);
    if (byte >= 0)
        key[head] = (char)byte;
    memcpy(near->end - (near->length - tail), near->text + tail, near->length - tail);
    near->try((struct oracle_text){key, length}, near->context);
}

static void try_place(const struct near *near, size_t at, int byte)
{
    try_one(near, at, byte, at);
    if (at < near->length)
        try_one(near, at, byte, at + 1);
}

static void try_bytes(const struct near *near, size_t at)
{
    static const unsigned char few[] = {'\0', '\n', ' ', '*', '.', '/', '0', '9', 'A', 'z', 0x7f, 0xff};
    int byte = (unsigned char)near->text[at]; /* at the end, its NUL */

    if (effort.every_byte) {
        for (int any = 0; any < 256; any++)
            try_place(near, at, any);
        return;
    }
    for (size_t i = 0; i < sizeof few; i++)
        try_place(near, at, few[i]);
    try_place(near, at, byte ^ 0x20); /* the other case, and bytes that differ in the same bit but are not letters */
    try_place(near, at, byte ^ 0x80);
    try_place(near, at, (byte + 1) & 0xff);
    try_place(near, at, (byte - 1) & 0xff);
}

void try_near(const char *text, try_key *try, const void *context)
{
    char *block = malloc(KEY_BYTES);
    struct near near = {text, strlen(text), block + KEY_BYTES, try, context};

    assert_non_null(block);
    assert_true(near.length + 1 < KEY_BYTES);
    for (size_t at = 0; at <= near.length; at++) {
        try_one(&near, at, -1, near.length);
        try_one(&near, 0, -1, at);
        if (at < near.length)
            try_one(&near, at, -1, at + 1);
        try_bytes(&near, at);
    }
    free(block);
}
