/* SPDX-License-Identifier: MIT
 *
 * Which rules are taken: documents, files and directories in a fixed order, the options that choose, and what becomes
 * of each rule, as --rules prints it.
 */
#include "generating.h"
#include "rules.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DETECTION "detection: {s: {EventID: 7}, condition: s}\n"
#define RULE(id, more) "---\ntitle: Rule\nid: " id "\n" more "logsource: {service: own}\n" DETECTION
#define TAGGED(id, more) RULE(id, "tags: [attack.t1001]\n" more)

static void reads_each_document(void **state)
{
    const char *path =
        write_text(*state, "rules.yml",
                   "# a comment\n" TAGGED("one", "") "---\n--- # nothing\n" TAGGED("two", "")
                       RULE("three", "tags: [attack.execution]\n") RULE("four", "") "...\n" TAGGED(
                           "five", "logsource: {service: own}\n") "--- text\n" TAGGED("six", "") "---\n");

    expect_fates(*state, ARGUMENTS("-q", path),
                 "3 one compiled 2 0 0\n"
                 "11 two compiled 2 0 0\n"
                 "17 three without technique 0 0 0\n"
                 "23 four without technique 0 0 0\n"
                 "29 five refused 0 0 0\n" /* two equal keys */
                 "35 rules.yml refused 0 0 0\n"
                 "37 six compiled 2 0 0\n");
}

/* A rule that names no technique of the mapping is in no table; so it is not compiled. */
static void counts_rules_of_techniques_that_are_unknown(void **state)
{
    char mapping[512];
    const char *path = write_text(*state, "rules.yml",
                                  RULE("unknown", "tags: [attack.t1999]\n") TAGGED("known", "")
                                      RULE("deprecated", "tags: [attack.t1003]\n")
                                          RULE("one", "tags: [attack.t1999, attack.t1001]\n"));

    snprintf(mapping, sizeof mapping, "%s",
             write_text(*state, "retired.yaml", "techniques:\n  - {technique_id: T1003, deprecated: true}\n"));
    expect_fates(*state, ARGUMENTS("-q", mapping, path),
                 "2 unknown without technique 0 0 0\n"
                 "8 known compiled 2 0 0\n"
                 "14 deprecated without technique 0 0 0\n"
                 "20 one compiled 2 0 0\n");
}

/* What is wrong with a file's text ends it; the rules before it are taken, and the other files. */
static void reads_up_to_what_is_no_yaml(void **state)
{
    const char *bad = write_text(*state, "bad.yml", TAGGED("one", "") "---\ntitle: [\n" TAGGED("two", ""));
    const char *good = write_text(*state, "good.yml", TAGGED("three", ""));

    expect_fates(*state, ARGUMENTS("-q", bad, good),
                 "2 one compiled 2 0 0\n9  refused 0 0 0\n2 three compiled 2 0 0\n");
}

/* Bytewise by name, whatever the order in which they were made. */
static void reads_directories_in_a_fixed_order(void **state)
{
    const char *rules = make_directory(*state, "rules"), *deep = make_directory(rules, "b"),
               *deeper = make_directory(deep, "x");

    write_rule(rules, "c.yml", "c", DETECTION);
    write_rule(rules, "B.yaml", "B", DETECTION);
    write_rule(rules, "a.yml", "a", DETECTION);
    write_rule(deep, "z.yml", "b/z", DETECTION);
    write_rule(deeper, "1.yml", "b/x/1", DETECTION);
    write_rule(rules, "\xc3\xa9.yml", "e", DETECTION);
    write_rule(rules, ".hidden.yml", "hidden", DETECTION);
    write_rule(rules, "d.txt", "text", DETECTION);
    write_rule(rules, "b.yml", "b.yml", DETECTION);
    write_text(deep, "pipeline.yml", "name: no rule\npriority: 5\n");
    expect_fates(*state, ARGUMENTS("-q", rules),
                 "2 B compiled 2 0 0\n"
                 "2 a compiled 2 0 0\n"
                 "2 b/x/1 compiled 2 0 0\n"
                 "2 b/z compiled 2 0 0\n"
                 "2 b.yml compiled 2 0 0\n"
                 "2 c compiled 2 0 0\n"
                 "2 e compiled 2 0 0\n");
}

static void takes_the_first_rule_with_an_id(void **state)
{
    const char *one = write_text(*state, "one.yml", TAGGED("same", "status: deprecated\n") TAGGED("same", ""));
    const char *other = write_text(*state, "two.yml", TAGGED("same", "") TAGGED("Same", ""));

    expect_fates(*state, ARGUMENTS("-q", one, other),
                 "2 same not selected 0 0 0\n"
                 "9 same compiled 2 0 0\n"
                 "2 same refused 0 0 0\n"
                 "8 Same compiled 2 0 0\n");
}

