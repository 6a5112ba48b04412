/* SPDX-License-Identifier: MIT
 *
 * Hostile values: megabytes, arrays without end, and values that are nearly what a condition looks for. The work of one
 * call is limited; what was not compared is unknown, and what holds by then is found.
 */
#include "made.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MEGABYTE = 1 << 20 };

static char megabyte[MEGABYTE + 1];
static unsigned long asked;

static struct attack_text endless_field(void *context, uint32_t field, uint32_t value)
{
    struct attack_text text = {context, strlen(context)};

    (void)field;
    (void)value;
    asked++;
    return text;
}

static struct attack_text endless_value(void *context, uint32_t value)
{
    return endless_field(context, 0, value);
}

static struct attack_text no_field(void *context, uint32_t field, uint32_t value)
{
    struct attack_text text = {NULL, 0};

    (void)context;
    (void)field;
    (void)value;
    return text;
}

static struct attack_text megabyte_field(void *context, uint32_t field, uint32_t value)
{
    struct attack_text text = {value ? NULL : context, MEGABYTE};

    (void)field;
    asked++;
    return text;
}

static struct attack_result answer(struct said *said, attack_field *field, const char *context, bool has_gates)
{
    struct said_event none = {.counts = {0}};
    struct made *made = made_of(said, 0, has_gates);
    struct attack_log_event event;
    struct attack_result result;
    clock_t start = clock();
    size_t bytes;
    union attack_scratch *scratch = made_scratch(&made->db, &bytes);

    made_event(&event, "Log", &none);
    event.field = field;
    event.value = endless_value;
    event.context = (void *)(size_t)(const void *)context;
    asked = 0;
    attack_answers(&made->db, &event, scratch, bytes, NULL, 0, &result);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 60); /* a tenth of a second, unless it goes on forever */
    free(scratch);
    made_free(made);
    return result;
}

static struct said test_of(int field, const char *operator_name, const char *wanted)
{
    struct said said = {.kind = 't', .test = {.field = field, .operator_name = operator_name, .count = 1}};

    said.test.values[0] = wanted;
    return said;
}

static void a_megabyte_is_compared(void **state)
{
    struct said said = test_of(0, "contains", "Zb");
    struct attack_result result;

    (void)state;
    memset(megabyte, 'a', MEGABYTE);
    memcpy(megabyte + MEGABYTE - 2, "zB", 2);
    for (int has_gates = 0; has_gates < 2; has_gates++) {
        const char *const texts[] = {"Zb", "aaaazb"};

        for (int i = 0; i < 2; i++) {
            said.test.values[0] = texts[i];
            result = answer(&said, megabyte_field, megabyte, has_gates);
            assert_int_equal(result.conditions, 1);
            assert_false(result.is_cut_short);
            assert_true(asked <= 2);
        }
    }
    said = test_of(0, "matches", "*b?");
    assert_int_equal(answer(&said, megabyte_field, megabyte, false).conditions, 0);
    said = test_of(0, "matches", "*az?");
    assert_int_equal(answer(&said, megabyte_field, megabyte, false).conditions, 1);
    memset(megabyte, '0', MEGABYTE - 1);
    megabyte[MEGABYTE - 1] = '7';
    said = test_of(0, "gt", "6");
    result = answer(&said, megabyte_field, megabyte, false);
    assert_int_equal(result.conditions, 1);
    assert_false(result.is_cut_short);
}

/* Expects that the work ends, and that the condition is unknown then, whatever its sign. */
static void expect_cut_short(struct said said, attack_field *field, const char *context)
{
    for (int i = 0; i < 2; i++) {
        struct attack_result result;

        said.kind = i ? 'n' : 't';
        result = answer(&said, field, context, false);
        assert_true(result.is_cut_short);
        assert_int_equal(result.conditions, 0);
    }
}

static void a_value_that_nearly_passes_ends_the_work(void **state)
{
    char wanted[301], pattern[64];

    (void)state;
    memset(megabyte, 'a', MEGABYTE);
    megabyte[1] = 'b';        /* it has each two bytes of the text */
    memset(wanted, 'a', 300); /* first and last byte fit everywhere */
    memcpy(wanted + 150, "b", 1);
    wanted[300] = '\0';
    expect_cut_short(test_of(0, "contains", wanted), megabyte_field, megabyte);
    memset(pattern, 'a', 62);
    memcpy(pattern, "*", 1);
    memcpy(pattern + 62, "b", 2);
    expect_cut_short(test_of(0, "matches", pattern), megabyte_field, megabyte);
}

static void an_array_without_end_ends_the_work(void **state)
{
    static const char *const operators[] = {"equal", "contains", "matches", "gt", "cidr", "null"};
    struct said said;

    (void)state;
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
        expect_cut_short(test_of(0, operators[i], "7"), endless_field, "x");
        assert_true(asked > 1000 && asked <= ATTACK_WORK_MOST);
        expect_cut_short(test_of(ANY_VALUE, operators[i], "7"), endless_field, "x");
    }
    expect_cut_short(test_of(0, "equal", "7"), endless_field, "");
    said = test_of(0, "equal", NULL);
    said.test.asks_fields = true;
    said.test.fields[0] = 1;
    said.test.is_cased = true;
    said.test.operator_name = "startswith"; /* each value starts with another: the first pair passes */
    assert_int_equal(answer(&said, endless_field, "x", false).conditions, 1);
}

