/* SPDX-License-Identifier: MIT
 *
 * Text that grows: the lines of JSON that are made of other input. It ends the program when memory runs out, as
 * memory.h does.
 */
#ifndef ATTACK_EVENTS_CLI_MADE_TEXT_H
#define ATTACK_EVENTS_CLI_MADE_TEXT_H

#include <stddef.h>

/* Starts as zeros. */
struct made_text {
    char *bytes;
    size_t length, capacity;
};

void made_text_add(struct made_text *text, const char *bytes, size_t length);

/* Adds text that ends in a NUL. */
void made_text_add_word(struct made_text *text, const char *word);

/* Adds a string of JSON, in quotes. A byte that is not part of UTF-8 becomes a backslash, an x and two digits. */
void made_text_add_string(struct made_text *text, const char *bytes, size_t length);

/* The same without the quotes, for a string in pieces. A character must not lie in two pieces. */
void made_text_add_escaped(struct made_text *text, const char *bytes, size_t length);

/* Removes bytes from the start. */
void made_text_drop(struct made_text *text, size_t length);

void made_text_free(struct made_text *text);

#endif