static void counts_the_logs_on_which_a_rule_is_off(void **state)
{
    const char *path =
        write_text(*state, "rules.yml",
                   "---\nid: lacks\ntags: [attack.t1001]\nlogsource: {service: own}\n"
                   "detection: {s: {EventID: 7, Lacking: x}, condition: s}\n"
                   "---\nid: excludes\ntags: [attack.t1001]\nlogsource: {service: own}\n"
                   "detection: {s: {EventID: [7, 8]}, f: {Lacking: x}, condition: s and not f}\n"
                   "---\nid: elsewhere\ntags: [attack.t1001]\nlogsource: {product: windows, service: sysmon}\n"
                   "detection: {s: {Provider_Name: other, EventID: 1}, condition: s}\n"
                   "---\nid: never\ntags: [attack.t1001]\nlogsource: {service: own}\n"
                   "detection: {s: {EventID: 7}, t: {EventID: 8}, condition: s and t}\n");

    expect_fates(*state, ARGUMENTS("-q", path),
                 "2 lacks compiled 1 1 0\n"
                 "7 excludes compiled 2 0 1\n"
                 "12 elsewhere without log 0 1 0\n"
                 "17 never without log 0 2 0\n");
    expect_fates(*state, ARGUMENTS("-q", "--lenient", path),
                 "2 lacks compiled 1 1 0\n"
                 "7 excludes compiled 4 0 0\n"
                 "12 elsewhere without log 0 1 0\n"
                 "17 never without log 0 2 0\n");
}

/* ---- Options ---------------------------------------------------------------------------------------------------- */

