/* SPDX-License-Identifier: MIT
 *
 * What a compiled rule says of itself: its place in the set of rules, behind --rules-uri, its licence, that of
 * --rules-license where it states none, its authors. The rules are those of the folder rules/ here.
 */
#include MAPPING_HEADER

#include "cmocka_test.h"

#include <string.h>

#define URI "https://example.org/rules/"
#define ID(digit) "00000000-0000-4000-8000-00000000000" #digit

static void expect_text(const char *text, const char *expected)
{
    assert_string_equal(text ? text : "NULL", expected ? expected : "NULL");
}

/* A URI of folders leads to each file; what the names in a folder start with is part of the folder. Any other is that
 * of the whole set of rules. */
#ifdef SET_URI
#define PLACE(folder, file) SET_URI, NULL
#else
#define PLACE(folder, file) URI folder, file
#endif

static void tells_where_each_rule_is_from(void **state)
{
    static const struct attack_rule expected[] = {
        {ID(5), "Is made of tea", NULL, "DRL-1.1", PLACE("security/made_of-", "tea.yml"), ATTACK_LEVEL_NONE,
         ATTACK_STATUS_NONE, false, false, 0},
        {ID(6), "Is made of teak", NULL, "DRL-1.1", PLACE("security/made_of-", "teak.yml"), ATTACK_LEVEL_NONE,
         ATTACK_STATUS_NONE, false, false, 1},
        {ID(2), "States no licence", "Somebody, Else", "DRL-1.1", PLACE("", "several.yml"), ATTACK_LEVEL_MEDIUM,
         ATTACK_STATUS_TEST, false, true, 2},
        {"several.yml", "Says little", NULL, "DRL-1.1", PLACE("", "several.yml"), ATTACK_LEVEL_NONE, ATTACK_STATUS_NONE,
         false, false, 3},
        {ID(1), "States its licence", "Somebody, Else, Who", "MIT", PLACE("windows/", "stated.yml"), ATTACK_LEVEL_HIGH,
         ATTACK_STATUS_STABLE, true, false, 4},
        {ID(4), "Alone", NULL, "DRL-1.1", PLACE("", "alone.yml"), ATTACK_LEVEL_CRITICAL, ATTACK_STATUS_EXPERIMENTAL,
         false, false, 5},
    };
    const struct attack_db *db = MAPPING_FUNCTION();

    (void)state;
    assert_int_equal(attack_rule_count(db), sizeof expected / sizeof *expected);
    for (uint32_t i = 0; i < attack_rule_count(db); i++) {
        struct attack_rule rule;

        assert_true(attack_rule_at(db, i, &rule));
        expect_text(rule.id, expected[i].id);
        expect_text(rule.title, expected[i].title);
        expect_text(rule.author, expected[i].author);
        expect_text(rule.license, expected[i].license);
        expect_text(rule.folder, expected[i].folder);
        expect_text(rule.file, expected[i].file);
        assert_int_equal(rule.level, expected[i].level);
        assert_int_equal(rule.status, expected[i].status);
        assert_int_equal(rule.is_hunting, expected[i].is_hunting);
        assert_int_equal(rule.is_detection, expected[i].is_detection);
        assert_int_equal(rule.index, i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_where_each_rule_is_from)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
