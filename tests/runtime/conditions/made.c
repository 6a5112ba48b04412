/* SPDX-License-Identifier: MIT
 *
 * Lays out the tables: first as growing arrays of numbers and bytes, then in blocks of their size.
 */
#include "made.h"
#include "made_gates.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { OWN_FIELDS = 2 }; /* that filters ask for, too */

/* ---- Code ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    unsigned number;
} operators[] = {
    {"equal", OPERATOR_EQUAL},     {"startswith", OPERATOR_STARTS},
    {"endswith", OPERATOR_ENDS},   {"contains", OPERATOR_CONTAINS},
    {"matches", OPERATOR_MATCHES}, {"exists", OPERATOR_EXISTS},
    {"null", OPERATOR_IS_NULL},    {"cidr", OPERATOR_CIDR},
    {"gt", OPERATOR_GT},           {"gte", OPERATOR_GTE},
    {"lt", OPERATOR_LT},           {"lte", OPERATOR_LTE},
};

static unsigned number_of(const char *operator_name)
{
    size_t i = 0;

    while (strcmp(operators[i].name, operator_name) != 0) {
        i++;
        assert(i < sizeof operators / sizeof *operators);
    }
    return operators[i].number;
}

struct making {
    struct growing strings, code, db_strings;
    struct growing groups, conditions, fields, events, lists;
    struct made_gates gates;
};

static uint32_t add_text(struct growing *strings, const char *text)
{
    uint32_t offset = (uint32_t)strings->count;

    add_bytes(strings, text, strlen(text) + 1);
    return offset;
}

/* Adds a number in three bytes, so that what is behind it has a place before the number is known. */
static void add_long_number(struct growing *code, uint32_t number)
{
    assert(number < 1u << 21);
    add_number(code, (number & 0x7f) | 0x80);
    add_number(code, (number >> 7 & 0x7f) | 0x80);
    add_number(code, number >> 14);
}

static bool has_values(const struct said_test *test)
{
    return strcmp(test->operator_name, "exists") != 0 && strcmp(test->operator_name, "null") != 0;
}

/* An empty text is that at 0, so that not all differences are above 0. */
static uint32_t add_values(struct making *making, const struct said_test *test)
{
    uint32_t at = (uint32_t)making->code.count, before = 0;

    add_leb(&making->code, (uint32_t)test->count);
    for (int i = 0; i < test->count; i++) {
        uint32_t text;

        if (test->asks_fields) {
            add_leb(&making->code, (uint32_t)test->fields[i] + 1);
            continue;
        }
        text = *test->values[i] ? add_text(&making->strings, test->values[i]) : 0;
        add_leb(&making->code, text < before ? 2 * (before - text) - 1 : 2 * (text - before));
        before = text;
    }
    return at;
}

static void add_test(struct making *making, const struct said *said, uint32_t values)
{
    const struct said_test *test = &said->test;
    uint32_t start = (uint32_t)making->code.count;

    add_number(&making->code, number_of(test->operator_name) | (test->is_cased ? (unsigned)OPERATOR_CASED : 0u) |
                                  (test->asks_fields ? (unsigned)OPERATOR_FIELD : 0u) |
                                  (test->is_optional ? (unsigned)OPERATOR_OPTIONAL : 0u) |
                                  (said->kind == 'n' ? (unsigned)NODE_NOT : 0u));
    add_leb(&making->code, (uint32_t)(test->field + 1));
    if (has_values(test))
        add_long_number(&making->code, start - values);
}

/* Adds what stands before an expression: the values of each test, and the whole test if its number is odd. Keeps their
 * positions. */
static void add_parts(struct making *making, const struct said *said, struct growing *parts)
{
    for (int i = 0; i < said->count; i++)
        add_parts(making, said->children[i], parts);
    if (said->kind == 't' || said->kind == 'n') {
        uint32_t part = has_values(&said->test) ? add_values(making, &said->test) : 0;

        if (parts->count % 2) {
            uint32_t values = part;

            part = (uint32_t)making->code.count;
            add_test(making, said, values);
        }
        add_number(parts, part);
    }
}

