/* SPDX-License-Identifier: MIT
 *
 * What the generator makes of a Sigma rule: its events, each with a condition. What is expected follows Sigma's
 * specification. Most rules are on logs of the test's own, so that they do not depend on logsources.yaml.
 */
#include "generating.h"
#include "rules.h"

#include "cmocka_test.h"

#include <string.h>

#define EXPECT(scratch, option, cases) expect_rule_events(scratch, option, cases, sizeof(cases) / sizeof *(cases))

/* An id that the detection asks for is the event's own. */
static void takes_the_id_from_the_detection(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {EventID: 7, a: b}, condition: s}\n", "7 own - a = 'b'\n"
                                                               "7 - other a|optional = 'b'\n"},
        {"detection: {s: {eventid: [7, '8'], a: b}, condition: s}\n", "7 own - a = 'b'\n"
                                                                      "8 own - a = 'b'\n"
                                                                      "7 - other a|optional = 'b'\n"
                                                                      "8 - other a|optional = 'b'\n"},
        {"detection: {s: {EventID: 7}, condition: s}\n", "7 own - always\n7 - other always\n"},
        {"detection: {s: [{EventID: 7, a: b}, {EventID: 8}], condition: s}\n", "7 own - a = 'b'\n"
                                                                               "8 own - always\n"
                                                                               "7 - other a|optional = 'b'\n"
                                                                               "8 - other always\n"},
        {"detection: {s: {EventID: 7, a: b}, t: {EventID: 8, c: d}, condition: s or t}\n",
         "7 own - a = 'b'\n"
         "8 own - c = 'd'\n"
         "7 - other a|optional = 'b'\n"
         "8 - other c|optional = 'd'\n"},
        {"detection: {x1: {EventID: 7}, x2: {EventID: 8}, t: {c: d}, condition: 1 of x* and t}\n",
         "7 own - c = 'd'\n"
         "8 own - c = 'd'\n"
         "7 - other c|optional = 'd'\n"
         "8 - other c|optional = 'd'\n"},
        {"detection: {s: {EventID: [6, 7, 8]}, t: {EventID: [8, 7, 9]}, u: {c: d}, condition: all of them}\n",
         "7 own - c = 'd'\n"
         "8 own - c = 'd'\n"
         "7 - other c|optional = 'd'\n"
         "8 - other c|optional = 'd'\n"},
        {"detection: {s: {EventID: [7, 8], a: b}, f: {EventID: 8}, condition: s and not f}\n",
         "7 own - a = 'b'\n"
         "7 - other a|optional = 'b'\n"},
        {"detection: {s: {EventID: 7}, t: {a: b}, condition: not (not s or not t)}\n", "7 own - a = 'b'\n"
                                                                                       "7 - other a|optional = 'b'\n"},
        {"detection: {s: {EventID: [aB, Ab]}, condition: s}\n", "aB own - always\naB - other always\n"},
        {"detection: {s: {EventID|cased: 7}, condition: s}\n", "7 own - always\n7 - other always\n"},
    };

    EXPECT(*state, NULL, cases);
}

/* A category and a service: the events of the category that are in the log of the service. */
static void takes_a_category_in_the_log_of_a_service(void **state)
{
    static const struct rule_case cases[] = {
        {"logsource: {product: windows, category: process_creation, service: security}\n"
         "detection: {s: {Image|endswith: x}, condition: s}\n",
         "4688 Security Microsoft-Windows-Security-Auditing NewProcessName|endswith 'x'\n"},
        {"logsource: {product: windows, category: process_creation, service: sysmon}\n"
         "detection: {s: {Image|endswith: x}, condition: s}\n",
         "1 Microsoft-Windows-Sysmon/Operational Microsoft-Windows-Sysmon Image|endswith 'x'\n"},
    };

    EXPECT(*state, NULL, cases);
}

