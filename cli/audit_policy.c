/* SPDX-License-Identifier: MIT
 *
 * Sub-categories and GUIDs: Microsoft's [MS-GPAC], "Subcategory and SubcategoryGUID". Outcomes and prerequisites:
 * Microsoft's pages "Advanced security audit policy settings" and on the single events.
 */
#include "audit_policy.h"

#include "fold.h"

#include <string.h>

#define GUID(number) "{0CCE" number "-69AE-11D9-BED3-505054503030}"

static const struct audit_sub_category sub_categories[] = {
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

/* Events that success alone does not write. */
static const struct {
    const char *id;
    unsigned outcomes;
} outcomes[] = {
    {"4625", AUDIT_FAILURE},
    {"4649", AUDIT_FAILURE},
    {"4653", AUDIT_FAILURE},
    {"4656", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4661", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4662", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4673", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4674", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4768", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4769", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4771", AUDIT_FAILURE},
    {"4776", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4723", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4724", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"4766", AUDIT_FAILURE},
    {"5031", AUDIT_FAILURE},
    {"5038", AUDIT_FAILURE},
    {"5140", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"6281", AUDIT_FAILURE},
    {"5145", AUDIT_SUCCESS | AUDIT_FAILURE},
    {"5152", AUDIT_FAILURE},
    {"5155", AUDIT_FAILURE},
    {"5157", AUDIT_FAILURE},
    {"5159", AUDIT_FAILURE},
};

#define SACL "a SACL on the objects that are to be watched"
#define DIRECTORY_SACL "a SACL on the objects of the directory, on domain controllers"

static const struct {
    const char *id, *text;
} prerequisites[] = {
    {"4656", SACL},
    {"4656", "the sub-category Handle Manipulation as well: " GUID("9223")},
    {"4658", SACL},
    {"4658", "the sub-category Handle Manipulation as well: " GUID("9223")},
    {"4660", SACL},
    {"4661", SACL},
    {"4661", "the sub-category Handle Manipulation as well: " GUID("9223")},
    {"4662", DIRECTORY_SACL},
    {"4663", SACL},
    {"4657", SACL},
    {"4670", SACL},
    {"4690", "the sub-category Handle Manipulation as well: " GUID("9223")},
    {"5136", DIRECTORY_SACL},
    {"5137", DIRECTORY_SACL},
    {"5138", DIRECTORY_SACL},
    {"5139", DIRECTORY_SACL},
    {"5141", DIRECTORY_SACL},
    {"4103", "the policy Turn on Module Logging, with the modules named (* for all)"},
    {"4104", "the policy Turn on PowerShell Script Block Logging"},
    {"4688", "the policy Include command line in process creation events, where the command line is wanted"},
    {"4886", "auditing switched on in the certification authority's own properties"},
    {"4887", "auditing switched on in the certification authority's own properties"},
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

const struct audit_sub_category *audit_sub_category(const char *name)
{
    for (size_t i = 0; i < COUNT(sub_categories); i++)
        if (fold_equal(sub_categories[i].name, name))
            return &sub_categories[i];
    return NULL;
}

unsigned audit_outcomes(const char *event_id)
{
    for (size_t i = 0; i < COUNT(outcomes); i++)
        if (strcmp(outcomes[i].id, event_id) == 0)
            return outcomes[i].outcomes;
    return AUDIT_SUCCESS;
}

const char *audit_prerequisite(const char *event_id, size_t index)
{
    for (size_t i = 0; i < COUNT(prerequisites); i++)
        if (strcmp(prerequisites[i].id, event_id) == 0 && index-- == 0)
            return prerequisites[i].text;
    return NULL;
}
