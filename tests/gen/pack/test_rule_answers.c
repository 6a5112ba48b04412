/* SPDX-License-Identifier: MIT
 *
 * Rules, from the model to answers: known answers about how they rank, what an event without an id stands for, and
 * conditions that only rules have.
 */
#include "ruled.h"

#include "cmocka_test.h"

#include <string.h>

static const struct ruled_log log_1 = {"1", "windows", "Log", NULL};

static uint32_t add_ruled_event(struct ruled *ruled, const struct ruled_log *log, uint32_t condition, const char *id,
                                enum level level, const char *technique)
{
    uint32_t event = ruled_event(ruled, log, condition, ruled_rule(ruled, id, level, STATUS_TEST, false));

    ruled_row(ruled, technique, event, KIND_RULE);
    return event;
}

/* ---- Asking ---------------------------------------------------------------------------------------------------- */

enum { ANSWERS = 32, SCRATCH = 400 };

/* What an event of a log is asked, and what came out: techniques' ids, separated by blanks. */
struct asked {
    const char *id, *provider, *f, *g; /* the fields F and G, or NULL */
    const struct attack_db *db;
    struct attack_answer answers[ANSWERS];
    struct attack_result result;
    uint32_t count, holding;
    char text[ANSWERS * 6];
    union attack_scratch scratch[SCRATCH];
};

static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    const struct asked *asked = context;
    const char *name = attack_field_name(asked->db, field);
    const char *text = value ? NULL : strcmp(name, "F") == 0 ? asked->f : asked->g;
    struct attack_text answer = {text, text ? strlen(text) : 0};

    return answer;
}

static void ask(struct asked *asked, const struct attack_db *db)
{
    struct attack_log_event event = {.number = 77, .field = field_of, .context = asked};
    uint32_t events[ANSWERS];
    struct attack_technique technique;

    asked->db = db;
    event.id.text = asked->id;
    event.id.length = asked->id ? strlen(asked->id) : 0;
    event.provider.text = asked->provider;
    event.provider.length = asked->provider ? strlen(asked->provider) : 0;
    assert_true(attack_scratch_size(db) <= sizeof asked->scratch);
    asked->holding = attack_match_conditions(db, &event, asked->scratch, sizeof asked->scratch, events, ANSWERS);
    for (uint32_t i = 1; i < asked->holding; i++)
        assert_true(events[i - 1] < events[i]);
    asked->count =
        attack_answers(db, &event, asked->scratch, sizeof asked->scratch, asked->answers, ANSWERS, &asked->result);
    assert_int_equal(asked->result.conditions, asked->holding);
    asked->text[0] = '\0';
    for (uint32_t i = 0; i < asked->count; i++) {
        assert_true(attack_technique_at(db, asked->answers[i].technique, &technique));
        assert_int_equal(asked->answers[i].score,
                         attack_score(db, asked->answers[i].technique, asked->answers[i].event));
        strcat(strcat(asked->text, i ? " " : ""), technique.id);
    }
}

static void expect_answers(const struct attack_db *db, const char *id, const char *provider, const char *f,
                           const char *techniques, enum attack_reason reason)
{
    struct asked asked = {.id = id, .provider = provider, .f = f};

    ask(&asked, db);
    assert_string_equal(asked.text, techniques);
    assert_int_equal(asked.result.reason, reason);
}

static uint32_t add_ranked(struct ruled *ruled, const char *id, enum level level, enum status status, bool is_hunting)
{
    return ruled_event(ruled, &log_1, ruled_always(ruled), ruled_rule(ruled, id, level, status, is_hunting));
}

