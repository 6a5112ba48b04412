/* SPDX-License-Identifier: MIT
 *
 * Rules that are refused: each with its place, its id and the reason, while the other rules are taken.
 */
#include "generating.h"
#include "rules.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(scratch, cases) expect_refused(scratch, cases, sizeof(cases) / sizeof *(cases))
#define DETECTION "detection: {s: {a: b}, condition: s}\n"
#define ONE_EVENT "detection: {s: {EventID: 7}, condition: s}\n"

static void refuses_what_is_no_rule(void **state)
{
    static const struct refused_case cases[] = {
        {"correlation: {type: event_count, rules: [x]}\n", "6:14",
         "found a correlation of several events; a condition is about one event"},
        {"filter: {rules: [x], s: {a: b}, condition: not s}\n", "6:9",
         "found a filter of other rules, which it changes"},
        {"action: global\n" DETECTION, "6:9", "found 'action', of collections of rules, which Sigma has no longer"},
        {"description: none\n", "2:1", "found a map without detection; expected a Sigma rule"},
    };

    EXPECT(*state, cases);
}

static void refuses_what_a_rule_says_of_itself(void **state)
{
    static const struct refused_case cases[] = {
        {DETECTION "level: severe\n", "7:8",
         "found \"severe\" as level; expected informational, low, medium, high or critical"},
        {DETECTION "status: testing\n", "7:9",
         "found \"testing\" as status; expected stable, test, experimental, deprecated or unsupported"},
        {DETECTION "level: [high]\n", "7:8",
         "found a list as level; expected informational, low, medium, high or critical"},
        {DETECTION "status: {a: b}\n", "7:9",
         "found a map as status; expected stable, test, experimental, deprecated or unsupported"},
        {"tags: attack.t1001\n" DETECTION, "5:7", "found text; expected tags: a list of texts"},
        {DETECTION "author: {a: b}\n", "7:9", "found a map; expected author: a list of texts"},
        {DETECTION "license: [a]\n", "7:10", "found a list; expected license: text"},
        {DETECTION "title: again\n", "7:1", "key \"title\" is given twice in one map"},
        {DETECTION DETECTION, "7:1", "key \"detection\" is given twice in one map"},
    };

    EXPECT(*state, cases);
}

static void refuses_logsources_without_a_log(void **state)
{
    static const struct refused_case cases[] = {
        {"logsource: {product: windows, service: nosuch}\n" DETECTION, "2:1",
         "no log is known that carries logsource \"windows/nosuch\"; --logsources FILE adds logs"},
        {"logsource: {product: windows, category: nosuch, service: security}\n" DETECTION, "2:1",
         "no log is known that carries logsource \"windows/nosuch/security\"; --logsources FILE adds logs"},
        {"logsource: {category: nosuch}\n" DETECTION, "2:1",
         "no log is known that carries logsource \"nosuch\"; --logsources FILE adds logs"},
        {"logsource: {}\n" DETECTION, "2:1",
         "no log is known that carries logsource \"\"; --logsources FILE adds logs"},
        {"logsource: {product: linux, service: own}\n" DETECTION, "2:1",
         "no log is known that carries logsource \"linux/own\"; --logsources FILE adds logs"},
        {"logsource: windows\n" DETECTION, "5:12",
         "found text; expected logsource: a map of product, category and service"},
        {"logsource: {service: own, service: own}\n" DETECTION, "5:27", "key \"service\" is given twice in one map"},
        {"logsource: {service: [own]}\n" DETECTION, "5:22", "found a list; expected service: text"},
    };

    EXPECT(*state, cases);
}

