/* SPDX-License-Identifier: MIT
 *
 * Checks the tables of conditions: every position, length and index that matching and writing them use without a check.
 * It trusts the descriptor and the tables of the mapping, which have been checked before.
 */
#include "condition_code.h"
#include "matching.h"
#include "verification.h"

static uint32_t condition_cell(const struct attack_conditions *conditions, const void *table, size_t at)
{
    return cell(table, at, conditions->wide != 0);
}

static uint32_t all_fields(const struct attack_db *db)
{
    return db->field_count + db->conditions->field_count;
}

/* ---- Code ------------------------------------------------------------------------------------------------------- */

ATTACK_INLINE bool read_code_below(const struct attack_conditions *conditions, uint32_t *at, uint32_t limit,
                                   uint32_t *number)
{
    return read_in_stream(conditions->code, conditions->code_bytes, at, limit, number);
}

ATTACK_INLINE bool read_code_byte(const struct attack_conditions *conditions, uint32_t *at, uint32_t limit,
                                  uint32_t *byte)
{
    if (*at >= conditions->code_bytes)
        return false;
    *byte = conditions->code[(*at)++];
    return *byte < limit;
}

/* ---- Regular expressions ---------------------------------------------------------------------------------------- */

/* Whether a set of characters at `at` ends within `size` bytes of an automaton. */
static bool is_character_set(const uint8_t *automaton, uint32_t size, uint32_t at)
{
    return at < size && size - at >= REGEX_SET_BYTES &&
           size - at - REGEX_SET_BYTES >= 8u * (automaton[at + REGEX_SET_BYTES - 1] / 2u);
}

static bool is_record(const uint8_t *automaton, uint32_t size, uint32_t position)
{
    const uint8_t *record = automaton + REGEX_RECORDS + REGEX_CELLS * position;
    uint32_t kind = record[REGEX_KIND];

    if (kind >= REGEX_KINDS || (kind & REGEX_TO_MASK && record[REGEX_MASK] > automaton[REGEX_MASK_COUNT]) ||
        (kind & REGEX_TO_NEXT && position + 1u == automaton[REGEX_COUNT]))
        return false;
    return kind & (REGEX_IS_PLACE | REGEX_IS_LITERAL) ||
           is_character_set(automaton, size, record[REGEX_LOW] | (uint32_t)record[REGEX_HIGH] << 8);
}

/* Checks an automaton. Its bytes but for those of its sets are subtracted from those left. */
static bool is_automaton(const struct attack_conditions *conditions, uint32_t at, uint32_t *bytes_left)
{
    const uint8_t *automaton = conditions->code + at;
    uint32_t size = conditions->code_bytes - at, count, mask, masks, end;

    if (size < REGEX_RECORDS || !automaton[REGEX_COUNT])
        return false;
    count = automaton[REGEX_COUNT];
    mask = (count + 7) / 8;
    masks = REGEX_RECORDS + REGEX_CELLS * count;
    end = masks + (automaton[REGEX_MASK_COUNT] + 1u) * mask;
    if (end > size || end > *bytes_left || automaton[REGEX_RECORDS - 1] > 1)
        return false;
    *bytes_left -= end;
    for (; masks < end; masks += mask)
        if (count % 8 && automaton[masks + mask - 1] >> count % 8)
            return false;
    for (uint32_t i = 0; i < count; i++)
        if (!is_record(automaton, size, i))
            return false;
    return true;
}

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

#define VALUES_OF_FIELDS 1u
#define VALUES_OF_REGEX 2u
#define VALUE_KINDS 4u

/* Reads a distance back from `start`; sets `position` to what it leads to. */
ATTACK_INLINE bool read_position(const struct attack_conditions *conditions, uint32_t *at, uint32_t start,
                                 uint32_t *position)
{
    if (!read_code_below(conditions, at, start, position) || !*position)
        return false;
    *position = start - *position;
    return true;
}

