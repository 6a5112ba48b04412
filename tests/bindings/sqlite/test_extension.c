/* SPDX-License-Identifier: MIT
 *
 * The extension for SQLite in this process: that it tells what the library answers, whatever the parameters are, and
 * what it does when memory runs out.
 */
#include "asking.h"
#include "attack_events_builtin.h"

#include <stdio.h>
#include <string.h>

#include "cmocka_test.h"

static char answer[TEXT_MOST], other_answer[TEXT_MOST];

/* ---- Tests --------------------------------------------------------------------------------------------------------
 */

/* Writes the library's answers as ask() does. */
static void write_answers(const struct attack_event *event, char *text)
{
    static union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    static struct attack_answer answers[ATTACK_EVENTS_BUILTIN_TECHNIQUES];
    const struct attack_db *db = attack_events_builtin();
    struct attack_log_event logged = {.id = {event->id, event->id ? strlen(event->id) : 0},
                                      .provider = {event->provider, event->provider ? strlen(event->provider) : 0},
                                      .channel = {event->channel, event->channel ? strlen(event->channel) : 0}};
    uint32_t count = event->id ? attack_answers(db, &logged, scratch, sizeof scratch, answers,
                                                ATTACK_EVENTS_BUILTIN_TECHNIQUES, NULL)
                               : 0;
    size_t used = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < count; i++) {
        struct attack_technique technique;

        attack_technique_at(db, answers[i].technique, &technique);
        used += (size_t)snprintf(text + used, TEXT_MOST - used, "%s|%u|%u|\n", technique.id,
                                 (unsigned)attack_score_value(answers[i].score), (unsigned)i + 1);
    }
}

static void tells_what_the_library_answers(void **state)
{
    const struct attack_db *db = attack_events_builtin();
    sqlite3 *connection = open_connection();
    struct attack_event event;
    size_t told = 0;

    (void)state;
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        char *sql = sqlite3_mprintf("SELECT technique_id, score, rank FROM attack_techniques(%Q, %Q, %Q)",
                                    event.provider, event.id, event.channel);

        write_answers(&event, other_answer);
        expect(connection, sql, other_answer);
        told += *other_answer != '\0';
        sqlite3_free(sql);
    }
    assert_true(told > 0);
    sqlite3_close(connection);
}

#define SYSMON "'Microsoft-Windows-Sysmon'"
#define PROCESS "'{\"Image\": \"C:\\\\Windows\\\\mshta.exe\", \"CommandLine\": \"mshta https://example.com/a.hta\"}'"

static void needs_an_id_and_a_log(void **state)
{
    static const char *const questions[] = {
        "SELECT * FROM attack_techniques",
        "SELECT * FROM attack_techniques('x')",
        "SELECT * FROM attack_techniques WHERE event_id = 1",
        "SELECT * FROM attack_techniques WHERE provider > 'x' AND event_id = 1",
        "SELECT * FROM attack_techniques WHERE provider = 'x' AND event_id LIKE '1'",
        "SELECT * FROM attack_techniques WHERE provider = 'x' OR event_id = 1",
    };
    sqlite3 *connection = open_connection();

    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        expect_error(connection, questions[i], "attack_techniques needs a provider or channel, and an event_id");
    expect_error(connection, "SELECT * FROM attack_techniques(1, 2, 3, 4, 5, 6)", "too many arguments");
    expect_error(connection,
                 "SELECT a.rank FROM attack_techniques a, attack_techniques b WHERE a.provider = b.provider "
                 "AND a.event_id = b.event_id AND b.provider = a.provider AND b.event_id = a.event_id",
                 "no query solution");
    expect_error(connection, "INSERT INTO attack_technique VALUES ('T1')", "");
    expect_error(connection, "CREATE VIRTUAL TABLE x USING attack_techniques", "");
    sqlite3_close(connection);
}

