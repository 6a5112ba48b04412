/* SPDX-License-Identifier: MIT
 *
 * Files and directories of rules: what is read, in whatever shape, and what is no file of rules. The generator ends
 * within seconds and a bounded memory, whatever it finds there.
 */
#include "hostile.h"
#include "rules.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void expect_compiled(const char *scratch, const char *directory, const char *counts)
{
    struct run_result result;

    run_rules(scratch, directory, NULL, &result);
    if (!strstr(result.err, counts))
        print_error("%s", result.err);
    assert_non_null(strstr(result.err, counts));
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

/* Only regular files are read, also behind links; links to directories are not followed. */
static void skips_what_is_no_file(void **state)
{
    const char *rules = make_directory(*state, "rules"), *sub = make_directory(rules, "sub");

    write_rule(sub, "a.yml", "a", "detection: {s: {a: b}, condition: s}\n");
    write_rule(*state, "b.yml", "b", "detection: {s: {a: b}, condition: s}\n");
    assert_int_equal(symlink("../../b.yml", path_in(sub, "b.yml")), 0);
    assert_int_equal(symlink("..", path_in(sub, "loop.yml")), 0);
    assert_int_equal(symlink("self.yml", path_in(sub, "self.yml")), 0);
    assert_int_equal(symlink("nothing", path_in(sub, "nothing.yml")), 0);
    assert_int_equal(symlink("/dev/zero", path_in(sub, "zero.yml")), 0);
    assert_int_equal(mkfifo(path_in(sub, "fifo.yml"), 0600), 0);
    make_directory(sub, "directory.yml");
    write_text(rules, "empty.yml", "");
    write_text(rules, "utf16.yml", "\xff\xfe");
    expect_compiled(*state, rules, "note: 2 rules: 2 compiled, 0 refused");
    expect_compiled(*state, rules, "note: 2 YAML files in directories hold no Sigma rule, and are ignored: ");
}

static void takes_files_of_other_systems(void **state)
{
    const char *rules = make_directory(*state, "rules");

    write_text(
        rules, "crlf.yml",
        "\xef\xbb\xbftitle: t\r\nid: c\r\ntags: [attack.t1001]\r\nlogsource: {service: own}\r\ndetection:\r\n  s: "
        "{a: b}\r\n  condition: s\r\n");
    write_text(
        rules, "end.yml",
        "title: t\nid: e\ntags: [attack.t1001]\nlogsource: {service: own}\ndetection: {s: {a: b}, condition: s}");
    expect_compiled(*state, rules, "note: 2 rules: 2 compiled, 0 refused");
}

static void limits_the_bytes_of_a_directory(void **state)
{
    const char *rules = make_directory(*state, "rules");
    char big[512];
    struct run_result result;

    write_rule(rules, "a.yml", "a", "detection: {s: {a: b}, condition: s}\n");
    snprintf(big, sizeof big, "%s", write_text(rules, "big.yml", "title: t\n"));
    assert_int_equal(truncate(big, 130L * 1024 * 1024), 0);
    run_rules(*state, rules, NULL, &result);
    expect_lines(result.err,
                 "attack-events-gen: error: cannot read NAME: the input is larger than the limit of 134217728 bytes\n",
                 big);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
}

static void limits_the_depth_of_directories(void **state)
{
    char path[2048];
    struct run_result result;

    snprintf(path, sizeof path, "%s", make_directory(*state, "rules"));
    write_rule(path, "a.yml", "a", "detection: {s: {a: b}, condition: s}\n");
    for (int i = 0; i < 32; i++)
        snprintf(path + strlen(path), sizeof path - strlen(path), "%s", strrchr(make_directory(path, "d"), '/'));
    expect_compiled(*state, path_in(*state, "rules"), "note: 1 rule: 1 compiled");
    make_directory(path, "d");
    run_rules(*state, path_in(*state, "rules"), NULL, &result);
    expect_lines(result.err,
                 "attack-events-gen: error: cannot read NAME: directories are nested too deep; the limit is 32\n",
                 path_in(*state, "rules"));
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
}

static void needs_rules_in_a_directory(void **state)
{
    const char *rules = make_directory(*state, "rules");
    struct run_result result;

    write_text(rules, "rule.yml.txt", "title: t\n");
    run_rules(*state, rules, NULL, &result);
    expect_lines(result.err, "attack-events-gen: error: found no file in NAME whose name ends in .yml or .yaml\n",
                 rules);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
}

/* What cannot be read is named. Root can read everything, so that this is another user then. */
static void names_what_cannot_be_read(void **state)
{
    char rules[512], sub[512];
    bool is_root = geteuid() == 0;
    struct run_result result;

    snprintf(rules, sizeof rules, "%s", make_directory(*state, "rules"));
    snprintf(sub, sizeof sub, "%s", make_directory(rules, "sub"));
    write_rule(rules, "a.yml", "a", "detection: {s: {a: b}, condition: s}\n");
    write_text(*state, "logs.yaml", own_logs);
    write_text(*state, "mapping.yaml", "- {technique_id: T1001}\n");
    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(chmod(sub, 0), 0);
    if (is_root && (seteuid(65534) != 0 || access(GENERATOR, X_OK) != 0 ||
                    faccessat(AT_FDCWD, GENERATOR, R_OK, AT_EACCESS) != 0)) {
        assert_int_equal(seteuid(0), 0);
        skip();
    }
    run(ARGUMENTS(GENERATOR, "--check", rules, path_in(*state, "mapping.yaml")), NULL, &result);
    expect_lines(result.err, "attack-events-gen: error: cannot read NAME: Permission denied\n", sub);
    run_result_free(&result);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
    assert_int_equal(chmod(sub, 0755) || chmod(path_in(rules, "a.yml"), 0), 0);
    assert_int_equal(is_root ? seteuid(65534) : 0, 0);
    run(ARGUMENTS(GENERATOR, "--check", rules, path_in(*state, "mapping.yaml")), NULL, &result);
    expect_lines(result.err, "attack-events-gen: error: cannot read NAME/a.yml: Permission denied\n", rules);
    run_result_free(&result);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
}

/* An earlier set of rules is read with the same --logsources. */
static void compares_rules_of_ones_own_log(void **state)
{
    char mapping[512], logs[512];
    const char *rule;
    struct run_result result;

    snprintf(mapping, sizeof mapping, "%s", write_text(*state, "mapping.yaml", "- {technique_id: T1001}\n"));
    snprintf(logs, sizeof logs, "%s", write_text(*state, "logs.yaml", own_logs));
    rule = write_rule(*state, "rule.yml", "id", "detection: {s: {EventID: 7}, condition: s}\n");
    run(ARGUMENTS(GENERATOR, "--check", "-q", "--logsources", logs, mapping, rule, "--against", mapping, "--against",
                  rule),
        NULL, &result);
    assert_string_equal(result.out, "rows lost 0, gained 0\n");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(skips_what_is_no_file),           SCRATCH_TEST(takes_files_of_other_systems),
        SCRATCH_TEST(limits_the_bytes_of_a_directory), SCRATCH_TEST(limits_the_depth_of_directories),
        SCRATCH_TEST(needs_rules_in_a_directory),      SCRATCH_TEST(names_what_cannot_be_read),
        SCRATCH_TEST(compares_rules_of_ones_own_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