static void gates_take_their_part_of_the_work(void **state)
{
    static const char *const operators[] = {"equal", "contains", "endswith"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        struct said said = test_of(0, operators[i], "\\long enough");
        struct attack_result result = answer(&said, endless_field, "C:\\x", true);

        assert_true(result.is_cut_short);
        assert_int_equal(result.conditions, 0);
        assert_true(asked <= ATTACK_WORK_MOST);
    }
}

/* Many conditions behind one gate, which opens at each byte of a long value. */
static void a_crowded_gate_takes_its_part_of_the_work(void **state)
{
    enum { CONDITIONS = 60 };
    struct said said = test_of(0, "contains", "aaaa"), *conditions[CONDITIONS];
    struct said_event long_event = {.counts = {1}};
    struct made_group group = {"1", "Log", conditions, CONDITIONS};
    struct attack_log_event event;
    struct attack_result result;
    struct made *made;
    size_t bytes;
    union attack_scratch *scratch;

    (void)state;
    for (int i = 0; i < CONDITIONS; i++)
        conditions[i] = &said;
    made = made_new(&group, 1, 0, true);
    scratch = made_scratch(&made->db, &bytes);
    memset(megabyte, 'a', MEGABYTE);
    long_event.values[0][0].bytes = megabyte;
    for (int i = 0; i < 2; i++) {
        long_event.values[0][0].length = i ? MEGABYTE : MEGABYTE / 8;
        made_event(&event, "Log", &long_event);
        attack_answers(&made->db, &event, scratch, bytes, NULL, 0, &result);
        assert_int_equal(result.conditions, i ? 0 : CONDITIONS);
        assert_int_equal(result.is_cut_short, i);
    }
    free(scratch);
    made_free(made);
}

static size_t put_number(uint8_t *code, size_t at, uint32_t number)
{
    for (; number >> 7; number >>= 7)
        code[at++] = (uint8_t)((number & 0x7f) | 0x80);
    code[at++] = (uint8_t)number;
    return at;
}

/* Expects that the work ends for a group with a list of so many gated fields, without a kind of gate: the first ones
 * are all different, and the others the last of these. */
static void expect_the_end(uint32_t different, uint32_t count)
{
    enum { NUMBER = 5 };
    struct said said = test_of(0, "equal", "x");
    struct said_event none = {.counts = {0}};
    struct made *made = made_of(&said, WIDE_CELLS, false);
    size_t at = made->sizes[MADE_CODE], size = at + 2 * NUMBER + (NUMBER + 1) * (size_t)count;
    uint8_t *code = calloc(1, size);
    uint32_t *fields = calloc(different, sizeof *fields);
    struct attack_log_event event;
    struct attack_result result;
    union attack_scratch *scratch;

    assert_non_null(code);
    assert_non_null(fields);
    memcpy(code, made->tables[MADE_CODE], at);
    ((uint32_t *)(void *)made->tables[MADE_GROUPS])[GROUP_FIELDS] = (uint32_t)at;
    at = put_number(code, at, count);
    for (uint32_t i = 0; i < count; i++)
        at = put_number(code, at, i < different ? i + 1 : different) + 1;
    made->conditions.fields = fields;
    made->conditions.field_count = made->conditions.fields_most = different;
    made->conditions.code = code;
    made->conditions.code_bytes = (uint32_t)size;
    assert_true(attack_db_verify(&made->db));
    scratch = made_scratch(&made->db, &size);
    made_event(&event, "Log", &none);
    event.field = no_field;
    attack_answers(&made->db, &event, scratch, size, NULL, 0, &result);
    assert_true(result.is_cut_short);
    free(scratch);
    free(fields);
    free(code);
    made_free(made);
}

/* In tables from elsewhere, the list of gated fields may be as long as the code. */
static void a_long_list_of_gated_fields_ends_the_work(void **state)
{
    (void)state;
    expect_the_end(1, ATTACK_WORK_MOST);
}

/* Each field that an event was asked for is remembered, and searched for each time. */
static void searching_many_fields_ends_the_work(void **state)
{
    (void)state;
    expect_the_end(20000, 40000);
}

/* What holds whatever is left holds. */
static void what_was_found_before_stays(void **state)
{
    struct said first = test_of(1, "equal", "x"), second = test_of(ANY_VALUE, "equal", "y");
    struct said either = {.kind = '|', .count = 2, .children = {&first, &second}};
    struct said *const conditions[] = {&first, &second, &either, &first};
    struct said_event none = {.counts = {0}};
    struct made_group group = {"1", "Log", conditions, 4};
    struct made *made = made_new(&group, 1, 0, false);
    struct attack_log_event event;
    uint32_t events[4];
    char text[] = "x";
    size_t bytes;
    union attack_scratch *scratch = made_scratch(&made->db, &bytes);

    (void)state;
    made_event(&event, "Log", &none);
    event.value = endless_value;
    event.field = endless_field;
    event.context = text;
    assert_int_equal(attack_match_conditions(&made->db, &event, scratch, bytes, events, 4), 1);
    assert_int_equal(events[0], made->event_of[0]);
    free(scratch);
    made_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_megabyte_is_compared),
        cmocka_unit_test(a_value_that_nearly_passes_ends_the_work),
        cmocka_unit_test(an_array_without_end_ends_the_work),
        cmocka_unit_test(gates_take_their_part_of_the_work),
        cmocka_unit_test(a_crowded_gate_takes_its_part_of_the_work),
        cmocka_unit_test(a_long_list_of_gated_fields_ends_the_work),
        cmocka_unit_test(searching_many_fields_ends_the_work),
        cmocka_unit_test(what_was_found_before_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
