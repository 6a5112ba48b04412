/* SPDX-License-Identifier: MIT
 *
 * In a script, only `<` is special to an HTML parser, and JSON can escape it. A byte that is not UTF-8 becomes U+FFFD;
 * the generator rejects such mappings.
 */
#include "report_text.h"

#include "host/code_point.h"
#include "print/json.h"

static const char replacement[] = "\xEF\xBF\xBD";

void report_json(FILE *file, const char *text)
{
    if (!text) {
        fputs("null", file);
        return;
    }
    putc('"', file);
    while (*text) {
        uint32_t code = 0;
        size_t length = code_point_decode(text, &code);

        if (length == 0)
            fputs(replacement, file);
        else if (code == '"' || code == '\\')
            fprintf(file, "\\%c", (int)code);
        else if (code == '<' || code == '>' || code == '&' || code_point_is_unprintable(code))
            json_escape(file, code);
        else
            fwrite(text, 1, length, file);
        text += length ? length : 1;
    }
    putc('"', file);
}

static const char *entity_of(uint32_t code)
{
    switch (code) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return code_point_is_unprintable(code) ? replacement : NULL; /* HTML has no escapes for most of them */
    }
}

void report_html(FILE *file, const char *text)
{
    while (text && *text) {
        uint32_t code = 0;
        size_t length = code_point_decode(text, &code);
        const char *entity = length ? entity_of(code) : replacement;

        if (entity)
            fputs(entity, file);
        else
            fwrite(text, 1, length, file);
        text += length ? length : 1;
    }
}
