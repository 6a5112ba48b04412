/* SPDX-License-Identifier: MIT
 *
 * Names for the numbers in records of Linux's audit system: system calls and types of records.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_NAMES_H
#define ATTACK_EVENTS_CLI_AUDIT_NAMES_H

#include "attack_events.h"

enum { AUDIT_PROCESSORS = 3, AUDIT_NO_CALL = 65535 };

/* The tables, which audit_names.cmake makes. */
struct audit_call {
    const char *name;
    unsigned short numbers[AUDIT_PROCESSORS]; /* on x86_64, i386, aarch64; or AUDIT_NO_CALL */
};
extern const struct audit_call audit_calls[];
extern const size_t audit_call_count;

struct audit_type {
    const char *name;
    unsigned short number[1];
};
extern const struct audit_type audit_types[];
extern const size_t audit_type_count;

/* Returns the name of the processor that a record spells `arch`, or NULL if it is not known. If it is, `call` becomes
 * the name of its system call with this number, or NULL. */
const char *audit_processor_name(struct attack_text arch, unsigned long number, const char **call);

/* Returns the name of a type of record, or NULL if it is not known. */
const char *audit_type_name(unsigned long number);

/* Returns the number of a type of record, or 0 if it is not known. */
unsigned audit_type_number(struct attack_text name);

#endif