/* Whether a text is below the end of the texts, whose difference from the one before is this number. */
static inline bool moves_text(const struct attack_conditions *conditions, uint32_t *offset, uint32_t number)
{
    *offset += text_difference(number);
    return *offset < conditions->string_bytes;
}

/* Checks values that are texts. Their differences have one to three bytes in no order, which a branch for each byte
 * would guess wrong every other time. */
static bool are_texts(const struct attack_conditions *conditions, uint32_t *at, uint32_t left)
{
    uint32_t offset = 0, number;

#if defined(HAS_NEXT_OF_EIGHT)
    while (left && *at < conditions->code_bytes && conditions->code_bytes - *at >= 8) {
        if (!next_of_eight(conditions->code, at, &number) || !moves_text(conditions, &offset, number))
            return false;
        left--;
    }
#endif
    for (; left; left--)
        if (!read_code_below(conditions, at, UINT32_MAX, &number) || !moves_text(conditions, &offset, number))
            return false;
    return true;
}

/* Checks values that are fields. */
static bool are_fields(const struct attack_db *db, uint32_t *at, uint32_t left)
{
    uint32_t number;

    for (; left; left--)
        if (!read_code_below(db->conditions, at, all_fields(db) + 1, &number) || !number)
            return false;
    return true;
}

/* Checks values that are regular expressions, whose automata have at most so many bytes. */
static bool are_regexes(const struct attack_conditions *conditions, uint32_t values, uint32_t *at, uint32_t left,
                        uint32_t *bytes_left)
{
    uint32_t offset = 0, number;

    for (; left; left--)
        if (!read_code_below(conditions, at, UINT32_MAX, &number) || !moves_text(conditions, &offset, number) ||
            !read_position(conditions, at, values, &number) || !is_automaton(conditions, number, bytes_left))
            return false;
    return true;
}

/* Checks the values of a test, which start at `values`. Returns how many bytes they have, with their automata; 0 if
 * they are not sound, or have more than ATTACK_CONDITION_BYTES. */
static uint32_t count_bytes(struct verification *check, uint32_t values, uint32_t kind)
{
    const struct attack_conditions *conditions = check->db->conditions;
    uint32_t at = values, left, bytes_left = ATTACK_CONDITION_BYTES;

    if (!read_code_below(conditions, &at, conditions->code_bytes, &left) || !spend_steps(check, left) ||
        !(kind == VALUES_OF_FIELDS  ? are_fields(check->db, &at, left)
          : kind == VALUES_OF_REGEX ? are_regexes(conditions, values, &at, left, &bytes_left)
          : kind                    ? !left
                                    : are_texts(conditions, &at, left)) ||
        at - values > bytes_left || !spend_steps(check, ATTACK_CONDITION_BYTES - bytes_left))
        return 0;
    return ATTACK_CONDITION_BYTES - bytes_left + at - values;
}

/* Checks the values of a test, unless they are known: equal values are stored once, and most are those of many tests.
 * Their bytes are subtracted from those left. */
ATTACK_INLINE bool are_values(struct verification *check, const struct condition_test *test, uint32_t *bytes_left)
{
    uint32_t kind = (test->flags & OPERATOR_FIELD ? VALUES_OF_FIELDS : 0u) |
                    ((test->flags & OPERATOR_MASK) == OPERATOR_REGEX ? VALUES_OF_REGEX : 0u);
    uint32_t *known = &check->known_bytes[test->values % LISTS_KEPT];

    if (!is_known(check, test->values) || *known % VALUE_KINDS != kind)
        *known = VALUE_KINDS * count_bytes(check, test->values, kind) + kind;
    if (*known / VALUE_KINDS - 1 >= *bytes_left) /* 0 - 1: too large */
        return false;
    *bytes_left -= *known / VALUE_KINDS;
    return true;
}