/* Nothing that a column of a user's table may hold is an error. */
static void takes_any_value(void **state)
{
    static const char *const values[] = {
        "NULL",
        "''",
        "0",
        "1",
        "-1",
        "9223372036854775807",
        "1.0",
        "1e300",
        "'1'",
        "' 1'",
        "X''",
        "X'31'",
        "X'310032'",
        "X'ff'",
        "char(0)",
        "char(49, 0, 50)",
        "zeroblob(100000)",
        "printf('%.*c', 1000000, 'x')",
        SYSMON,
    };
    enum { VALUES = sizeof values / sizeof *values };
    sqlite3 *connection = open_connection();

    (void)state;
    for (size_t i = 0; i < VALUES; i++)
        for (size_t j = 0; j < VALUES; j++) {
            char *sql = sqlite3_mprintf("SELECT count(*) >= 0 FROM attack_techniques(%s, %s, %s, %s)", values[i],
                                        values[j], values[(i + j) % VALUES], values[(i * j) % VALUES]);

            expect(connection, sql, "1|\n");
            sqlite3_free(sql);
        }
    for (size_t i = 0; i < VALUES; i++) {
        char *sql = sqlite3_mprintf("SELECT (SELECT count(*) FROM attack_technique WHERE technique_id = %s) + "
                                    "(SELECT count(*) FROM attack_rows WHERE technique_id = %s) + "
                                    "(SELECT count(*) FROM attack_revoked WHERE id = %s)",
                                    values[i], values[i], values[i]);

        expect(connection, sql, "0|\n");
        sqlite3_free(sql);
    }
    expect_same(connection, "SELECT count(*) FROM attack_techniques(" SYSMON ", 1)",
                "SELECT count(*) FROM attack_techniques(" SYSMON ", '1')");
    sqlite3_close(connection);
}

static void reads_fields(void **state)
{
    static const char best[] = "SELECT technique_id, kind FROM attack_techniques(" SYSMON ", 1, NULL, 'windows', %s) "
                               "WHERE rank = 1";
    static const char *const fields[][2] = {
        {PROCESS, "T1218.005|condition|\n"},
        {"'{\"image\": [\"C:\\\\x.exe\", \"C:\\\\Windows\\\\MSHTA.exe\"], \"CommandLine\": [\"\", \"mshta "
         "https://example.com/a\"]}'",
         "T1218.005|condition|\n"},
        {"'{\"Image\": {\"Image\": \"C:\\\\Windows\\\\mshta.exe\"}}'", NULL},
        {"'{\"Image\": null, \"CommandLine\": true, \"ProcessId\": 1.5, \"x\": [[1], {}, null, false]}'", NULL},
        {"'[\"mshta.exe\"]'", NULL},
        {"'7'", NULL},
        {"7", NULL},
        {"'null'", NULL},
        {"NULL", NULL},
        {"'{}'", NULL},
    };
    sqlite3 *connection = open_connection();
    char *nothing = sqlite3_mprintf(best, "NULL");

    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char *sql = sqlite3_mprintf(best, fields[i][0]);

        if (fields[i][1])
            expect(connection, sql, fields[i][1]);
        else
            expect_same(connection, sql, nothing);
        sqlite3_free(sql);
    }
    sqlite3_free(nothing);
    sqlite3_close(connection);
}

static void refuses_what_are_no_fields(void **state)
{
    static const char *const fields[][2] = {
        {"'{'", "fields: malformed JSON"},
        {"''", "fields: malformed JSON"},
        {"printf('{\"x\": %.*c', 100000, '[')", "fields: malformed JSON"},
        {"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10001) "
         "SELECT json_group_object('f' || i, i) FROM n)",
         "too many fields of an event; the limit is 10000"},
    };
    sqlite3 *connection = open_connection();

    (void)state;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        char *sql =
            sqlite3_mprintf("SELECT count(*) FROM attack_techniques(" SYSMON ", 1, NULL, NULL, %s)", fields[i][0]);

        expect_error(connection, sql, fields[i][1]);
        sqlite3_free(sql);
    }
    expect(connection, "SELECT count(*) > 0 FROM attack_techniques(" SYSMON ", 1)", "1|\n"); /* it still answers */
    sqlite3_close(connection);
}

