/* SPDX-License-Identifier: MIT
 *
 * The rules that make Linux's audit system write an event: which system calls are audited together, and what keeps
 * their records few. Which calls and files are wanted at all comes from the filters of the mapping.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_RULES_H
#define ATTACK_EVENTS_CLI_AUDIT_RULES_H

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>

struct audit_rules;

/* What an event of auditd is about, by its filters or its condition; NULL where they do not say. */
struct audited_object {
    const char *call; /* the filter SYSCALL */
    const char *path; /* the filter name */
    const char *nametype;
    const struct audit_rules *rules; /* the rules for the calls or the nametype of a condition */
};

struct audit_rules {
    const char *name;         /* for people; "" for a call that the table does not have */
    const char *calls;        /* between blanks; NULL: rules on files by name */
    const char *records;      /* other records that the same rules bring, between blanks; PATH with its nametype */
    const char *narrowing[2]; /* fields of the rule, or of two rules; NULL if there are none */
    const char *note;         /* why it is narrowed or left off; NULL if it is neither */
    bool is_left_off;         /* the rules are printed as comments */
};

/* Returns the rules for an event of auditd, by its record type; NULL if no rule makes auditd write it. */
const struct audit_rules *audit_rules_of(const char *record, const struct audited_object *object);

/* Returns what the filters of an event say, or its condition. */
struct audited_object audited_object_of_event(const struct attack_db *db, const struct attack_event *event);

/* Whether only x86 has the call: newer processors (arm64, RISC-V) have another one in its place. */
bool audit_call_is_old(const char *call, size_t length);

/* Whether the 32-bit programs of x86 have the call under this name. */
bool audit_call_is_of_32_bit(const char *call, size_t length);

#endif
