/* SPDX-License-Identifier: MIT
 *
 * attack_db_verify() on tables of conditions: every byte gets other values. What it accepts must be harmless, according
 * to the sanitizers with which this test and the runtime are built.
 */
#include "made.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* ---- A mapping with everything ---------------------------------------------------------------------------------- */

static struct made *make(unsigned wide, bool has_gates)
{
    struct said whole = TEST(0, "equal", false, false, 2, {"cmd", "C:\\Windows"}),
                last = TEST(2, "endswith", false, false, 1, {"\\x.exe"}),
                gram = TEST(5, "contains", false, false, 2, {"abcdef", "ghijk"}),
                any = TEST(ANY_VALUE, "contains", true, false, 1, {"x"}), null = TEST(3, "null", false, false, 0, {0}),
                exists = TEST(4, "exists", false, false, 0, {0}),
                match = TEST(1, "matches", false, false, 1, {"a*\\*?"}),
                cidr = TEST(3, "cidr", false, false, 1, {"10.0.0.0/9"}),
                above = TEST(4, "gt", false, false, 1, {"0x10"}),
                ref = TEST_OF_FIELDS(0, "equal", false, true, 2, {0}, {2, 4});
    struct said inner = {.kind = '|', .count = 3, .children = {&whole, &last, &gram}},
                both = {.kind = '&', .count = 3, .children = {&inner, &null, &match}},
                outer = {.kind = '|', .count = 3, .children = {&both, &cidr, &above}};
    struct said *const first[] = {&whole, &both, &outer, &last, &ref}, *const second[] = {&gram, &any, &exists},
                       *const third[] = {&inner};
    struct made_group groups[] = {{"1", "Before", first, 5}, {"1", "Log", second, 3}, {"2", "Log", third, 1}};

    null.kind = 'n';
    return made_new(groups, 3, wide, has_gates);
}

/* ---- Using it --------------------------------------------------------------------------------------------------- */

static volatile unsigned long used;

static void match(const struct made *made, const char *provider, const struct said_event *said,
                  union attack_scratch *scratch, size_t bytes)
{
    struct attack_log_event event;
    struct attack_result result;
    uint32_t events[16], count;

    made_event(&event, provider, said);
    for (event.number = 1; event.number <= 2; event.number++) {
        count = attack_match_conditions(&made->db, &event, scratch, bytes, events, 16);
        for (uint32_t i = 0; i < count && i < 16; i++)
            assert_true(events[i] < made->db.event_count);
        attack_answers(&made->db, &event, scratch, bytes, NULL, 0, &result);
        used += result.unknown;
        for (uint32_t at = 0, field; attack_missing_field(scratch, &at, &field);)
            used += field;
    }
}

static void use(const struct made *made, union attack_scratch *scratch, size_t bytes)
{
    static const struct said_event known = {{1, 2, 1, 1, 1, 1},
                                            {{{"C:\\WINDOWS", 10}},
                                             {{"ab*c", 4}, {"", 0}},
                                             {{"\\x.exe", 6}},
                                             {{"10.1.2.3", 8}},
                                             {{"17", 2}},
                                             {{"xabcdefx", 8}}}};
    static const struct said_event few = {
        {1, 0, 1, 0, 0, 1}, {{{"cmd", 3}}, {{NULL, 0}}, {{"y", 1}}, {{NULL, 0}}, {{NULL, 0}}, {{"no", 2}}}};
    static const struct said_event none = {{0}, {{{NULL, 0}}}};
    struct attack_event event;

    match(made, "Before", &known, scratch, bytes);
    match(made, "Log", &known, scratch, bytes);
    match(made, "Before", &few, scratch, bytes);
    match(made, "Log", &none, scratch, bytes);
    for (uint32_t i = 0; attack_event_at(&made->db, i, &event); i++) {
        char text[8];

        used += attack_condition_text(&made->db, &event, text, sizeof text);
    }
    for (uint32_t i = 0; i < attack_field_count(&made->db); i++)
        used += strlen(attack_field_name(&made->db, i));
}