static void add_all_ranks(struct ruled *ruled)
{
    const struct ruled_log *log = &log_1;
    uint32_t two = add_ranked(ruled, "two-medium", LEVEL_MEDIUM, STATUS_TEST, false);
    uint32_t two_high = add_ranked(ruled, "two-high", LEVEL_HIGH, STATUS_STABLE, false);
    uint32_t three = add_ranked(ruled, "three", LEVEL_CRITICAL, STATUS_STABLE, false);

    ruled_row(ruled, "T1001", ruled_event(ruled, log, 0, 0), KIND_CANDIDATE);
    ruled_row(ruled, "T1002", ruled_event(ruled, log, 0, 0), KIND_DIRECT);
    ruled_row(ruled, "T1003", add_ranked(ruled, "low", LEVEL_LOW, STATUS_STABLE, false), KIND_RULE);
    ruled_row(ruled, "T1004", two, KIND_RULE);
    ruled_row(ruled, "T1005", two, KIND_RULE);
    ruled_row(ruled, "T1006", two_high, KIND_RULE);
    ruled_row(ruled, "T1007", two_high, KIND_RULE);
    ruled_row(ruled, "T1008", add_ranked(ruled, "one-medium", LEVEL_MEDIUM, STATUS_TEST, false), KIND_RULE);
    ruled_row(ruled, "T1009", ruled_event(ruled, log, ruled_test(ruled, "F", TEST_EQUAL, "x"), 0), KIND_CONDITION);
    ruled_row(ruled, "T1010", add_ranked(ruled, "hunting", LEVEL_HIGH, STATUS_TEST, true), KIND_RULE);
    ruled_row(ruled, "T1011", add_ranked(ruled, "deprecated", LEVEL_CRITICAL, STATUS_DEPRECATED, false), KIND_RULE);
    ruled_row(ruled, "T1012", add_ranked(ruled, "none", LEVEL_NONE, STATUS_NONE, false), KIND_RULE);
    ruled_row(ruled, "T1013", add_ranked(ruled, "unsupported", LEVEL_MEDIUM, STATUS_UNSUPPORTED, false), KIND_RULE);
    ruled_row(ruled, "T1014", add_ranked(ruled, "critical", LEVEL_CRITICAL, STATUS_TEST, false), KIND_RULE);
    ruled_row(ruled, "T1015", three, KIND_RULE);
    ruled_row(ruled, "T1016", three, KIND_RULE);
    ruled_row(ruled, "T1017", three, KIND_RULE);
    ruled_row(ruled, "T1018", add_ranked(ruled, "experimental", LEVEL_HIGH, STATUS_EXPERIMENTAL, false), KIND_RULE);
    ruled_pack(ruled);
}

/* Conditions and rules that tell, other rules, direct rows, candidates; of each, the fewest techniques, then the level.
 * A rule of three techniques does not tell, nor does an experimental one. */
static void ranks_rules(void **state)
{
    struct asked asked = {.id = "1", .provider = "Log", .f = "x"};
    struct ruled ruled;
    uint32_t kinds[ATTACK_RULE + 1] = {0};

    (void)state;
    ruled_begin(&ruled);
    add_all_ranks(&ruled);
    ask(&asked, ruled.db);
    assert_string_equal(asked.text, "T1009 T1014 T1008 T1006 T1007 T1004 T1005 "             /* rank 3 */
                                    "T1011 T1010 T1018 T1013 T1003 T1012 T1015 T1016 T1017 " /* rank 2 */
                                    "T1002 T1001");
    for (uint32_t i = 0; i < asked.count; i++)
        kinds[asked.answers[i].kind]++;
    assert_int_equal(kinds[ATTACK_RULE], 6);
    assert_int_equal(kinds[ATTACK_CONDITION], 1);
    assert_int_equal(kinds[ATTACK_DIRECT], 1);
    assert_int_equal(kinds[ATTACK_CANDIDATE], 10);
    assert_int_equal(asked.answers[0].kind, ATTACK_CONDITION);
    assert_int_equal(asked.answers[0].score, (3u << 30) + ATTACK_SCORE_ONE + 2 * (ATTACK_LEVEL_CRITICAL + 1));
    assert_int_equal(asked.answers[2].score, (3u << 30) + ATTACK_SCORE_ONE + 2 * ATTACK_LEVEL_MEDIUM + 1);
    assert_int_equal(asked.answers[3].score, (3u << 30) + ATTACK_SCORE_ONE / 2 + 2 * ATTACK_LEVEL_HIGH + 1);
    assert_int_equal(asked.answers[7].score, (2u << 30) + ATTACK_SCORE_ONE + 2 * ATTACK_LEVEL_CRITICAL + 1);
    assert_int_equal(asked.answers[12].score, (2u << 30) + ATTACK_SCORE_ONE + 1);
    ruled_end(&ruled);
}

