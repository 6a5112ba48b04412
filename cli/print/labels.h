/* SPDX-License-Identifier: MIT
 *
 * Prints a heading for people: a title, and below it labelled lists that wrap between items. It knows nothing of
 * ATT&CK.
 */
#ifndef ATTACK_EVENTS_CLI_LABELS_H
#define ATTACK_EVENTS_CLI_LABELS_H

#include "cell.h"
#include "value.h"

#include <stddef.h>

/* Prints "first<between>second" on separate lines, bold if the terminal has colours; either may be NULL. */
void labels_heading(const char *first, const char *between, const char *second);

/* A field being printed. Nothing is printed before its first item. */
struct label {
    const char *label;
    size_t width; /* of the terminal */
    size_t used;  /* columns of the current line */
};

struct label label_start(const char *label);

/* Adds "first<between>second"; without `between` if either is NULL; nothing if both are. */
void label_item(struct label *field, const char *first, const char *between, const char *second);

void label_end(const struct label *field);

/* Print a whole field with one text, or with a list; nothing if it is absent. */
void label_text(const char *label, const char *text);
void label_names(const char *label, struct attack_name_iterator names);

/* Prints the text as a paragraph. */
void labels_paragraph(const struct cell *text);

#endif
