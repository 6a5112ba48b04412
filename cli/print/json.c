/* SPDX-License-Identifier: MIT
 *
 * Writes values as JSON. UTF-8 is written as it is, except characters that control a terminal, which become \u escapes.
 * A byte that is not UTF-8 becomes U+FFFD, so that the output is always JSON; the generator rejects such mappings.
 */
#include "json.h"

#include "host/code_point.h"
#include "rule_words.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

void json_escape(FILE *file, uint32_t code)
{
    if (code > 0xFFFF)
        fprintf(file, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (code >> 10)), (unsigned)(0xDC00 + (code & 0x3FF)));
    else
        fprintf(file, "\\u%04x", (unsigned)code);
}

static void print_code(FILE *file, uint32_t code, const char *bytes, size_t length)
{
    if (code == '"' || code == '\\')
        fprintf(file, "\\%c", (int)code);
    else if (code == '\n' || code == '\t' || code == '\r')
        fputs(code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r", file);
    else if (code_point_is_unprintable(code))
        json_escape(file, code);
    else
        fwrite(bytes, 1, length, file);
}

void json_text(FILE *file, const char *text)
{
    if (!text) {
        fputs("null", file);
        return;
    }
    fputc('"', file);
    while (*text) {
        size_t plain = 0;
        size_t length;
        uint32_t code;

        while (is_plain((unsigned char)text[plain]))
            plain++;
        fwrite(text, 1, plain, file);
        text += plain;
        if (!*text)
            break;
        length = code_point_decode(text, &code);
        if (length == 0)
            fputs("\xEF\xBF\xBD", file);
        else
            print_code(file, code, text, length);
        text += length ? length : 1;
    }
    fputc('"', file);
}

static void print_names(FILE *file, struct attack_name_iterator names)
{
    const char *name;

    fputc('[', file);
    for (bool first = true; (name = attack_name_next(&names)) != NULL; first = false) {
        if (!first)
            fputs(", ", file);
        json_text(file, name);
    }
    fputc(']', file);
}

static void print_filters(FILE *file, struct attack_filter_iterator filters)
{
    struct attack_filter filter;
    bool first = true;

    for (; attack_filter_next(&filters, &filter); first = false) {
        fputs(first ? "[{" : "}, {", file);
        json_text(file, filter.field ? filter.field : "");
        fputs(": ", file);
        json_text(file, filter.value);
    }
    fputs(first ? "null" : "}]", file);
}

static void print_condition(FILE *file, const struct attack_db *db, const struct attack_event *event)
{
    char *text = value_condition_text(db, event);

    json_text(file, text);
    free(text);
}

static void print_techniques(FILE *file, const struct attack_db *db, const struct attack_event *event)
{
    struct attack_technique_iterator techniques = attack_event_techniques(db, event);
    struct attack_technique technique;

    fputc('[', file);
    for (bool first = true; attack_technique_next(&techniques, &technique); first = false) {
        fputs(first ? "{\"technique_id\": " : ", {\"technique_id\": ", file);
        json_text(file, technique.id);
        fputs(", \"technique\": ", file);
        json_text(file, technique.name);
        fprintf(file, ", \"kind\": \"%s\"}", value_kind_word(techniques.kind));
    }
    fputc(']', file);
}

static void print_texts(FILE *file, const char *const *texts, size_t count)
{
    fputc('[', file);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", file);
        json_text(file, texts[i]);
    }
    fputc(']', file);
}

void json_rule(FILE *file, const struct attack_rule *rule, bool is_compact)
{
    char *uri = rule_uri(rule);
    const struct {
        const char *key, *text;
    } members[] = {
        {"id", rule->id},
        {"title", rule->title},
        {"level", attack_level_name(rule->level)},
        {"status", attack_status_name(rule->status)},
        {"author", rule->author},
        {"license", rule->license},
        {"uri", uri},
    };
    const char *blank = is_compact ? "" : " ";

    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        fprintf(file, "%s%s\"%s\":%s", i ? "," : "{", i ? blank : "", members[i].key, blank);
        json_text(file, members[i].text);
    }
    fprintf(file, ",%s\"detection\":%s%s}", blank, blank, rule->is_detection ? "true" : "false");
    free(uri);
}

static void print_rule(FILE *file, const struct value *value)
{
    struct attack_rule rule;

    if (attack_rule_at(value->as.rule.db, value->as.rule.index, &rule))
        json_rule(file, &rule, false);
    else
        json_text(file, NULL);
}

static void print_value(FILE *file, const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        json_text(file, value->as.text);
        break;
    case VALUE_BOOLEAN:
        fputs(value->as.boolean ? "true" : "false", file);
        break;
    case VALUE_NUMBER:
        fprintf(file, "%lu", (unsigned long)value->as.number);
        break;
    case VALUE_NAMES:
        print_names(file, value->as.names);
        break;
    case VALUE_FILTERS:
        print_filters(file, value->as.filters);
        break;
    case VALUE_CONDITION:
        print_condition(file, value->as.event.db, &value->as.event.event);
        break;
    case VALUE_TECHNIQUES:
        print_techniques(file, value->as.event.db, &value->as.event.event);
        break;
    case VALUE_TEXTS:
        print_texts(file, value->as.texts.all, value->as.texts.count);
        break;
    case VALUE_RULE:
        print_rule(file, value);
        break;
    }
}

void json_object(FILE *file, const struct layout *layout, const struct value *values)
{
    for (size_t i = 0; i < layout->count; i++) {
        fputs(i == 0 ? "{" : ", ", file);
        json_text(file, layout->all[layout_place(layout, i)].key);
        fputs(": ", file);
        print_value(file, &values[layout_place(layout, i)]);
    }
    fputc('}', file);
}