static void refuses_detections(void **state)
{
    static const struct refused_case cases[] = {
        {"detection: text\n", "6:12", "found text; expected detection: a map of selections and a condition"},
        {"detection: {s: {a: b}}\n", "6:12",
         "found no condition in detection; expected one, as 'condition: selection'"},
        {"detection: {s: {a: b}, timeframe: 5m, condition: s}\n", "6:24",
         "found timeframe, but a condition is about one event"},
        {"detection: {s: {a: b}, condition: s | count() > 5}\n", "6:37",
         "found \"|\" in a condition; expected 'and', 'or' or its end"},
        {"detection: {s: {a: b}, condition: s near t}\n", "6:37",
         "found \"near\" in a condition; expected 'and', 'or' or its end"},
        {"detection: {s: {a: b}, condition: 2 of them}\n", "6:35",
         "found \"2\" in a condition; expected '1 of' or 'all of'"},
        {"detection: {s: {a: b}, condition: t}\n", "6:35", "found \"t\" in a condition, which is no selection*"},
        {"detection: {s: {a: b}, condition: S}\n", "6:35", "found \"S\" in a condition, which is no selection*"},
        {"detection: {s: {a: b}, condition: s and 1 of filter_*}\n", "6:46",
         "found \"filter_*\" in a condition; expected a name that a selection has"},
        {"detection: {_s: {a: b}, condition: 1 of them}\n", "6:41",
         "found \"them\" in a condition; expected a name that a selection has"},
        {"detection: {_s: {a: b}, condition: '1 of *'}\n", "6:36",
         "found \"*\" in a condition; expected a name that a selection has"},
        {"detection: {s: {a: b}, condition: s and}\n", "6:40",
         "found its end in a condition; expected a selection, 'not', '1 of', 'all of' or '('"},
        {"detection: {s: {a: b}, condition: ''}\n", "6:35",
         "found nothing; expected one condition, as 'selection and not filter'"},
        {"detection: {s: {a: b}, condition: [s, [s]]}\n", "6:39",
         "found a list; expected one condition, as 'selection and not filter'"},
        {"detection: {s: {a: b}, s: {c: d}, condition: s}\n", "6:24", "key \"s\" is given twice in one map"},
        {"detection: {s: {a: b, a: c}, condition: s}\n", "6:23", "key \"a\" is given twice in one map"},
        {"detection: {s: {}, condition: s}\n", "6:16", "found an empty selection; expected a map or a list"},
        {"detection: {s: {a: []}, condition: s}\n", "6:20", "found an empty list; expected a value or several"},
        {"detection: {s: {a: {b: c}}, condition: s}\n", "6:20", "found a map; expected a value: text"},
    };

    EXPECT(*state, cases);
}

static void refuses_values_and_modifiers(void **state)
{
    static const struct refused_case cases[] = {
        {"detection: {s: {a|expand: '%b%'}, condition: s}\n", "6:19",
         "modifier \"expand\" is not supported in conditions"},
        {"detection: {s: {a|contain: b}, condition: s}\n", "6:19",
         "unknown modifier \"contain\"; expected 'contains'*"},
        {"detection: {s: {a|contains: null}, condition: s}\n", "6:29",
         "found null or an empty text with a modifier; expected text"},
        {"detection: {s: {a|contains: [b, ~]}, condition: s}\n", "6:33",
         "found null or an empty text with a modifier; expected text"},
        {"detection: {s: {a|fieldref: ''}, condition: s}\n", "6:29",
         "found null or an empty text with a modifier; expected text"},
        {"detection: {s: {a|fieldref|contains: ''}, condition: s}\n", "6:38",
         "found null or an empty text with a modifier; expected text"},
        {"detection: {s: {a|cidr: ''}, condition: s}\n", "6:25",
         "found null or an empty text with a modifier; expected text"},
        {"detection: {s: [b, null], condition: s}\n", "6:20",
         "found null or an empty text with keywords; expected text"},
        {"detection: {s: {a|gt: x}, condition: s}\n", "6:23", "found \"x\"; expected a whole number of up to 64 bits"},
        {"detection: {s: {a: \"b\\0\"}, condition: s}\n", "6:20", "found U+0000, which no text of a mapping can hold"},
    };

    EXPECT(*state, cases);
}