/* Adds an expression whose tests have these parts, from number `*next` on. */
static void add_expression(struct making *making, const struct said *said, const struct growing *parts, size_t *next)
{
    struct growing *code = &making->code;
    size_t start = code->count, part = *next;

    if (said->kind == 't' || said->kind == 'n') {
        ++*next;
        if (part % 2) {
            add_number(code, NODE_EARLIER | (said->kind == 'n' ? (unsigned)NODE_NOT : 0u));
            add_long_number(code, (uint32_t)start - parts->numbers[part]);
        } else {
            add_test(making, said, parts->numbers[part]);
        }
        return;
    }
    add_number(code, said->kind == '&' ? NODE_AND : NODE_OR);
    add_long_number(code, 0);
    for (int i = 0; i < said->count; i++)
        add_expression(making, said->children[i], parts, next);
    for (int i = 0; i < 3; i++)
        code->numbers[start + 1 + (size_t)i] |= (uint32_t)(code->count - start - 4) >> 7 * i & 0x7f;
}

static uint32_t add_condition(struct making *making, const struct said *said)
{
    struct growing parts = {NULL, 0, 0};
    size_t next = 0;
    uint32_t at;

    add_parts(making, said, &parts);
    at = (uint32_t)making->code.count;
    add_expression(making, said, &parts, &next);
    free(parts.numbers);
    return at;
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

static void add_event(struct making *making, uint32_t id, uint32_t log, uint32_t filters)
{
    add_number(&making->events, id);
    add_number(&making->events, 0);
    add_number(&making->events, log);
    add_number(&making->events, filters);
    add_number(&making->events, 2); /* a list of no techniques */
}

static void add_group(struct making *making, struct made *made, const struct made_group *group, uint32_t number,
                      bool has_gates)
{
    struct growing fields = {NULL, 0, 0}, free_ones = {NULL, 0, 0};
    uint32_t first = (uint32_t)making->conditions.count, count = 0, ungated = 0, last = 0;

    add_number(&making->groups, (uint32_t)made->events_count);
    add_number(&making->groups, first);
    making->gates.group = number;
    for (int field = 0; field <= SAID_FIELDS; field++)
        making->gates.asked[field] = making->gates.required[field] = 0;
    for (int i = 0; i < group->count; i++) {
        uint32_t condition = (uint32_t)making->conditions.count;

        assert(condition < sizeof made->event_of / sizeof *made->event_of);
        made->event_of[condition] = made->events_count++;
        if (!has_gates || !add_gates(&making->gates, group->conditions[i], condition)) {
            add_leb(&free_ones, condition - first - last);
            last = condition - first;
            ungated++;
        }
        add_number(&making->conditions, add_condition(making, group->conditions[i]));
    }
    for (uint32_t field = 0; field <= SAID_FIELDS; field++)
        if (making->gates.asked[field]) {
            add_leb(&fields, field);
            add_number(&fields, making->gates.asked[field] | (making->gates.required[field] ? 0u : GATE_OPTIONAL));
            count++;
        }
    add_number(&making->groups, (uint32_t)making->code.count);
    add_leb(&making->code, count);
    add_numbers(&making->code, &fields);
    add_leb(&making->code, ungated);
    add_numbers(&making->code, &free_ones);
    free(fields.numbers);
    free(free_ones.numbers);
    if (made->conditions.group_most < (uint32_t)group->count)
        made->conditions.group_most = (uint32_t)group->count;
}

static void add_groups(struct making *making, struct made *made, const struct made_group *groups, int count,
                       bool has_gates, struct growing *logs)
{
    uint32_t id = 0;

    for (int i = 0; i < count; i++) {
        uint32_t log = (uint32_t)i + 1;

        if (!i || strcmp(groups[i].id, groups[i - 1].id) != 0) {
            id = *groups[i].id ? add_text(&making->db_strings, groups[i].id) : 0;
            add_event(making, id, 0, 2); /* without a filter or condition */
            made->events_count++;
        }
        for (int j = 0; j < LOG_CELLS; j++)
            add_number(logs, j == LOG_PROVIDER ? add_text(&making->db_strings, groups[i].provider) : 0);
        for (int j = 0; j < groups[i].count; j++)
            add_event(making, id, log, 1); /* with a condition */
        add_group(making, made, &groups[i], (uint32_t)i, has_gates);
    }
}

/* ---- Blocks ----------------------------------------------------------------------------------------------------- */

static const void *keep_bytes(struct made *made, enum made_table table, const struct growing *bytes)
{
    made->sizes[table] = bytes->count;
    made->tables[table] = bytes_of(bytes);
    return made->tables[table];
}

static const void *keep_cells(struct made *made, enum made_table table, const struct growing *cells, bool is_wide)
{
    made->sizes[table] = cells->count * (is_wide ? sizeof(uint32_t) : sizeof(uint16_t));
    made->tables[table] = cells_of(cells, is_wide);
    return made->tables[table];
}

static void keep_conditions(struct made *made, struct making *making, unsigned wide)
{
    struct attack_conditions *conditions = &made->conditions;
    struct growing buckets = {NULL, 0, 0}, entries = {NULL, 0, 0}, marks = {NULL, 0, 0}, grams = {NULL, 0, 0};

    conditions->wide = (wide & WIDE_CELLS) != 0;
    conditions->wide_gates = (wide & WIDE_GATES) != 0;
    conditions->group_count = (uint32_t)(making->groups.count / GROUP_CELLS);
    conditions->condition_count = (uint32_t)making->conditions.count;
    conditions->field_count = SAID_FIELDS - OWN_FIELDS;
    conditions->fields_most = SAID_FIELDS;
    lay_out_gates(&making->gates, conditions, &buckets, &entries, &marks, &grams);
    conditions->string_bytes = (uint32_t)making->strings.count;
    conditions->code_bytes = (uint32_t)making->code.count;
    conditions->strings = keep_bytes(made, MADE_STRINGS, &making->strings);
    conditions->code = keep_bytes(made, MADE_CODE, &making->code);
    conditions->grams = keep_bytes(made, MADE_GRAMS, &grams);
    conditions->marks = keep_bytes(made, MADE_MARKS, &marks);
    conditions->groups = keep_cells(made, MADE_GROUPS, &making->groups, conditions->wide);
    conditions->conditions = keep_cells(made, MADE_CONDITIONS, &making->conditions, conditions->wide);
    conditions->fields = keep_cells(made, MADE_FIELDS, &making->fields, conditions->wide);
    conditions->buckets = keep_cells(made, MADE_BUCKETS, &buckets, conditions->wide_gates);
    conditions->entries = keep_cells(made, MADE_ENTRIES, &entries, conditions->wide_gates);
    free(buckets.numbers);
    free(entries.numbers);
    free(marks.numbers);
    free(grams.numbers);
    free(making->gates.items);
}

struct made *made_new(const struct made_group *groups, int count, unsigned wide, bool has_gates)
{
    bool is_wide = (wide & WIDE_CELLS) != 0;
    struct made *made = calloc(1, sizeof *made);
    struct making making;
    struct growing own_fields = {NULL, 0, 0}, logs = {NULL, 0, 0};

    assert(made);
    memset(&making, 0, sizeof making);
    add_bytes(&making.strings, "", 1);
    add_bytes(&making.db_strings, "", 1);
    add_number(&making.code, 0);
    add_bytes(&making.lists, "\0\1\0", 3);
    for (int i = 0; i < LOG_CELLS; i++)
        add_number(&logs, i == LOG_PROVIDER ? add_text(&making.db_strings, "Other") : 0);
    for (int i = 0; i < SAID_FIELDS; i++) {
        const char name[] = {'F', (char)('0' + i), '\0'};

        if (i < OWN_FIELDS)
            add_number(&own_fields, add_text(&making.db_strings, name));
        else
            add_number(&making.fields, add_text(&making.strings, name));
    }
    add_groups(&making, made, groups, count, has_gates, &logs);
    add_bytes(&making.db_strings, "\0\0\0\0\0\0", ATTACK_STRING_PADDING);
    keep_conditions(made, &making, wide);
    made->db.layout = ATTACK_TABLES_LAYOUT;
    made->db.wide = is_wide;
    made->db.event_count = (uint32_t)made->events_count;
    made->db.log_count = (uint32_t)(logs.count / LOG_CELLS);
    made->db.field_count = OWN_FIELDS;
    made->db.string_bytes = (uint32_t)making.db_strings.count;
    made->db.list_bytes = (uint32_t)making.lists.count;
    made->db.strings = made->others[0] = bytes_of(&making.db_strings);
    made->db.logs = made->others[1] = cells_of(&logs, is_wide);
    made->db.fields = made->others[2] = cells_of(&own_fields, is_wide);
    made->db.events = keep_cells(made, MADE_EVENTS, &making.events, is_wide);
    made->db.lists = keep_bytes(made, MADE_LISTS, &making.lists);
    made->db.conditions = &made->conditions;
    for (struct growing *const
             all[] = {&making.strings, &making.code, &making.db_strings, &making.groups, &making.conditions,
                      &making.fields, &making.events, &making.lists, &own_fields, &logs},
             *const *one = all;
         one < all + sizeof all / sizeof *all; one++)
        free((*one)->numbers);
    return made;
}

void made_free(struct made *made)
{
    for (int i = 0; i < MADE_TABLES; i++)
        free(made->tables[i]);
    for (int i = 0; i < 3; i++)
        free(made->others[i]);
    free(made);
}
