/* SPDX-License-Identifier: MIT
 *
 * The table of Sysmon's event ids and the names of their filters in schema 4.90 (Sysmon 15). Source: "Sysmon",
 * Microsoft Sysinternals.
 */
#include "sysmon_events.h"

#include "host/letter_case.h"

#include <stddef.h>

const struct sysmon_event sysmon_events[SYSMON_EVENTS] = {
    {"1", "1", "ProcessCreate", SYSMON_FILTERED, true},
    {"2", "2", "FileCreateTime", SYSMON_FILTERED, false},
    {"3", "3", "NetworkConnect", SYSMON_FILTERED, true},
    {"4", "4", "ServiceStateChange", SYSMON_UNASKED, true},
    {"5", "5", "ProcessTerminate", SYSMON_FILTERED, true},
    {"6", "6", "DriverLoad", SYSMON_FILTERED, false},
    {"7", "7", "ImageLoad", SYSMON_FILTERED, false},
    {"8", "8", "CreateRemoteThread", SYSMON_FILTERED, false},
    {"9", "9", "RawAccessRead", SYSMON_FILTERED, true},
    {"10", "10", "ProcessAccess", SYSMON_FILTERED, true},
    {"11", "11", "FileCreate", SYSMON_FILTERED, true},
    {"12", "12-14", "RegistryEvent", SYSMON_FILTERED, false},
    {"13", "12-14", "RegistryEvent", SYSMON_FILTERED, false},
    {"14", "12-14", "RegistryEvent", SYSMON_FILTERED, false},
    {"15", "15", "FileCreateStreamHash", SYSMON_FILTERED, false},
    {"16", "16", "ServiceConfigurationChange", SYSMON_UNASKED, true},
    {"17", "17-18", "PipeEvent", SYSMON_FILTERED, false},
    {"18", "17-18", "PipeEvent", SYSMON_FILTERED, false},
    {"19", "19-21", "WmiEvent", SYSMON_FILTERED, false},
    {"20", "19-21", "WmiEvent", SYSMON_FILTERED, false},
    {"21", "19-21", "WmiEvent", SYSMON_FILTERED, false},
    {"22", "22", "DnsQuery", SYSMON_FILTERED, false},
    {"23", "23", "FileDelete", SYSMON_FILTERED, true},
    {"24", "24", "ClipboardChange", SYSMON_FILTERED, false},
    {"25", "25", "ProcessTampering", SYSMON_FILTERED, false},
    {"26", "26", "FileDeleteDetected", SYSMON_FILTERED, false},
    {"27", "27", "FileBlockExecutable", SYSMON_BLOCKING, false},
    {"28", "28", "FileBlockShredding", SYSMON_BLOCKING, false},
    {"29", "29", "FileExecutableDetected", SYSMON_FILTERED, false},
};

const struct sysmon_event *sysmon_event(const char *id)
{
    for (unsigned i = 0; i < SYSMON_EVENTS; i++)
        if (fold_equal(sysmon_events[i].id, id))
            return &sysmon_events[i];
    return NULL;
}
