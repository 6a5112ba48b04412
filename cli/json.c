/* SPDX-License-Identifier: MIT
 *
 * Values as JSON. UTF-8 passes through, except what would steer a terminal, which JSON can say in ASCII; a byte that is
 * not UTF-8, which the generator lets into no mapping, becomes U+FFFD, so that what is printed is always JSON.
 */
#include "json.h"

#include "text.h"

#include <stdio.h>

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

static void print_code(uint32_t code, const char *bytes, size_t length)
{
    if (code == '"' || code == '\\')
        printf("\\%c", (int)code);
    else if (code == '\n' || code == '\t' || code == '\r')
        fputs(code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r", stdout);
    else if (text_is_control(code))
        printf("\\u%04x", (unsigned)code); /* controls lie below U+10000: no surrogates */
    else
        fwrite(bytes, 1, length, stdout);
}

static void print_text(const char *text)
{
    if (!text) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    while (*text) {
        size_t plain = 0;
        size_t length;
        uint32_t code;

        while (is_plain((unsigned char)text[plain]))
            plain++;
        fwrite(text, 1, plain, stdout);
        text += plain;
        if (!*text)
            break;
        length = text_decode(text, &code);
        if (length == 0)
            fputs("\xEF\xBF\xBD", stdout);
        else
            print_code(code, text, length);
        text += length ? length : 1;
    }
    putchar('"');
}

static void print_names(struct attack_names names)
{
    const char *name;

    putchar('[');
    for (bool first = true; (name = attack_names_next(&names)) != NULL; first = false) {
        if (!first)
            fputs(", ", stdout);
        print_text(name);
    }
    putchar(']');
}

static void print_filters(struct attack_filters filters)
{
    struct attack_filter filter;
    bool first = true;

    for (; attack_filters_next(&filters, &filter); first = false) {
        fputs(first ? "[{" : "}, {", stdout);
        print_text(filter.field ? filter.field : "");
        fputs(": ", stdout);
        print_text(filter.value);
    }
    fputs(first ? "null" : "}]", stdout);
}

static void print_techniques(struct attack_techniques techniques)
{
    struct attack_technique technique;

    putchar('[');
    for (bool first = true; attack_techniques_next(&techniques, &technique); first = false) {
        fputs(first ? "{\"technique_id\": " : ", {\"technique_id\": ", stdout);
        print_text(technique.id);
        fputs(", \"technique\": ", stdout);
        print_text(technique.name);
        putchar('}');
    }
    putchar(']');
}

static void print_value(const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        print_text(value->as.text);
        break;
    case VALUE_BOOLEAN:
        fputs(value->as.boolean ? "true" : "false", stdout);
        break;
    case VALUE_NUMBER:
        printf("%lu", (unsigned long)value->as.number);
        break;
    case VALUE_NAMES:
        print_names(value->as.names);
        break;
    case VALUE_FILTERS:
        print_filters(value->as.filters);
        break;
    case VALUE_TECHNIQUES:
        print_techniques(value->as.techniques);
        break;
    }
}

void json_object(const struct layout *layout, const struct value *values)
{
    for (size_t i = 0; i < layout->count; i++) {
        fputs(i == 0 ? "{" : ", ", stdout);
        print_text(layout->all[layout->shown[i]].key);
        fputs(": ", stdout);
        print_value(&values[layout->shown[i]]);
    }
    putchar('}');
}
