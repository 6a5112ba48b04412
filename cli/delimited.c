/* SPDX-License-Identifier: MIT
 *
 * Fields are cut out of the line where it stands, so that a line is held once.
 */
#include "delimited.h"

#include "text.h"

#include <errno.h>
#include <string.h>

bool delimited_open(struct delimited *table, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;

    table->name = is_stdin ? "standard input" : path;
    table->file = is_stdin ? stdin : fopen(path, "rb");
    table->line = 0;
    table->separator = '\0';
    table->failed = false;
    table->count = 0;
    if (table->file)
        return true;
    fputs("attack-events: cannot read ", stderr);
    text_show(stderr, path);
    fprintf(stderr, ": %s\n", strerror(errno));
    return false;
}

void delimited_complain(struct delimited *table, const char *what)
{
    fputs("attack-events: ", stderr);
    text_show(stderr, table->name);
    fprintf(stderr, ":%lu: %s\n", table->line, what);
    table->failed = true;
}

/* Reads a line without its end into `text`. Returns false at the end, and when it is none. */
static bool read_line(struct delimited *table)
{
    size_t length = 0;
    int byte;

    while ((byte = getc(table->file)) != EOF && byte != '\n') {
        if (length == 0)
            table->line++;
        if (byte == '\0' || length == DELIMITED_LINE - 1) {
            delimited_complain(table, byte ? "the line is too long" : "a NUL byte: is it UTF-16? UTF-8 is expected");
            return false;
        }
        table->text[length++] = (char)byte;
    }
    if (byte == EOF && ferror(table->file))
        delimited_complain(table, strerror(errno));
    if (table->failed || (byte == EOF && length == 0))
        return false;
    if (length == 0)
        table->line++;
    if (length && table->text[length - 1] == '\r')
        length--;
    table->text[length] = '\0';
    return true;
}

/* Takes a quoted field from `*rest`, its quotes and doubled quotes undone in place. Returns false when it does not end.
 */
static bool take_quoted(char **rest, char **field)
{
    char *from = *rest + 1, *to = *rest;

    *field = to;
    for (; *from; from++) {
        if (*from == '"' && *++from != '"') {
            *to = '\0';
            *rest = from;
            return true;
        }
        *to++ = *from;
    }
    return false;
}

static bool split(struct delimited *table, char *rest)
{
    const char ends[] = {table->separator, '\0'};

    for (table->count = 0;;) {
        char *field = rest, end;

        if (table->separator == ',' && *rest == '"') {
            if (!take_quoted(&rest, &field)) {
                delimited_complain(table, "a quoted field does not end");
                return false;
            }
        } else {
            rest += strcspn(rest, ends);
        }
        if (table->count < DELIMITED_FIELDS)
            table->fields[table->count++] = field;
        end = *rest;
        if (end && end != table->separator) {
            delimited_complain(table, "there is text behind a quoted field");
            return false;
        }
        *rest++ = '\0';
        if (!end)
            return true;
    }
}

bool delimited_next(struct delimited *table)
{
    char *text;

    do {
        if (!read_line(table))
            return false;
        text = table->text;
        if (table->line == 1 && strncmp(text, "\xef\xbb\xbf", 3) == 0)
            text += 3;
    } while (!*text || (!table->separator && *text == '#'));
    if (!table->separator)
        table->separator = strchr(text, '\t') ? '\t' : ',';
    return split(table, text);
}

void delimited_close(struct delimited *table)
{
    if (table->file != stdin)
        fclose(table->file);
}
