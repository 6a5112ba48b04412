/* SPDX-License-Identifier: MIT
 *
 * Outcomes, and sub-categories that mapping.yaml does not name: Microsoft's reference "Advanced security audit policy
 * settings", which has a page for each sub-category and marks each event (S), (F) or both; those of Certification
 * Services are not marked there. Needs: its pages on the single events, "Using ETW to troubleshoot LDAP connections"
 * and "about_Logging_Windows". Handle Manipulation for 4656: its page of Windows Server 2008. Other Object Access
 * Events for 4658, which those pages do not have: recorded logs.
 */
#include "windows_events.h"

#include "audited_events.h"
#include "host/letter_case.h"

#define AUDITING "Microsoft-Windows-Security-Auditing"
#define AUDITED(id, outcomes, needs)                                                                                   \
    {                                                                                                                  \
        id, AUDITING, "Security", {NULL}, outcomes, needs                                                              \
    }
/* One that sub-categories write which mapping.yaml does not name for it. */
#define AUDITED_ALSO(id, outcomes, needs, ...)                                                                         \
    {                                                                                                                  \
        id, AUDITING, "Security", {__VA_ARGS__}, outcomes, needs                                                       \
    }
#define LOGGED(id, provider, channel, needs)                                                                           \
    {                                                                                                                  \
        id, provider, channel, {NULL}, 0, needs                                                                        \
    }
#define OWN_CHANNEL(id, provider, kind, needs) LOGGED(id, provider, provider "/" kind, needs)

#define FIREWALL "Microsoft-Windows-Windows Firewall With Advanced Security"
#define TASKS "Microsoft-Windows-TaskScheduler"
#define SESSIONS "Microsoft-Windows-TerminalServices-LocalSessionManager"
#define WMI "Microsoft-Windows-WMI-Activity"
#define POWERSHELL "Microsoft-Windows-PowerShell"
#define DEFENDER "Microsoft-Windows-Windows Defender"