static void adds_scores_of_rules(void **state)
{
    static const struct {
        uint32_t before, after; /* of a rule of medium level that names one technique */
    } cases[] = {
        {0, 0xc0000000u + ATTACK_SCORE_ONE + 7},
        {6, 0xc0000000u + ATTACK_SCORE_ONE + 7}, /* a value below the level's bits is lost */
        {0x40000000u + 25, 0xc0000000u + ATTACK_SCORE_ONE + 16 + 7},
        {0x80000000u + 16 + 5, 0xc0000000u + ATTACK_SCORE_ONE + 16 + 7},
        {0xc0000000u + 16 + 12, 0xc0000000u + ATTACK_SCORE_ONE + 16 + 12}, /* a condition counts before it */
        {0xc0000000u + 2 * ATTACK_SCORE_ONE + 12, 0xc0000000u + 3 * ATTACK_SCORE_ONE + 12},
        {0xc0000000u + 2 * ATTACK_SCORE_ONE + 5, 0xc0000000u + 3 * ATTACK_SCORE_ONE + 7}, /* the higher level */
        {0xffffffffu, 0xffffffffu},
        {0xfffffffcu, 0xfffffffcu}};
    struct ruled ruled;

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &log_1, ruled_always(&ruled), "r", LEVEL_MEDIUM, "T1001");
    ruled_pack(&ruled);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t score = cases[i].before;

        attack_scores_add(ruled.db, 0, &score);
        assert_int_equal(score, cases[i].after);
    }
    assert_int_equal(attack_score_kind(attack_score(ruled.db, 0, 0)), ATTACK_RULE);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(attack_score_sum(attack_score(ruled.db, 0, 0), cases[i].before), cases[i].after);
    ruled_end(&ruled);
}

/* ---- Events without an id --------------------------------------------------------------------------------------- */

static void asks_an_event_without_an_id_for_each_of_its_log(void **state)
{
    static const struct ruled_log any = {NULL, NULL, "Cloud", NULL}, other = {NULL, "linux", "Other", "Chan"},
                                  one = {"one", NULL, "Cloud", NULL}, elsewhere = {"two", NULL, "Elsewhere", NULL};
    struct ruled ruled;

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &any, ruled_always(&ruled), "r-always", LEVEL_LOW, "T1001");
    add_ruled_event(&ruled, &any, ruled_test(&ruled, "F", TEST_EQUAL, "x"), "r-x", LEVEL_HIGH, "T1002");
    add_ruled_event(&ruled, &other, ruled_always(&ruled), "r-other", LEVEL_HIGH, "T1003");
    add_ruled_event(&ruled, &one, ruled_always(&ruled), "r-one", LEVEL_MEDIUM, "T1004");
    ruled_row(&ruled, "T1005", ruled_event(&ruled, &elsewhere, 0, 0), KIND_CANDIDATE);
    ruled_row(&ruled, "T1005", ruled_event(&ruled, &any, 0, 0), KIND_CANDIDATE); /* found through rows alone */
    ruled_pack(&ruled);
    expect_answers(ruled.db, "unheard of", "cloud", "x", "T1002 T1001", ATTACK_MATCHED);
    expect_answers(ruled.db, "unheard of", "CLOUD", "y", "T1001", ATTACK_MATCHED);
    expect_answers(ruled.db, NULL, "Cloud", "x", "T1002 T1001", ATTACK_MATCHED); /* number 77 */
    expect_answers(ruled.db, "", "Cloud", "x", "T1002 T1001", ATTACK_MATCHED);
    expect_answers(ruled.db, "one", "Cloud", "x", "T1002 T1004 T1001", ATTACK_MATCHED);
    expect_answers(ruled.db, "two", "Cloud", "x", "T1002 T1001", ATTACK_MATCHED); /* its id is of another log */
    expect_answers(ruled.db, "two", "Elsewhere", "x", "T1005", ATTACK_MATCHED);
    expect_answers(ruled.db, "unheard of", "Other", NULL, "T1003", ATTACK_MATCHED);
    expect_answers(ruled.db, "unheard of", "Clou", "x", "", ATTACK_UNKNOWN_ID);
    expect_answers(ruled.db, "unheard of", "Clouds", "x", "", ATTACK_UNKNOWN_ID);
    expect_answers(ruled.db, "unheard of", NULL, "x", "", ATTACK_UNKNOWN_ID);
    expect_answers(ruled.db, "two", "Log", "x", "", ATTACK_UNKNOWN_LOG);
    expect_answers(ruled.db, "two", NULL, "x", "", ATTACK_NO_LOG);
    ruled_end(&ruled);
}

static void knows_the_log_where_no_rule_holds(void **state)
{
    static const struct ruled_log any = {NULL, NULL, "Cloud", NULL};
    struct ruled ruled;

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &any, ruled_test(&ruled, "F", TEST_EQUAL, "x"), "r-x", LEVEL_HIGH, "T1002");
    ruled_pack(&ruled);
    expect_answers(ruled.db, "unheard of", "Cloud", "y", "", ATTACK_OTHER_FIELDS);
    expect_answers(ruled.db, "unheard of", "Cloud", NULL, "", ATTACK_MISSING_FIELDS);
    expect_answers(ruled.db, "unheard of", "Log", "x", "", ATTACK_UNKNOWN_ID);
    ruled_end(&ruled);
}