/* ---- Corrupting it ---------------------------------------------------------------------------------------------- */

/* The callback knows SAID_FIELDS fields; tables may promise no others, and the descriptor is not corrupt. */
static void a_changed_byte_is_refused_or_harmless(void **state)
{
    unsigned long refused = 0, harmless = 0;

    (void)state;
    for (unsigned layout = 0; layout < WIDE_ALL + 3; layout++) { /* the last two without gates */
        struct made *made = make(layout % (WIDE_ALL + 1), layout <= WIDE_ALL);
        size_t bytes;
        union attack_scratch *scratch = made_scratch(&made->db, &bytes);

        assert_true(attack_db_verify(&made->db));
        use(made, scratch, bytes);
        for (int table = 0; table < MADE_TABLES; table++)
            for (size_t i = 0; i < made->sizes[table]; i++) {
                unsigned char original = made->tables[table][i];

                for (unsigned change = 1; change < 256; change++) {
                    made->tables[table][i] = (unsigned char)(original ^ change);
                    if (!attack_db_verify(&made->db)) {
                        refused++;
                        continue;
                    }
                    harmless++;
                    use(made, scratch, bytes);
                }
                made->tables[table][i] = original;
            }
        free(scratch);
        made_free(made);
    }
    print_message("%lu refused, %lu harmless\n", refused, harmless);
    assert_true(refused > 10000 && harmless > 10000);
}

/* ---- Descriptors and lists -------------------------------------------------------------------------------------- */

static void refuses_a_descriptor_that_disagrees(void **state)
{
    struct made *made = make(0, true);
    struct attack_conditions *conditions = &made->conditions;
    uint32_t *const numbers[] = {&conditions->group_count, &conditions->condition_count, &conditions->bucket_count,
                                 &conditions->gram_bits,   &conditions->group_most,      &conditions->string_bytes,
                                 &conditions->code_bytes,  &conditions->entry_count,     &conditions->field_count};
    static const uint32_t zero = 0;

    (void)state;
    assert_true(attack_db_verify(&made->db));
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        uint32_t original = *numbers[i];

        *numbers[i] = zero;
        assert_false(attack_db_verify(&made->db));
        *numbers[i] = original;
        if (numbers[i] == &conditions->code_bytes)
            continue; /* a byte less cuts the last list */
        *numbers[i] = original - 1;
        if (numbers[i] != &conditions->gram_bits)
            assert_false(attack_db_verify(&made->db));
        *numbers[i] = original;
    }
    conditions->gram_bits = 25;
    assert_false(attack_db_verify(&made->db));
    conditions->gram_bits = 3;
    made->db.conditions = NULL; /* events with a condition remain */
    assert_false(attack_db_verify(&made->db));
    made_free(made);
}

static void expect_refused_cell(struct made *made, enum made_table table, size_t at, uint16_t value)
{
    uint16_t *cell = (uint16_t *)(void *)made->tables[table] + at, original = *cell;

    assert_int_not_equal(original, value);
    *cell = value;
    assert_false(attack_db_verify(&made->db));
    *cell = original;
    assert_true(attack_db_verify(&made->db));
}

/* What no function needs, but no generator writes either. */
static void refuses_tables_out_of_order(void **state)
{
    struct made *made = make(0, true);
    const uint16_t *groups = (const uint16_t *)(const void *)made->tables[MADE_GROUPS];
    const uint16_t *events = (const uint16_t *)(const void *)made->tables[MADE_EVENTS];

    (void)state;
    assert_true(made->conditions.bucket_count > 1 && made->conditions.entry_count > 1);
    expect_refused_cell(made, MADE_BUCKETS, 0, (uint16_t)made->conditions.entry_count);
    expect_refused_cell(made, MADE_ENTRIES, 0, (uint16_t)made->conditions.condition_count);
    expect_refused_cell(made, MADE_GROUPS, GROUP_CELLS + GROUP_EVENT, groups[GROUP_EVENT]);
    expect_refused_cell(made, MADE_GROUPS, GROUP_CONDITION, 1);
    expect_refused_cell(made, MADE_EVENTS, EVENT_FILTERS, 1); /* a condition that is in no group */
    for (size_t column = 0; column < 2; column++) {           /* another id or log than the group's first event */
        size_t cell = column ? EVENT_LOG : EVENT_ID, other = (size_t)made->event_of[column ? 5 : 8] * EVENT_CELLS;

        expect_refused_cell(made, MADE_EVENTS, (size_t)made->event_of[1] * EVENT_CELLS + cell, events[other + cell]);
    }
    made_free(made);
}