/* Checks the test at `*at`, and moves `*at` behind it. */
ATTACK_INLINE bool is_test(struct verification *check, uint32_t *at, uint32_t *bytes_left)
{
    const struct attack_conditions *conditions = check->db->conditions;
    struct condition_test test;
    uint32_t start = *at;

    if (!read_code_byte(conditions, at, UINT8_MAX + 1, &test.flags) || (test.flags & OPERATOR_MASK) >= OPERATORS ||
        !read_code_below(conditions, at, all_fields(check->db) + 1, &test.field))
        return false;
    return !has_values(test.flags & OPERATOR_MASK) ||
           (read_position(conditions, at, start, &test.values) && are_values(check, &test, bytes_left));
}

/* Checks the test that is at `*at`, or is named there, and moves `*at` behind it. */
ATTACK_INLINE bool is_leaf(struct verification *check, uint32_t *at, uint32_t *bytes_left)
{
    const struct attack_conditions *conditions = check->db->conditions;
    uint32_t start = *at, position;

    if ((conditions->code[start] & OPERATOR_MASK) != NODE_EARLIER)
        return is_test(check, at, bytes_left);
    return conditions->code[(*at)++] % NODE_NOT == NODE_EARLIER && read_position(conditions, at, start, &position) &&
           is_test(check, &position, bytes_left);
}

/* Checks an expression: each AND or OR ends where its parent ends or before it, and has a child; only a whole
 * expression may be an AND without one. */
static bool is_expression(struct verification *check, uint32_t at)
{
    const struct attack_conditions *conditions = check->db->conditions;
    uint32_t start = at, ends[ATTACK_CONDITION_DEPTH], depth = 0, bytes_left = ATTACK_CONDITION_BYTES, number;

    do {
        uint32_t end = depth ? ends[depth - 1] : conditions->code_bytes, node;

        if (at >= end)
            return false;
        node = conditions->code[at] & OPERATOR_MASK;
        if (node >= NODE_OR) {
            if (conditions->code[at++] != node || !read_code_below(conditions, &at, conditions->code_bytes, &number) ||
                at > end)
                return false;
            if (!depth && !number && node == NODE_AND)
                return true;
            if (depth == ATTACK_CONDITION_DEPTH || !number || number > end - at)
                return false;
            ends[depth++] = at + number;
            continue;
        }
        if (!is_leaf(check, &at, &bytes_left) || at > end)
            return false;
        while (depth && at == ends[depth - 1])
            depth--;
    } while (depth);
    return spend_steps(check, at - start);
}

