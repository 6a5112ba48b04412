/* SPDX-License-Identifier: MIT
 *
 * A heading for people: a title, and below it fields with a label and a list of items that wraps between items.
 */
#ifndef ATTACK_EVENTS_CLI_FIELDS_H
#define ATTACK_EVENTS_CLI_FIELDS_H

#include "cell.h"
#include "value.h"

#include <stddef.h>

/* Prints "first<between>second" on lines of its own, bold where the terminal has colours; either may be NULL. */
void fields_heading(const char *first, const char *between, const char *second);

/* A field under way; it prints nothing before its first item. */
struct field {
    const char *label;
    size_t width; /* of the terminal */
    size_t used;  /* columns of this line */
};

struct field field_start(const char *label);

/* Adds "first<between>second"; without `between` when either is NULL, and nothing when both are. */
void field_item(struct field *field, const char *first, const char *between, const char *second);

void field_end(const struct field *field);

/* A whole field of one text, or of a list; nothing when it is absent. */
void field_text(const char *label, const char *text);
void field_names(const char *label, struct attack_names names);

/* Prints the text as a paragraph. */
void fields_paragraph(const struct cell *text);

#endif
