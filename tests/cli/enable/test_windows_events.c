/* SPDX-License-Identifier: MIT
 *
 * Each Windows event in a mapping has a sub-category or channel there, a row in windows_events.c, or both and
 * consistent; and the rows are consistent. EVERY_EVENT_HAS_A_ROW for a mapping that does not grow.
 */
#include "published_audit.h"

#include "enable/audit_policy.h"
#include "enable/audited_events.h"
#include "enable/switches.h"
#include "enable/sysmon_events.h"
#include "enable/windows_events.h"
#include "host/letter_case.h"

#include "cmocka_test.h"

#include MAPPING_HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KNOWN_IDS = 159 }; /* there may be more */

/* Takes the next id of a row. Returns false when none is left. */
static bool next_id(const char **ids, char id[8])
{
    int length = 0;

    if (sscanf(*ids, " %7s%n", id, &length) != 1)
        return false;
    *ids += length;
    return true;
}

/* Events that OSSEM-DM has and Windows does not. */
static bool is_ossems_own(const struct attack_event *event)
{
    return fold_equal(event->id, "4656") && fold_equal(event->audit_sub_category, "Detailed File Share");
}

#ifdef EVERY_EVENT_HAS_A_ROW
enum { IS_ROW_NEEDED = true };
#else
enum { IS_ROW_NEEDED = false };
#endif

static void check_audited_event(const struct attack_event *event, const char *sub_category)
{
    if (is_ossems_own(event))
        return;
    if (!event->audit_sub_category)
        fail_msg("%s names no audit sub-category", event->id);
    if (audit_sub_category(sub_category) == AUDIT_SUB_CATEGORIES)
        fail_msg("%s: auditpol has no sub-category %s", event->id, sub_category);
    if (is_published(event->id, NULL) && !is_published(event->id, sub_category))
        fail_msg("%s is not of %s", event->id, sub_category);
}

static void check_event(const struct attack_db *db, const struct attack_event *event)
{
    struct log_switch log_switch = switch_of(db, event);
    const struct windows_event *row = windows_event_of(event);

    if (log_switch.kind == SWITCH_SYSMON) {
        if (!sysmon_event(event->id))
            fail_msg("Sysmon has no event %s: cli/enable/sysmon_events.c would say by which filter", event->id);
        return;
    }
    if (log_switch.kind == SWITCH_TABLE)
        return;
    if (!row && IS_ROW_NEEDED)
        fail_msg("no row for %s of %s", event->id, event->provider ? event->provider : event->channel);
    if (row && event->channel && !fold_equal(event->channel, row->channel))
        fail_msg("%s is in %s", event->id, row->channel);
    if (row)
        assert_int_equal(log_switch.kind == SWITCH_AUDIT, row->outcomes != 0);
    if (log_switch.kind == SWITCH_AUDIT)
        check_audited_event(event, log_switch.name);
    else if (!row && fold_equal(event->provider, "Microsoft-Windows-Security-Auditing"))
        fail_msg("%s names no audit sub-category", event->id);
    else if (log_switch.kind != SWITCH_CHANNEL || !log_switch.name)
        fail_msg("%s names no channel, and has no row in cli/enable/windows_events.c", event->id);
}

static void each_event_of_windows_can_be_switched_on(void **state)
{
    const struct attack_db *db = MAPPING_FUNCTION();
    struct attack_event event;
    unsigned checked = 0;

    (void)state;
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (event.id && fold_equal(event.platform, "windows")) {
            check_event(db, &event);
            checked++;
        }
    assert_in_range(checked, 100, 10000);
}