/* Returns whether a mapping with one expression is sound. In its code there are before it 0; at 1 a test,
 * OPERATOR_EXISTS, 1; at 3 the list of a group, 0, 1, 0. The expression is at 6. */
static bool is_sound(const unsigned char *expression, size_t size)
{
    struct said said = TEST(0, "exists", false, false, 0, {0});
    struct made *made = made_of(&said, 0, false);
    unsigned char *code = malloc(made->sizes[MADE_CODE] + size);
    bool sound;

    assert_non_null(code);
    memcpy(code, made->tables[MADE_CODE], made->sizes[MADE_CODE]);
    memcpy(code + made->sizes[MADE_CODE], expression, size);
    made->conditions.code = code;
    made->conditions.code_bytes = (uint32_t)(made->sizes[MADE_CODE] + size);
    ((uint16_t *)(void *)made->tables[MADE_CONDITIONS])[0] = (uint16_t)made->sizes[MADE_CODE];
    sound = attack_db_verify(&made->db);
    if (sound) {
        size_t bytes;
        union attack_scratch *scratch = made_scratch(&made->db, &bytes);

        use(made, scratch, bytes);
        free(scratch);
    }
    free(code);
    made_free(made);
    return sound;
}

#define IS_SOUND(...) is_sound((const unsigned char[]){__VA_ARGS__}, sizeof((const unsigned char[]){__VA_ARGS__}))

static void refuses_what_is_no_expression(void **state)
{
    unsigned char deep[2 * 9 + 4];

    (void)state;
    assert_true(IS_SOUND(OPERATOR_EXISTS, 1));
    assert_true(IS_SOUND(OPERATOR_EXISTS | NODE_NOT, 1));
    assert_false(IS_SOUND(OPERATOR_EXISTS));
    assert_false(IS_SOUND(OPERATOR_EXISTS, 0x81));
    assert_false(IS_SOUND(OPERATOR_EXISTS, 100));
    assert_true(IS_SOUND(NODE_AND, 4, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1));
    assert_true(IS_SOUND(NODE_AND, 0)); /* always holds */
    assert_false(IS_SOUND(NODE_AND | NODE_NOT, 0));
    assert_false(IS_SOUND(NODE_AND | OPERATOR_CASED, 0));
    assert_false(IS_SOUND(NODE_OR, 0));
    assert_false(IS_SOUND(NODE_OR, 4, NODE_AND, 0, OPERATOR_EXISTS, 1));
    assert_false(IS_SOUND(NODE_AND, 4, OPERATOR_EXISTS, 1, NODE_AND, 0));
    assert_false(IS_SOUND(NODE_AND, 3, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1)); /* ends within a child */
    assert_false(IS_SOUND(NODE_AND, 1, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1));
    assert_false(IS_SOUND(NODE_AND, 5, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1)); /* ends behind the code */
    assert_true(IS_SOUND(NODE_AND, 8, NODE_OR, 4, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1));
    assert_false(IS_SOUND(NODE_AND, 6, NODE_OR, 6, OPERATOR_EXISTS, 1, OPERATOR_EXISTS, 1, OPERATOR_EXISTS,
                          1)); /* behind its parent */
    for (unsigned levels = 8; levels <= 9; levels++) {
        for (unsigned i = 0; i < levels; i++) {
            deep[2 * i] = i % 2 ? NODE_OR : NODE_AND;
            deep[2 * i + 1] = (unsigned char)(2 * (levels - 1 - i) + 2);
        }
        deep[2 * levels] = OPERATOR_EXISTS;
        deep[2 * levels + 1] = 1;
        assert_int_equal(is_sound(deep, 2 * levels + 2), levels == ATTACK_CONDITION_DEPTH);
    }
}