/* Fails unless these rules alone are compiled with an option: their ids, with a blank between them. */
static void expect_chosen(const char *scratch, const char *path, const char *option, const char *value,
                          const char *expected)
{
    const char *mapping = write_text(scratch, "mapping.yaml", "- {technique_id: T1001}\n- {technique_id: T1002}\n");
    struct run_result result;
    char *text, *rest = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    run(ARGUMENTS(GENERATOR, "--check", "-q", "--rules", mapping, path, option, value), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    for (char *line = strtok_r(result.out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *id = strchr(strchr(line, '\t') + 1, '\t') + 1;

        if (strstr(line, "\tcompiled\t"))
            fprintf(file, "%s%.*s", ftell(file) ? " " : "", (int)strcspn(id, "\t"), id);
    }
    fclose(file);
    if (strcmp(text, expected) != 0)
        print_error("with %s %s\n", option, value);
    assert_string_equal(text, expected);
    free(text);
    run_result_free(&result);
}

static const char *write_levels(const char *scratch)
{
    return write_text(scratch, "rules.yml",
#define ON(logsource, id, more)                                                                                        \
    "---\ntitle: Rule\nid: " id "\ntags: [attack.t1001]\n" more "logsource: {" logsource "}\n" DETECTION
                      ON("product: windows, service: security", "a", "level: informational\nstatus: stable\n")
                          ON("product: windows, service: security", "b", "level: LOW\nstatus: Test\n")
                              ON("product: windows, service: system", "c", "level: medium\nstatus: experimental\n")
                                  ON("product: windows, category: dns_query", "d", "level: high\n")
                                      ON("product: linux, service: auditd", "e", "level: critical\n")
                                          ON("product: linux, service: auditd", "f", "")
                                              ON("category: proxy", "g", "status: deprecated\nlevel: high\n")
                                                  ON("category: proxy", "h", "status: unsupported\n")
                                                      ON("category: proxy", "i", "level: ~\nstatus: ''\n"));
}

static void chooses_levels_and_statuses(void **state)
{
    const char *path = write_levels(*state);

    expect_chosen(*state, path, NULL, NULL, "a b c e f i");
    expect_chosen(*state, path, "--level", "informational", "a b c e");
    expect_chosen(*state, path, "--level", "low", "b c e");
    expect_chosen(*state, path, "--level", "Medium", "c e");
    expect_chosen(*state, path, "--level", "high", "e");
    expect_chosen(*state, path, "--level", "critical", "e");
    expect_chosen(*state, path, "--status", "stable", "a");
    expect_chosen(*state, path, "--status", "test", "a b");
    expect_chosen(*state, path, "--status", "experimental", "a b c");
    expect_chosen(*state, path, "--status", "deprecated", "a b c g");
    expect_chosen(*state, path, "--status", "UNSUPPORTED", "a b c g h");
}

static void chooses_logsources(void **state)
{
    const char *path = write_levels(*state);
    struct run_result result;

    expect_chosen(*state, path, "--logsource", "windows", "a b c");
    expect_chosen(*state, path, "--logsource", "WINDOWS/security", "a b");
    expect_chosen(*state, path, "--logsource", "security/windows", "a b");
    expect_chosen(*state, path, "--logsource", "secur", "");
    expect_chosen(*state, path, "--logsource", "proxy", "i");
    expect_chosen(*state, path, "--logsource", "windows/auditd", "");
    run(ARGUMENTS(GENERATOR, "--check", "-q", "--rules", path, write_sound_mapping(*state), "--logsource",
                  "windows/system", "--logsource", "auditd"),
        NULL, &result);
    assert_non_null(strstr(result.out, "\tc\t"));
    run_result_free(&result);
}

/* Platforms, techniques, providers and sources are those of rows: all rules are read, and their rows chosen. */
static void chooses_rows(void **state)
{
    static const struct {
        const char *option, *value, *ids;
    } cases[] = {{"--platform", "linux", "auditd other "},
                 {"--technique", "T1001", "auditd security "},
                 {"--technique", "T1002", "other "},
                 {"--source", "rule", "auditd other security "},
                 {"--source", "other", ""},
                 {"--provider", "AUDITD", "auditd other "}};
    static const char *const ids[] = {"auditd", "other", "security"};
    const char *mapping =
        write_text(*state, "mapping.yaml",
                   "- {technique_id: T1001, event_id: 1, event_platform: linux, log_source: auditd}\n"
                   "- {technique_id: T1002, event_id: 1, event_platform: linux, log_source: auditd}\n");
    const char *path = write_text(*state, "rules.yml",
                                  ON("product: windows, service: security", "security", "")
                                      ON("product: linux, service: auditd", "auditd",
                                         "") "---\ntitle: Rule\nid: other\ntags: [attack.t1002]\nlogsource: {product: "
                                             "linux, service: auditd}\n" DETECTION);

    const char *old = write_rule(*state, "old.yml", "old",
                                 "tags: [attack.t1001, attack.t1002]\nlogsource: {product: linux, service: auditd}\n"
                                 "detection: {s: {a: b}, condition: s}\n");

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run_result result;
        char found[64] = "", column[16];

        run(ARGUMENTS(GENERATOR, "--check", "-q", mapping, path, "--against", mapping, "--against", old,
                      cases[i].option, cases[i].value),
            NULL, &result);
        assert_int_equal(result.exit_code, GOOD);
        for (size_t id = 0; id < sizeof ids / sizeof *ids; id++) {
            snprintf(column, sizeof column, "\t%s\tRule\t", ids[id]);
            if (strstr(result.out, column))
                sprintf(found + strlen(found), "%s ", ids[id]);
        }
        if (strcmp(found, cases[i].ids) != 0)
            print_error("with %s %s\n%s", cases[i].option, cases[i].value, result.out);
        assert_string_equal(found, cases[i].ids);
        run_result_free(&result);
    }
}

static void leaves_out_large_rules_by_name(void **state)
{
    const char *path = write_text(*state, "rules.yml",
                                  "---\nid: small\ntags: [attack.t1001]\nlogsource: {service: own}\n"
                                  "detection: {s: {EventID: 7, a: 123456789}, condition: s}\n"
                                  "---\nid: large\ntags: [attack.t1001]\nlogsource: {service: own}\n"
                                  "detection: {s: {EventID: 7, a: 1234567890}, condition: s}\n");

    /* the texts of keys and values: s, EventID, 7, a, condition, s */
    expect_fates(*state, ARGUMENTS("-q", "--max-rule-bytes", "29", path),
                 "2 small compiled 2 0 0\n7 large too large 0 0 0\n");
    expect_fates(*state, ARGUMENTS("-q", "--max-rule-bytes", "30", path),
                 "2 small compiled 2 0 0\n7 large compiled 2 0 0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(reads_each_document),
        SCRATCH_TEST(counts_rules_of_techniques_that_are_unknown),
        SCRATCH_TEST(reads_up_to_what_is_no_yaml),
        SCRATCH_TEST(reads_directories_in_a_fixed_order),
        SCRATCH_TEST(takes_the_first_rule_with_an_id),
        SCRATCH_TEST(counts_the_logs_on_which_a_rule_is_off),
        SCRATCH_TEST(chooses_levels_and_statuses),
        SCRATCH_TEST(chooses_logsources),
        SCRATCH_TEST(chooses_rows),
        SCRATCH_TEST(leaves_out_large_rules_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