/* An event of any id, where the ids are not finitely many. The test of the id stays in the condition. */
static void stands_for_any_id(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {a: b}, condition: s}\n", "- own - a = 'b'\n"
                                                   "- - other a|optional = 'b'\n"},
        {"detection: {s: {EventID: '4*', a: b}, condition: s}\n",
         "- own - EventID|startswith '4' and a = 'b'\n"
         "- - other EventID|startswith|optional '4' and a|optional = 'b'\n"},
        {"detection: {s: {EventID: [7, '?8']}, condition: s}\n", "- own - EventID = '7' or EventID = '?8'\n"
                                                                 "- - other EventID|optional = '7' or "
                                                                 "EventID|optional = '?8'\n"},
        {"detection: {s: {EventID: 7}, t: {a: b}, condition: s or t}\n",
         "- own - EventID = '7' or a = 'b'\n"
         "- - other EventID|optional = '7' or a|optional = 'b'\n"},
        {"detection: {s: {a: b}, f: {EventID: [7, 8]}, condition: s and not f}\n",
         "- own - a = 'b' and not EventID = ('7' or '8')\n"
         "- - other a|optional = 'b' and not EventID|optional = ('7' or '8')\n"},
        {"detection: {s: {EventID|gte: 7}, condition: s}\n", "- own - EventID >= 7\n- - other EventID|optional >= 7\n"},
        {"detection: {s: {EventID|exists: true}, condition: s}\n",
         "- own - EventID exists\n- - other EventID exists\n"},
        {"detection: {k: [word], condition: k}\n", "- own - any value|contains 'word'\n"
                                                   "- - other any value|contains 'word'\n"},
    };

    EXPECT(*state, NULL, cases);
}

static void takes_provider_and_channel_from_the_detection(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {Provider_Name: [P, Q], EventID: 7}, condition: s}\n", "7 own P always\n7 own Q always\n"},
        {"detection: {s: {Provider_Name: OTHER, a: b}, condition: s}\n", "- own OTHER a = 'b'\n"
                                                                         "- - other a|optional = 'b'\n"},
        {"detection: {s: {Channel: Own, EventID: 7}, condition: s}\n", "7 own - always\n7 Own other always\n"},
        {"detection: {s: {Channel: somewhere, EventID: 7}, condition: s}\n", "7 somewhere other always\n"},
        {"detection: {s: {Provider_Name: P*, EventID: 7}, condition: s}\n", "7 own - Provider_Name|startswith 'P'\n"},
        {"detection: {s: {Provider_Name|contains: the}, condition: s}\n", "- own - Provider_Name|contains 'the'\n"
                                                                          "- - other always\n"},
        {"detection: {s: {a: b}, f: {Provider_Name: other}, condition: s and not f}\n",
         "- own - a = 'b' and not Provider_Name = 'other'\n"},
        {"detection: {s: {Provider_Name: P, a: b}, t: {EventID: 7, c: d}, condition: s or t}\n",
         "- own - Provider_Name = 'P' and a = 'b' or EventID = '7' and c = 'd'\n"
         "- - other EventID|optional = '7' and c|optional = 'd'\n"},
    };

    EXPECT(*state, NULL, cases);
}

/* Each log has its names, its values, and fields that it lacks. What it lacks is unknown, also in an exclusion. */
static void adapts_to_each_log(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {Renamed|endswith: x}, condition: s}\n", "- own - Renamed|endswith 'x'\n"
                                                                  "- - other Name|endswith|optional 'x'\n"},
        {"detection: {s: {level: [low, HIGH]}, condition: s}\n", "- own - level = ('low' or 'HIGH')\n"
                                                                 "- - other level|optional = ('1' or '3')\n"},
        {"detection: {s: {Level: [low, odd]}, condition: s}\n", "- own - Level = ('low' or 'odd')\n"
                                                                "- - other Level|optional = '1'\n"},
        {"detection: {s: {a: b}, f: {Level: [low, odd]}, condition: s and not f}\n",
         "- own - a = 'b' and not Level = ('low' or 'odd')\n"},
        {"detection: {s: {Lacking: x}, condition: s}\n", "- own - Lacking = 'x'\n"},
        {"detection: {s: {a: b}, t: {lacking: x}, condition: 1 of them}\n", "- own - a = 'b' or lacking = 'x'\n"
                                                                            "- - other a|optional = 'b'\n"},
        {"detection: {s: {a: b}, f: {Lacking: x}, condition: s and not f}\n",
         "- own - a = 'b' and not Lacking = 'x'\n"},
        {"detection: {s: {a: b}, f: {Lacking: x, c: d}, condition: s and not f}\n",
         "- own - a = 'b' and (not Lacking = 'x' or not c = 'd')\n"
         "- - other a|optional = 'b' and not c|optional = 'd'\n"},
        {"detection: {s: {a: b}, f: {Lacking: null}, condition: s and not f}\n",
         "- own - a = 'b' and not Lacking is null\n"},
        {"detection: {s: {a|fieldref: Renamed}, condition: s}\n", "- own - a = Renamed\n- - other a|optional = Name\n"},
        {"detection: {s: {a|fieldref: Lacking}, condition: s}\n", "- own - a = Lacking\n"},
    };

    EXPECT(*state, NULL, cases);
}

