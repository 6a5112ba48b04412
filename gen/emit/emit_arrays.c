/* SPDX-License-Identifier: MIT
 *
 * Writes arrays of constants as C, broken into lines. It knows nothing of what they hold.
 */
#include "emit_arrays.h"

#include <ctype.h>
#include <string.h>

enum { LINE_LENGTH = 116 };

static void begin_line(struct line *line)
{
    if (line->column)
        putc('\n', line->file);
    fputs("    ", line->file);
    line->column = 4;
}

static void put_constant(struct line *line, const char *constant)
{
    int length = (int)strlen(constant) + 1;

    if (!line->column || line->column + length > LINE_LENGTH)
        begin_line(line);
    fprintf(line->file, "%s,", constant);
    line->column += length;
}

void put_number(struct line *line, uint32_t number)
{
    char constant[16];

    snprintf(constant, sizeof constant, "%lu", (unsigned long)number);
    put_constant(line, constant);
}

void end_lines(struct line *line)
{
    if (line->column)
        putc('\n', line->file);
    line->column = 0;
}

void emit_strings(FILE *file, const char *name, const struct string_pool *strings)
{
    struct line line = {file, 0};

    fprintf(file, "static const char %s[] = {\n", name);
    for (size_t i = 0; i < strings->size; i++) {
        unsigned char byte = (unsigned char)strings->bytes[i];
        char constant[8];

        if (byte == 0)
            strcpy(constant, "0");
        else if (byte > ' ' && byte < 0x7f && byte != '\'' && byte != '\\' && byte != '?')
            snprintf(constant, sizeof constant, "'%c'", byte);
        else if (byte == ' ')
            strcpy(constant, "' '");
        else
            snprintf(constant, sizeof constant, "'\\%03o'", byte);
        put_constant(&line, constant);
        if (byte == 0 && i + 1 < strings->size)
            begin_line(&line);
    }
    end_lines(&line);
    fputs("};\n\n", file);
}

void emit_numbers(FILE *file, const char *type, const char *name, const uint32_t *numbers, size_t count,
                  size_t in_record)
{
    struct line line = {file, 0};

    if (!count)
        return;
    fprintf(file, "static const %s %s[] = {\n", type, name);
    for (size_t i = 0; i < count; i++) {
        if (in_record > 1 && i % in_record == 0)
            begin_line(&line);
        put_number(&line, numbers[i]);
    }
    end_lines(&line);
    fputs("};\n\n", file);
}

void emit_bytes(FILE *file, const char *name, const uint8_t *bytes, size_t count)
{
    struct line line = {file, 0};

    if (!count)
        return;
    fprintf(file, "static const uint8_t %s[] = {\n", name);
    for (size_t i = 0; i < count; i++)
        put_number(&line, bytes[i]);
    end_lines(&line);
    fputs("};\n\n", file);
}