static void refuses_an_id_that_repeats(void **state)
{
    const char *path =
        write_text(*state, "rules.yml",
                   "title: t\nid: same\ntags: [attack.t1001]\nlogsource: {product: linux}\n" DETECTION
                   "---\ntitle: t\nid: same\ntags: [attack.t1001]\nlogsource: {product: linux}\n" DETECTION);
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path, write_sound_mapping(*state)), NULL, &result);
    expect_lines(result.err,
                 "NAME:7:1: warning: rule same is refused: another rule has the same id, at NAME:1\n"
                 "attack-events-gen: note: 2 rules: 1 compiled, 1 refused*\n",
                 path);
    run_result_free(&result);
}

/* A rule without an id is known by the name of its file. */
static void names_a_rule_without_an_id_by_its_file(void **state)
{
    const char *path =
        write_text(*state, "rules.yml", "title: t\nlogsource: {service: x}\ntags: [attack.t1001]\n" DETECTION);
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path, write_sound_mapping(*state)), NULL, &result);
    expect_lines(result.err,
                 "NAME:1:1: warning: rule rules.yml is refused: no log is known*\n"
                 "attack-events-gen: note: 1 rule: 0 compiled, 1 refused*\n",
                 path);
    run_result_free(&result);
}

/* Rules need no id, and files in different folders may have one name. An id is taken by a rule that is compiled. */
static void takes_rules_without_an_id(void **state)
{
    static const char nameless[] = "title: Rule\ntags: [attack.t1001]\nlogsource: {service: own}\n" ONE_EVENT;
    const char *rules = make_directory(*state, "rules"), *sub = make_directory(rules, "sub");
    char two[1024];

    snprintf(two, sizeof two, "%s---\n%s", nameless, nameless);
    write_text(rules, "a.yml", two);
    write_text(sub, "a.yml", nameless);
    write_rule(rules, "b.yml", "one", "detection: {s: {EventID: 7}, t: {EventID: 8}, condition: s and t}\n");
    write_rule(sub, "z.yml", "one", ONE_EVENT);
    expect_fates(*state, ARGUMENTS("-q", rules),
                 "1 a.yml compiled 2 0 0\n"
                 "6 a.yml:6 compiled 2 0 0\n"
                 "2 one without log 0 2 0\n"
                 "1 sub/a.yml:1 compiled 2 0 0\n"
                 "2 one compiled 2 0 0\n");
}

/* With --strict, what is refused is an error, and nothing is written. */
static void makes_errors_of_refusals(void **state)
{
    const char *mapping = write_text(*state, "mapping.yaml", "- {technique_id: T1001}\n");
    char name[512];

    snprintf(name, sizeof name, "%s",
             write_text(*state, "rules.yml",
                        "title: t\nid: one\nlogsource: {service: x}\ntags: [attack.t1001]\n" DETECTION
                        "---\ntitle: t\nid: two\nlogsource: {product: linux, service: auditd}\ntags: [attack.t1001]\n"
                        "detection: {s: {a: [}, condition: s}\n"));
    expect_refusal_of(
        *state, ARGUMENTS("--strict", mapping, name), NULL, BAD_DATA,
        "NAME:1:1: error: rule one is refused: no log is known that carries logsource \"x\"; --logsources "
        "FILE adds logs\n"
        "NAME:11:21: error: rule is refused: not YAML: *\n"
        "attack-events-gen: note: 2 rules: 0 compiled, 2 refused*\n",
        name);
}

