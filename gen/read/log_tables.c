/* SPDX-License-Identifier: MIT
 *
 * A log that is missing here costs rows: what an analytic says of it counts as prose.
 */
#include "log_tables.h"

#include "log_words.h"

#define SYSMON "Microsoft-Windows-Sysmon/Operational"
#define POWERSHELL "Microsoft-Windows-PowerShell/Operational"
#define SCHEDULER "Microsoft-Windows-TaskScheduler/Operational"
#define GROUP_POLICY "Microsoft-Windows-GroupPolicy/Operational"

/* A record EXECVE holds the arguments of the call, which has a record SYSCALL as well. */
static const char *const audit_execve[] = {"EXECVE", NULL};

/* ---- Logs other than Windows' ----------------------------------------------------------------------------------- */

const struct log_family log_families[] = {
    {.log = "WinEventLog:*", .shape = KEY_CODE},
    {.log = "linux:Sysmon", .shape = KEY_CODE},
    {.log = "AWS:CloudTrail", .label = "eventName=", .shape = KEY_OPERATION, .provider = "cloudtrail",
     .id = "cloudtrail", .field = "eventName", .platform = "aws"},
    {.log = "AWS:CloudTrail", .label = "eventName:", .shape = KEY_OPERATION, .provider = "cloudtrail",
     .id = "cloudtrail", .field = "eventName", .platform = "aws"},
    {.log = "AWS:CloudTrail", .shape = KEY_OPERATION, .provider = "cloudtrail", .id = "cloudtrail",
     .field = "eventName", .platform = "aws"},
    {.log = "AWS:CloudTrail", .shape = KEY_WORD, .words = cloud_calls, .provider = "cloudtrail", .id = "cloudtrail",
     .field = "eventName", .platform = "aws"},
    {.log = "AWS:CloudTrail", .label = "eventType=", .shape = KEY_ANYTHING, .is_silent = true},
    {.log = "CloudTrail:*", .shape = KEY_OPERATION, .provider = "cloudtrail", .id = "cloudtrail",
     .field = "eventName", .platform = "aws"},
    {.log = "NSM:Flow", .shape = KEY_LOG, .words = zeek_logs, .provider = "zeek"},
    {.log = "auditd:*", .shape = KEY_WORD, .words = audit_records, .provider = "auditd"},
    {.log = "auditd:*", .shape = KEY_WORD, .words = system_calls, .provider = "auditd", .id = "SYSCALL",
     .field = "syscall"},
    {.log = "auditd:*", .shape = KEY_WORD, .words = audit_execve, .provider = "auditd", .id = "SYSCALL",
     .field = "syscall", .value = "execve"},
    {.log = "auditd:*", .label = "SYSCALL", .shape = KEY_WORD, .words = system_calls, .provider = "auditd",
     .id = "SYSCALL", .field = "syscall"},
    {.log = "ebpf:syscalls", .shape = KEY_WORD, .words = system_calls},
    {.log = "fs:fsusage", .shape = KEY_WORD, .words = system_calls},
    {.log = "fs:fileevents", .shape = KEY_WORD, .words = system_calls},
    {.log = "linux:osquery", .shape = KEY_TABLE, .words = osquery_tables, .provider = "osquery"},
    {.log = "macos:osquery", .shape = KEY_TABLE, .words = osquery_tables, .provider = "osquery"},
    {.log = "macos:endpointsecurity", .shape = KEY_ES_EVENT, .words = es_events, .provider = "EndpointSecurity"},
    {.log = "macos:unifiedlog", .shape = KEY_SUBSYSTEM, .id = "unifiedlog", .field = "subsystem"},
    {.log = "macos:unifiedlog", .label = "subsystem=", .shape = KEY_ANYTHING, .id = "unifiedlog",
     .field = "subsystem"},
    {.log = "macos:unifiedlog", .label = "process =", .shape = KEY_QUOTED, .id = "unifiedlog", .field = "process"},
    {.log = "azure:activity", .label = "Azure CLI Operation:", .shape = KEY_PATH, .id = "azure",
     .field = "operationName", .cloud = "azure"},
    {.log = "azure:activity", .shape = KEY_PATH, .id = "azure", .field = "operationName", .cloud = "azure"},
    {.log = "azure:activity", .shape = KEY_WORD, .words = directory_activities, .id = "azure",
     .field = "activityDisplayName", .cloud = "azure"},
    {.log = "azure:audit", .shape = KEY_WORD, .words = directory_activities, .id = "azure",
     .field = "activityDisplayName", .cloud = "azure"},
    {.log = "azure:signinlogs", .label = "Operation=", .shape = KEY_OPERATION, .id = "azure",
     .field = "operationName", .cloud = "azure"},
    {.log = "azure:signinlogs", .label = "OperationName=", .shape = KEY_OPERATION, .id = "azure",
     .field = "operationName", .cloud = "azure"},
    {.log = "Microsoft Graph API Logs", .shape = KEY_METHOD, .id = "azure", .field = "method"},
    {.log = "m365:*", .shape = KEY_ACTIVITY, .words = directory_activities, .id = "m365", .field = "Operation"},
    {.log = "gcp:audit", .shape = KEY_METHOD, .id = "gcp", .field = "methodName", .cloud = "gcp"},
    {.log = "Google Admin Audit", .shape = KEY_METHOD, .id = "gcp", .field = "methodName"},
    {.log = "kubernetes:*", .shape = KEY_WORD, .words = kubernetes_verbs, .id = "kubernetes", .field = "verb"},
    {.log = "kubernetes:*", .label = "verb=", .shape = KEY_WORD, .words = kubernetes_verbs, .id = "kubernetes",
     .field = "verb"},
    {.log = "kubernetes:*", .label = "resource=", .shape = KEY_ANYTHING, .id = "kubernetes", .field = "resource"},
    {.log = "kubernetes:*", .label = "group=", .shape = KEY_ANYTHING, .id = "kubernetes", .field = "group"},
    {.log = "docker:*", .shape = KEY_WORD, .words = container_actions, .id = "docker", .field = "Action"},
    {.log = "containerd:events", .shape = KEY_WORD, .words = container_actions, .id = "docker", .field = "Action"},
    {.log = "Okta:*", .label = "eventType:", .shape = KEY_METHOD, .id = "*", .field = "eventType"},
    {.log = "Okta:*", .shape = KEY_METHOD, .id = "*", .field = "eventType"},
    {.log = "saas:*", .shape = KEY_METHOD, .id = "*", .field = "eventType"},
};
const size_t log_family_count = sizeof log_families / sizeof *log_families;

