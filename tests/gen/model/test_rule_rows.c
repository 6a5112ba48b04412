/* SPDX-License-Identifier: MIT
 *
 * What becomes of rules before they are packed: their rows, the checks that they must not disturb, and --source rule.
 */
#include "model/check.h"
#include "model/join.h"
#include "model/select.h"
#include "ruled.h"

#include "cmocka_test.h"

#include <string.h>

static const struct ruled_log any_linux = {NULL, "linux", "Linux", NULL}, security = {"1", "windows", "Security", NULL},
                              misspelt = {"2", "windows", "Securitx", NULL};

/* Lists an event that names techniques, as a reader does. */
static void list_event(struct ruled *ruled, uint32_t event, enum kind kind, const char *const ids[], size_t count)
{
    struct model *model = &ruled->model;
    struct component none = {ABSENT, ABSENT};
    struct relationship_entry entry = {.component = intern(&model->components, &none, sizeof none),
                                       .first_event = model->listed_event_count,
                                       .event_count = 1,
                                       .is_named = true};
    struct listed_event listed = {
        .event = event - 1, .relationship = (uint32_t)model->relationship_entry_count, .kind = kind};
    uint32_t texts[4], rule = model_event(model, event - 1)->rule;

    for (size_t i = 0; i < count; i++)
        texts[i] = ruled_text(ruled, ids[i]);
    listed.techniques = intern(&model->lists, texts, count * sizeof *texts);
    if (rule)
        entry.relationship = model->rules[rule - 1].relationship;
    model->listed_events = arena_grow(&ruled->arena, model->listed_events, model->listed_event_count,
                                      &model->listed_event_capacity, sizeof listed);
    model->listed_events[model->listed_event_count++] = listed;
    model->relationship_entries =
        arena_grow(&ruled->arena, model->relationship_entries, model->relationship_entry_count,
                   &model->relationship_entry_capacity, sizeof entry);
    model->relationship_entries[model->relationship_entry_count++] = entry;
}

/* Adds a technique on Windows alone. */
static struct technique *add_technique(struct ruled *ruled, const char *id)
{
    struct place place = {"test", 1, 1};
    uint32_t windows = ruled_text(ruled, "Windows");
    struct naming naming = {ruled_text(ruled, "A technique"), ABSENT, ABSENT};
    uint32_t number;

    naming.platforms = intern(&ruled->model.lists, &windows, sizeof windows);
    number = model_technique(&ruled->model, ruled_text(ruled, id),
                             intern(&ruled->model.namings, &naming, sizeof naming), place);
    return &ruled->model.techniques[number];
}

/* The platforms of a technique do not matter, and a revoked id is today's. */
static void takes_the_techniques_of_a_rule(void **state)
{
    static const char *const ids[] = {"T1001", "T1002"};
    struct ruled ruled;
    struct technique *old;
    uint32_t rule;

    (void)state;
    ruled_begin(&ruled);
    add_technique(&ruled, "T1001");
    old = add_technique(&ruled, "T1002");
    old->revoked_by = ruled_text(&ruled, "T1003");
    old->is_retired = true;
    add_technique(&ruled, "T1003");
    rule = ruled_rule(&ruled, "r", LEVEL_HIGH, STATUS_TEST, false);
    list_event(&ruled, ruled_event(&ruled, &any_linux, ruled_always(&ruled), rule), KIND_RULE, ids, 2);
    join_rows(&ruled.model);
    check_model(&ruled.model);
    assert_int_equal(ruled.diagnostics.warnings + ruled.diagnostics.errors, 0);
    assert_int_equal(ruled.model.row_count, 2);
    for (size_t i = 0; i < 2; i++) {
        const struct row *row = &ruled.model.rows[i];

        assert_int_equal(row->kind, KIND_RULE);
        assert_string_equal(model_text_at(&ruled.model, ruled.model.techniques[row->technique].id),
                            i ? "T1003" : "T1001");
        assert_int_equal(row->relationship, ruled.model.rules[0].relationship);
    }
    list_event(&ruled, ruled_event(&ruled, &any_linux, 0, 0), KIND_DIRECT, ids, 2); /* the mapping's own is not there */
    join_rows(&ruled.model);
    assert_int_equal(ruled.diagnostics.warnings, 3); /* two for the platform, one as the id was revoked */
    assert_int_equal(ruled.model.row_count, 2);
    ruled_end(&ruled);
}

