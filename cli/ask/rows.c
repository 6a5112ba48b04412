/* SPDX-License-Identifier: MIT
 *
 * `attack-events rows`: the rows of the mapping that match the options. It also prints rows for other commands, and
 * knows nothing of formats.
 */
#include "rows.h"

#include "columns.h"
#include "line/command.h"
#include "line/row_filters.h"

static const unsigned char table_shown[] = {
    COLUMN_TECHNIQUE_ID, COLUMN_TECHNIQUE,  COLUMN_DATA_COMPONENT, COLUMN_NAME,
    COLUMN_EVENT_ID,     COLUMN_EVENT_NAME, COLUMN_EVENT_PLATFORM, COLUMN_LOG_SOURCE,
    COLUMN_CHANNEL,      COLUMN_FILTER_IN,  COLUMN_KIND,
};

static const struct layout table_layout = {columns, table_shown, sizeof table_shown};

/* Passes the rows of one iterator on. Returns whether there was one; without a sink, it stops at the first. */
static bool walk(struct sink *sink, const struct row_source *source, struct attack_row_iterator rows)
{
    bool is_table = source->options->format == FORMAT_TABLE && !source->options->values[OPTION_COLUMNS];
    struct row_filters_cache cache = {NULL, 0, false};
    struct value values[COLUMN_COUNT];
    struct attack_row row;
    bool any = false;

    while (attack_row_next(&rows, &row)) {
        if (!row_filters_admit_row(source->db, source->options, &row, &cache))
            continue;
        any = true;
        if (!sink)
            break;
        columns_fill(source->db, &row, values);
        if (is_table)
            columns_join_filters(values);
        sink_row(sink, values);
    }
    return any;
}

static bool walk_all(struct sink *sink, const struct row_source *source)
{
    bool any = false;

    if (!source->techniques)
        return walk(sink, source, attack_rows(source->db));
    for (size_t i = 0; i < source->count && (sink || !any); i++)
        any = walk(sink, source, attack_technique_rows(source->db, &source->techniques[i])) || any;
    return any;
}

static void walk_rows(struct sink *sink, const void *source)
{
    walk_all(sink, source);
}

bool rows_check(const struct row_source *source, enum exit_status *status)
{
    *status = row_filters_check(source->db, source->options) ? EXIT_ANSWERED : EXIT_NOT_FOUND;
    if (!row_filters_any(source->options) || walk_all(NULL, source))
        return true;
    row_filters_complain(source->options);
    *status = EXIT_NOT_FOUND;
    return false;
}

enum exit_status rows_print(const struct row_source *source, const struct layout *layout)
{
    struct chosen_columns chosen;
    enum exit_status status;

    if (!columns_choose(source->options, &chosen))
        return EXIT_USAGE;
    if (rows_check(source, &status))
        sink_print(source->options->format, chosen.layout.count ? &chosen.layout : layout, walk_rows, source);
    return status;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct row_source source = {.db = db, .options = options};

    return rows_print(&source, options->format == FORMAT_TABLE ? &table_layout : &columns_all);
}

const struct command command_rows = {
    .name = "rows",
    .accepts = ACCEPTS_ROW_FILTERS | ACCEPTS(OPTION_COLUMNS),
    .summary = "print every row of the mapping",
    .description = "Prints every row of the mapping: a technique, one of its data components, and a\n"
                   "relationship and an event that show it. Rows are sorted by the technique's id,\n"
                   "then in the order of the input. A row is `direct` if the mapping names the\n"
                   "technique beside the event, `condition` if it does so for events that meet a\n"
                   "condition, `rule` if a Sigma rule names it, `analytic` if an analytic of ATT&CK\n"
                   "does, and `candidate` if event and technique share a data component. The event *\n"
                   "of a rule is any event of its log. With --columns, there are rule_id, rule, level,\n"
                   "status and author besides, of the rule that the event is of. A table has\n"
                   "conditions and filters in one column. TSV has one header line; lists are joined by\n"
                   "commas, an absent value is empty, and tab, line end and backslash in a value are\n"
                   "\\t, \\n, \\r and \\\\; on a terminal, control characters are escaped too. JSON has the\n"
                   "same keys, with arrays, booleans and null. The table omits columns that do not fit\n"
                   "the terminal, unless --columns asks for them.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events rows --tactic credential-access --platform linux\n"
                   "  attack-events rows --columns event_id,log_source --format tsv | sort | uniq -c\n",
    .run = run,
};
