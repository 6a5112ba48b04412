/* SPDX-License-Identifier: MIT
 *
 * Outcomes, and sub-categories that mapping.yaml does not name: Microsoft's reference "Advanced security audit policy
 * settings", which has a page for each sub-category and marks each event (S), (F) or both; those of Certification
 * Services are not marked there. Needs: its pages on the single events, "Using ETW to troubleshoot LDAP connections",
 * "Access to WMI Namespaces" and "about_Logging_Windows". Handle Manipulation for 4656: its page of Windows Server
 * 2008. Other Object Access Events for 4658, which those pages do not have: recorded logs.
 */
#include "windows_events.h"

#include "audited_events.h"
#include "host/letter_case.h"

#include <string.h>

#define AUDITING "Microsoft-Windows-Security-Auditing"
#define AUDITED(ids, outcomes, needs)                                                                                  \
    {                                                                                                                  \
        ids, AUDITING, "Security", {NULL}, outcomes, needs                                                             \
    }
/* One that sub-categories write which mapping.yaml does not name for it. */
#define AUDITED_ALSO(ids, outcomes, needs, ...)                                                                        \
    {                                                                                                                  \
        ids, AUDITING, "Security", {__VA_ARGS__}, outcomes, needs                                                      \
    }
#define LOGGED(ids, provider, channel, needs)                                                                          \
    {                                                                                                                  \
        ids, provider, channel, {NULL}, 0, needs                                                                       \
    }
#define OWN_CHANNEL(ids, provider, kind, needs) LOGGED(ids, provider, provider "/" kind, needs)

#define SOFTWARE "HKLM\\SOFTWARE\\"
#define POWERSHELL "Microsoft-Windows-PowerShell"

