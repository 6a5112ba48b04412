/* SPDX-License-Identifier: MIT
 *
 * Joins the runtime's sources and the generated ones into one pair of files. It knows nothing of the mapping.
 */
#include "amalgamate.h"

#include <string.h>

/* Writes a text without the lines that include one of the runtime's own headers. */
static void put_without_includes(FILE *file, const char *text)
{
    static const char include[] = "#include \"";

    while (*text) {
        size_t length = strcspn(text, "\n");

        length += text[length] == '\n';
        if (strncmp(text, include, sizeof include - 1) != 0)
            fwrite(text, 1, length, file);
        text += length;
    }
}

/* Returns the end of the first token of a C text: a comment, a string, a word or a single byte. */
static const char *end_of_token(const char *text, bool *is_word)
{
    size_t length;

    *is_word = false;
    if (strncmp(text, "/*", 2) == 0)
        return strstr(text, "*/") + 2;
    if (*text == '"') {
        for (text++; *text != '"'; text++)
            text += *text == '\\';
        return text + 1;
    }
    length = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");
    *is_word = length > 0;
    return text + (length ? length : 1);
}

bool runtime_has_name(const char *name)
{
    size_t length = strlen(name);

    for (const struct runtime_text *source = runtime_texts; source->name; source++)
        for (const char *at = source->text, *end; *at; at = end) {
            bool is_word;

            end = end_of_token(at, &is_word);
            if (is_word && (size_t)(end - at) == length && memcmp(at, name, length) == 0)
                return true;
        }
    return false;
}

void amalgamate_header(FILE *file, const struct emission *emission, const char *id)
{
    emit_banner(file, emission);
    put_without_includes(file, runtime_texts[0].text);
    emit_declarations(file, emission, id);
}

void amalgamate_source(FILE *file, const struct emission *emission, const char *header, const char *body, size_t length,
                       const char *id)
{
    emit_banner(file, emission);
    fprintf(file, "#include \"%s\"\n\n", header);
    emit_guard(file, emission, id);
    for (const struct runtime_text *source = runtime_texts + 1; source->name; source++) {
        fprintf(file, "/* ==== %s ==== */\n\n", source->name);
        put_without_includes(file, source->text);
        putc('\n', file);
    }
    fprintf(file, "/* ==== The mapping ==== */\n\n");
    emit_body_of(file, emission, body, length, id);
}
