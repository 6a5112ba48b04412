/* SPDX-License-Identifier: MIT
 *
 * What the tests hold audit sub-categories against: Microsoft's reference "Advanced security audit policy settings",
 * which lists on the page of each sub-category the events that it writes. Three that it leaves out, all of Other Object
 * Access Events, are from its page on Windows Server 2008 (4656) and from recorded logs (4658, and 4662 of namespaces
 * of WMI). It needs no new event: what is not here is not compared.
 */
#ifndef ATTACK_EVENTS_TESTS_PUBLISHED_AUDIT_H
#define ATTACK_EVENTS_TESTS_PUBLISHED_AUDIT_H

#include "host/letter_case.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *sub_category, *ids; /* each between blanks */
} published_audit[] = {
    {"Security State Change", " 4616 "},
    {"Security System Extension", " 4610 4611 4614 4622 4697 "},
    {"System Integrity", " 5038 6281 "},
    {"Other System Events", " 5024 5025 5034 "},
    {"Logon", " 4624 4625 4648 "},
    {"Logoff", " 4634 4647 "},
    {"Account Lockout", " 4625 "},
    {"Special Logon", " 4672 4964 "},
    {"Other Logon/Logoff Events", " 4778 4779 "},
    {"File System", " 4656 4658 4660 4663 4670 "},
    {"Registry", " 4656 4657 4658 4660 4663 4670 "},
    {"Kernel Object", " 4656 4658 4660 4663 "},
    {"SAM", " 4658 4661 "},
    {"Certification Services", " 4886 4887 "},
    {"Handle Manipulation", " 4690 "},
    {"File Share", " 5140 "},
    {"Filtering Platform Packet Drop", " 5152 "},
    {"Filtering Platform Connection", " 5031 5154 5155 5156 5157 5158 5159 "},
    {"Other Object Access Events", " 4656 4658 4662 4698 4699 4700 4701 4702 "},
    {"Sensitive Privilege Use", " 4673 4674 "},
    {"Non Sensitive Privilege Use", " 4673 4674 "},
    {"Process Creation", " 4688 "},
    {"Process Termination", " 4689 "},
    {"Audit Policy Change", " 4715 4719 4907 4912 "},
    {"Authentication Policy Change", " 4670 4706 4707 4713 4716 4717 4718 4739 "},
    {"Authorization Policy Change", " 4670 4703 "},
    {"MPSSVC Rule-Level Policy Change", " 4946 4947 4948 4949 4950 "},
    {"Other Policy Change Events", " 5447 "},
    {"User Account Management", " 4720 4722 4723 4724 4725 4726 4738 4740 4765 4766 4767 4781 4798 "},
    {"Computer Account Management", " 4741 4742 4743 "},
    {"Security Group Management", " 4728 4729 4732 4733 4735 4737 4755 4756 4757 4764 4799 "},
    {"Other Account Management Events", " 4793 "},
    {"Directory Service Access", " 4661 4662 "},
    {"Directory Service Changes", " 5136 5137 5139 5141 "},
    {"Directory Service Replication", " 4932 "},
    {"Credential Validation", " 4776 "},
    {"Kerberos Service Ticket Operations", " 4769 4770 "},
    {"Kerberos Authentication Service", " 4768 4771 "},
    {"Detailed File Share", " 5145 "},
    {"Removable Storage", " 4656 4663 "},
    {"Plug and Play Events", " 6416 6419 6420 6421 6422 6423 6424 "},
    {"Group Membership", " 4627 "},
    {"Token Right Adjusted Events", " 4703 "},
};

enum { PUBLISHED_AUDIT = sizeof published_audit / sizeof published_audit[0] };

/* Whether an event is published as one of `sub_category`; of any, where that is NULL. */
static inline bool is_published(const char *id, const char *sub_category)
{
    char between_blanks[16];

    snprintf(between_blanks, sizeof between_blanks, " %s ", id);
    for (int i = 0; i < PUBLISHED_AUDIT; i++)
        if (strstr(published_audit[i].ids, between_blanks) &&
            (!sub_category || fold_equal(published_audit[i].sub_category, sub_category)))
            return true;
    return false;
}

#endif