static bool are_expressions(struct verification *check)
{
    const struct attack_conditions *conditions = check->db->conditions;

    forget_lists(check);
    for (uint32_t i = 0; i < conditions->condition_count; i++)
        if (!is_expression(check, condition_cell(conditions, conditions->conditions, i)))
            return false;
    return true;
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* Checks the gated fields of a group, and which of its `count` conditions have no gate. */
static bool are_group_fields(struct verification *check, uint32_t at, uint32_t count)
{
    const struct attack_conditions *conditions = check->db->conditions;
    uint32_t left, number, step, bit = 0;

    if (!read_code_below(conditions, &at, conditions->code_bytes, &left) || !spend_steps(check, left))
        return false;
    for (; left; left--)
        if (!read_code_below(conditions, &at, all_fields(check->db) + 1, &number) ||
            !read_code_byte(conditions, &at, GATE_BITS_END, &number))
            return false;
    if (!read_code_below(conditions, &at, count + 1, &left) || !spend_steps(check, left))
        return false;
    for (; left; left--, bit += step)
        if (!read_code_below(conditions, &at, count - bit, &step))
            return false;
    return true;
}

/* Whether two events have the same id and the same log. */
static bool are_alike(struct verification *check, uint32_t event, uint32_t other)
{
    const struct attack_db *db = check->db;
    size_t mine = (size_t)event * EVENT_CELLS, its = (size_t)other * EVENT_CELLS;
    bool wide = db->wide != 0;

    return cell(db->events, mine + EVENT_LOG, wide) == cell(db->events, its + EVENT_LOG, wide) &&
           (cell(db->events, mine + EVENT_ID, wide) == cell(db->events, its + EVENT_ID, wide) ||
            attack_compare_texts(check, cell(db->events, mine + EVENT_ID, wide),
                                 cell(db->events, its + EVENT_ID, wide)) == 0);
}

/* Checks a group, which must start with this condition. Its events come after the last one of the group before. */
static bool is_condition_group(struct verification *check, uint32_t group, uint32_t condition, uint32_t *event)
{
    const struct attack_db *db = check->db;
    const struct attack_conditions *conditions = db->conditions;
    uint32_t end = condition_group_end(conditions, group);
    uint32_t first = condition_group_cell(conditions, group, GROUP_EVENT);

    if (condition_group_cell(conditions, group, GROUP_CONDITION) != condition || end <= condition ||
        end > conditions->condition_count || end - condition > conditions->group_most || first < *event ||
        first >= db->event_count || end - condition > db->event_count - first)
        return false;
    for (*event = first; *event < first + (end - condition); ++*event)
        if (!has_condition(db, *event) || !are_alike(check, *event, first))
            return false;
    return are_group_fields(check, condition_group_cell(conditions, group, GROUP_FIELDS), end - condition);
}

/* Each event with a condition is in a group, and each condition too. */
static bool are_condition_groups(struct verification *check)
{
    const struct attack_db *db = check->db;
    const struct attack_conditions *conditions = db->conditions;
    uint32_t condition = 0, event = 0, with_condition = 0;

    for (uint32_t i = 0; i < conditions->group_count; i++) {
        if (!is_condition_group(check, i, condition, &event))
            return false;
        condition = condition_group_end(conditions, i);
    }
    for (uint32_t i = 0; i < db->event_count; i++)
        with_condition += has_condition(db, i);
    return condition == conditions->condition_count && condition == with_condition;
}

/* ---- Gates, texts ----------------------------------------------------------------------------------------------- */

static bool are_gates(const struct attack_conditions *conditions)
{
    uint32_t last = 0, size = conditions->bucket_count;
    bool wide = conditions->wide_gates != 0;

    if (!size || size & (size - 1) || conditions->gram_bits < 3 || conditions->gram_bits > 24 ||
        conditions->gram_bytes != (uint32_t)1 << conditions->gram_bits >> 3)
        return false;
    for (size_t i = 0; i <= size; i++) {
        uint32_t entry = cell(conditions->buckets, i, wide);

        if (entry < last || entry > conditions->entry_count)
            return false;
        last = entry;
    }
    for (uint32_t i = 0; i < conditions->entry_count; i++)
        if (cell(conditions->entries, i, wide) >= conditions->condition_count)
            return false;
    return true;
}

static bool are_condition_texts(const struct attack_conditions *conditions)
{
    if (!conditions->string_bytes || conditions->strings[0] || conditions->strings[conditions->string_bytes - 1])
        return false;
    for (uint32_t i = 0; i < conditions->field_count; i++)
        if (condition_cell(conditions, conditions->fields, i) >= conditions->string_bytes)
            return false;
    return true;
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

/* More than there can be would overflow the size of scratch memory on a processor with addresses of 32 bits. */
static bool are_condition_numbers(const struct attack_db *db)
{
    return db->conditions->group_most <= db->conditions->condition_count &&
           db->conditions->fields_most <= 3 * all_fields(db); /* of an id, a channel and a provider */
}

bool attack_verify_conditions(struct verification *check)
{
    const struct attack_db *db = check->db;

    if (db->conditions)
        return are_condition_numbers(db) && are_condition_texts(db->conditions) && are_gates(db->conditions) &&
               are_expressions(check) && are_condition_groups(check);
    for (uint32_t i = 0; i < db->event_count; i++)
        if (has_condition(db, i))
            return false;
    return true;
}