/* Selections that no condition names are no error in a rule: Sigma has a validator for them. */
static void takes_selections_that_are_not_used(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {Provider_Name: p, a: b}, _t: {c: d}, condition: s}\n", "- own p a = 'b'\n"},
        {"detection: {s: {Provider_Name: p, a: b}, t: [x], condition: 1 of s*}\n", "- own p a = 'b'\n"}};
    static const struct refused_case refused[] = {
        {"detection: {s: {a: b}, t: {c|nosuch: d}, condition: s}\n", "6:30", "unknown modifier \"nosuch\"; expected*"}};

    expect_rule_events(*state, NULL, cases, 2);
    EXPECT(*state, refused);
}

static void refuses_logs_without_a_name(void **state)
{
    const char *rule = write_rule(*state, "rule.yml", "id", DETECTION);
    char name[512];

    snprintf(name, sizeof name, "%s",
             write_text(*state, "logs.yaml",
                        "classes:\n"
                        "  - {service: own, carriers: [{event_id: '*', platform: x}, {event_id: 1}, {channel: x}]}\n"
                        "  - {service: own, class: other, carriers: [{event_id: '*', channel: x}]}\n"
                        "  - {service: own, carriers: [{event_id: '*', log_source: x}]}\n"));
    expect_refusal_of(
        *state, ARGUMENTS("--logsources", name, rule, write_sound_mapping(*state)), NULL, BAD_DATA,
        "NAME:2:31: error: found event_id '*' without log_source and channel; expected one of them, which "
        "names the log\n"
        "NAME:2:76: error: found no event_id; expected one in every carrier\n"
        "NAME:3:5: error: found class beside service; expected one of them\n"
        "NAME:3:5: error: class \"own\" on \"\" is given twice, first at NAME:2\n"
        "NAME:4:5: error: class \"own\" on \"\" is given twice, first at NAME:2\n"
        "*\n",
        name);
}

static void checks_the_options(void **state)
{
    static const struct {
        const char *option, *value, *message;
    } cases[] = {
        {"--level", "severe", "--level \"severe\": expected informational, low, medium, high or critical"},
        {"--level", "", "--level \"\": expected informational, low, medium, high or critical"},
        {"--status", "new", "--status \"new\": expected unsupported, deprecated, experimental, test or stable"},
        {"--max-rule-bytes", "0", "--max-rule-bytes \"0\": expected a number of bytes, 1 to 134217728"},
        {"--max-rule-bytes", "-1", "--max-rule-bytes \"-1\": expected a number of bytes, 1 to 134217728"},
        {"--max-rule-bytes", "1k", "--max-rule-bytes \"1k\": expected a number of bytes, 1 to 134217728"},
        {"--max-rule-bytes", "134217729", "--max-rule-bytes \"134217729\": expected a number of bytes, 1 to 134217728"},
        {"--max-rule-bytes", "99999999999999999999",
         "--max-rule-bytes \"99999999999999999999\": expected a number of bytes, 1 to 134217728"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run_result result;
        char expected[200];

        snprintf(expected, sizeof expected, "attack-events-gen: error: %s\nTry 'attack-events-gen --help'.\n",
                 cases[i].message);
        run(ARGUMENTS(GENERATOR, "--check", cases[i].option, cases[i].value, write_sound_mapping(*state)), NULL,
            &result);
        assert_string_equal(result.err, expected);
        assert_int_equal(result.exit_code, USAGE);
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_what_is_no_rule),
        SCRATCH_TEST(refuses_what_a_rule_says_of_itself),
        SCRATCH_TEST(refuses_logsources_without_a_log),
        SCRATCH_TEST(refuses_detections),
        SCRATCH_TEST(refuses_values_and_modifiers),
        SCRATCH_TEST(refuses_an_id_that_repeats),
        SCRATCH_TEST(names_a_rule_without_an_id_by_its_file),
        SCRATCH_TEST(takes_rules_without_an_id),
        SCRATCH_TEST(makes_errors_of_refusals),
        SCRATCH_TEST(takes_selections_that_are_not_used),
        SCRATCH_TEST(refuses_logs_without_a_name),
        SCRATCH_TEST(checks_the_options),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
