/* SPDX-License-Identifier: MIT
 *
 * Splits a row in place, so that it is in memory only once. It knows nothing of what columns mean.
 */
#include "delimited.h"

#include "host/file_system.h"
#include "text/memory.h"
#include "text/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool cannot_read(struct delimited *table)
{
    text_begin_message("cannot read ", table->name);
    fprintf(stderr, ": %s\n", strerror(errno));
    table->failed = true;
    return false;
}

bool delimited_open(struct delimited *table, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;

    memset(table, 0, sizeof *table);
    table->name = is_stdin ? "standard input" : path;
    table->file = is_stdin ? stdin : file_stream(path, "r");
    return table->file || cannot_read(table);
}

bool delimited_complain(struct delimited *table, const char *what)
{
    text_begin_message("", table->name);
    fprintf(stderr, ":%lu: %s\n", table->line, what);
    table->failed = true;
    return false;
}

static void keep(struct delimited *table, char byte)
{
    MAKE_ROOM(table->text, table->length, table->capacity);
    table->text[table->length++] = byte;
}

/* Tracks quotes, to know whether a row continues on the next line. */
struct quoting {
    bool is_open, is_closed; /* is_closed: the last byte was a quote, which closes the field unless another follows */
    char before;
};

static void follow_quotes(const struct delimited *table, struct quoting *quoting, char byte)
{
    bool at_start = quoting->before == table->separator;
    bool opens = byte == '"' && !quoting->is_open && (at_start || quoting->is_closed);

    quoting->is_closed = byte == '"' && quoting->is_open;
    quoting->is_open = opens || (quoting->is_open && !quoting->is_closed);
    quoting->before = byte;
}

/* Reads a row, without the line end, into `text`. Returns false at the end of the file. */
static bool read_row(struct delimited *table)
{
    struct quoting quoting = {false, false, table->separator};
    int byte;

    table->length = 0;
    table->line = ++table->lines;
    while ((byte = getc(table->file)) != EOF && (byte != '\n' || quoting.is_open)) {
        if (byte == '\0' || table->length == DELIMITED_BYTES_LIMIT) {
            table->line = byte ? table->line : table->lines;
            return delimited_complain(table,
                                      byte ? "the row is too long" : "a NUL byte: is it UTF-16? UTF-8 is expected");
        }
        table->lines += byte == '\n';
        keep(table, (char)byte);
        if (table->quotes)
            follow_quotes(table, &quoting, (char)byte);
    }
    if (byte == EOF && ferror(table->file))
        return cannot_read(table);
    if (quoting.is_open)
        return delimited_complain(table, "a quoted field does not end");
    if (byte == EOF && table->length == 0)
        return false;
    if (table->length && table->text[table->length - 1] == '\r')
        table->length--;
    keep(table, '\0');
    return true;
}

/* Takes a quoted field from `*rest` and undoubles its quotes in place. It is known to have a closing quote. */
static char *take_quoted(char **rest)
{
    char *from = *rest + 1, *to = from, *field = from;

    for (; *from && (*from != '"' || from[1] == '"'); from++) {
        from += *from == '"';
        *to++ = *from;
    }
    *rest = from + (*from == '"');
    *rest += strspn(*rest, " ");
    *to = '\0'; /* overwrites the closing quote, or a byte before it */
    return field;
}

/* Takes a field without quotes, and trims blanks, which have no meaning in CSV. */
static char *take_plain(char **rest, char separator, char *end)
{
    const char ends[2] = {separator};
    char *field = *rest, *last;

    *rest += strcspn(*rest, ends);
    *end = **rest;
    **rest = '\0';
    field += strspn(field, " ");
    for (last = *rest; last > field && last[-1] == ' ';)
        *--last = '\0';
    return field;
}

/* Takes a field of `--format tsv`, and undoes its escapes in place. */
static char *take_escaped(char **rest, char *end)
{
    static const char letters[] = "tnr\\", meant[] = "\t\n\r\\";
    char *from = *rest, *to = from, *field = from;

    for (; *from && *from != '\t'; from++) {
        const char *letter = *from == '\\' && from[1] ? strchr(letters, from[1]) : NULL;

        from += letter != NULL;
        *to++ = letter ? meant[letter - letters] : *from;
    }
    *rest = from;
    *end = *from;
    *to = '\0';
    return field;
}

static bool split(struct delimited *table, char *rest)
{
    for (table->count = 0;; rest++) {
        char *field, end;

        if (!table->quotes) {
            field = take_escaped(&rest, &end);
        } else if (*rest == '"') {
            field = take_quoted(&rest);
            end = *rest;
        } else {
            field = take_plain(&rest, table->separator, &end);
        }
        if (end && end != table->separator)
            return delimited_complain(table, "there is text behind a quoted field");
        if (table->count < DELIMITED_FIELDS_LIMIT)
            table->fields[table->count++] = field;
        if (!end)
            return true;
    }
}

/* Finds the separator in the header line, which is a single line. */
static void look_at_header(struct delimited *table, const char *text)
{
    table->separator = ',';
    if (strchr(text, '\t'))
        table->separator = '\t';
    else if (strchr(text, ';') && !strchr(text, ','))
        table->separator = ';';
    table->quotes = table->separator != '\t' || *text == '"';
}

bool delimited_next(struct delimited *table)
{
    char *text;

    do {
        if (!read_row(table))
            return false;
        text = table->text;
        if (table->line == 1 && strncmp(text, "\xef\xbb\xbf", 3) == 0)
            text += 3;
    } while (!*text || (!table->separator && *text == '#'));
    if (!table->separator)
        look_at_header(table, text);
    return split(table, text);
}

void delimited_close(struct delimited *table)
{
    free(table->text);
    if (table->file != stdin)
        fclose(table->file);
}