/* A bound that SQLite hands down must not change what it would choose itself: "+rank" keeps it. */
static void keeps_the_bounds_of_ranks(void **state)
{
    static const char *const bounds[] = {"-1",
                                         "0",
                                         "1",
                                         "2",
                                         "2.5",
                                         "3.0",
                                         "'3'",
                                         "'x'",
                                         "NULL",
                                         "1e300",
                                         "-1e300",
                                         "X'33'",
                                         "9223372036854775807",
                                         "-9223372036854775807 - 1"};
    static const char *const operators[] = {"<=", "<", "=", ">", ">=", "<>", "IS"};
    sqlite3 *connection = open_connection();

    (void)state;
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        for (size_t j = 0; j < sizeof operators / sizeof *operators; j++) {
            char *pushed =
                sqlite3_mprintf("SELECT rank, technique_id FROM attack_techniques(" SYSMON ", 10) WHERE rank %s %s "
                                "ORDER BY rank",
                                operators[j], bounds[i]);
            char *kept = sqlite3_mprintf("SELECT rank, technique_id FROM attack_techniques(" SYSMON ", 10) WHERE "
                                         "CAST(rank AS INTEGER) %s %s ORDER BY +rank",
                                         operators[j], bounds[i]);

            expect_same(connection, pushed, kept);
            sqlite3_free(pushed);
            sqlite3_free(kept);
        }
    expect_same(connection, "SELECT rank, technique_id FROM attack_techniques(" SYSMON ", 10) ORDER BY rank DESC",
                "SELECT rank, technique_id FROM attack_techniques(" SYSMON ", 10) ORDER BY +rank DESC");
    sqlite3_close(connection);
}

/* SQLite asks for each part of an OR by itself, and joins the answers by the numbers of rows. */
static void answers_each_part_of_an_or(void **state)
{
    static const char *const questions[][2] = {
        {"attack_techniques(" SYSMON ", 10) WHERE %skind = 'condition' OR %sscore > 1000", "rank"},
        {"attack_techniques(" SYSMON ", 10) WHERE %srank = 1 OR %srank = 3", "rank"},
        {"attack_techniques(" SYSMON ", 10) WHERE (%srank = 1 AND kind > '') OR (%srank <= 2 AND kind > '')", "rank"},
        {"attack_technique WHERE (%stechnique_id = 'T1003' AND tactic > '') OR "
         "(%stechnique_id = 'T1055' AND tactic > '')",
         "technique_id"},
        {"attack_rows WHERE (%stechnique_id = 'T1003' AND kind > '') OR (%stechnique_id = 'T1055' AND kind > '')",
         "technique_id"},
        {"attack_revoked WHERE (%sid = 'T1562.001' AND status > '') OR (%sid = 'T1562.002' AND status > '')", "id"},
    };
    sqlite3 *connection = open_connection();

    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        char *where[] = {sqlite3_mprintf(questions[i][0], "", ""), sqlite3_mprintf(questions[i][0], "+", "+")};
        static const char outcome[] = "SELECT count(*), min(%s), max(%s) FROM %s";
        const char *of = questions[i][1];
        char *parts = sqlite3_mprintf(outcome, of, of, where[0]), *walk = sqlite3_mprintf(outcome, of, of, where[1]);

        expect_same(connection, parts, walk);
        sqlite3_free(parts);
        sqlite3_free(walk);
        sqlite3_free(where[0]);
        sqlite3_free(where[1]);
    }
    expect_same(connection,
                "SELECT event_id, rank FROM attack_techniques WHERE (provider = " SYSMON " AND event_id = 10) OR "
                "(provider = " SYSMON " AND event_id = 1) ORDER BY 1, 2",
                "SELECT 1, rank FROM attack_techniques(" SYSMON ", 1) UNION ALL "
                "SELECT 10, rank FROM attack_techniques(" SYSMON ", 10) ORDER BY 1, 2");
    expect_same(connection, "SELECT count(DISTINCT rowid) FROM attack_rows", "SELECT count(*) FROM attack_rows");
    expect_same(connection, "SELECT count(DISTINCT rowid) FROM attack_technique",
                "SELECT count(*) FROM attack_technique");
    expect_same(connection, "SELECT count(DISTINCT rowid) FROM attack_revoked", "SELECT count(*) FROM attack_revoked");
    expect_same(connection, "SELECT rowid FROM attack_rows WHERE technique_id = 'T1003' ORDER BY 1",
                "SELECT rowid FROM attack_rows WHERE +technique_id = 'T1003' ORDER BY 1");
    sqlite3_close(connection);
}

