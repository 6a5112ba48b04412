/* SPDX-License-Identifier: MIT
 *
 * `attack-events info`: which data the answers come from, the linked mapping or a pack, and its origin. The keys are
 * the same for both. JSON is one object; other formats have a line for each key. Values are never shortened, since a
 * part of a checksum or of a notice is useless.
 */
#include "host/date.h"
#include "line/command.h"
#include "print/json.h"
#include "text/text.h"

#include <stdio.h>

enum { INFO_COUNT = 19, KEY_AND_VALUE = 2, VERSION_BYTES = sizeof "65535.65535", SHA256_BYTES = 32 };

static const struct column keys[INFO_COUNT] = {
    {.key = "attack_domain"}, {.key = "attack_version"},  {.key = "date"},        {.key = "input_sha256"},
    {.key = "selection"},     {.key = "techniques"},      {.key = "events"},      {.key = "rows"},
    {.key = "relationships"}, {.key = "data_components"}, {.key = "conditions"},  {.key = "rules"},
    {.key = "retired_ids"},   {.key = "library_version"}, {.key = "pack_format"}, {.key = "pack_lowest_library"},
    {.key = "pack_bytes"},    {.key = "pack_sha256"},     {.key = "attribution"},
};

/* What is put together of numbers. Texts are empty, and then absent, if it is not known. */
struct written {
    char date[DATE_BYTES];
    char format[VERSION_BYTES], lowest_library[VERSION_BYTES];
    char sha256[2 * SHA256_BYTES + 1];
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
        printf("%-21s", keys[i].key);
        value_pieces(&values[i], ", ", show, NULL);
        putchar('\n');
    }
}

static void write_version(char *text, uint32_t major, uint32_t minor)
{
    snprintf(text, VERSION_BYTES, "%u.%u", (unsigned)(major & 0xffff), (unsigned)(minor & 0xffff));
}

static struct written write_texts(const struct attack_info *info, const struct attack_pack_info *pack)
{
    struct written written = {"", "", "", ""};

    if (info->date)
        date_write(info->date, written.date);
    if (!pack)
        return written;
    write_version(written.format, pack->format_major, pack->format_minor);
    write_version(written.lowest_library, pack->runtime_major, pack->runtime_minor);
    for (size_t i = 0; i < SHA256_BYTES; i++)
        snprintf(written.sha256 + 2 * i, 3, "%02x", pack->sha256[i]);
    return written;
}

static struct value text_if_any(const char *text)
{
    return value_text(*text ? text : NULL);
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    static const struct layout object = {keys, NULL, INFO_COUNT};
    static const struct layout lines = {key_and_value, NULL, KEY_AND_VALUE};
    const struct attack_pack_info *pack = options->pack;
    struct attack_info info;
    struct written written;

    attack_db_info(db, &info);
    written = write_texts(&info, pack);
    const struct value values[INFO_COUNT] = {
        value_text(info.attack_domain),
        value_text(info.attack_version),
        text_if_any(written.date),
        value_text(info.input_sha256),
        value_text(info.selection),
        value_number(info.techniques),
        value_number(info.events),
        value_number(info.rows),
        value_number(info.relationships),
        value_number(info.data_components),
        value_number(info.conditions),
        value_number(info.rules),
        value_number(attack_retired_count(db)),
        value_text(ATTACK_EVENTS_VERSION),
        text_if_any(written.format),
        text_if_any(written.lowest_library),
        pack ? value_number(pack->size) : value_text(NULL),
        text_if_any(written.sha256),
        value_text(info.attribution),
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
    .summary = "say which data the answers come from, and whose it is",
    .description = "Prints which data the answers come from, the mapping that is linked into this\n"
                   "program or a pack: the domain and version of ATT&CK, the date of the data, the\n"
                   "SHA-256 of the input, the number of techniques, events, rows, conditions and\n"
                   "Sigma rules, how many ids that ATT&CK retired are known, and MITRE's notice. Of\n"
                   "a pack, also the version of its format, the first version of the library that\n"
                   "gives all its answers, its size, and the SHA-256 that it states of itself. JSON\n"
                   "is one object.\n"
                   "\n"
                   "example:\n"
                   "  attack-events info --format json\n",
    .run = run,
};
