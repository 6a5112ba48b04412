/* SPDX-License-Identifier: MIT
 *
 * Of processors, those are known whose records are most frequent. Others keep the number of a system call alone.
 */
#include "audit_names.h"

#include <string.h>

static const struct {
    const char *code, *name; /* as records spell it, and as the audit system calls it */
} processors[AUDIT_PROCESSORS] = {{"c000003e", "x86_64"}, {"40000003", "i386"}, {"c00000b7", "aarch64"}};

const char *audit_processor_name(struct attack_text arch, unsigned long number, const char **call)
{
    *call = NULL;
    for (size_t i = 0; i < AUDIT_PROCESSORS; i++) {
        if (!attack_text_is(arch, processors[i].code))
            continue;
        for (size_t at = 0; at < audit_call_count && number < AUDIT_NO_CALL && !*call; at++)
            if (audit_calls[at].numbers[i] == number)
                *call = audit_calls[at].name;
        return processors[i].name;
    }
    return NULL;
}

const char *audit_type_name(unsigned long number)
{
    for (size_t i = 0; i < audit_type_count; i++)
        if (audit_types[i].number[0] == number)
            return audit_types[i].name;
    return NULL;
}

unsigned audit_type_number(struct attack_text name)
{
    for (size_t i = 0; i < audit_type_count; i++)
        if (strlen(audit_types[i].name) == name.length && memcmp(audit_types[i].name, name.text, name.length) == 0)
            return audit_types[i].number[0];
    return 0;
}