static void refuses_distances_to_what_is_not_there(void **state)
{
    (void)state;
    assert_true(IS_SOUND(NODE_EARLIER, 5));
    assert_true(IS_SOUND(NODE_EARLIER | NODE_NOT, 5));
    assert_false(IS_SOUND(NODE_EARLIER | OPERATOR_CASED, 5));
    assert_false(IS_SOUND(NODE_EARLIER));
    assert_false(IS_SOUND(NODE_EARLIER, 0));
    assert_false(IS_SOUND(NODE_EARLIER, 6)); /* position 0 is none */
    assert_false(IS_SOUND(NODE_EARLIER, 7));
    assert_false(IS_SOUND(NODE_AND, 4, NODE_EARLIER, 7, NODE_EARLIER, 2));
    assert_true(IS_SOUND(OPERATOR_EQUAL, 1, 3)); /* no value */
    assert_true(IS_SOUND(OPERATOR_EQUAL, 1, 2)); /* an empty text */
    assert_false(IS_SOUND(OPERATOR_EQUAL, 1));
    assert_false(IS_SOUND(OPERATOR_EQUAL, 1, 0));
    assert_false(IS_SOUND(OPERATOR_EQUAL, 1, 6));
    assert_false(IS_SOUND(OPERATOR_EQUAL, 1, 7));
}

/* Writes a number in four bytes. */
static size_t put_four(unsigned char *code, size_t at, size_t number)
{
    for (int i = 0; i < 4; i++, number >>= 7)
        code[at++] = (unsigned char)((number & 0x7f) | (i < 3 ? 0x80 : 0));
    return at;
}

/* Many tests of many values, all at one place: to check each of them again would take hours. */
static void refuses_a_condition_that_takes_too_long(void **state)
{
    enum { NODES = 1 << 20, VALUES = ATTACK_CONDITION_BYTES / 4 };
    static unsigned char code[32 + VALUES + 6 * NODES];
    struct said said = TEST(0, "exists", false, false, 0, {0});
    struct made *made = made_of(&said, WIDE_CELLS, false);
    size_t values = made->sizes[MADE_CODE], expression;

    (void)state;
    for (size_t nodes = 3; nodes <= NODES; nodes = nodes == 3 ? 4 : nodes == 4 ? NODES : NODES + 1) {
        size_t at = values;

        memcpy(code, made->tables[MADE_CODE], values);
        at = put_four(code, at, VALUES); /* so many empty texts */
        memset(code + at, 0, VALUES);
        expression = at += VALUES;
        code[at] = NODE_OR;
        at = put_four(code, at + 1, 6 * nodes);
        for (size_t i = 0; i < nodes; i++) {
            size_t node = at;

            code[at++] = OPERATOR_EQUAL;
            code[at++] = 1;
            at = put_four(code, at, node - values);
        }
        assert_true(at <= sizeof code);
        made->conditions.code = code;
        made->conditions.code_bytes = (uint32_t)at;
        ((uint32_t *)(void *)made->tables[MADE_CONDITIONS])[0] = (uint32_t)expression;
        assert_int_equal(attack_db_verify(&made->db), nodes == 3);
    }
    made_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_byte_is_refused_or_harmless),
        cmocka_unit_test(refuses_a_descriptor_that_disagrees),
        cmocka_unit_test(refuses_tables_out_of_order),
        cmocka_unit_test(refuses_what_is_no_expression),
        cmocka_unit_test(refuses_distances_to_what_is_not_there),
        cmocka_unit_test(refuses_a_condition_that_takes_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
