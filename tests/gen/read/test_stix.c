/* SPDX-License-Identifier: MIT
 *
 * A release of ATT&CK beside a mapping, and by itself: what it changes, what its analytics add, what is warned of.
 */
#include "generating.h"
#include "stix_text.h"

#include "cmocka_test.h"

#include <stdlib.h>

static const char nothing[] = "[{technique_id: T9999, relationship_id: AN9999, event_id: 1}]\n";

static const char mapping[] = "attack_domain: enterprise-attack\nattack_version: '1.0'\n"
                              "relationships:\n"
                              "- relationship_id: AE-1\n"
                              "  attack: {data_source: process, data_component: process creation}\n"
                              "  security_events: [{event_id: 1, platform: windows, log_source: Own}]\n"
                              "techniques:\n"
                              "- {technique_id: T1001, technique: Old name, tactic: [evasion], platform: [Windows],\n"
                              "   data_components: [process creation]}\n"
                              "- {technique_id: T1002, technique: Gone, tactic: [impact], platform: [Windows],\n"
                              "   data_components: [process creation]}\n";

/* Fails unless the generator prints these lines of `--check --against OLD`, without those of lost rows, and these
 * messages, for some options and two files. */
static void expect_release(const char *scratch, const char *option, const char *value, const char *first,
                           const char *second, const char *out, const char *err)
{
    const char *old = write_text(scratch, "nothing.yaml", nothing);
    struct run_result result;
    char *to, *line, *rest;

    run(ARGUMENTS(GENERATOR, "--check", "--against", old, option, value, first, second), NULL, &result);
    expect_lines(result.err, err, second);
    assert_int_equal(result.exit_code, GOOD);
    to = result.out; /* without the components of techniques, which are rows without a relationship and an event */
    for (line = strtok_r(result.out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if ((line[0] == '~' || line[0] == '+') && !strstr(line, "T9999") &&
            (line[0] == '~' || line[strlen(line) - 1] != '\t')) {
            size_t length = strlen(line);

            memmove(to, line, length);
            to += length;
            *to++ = '\n';
        }
    *to = '\0';
    expect_lines(result.out, out, NULL);
    run_result_free(&result);
}

#define COUNTED(events, prose)                                                                                         \
    "attack-events-gen: note: analytics name " events "; " prose " without a usable key became rows without an "       \
    "event\n"
#define EVENT_1 COUNTED("1 event", "0 log sources")
#define EVENTS_2 COUNTED("2 events", "0 log sources")
#define PROSE COUNTED("0 events", "1 log source")

#define NAMED(id) id "\tfalse\tName of " id "\timpact\tLinux,Windows\t"
#define CREATION "process\tprocess creation\t"
#define ROW_OF(kind, relationship, event, platform, channel, provider, filters)                                        \
    relationship "\t\t\t\t\t" event "\t\t" platform "\t\t\t" channel "\t" provider "\t" filters "\t" kind "\n"
#define ROW(...) ROW_OF("analytic", __VA_ARGS__)
#define CANDIDATE(...) ROW_OF("candidate", __VA_ARGS__)

#define SYSMON LOG("c", "WinEventLog:Sysmon", "EventCode=1")
#define RELEASE                                                                                                        \
    TECHNIQUE("1", "T1001", "")                                                                                        \
    TECHNIQUE("2", "T1002", ", 'revoked': true")                                                                       \
    TECHNIQUE("3", "T1003", "")                                                                                        \
    TECHNIQUE("4", "T1004", ", 'x_mitre_deprecated': true")                                                            \
    REVOKED_BY("2", "1")                                                                                               \
    DETECTS("s", "3")                                                                                                  \
    STRATEGY("s", "a") ANALYTIC("a", "AN0001", "Windows", SYSMON) COMPONENT("c", "Process Creation") COLLECTION("2.0")

static void is_the_authority_on_techniques(void **state)
{
    const char *old = write_text(*state, "mapping.yaml", mapping);

    expect_release(
        *state, "--analytics", "none", old, write_stix(*state, "stix.json", BUNDLE(RELEASE)),
        "~ T1001\tnew\t\tName of T1001\n"
        "~ T1003\tnew\t\tName of T1003\n"
        "+ " NAMED("T1002") "revoked_by=T1001\n"
                            "+ " NAMED("T1004") "revoked_by=\n"
                                                "+ " NAMED("T1001") CREATION CANDIDATE("AE-1", "1", "windows", "",
                                                                                       "Own", "") "+ " NAMED("T1003")
                                                    CREATION CANDIDATE("AE-1", "1", "windows", "", "Own", ""),
        "*mapping.yaml:10:3: warning: T1002 is revoked by T1001, which gets its 1 data component\n"
        "attack-events-gen: note: 1 exact duplicate row dropped\n");
}

static void adds_the_rows_of_analytics(void **state)
{
    const char *old = write_text(*state, "mapping.yaml", mapping);
    const char *stix = write_stix(*state, "stix.json", BUNDLE(RELEASE));

    expect_release(*state, "--source", "analytic", old, stix,
                   "~ T1003\tnew\t\tName of T1003\n"
                   "+ " NAMED("T1003") CREATION ROW("AN0001", "1", "windows", "Microsoft-Windows-Sysmon/Operational",
                                                    "Microsoft-Windows-Sysmon", ""),
                   EVENT_1 "*mapping.yaml:10:3: warning: T1002 is revoked by T1001, which gets its 1 data component\n"
                           "attack-events-gen: note: 1 exact duplicate row dropped\n");
}

/* The release is given before the mapping and in parts; its objects come in another order. */
static void reads_parts_in_any_order(void **state)
{
    char whole[512], parts[512], old[512];
    struct run_result result;

    snprintf(old, sizeof old, "%s", write_text(*state, "mapping.yaml", mapping));
    snprintf(whole, sizeof whole, "%s", write_stix(*state, "whole.json", BUNDLE(RELEASE)));
    snprintf(parts, sizeof parts, "%s",
             write_stix(*state, "parts.json",
                        "\n{'objects': [" COMPONENT("c", "Process Creation") ANALYTIC("a", "AN0001", "Windows", SYSMON)
                            TECHNIQUE("4", "T1004", ", 'x_mitre_deprecated': true") REVOKED_BY("2", "1")
                                TECHNIQUE("3", "T1003", "") TECHNIQUE("2", "T1002", ", 'revoked': true")
                                    STRATEGY("s", "a") DETECTS("s", "3") COLLECTION("2.0") "], 'type': 'bundle'}"));
    run(ARGUMENTS(
            GENERATOR, "-q", "--check", "--against", whole, "--against", old, parts,
            write_stix(*state, "one.json",
                       "{'name': 'Name of T1001', 'x_mitre_platforms': ['Windows', 'Linux'], " REFERENCE(
                           "T1001") ", 'kill_chain_phases': [" PHASE("impact") "], 'x_mitre_other': [{'a': [[]]}],\n"
                                                                               "'id': 'attack-pattern--1', 'type': "
                                                                               "'attack-pattern'}"),
            old),
        NULL, &result);
    expect_lines(result.err, "", NULL);
    expect_lines(result.out, "rows lost 0, gained 0\n", NULL);
    run_result_free(&result);
}

#define ONE(sources)                                                                                                   \
    TECHNIQUE("1", "T1001", "")                                                                                        \
    DETECTS("s", "1")                                                                                                  \
    STRATEGY("s", "a") ANALYTIC("a", "AN0001", "Linux", sources) COMPONENT("c", "Process Creation") COLLECTION("2.0")
#define HEAD "~ T1001\tnew\t\tName of T1001\n"
#define LONE "+ " NAMED("T1001") "\tprocess creation\t"

static void expect_log(const char *scratch, const char *analytics, const char *log_source, const char *rows,
                       const char *messages)
{
    char text[4096], stix[512];

    snprintf(text, sizeof text, BUNDLE(ONE("%s")), log_source);
    snprintf(stix, sizeof stix, "%s", write_stix(scratch, "stix.json", text));
    expect_release(scratch, "--analytics", analytics, write_text(scratch, "empty.yaml", "relationships: []\n"), stix,
                   rows, messages);
}

static void takes_log_sources_that_are_nothing_but_keys(void **state)
{
    expect_log(*state, "exact", LOG("c", "auditd:SYSCALL", "execve, open/read"),
               HEAD LONE ROW("AN0001", "SYSCALL", "linux", "", "auditd", "syscall=execve")
                   LONE ROW("AN0001", "SYSCALL", "linux", "", "auditd", "syscall=open")
                       LONE ROW("AN0001", "SYSCALL", "linux", "", "auditd", "syscall=read"),
               COUNTED("3 events", "0 log sources"));
    expect_log(*state, "exact", LOG("c", "AWS:CloudTrail", "RunInstances or sts:AssumeRole"),
               HEAD LONE ROW("AN0001", "cloudtrail", "aws", "", "cloudtrail", "eventName=RunInstances")
                   LONE ROW("AN0001", "cloudtrail", "aws", "", "cloudtrail", "eventName=AssumeRole"),
               EVENTS_2 "*: warning: event platform *\n");
    expect_log(*state, "exact", LOG("c", "macos:endpointsecurity", "es_event_file_rename_t"),
               HEAD LONE ROW("AN0001", "ES_EVENT_TYPE_NOTIFY_RENAME", "linux", "", "EndpointSecurity", ""), EVENT_1);
    expect_log(*state, "exact", LOG("c", "nsm:flow", "dns, HTTP "),
               HEAD LONE ROW("AN0001", "dns.log", "linux", "", "zeek", "")
                   LONE ROW("AN0001", "http.log", "linux", "", "zeek", ""),
               EVENTS_2);
    expect_log(*state, "exact", LOG("c", "saas:okta", "user.session.start"),
               HEAD LONE ROW("AN0001", "okta", "linux", "", "saas:okta", "eventType=user.session.start"), EVENT_1);
}

static void makes_no_event_of_prose(void **state)
{
    static const char *const prose[] = {
        LOG("c", "auditd:SYSCALL", "Execution of dd"),
        LOG("c", "auditd:SYSCALL", "execve: Execution of dd"),
        LOG("c", "auditd:SYSCALL", "execve, or ptrace"),
        LOG("c", "WinEventLog:Security", "4624"),
        LOG("c", "gcp:audit", "admin.googleapis.com"),
        LOG("c", "AWS:CloudTrail", "DisableMFA"),
        LOG("c", "unheard of", "execve"),
        LOG("c", "macos:unifiedlog", "subsystem: com.apple.x"),
        LOG("c", "WinEventLog:Security", "EventCode=x"),
        LOG("c", "auditd:SYSCALL", "None"),
        LOG("c", "WinEventLog:Security", "EventCode=4624, anomalous"),
        "{'x_mitre_data_component_ref': 'x-mitre-data-component--c'}",
    };

    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        expect_log(*state, "exact", prose[i], HEAD LONE ROW("AN0001", "", "", "", "", ""), PROSE);
}

static void takes_keys_with_prose_on_request(void **state)
{
    expect_log(*state, "keys", LOG("c", "auditd:SYSCALL", "execve, open: Execution of dd, read"),
               HEAD LONE ROW("AN0001", "SYSCALL", "linux", "", "auditd", "syscall=execve")
                   LONE ROW("AN0001", "SYSCALL", "linux", "", "auditd", "syscall=open"),
               EVENTS_2);
    expect_log(*state, "keys", LOG("c", "auditd:SYSCALL", "Execution of dd"),
               HEAD LONE ROW("AN0001", "", "", "", "", ""), PROSE);
}

static void corrects_known_mistakes_and_says_so(void **state)
{
    expect_log(
        *state, "exact", LOG("c", "WinEventLog:Security", "EventCode=4104"),
        HEAD LONE ROW("AN0001", "4104", "linux", "Microsoft-Windows-PowerShell/Operational",
                      "Microsoft-Windows-PowerShell", ""),
        "NAME:*: warning: AN0001 names event 4104 of \"WinEventLog:Security\", which is in the log of PowerShell; "
        "corrected\n" EVENT_1);
    expect_log(
        *state, "exact", LOG("c", "linux:Sysmon", "EventCode=3, 22"),
        HEAD LONE ROW("AN0001", "3", "linux", "Linux-Sysmon/Operational", "Linux-Sysmon", ""),
        "NAME:*: warning: AN0001 names event 22 of \"linux:Sysmon\", which is not known to have it; ignored\n" EVENT_1);
}

/* ATT&CK's id of an event may be what the mapping calls an alias. */
static void names_events_as_the_mapping_does(void **state)
{
    const char *own =
        write_text(*state, "own.yaml",
                   "relationships:\n- attack: {data_component: process creation}\n"
                   "  security_events: [{event_id: exec, platform: macos, alias: ES_EVENT_TYPE_NOTIFY_EXEC,\n"
                   "    techniques: [T1001]}]\n");

    expect_release(*state, "--analytics", "exact", own,
                   write_stix(*state, "stix.json", BUNDLE(ONE(LOG("c", "macos:endpointsecurity", "exec")))),
                   HEAD LONE ROW("AN0001", "exec", "linux", "", "EndpointSecurity", ""),
                   EVENT_1 "*: warning: an event on \"macos\" names T1001, which is not on that platform\n");
}

/* Up to v17, data components detected techniques, and had data sources. */
static void reads_releases_before_v18(void **state)
{
    const char *stix = write_stix(
        *state, "stix.json",
        BUNDLE(TECHNIQUE(
            "1", "T1001",
            "") "{'type': 'x-mitre-data-source', 'id': 'x-mitre-data-source--s', 'name': 'Process'},\n"
                "{'type': 'x-mitre-data-component', 'id': 'x-mitre-data-component--c', 'name': 'Process Creation',\n"
                " 'x_mitre_data_source_ref': 'x-mitre-data-source--s'},\n"
                "{'type': 'relationship', 'id': 'relationship--d', 'relationship_type': 'detects',\n"
                " 'source_ref': 'x-mitre-data-component--c', 'target_ref': 'attack-pattern--1'}, " COLLECTION("2.0")));

    expect_release(*state, "--analytics", "exact",
                   write_text(*state, "own.yaml",
                              "relationships:\n- attack: {data_source: process, data_component: process creation}\n"
                              "  security_events: [{event_id: 1, platform: windows}]\n"),
                   stix, HEAD "+ " NAMED("T1001") CREATION CANDIDATE("", "1", "windows", "", "", ""), "");
}

/* A file of an object each: whatever key is first, with a byte order mark or blanks before it. */
static void recognises_files_of_one_object(void **state)
{
    static const char *const others[] = {"{'labels': ['x'], 'type': 'malware'}",
                                         "\n {'definition_type': 'statement', 'type': 'marking-definition'}",
                                         "{'x_mitre_domains': [], 'type': 'x-mitre-tactic'}"};
    char technique[512], version[512];

    snprintf(version, sizeof version, "%s", write_stix(*state, "version.json", "\xef\xbb\xbf" COLLECTION("1.0")));
    snprintf(technique, sizeof technique, "%s",
             write_stix(*state, "technique.json",
                        "{'objects': [" TECHNIQUE("1", "T1001", "") "{'type': 'x'}], 'type': 'bundle'}"));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct run_result result;

        run(ARGUMENTS(GENERATOR, "--check", technique, version, write_stix(*state, "other.json", others[i])), NULL,
            &result);
        assert_string_equal(result.err, "");
        assert_int_equal(result.exit_code, GOOD);
        run_result_free(&result);
    }
}

/* Each domain has a kill chain of its own. The release is the bundle's, whatever the mapping says. */
static void states_the_domain_and_the_release(void **state)
{
    static const char *const domains[][2] = {{"mitre-attack", "enterprise-attack"},
                                             {"mitre-ics-attack", "ics-attack"},
                                             {"mitre-mobile-attack", "mobile-attack"}};

    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
        const char *own = write_text(*state, "own.yaml", "attack_version: '1.0'\nrelationships: []\n");
        struct run_result result;
        char text[1024], line[100], *written;

        snprintf(text, sizeof text,
                 BUNDLE("{'type': 'attack-pattern', 'id': 'a', 'external_references': [{'source_name': '%s', "
                        "'external_id': 'T0801'}], 'kill_chain_phases': [{'kill_chain_name': '%s', 'phase_name': "
                        "'impact'}]}, " COLLECTION("18.1")),
                 domains[i][0], domains[i][0]);
        run(ARGUMENTS(GENERATOR, "--index", "none", "-o", *state, own, write_stix(*state, "stix.json", text)), NULL,
            &result);
        assert_string_equal(result.err, "");
        assert_int_equal(result.exit_code, GOOD);
        run_result_free(&result);
        written = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
        snprintf(line, sizeof line, " ATT&CK: %s 18.1\n", domains[i][1]);
        assert_non_null(strstr(written, line));
        free(written);
    }
}

