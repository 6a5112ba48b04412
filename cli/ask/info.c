/* SPDX-License-Identifier: MIT
 *
 * `attack-events info`: which data is linked, and its origin. JSON is one object; other formats have a line for each
 * key. Values are never shortened, since a part of a checksum or of a notice is useless.
 */
#include "line/command.h"
#include "print/json.h"
#include "text/text.h"

#include <stdio.h>

enum { INFO_COUNT = 14, KEY_AND_VALUE = 2 };

static const struct column keys[INFO_COUNT] = {
    {.key = "attack_domain"},   {.key = "attack_version"}, {.key = "input_sha256"}, {.key = "selection"},
    {.key = "techniques"},      {.key = "events"},         {.key = "rows"},         {.key = "relationships"},
    {.key = "data_components"}, {.key = "conditions"},     {.key = "rules"},        {.key = "retired_ids"},
    {.key = "library_version"}, {.key = "attribution"},
};

static const struct column key_and_value[KEY_AND_VALUE] = {{.key = "key"}, {.key = "value"}};

static void walk(struct sink *sink, const void *source)
{
    const struct value *values = source;

    for (size_t i = 0; i < INFO_COUNT; i++) {
        struct value row[KEY_AND_VALUE] = {value_text(keys[i].key), values[i]};

        sink_row(sink, row);
    }
}

static void show(void *context, const char *piece)
{
    (void)context;
    text_show(stdout, piece);
}

static void print_lines(const struct value *values)
{
    for (size_t i = 0; i < INFO_COUNT; i++) {
        if (values[i].kind == VALUE_TEXT && !values[i].as.text)
            continue;
        printf("%-17s", keys[i].key);
        value_pieces(&values[i], ", ", show, NULL);
        putchar('\n');
    }
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    static const struct layout object = {keys, NULL, INFO_COUNT};
    static const struct layout lines = {key_and_value, NULL, KEY_AND_VALUE};
    struct attack_info info;

    attack_db_info(db, &info);
    const struct value values[INFO_COUNT] = {
        value_text(info.attack_domain),    value_text(info.attack_version),  value_text(info.input_sha256),
        value_text(info.selection),        value_number(info.techniques),    value_number(info.events),
        value_number(info.rows),           value_number(info.relationships), value_number(info.data_components),
        value_number(info.conditions),     value_number(info.rules),         value_number(attack_retired_count(db)),
        value_text(ATTACK_EVENTS_VERSION), value_text(info.attribution),
    };

    switch (options->format) {
    case FORMAT_TABLE:
        print_lines(values);
        break;
    case FORMAT_TSV:
        sink_print(FORMAT_TSV, &lines, walk, values);
        break;
    case FORMAT_JSON:
        json_object(stdout, &object, values);
        putchar('\n');
        break;
    }
    return EXIT_ANSWERED;
}

const struct command command_info = {
    .name = "info",
    .summary = "say which data is linked, and whose it is",
    .description = "Prints which data is linked into this program: the domain and version of\n"
                   "ATT&CK, the SHA-256 of the input, the number of techniques, events, rows,\n"
                   "conditions and Sigma rules, how many ids that ATT&CK retired are known, and\n"
                   "MITRE's notice. JSON is one object.\n"
                   "\n"
                   "example:\n"
                   "  attack-events info --format json\n",
    .run = run,
};