static void finds_an_id_as_a_walk_does(void **state)
{
    static const char *const tables[][2] = {
        {"attack_technique", "technique_id"}, {"attack_rows", "technique_id"}, {"attack_revoked", "id"}};
    static const char *const ids[] = {"T1003.001",  "T1003", "t1003", "T1562.001",
                                      "T1003.001 ", "T9999", "",      "T1003.0010000000000000000000000000000"};
    sqlite3 *connection = open_connection();

    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (size_t j = 0; j < sizeof ids / sizeof *ids; j++)
            for (int folded = 0; folded < 2; folded++) {
                char *found = sqlite3_mprintf("SELECT * FROM %s WHERE %s = %Q%s", tables[i][0], tables[i][1], ids[j],
                                              folded ? " COLLATE NOCASE" : "");
                char *walked = sqlite3_mprintf("SELECT * FROM %s WHERE +%s = %Q%s", tables[i][0], tables[i][1], ids[j],
                                               folded ? " COLLATE NOCASE" : "");

                expect_same(connection, found, walked);
                sqlite3_free(found);
                sqlite3_free(walked);
            }
    expect(connection, "SELECT technique_id FROM attack_revoked WHERE id = 'T1562.001'", "T1685|\n");
    sqlite3_close(connection);
}

/* Several rows, none, and NULL where a LEFT JOIN finds none; in an order in which the parameters are known. */
static void joins_tables_of_events(void **state)
{
    sqlite3 *connection = open_connection();

    (void)state;
    expect(connection, "PRAGMA encoding = 'UTF-16'", "");
    expect(connection, "CREATE TABLE event(provider, id, channel)", "");
    expect(connection,
           "INSERT INTO event VALUES (" SYSMON ", 10, NULL), ('none', 10, NULL), (NULL, 10, "
           "'Microsoft-Windows-Sysmon/Operational'), (NULL, NULL, NULL)",
           "");
    expect_same(connection,
                "SELECT event.rowid, technique_id FROM attack_techniques AS t, event WHERE "
                "t.provider = event.provider AND t.event_id = event.id ORDER BY 1, t.rank",
                "SELECT 1, technique_id FROM attack_techniques(" SYSMON ", 10)");
    expect(connection,
           "SELECT event.rowid, count(technique_id) > 0, max(t.provider) FROM event LEFT JOIN "
           "attack_techniques(event.provider, event.id, event.channel) AS t GROUP BY 1",
           "1|1|Microsoft-Windows-Sysmon|\n2|0|NULL|\n3|1|NULL|\n4|0|NULL|\n");
    expect_same(connection,
                "SELECT count(*) FROM event AS a, event AS b, attack_techniques(a.provider, b.id) AS t, "
                "attack_technique USING (technique_id)",
                "SELECT 3 * count(*) FROM attack_techniques(" SYSMON ", 10)");
    expect(connection, "CREATE VIEW shown AS SELECT * FROM event, attack_techniques(event.provider, event.id)", "");
    expect(connection, "PRAGMA trusted_schema = OFF", "");
    expect(connection, "SELECT count(*) > 0 FROM shown", "1|\n");
    sqlite3_close(connection);
}

static void needs_no_more_memory_than_there_is(void **state)
{
    static const char *const questions[] = {
        "SELECT * FROM attack_techniques(" SYSMON ", 1, NULL, NULL, " PROCESS ") WHERE rank <= 3",
        "SELECT * FROM attack_techniques(" SYSMON ", 10) AS a, attack_technique USING (technique_id) WHERE rank <= 2",
        "SELECT * FROM attack_rows WHERE technique_id = 'T1003.004'",
        "SELECT * FROM attack_revoked WHERE id = 'T1562.001'",
    };

    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        sqlite3 *connection = open_connection();
        int code = SQLITE_NOMEM;
        long failed = 0;

        assert_int_equal(ask(connection, questions[i], other_answer), SQLITE_OK);
        assert_true(*other_answer);
        for (long many = 0; code != SQLITE_OK; many++) {
            sqlite3_close(connection);
            connection = open_connection();
            allocations_left = many;
            code = ask(connection, questions[i], answer);
            allocations_left = -1;
            failed += code != SQLITE_OK;
        }
        assert_string_equal(answer, other_answer);
        assert_true(failed > 10);
        sqlite3_close(connection);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_what_the_library_answers),
        cmocka_unit_test(needs_an_id_and_a_log),
        cmocka_unit_test(takes_any_value),
        cmocka_unit_test(reads_fields),
        cmocka_unit_test(refuses_what_are_no_fields),
        cmocka_unit_test(keeps_the_bounds_of_ranks),
        cmocka_unit_test(answers_each_part_of_an_or),
        cmocka_unit_test(finds_an_id_as_a_walk_does),
        cmocka_unit_test(joins_tables_of_events),
        cmocka_unit_test(needs_no_more_memory_than_there_is),
    };

    return cmocka_run_group_tests(tests, use_failing_memory, NULL);
}