/* As many as an event of a log can be asked for: those of its own id, and of the events without an id in its log. */
static void counts_the_fields_of_events_without_an_id(void **state)
{
    static const struct ruled_log in_channel = {NULL, NULL, "P", "Channel"}, of_provider = {NULL, NULL, "P", NULL},
                                  other = {NULL, NULL, "Q", NULL};
    static const struct {
        const struct ruled_log *log;
        const char *field;
    } rules[] = {{&log_1, "A"},      {&log_1, "B"},       {&in_channel, "C"}, {&in_channel, "D"},
                 {&in_channel, "E"}, {&of_provider, "F"}, {&other, "G"}};
    struct ruled ruled;

    (void)state;
    ruled_begin(&ruled);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        add_ruled_event(&ruled, rules[i].log, ruled_test(&ruled, rules[i].field, TEST_EQUAL, "x"), rules[i].field,
                        LEVEL_HIGH, "T1001");
    ruled_pack(&ruled);
    assert_int_equal(ruled.packed.conditions->fields_most, 2 + 3 + 1); /* A, B; C, D, E of a channel; F or G */
    ruled_end(&ruled);
}

/* ---- Conditions ------------------------------------------------------------------------------------------------- */

static void writes_the_condition_that_always_holds(void **state)
{
    struct ruled ruled;
    struct attack_event event;
    char text[16];

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &log_1, ruled_always(&ruled), "r", LEVEL_HIGH, "T1001");
    ruled_pack(&ruled);
    assert_true(attack_event_at(ruled.db, 0, &event));
    assert_int_equal(attack_condition_text(ruled.db, &event, text, sizeof text), 6);
    assert_string_equal(text, "always");
    ruled_end(&ruled);
}

/* Without the field, an optional test is false, so that its negation is true, and nothing is missing. */
static void takes_an_absent_optional_field_for_false(void **state)
{
    const uint32_t optional = TEST_EQUAL | TEST_OPTIONAL;
    struct asked asked = {.id = "1", .provider = "Log"};
    struct ruled ruled;

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &log_1, ruled_test(&ruled, "F", optional, "x"), "r-is", LEVEL_HIGH, "T1001");
    add_ruled_event(&ruled, &log_1, ruled_not(&ruled, "F", optional, "x"), "r-not", LEVEL_HIGH, "T1002");
    add_ruled_event(&ruled, &log_1, ruled_test(&ruled, "G", optional | TEST_FIELDREF, "F"), "r-same", LEVEL_HIGH,
                    "T1003");
    ruled_pack(&ruled);
    ask(&asked, ruled.db);
    assert_string_equal(asked.text, "T1002");
    assert_int_equal(asked.result.unknown, 0);
    asked.f = "x";
    ask(&asked, ruled.db);
    assert_string_equal(asked.text, "T1001");
    asked.g = "x";
    ask(&asked, ruled.db);
    assert_string_equal(asked.text, "T1001 T1003");
    asked.f = NULL;
    ask(&asked, ruled.db);
    assert_string_equal(asked.text, "T1002");
    assert_int_equal(asked.result.unknown, 0);
    ruled_end(&ruled);
}

/* Another condition of the same log asks for the same field, and is unknown without it. */
static void still_misses_a_field_that_is_optional_elsewhere(void **state)
{
    struct asked asked = {.id = "1", .provider = "Log"};
    uint32_t at = 0, field = 99;
    struct ruled ruled;

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &log_1, ruled_test(&ruled, "F", TEST_EQUAL | TEST_OPTIONAL, "x"), "r-is", LEVEL_HIGH,
                    "T1001");
    ruled_pack(&ruled);
    ask(&asked, ruled.db);
    assert_int_equal(asked.result.reason, ATTACK_OTHER_FIELDS);
    add_ruled_event(&ruled, &log_1, ruled_test(&ruled, "F", TEST_EQUAL, "x"), "r-too", LEVEL_HIGH, "T1001");
    ruled_pack(&ruled);
    ask(&asked, ruled.db);
    assert_int_equal(asked.result.reason, ATTACK_MISSING_FIELDS);
    assert_true(attack_missing_field(asked.scratch, &at, &field));
    assert_string_equal(attack_field_name(ruled.db, field), "F");
    ruled_end(&ruled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_rules),
        cmocka_unit_test(adds_scores_of_rules),
        cmocka_unit_test(asks_an_event_without_an_id_for_each_of_its_log),
        cmocka_unit_test(knows_the_log_where_no_rule_holds),
        cmocka_unit_test(counts_the_fields_of_events_without_an_id),
        cmocka_unit_test(writes_the_condition_that_always_holds),
        cmocka_unit_test(takes_an_absent_optional_field_for_false),
        cmocka_unit_test(still_misses_a_field_that_is_optional_elsewhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