static const struct windows_event windows_events[] = {
    AUDITED("4610 4611 4614 4616 4622 4624 4627 4634 4647 4648 4672 4689 4697 4698 4699 4700 4701 4702 "
            "4706 4707 4713 4715 4716 4717 4718 4719 4720 4722 4725 4726 4728 4729 4732 4733 4735 4737 "
            "4738 4739 4740 4741 4742 4743 4755 4756 4757 4764 4765 4767 4770 4778 4779 4781 4798 "
            "4799 4907 4912 4932 4946 4947 4948 4949 4950 5024 5025 5034 5154 5156 5158 5447 6416 6419 "
            "6420 6421 6422 6423 6424",
            AUDIT_SUCCESS, 0),
    AUDITED("4766 4771 5031 5038 5152 5155 5157 5159 6281", AUDIT_FAILURE, 0),
    AUDITED("4723 4724 4768 4769 4776 5140 5145", AUDIT_BOTH, 0),
    AUDITED_ALSO("4625", AUDIT_FAILURE, 0, "Account Lockout"),
    AUDITED_ALSO("4656", AUDIT_BOTH, NEEDS_SACL | NEEDS_HANDLES, "Removable Storage"),
    AUDITED("4657", AUDIT_SUCCESS, NEEDS_SACL),
    AUDITED_ALSO("4658", AUDIT_SUCCESS, NEEDS_SACL | NEEDS_HANDLES, "File System", "Registry", "Kernel Object", "SAM",
                 "Other Object Access Events"),
    AUDITED_ALSO("4660", AUDIT_SUCCESS, NEEDS_SACL, "Kernel Object"),
    AUDITED("4661", AUDIT_BOTH, NEEDS_SACL | NEEDS_HANDLES),
    AUDITED("4662", AUDIT_BOTH, NEEDS_OPERATION_SACL),
    AUDITED_ALSO("4663", AUDIT_SUCCESS, NEEDS_SACL, "Removable Storage"),
    AUDITED_ALSO("4670", AUDIT_SUCCESS, NEEDS_SACL, "Authentication Policy Change", "Authorization Policy Change"),
    AUDITED_ALSO("4673", AUDIT_BOTH, 0, "Non Sensitive Privilege Use"),
    AUDITED_ALSO("4674", AUDIT_BOTH, 0, "Non Sensitive Privilege Use"),
    AUDITED("4688", AUDIT_SUCCESS, NEEDS_COMMAND_LINE),
    AUDITED_ALSO("4690", AUDIT_SUCCESS, NEEDS_SACL, "Handle Manipulation"),
    AUDITED_ALSO("4703", AUDIT_SUCCESS, NEEDS_TOKEN_RIGHTS, "Authorization Policy Change"),
    AUDITED_ALSO("4793", AUDIT_SUCCESS, 0, "Other Account Management Events"),
    AUDITED("4886", AUDIT_BOTH, NEEDS_CA_AUDITING),
    AUDITED("4887", AUDIT_BOTH, NEEDS_CA_AUDITING),
    AUDITED("4964", AUDIT_SUCCESS, NEEDS_SPECIAL_GROUPS),
    AUDITED("5136", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5137", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5139", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5141", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),

    LOGGED("6005 6006 6008", "EventLog", "System", 0),
    OWN_CHANNEL("3008", "Microsoft-Windows-DNS-Client", "Operational", 0),
    LOGGED("104", "Microsoft-Windows-Eventlog", "System", 0),
    LOGGED("1100 1101 1102 1104", "Microsoft-Windows-Eventlog", "Security", 0),
    LOGGED("12 13", "Microsoft-Windows-Kernel-General", "System", 0),
    OWN_CHANNEL("30", "Microsoft-Windows-LDAP-Client", "Debug", NEEDS_LDAP_TRACING | NEEDS_READING_IN_PLACE),
    OWN_CHANNEL("4103", POWERSHELL, "Operational", NEEDS_MODULE_LOGGING),
    OWN_CHANNEL("4104", POWERSHELL, "Operational", NEEDS_SCRIPT_BLOCK_LOGGING),
    OWN_CHANNEL("106 129 140 141 142 200", "Microsoft-Windows-TaskScheduler", "Operational", 0),
    OWN_CHANNEL("21 25", "Microsoft-Windows-TerminalServices-LocalSessionManager", "Operational", 0),
    OWN_CHANNEL("5857 5858 5859 5860 5861", "Microsoft-Windows-WMI-Activity", "Operational", 0),
    OWN_CHANNEL("5001 5007 5010 5012", "Microsoft-Windows-Windows Defender", "Operational", 0),
    OWN_CHANNEL("2002 2003 2004 2005 2006 2009 2032 2033", "Microsoft-Windows-Windows Firewall With Advanced Security",
                "Firewall", 0),
    LOGGED("400", "PowerShell", "Windows PowerShell", 0),
    LOGGED("800", "PowerShell", "Windows PowerShell", NEEDS_MODULE_LOGGING),
    LOGGED("7036 7040 7045", "Service Control Manager", "System", 0),
    LOGGED("1074", "User32", "System", 0),
};

static const struct windows_need needs[WINDOWS_NEEDS] = {
    {"a SACL on the objects that are to be watched", NULL},
    {"the sub-category Handle Manipulation as well, which is among the commands", "Handle Manipulation"},
    {"a SACL on the objects of the directory, on domain controllers", NULL},
    {"the policy Include command line in process creation events, where the command line is wanted: "
     "ProcessCreationIncludeCmdLine_Enabled=1 under " SOFTWARE
     "Microsoft\\Windows\\CurrentVersion\\Policies\\System\\Audit",
     NULL},
    {"the policy Turn on Module Logging, with the modules named (* for all)", NULL},
    {"the policy Turn on PowerShell Script Block Logging: EnableScriptBlockLogging=1 under " SOFTWARE
     "Policies\\Microsoft\\Windows\\PowerShell\\ScriptBlockLogging",
     NULL},
    {"auditing switched on in the certification authority's own properties", NULL},
    {"the special groups named: the value SpecialGroups under HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Audit",
     NULL},
    {"a key for each program to be watched: HKLM\\SYSTEM\\CurrentControlSet\\Services\\ldap\\Tracing\\PROGRAM.EXE",
     NULL},
    {"to be read on the machine itself: no subscription takes a channel for debugging", NULL},
    {"the sub-category Token Right Adjusted Events from Windows 10 1607 on, which is among the commands",
     "Token Right Adjusted Events"},
    {"a SACL on the objects that are to be watched: of the directory, on domain controllers, or namespaces of WMI",
     NULL},
};

static bool has_id(const struct windows_event *row, const char *id)
{
    size_t length;

    for (const char *at = row->ids; id && *at; at += length + (at[length] == ' ')) {
        length = strcspn(at, " ");
        if (attack_text_is((struct attack_text){at, length}, id))
            return true;
    }
    return false;
}

static bool is_of_log(const struct windows_event *row, const struct attack_event *event)
{
    if (!event->provider && !event->channel)
        return event->audit_sub_category && row->outcomes;
    if (event->provider && !fold_equal(event->provider, row->provider))
        return fold_equal(event->provider, row->channel); /* OSSEM-DM has the channel LDAP-Client/Debug as provider */
    return !event->channel || fold_equal(event->channel, row->channel);
}

const struct windows_event *windows_event_of(const struct attack_event *event)
{
    const struct windows_event *row;

    for (size_t i = 0; (row = windows_event_at(i)) != NULL; i++)
        if (has_id(row, event->id) && is_of_log(row, event))
            return row;
    return NULL;
}

const char *windows_sub_category(const struct attack_event *event, size_t index)
{
    const struct windows_event any = {NULL, AUDITING, "Security", {NULL}, AUDIT_BOTH, 0};
    const struct windows_event *row = windows_event_of(event);

    for (size_t i = 0; is_of_log(&any, event) && i < audited_event_count; i++)
        if (fold_equal(audited_events[i].id, event->id) && index-- == 0)
            return audited_events[i].sub_category;
    for (size_t i = 0; row && row->also[i]; i++)
        if (index-- == 0)
            return row->also[i];
    return NULL;
}

const struct windows_event *windows_event_at(size_t index)
{
    return index < sizeof windows_events / sizeof windows_events[0] ? &windows_events[index] : NULL;
}

const struct windows_need *windows_need(unsigned index)
{
    return &needs[index];
}