static void rows_fit_together(void **state)
{
    const struct windows_event *row;
    size_t count = 0;
    char id[8];

    (void)state;
    for (size_t i = 0; (row = windows_event_at(i)) != NULL; i++) {
        for (const char *ids = row->ids; next_id(&ids, id); count++) {
            struct attack_event event = {.id = id, .provider = row->provider, .platform = "windows"};

            assert_ptr_equal(windows_event_of(&event), row); /* no two rows have the same id and provider */
            assert_int_equal(row->outcomes != 0, windows_sub_category(&event, 0) != NULL);
        }
        assert_true(!row->needs || !strchr(row->ids, ' '));
        assert_null(row->also[WINDOWS_ALSO_MOST]);
        assert_int_equal(row->needs >> WINDOWS_NEEDS, 0);
    }
    assert_true(count >= KNOWN_IDS);
    for (unsigned i = 0; i < WINDOWS_NEEDS; i++)
        if (windows_need(i)->sub_category)
            assert_in_range(audit_sub_category(windows_need(i)->sub_category), 0, AUDIT_SUB_CATEGORIES - 1);
}

/* An event of a mapping that names no sub-category gets all of those that may write it. */
static void all_published_sub_categories_are_known(void **state)
{
    char id[8];

    (void)state;
    for (int i = 0; i < PUBLISHED_AUDIT; i++)
        for (const char *ids = published_audit[i].ids; next_id(&ids, id);) {
            struct attack_event event = {.id = id, .channel = "Security", .platform = "windows"};
            const char *name;
            size_t j = 0;

            while ((name = windows_sub_category(&event, j)) && !fold_equal(name, published_audit[i].sub_category))
                j++;
            if (!name)
                fail_msg("%s may come with %s", id, published_audit[i].sub_category);
            if (!windows_event_of(&event))
                fail_msg("no row for %s", id);
        }
}

static void no_sub_category_is_known_that_is_not_published(void **state)
{
    const struct windows_event *row;
    char id[8];

    (void)state;
    for (size_t i = 0; (row = windows_event_at(i)) != NULL; i++)
        for (const char *ids = row->ids; next_id(&ids, id);)
            for (size_t j = 0; row->also[j]; j++)
                assert_true(is_published(id, row->also[j]));
    for (size_t i = 0; i < audited_event_count; i++) {
        const struct audited_event *audited = &audited_events[i];

        assert_true(!is_published(audited->id, NULL) || is_published(audited->id, audited->sub_category));
        assert_in_range(audit_sub_category(audited->sub_category), 0, AUDIT_SUB_CATEGORIES - 1);
    }
}

/* audited_events.cmake reads mapping.yaml by its lines: it must have found what the generator did. */
static void sub_categories_of_the_mapping_are_known_to_all_mappings(void **state)
{
#ifdef IS_BUILTIN
    const struct attack_db *db = MAPPING_FUNCTION();
    struct attack_event event;
    size_t found;

    (void)state;
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        if (!fold_equal(event.provider, "Microsoft-Windows-Security-Auditing"))
            continue;
        for (found = 0; found < audited_event_count; found++)
            if (fold_equal(audited_events[found].id, event.id) &&
                fold_equal(audited_events[found].sub_category, event.audit_sub_category))
                break;
        if (found == audited_event_count)
            fail_msg("%s, %s: not on one line of mapping.yaml", event.id, event.audit_sub_category);
    }
#else
    (void)state;
    skip();
#endif
}

/* As in Microsoft's page on each event; all others need only their audit sub-category or channel. */
static void events_need_what_their_pages_say(void **state)
{
    static const struct {
        unsigned needs;
        const char *ids; /* each between blanks */
    } known[] = {
        {NEEDS_SACL, " 4656 4657 4658 4660 4661 4663 4670 4690 "},
        {NEEDS_HANDLES, " 4656 4658 4661 "},
        {NEEDS_OPERATION_SACL, " 4662 "},
        {NEEDS_DIRECTORY_SACL, " 5136 5137 5139 5141 "},
        {NEEDS_COMMAND_LINE, " 4688 "},
        {NEEDS_MODULE_LOGGING, " 800 4103 "},
        {NEEDS_SCRIPT_BLOCK_LOGGING, " 4104 "},
        {NEEDS_CA_AUDITING, " 4886 4887 "},
        {NEEDS_SPECIAL_GROUPS, " 4964 "},
        {NEEDS_LDAP_TRACING | NEEDS_READING_IN_PLACE, " 30 "},
        {NEEDS_TOKEN_RIGHTS, " 4703 "},
    };
    const struct windows_event *row;
    char id[8];

    (void)state;
    for (size_t i = 0; (row = windows_event_at(i)) != NULL; i++)
        for (const char *ids = row->ids; next_id(&ids, id);) {
            unsigned needs = 0;
            char with_blanks[16];

            snprintf(with_blanks, sizeof with_blanks, " %s ", id);
            for (size_t j = 0; j < sizeof known / sizeof *known; j++)
                needs |= strstr(known[j].ids, with_blanks) ? known[j].needs : 0;
            if (row->needs != needs)
                fail_msg("%s needs %u and not %u", id, needs, row->needs);
        }
}

