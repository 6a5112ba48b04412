/* SPDX-License-Identifier: MIT
 *
 * Sources: "4688(S): A new process has been created" and "Command line process auditing" in Microsoft's documentation
 * of Windows; "Sysmon", Microsoft Sysinternals, for HashAlgorithms, which has no default.
 * windows_events.c has the command line of 4688.
 */
#include "field_needs.h"

#include "host/letter_case.h"
#include "text/text.h"

#include <string.h>

#define AUDITING "Microsoft-Windows-Security-Auditing"
#define SYSMON "Microsoft-Windows-Sysmon"
#define HASHED " 1 6 7 15 23 24 26 27 29 "
#define HASHES "algorithms named in its configuration: <HashAlgorithms>SHA256,IMPHASH</HashAlgorithms>"

static const struct field_need needs[] = {
    {" 4688 ", AUDITING, "ParentProcessName", "Windows 10, Windows Server 2016 or later"},
    {" 4688 ", AUDITING, "MandatoryLabel", "Windows 10, Windows Server 2016 or later"},
    {HASHED, SYSMON, "Hashes", HASHES},
    {HASHED, SYSMON, "Hash", HASHES},
};

const struct field_need *field_need_at(size_t index)
{
    return index < sizeof needs / sizeof *needs ? &needs[index] : NULL;
}

static bool has_id(const char *ids, const char *id)
{
    return id && *id && !strchr(id, ' ') && text_has_word(ids, id, strlen(id));
}

static bool is_asked_for(const struct attack_db *db, const char *field)
{
    const char *name;

    for (uint32_t i = 0; (name = attack_field_name(db, i)) != NULL; i++)
        if (fold_equal(name, field))
            return true;
    return false;
}

bool field_need_is_of(const struct field_need *need, const struct attack_db *db, const struct attack_event *event)
{
    return has_id(need->ids, event->id) && fold_equal(event->provider, need->provider) && is_asked_for(db, need->field);
}
