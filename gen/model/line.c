/* SPDX-License-Identifier: MIT */
#include "line.h"

#include "host/code_point.h"

#include <string.h>

void line_add_byte(struct line *line, char byte)
{
    line->text = arena_grow(line->arena, line->text, line->length, &line->capacity, 1);
    line->text[line->length++] = byte;
}

static void add_escaped(struct line *line, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";

    line_add_byte(line, '\\');
    line_add_byte(line, 'x');
    line_add_byte(line, digits[byte >> 4]);
    line_add_byte(line, digits[byte & 15]);
}

void line_add_piece(struct line *line, const char *text, size_t length, const char *separators)
{
    const char *end = text + length;

    while (text < end) {
        bool is_escaped;

        if (*text == '\\' || strchr(separators, *text))
            line_add_byte(line, '\\');
        for (size_t left = code_point_take(text, &is_escaped); left; left--, text++)
            if (is_escaped)
                add_escaped(line, (unsigned char)*text);
            else
                line_add_byte(line, *text);
    }
}

void line_add_text(struct line *line, const struct model *model, uint32_t text, const char *separators)
{
    const char *string = model_text_at(model, text);

    line_add_piece(line, string, strlen(string), separators);
}

void line_add_word(struct line *line, const char *word)
{
    while (*word)
        line_add_byte(line, *word++);
}

void line_add_texts(struct line *line, const struct model *model, const uint32_t *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        line_add_byte(line, '\t');
        line_add_text(line, model, texts[i], "");
    }
}

void line_add_list(struct line *line, const struct model *model, uint32_t list, const char *separators)
{
    size_t count, turns = strlen(separators);
    const uint32_t *texts = model_list_at(model, list, &count);

    line_add_byte(line, '\t');
    for (size_t i = 0; i < count; i++) {
        if (i)
            line_add_byte(line, separators[(i - 1) % turns]);
        line_add_text(line, model, texts[i], separators);
    }
}
