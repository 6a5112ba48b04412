/* SPDX-License-Identifier: MIT
 *
 * Packed rules: which rules are packed, and what they say of themselves.
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

/* ---- What a rule says ------------------------------------------------------------------------------------------- */

static void expect_rule(const struct ruled *ruled, uint32_t index, const char *id, enum attack_level level)
{
    const struct attack_db *db = ruled->db;
    struct attack_relationship relationship;
    struct attack_rule rule, found;

    assert_true(attack_rule_at(db, index, &rule));
    assert_string_equal(rule.id, id);
    assert_int_equal(rule.index, index);
    assert_int_equal(rule.level, level);
    assert_true(
        attack_relationship_at(db, attack_relationship_count(db) - attack_rule_count(db) + index, &relationship));
    assert_string_equal(relationship.id, id);
    assert_string_equal(relationship.name, rule.title);
    assert_null(relationship.source);
    assert_true(attack_relationship_rule(db, &relationship, &found));
    assert_int_equal(found.index, index);
}

static void finds_a_rule_by_event_and_by_relationship(void **state)
{
    struct ruled ruled;
    struct attack_rule rule;
    struct attack_event event;
    struct attack_row row;
    struct attack_relationship relationship;
    uint32_t of_rule = 0, rows = 0;

    (void)state;
    ruled_begin(&ruled);
    add_ruled_event(&ruled, &log_1, ruled_test(&ruled, "F", TEST_EQUAL, "b"), "r-b", LEVEL_HIGH, "T1001");
    ruled_rule(&ruled, "r-unused", LEVEL_HIGH, STATUS_TEST, false);
    add_ruled_event(&ruled, &log_1, ruled_test(&ruled, "F", TEST_EQUAL, "a"), "r-a", LEVEL_LOW, "T1001");
    ruled_row(&ruled, "T1001", ruled_event(&ruled, &log_1, 0, 0), KIND_CANDIDATE);
    ruled_row(&ruled, "T1001", ruled_event(&ruled, &log_1, ruled_test(&ruled, "F", TEST_EQUAL, "c"), 0),
              KIND_CONDITION);
    ruled_pack(&ruled);
    assert_int_equal(attack_rule_count(ruled.db), 2);
    assert_int_equal(attack_relationship_count(ruled.db), 3);
    expect_rule(&ruled, 0, "r-b", ATTACK_LEVEL_HIGH);
    expect_rule(&ruled, 1, "r-a", ATTACK_LEVEL_LOW);
    assert_false(attack_rule_at(ruled.db, 2, &rule));
    assert_null(rule.id);
    for (uint32_t i = 0; attack_event_at(ruled.db, i, &event); i++)
        if (attack_event_rule(ruled.db, &event, &rule)) {
            char text[16];

            attack_condition_text(ruled.db, &event, text, sizeof text);
            assert_string_equal(text, rule.index ? "F = 'a'" : "F = 'b'");
            of_rule++;
        }
    assert_int_equal(of_rule, 2);
    for (struct attack_row_iterator walk = attack_rows(ruled.db); attack_row_next(&walk, &row); rows++)
        assert_int_equal(attack_relationship_rule(ruled.db, &row.relationship, &rule), row.kind == ATTACK_RULE);
    assert_int_equal(rows, 4);
    assert_true(attack_relationship_at(ruled.db, 0, &relationship));
    assert_string_equal(relationship.id, "REL-1");
    assert_false(attack_relationship_rule(ruled.db, &relationship, &rule));
    assert_false(attack_relationship_at(ruled.db, 3, &relationship));
    assert_false(attack_relationship_rule(ruled.db, &relationship, &rule));
    assert_false(attack_relationship_rule(ruled.db, NULL, &rule));
    assert_false(attack_event_rule(ruled.db, NULL, &rule));
    assert_false(attack_event_rule(NULL, &event, &rule));
    ruled_end(&ruled);
}

/* Long texts make the cells of rules wide, and not those of the mapping. */
static void says_what_a_rule_says_of_itself(void **state)
{
    static char authors[30001];

    (void)state;
    memset(authors, 'x', sizeof authors - 1);
    for (int many = 0; many < 2; many++) {
        struct ruled ruled;
        struct attack_rule rule;
        struct rule *known;

        ruled_begin(&ruled);
        for (int i = 0; i < 4; i++) {
            char id[] = {'r', (char)('0' + i), '\0'};

            add_ruled_event(&ruled, &log_1, ruled_always(&ruled), id, LEVEL_MEDIUM, "T1001");
            if (many)
                authors[0] = (char)('0' + i);
            ruled.model.rules[i].author = ruled_text(&ruled, many ? authors : "Somebody, Else");
        }
        known = &ruled.model.rules[2];
        known->license = ruled_text(&ruled, "MIT");
        known->folder = ruled_text(&ruled, "https://example.org/rules/");
        known->file = ruled_text(&ruled, "one.yml");
        known->status = STATUS_STABLE;
        known->is_hunting = true;
        ruled_pack(&ruled);
        assert_int_equal(ruled.packed.rules->wide, many);
        assert_false(ruled.packed.wide);
        assert_true(attack_rule_at(ruled.db, 2, &rule));
        assert_string_equal(rule.title, "Title of r2");
        assert_string_equal(rule.license, "MIT");
        assert_string_equal(rule.folder, "https://example.org/rules/");
        assert_string_equal(rule.file, "one.yml");
        assert_int_equal(strlen(rule.author), many ? 30000 : 14);
        assert_int_equal(rule.status, ATTACK_STATUS_STABLE);
        assert_true(rule.is_hunting && !rule.is_detection);
        assert_true(attack_rule_at(ruled.db, 3, &rule));
        assert_true(rule.is_detection && !rule.is_hunting && !rule.license && !rule.folder && !rule.file);
        ruled_end(&ruled);
    }
}

static void names_levels_and_statuses(void **state)
{
    (void)state;
    assert_null(attack_level_name(ATTACK_LEVEL_NONE));
    assert_string_equal(attack_level_name(ATTACK_LEVEL_INFORMATIONAL), "informational");
    assert_string_equal(attack_level_name(ATTACK_LEVEL_CRITICAL), "critical");
    assert_null(attack_level_name((enum attack_level)6));
    assert_null(attack_status_name(ATTACK_STATUS_NONE));
    assert_string_equal(attack_status_name(ATTACK_STATUS_UNSUPPORTED), "unsupported");
    assert_string_equal(attack_status_name(ATTACK_STATUS_EXPERIMENTAL), "experimental");
    assert_string_equal(attack_status_name(ATTACK_STATUS_STABLE), "stable");
    assert_null(attack_status_name((enum attack_status)6));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_a_rule_by_event_and_by_relationship),
        cmocka_unit_test(says_what_a_rule_says_of_itself),
        cmocka_unit_test(names_levels_and_statuses),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
