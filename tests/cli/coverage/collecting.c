/* SPDX-License-Identifier: MIT
 *
 * Makes random tables of collected events, and the text that they consist of.
 */
#include "covering.h"

#include "cmocka_test.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t roll(struct dice *dice, size_t below)
{
    dice->state = dice->state * 1664525u + 1013904223u;
    return (dice->state >> 8) % below;
}

void text_add(struct text *text, const char *more)
{
    size_t length = strlen(more);
    char *bytes = realloc(text->bytes, text->length + length + 1);

    assert_non_null(bytes);
    memcpy(bytes + text->length, more, length + 1);
    text->bytes = bytes;
    text->length += length;
}

static void add_byte(struct text *text, char byte)
{
    const char one[] = {byte, '\0'};

    text_add(text, one);
}

void text_add_escaped(struct text *text, const char *more)
{
    static const char special[] = "\t\n\r\\", letters[] = "tnr\\";

    for (; more && *more; more++) {
        const char *found = strchr(special, *more);

        if (found)
            add_byte(text, '\\');
        add_byte(text, found ? letters[found - special] : *more);
    }
}

void text_add_number(struct text *text, size_t number)
{
    char digits[24];

    snprintf(digits, sizeof digits, "%lu", (unsigned long)number);
    text_add(text, digits);
}

/* The format of a table. */
struct form {
    char separator;
    bool has_quotes; /* around every field; else TSV with escapes */
    bool has_mark;
    const char *line_end;
};

static void add_field(struct text *file, const struct form *form, const char *field)
{
    if (!form->has_quotes) {
        text_add_escaped(file, field);
        return;
    }
    add_byte(file, '"');
    for (; field && *field; field++) {
        if (*field == '"')
            add_byte(file, '"');
        add_byte(file, *field);
    }
    add_byte(file, '"');
}

static void add_line(struct text *file, const struct form *form, const int order[], const char *const fields[])
{
    for (int i = 0; i < C_COLUMNS; i++) {
        add_field(file, form, fields[order[i]]);
        add_byte(file, form->separator);
    }
    add_field(file, form, "of no concern");
    text_add(file, form->line_end);
}

/* Fills a row with some of an event's texts, in random case; they are stored in `texts`. */
static void choose_row(struct dice *dice, const struct naive_row *event, char texts[C_COLUMNS][500],
                       const char *row[C_COLUMNS])
{
    static const size_t out_of_ten[C_COLUMNS] = {9, 8, 7, 5, 5, 6};

    for (int i = 0; i < C_COLUMNS; i++) {
        const char *text = event->field[collected_naive_columns[i]];

        row[i] = text && roll(dice, 10) < out_of_ten[i] ? texts[i] : NULL;
        if (!row[i])
            continue;
        assert_true(strlen(text) < 500);
        strcpy(texts[i], text);
        for (char *byte = texts[i]; *byte; byte++)
            if ((unsigned char)*byte < 128 && roll(dice, 4) == 0)
                *byte = (char)(isupper((unsigned char)*byte) ? tolower((unsigned char)*byte)
                                                             : toupper((unsigned char)*byte));
    }
}

size_t random_collected(const struct covering *covering, struct dice *dice, size_t rows, struct text *file,
                        bool *collected)
{
    static const struct form forms[] = {
        {'\t', false, false, "\n"}, {',', true, true, "\r\n"},   {';', true, false, "\n"},
        {'\t', true, true, "\n"},   {'\t', false, true, "\r\n"},
    };
    const struct form *form = &forms[roll(dice, sizeof forms / sizeof *forms)];
    int order[C_COLUMNS] = {0};
    size_t strangers = 0;

    for (int i = 0; i < C_COLUMNS; i++) {
        int place = (int)roll(dice, (size_t)i + 1);

        order[i] = order[place];
        order[place] = i;
    }
    text_add(file, form->has_mark ? "\xef\xbb\xbf" : "");
    add_line(file, form, order, collected_names);
    for (size_t i = 0; i < rows && covering->event_count; i++) {
        const char *row[C_COLUMNS];
        char texts[C_COLUMNS][500];

        choose_row(dice, covering->events[roll(dice, covering->event_count)], texts, row);
        add_line(file, form, order, row);
        if (!covering_mark(covering, row, collected))
            for (int column = 0; column < C_COLUMNS; column++)
                if (row[column]) {
                    strangers++;
                    break;
                }
    }
    return strangers;
}