static void refuses_a_release_of_another_domain(void **state)
{
    const char *own = write_text(*state, "own.yaml", "attack_domain: ics-attack\nrelationships: []\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", own, write_stix(*state, "stix.json", BUNDLE(RELEASE))), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    assert_non_null(
        strstr(result.err, "error: the mapping is of \"ics-attack\" and the release of enterprise-attack\n"));
    run_result_free(&result);
}

/* Rows of relationships are of their sources, whatever file they come from. */
static void selects_rows_by_their_source(void **state)
{
    static const char *const sources[][2] = {{"ossem", "rows 2\n"},
                                             {"project", "rows 1\n"},
                                             {"analytic", "rows 1\n"},
                                             {"other", "rows 2\n"},
                                             {"ossem,other", "rows 4\n"}};
    const char *own = write_text(*state, "own.yaml",
                                 "- {technique_id: T1001, relationship_id: REL-1, event_id: 1}\n"
                                 "- {technique_id: T1001, relationship_id: REL-2, event_id: 2}\n"
                                 "- {technique_id: T1001, relationship_id: AE-1, event_id: 3}\n"
                                 "- {technique_id: T1001, relationship_id: AN0001, event_id: 4}\n"
                                 "- {technique_id: T1001, relationship_id: ANY, event_id: 5}\n"
                                 "- {technique_id: T1001, event_id: 6}\n");

    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct run_result result;

        run(ARGUMENTS(GENERATOR, "-q", "--check", "--stats", "--index", "none", "--source", sources[i][0], own), NULL,
            &result);
        assert_int_equal(result.exit_code, GOOD);
        assert_memory_equal(result.out, sources[i][1], strlen(sources[i][1]));
        run_result_free(&result);
    }
}

