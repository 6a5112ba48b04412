/* SPDX-License-Identifier: MIT
 *
 * CSV and syslog-ng have lists with a separator, the others those of JSON. rsyslog's values are texts, so they are JSON
 * in JSON, which its parse_json() takes apart.
 */
#include "lookup_forms.h"

#include "print/csv.h"
#include "print/json.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

static const char list_separator[] = ";", key_separator[] = "|";

static void put(FILE *file, const char *text)
{
    fputs(text ? text : "", file);
}

/* Writes an item of a list. The separator within it becomes a comma, so that a list has as many items as it should. */
static void put_item(FILE *file, const char *item)
{
    for (; item && *item; item++)
        fputc(*item == *list_separator ? ',' : *item, file);
}

/* Returns the list as one text, for free(). */
static char *join(const struct lookup_list *list)
{
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);

    for (size_t i = 0; i < list->count; i++) {
        fputs(i ? list_separator : "", file);
        put_item(file, list->texts[i]);
    }
    return memory_stream_end(&stream);
}

/* Returns LOG|ID, for free(). */
static char *join_key(const struct lookup_key *key)
{
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);

    put(file, key->log);
    put(file, key_separator);
    put(file, key->id);
    return memory_stream_end(&stream);
}

/* ---- CSV -------------------------------------------------------------------------------------------------------- */

static void csv_begin(struct lookup_output *output)
{
    fputs("provider,channel,event_id", output->file);
    for (int i = 0; i < LOOKUP_LISTS; i++)
        fprintf(output->file, ",%s", lookup_list_names[i]);
    fputc('\n', output->file);
}

static void csv_put(struct lookup_output *output, const char *text)
{
    csv_cell(output->file, text, output->is_shown);
    output->formulas += csv_is_formula(text);
}

static void csv_row(struct lookup_output *output, const struct lookup_row *row)
{
    csv_put(output, row->key->provider);
    fputc(',', output->file);
    csv_put(output, row->key->channel);
    fputc(',', output->file);
    csv_put(output, row->key->id);
    for (int i = 0; i < LOOKUP_LISTS; i++) {
        char *list = join(&row->lists[i]);

        fputc(',', output->file);
        csv_put(output, list);
        free(list);
    }
    fputc('\n', output->file);
}

/* ---- syslog-ng: rows of selector, name and value ----------------------------------------------------------------- */

/* Writes a cell on one line, as syslog-ng reads no other. */
static void syslog_ng_cell(struct lookup_output *output, char *text)
{
    for (char *end = text; (end = strpbrk(end, "\r\n")) != NULL;)
        *end = ' ';
    csv_cell(output->file, text, output->is_shown);
}

/* Writes a value, which is a template there: a dollar is doubled. A value like "A (B)" would be B of the type A: what
 * stands for nothing at its end keeps it a text, in versions with and without types. */
static void syslog_ng_value(struct lookup_output *output, const char *text)
{
    size_t length = strlen(text);
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);
    char *value;

    for (const char *at = text; *at; at++)
        fputs(*at == '$' ? "$$" : (char[]){*at, '\0'}, file);
    if (strchr(text, '(') && text[length - 1] == ')')
        fputs("${.none}", file);
    value = memory_stream_end(&stream);
    syslog_ng_cell(output, value);
    free(value);
}

static void syslog_ng_row(struct lookup_output *output, const struct lookup_row *row)
{
    char *key = join_key(row->key);

    for (int i = 0; i < LOOKUP_LISTS; i++) {
        char *list = join(&row->lists[i]);

        if (*list) {
            syslog_ng_cell(output, key);
            fprintf(output->file, ",%s,", lookup_list_names[i]);
            syslog_ng_value(output, list);
            fputc('\n', output->file);
        }
        free(list);
    }
    free(key);
}

/* ---- JSON ------------------------------------------------------------------------------------------------------- */

static void json_lists(FILE *file, const struct lookup_row *row)
{
    for (int i = 0; i < LOOKUP_LISTS; i++) {
        fprintf(file, "%s\"%s\": [", i ? ", " : "", lookup_list_names[i]);
        for (size_t k = 0; k < row->lists[i].count; k++) {
            fputs(k ? ", " : "", file);
            if (i == LOOKUP_SCORES)
                fputs(row->lists[i].texts[k], file);
            else
                json_text(file, row->lists[i].texts[k]);
        }
        fputc(']', file);
    }
}

static void json_line(struct lookup_output *output, const struct lookup_row *row)
{
    fputs("{\"provider\": ", output->file);
    json_text(output->file, row->key->provider);
    fputs(", \"channel\": ", output->file);
    json_text(output->file, row->key->channel);
    fputs(", \"event_id\": ", output->file);
    json_text(output->file, row->key->id);
    fputs(", ", output->file);
    json_lists(output->file, row);
    fputs("}\n", output->file);
}

static void logstash_begin(struct lookup_output *output)
{
    fputc('{', output->file);
}

static void logstash_row(struct lookup_output *output, const struct lookup_row *row)
{
    char *key = join_key(row->key);

    fputs(output->rows ? ",\n" : "\n", output->file);
    json_text(output->file, key);
    fputs(": {", output->file);
    json_lists(output->file, row);
    fputc('}', output->file);
    free(key);
}

static void logstash_end(struct lookup_output *output)
{
    fputs("\n}\n", output->file);
}

static void rsyslog_begin(struct lookup_output *output)
{
    fputs("{\"version\": 1, \"nomatch\": \"\", \"type\": \"string\", \"table\": [", output->file);
}

static void rsyslog_row(struct lookup_output *output, const struct lookup_row *row)
{
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);
    char *key = join_key(row->key), *value;

    fputc('{', file);
    json_lists(file, row);
    fputc('}', file);
    value = memory_stream_end(&stream);
    fputs(output->rows ? ",\n{\"index\": " : "\n{\"index\": ", output->file);
    json_text(output->file, key);
    fputs(", \"value\": ", output->file);
    json_text(output->file, value);
    fputc('}', output->file);
    free(value);
    free(key);
}

static void rsyslog_end(struct lookup_output *output)
{
    fputs("\n]}\n", output->file);
}

const struct lookup_form lookup_forms[LOOKUP_FORMS] = {
    {"csv", false, csv_begin, csv_row, NULL},
    {"jsonl", false, NULL, json_line, NULL},
    {"syslog-ng", true, NULL, syslog_ng_row, NULL},
    {"logstash", true, logstash_begin, logstash_row, logstash_end},
    {"rsyslog", true, rsyslog_begin, rsyslog_row, rsyslog_end},
};