static const struct windows_event windows_events[] = {
    AUDITED("4610", AUDIT_SUCCESS, 0),
    AUDITED("4611", AUDIT_SUCCESS, 0),
    AUDITED("4614", AUDIT_SUCCESS, 0),
    AUDITED("4616", AUDIT_SUCCESS, 0),
    AUDITED("4622", AUDIT_SUCCESS, 0),
    AUDITED("4624", AUDIT_SUCCESS, 0),
    AUDITED_ALSO("4625", AUDIT_FAILURE, 0, "Account Lockout"),
    AUDITED("4627", AUDIT_SUCCESS, 0),
    AUDITED("4634", AUDIT_SUCCESS, 0),
    AUDITED("4647", AUDIT_SUCCESS, 0),
    AUDITED("4648", AUDIT_SUCCESS, 0),
    AUDITED_ALSO("4656", AUDIT_BOTH, NEEDS_SACL | NEEDS_HANDLES, "Removable Storage"),
    AUDITED("4657", AUDIT_SUCCESS, NEEDS_SACL),
    AUDITED_ALSO("4658", AUDIT_SUCCESS, NEEDS_SACL | NEEDS_HANDLES, "File System", "Registry", "Kernel Object", "SAM",
                 "Other Object Access Events"),
    AUDITED_ALSO("4660", AUDIT_SUCCESS, NEEDS_SACL, "Kernel Object"),
    AUDITED("4661", AUDIT_BOTH, NEEDS_SACL | NEEDS_HANDLES),
    AUDITED("4662", AUDIT_BOTH, NEEDS_DIRECTORY_SACL),
    AUDITED_ALSO("4663", AUDIT_SUCCESS, NEEDS_SACL, "Removable Storage"),
    AUDITED_ALSO("4670", AUDIT_SUCCESS, NEEDS_SACL, "Authentication Policy Change", "Authorization Policy Change"),
    AUDITED("4672", AUDIT_SUCCESS, 0),
    AUDITED_ALSO("4673", AUDIT_BOTH, 0, "Non Sensitive Privilege Use"),
    AUDITED_ALSO("4674", AUDIT_BOTH, 0, "Non Sensitive Privilege Use"),
    AUDITED("4688", AUDIT_SUCCESS, NEEDS_COMMAND_LINE),
    AUDITED("4689", AUDIT_SUCCESS, 0),
    AUDITED_ALSO("4690", AUDIT_SUCCESS, NEEDS_SACL, "Handle Manipulation"),
    AUDITED("4697", AUDIT_SUCCESS, 0),
    AUDITED("4698", AUDIT_SUCCESS, 0),
    AUDITED("4699", AUDIT_SUCCESS, 0),
    AUDITED("4700", AUDIT_SUCCESS, 0),
    AUDITED("4701", AUDIT_SUCCESS, 0),
    AUDITED("4702", AUDIT_SUCCESS, 0),
    AUDITED_ALSO("4703", AUDIT_SUCCESS, NEEDS_TOKEN_RIGHTS, "Token Right Adjusted Events"),
    AUDITED("4706", AUDIT_SUCCESS, 0),
    AUDITED("4707", AUDIT_SUCCESS, 0),
    AUDITED("4713", AUDIT_SUCCESS, 0),
    AUDITED("4715", AUDIT_SUCCESS, 0),
    AUDITED("4716", AUDIT_SUCCESS, 0),
    AUDITED("4717", AUDIT_SUCCESS, 0),
    AUDITED("4718", AUDIT_SUCCESS, 0),
    AUDITED("4719", AUDIT_SUCCESS, 0),
    AUDITED("4720", AUDIT_SUCCESS, 0),
    AUDITED("4722", AUDIT_SUCCESS, 0),
    AUDITED("4723", AUDIT_BOTH, 0),
    AUDITED("4724", AUDIT_BOTH, 0),
    AUDITED("4725", AUDIT_SUCCESS, 0),
    AUDITED("4726", AUDIT_SUCCESS, 0),
    AUDITED("4728", AUDIT_SUCCESS, 0),
    AUDITED("4729", AUDIT_SUCCESS, 0),
    AUDITED("4732", AUDIT_SUCCESS, 0),
    AUDITED("4733", AUDIT_SUCCESS, 0),
    AUDITED("4735", AUDIT_SUCCESS, 0),
    AUDITED("4737", AUDIT_SUCCESS, 0),
    AUDITED("4738", AUDIT_SUCCESS, 0),
    AUDITED("4739", AUDIT_SUCCESS, 0),
    AUDITED("4740", AUDIT_SUCCESS, 0),
    AUDITED("4741", AUDIT_SUCCESS, 0),
    AUDITED("4742", AUDIT_SUCCESS, 0),
    AUDITED("4743", AUDIT_SUCCESS, 0),
    AUDITED("4755", AUDIT_SUCCESS, 0),
    AUDITED("4756", AUDIT_SUCCESS, 0),
    AUDITED("4757", AUDIT_SUCCESS, 0),
    AUDITED("4764", AUDIT_SUCCESS, 0),
    AUDITED("4765", AUDIT_SUCCESS, 0),
    AUDITED("4766", AUDIT_FAILURE, 0),
    AUDITED("4767", AUDIT_SUCCESS, 0),
    AUDITED("4768", AUDIT_BOTH, 0),
    AUDITED("4769", AUDIT_BOTH, 0),
    AUDITED("4770", AUDIT_SUCCESS, 0),
    AUDITED("4771", AUDIT_FAILURE, 0),
    AUDITED("4776", AUDIT_BOTH, 0),
    AUDITED("4778", AUDIT_SUCCESS, 0),
    AUDITED("4779", AUDIT_SUCCESS, 0),
    AUDITED("4781", AUDIT_SUCCESS, 0),
    AUDITED("4793", AUDIT_SUCCESS, 0),
    AUDITED("4798", AUDIT_SUCCESS, 0),
    AUDITED("4799", AUDIT_SUCCESS, 0),
    AUDITED("4886", AUDIT_BOTH, NEEDS_CA_AUDITING),
    AUDITED("4887", AUDIT_BOTH, NEEDS_CA_AUDITING),
    AUDITED("4907", AUDIT_SUCCESS, 0),
    AUDITED("4912", AUDIT_SUCCESS, 0),
    AUDITED("4932", AUDIT_SUCCESS, 0),
    AUDITED("4946", AUDIT_SUCCESS, 0),
    AUDITED("4947", AUDIT_SUCCESS, 0),
    AUDITED("4948", AUDIT_SUCCESS, 0),
    AUDITED("4949", AUDIT_SUCCESS, 0),
    AUDITED("4950", AUDIT_SUCCESS, 0),
    AUDITED("4964", AUDIT_SUCCESS, NEEDS_SPECIAL_GROUPS),
    AUDITED("5024", AUDIT_SUCCESS, 0),
    AUDITED("5025", AUDIT_SUCCESS, 0),
    AUDITED("5031", AUDIT_FAILURE, 0),
    AUDITED("5034", AUDIT_SUCCESS, 0),
    AUDITED("5038", AUDIT_FAILURE, 0),
    AUDITED("5136", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5137", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5139", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5140", AUDIT_BOTH, 0),
    AUDITED("5141", AUDIT_SUCCESS, NEEDS_DIRECTORY_SACL),
    AUDITED("5145", AUDIT_BOTH, 0),
    AUDITED("5152", AUDIT_FAILURE, 0),
    AUDITED("5154", AUDIT_SUCCESS, 0),
    AUDITED("5155", AUDIT_FAILURE, 0),
    AUDITED("5156", AUDIT_SUCCESS, 0),
    AUDITED("5157", AUDIT_FAILURE, 0),
    AUDITED("5158", AUDIT_SUCCESS, 0),
    AUDITED("5159", AUDIT_FAILURE, 0),
    AUDITED("5447", AUDIT_SUCCESS, 0),
    AUDITED("6281", AUDIT_FAILURE, 0),
    AUDITED("6416", AUDIT_SUCCESS, 0),
    AUDITED("6419", AUDIT_SUCCESS, 0),
    AUDITED("6420", AUDIT_SUCCESS, 0),
    AUDITED("6421", AUDIT_SUCCESS, 0),
    AUDITED("6422", AUDIT_SUCCESS, 0),
    AUDITED("6423", AUDIT_SUCCESS, 0),
    AUDITED("6424", AUDIT_SUCCESS, 0),

    LOGGED("6005", "EventLog", "System", 0),
    LOGGED("6006", "EventLog", "System", 0),
    LOGGED("6008", "EventLog", "System", 0),
    OWN_CHANNEL("3008", "Microsoft-Windows-DNS-Client", "Operational", 0),
    LOGGED("104", "Microsoft-Windows-Eventlog", "System", 0),
    LOGGED("1100", "Microsoft-Windows-Eventlog", "Security", 0),
    LOGGED("1101", "Microsoft-Windows-Eventlog", "Security", 0),
    LOGGED("1102", "Microsoft-Windows-Eventlog", "Security", 0),
    LOGGED("1104", "Microsoft-Windows-Eventlog", "Security", 0),
    LOGGED("12", "Microsoft-Windows-Kernel-General", "System", 0),
    LOGGED("13", "Microsoft-Windows-Kernel-General", "System", 0),
    OWN_CHANNEL("30", "Microsoft-Windows-LDAP-Client", "Debug", NEEDS_LDAP_TRACING | NEEDS_READING_IN_PLACE),
    OWN_CHANNEL("4103", POWERSHELL, "Operational", NEEDS_MODULE_LOGGING),
    OWN_CHANNEL("4104", POWERSHELL, "Operational", NEEDS_SCRIPT_BLOCK_LOGGING),
    OWN_CHANNEL("106", TASKS, "Operational", 0),
    OWN_CHANNEL("129", TASKS, "Operational", 0),
    OWN_CHANNEL("140", TASKS, "Operational", 0),
    OWN_CHANNEL("141", TASKS, "Operational", 0),
    OWN_CHANNEL("142", TASKS, "Operational", 0),
    OWN_CHANNEL("200", TASKS, "Operational", 0),
    OWN_CHANNEL("21", SESSIONS, "Operational", 0),
    OWN_CHANNEL("25", SESSIONS, "Operational", 0),
    OWN_CHANNEL("5857", WMI, "Operational", 0),
    OWN_CHANNEL("5858", WMI, "Operational", 0),
    OWN_CHANNEL("5859", WMI, "Operational", 0),
    OWN_CHANNEL("5860", WMI, "Operational", 0),
    OWN_CHANNEL("5861", WMI, "Operational", 0),
    OWN_CHANNEL("5001", DEFENDER, "Operational", 0),
    OWN_CHANNEL("5007", DEFENDER, "Operational", 0),
    OWN_CHANNEL("5010", DEFENDER, "Operational", 0),
    OWN_CHANNEL("5012", DEFENDER, "Operational", 0),
    OWN_CHANNEL("2002", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2003", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2004", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2005", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2006", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2009", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2032", FIREWALL, "Firewall", 0),
    OWN_CHANNEL("2033", FIREWALL, "Firewall", 0),
    LOGGED("400", "PowerShell", "Windows PowerShell", 0),
    LOGGED("800", "PowerShell", "Windows PowerShell", NEEDS_MODULE_LOGGING),
    LOGGED("7036", "Service Control Manager", "System", 0),
    LOGGED("7040", "Service Control Manager", "System", 0),
    LOGGED("7045", "Service Control Manager", "System", 0),
    LOGGED("1074", "User32", "System", 0),
};

static const struct windows_need needs[WINDOWS_NEEDS] = {
    {"a SACL on the objects that are to be watched", NULL},
    {"the sub-category Handle Manipulation as well, which is among the commands", "Handle Manipulation"},
    {"a SACL on the objects of the directory, on domain controllers", NULL},
    {"the policy Include command line in process creation events, where the command line is wanted", NULL},
    {"the policy Turn on Module Logging, with the modules named (* for all)", NULL},
    {"the policy Turn on PowerShell Script Block Logging", NULL},
    {"auditing switched on in the certification authority's own properties", NULL},
    {"the special groups named: the value SpecialGroups under HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa\\Audit",
     NULL},
    {"a key for each program to be watched: HKLM\\SYSTEM\\CurrentControlSet\\Services\\ldap\\Tracing\\PROGRAM.EXE",
     NULL},
    {"to be read on the machine itself: no subscription takes a channel for debugging", NULL},
    {"the sub-category Token Right Adjusted Events from Windows 10 1607 on, which is among the commands",
     "Token Right Adjusted Events"},
};

static bool is_of(const struct windows_event *row, const struct attack_event *event)
{
    if (!fold_equal(row->id, event->id))
        return false;
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
        if (is_of(row, event))
            return row;
    return NULL;
}

const char *windows_sub_category(const struct attack_event *event, size_t index)
{
    const struct windows_event any = {event->id, AUDITING, "Security", {NULL}, AUDIT_BOTH, 0};
    const struct windows_event *row = windows_event_of(event);

    for (size_t i = 0; is_of(&any, event) && i < audited_event_count; i++)
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