/* Whether the mapping says that a technique has no telemetry is not for rules to say. */
static void leaves_the_warnings_about_a_mapping_as_they_are(void **state)
{
    static const char *const ids[] = {"T1001"};

    (void)state;
    for (int with_rule = 0; with_rule < 2; with_rule++) {
        struct ruled ruled;
        struct technique_entry entry = {.has_no_telemetry = true};

        ruled_begin(&ruled);
        entry.naming = add_technique(&ruled, "T1001")->naming;
        ruled.model.technique_entries = &entry;
        ruled.model.technique_entry_count = 1;
        list_event(&ruled,
                   ruled_event(&ruled, &security, ruled_always(&ruled),
                               with_rule ? ruled_rule(&ruled, "r", LEVEL_HIGH, STATUS_TEST, false) : 0),
                   with_rule ? KIND_RULE : KIND_CONDITION, ids, 1);
        join_rows(&ruled.model);
        assert_int_equal(ruled.model.row_count, 1);
        assert_int_equal(ruled.diagnostics.warnings, !with_rule);
        ruled_end(&ruled);
    }
}

static void compares_no_spelling_with_rules(void **state)
{
    (void)state;
    for (int with_rules = 0; with_rules < 2; with_rules++) {
        struct ruled ruled;
        enum kind kind = with_rules ? KIND_RULE : KIND_CONDITION;

        ruled_begin(&ruled);
        for (int i = 0; i < 3; i++) {
            char id[] = {'r', (char)('0' + i), '\0'};
            uint32_t rule = with_rules ? ruled_rule(&ruled, id, LEVEL_HIGH, STATUS_TEST, false) : 0;

            ruled_row(&ruled, i ? "T1001" : "T1002",
                      ruled_event(&ruled, i < 2 ? &security : &misspelt, ruled_always(&ruled), rule), kind);
        }
        ruled_row(&ruled, "T1001", ruled_event(&ruled, &any_linux, ruled_always(&ruled), 0), kind); /* without an id */
        check_model(&ruled.model);
        assert_int_equal(ruled.diagnostics.errors, 0);
        if (with_rules)
            assert_int_equal(ruled.diagnostics.warnings, 0);
        else
            assert_true(ruled.diagnostics.warnings > 0);
        ruled_end(&ruled);
    }
}

static void selects_rules_by_source(void **state)
{
    static const char *sources[] = {"rule"};
    struct selection selection = {.sources = {sources, 1, 1}};
    struct attack_rule rule;
    struct ruled ruled;

    (void)state;
    assert_true(is_source("rule"));
    for (int only_others = 0; only_others < 2; only_others++) {
        sources[0] = only_others ? "ossem" : "rule";
        ruled_begin(&ruled);
        ruled_row(&ruled, "T1001", ruled_event(&ruled, &security, 0, 0), KIND_CANDIDATE); /* of "REL-1" */
        ruled_row(&ruled, "T1002",
                  ruled_event(&ruled, &security, ruled_always(&ruled),
                              ruled_rule(&ruled, "r", LEVEL_HIGH, STATUS_TEST, false)),
                  KIND_RULE);
        select_rows(&ruled.model, &selection);
        ruled_pack(&ruled);
        assert_int_equal(ruled.diagnostics.warnings, 0);
        assert_int_equal(ruled.model.row_count, 1);
        assert_int_equal(attack_relationship_count(ruled.db), 1);
        assert_int_equal(attack_rule_at(ruled.db, 0, &rule), !only_others);
        assert_int_equal(ruled.packed.rules != NULL, !only_others);
        ruled_end(&ruled);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_the_techniques_of_a_rule),
        cmocka_unit_test(leaves_the_warnings_about_a_mapping_as_they_are),
        cmocka_unit_test(compares_no_spelling_with_rules),
        cmocka_unit_test(selects_rules_by_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