/* A row's id is not enough: what else the event says must be the row's, and may be too little to say which row. */
static void a_row_is_found_by_id_and_log(void **state)
{
    static const struct {
        struct attack_event event;
        const char *provider; /* of the row; NULL: there is none */
    } known[] = {
        {{.id = "4663", .provider = "Microsoft-Windows-Security-Auditing", .channel = "Security"},
         "Microsoft-Windows-Security-Auditing"},
        {{.id = "4663", .provider = "microsoft-windows-security-auditing"}, "Microsoft-Windows-Security-Auditing"},
        {{.id = "4663", .channel = "security"}, "Microsoft-Windows-Security-Auditing"},
        {{.id = "4663", .provider = "Microsoft-Windows-Security-Auditing", .channel = "System"}, NULL},
        {{.id = "4663", .provider = "Microsoft-Windows-Eventlog", .channel = "Security"}, NULL},
        {{.id = "4663", .channel = "System"}, NULL},
        {{.id = "46630", .channel = "Security"}, NULL},
        /* a channel where the provider should be, with any channel beside it */
        {{.id = "4663", .provider = "Security"}, "Microsoft-Windows-Security-Auditing"},
        {{.id = "30", .provider = "Microsoft-Windows-LDAP-Client/Debug"}, "Microsoft-Windows-LDAP-Client"},
        {{.id = "4663", .provider = "Security", .channel = "System"}, "Microsoft-Windows-Security-Auditing"},
        /* of no log: an audit sub-category says that it is one of auditing */
        {{.id = "4663", .audit_sub_category = "File System"}, "Microsoft-Windows-Security-Auditing"},
        {{.id = "4663"}, NULL},
        {{.id = "7045", .audit_sub_category = "File System"}, NULL},
        {{.id = "7045"}, NULL},
        {{.id = "7045", .channel = "System"}, "Service Control Manager"},
        {{.channel = "System"}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct windows_event *row = windows_event_of(&known[i].event);

        if (!fold_equal(row ? row->provider : NULL, known[i].provider))
            fail_msg("case %zu: %s", i, row ? row->provider : "no row");
        if (row)
            assert_non_null(strstr(row->ids, known[i].event.id));
    }
}

static void filters_of_sysmon_stand_together(void **state)
{
    (void)state;
    for (unsigned i = 0; i < SYSMON_EVENTS; i++) {
        assert_int_equal(strtoul(sysmon_events[i].id, NULL, 10), i + 1);
        for (unsigned j = 0; j + 1 < i; j++)
            if (fold_equal(sysmon_events[i].name, sysmon_events[j].name))
                assert_string_equal(sysmon_events[i].name, sysmon_events[i - 1].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_event_of_windows_can_be_switched_on),
        cmocka_unit_test(rows_fit_together),
        cmocka_unit_test(all_published_sub_categories_are_known),
        cmocka_unit_test(no_sub_category_is_known_that_is_not_published),
        cmocka_unit_test(sub_categories_of_the_mapping_are_known_to_all_mappings),
        cmocka_unit_test(events_need_what_their_pages_say),
        cmocka_unit_test(a_row_is_found_by_id_and_log),
        cmocka_unit_test(filters_of_sysmon_stand_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
