/* SPDX-License-Identifier: MIT
 *
 * The keys of a condition: a field and Sigma's modifiers, "CommandLine|contains|all". It knows nothing of values.
 */
#ifndef GEN_CONDITION_KEYS_H
#define GEN_CONDITION_KEYS_H

#include "read.h"

enum modifier {
    MODIFIER_CONTAINS = 1 << 0,
    MODIFIER_STARTSWITH = 1 << 1,
    MODIFIER_ENDSWITH = 1 << 2,
    MODIFIER_EXISTS = 1 << 3,
    MODIFIER_CIDR = 1 << 4,
    MODIFIER_GT = 1 << 5,
    MODIFIER_GTE = 1 << 6,
    MODIFIER_LT = 1 << 7,
    MODIFIER_LTE = 1 << 8,
    MODIFIER_ALL = 1 << 9,
    MODIFIER_CASED = 1 << 10,
    MODIFIER_WINDASH = 1 << 11,
    MODIFIER_WIDE = 1 << 12,
    MODIFIER_BASE64 = 1 << 13,
    MODIFIER_BASE64OFFSET = 1 << 14,
    MODIFIER_FIELDREF = 1 << 15,
    MODIFIER_RE = 1 << 16,
    MODIFIER_RE_FOLDED = 1 << 17, /* i, m, s */
    MODIFIER_RE_LINES = 1 << 18,
    MODIFIER_RE_OVER_LINES = 1 << 19,
    MODIFIER_UTF16BE = 1 << 20,
    MODIFIER_UTF16 = 1 << 21 /* little-endian, behind a byte order mark */
};
enum { MODIFIER_PARTS = MODIFIER_CONTAINS | MODIFIER_STARTSWITH | MODIFIER_ENDSWITH };
enum { MODIFIER_WIDES = MODIFIER_WIDE | MODIFIER_UTF16BE | MODIFIER_UTF16 };
enum { MODIFIER_NUMBERS = MODIFIER_GT | MODIFIER_GTE | MODIFIER_LT | MODIFIER_LTE };

struct condition_key {
    uint32_t field; /* text; ABSENT: any value of the event */
    unsigned modifiers;
};

/* Whether a key has modifiers. */
bool has_modifiers(const struct node *key);

/* Returns false, and reports, if a modifier is unknown, or contradicts another one. */
bool read_condition_key(struct reading *reading, const struct node *key, struct condition_key *result);

#endif
