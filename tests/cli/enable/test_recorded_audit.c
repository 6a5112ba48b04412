/* SPDX-License-Identifier: MIT
 *
 * Compares the rows of windows_events.c with recorded Windows logs: the task of an event is its audit sub-category, and
 * its keywords say whether success or failure wrote it.
 */
#include "published_audit.h"
#include "recording.h"

#include "enable/windows_events.h"
#include "host/letter_case.h"

#include "cmocka_test.h"

#include <stdlib.h>

/* The tasks of Microsoft-Windows-Security-Auditing in the recordings, numbered as in its manifest. */
static const struct {
    unsigned long task;
    const char *name;
} tasks[] = {
    {12289, "Security System Extension"},
    {12544, "Logon"},
    {12545, "Logoff"},
    {12548, "Special Logon"},
    {12554, "Group Membership"},
    {12800, "File System"},
    {12801, "Registry"},
    {12802, "Kernel Object"},
    {12804, "Other Object Access Events"},
    {12807, "Handle Manipulation"},
    {12808, "File Share"},
    {12810, "Filtering Platform Connection"},
    {12811, "Detailed File Share"},
    {13056, "Sensitive Privilege Use"},
    {13312, "Process Creation"},
    {13313, "Process Termination"},
    {13317, "Token Right Adjusted Events"},
    {13568, "Audit Policy Change"},
    {13570, "Authorization Policy Change"},
    {13571, "MPSSVC Rule-Level Policy Change"},
    {13573, "Other Policy Change Events"},
    {13824, "User Account Management"},
    {13826, "Security Group Management"},
    {14080, "Directory Service Access"},
    {14337, "Kerberos Service Ticket Operations"},
};

static const char *recorded_sub_category(const struct recorded_event *event)
{
    struct recorded_text task = recorded_value(event, "Task");

    assert_non_null(task.text);
    for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++)
        if (strtoul(task.text, NULL, 10) == tasks[i].task)
            return tasks[i].name;
    fail_msg("a task that is not known: %s", task.text);
    return NULL;
}

/* Returns AUDIT_SUCCESS or AUDIT_FAILURE; 0 if the recording does not say. */
static unsigned recorded_outcome(const struct recorded_event *event)
{
    struct recorded_text keywords = recorded_value(event, "Keywords");
    unsigned long long bits;

    if (!keywords.text)
        return 0;
    bits = keywords.text[0] == '-' ? (unsigned long long)strtoll(keywords.text, NULL, 10)
                                   : strtoull(keywords.text, NULL, 0);
    return (bits & 0x20000000000000 ? AUDIT_SUCCESS : 0) | (bits & 0x10000000000000 ? AUDIT_FAILURE : 0);
}

static void check_event(const struct windows_event *row, const struct recorded_event *event)
{
    const char *name = recorded_sub_category(event);

    if (!is_published(event->id.text, name))
        fail_msg("%s is recorded as of %s", event->id.text, name);
    if (recorded_outcome(event) & ~row->outcomes)
        fail_msg("%s is recorded with another outcome", event->id.text);
}

static void rows_say_what_windows_recorded(void **state)
{
    struct recordings recordings;
    unsigned checked = 0, with_outcome = 0;

    (void)state;
    assert_true(recordings_read(RECORDINGS, &recordings));
    for (size_t i = 0; i < recordings.count; i++)
        for (size_t j = 0; j < recordings.log[i].event_count; j++) {
            const struct recorded_event *event = &recordings.log[i].events[j];
            struct attack_event asked = {.id = event->id.text, .channel = event->channel.text};
            const struct windows_event *row = windows_event_of(&asked);

            if (row && row->outcomes) {
                check_event(row, event);
                checked++;
                with_outcome += recorded_outcome(event) != 0;
            }
        }
    recordings_free(&recordings);
    assert_in_range(checked, 3000, 10570);
    assert_in_range(with_outcome, 500, checked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_say_what_windows_recorded)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
