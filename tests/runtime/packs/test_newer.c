/* SPDX-License-Identifier: MIT
 *
 * attack_db_newer(): which of two mappings is newer, by the domain, the version of ATT&CK and the date that they state.
 */
#include "attack_events.h"
#include "tables.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <string.h>

/* A mapping of which only this is asked. Text that is NULL is absent. */
struct said {
    struct attack_db db;
    char strings[200];
};

static const struct attack_db *say(struct said *said, const char *domain, const char *version, uint32_t date)
{
    size_t length = domain ? strlen(domain) : 0;

    memset(said, 0, sizeof *said);
    snprintf(said->strings + 1, sizeof said->strings - 1, "%s", domain ? domain : "");
    snprintf(said->strings + length + 2, sizeof said->strings - length - 2, "%s", version ? version : "");
    said->db.layout = ATTACK_TABLES_LAYOUT;
    said->db.strings = said->strings;
    said->db.string_bytes = sizeof said->strings;
    said->db.domain = domain ? 1 : 0;
    said->db.version = version ? (uint32_t)length + 2 : 0;
    said->db.date = date;
    return &said->db;
}

/* Mappings of one domain, from the oldest to the newest; those of one rank are as old as each other. */
static const struct {
    int rank;
    const char *version;
    uint32_t date;
} ages[] = {
    {0, NULL, 0},
    {0, "", 0},
    {0, "unknown", 0},
    {0, "v19", 0}, /* no number is where it is to be */
    {1, NULL, 1},
    {2, NULL, UINT32_MAX},
    {3, "0.1", 0},
    {4, "9.2", 0},
    {5, "9.2", 1796058307},
    {6, "9.10", 0},
    {7, "19", 0},
    {7, "19.0", 0},
    {7, "19.", 0},
    {7, "19.0:1", 0}, /* the colon follows 9 in ASCII */
    {8, "19.0", 1},
    {9, "19.0", 0x7fffffff},
    {10, "19.0", 0x80000000}, /* beyond what a signed number holds */
    {11, "19.0", UINT32_MAX},
    {12, "19.1", 0},
    {12, "19.1.5", 0},
    {12, "19.1 beta", 0},
    {13, "19.1", 5},
    {14, "19.44", 0},
    {15, "19.300", 0}, /* beyond 8 bits, and 44 in these */
    {16, "20.0", 5},
    {17, "100.0", 0},
    {18, "300.0", 0},
};

static void orders_by_version_then_by_date(void **state)
{
    enum { COUNT = sizeof ages / sizeof *ages };
    static const char *const domains[] = {"enterprise-attack", NULL};

    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++)
            for (size_t d = 0; d < 2; d++) {
                struct said one, other;
                bool is = attack_db_newer(say(&one, domains[d], ages[i].version, ages[i].date),
                                          say(&other, domains[d], ages[k].version, ages[k].date));

                if (is != (ages[i].rank > ages[k].rank))
                    fail_msg("version %s of date %lu is %snewer than version %s of date %lu",
                             ages[i].version ? ages[i].version : "-", (unsigned long)ages[i].date, is ? "" : "not ",
                             ages[k].version ? ages[k].version : "-", (unsigned long)ages[k].date);
            }
}

static void compares_within_one_domain(void **state)
{
    static const char *const domains[] = {"enterprise-attack", "enterprise", "ics-attack", "Enterprise-Attack", NULL};

    (void)state;
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++) {
            struct said late, early;

            assert_int_equal(attack_db_newer(say(&late, domains[i], "19.1", 9), say(&early, domains[k], "19.0", 1)),
                             i == k);
            assert_false(attack_db_newer(&early.db, &late.db));
        }
}

static void takes_any_mapping_for_newer_than_an_empty_one(void **state)
{
    struct said some, other;
    const struct attack_db *oldest = say(&some, NULL, NULL, 0), *empty = say(&other, "enterprise-attack", "19.1", 9);

    (void)state;
    assert_true(attack_db_newer(oldest, NULL));
    assert_false(attack_db_newer(NULL, oldest));
    assert_false(attack_db_newer(NULL, NULL));
    other.db.layout = 0;
    assert_true(attack_db_newer(oldest, empty));
    assert_false(attack_db_newer(empty, oldest));
    other.db.layout = ATTACK_TABLES_LAYOUT + 0x10000u;
    assert_true(attack_db_newer(oldest, empty));
    assert_false(attack_db_newer(empty, oldest));
    assert_false(attack_db_newer(empty, NULL));
    assert_false(attack_db_newer(empty, empty));
    assert_false(attack_db_newer(oldest, oldest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_by_version_then_by_date),
        cmocka_unit_test(compares_within_one_domain),
        cmocka_unit_test(takes_any_mapping_for_newer_than_an_empty_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