/* ---- Windows ---------------------------------------------------------------------------------------------------- */

const struct windows_event windows_events[] = {
    {"WinEventLog:Security", 1100, 1108, "Microsoft-Windows-Eventlog", "Security", NULL},
    {"WinEventLog:Security", 1200, 1206, "AD FS Auditing", "Security", NULL},
    {"WinEventLog:Security", 4608, 6424, "Microsoft-Windows-Security-Auditing", "Security", NULL},
    {"WinEventLog:Security", 1074, 1074, "User32", "System", "is in the log System"},
    {"WinEventLog:Security", 3033, 3033, "Microsoft-Windows-CodeIntegrity",
     "Microsoft-Windows-CodeIntegrity/Operational", "is in the log of CodeIntegrity"},
    {"WinEventLog:Security", 4103, 4106, "Microsoft-Windows-PowerShell", POWERSHELL, "is in the log of PowerShell"},
    {"WinEventLog:Security", 7000, 7045, "Service Control Manager", "System", "is in the log System"},
    {"WinEventLog:Sysmon", 1, 29, "Microsoft-Windows-Sysmon", SYSMON, NULL},
    {"WinEventLog:Sysmon", 255, 255, "Microsoft-Windows-Sysmon", SYSMON, NULL},
    {"WinEventLog:PowerShell", 400, 800, "PowerShell", "Windows PowerShell", NULL},
    {"WinEventLog:PowerShell", 4100, 4106, "Microsoft-Windows-PowerShell", POWERSHELL, NULL},
    {"WinEventLog:System", 100, 203, "Microsoft-Windows-TaskScheduler", SCHEDULER, "is in the log of TaskScheduler"},
    {"WinEventLog:System", 1020, 1020, "Microsoft-Windows-DHCP-Server", "System", "is taken to be the DHCP server's"},
    {"WinEventLog:System", 1063, 1063, "Microsoft-Windows-DHCP-Server", "System", "is taken to be the DHCP server's"},
    {"WinEventLog:System", 1341, 1342, "Microsoft-Windows-DHCP-Server", "System", "is taken to be the DHCP server's"},
    {"WinEventLog:System", 1500, 1503, "Microsoft-Windows-GroupPolicy", "System", NULL},
    {"WinEventLog:System", 2003, 2003, "Microsoft-Windows-DriverFrameworks-UserMode",
     "Microsoft-Windows-DriverFrameworks-UserMode/Operational", "is in the log of DriverFrameworks-UserMode"},
    {"WinEventLog:System", 4016, 4016, "Microsoft-Windows-GroupPolicy", GROUP_POLICY, "is in the log of GroupPolicy"},
    {"WinEventLog:System", 5312, 5312, "Microsoft-Windows-GroupPolicy", GROUP_POLICY, "is in the log of GroupPolicy"},
    {"WinEventLog:System", 7000, 7045, "Service Control Manager", "System", NULL},
    {"WinEventLog:Application", 1000, 1000, "Application Error", "Application", NULL},
    {"WinEventLog:CodeIntegrity", 3001, 3099, "Microsoft-Windows-CodeIntegrity",
     "Microsoft-Windows-CodeIntegrity/Operational", NULL},
    {"WinEventLog:Microsoft-Windows-SMBClient/Security", 31000, 31022, "Microsoft-Windows-SMBClient",
     "Microsoft-Windows-SmbClient/Security", NULL},
    {"WinEventLog:Microsoft-Windows-WLAN-AutoConfig", 8000, 12999, "Microsoft-Windows-WLAN-AutoConfig",
     "Microsoft-Windows-WLAN-AutoConfig/Operational", NULL},
    {"WinEventLog:Microsoft-Windows-Windows Firewall With Advanced Security/Firewall", 2000, 2099,
     "Microsoft-Windows-Windows Firewall With Advanced Security",
     "Microsoft-Windows-Windows Firewall With Advanced Security/Firewall", NULL},
    {"WinEventLog:TaskScheduler", 100, 203, "Microsoft-Windows-TaskScheduler", SCHEDULER, NULL},
    {"WinEventLog:WMI", 5857, 5861, "Microsoft-Windows-WMI-Activity", "Microsoft-Windows-WMI-Activity/Operational",
     NULL},
    {"WinEventLog:WinRM", 1, 254, "Microsoft-Windows-WinRM", "Microsoft-Windows-WinRM/Operational", NULL},
    /* Sysmon for Linux has these, and no others. */
    {"linux:Sysmon", 1, 1, "Linux-Sysmon", "Linux-Sysmon/Operational", NULL},
    {"linux:Sysmon", 3, 5, "Linux-Sysmon", "Linux-Sysmon/Operational", NULL},
    {"linux:Sysmon", 9, 9, "Linux-Sysmon", "Linux-Sysmon/Operational", NULL},
    {"linux:Sysmon", 11, 11, "Linux-Sysmon", "Linux-Sysmon/Operational", NULL},
    {"linux:Sysmon", 16, 16, "Linux-Sysmon", "Linux-Sysmon/Operational", NULL},
    {"linux:Sysmon", 23, 23, "Linux-Sysmon", "Linux-Sysmon/Operational", NULL},
};
const size_t windows_event_count = sizeof windows_events / sizeof *windows_events;
