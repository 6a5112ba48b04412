/* SPDX-License-Identifier: MIT
 *
 * Checks the tables of a mapping: every offset, length and index that the rest of the runtime uses without a check.
 * This file must trust only the descriptor, which holds the addresses and sizes of the tables, and must not need a C
 * library.
 */
#include "matching.h"
#include "views.h"

/* A part of attack_db_verify(). Parts run one after another, and must not be inlined: their stacks would add up. */
#if defined(__GNUC__)
#define ATTACK_APART static __attribute__((noinline)) bool
#else
#define ATTACK_APART static bool
#endif

/* ---- Cells ------------------------------------------------------------------------------------------------------ */

/* Whether one cell, the same in every record, is below a limit everywhere. */
static bool are_below(const struct attack_db *db, const void *table, size_t count, size_t cells, size_t at,
                      uint32_t limit)
{
    for (; count; count--, at += cells)
        if (cell(table, at, db->wide != 0) >= limit)
            return false;
    return true;
}

/* Returns the end of the texts: behind the last NUL, and before the padding for reads of eight bytes at a time. */
static uint32_t end_of_texts(const struct attack_db *db)
{
    return db->string_bytes - ATTACK_STRING_PADDING;
}

static bool is_text(const struct attack_db *db, uint32_t offset)
{
    return offset < end_of_texts(db);
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

static bool read_below(const struct attack_db *db, uint32_t *at, uint32_t limit, uint32_t *number)
{
    return read_in_stream(db->lists, db->list_bytes, at, limit, number);
}

/* Reads the number of items that follow. Each takes at least a byte, which limits the number. */
static bool read_count(const struct attack_db *db, uint32_t *at, uint32_t *count)
{
    return *at && read_below(db, at, db->list_bytes, count);
}

static bool is_list_of_texts(const struct attack_db *db, uint32_t at)
{
    uint32_t left, offset;

    if (!read_count(db, &at, &left))
        return false;
    for (; left; left--)
        if (!read_below(db, &at, end_of_texts(db), &offset))
            return false;
    return true;
}

static bool is_list_or_none(const struct attack_db *db, uint32_t at)
{
    return !at || is_list_of_texts(db, at);
}

static bool are_lists_or_none(const struct attack_db *db, const void *table, size_t count, size_t cells, size_t at)
{
    for (; count; count--, at += cells)
        if (!is_list_or_none(db, cell(table, at, db->wide != 0)))
            return false;
    return true;
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* Checks the groups of a run. Their rows are subtracted from `*rows_left`: all runs together have at most the rows of
 * the mapping. */
static bool are_groups(const struct attack_db *db, uint32_t at, uint32_t *rows_left)
{
    uint32_t groups, rows, number, events;

    if (!read_count(db, &at, &groups) || !read_below(db, &at, *rows_left + 1, &rows))
        return false;
    *rows_left -= rows;
    for (; groups; groups--) {
        if (!read_below(db, &at, attack_relationship_count(db) + 1, &number) ||
            !read_below(db, &at, rows + 1, &events) ||
            !events) /* the iterator over rows takes each group for at least one row */
            return false;
        for (rows -= events; events; events--)
            if (!read_below(db, &at, db->event_count + 1, &number))
                return false;
    }
    return !rows;
}

ATTACK_APART are_runs(const struct attack_db *db)
{
    uint32_t rows_left = db->row_count;

    for (uint32_t i = 0; i < db->run_count; i++)
        if (!are_groups(db, cell(db->runs, (size_t)i * RUN_CELLS + RUN_GROUPS, db->wide != 0), &rows_left) ||
            cell(db->runs, (size_t)i * RUN_CELLS + RUN_COMPONENT, db->wide != 0) % RUN_COMPONENTS / 2 > ATTACK_RULE)
            return false;
    return are_below(db, db->runs, db->run_count, RUN_CELLS, RUN_COMPONENT, RUN_COMPONENTS * (db->component_count + 1));
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

/* Returns the length of a technique's id if there is one here, with room behind it for a name; else 0. */
static uint32_t id_length(const struct attack_db *db, uint32_t offset)
{
    uint32_t room = is_text(db, offset) ? end_of_texts(db) - offset : 0, length = TECHNIQUE_ID_LENGTH;
    const char *id = db->strings + (room ? offset : 0);

    if (room > TECHNIQUE_ID_LENGTH && id[TECHNIQUE_ID_LENGTH] == '.')
        length = SUBTECHNIQUE_ID_LENGTH;
    if (room <= length + 1 || id[length])
        return 0;
    for (uint32_t i = 0; i < length; i++)
        if (!id[i])
            return 0;
    return length;
}

/* Checks a technique's list. The runs have been checked before. */
static bool is_body(const struct attack_db *db, uint32_t at, uint32_t *rows_left)
{
    uint32_t tactics, platforms, left, run;

    if (!at || !read_below(db, &at, db->list_bytes, &tactics) || !is_list_or_none(db, tactics) ||
        !read_below(db, &at, db->list_bytes, &platforms) || !is_list_or_none(db, platforms) ||
        !read_count(db, &at, &left))
        return false;
    for (; left; left--) {
        uint32_t groups, rows;

        if (!read_below(db, &at, db->run_count, &run))
            return false;
        groups = cell(db->runs, (size_t)run * RUN_CELLS + RUN_GROUPS, db->wide != 0);
        next_number(db, &groups); /* their number */
        rows = next_number(db, &groups);
        if (rows > *rows_left)
            return false;
        *rows_left -= rows;
    }
    return true;
}

ATTACK_APART are_techniques(const struct attack_db *db)
{
    uint32_t rows_left = db->row_count;

    for (uint32_t i = 0; i < db->technique_count; i++) {
        size_t record = (size_t)i * TECHNIQUE_CELLS;

        if (!id_length(db, cell(db->techniques, record + TECHNIQUE_TEXT, db->wide != 0)) ||
            !is_body(db, cell(db->techniques, record + TECHNIQUE_BODY, db->wide != 0), &rows_left))
            return false;
    }
    return !rows_left;
}

/* Returns how many runs a technique has. Its list has been checked before. */
static uint32_t count_runs(const struct attack_db *db, uint32_t technique)
{
    uint32_t at = cell(db->techniques, (size_t)technique * TECHNIQUE_CELLS + TECHNIQUE_BODY, db->wide != 0);

    next_number(db, &at); /* tactics */
    next_number(db, &at); /* platforms */
    return next_number(db, &at);
}

ATTACK_APART are_variants(const struct attack_db *db)
{
    for (uint32_t i = 0; i < db->variant_count; i++) {
        size_t record = (size_t)i * VARIANT_CELLS;
        uint32_t technique = cell(db->variants, record + VARIANT_TECHNIQUE, db->wide != 0);

        if (technique >= db->technique_count ||
            cell(db->variants, record + VARIANT_RUN, db->wide != 0) >= count_runs(db, technique))
            return false;
    }
    return are_below(db, db->variants, db->variant_count, VARIANT_CELLS, VARIANT_NAME, end_of_texts(db)) &&
           are_lists_or_none(db, db->variants, db->variant_count, VARIANT_CELLS, VARIANT_TACTICS) &&
           are_lists_or_none(db, db->variants, db->variant_count, VARIANT_CELLS, VARIANT_PLATFORMS);
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Checks the filters of an event: none if it has a condition. Each takes at least two bytes, so that twice their number
 * is limited like a number of items. */
static bool are_filters(const struct attack_db *db, uint32_t at)
{
    uint32_t head, number;

    if (!read_count(db, &at, &head) || (head % 2 && head != 1))
        return false;
    for (uint32_t left = head / 2; left; left--)
        if (!read_below(db, &at, db->field_count, &number) || !read_below(db, &at, end_of_texts(db), &number))
            return false;
    return true;
}

/* Checks those techniques of an event that are no candidates: their places in its list of `count`. Their kinds take two
 * bits, and all four values are a kind. */
static bool are_exceptions(const struct attack_db *db, uint32_t at, uint32_t count)
{
    uint32_t left, number;

    if (!read_below(db, &at, count + 1, &left) || !left)
        return false;
    for (; left; left--) {
        if (!read_below(db, &at, 4 * count, &number))
            return false;
        count -= number / 4 + 1;
    }
    return true;
}

/* Checks the techniques of an event, in ascending order. They are subtracted from the pairs left, since each pair of an
 * event and a technique has a row of its own. */
static bool is_technique_list(const struct attack_db *db, uint32_t at, uint32_t *pairs_left)
{
    uint32_t head, left, technique = 0, step;

    if (!at || !read_below(db, &at, 2 * db->list_bytes, &head) || head / 2 > *pairs_left)
        return false;
    *pairs_left -= head / 2;
    for (left = head / 2; left; left--) {
        if (!read_below(db, &at, db->technique_count - technique, &step) || (!step && left < head / 2))
            return false;
        technique += step;
    }
    return head % 2 == 0 || are_exceptions(db, at, head / 2);
}

ATTACK_APART are_events(const struct attack_db *db)
{
    uint32_t pairs_left = db->row_count;

    for (uint32_t i = 0; i < db->event_count; i++) {
        size_t record = (size_t)i * EVENT_CELLS;

        if (!are_filters(db, cell(db->events, record + EVENT_FILTERS, db->wide != 0)) ||
            !is_technique_list(db, cell(db->events, record + EVENT_TECHNIQUE_LIST, db->wide != 0), &pairs_left))
            return false;
    }
    return are_below(db, db->events, db->event_count, EVENT_CELLS, EVENT_ID, end_of_texts(db)) &&
           are_below(db, db->events, db->event_count, EVENT_CELLS, EVENT_NAME, end_of_texts(db)) &&
           are_below(db, db->events, db->event_count, EVENT_CELLS, EVENT_LOG, db->log_count);
}

/* ---- All else --------------------------------------------------------------------------------------------------- */

ATTACK_APART are_strings(const struct attack_db *db)
{
    return db->string_bytes > ATTACK_STRING_PADDING && !db->strings[0] && !db->strings[end_of_texts(db) - 1] &&
           is_text(db, db->domain) && is_text(db, db->version) && is_text(db, db->sha256) &&
           is_text(db, db->selection) && is_text(db, db->attribution);
}

ATTACK_APART are_small_tables(const struct attack_db *db)
{
    uint32_t end = end_of_texts(db);

    return are_below(db, db->components, (size_t)db->component_count * COMPONENT_CELLS, 1, 0, end) &&
           are_below(db, db->relationships, (size_t)db->relationship_count * RELATIONSHIP_CELLS, 1, 0, end) &&
           are_below(db, db->logs, (size_t)db->log_count * LOG_CELLS, 1, 0, end) &&
           are_below(db, db->retired, db->retired_count, RETIRED_CELLS, RETIRED_NUMBER, RETIRED_NUMBERS) &&
           are_below(db, db->retired, db->retired_count, RETIRED_CELLS, RETIRED_SUB_NUMBER, RETIRED_SUB_NUMBERS) &&
           are_below(db, db->retired, db->retired_count, RETIRED_CELLS, RETIRED_SUCCESSOR, db->technique_count + 1) &&
           are_below(db, db->aliases, db->alias_count, ALIAS_CELLS, ALIAS_NAME, end) &&
           are_below(db, db->aliases, db->alias_count, ALIAS_CELLS, ALIAS_EVENT, db->event_count) &&
           are_below(db, db->fields, db->field_count, FIELD_CELLS, FIELD_NAME, end) &&
           are_below(db, db->factors, db->factor_count, FACTOR_CELLS, FACTOR_FACTOR, UINT16_MAX + 1u) &&
           are_below(db, db->technique_hash.slots, db->technique_hash.slot_count, 1, 0, db->technique_count + 1) &&
           are_below(db, db->event_hash.slots, db->event_hash.slot_count, 1, 0, db->event_count + 1);
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

/* Checks that each technique is found by its id. Everything else has been checked before. */
ATTACK_APART finds_techniques(const struct attack_db *db)
{
    struct attack_technique found;

    for (uint32_t i = 0; i < db->technique_count; i++) {
        uint32_t id = cell(db->techniques, (size_t)i * TECHNIQUE_CELLS + TECHNIQUE_TEXT, db->wide != 0);

        if (!attack_technique_find(db, db->strings + id, id_length(db, id), &found) || found.index != i)
            return false;
    }
    return true;
}

static size_t length_of(const char *string)
{
    const volatile char *bytes = string; /* without volatile, compilers turn the loop into a call of strlen */
    size_t length = 0;

    while (bytes[length])
        length++;
    return length;
}

static bool finds_event(const struct attack_db *db, uint32_t id, uint32_t index)
{
    struct attack_event_iterator found = attack_events_find(db, db->strings + id, length_of(db->strings + id));

    return found.db && found.at == index;
}

/* Checks that each id leads to the first of its events, and that these are neighbours, those with a condition last. */
ATTACK_APART finds_events(const struct attack_db *db)
{
    uint32_t last = 0;

    for (uint32_t i = 0; i < db->event_count; i++) {
        uint32_t id = cell(db->events, (size_t)i * EVENT_CELLS + EVENT_ID, db->wide != 0);
        bool is_first = id && (!last || !same_text(db->strings + id, db->strings + last));

        if (is_first ? !finds_event(db, id, i) : i && has_condition(db, i - 1) && !has_condition(db, i))
            return false;
        last = id;
    }
    return true;
}

bool attack_db_verify(const struct attack_db *db)
{
    return usable(db) && are_strings(db) && is_list_or_none(db, db->tactics) && is_list_or_none(db, db->platforms) &&
           is_list_or_none(db, db->data_sources) && are_runs(db) && are_techniques(db) && are_variants(db) &&
           are_events(db) && are_small_tables(db) && finds_techniques(db) && finds_events(db) &&
           attack_verify_conditions(db) && attack_verify_rules(db);
}