static void refuses_unknown_sources_and_analytics(void **state)
{
    static const char *const wrong[][3] = {
        {"--source", "AE", "--source \"AE\": expected ossem, project, analytic, rule or other"},
        {"--source", "ossem,", "--source \"\": expected "},
        {"--analytics", "all", "--analytics \"all\": expected exact, keys or none"}};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct run_result result;

        run(ARGUMENTS(GENERATOR, wrong[i][0], wrong[i][1], write_sound_mapping(*state)), NULL, &result);
        assert_int_equal(result.exit_code, USAGE);
        assert_non_null(strstr(result.err, wrong[i][2]));
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(is_the_authority_on_techniques),
        SCRATCH_TEST(adds_the_rows_of_analytics),
        SCRATCH_TEST(reads_parts_in_any_order),
        SCRATCH_TEST(takes_log_sources_that_are_nothing_but_keys),
        SCRATCH_TEST(makes_no_event_of_prose),
        SCRATCH_TEST(takes_keys_with_prose_on_request),
        SCRATCH_TEST(corrects_known_mistakes_and_says_so),
        SCRATCH_TEST(names_events_as_the_mapping_does),
        SCRATCH_TEST(reads_releases_before_v18),
        SCRATCH_TEST(recognises_files_of_one_object),
        SCRATCH_TEST(states_the_domain_and_the_release),
        SCRATCH_TEST(refuses_a_release_of_another_domain),
        SCRATCH_TEST(selects_rows_by_their_source),
        SCRATCH_TEST(refuses_unknown_sources_and_analytics),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
