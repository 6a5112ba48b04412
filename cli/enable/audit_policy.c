/* SPDX-License-Identifier: MIT
 *
 * The table of audit sub-categories. Names and GUIDs are from Microsoft's [MS-GPAC], "Subcategory and SubcategoryGUID".
 */
#include "audit_policy.h"

#include "host/letter_case.h"

#define GUID(number) "{0CCE" number "-69AE-11D9-BED3-505054503030}"

const struct audit_sub_category audit_sub_categories[AUDIT_SUB_CATEGORIES] = {
    {"Security State Change", GUID("9210")},
    {"Security System Extension", GUID("9211")},
    {"System Integrity", GUID("9212")},
    {"IPsec Driver", GUID("9213")},
    {"Other System Events", GUID("9214")},
    {"Logon", GUID("9215")},
    {"Logoff", GUID("9216")},
    {"Account Lockout", GUID("9217")},
    {"IPsec Main Mode", GUID("9218")},
    {"IPsec Quick Mode", GUID("9219")},
    {"IPsec Extended Mode", GUID("921A")},
    {"Special Logon", GUID("921B")},
    {"Other Logon/Logoff Events", GUID("921C")},
    {"File System", GUID("921D")},
    {"Registry", GUID("921E")},
    {"Kernel Object", GUID("921F")},
    {"SAM", GUID("9220")},
    {"Certification Services", GUID("9221")},
    {"Application Generated", GUID("9222")},
    {"Handle Manipulation", GUID("9223")},
    {"File Share", GUID("9224")},
    {"Filtering Platform Packet Drop", GUID("9225")},
    {"Filtering Platform Connection", GUID("9226")},
    {"Other Object Access Events", GUID("9227")},
    {"Sensitive Privilege Use", GUID("9228")},
    {"Non Sensitive Privilege Use", GUID("9229")},
    {"Other Privilege Use Events", GUID("922A")},
    {"Process Creation", GUID("922B")},
    {"Process Termination", GUID("922C")},
    {"DPAPI Activity", GUID("922D")},
    {"RPC Events", GUID("922E")},
    {"Audit Policy Change", GUID("922F")},
    {"Authentication Policy Change", GUID("9230")},
    {"Authorization Policy Change", GUID("9231")},
    {"MPSSVC Rule-Level Policy Change", GUID("9232")},
    {"Filtering Platform Policy Change", GUID("9233")},
    {"Other Policy Change Events", GUID("9234")},
    {"User Account Management", GUID("9235")},
    {"Computer Account Management", GUID("9236")},
    {"Security Group Management", GUID("9237")},
    {"Distribution Group Management", GUID("9238")},
    {"Application Group Management", GUID("9239")},
    {"Other Account Management Events", GUID("923A")},
    {"Directory Service Access", GUID("923B")},
    {"Directory Service Changes", GUID("923C")},
    {"Directory Service Replication", GUID("923D")},
    {"Detailed Directory Service Replication", GUID("923E")},
    {"Credential Validation", GUID("923F")},
    {"Kerberos Service Ticket Operations", GUID("9240")},
    {"Other Account Logon Events", GUID("9241")},
    {"Kerberos Authentication Service", GUID("9242")},
    {"Network Policy Server", GUID("9243")},
    {"Detailed File Share", GUID("9244")},
    {"Removable Storage", GUID("9245")},
    {"Central Policy Staging", GUID("9246")},
    {"User / Device Claims", GUID("9247")},
    {"Plug and Play Events", GUID("9248")},
    {"Group Membership", GUID("9249")},
    {"Token Right Adjusted Events", GUID("924A")},
};

unsigned audit_sub_category(const char *name)
{
    unsigned i = 0;

    while (i < AUDIT_SUB_CATEGORIES && !fold_equal(audit_sub_categories[i].name, name))
        i++;
    return i;
}