static void takes_what_is_lacking_as_not_excluded(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {a: b}, f: {Lacking: x}, condition: s and not f}\n", "- own - a = 'b' and not Lacking = 'x'\n"
                                                                              "- - other a|optional = 'b'\n"},
        {"detection: {s: {a: b}, f: {Level: [low, odd]}, condition: s and not f}\n",
         "- own - a = 'b' and not Level = ('low' or 'odd')\n"
         "- - other a|optional = 'b' and not Level|optional = '1'\n"},
        {"detection: {s: {Lacking: x}, condition: s}\n", "- own - Lacking = 'x'\n"},
        {"detection: {s: {a: b}, t: {Lacking: x}, condition: not (not s or not t)}\n",
         "- own - a = 'b' and Lacking = 'x'\n"},
    };

    EXPECT(*state, "--lenient", cases);
}

/* '' and null are both a field that is absent or empty; any text contains ''. */
static void takes_values_that_are_none(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {EventID: 7, a: null, b: ''}, condition: s}\n",
         "7 own - a is null and b is null\n7 - other a is null and b is null\n"},
        {"detection:\n  s: {EventID: 7}\n  t:\n    a:\n    b: ~\n  condition: s and t\n",
         "7 own - a is null and b is null\n7 - other a is null and b is null\n"},
        {"detection: {s: {EventID: 7, a: ['', x, null]}, condition: s}\n",
         "7 own - a = 'x' or a is null\n7 - other a|optional = 'x' or a is null\n"},
        {"detection: {s: {EventID: 7, a|contains: '', b|startswith: [x, ''], c|endswith|all: ['', x]}, condition: s}\n",
         "7 own - a exists and (b|startswith 'x' or b exists) and c exists and c|endswith 'x'\n"
         "7 - other a exists and (b|startswith|optional 'x' or b exists) and c exists and c|endswith|optional 'x'\n"},
        {"detection: {s: {EventID: 7, a: '*'}, condition: s}\n", "7 own - a exists\n7 - other a exists\n"},
        {"detection: {s: {EventID: 7, a: NaN, b: .nan, c: 'null', d: true, e: 0x1F}, condition: s}\n",
         "7 own - a = 'NaN' and b = '.nan' and c = 'null' and d = 'true' and e = '0x1F'\n"
         "7 - other a|optional = 'NaN' and b|optional = '.nan' and c|optional = 'null' and d|optional = 'true' and "
         "e|optional = '0x1F'\n"},
        {"detection: {s: {EventID: 7}, f: {a: ''}, condition: s and not f}\n",
         "7 own - not a is null\n7 - other not a is null\n"},
    };

    EXPECT(*state, NULL, cases);
}

static void reads_conditions(void **state)
{
    static const struct rule_case cases[] = {
        {"detection: {s: {Channel: own, a: b}, t: {Channel: own, c: d}, condition: [s, t]}\n",
         "- own - a = 'b' or c = 'd'\n- own other a|optional = 'b' or c|optional = 'd'\n"},
        {"detection: {own: {Provider_Name: p}, k: [x, y z], condition: own and k}\n",
         "- own p any value|contains 'x' or any value|contains 'y z'\n"},
        {"detection: {own: {Provider_Name: p}, k: {'|all': [x, y]}, condition: own and k}\n",
         "- own p any value|contains 'x' and any value|contains 'y'\n"},
        {"detection: {own: {Provider_Name: p}, k: x, condition: own and k}\n", "- own p any value|contains 'x'\n"},
        {"detection: {own: {Provider_Name: p}, k: [x, {a: b}], condition: own and k}\n",
         "- own p any value|contains 'x' or a = 'b'\n"},
        {"detection: {s: {Provider_Name: p}, a: {a: b}, _b: {c: d}, condition: s and 1 of them}\n", "- own p always\n"},
        {"detection: {s: {Provider_Name: p}, a: {a: b}, _b: {c: d}, condition: all of them}\n", "- own p a = 'b'\n"},
        {"detection: {s: {Provider_Name: p}, a: {a: b}, _b: {c: d}, condition: 'all of *'}\n", "- own p a = 'b'\n"},
        {"detection: {s: {Provider_Name: p}, a: {a: b}, _b: {c: d}, condition: s and _b}\n", "- own p c = 'd'\n"},
        {"detection: {s: {Provider_Name: p}, _a: {a: b}, _b: {c: d}, condition: 's and any of _*'}\n",
         "- own p a = 'b' or c = 'd'\n"},
        {"detection: {s: {Provider_Name: p}, sel_a_x: {a: b}, sel_b: {c: d}, sel_c_x: {e: f}, condition: s and all of "
         "sel*_x}\n",
         "- own p a = 'b' and e = 'f'\n"},
        {"detection: {s: {Provider_Name: p}, a-1: {a: b}, c: {c: d}, condition: s and a-1 or s and not c}\n",
         "- own p a = 'b' or not c = 'd'\n"},
        {"detection: {s: {Provider_Name: p}, a: {a: b}, c: {c: d}, condition: s AND (a OR NOT c)}\n",
         "- own p a = 'b' or not c = 'd'\n"},
    };

    EXPECT(*state, NULL, cases);
}

