/* SPDX-License-Identifier: MIT
 *
 * The forms of a lookup table, by the program that reads it. They write rows, and know nothing of the mapping.
 */
#ifndef ATTACK_EVENTS_CLI_LOOKUP_FORMS_H
#define ATTACK_EVENTS_CLI_LOOKUP_FORMS_H

#include "lookup_row.h"

#include <stdio.h>

/* A table being written. */
struct lookup_output {
    FILE *file;
    bool is_shown;   /* it is a terminal */
    size_t rows;     /* written so far */
    size_t formulas; /* cells of them that a spreadsheet would take for formulas */
};

struct lookup_form {
    const char *name; /* for --as */
    bool is_joined;   /* its keys are LOG|ID */
    void (*begin)(struct lookup_output *output);
    void (*row)(struct lookup_output *output, const struct lookup_row *row);
    void (*end)(struct lookup_output *output);
};

enum { LOOKUP_FORMS = 5 };
extern const struct lookup_form lookup_forms[LOOKUP_FORMS];

#endif
