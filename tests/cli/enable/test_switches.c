/* SPDX-License-Identifier: MIT
 *
 * Each event of the default mapping has a switch, or a row that says in words that nothing can be switched on; and the
 * tables of switches are well-formed. test_windows_events.c has those of Windows.
 */
#include "enable/audit_rules.h"
#include "enable/other_logs.h"
#include "enable/switches.h"
#include "host/letter_case.h"

#include "cmocka_test.h"

#include MAPPING_HEADER

#include <string.h>

static const char *shown(const char *text)
{
    return text ? text : "-";
}

static void check_event(const struct attack_db *db, const struct attack_event *event)
{
    struct log_switch log_switch = switch_of(db, event);

    if (log_switch.kind == SWITCH_NONE && other_log_of(event))
        return; /* the row says why */
    if (log_switch.kind == SWITCH_NONE || log_switch.kind == SWITCH_CHANNEL || log_switch.kind == SWITCH_CLOUD)
        fail_msg("%s of %s (channel %s) on %s has no switch: add a row to cli/enable/other_logs.tsv that says how its "
                 "log is "
                 "switched on, that it is always on, or that nothing can be switched on",
                 shown(event->id), shown(event->provider), shown(event->channel), shown(event->platform));
}

static void every_event_has_a_switch_or_a_reason(void **state)
{
    const struct attack_db *db = MAPPING_FUNCTION();
    struct attack_event event;
    unsigned checked = 0;

    (void)state;
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (!fold_equal(event.platform, "windows")) {
            check_event(db, &event);
            checked++;
        }
    assert_in_range(checked, 10, 100000);
}

/* No cell is empty or has a blank at an end. */
static void check_cell(const struct other_log *row, const char *cell)
{
    if (!cell || !*cell || *cell == ' ' || cell[strlen(cell) - 1] == ' ')
        fail_msg("other_logs.tsv, %s %s: a cell is missing, or a blank is at its end", shown(row->provider),
                 shown(row->name));
}

static void rows_of_other_logs_are_complete(void **state)
{
    (void)state;
    assert_true(other_log_count > 100);
    for (size_t i = 0; i < other_log_count; i++) {
        const struct other_log *row = &other_logs[i];
        const char *const cells[] = {row->kind, row->platform, row->provider, row->channel,
                                     row->ids,  row->name,     row->how};
        bool is_windows = fold_equal(row->platform, "windows");

        for (size_t j = 0; j < sizeof cells / sizeof *cells; j++)
            check_cell(row, cells[j]);
        if (strcmp(row->kind, "set") != 0 && strcmp(row->kind, "on") != 0 && strcmp(row->kind, "none") != 0)
            fail_msg("other_logs.tsv, %s: no kind '%s'", row->name, row->kind);
        if ((strcmp(row->name, "-") == 0) != is_windows)
            fail_msg("other_logs.tsv, %s of %s: a name is for other systems than Windows", row->name, row->provider);
        if (strcmp(row->how, "-") == 0 && strcmp(row->kind, "on") != 0)
            fail_msg("other_logs.tsv, %s of %s says nothing", row->name, row->provider);
    }
}

static void the_first_row_that_fits_counts(void **state)
{
    static const struct {
        struct attack_event event;
        const char *name; /* NULL: there is no row */
    } known[] = {
        {{.id = "GetObject", .provider = "s3.amazonaws.com", .platform = "aws"}, "CloudTrail data events of S3"},
        {{.id = "getobject", .provider = "S3.amazonaws.com", .platform = "AWS"}, "CloudTrail data events of S3"},
        {{.id = "GetObjects", .provider = "s3.amazonaws.com", .platform = "aws"}, "CloudTrail"},
        {{.id = "GetObjec", .provider = "s3.amazonaws.com", .platform = "aws"}, "CloudTrail"},
        {{.id = "GetObject", .provider = "s3.amazonaws.com", .platform = "azure"}, NULL},
        {{.id = "GetObject", .provider = "s3.amazonaws.com"}, NULL},
        {{.id = "a", .provider = "amazonaws.com", .platform = "aws"}, NULL},
        {{.id = "USER_CMD", .provider = "auditd", .platform = "linux"}, "auditd without rules"},
        {{.id = "USER_TTY", .provider = "auditd", .platform = "linux"}, "pam_tty_audit"},
        {{.id = "v1.compute.zones.list", .provider = "compute.googleapis.com", .platform = "gcp"},
         "Google Cloud Data Access log"},
        {{.id = "v1.compute.zones.insert", .provider = "compute.googleapis.com", .platform = "gcp"},
         "Google Cloud Admin Activity log"},
        {{.provider = "Okta System Log", .platform = "okta"}, "Okta System Log"},
        {{.provider = "s3.amazonaws.com", .platform = "aws"}, "CloudTrail"},
        {{.platform = "okta"}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct other_log *row = other_log_of(&known[i].event);

        if (!fold_equal(row ? row->name : NULL, known[i].name))
            fail_msg("case %zu: %s", i, row ? row->name : "no row");
    }
}

static void rules_follow_from_record_and_filters(void **state)
{
    static const struct {
        const char *record;
        struct audited_object object;
        const char *name; /* NULL: there are no rules */
    } known[] = {
        {"SYSCALL", {"execve", NULL, NULL, NULL}, "execution of programs"},
        {"syscall", {"execve", NULL, NULL, NULL}, "execution of programs"},
        {"EXECVE", {NULL, NULL, NULL, NULL}, "execution of programs"},
        {"SYSCALL", {"exec", NULL, NULL, NULL}, ""},
        {"SYSCALL", {"execve execveat", NULL, NULL, NULL}, NULL},
        {"SYSCALL", {"", NULL, NULL, NULL}, NULL},
        {"SYSCALL", {NULL, NULL, NULL, NULL}, NULL},
        {"PATH", {NULL, "/etc/shadow", NULL, NULL}, "files by name"},
        {"PATH", {NULL, "/etc/shadow", "DELETE", NULL}, "files by name"},
        {"PATH", {NULL, "/etc/a b", NULL, NULL}, NULL},
        {"PATH", {NULL, "etc", NULL, NULL}, NULL},
        {"PATH", {NULL, "/", NULL, NULL}, NULL},
        {"PATH", {NULL, NULL, "delete", NULL}, "removed and renamed files"},
        {"PATH", {NULL, NULL, "PARENT", NULL}, NULL},
        {"PATH", {NULL, NULL, NULL, NULL}, NULL},
        {"USER_CMD", {NULL, NULL, NULL, NULL}, NULL},
        {"", {NULL, NULL, NULL, NULL}, NULL},
        {NULL, {NULL, NULL, NULL, NULL}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct audit_rules *rules = audit_rules_of(known[i].record, &known[i].object);

        if (!fold_equal(rules ? rules->name : NULL, known[i].name))
            fail_msg("case %zu: %s", i, rules ? rules->name : "no rules");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_event_has_a_switch_or_a_reason),
        cmocka_unit_test(rows_of_other_logs_are_complete),
        cmocka_unit_test(the_first_row_that_fits_counts),
        cmocka_unit_test(rules_follow_from_record_and_filters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