/* The logs of logsources.yaml and classes.yaml. */
static void finds_the_logs_of_a_logsource(void **state)
{
    static const struct rule_case cases[] = {
        {"logsource: {product: Windows, service: Security}\ndetection: {s: {EventID: 4624, a: b}, condition: s}\n",
         "4624 Security - a = 'b'\n"},
        {"logsource: {product: windows, service: system}\n"
         "detection: {s: {EventID: 7045, Provider_Name: Service Control Manager}, condition: s}\n",
         "7045 System Service Control Manager always\n"},
        {"logsource: {product: windows, category: process_creation}\ndetection: {s: {OriginalFileName: x, EventID: 1}, "
         "condition: s}\n",
         "1 Microsoft-Windows-Sysmon/Operational Microsoft-Windows-Sysmon OriginalFileName = 'x'\n"},
        /* a service beside a category that is known says nothing more */
        {"logsource: {product: windows, category: dns_query, service: sysmon}\ndetection: {s: {QueryName: x, EventID: "
         "22}, condition: s}\n",
         "22 Microsoft-Windows-Sysmon/Operational Microsoft-Windows-Sysmon QueryName = 'x'\n"},
        {"logsource: {product: linux, service: auditd}\ndetection: {s: {type: EXECVE, a0: x}, condition: s}\n",
         "EXECVE - auditd a0|optional = 'x'\n"},
        {"logsource: {product: linux, service: auditd, definition: a text, odd: [1]}\ndetection: {s: {type: PATH}, "
         "condition: s}\n",
         "PATH - auditd always\n"},
    };

    EXPECT(*state, NULL, cases);
}

static void has_the_techniques_of_its_tags(void **state)
{
    const char *mapping = write_text(*state, "mapping.yaml",
                                     "techniques:\n"
                                     "  - {technique_id: T1001.001, platform: [windows]}\n"
                                     "  - {technique_id: T1002, platform: [windows]}\n"
                                     "  - {technique_id: T1004, revoked_by: T1002}\n");
    const char *rule = write_rule(*state, "rule.yml", "id",
                                  "tags: [attack.execution, attack.t1001.001, attack.T1004, ATTACK.T1999, attack.t12, "
                                  "cve.2020.1, attack.s0001, attack.t1001.0012, attack.t1001x, [attack.t1003], 5]\n"
                                  "detection: {s: {EventID: 7}, condition: s}\n"
                                  "logsource: {product: windows, service: security}\n");
    char name[512];
    struct run_result result;

    snprintf(name, sizeof name, "%s", rule);
    run(ARGUMENTS(GENERATOR, "--check", mapping, name, "--against", mapping), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    expect_lines(result.out,
                 "- *\n- *\ntechniques and *\n+ T1001.001\ttrue\t\t\twindows\t\t\tid\tRule "
                 "id\t\t\t\t7\t\twindows\t\t\tSecurity\t\talways\trule\n"
                 "+ T1002\tfalse\t\t\twindows\t\t\tid\tRule id\t\t\t\t7\t\twindows\t\t\tSecurity\t\talways\trule\n"
                 "rows lost 0, gained 2\n",
                 name);
    expect_lines(result.err,
                 "NAME:2:1: warning: a rule names T1999, which is not in the mapping\n"
                 "attack-events-gen: note: 1 rule: 1 compiled, *\n",
                 name);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(takes_the_id_from_the_detection),
        SCRATCH_TEST(takes_a_category_in_the_log_of_a_service),
        SCRATCH_TEST(stands_for_any_id),
        SCRATCH_TEST(takes_provider_and_channel_from_the_detection),
        SCRATCH_TEST(adapts_to_each_log),
        SCRATCH_TEST(takes_what_is_lacking_as_not_excluded),
        SCRATCH_TEST(takes_values_that_are_none),
        SCRATCH_TEST(reads_conditions),
        SCRATCH_TEST(finds_the_logs_of_a_logsource),
        SCRATCH_TEST(has_the_techniques_of_its_tags),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
