/* SPDX-License-Identifier: MIT
 *
 * `attack-events export`: the mapping as a lookup table, for programs that join events with tables. This file reads the
 * options.
 */
#include "line/command.h"
#include "line/command_line.h"
#include "line/help.h"
#include "line/row_filters.h"
#include "lookup_forms.h"
#include "text/terminal.h"
#include "text/whole_file.h"

#include <stdio.h>
#include <string.h>

enum { TOP_BY_DEFAULT = 10 /* as the help of --top says */ };

static const struct lookup_form *asked_form(const struct options *options)
{
    const char *typed = options->values[OPTION_AS], *names[LOOKUP_FORMS];
    size_t form = 0;

    if (options->values[OPTION_FORMAT]) {
        help_wrong_usage(&command_export, "export has no --format '", options->values[OPTION_FORMAT],
                         "': --as says what to write", NULL);
        return NULL;
    }
    for (size_t i = 0; i < LOOKUP_FORMS; i++)
        names[i] = lookup_forms[i].name;
    if (typed)
        form = command_line_choose(names, LOOKUP_FORMS, typed, &command_export, "unknown form '",
                                   "': csv, jsonl, syslog-ng, logstash and rsyslog are known");
    return form < LOOKUP_FORMS ? &lookup_forms[form] : NULL;
}

/* Reads the value of --top, or its default. Returns 0 after a message if it is wrong. */
static size_t asked_top(const struct options *options)
{
    const char *typed = options->values[OPTION_TOP];
    size_t top = TOP_BY_DEFAULT;

    if (typed && strcmp(typed, "all") == 0)
        return SIZE_MAX;
    if (typed)
        top = options_number(typed);
    if (top == 0)
        help_wrong_usage(&command_export, "'--top' needs a whole number, 1 or more, or 'all', and not '", typed, "'",
                         NULL);
    return top;
}

static void write_rows(struct lookup_output *output, const struct lookup_form *form, const struct lookup_keys *keys,
                       struct lookup_row *row)
{
    if (form->begin)
        form->begin(output);
    for (size_t i = 0; i < keys->count; i++)
        if (lookup_row_fill(row, &keys->all[i])) {
            form->row(output, row);
            output->rows++;
        }
    if (form->end)
        form->end(output);
}

static enum exit_status write_table(const struct attack_db *db, const struct options *options,
                                    const struct lookup_form *form, size_t top, const struct lookup_keys *keys)
{
    const char *path = options->values[OPTION_OUTPUT];
    struct lookup_output output = {.file = whole_file_open(path)};
    struct lookup_row row;

    if (!output.file)
        return EXIT_CANNOT_WRITE;
    output.is_shown = output.file == stdout && terminal_is_output();
    lookup_row_start(&row, db, options, top);
    write_rows(&output, form, keys, &row);
    lookup_row_free(&row);
    if (!whole_file_close())
        return EXIT_CANNOT_WRITE;
    if (output.formulas)
        fprintf(stderr,
                "attack-events: cells that begin with =, +, - or @, which a spreadsheet would take for formulas: %lu\n",
                (unsigned long)output.formulas);
    return EXIT_ANSWERED;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    const struct lookup_form *form = asked_form(options);
    size_t top = form ? asked_top(options) : 0;
    enum exit_status status = EXIT_ANSWERED, written;
    struct lookup_keys keys;

    if (!top)
        return EXIT_USAGE;
    if (!row_filters_check(db, options))
        status = EXIT_NOT_FOUND;
    lookup_keys_fill(&keys, db, options, form->is_joined);
    if (keys.count) {
        written = write_table(db, options, form, top, &keys);
        status = written != EXIT_ANSWERED ? written : status;
    } else if (row_filters_any(options)) {
        row_filters_complain(options);
        status = EXIT_NOT_FOUND;
    } else {
        fputs("attack-events: no event of this mapping has an id and a log\n", stderr);
        status = EXIT_NOT_FOUND;
    }
    lookup_keys_free(&keys);
    return status;
}

const struct command command_export = {
    .name = "export",
    .accepts = ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_AS) | ACCEPTS(OPTION_TOP) | ACCEPTS(OPTION_OUTPUT),
    .has_no_format = true,
    .summary = "write a lookup table for log shippers and databases that join",
    .description = "Writes the mapping as a lookup table: for each event that a log names by provider,\n"
                   "channel and id, the techniques that it could show, best first. `techniques`,\n"
                   "`names`, `kinds` and `scores` are lists of the same length; `tactics` has those of\n"
                   "the techniques, each once. These rest on the id alone. `conditional` are the\n"
                   "techniques that rest on the event's own fields, which a join does not see: `tag`\n"
                   "or the library tell them.\n"
                   "\n"
                   "--as chooses the form:\n"
                   "  csv        a line for each event, with a header line; lists are joined by \";\"\n"
                   "             (the default; Splunk, Vector, ClickHouse, DuckDB)\n"
                   "  jsonl      a JSON object for each event (ClickHouse's JSONEachRow)\n"
                   "  syslog-ng  selector,name,value for add-contextual-data()\n"
                   "  logstash   a dictionary in JSON for the filter translate\n"
                   "  rsyslog    a lookup_table, whose values are for parse_json()\n"
                   "The last three have LOG|ID as key, where LOG is the provider or the channel.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events export --platform windows -o attack_events.csv\n"
                   "  attack-events export --as syslog-ng --top 3 -o attack_events.csv\n",
    .run = run,
};
