/* SPDX-License-Identifier: MIT
 *
 * Every event of Windows that a mapping names has its row, and the rows fit together.
 */
#include "enable/audit_policy.h"
#include "text/fold.h"
#include "enable/switches.h"
#include "enable/sysmon_events.h"
#include "enable/windows_events.h"

#include "cmocka_test.h"

#include MAPPING_HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What OSSEM-DM has and Windows does not. */
static bool is_ossems_own(const struct attack_event *event)
{
    return fold_equal(event->id, "4656") && fold_equal(event->audit_sub_category, "Detailed File Share");
}

static bool has_sub_category(const struct windows_event *row, const char *name)
{
    for (size_t i = 0; row->sub_categories[i]; i++)
        if (fold_equal(row->sub_categories[i], name))
            return true;
    return false;
}

static void check_event(const struct attack_event *event)
{
    struct log_switch log_switch = switch_of(event);
    const struct windows_event *row = windows_event_of(event);

    if (log_switch.kind == SWITCH_SYSMON) {
        if (!sysmon_event(event->id))
            fail_msg("Sysmon has no event %s", event->id);
        return;
    }
    if (log_switch.kind == SWITCH_TABLE)
        return;
    if (!row)
        fail_msg("no row for %s of %s", event->id, event->provider ? event->provider : event->channel);
    if (event->channel && !fold_equal(event->channel, row->channel))
        fail_msg("%s is in %s", event->id, row->channel);
    if (log_switch.kind == SWITCH_AUDIT && !is_ossems_own(event) && !has_sub_category(row, log_switch.name))
        fail_msg("%s is not of %s", event->id, log_switch.name);
    assert_int_equal(log_switch.kind == SWITCH_AUDIT, row->outcomes != 0);
}

static void each_event_of_windows_has_its_row(void **state)
{
    const struct attack_db *db = MAPPING_FUNCTION();
    struct attack_event event;
    unsigned checked = 0;

    (void)state;
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (event.id && fold_equal(event.platform, "windows")) {
            check_event(&event);
            checked++;
        }
    assert_in_range(checked, 100, 10000);
}

static void rows_fit_together(void **state)
{
    const struct windows_event *row;
    size_t count = 0;

    (void)state;
    for (; (row = windows_event_at(count)) != NULL; count++) {
        struct attack_event event = {.id = row->id, .provider = row->provider, .platform = "windows"};

        assert_ptr_equal(windows_event_of(&event), row); /* no two of one id and provider */
        assert_int_equal(row->outcomes != 0, row->sub_categories[0] != NULL);
        assert_null(row->sub_categories[WINDOWS_SUB_CATEGORIES_MOST]);
        for (size_t i = 0; row->sub_categories[i]; i++)
            assert_in_range(audit_sub_category(row->sub_categories[i]), 0, AUDIT_SUB_CATEGORIES - 1);
        assert_int_equal(row->needs >> WINDOWS_NEEDS, 0);
    }
    assert_true(count > 150);
    for (unsigned i = 0; i < WINDOWS_NEEDS; i++)
        if (windows_need(i)->sub_category)
            assert_in_range(audit_sub_category(windows_need(i)->sub_category), 0, AUDIT_SUB_CATEGORIES - 1);
}

/* As Microsoft's page on each event says; all others need nothing but their audit or their channel. */
static void events_need_what_their_pages_say(void **state)
{
    static const struct {
        unsigned needs;
        const char *ids; /* each between blanks */
    } known[] = {
        {NEEDS_SACL, " 4656 4657 4658 4660 4661 4663 4670 4690 "},
        {NEEDS_HANDLES, " 4656 4658 4661 "},
        {NEEDS_DIRECTORY_SACL, " 4662 5136 5137 5139 5141 "},
        {NEEDS_COMMAND_LINE, " 4688 "},
        {NEEDS_MODULE_LOGGING, " 800 4103 "},
        {NEEDS_SCRIPT_BLOCK_LOGGING, " 4104 "},
        {NEEDS_CA_AUDITING, " 4886 4887 "},
        {NEEDS_SPECIAL_GROUPS, " 4964 "},
        {NEEDS_LDAP_TRACING | NEEDS_READING_IN_PLACE, " 30 "},
        {NEEDS_TOKEN_RIGHTS, " 4703 "},
    };
    const struct windows_event *row;

    (void)state;
    for (size_t i = 0; (row = windows_event_at(i)) != NULL; i++) {
        unsigned needs = 0;
        char id[16];

        snprintf(id, sizeof id, " %s ", row->id);
        for (size_t j = 0; j < sizeof known / sizeof *known; j++)
            needs |= strstr(known[j].ids, id) ? known[j].needs : 0;
        if (row->needs != needs)
            fail_msg("%s needs %u and not %u", row->id, needs, row->needs);
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
        cmocka_unit_test(each_event_of_windows_has_its_row),
        cmocka_unit_test(rows_fit_together),
        cmocka_unit_test(events_need_what_their_pages_say),
        cmocka_unit_test(filters_of_sysmon_stand_together),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
