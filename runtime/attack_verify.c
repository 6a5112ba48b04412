/* SPDX-License-Identifier: MIT
 *
 * Checks the tables of a mapping: every offset, length and index that the rest of the runtime uses without a check.
 * This file must trust only the descriptor, which holds the addresses and sizes of the tables, and must not need a C
 * library.
 */
#include "matching.h"
#include "verification.h"
#include "views.h"

/* A part of attack_db_verify(). Parts run one after another, and must not be inlined: their stacks would add up. */
#if defined(__GNUC__)
#define ATTACK_APART static __attribute__((noinline)) bool
#else
#define ATTACK_APART static bool
#endif

/* ---- Cells ------------------------------------------------------------------------------------------------------ */

ATTACK_INLINE bool cells_are_below(const void *table, size_t count, size_t cells, size_t at, uint32_t limit, bool wide)
{
    for (; count; count--, at += cells)
        if (cell(table, at, wide) >= limit)
            return false;
    return true;
}

/* Whether one cell, the same in every record, is below a limit everywhere. */
static bool are_below(const struct attack_db *db, const void *table, size_t count, size_t cells, size_t at,
                      uint32_t limit)
{
    return BY_WIDTH(db, cells_are_below, table, count, cells, at, limit);
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

ATTACK_INLINE bool read_below(const struct attack_db *db, uint32_t *at, uint32_t limit, uint32_t *number)
{
    return read_in_stream(db->lists, db->list_bytes, at, limit, number);
}

/* Reads the number of items that follow. Each takes at least a byte, which limits the number. */
ATTACK_INLINE bool read_count(const struct attack_db *db, uint32_t *at, uint32_t *count)
{
    return *at && read_below(db, at, db->list_bytes, count);
}

/* Reads so many numbers, which must be below a limit. */
ATTACK_INLINE bool skip_numbers(struct verification *check, uint32_t *at, uint32_t count, uint32_t limit)
{
    uint32_t number;

    if (!spend_steps(check, count))
        return false;
    for (; count; count--)
        if (!read_below(check->db, at, limit, &number))
            return false;
    return true;
}

/* Whether there is a list of texts at a position, or none: the position 0. */
static bool is_list_or_none(struct verification *check, uint32_t at)
{
    uint32_t count;

    return !at || is_known(check, at) ||
           (read_count(check->db, &at, &count) && skip_numbers(check, &at, count, end_of_texts(check->db)));
}

static bool are_lists_or_none(struct verification *check, const void *table, size_t count, size_t cells, size_t at)
{
    for (; count; count--, at += cells)
        if (!is_list_or_none(check, cell(table, at, check->db->wide != 0)))
            return false;
    return true;
}

ATTACK_APART are_lists_of_mapping(struct verification *check)
{
    return is_list_or_none(check, check->db->tactics) && is_list_or_none(check, check->db->platforms) &&
           is_list_or_none(check, check->db->data_sources);
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* Checks the groups of a run. Their rows are subtracted from `*rows_left`: all runs together have at most the rows of
 * the mapping. */
static bool are_groups(struct verification *check, uint32_t at, uint32_t *rows_left)
{
    const struct attack_db *db = check->db;
    uint32_t groups, rows, number, events;

    if (!read_count(db, &at, &groups) || !read_below(db, &at, *rows_left + 1, &rows))
        return false;
    *rows_left -= rows;
    for (; groups; groups--) {
        if (!read_below(db, &at, attack_relationship_count(db) + 1, &number) ||
            !read_below(db, &at, rows + 1, &events) ||
            !events || /* the iterator over rows takes each group for at least one row */
            !skip_numbers(check, &at, events, db->event_count + 1))
            return false;
        rows -= events;
    }
    return !rows;
}

ATTACK_APART are_runs(struct verification *check)
{
    const struct attack_db *db = check->db;
    uint32_t rows_left = db->row_count;

    for (uint32_t i = 0; i < db->run_count; i++)
        if (!are_groups(check, cell(db->runs, (size_t)i * RUN_CELLS + RUN_GROUPS, db->wide != 0), &rows_left) ||
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
static bool is_body(struct verification *check, uint32_t at, uint32_t *rows_left)
{
    const struct attack_db *db = check->db;
    uint32_t tactics, platforms, left, run;

    if (!at || !read_below(db, &at, db->list_bytes, &tactics) || !is_list_or_none(check, tactics) ||
        !read_below(db, &at, db->list_bytes, &platforms) || !is_list_or_none(check, platforms) ||
        !read_count(db, &at, &left) || !spend_steps(check, left))
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

ATTACK_APART are_techniques(struct verification *check)
{
    const struct attack_db *db = check->db;
    uint32_t rows_left = db->row_count;

    for (uint32_t i = 0; i < db->technique_count; i++) {
        size_t record = (size_t)i * TECHNIQUE_CELLS;

        if (!id_length(db, cell(db->techniques, record + TECHNIQUE_TEXT, db->wide != 0)) ||
            !is_body(check, cell(db->techniques, record + TECHNIQUE_BODY, db->wide != 0), &rows_left))
            return false;
    }
    return !rows_left;
}

/* Returns how many runs a technique has. Its list has been checked before. */
static uint32_t count_runs(const struct attack_db *db, uint32_t technique)
{
    uint32_t at = runs_of(db, technique, db->wide != 0);

    return next_number(db, &at);
}

ATTACK_APART are_variants(struct verification *check)
{
    const struct attack_db *db = check->db;

    for (uint32_t i = 0; i < db->variant_count; i++) {
        size_t record = (size_t)i * VARIANT_CELLS;
        uint32_t technique = cell(db->variants, record + VARIANT_TECHNIQUE, db->wide != 0);

        if (technique >= db->technique_count ||
            cell(db->variants, record + VARIANT_RUN, db->wide != 0) >= count_runs(db, technique))
            return false;
    }
    return are_below(db, db->variants, db->variant_count, VARIANT_CELLS, VARIANT_NAME, end_of_texts(db)) &&
           are_lists_or_none(check, db->variants, db->variant_count, VARIANT_CELLS, VARIANT_TACTICS) &&
           are_lists_or_none(check, db->variants, db->variant_count, VARIANT_CELLS, VARIANT_PLATFORMS);
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Checks the filters of an event: none if it has a condition. Each takes at least two bytes, so that twice their number
 * is limited like a number of items. */
static bool are_filters(struct verification *check, uint32_t at)
{
    const struct attack_db *db = check->db;
    uint32_t head, number;

    if (!read_count(db, &at, &head) || (head % 2 && head != 1) || !spend_steps(check, head))
        return false;
    for (uint32_t left = head / 2; left; left--)
        if (!read_below(db, &at, db->field_count, &number) || !read_below(db, &at, end_of_texts(db), &number))
            return false;
    return true;
}

ATTACK_APART are_all_filters(struct verification *check)
{
    const struct attack_db *db = check->db;

    forget_lists(check);
    for (uint32_t i = 0; i < db->event_count; i++) {
        uint32_t at = cell(db->events, (size_t)i * EVENT_CELLS + EVENT_FILTERS, db->wide != 0);

        if (!at || (!is_known(check, at) && !are_filters(check, at)))
            return false;
    }
    return true;
}

/* Checks those techniques of an event that are no candidates: their places in its list of `count`. Their kinds take two
 * bits, and all four values are a kind. */
static bool are_exceptions(struct verification *check, uint32_t at, uint32_t count)
{
    uint32_t left, number;

    if (!read_below(check->db, &at, count + 1, &left) || !left || !spend_steps(check, left))
        return false;
    for (; left; left--) {
        if (!read_below(check->db, &at, 4 * count, &number))
            return false;
        count -= number / 4 + 1;
    }
    return true;
}

/* Checks the techniques of an event, in ascending order. */
static bool is_technique_list(struct verification *check, uint32_t at, uint32_t head)
{
    const struct attack_db *db = check->db;
    uint32_t technique = 0, step;

    if (!spend_steps(check, head / 2))
        return false;
    for (uint32_t left = head / 2; left; left--) {
        if (!read_below(db, &at, db->technique_count - technique, &step) || (!step && left < head / 2))
            return false;
        technique += step;
    }
    return head % 2 == 0 || are_exceptions(check, at, head / 2);
}

/* The techniques of all events are at most as many as the rows, since each pair of an event and a technique has a row
 * of its own. */
ATTACK_APART are_technique_lists(struct verification *check)
{
    const struct attack_db *db = check->db;
    uint32_t pairs_left = db->row_count, head;

    forget_lists(check);
    for (uint32_t i = 0; i < db->event_count; i++) {
        uint32_t list = cell(db->events, (size_t)i * EVENT_CELLS + EVENT_TECHNIQUE_LIST, db->wide != 0), at = list;

        if (!list || !read_below(db, &at, 2 * db->list_bytes, &head) || head / 2 > pairs_left ||
            (!is_known(check, list) && !is_technique_list(check, at, head)))
            return false;
        pairs_left -= head / 2;
    }
    return true;
}

/* ---- All else --------------------------------------------------------------------------------------------------- */

ATTACK_APART are_strings(const struct attack_db *db)
{
    return db->string_bytes > ATTACK_STRING_PADDING && !db->strings[0] && !db->strings[end_of_texts(db) - 1] &&
           is_text(db, db->domain) && is_text(db, db->version) && is_text(db, db->sha256) &&
           is_text(db, db->selection) && is_text(db, db->attribution);
}

/* Callers make room for as many candidates and for a value of as many fields, at least one. Numbers above what there is
 * would overflow the size of that room on a processor with addresses of 32 bits. */
static bool are_numbers(const struct attack_db *db)
{
    return db->candidates_most <= db->event_count + 1 && db->fields_most <= db->field_count + 1 &&
           db->technique_hash.step_count <= ATTACK_HASH_STEPS && db->event_hash.step_count <= ATTACK_HASH_STEPS;
}

ATTACK_APART are_small_tables(const struct attack_db *db)
{
    uint32_t end = end_of_texts(db);

    return are_numbers(db) && are_below(db, db->components, (size_t)db->component_count * COMPONENT_CELLS, 1, 0, end) &&
           are_below(db, db->relationships, (size_t)db->relationship_count * RELATIONSHIP_CELLS, 1, 0, end) &&
           are_below(db, db->logs, (size_t)db->log_count * LOG_CELLS, 1, 0, end) &&
           are_below(db, db->events, db->event_count, EVENT_CELLS, EVENT_ID, end) &&
           are_below(db, db->events, db->event_count, EVENT_CELLS, EVENT_NAME, end) &&
           are_below(db, db->events, db->event_count, EVENT_CELLS, EVENT_LOG, db->log_count) &&
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

int attack_compare_texts(struct verification *check, uint32_t text, uint32_t other)
{
    const char *mine = check->db->strings + text, *its = check->db->strings + other;
    unsigned char my_byte, its_byte;
    uint32_t steps = 0;

    do {
        my_byte = folded((unsigned char)mine[steps]);
        its_byte = folded((unsigned char)its[steps++]);
    } while (my_byte == its_byte && my_byte);
    if (spend_steps(check, steps))
        return my_byte - its_byte;
    check->steps_left = 0;
    return 1;
}

static size_t length_of(const char *string)
{
    const volatile char *bytes = string; /* without volatile, compilers turn the loop into a call of strlen */
    size_t length = 0;

    while (bytes[length])
        length++;
    return length;
}

/* Whether a hash leads from a text to a record. */
static bool is_in_slot(struct verification *check, const struct attack_hash *hash, uint32_t text, uint32_t record)
{
    const char *key = check->db->strings + text;
    size_t length = length_of(key);

    return spend_steps(check, (uint32_t)length + hash->step_count) &&
           hash_slot(hash, key, length, check->db->wide != 0) == record + 1;
}

/* Checks that each technique is found by its id: by the hash, or, without one, as ids are in ascending order.
 * Everything else has been checked before. */
ATTACK_APART finds_techniques(struct verification *check)
{
    const struct attack_db *db = check->db;
    uint32_t last = 0;

    for (uint32_t i = 0; i < db->technique_count; i++) {
        uint32_t id = cell(db->techniques, (size_t)i * TECHNIQUE_CELLS + TECHNIQUE_TEXT, db->wide != 0);

        if (db->technique_hash.slot_count ? !is_in_slot(check, &db->technique_hash, id, i)
                                          : attack_compare_texts(check, last, id) >= 0)
            return false;
        last = id;
    }
    return true;
}

/* Checks that each id leads to the first of its events, likewise, and that these are neighbours, those with a condition
 * last. */
ATTACK_APART finds_events(struct verification *check)
{
    const struct attack_db *db = check->db;
    bool had_condition = false;
    uint32_t last = 0;

    for (uint32_t i = 0; i < db->event_count; i++) {
        uint32_t id = cell(db->events, (size_t)i * EVENT_CELLS + EVENT_ID, db->wide != 0);
        int order = id == last ? 0 : attack_compare_texts(check, last, id);
        bool has_one = has_condition(db, i);

        if ((id && !db->strings[id]) ||
            (!order                       ? had_condition && !has_one
             : !db->event_hash.slot_count ? order > 0
                                          : id && !is_in_slot(check, &db->event_hash, id, i)))
            return false;
        had_condition = has_one;
        last = id;
    }
    return check->steps_left;
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

/* Returns how many steps the tables may take. */
static uint32_t steps_for(const struct attack_db *db)
{
    uint32_t size =
        db->technique_count + db->run_count + db->variant_count + db->event_count + db->string_bytes + db->list_bytes;

    if (db->conditions)
        size += db->conditions->group_count + db->conditions->condition_count + db->conditions->code_bytes;
    return size < UINT32_MAX / STEPS_FOR_EACH ? STEPS_FOR_EACH * size : UINT32_MAX;
}

bool attack_db_verify(const struct attack_db *db)
{
    struct verification check;

    if (!usable(db))
        return false;
    check.db = db;
    check.steps_left = steps_for(db);
    forget_lists(&check);
    return are_strings(db) && are_lists_of_mapping(&check) && are_runs(&check) && are_techniques(&check) &&
           are_variants(&check) && are_all_filters(&check) && are_technique_lists(&check) && are_small_tables(db) &&
           finds_techniques(&check) && finds_events(&check) && attack_verify_conditions(&check) &&
           attack_verify_rules(db);
}
