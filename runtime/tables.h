/* SPDX-License-Identifier: MIT
 *
 * The layout of a compiled mapping, which the generator writes and the runtime reads. Private to these two: an
 * application must not include it. A released layout changes as docs/stability.md says. A mapping generated for a
 * layout that the runtime does not know does not compile; if it is linked nevertheless, the runtime treats it as empty.
 *
 * Text is an offset into `strings`, where every string ends in NUL; offset 0 is absent text.
 * A record is a fixed number of cells. A cell is 16 bits wide, or 32 in a mapping that needs it (`wide`). All tables of
 * a mapping have the same width, so that a reader can decide once. A list is a position in `lists`, a stream of numbers
 * in LEB128 (seven bits a byte, the lowest first, the high bit set in all but the last). Unless noted otherwise, a list
 * starts with the number of its items. Equal lists are stored once. Position 0 means that there is no list.
 */
#ifndef ATTACK_TABLES_H
#define ATTACK_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ATTACK_TABLES_MAJOR 1
#define ATTACK_TABLES_MINOR 0
#define ATTACK_TABLES_LAYOUT (ATTACK_TABLES_MAJOR * 0x10000u + ATTACK_TABLES_MINOR)

#define ATTACK_STRING_PADDING 7 /* bytes behind the last string, so that eight can be read from any place */

/* Techniques, sorted bytewise by id. */
enum {
    TECHNIQUE_TEXT, /* text: the id; behind its NUL the name, empty if there is none */
    TECHNIQUE_BODY, /* list: the tactics and the platforms, each a list of texts; then the number of runs, and the runs
                     */
    TECHNIQUE_CELLS
};

/* A run: consecutive rows of one kind (enum attack_kind) and one data component. Often many techniques have the same
 * run. */
enum {
    RUN_COMPONENT, /* 16 * (data component + 1; 0: none) + 2 * kind, plus 1 if an earlier run of the technique has that
                      component */
    RUN_GROUPS,    /* list: the number of groups, the number of rows in them, then the groups. A group is a
                      relationship + 1 (0: none), the number of events, each event + 1 (0: none) */
    RUN_CELLS
};
#define RUN_COMPONENTS 16u /* what a data component is multiplied by */

/* Data components, sorted bytewise by data source, then name. */
enum { COMPONENT_SOURCE, COMPONENT_NAME, COMPONENT_CELLS };

/* Relationships, in the order of the input. */
enum {
    RELATIONSHIP_ID,
    RELATIONSHIP_NAME,
    RELATIONSHIP_SOURCE,
    RELATIONSHIP_RELATIONSHIP,
    RELATIONSHIP_TARGET,
    RELATIONSHIP_CELLS
};

/* Events, sorted bytewise by id with A to Z as a to z; of one id, those with a condition last and by log; then in the
 * order of the input. */
enum {
    EVENT_ID,
    EVENT_NAME,
    EVENT_LOG,
    EVENT_FILTERS,        /* list: the number of filters times 2, plus 1 if the event has a condition (then there is no
                             filter); for each, the number of the field and the text of the value */
    EVENT_TECHNIQUE_LIST, /* the number of techniques times 2, plus 1 if some are no candidates; the first technique,
                             then the difference of each from the one before; if some are no candidates, how many, and
                             for each 4 * (techniques between it and the one before) + its kind - 1 */
    EVENT_CELLS
};

/* The log of an event, and its audit policy. */
enum { LOG_PLATFORM, LOG_CHANNEL, LOG_PROVIDER, LOG_AUDIT_CATEGORY, LOG_AUDIT_SUB_CATEGORY, LOG_CELLS };

/* Name, tactics and platforms of a technique in a run whose rows differ from TECHNIQUE_*, sorted by technique and run.
 * Usually there are none. */
enum {
    VARIANT_TECHNIQUE,
    VARIANT_RUN, /* the number of earlier runs of the technique */
    VARIANT_NAME,
    VARIANT_TACTICS,
    VARIANT_PLATFORMS,
    VARIANT_CELLS
};

/* Ids that ATT&CK retired, as numbers and sorted: T1562.001 is 1562, 1; T1562 is 1562, 0. */
enum {
    RETIRED_NUMBER,
    RETIRED_SUB_NUMBER,
    RETIRED_SUCCESSOR, /* the technique that replaces it + 1; 0: it is deprecated */
    RETIRED_CELLS
};

/* Other names of event ids, sorted bytewise with A to Z as a to z. An alias is no event's id. */
enum {
    ALIAS_NAME,  /* text */
    ALIAS_EVENT, /* the first event with the id that it stands for */
    ALIAS_CELLS
};

/* The names of the fields that filters ask for, each once. */
enum { FIELD_NAME, FIELD_CELLS };

/* attack_score_factor() of each technique, by its index. Without this table, it is computed at each call. */
enum { FACTOR_FACTOR, FACTOR_CELLS };

/* A perfect hash that gperf found for keys with A to Z as a to z. The hash is the key's length, plus for each step the
 * weight of the byte at that position. gperf's asso_values[byte + increment] is weights[byte + increment - lowest],
 * where `lowest` is the lowest index that a key uses. */
struct attack_hash {
    const uint8_t *steps; /* step_count pairs: position (ATTACK_HASH_LAST: the key's last byte), increment - lowest */
    const uint16_t *weights; /* weight_count of them, at most 256: byte + increment - lowest is modulo 256 */
    const void *slots;       /* slot_count cells: record + 1, or 0 */
    uint32_t step_count, weight_count;
    uint32_t base;       /* the hash of the first slot: the smallest hash of a key */
    uint32_t slot_count; /* 0: there is no hash, search the sorted records */
};
#define ATTACK_HASH_LAST 255
#define ATTACK_HASH_STEPS 256u /* at most: one for each position */

/* ---- Conditions ---------------------------------------------------------------------------------------------------
 *
 * Conditions have tables of their own, with their own texts and cell widths. A field has a number: those of the
 * mapping's fields (FIELD_NAME) come first, then those that only conditions ask for. `code` is a stream of numbers in
 * LEB128, as `lists` is, and of single bytes. Text is an offset into the conditions' `strings`; 0 is absent.
 *
 * An expression is in negation normal form, and prefix notation. A node starts with a byte: an operator and flags, or
 * one of enum attack_node; then NODE_AND, NODE_OR: the number of bytes of its children, then the children, at least
 * two; or, as the whole expression, a NODE_AND without children, which holds for every event; NODE_EARLIER, a test that
 * stands before this one, perhaps in another expression: the distance back to it; an operator, a test: the field's
 * number + 1, or 0 for any value of the event; and, but for OPERATOR_EXISTS and OPERATOR_IS_NULL, the distance back to
 * its values. Distances are from the start of the node to that of what they name. NODE_NOT negates a test; of a test
 * that is named from elsewhere, this flag does not count. ANDs and ORs alternate, and are at most
 * ATTACK_CONDITION_DEPTH within one another.
 *
 * The values of a test are: how many, and for each its text, as a difference from the text before, the first from 0;
 * or, with OPERATOR_FIELD, a field's number + 1. A difference is twice the number, or, below 0, twice what it is from
 * -1 down, + 1: 0, -1, 1, -2 are 0, 1, 2, 3. With OPERATOR_REGEX the text is for people, and behind each is the
 * distance back from the start of the values to its automaton. Equal values are stored once, as logs of one class
 * differ in their fields alone. A test passes if one value passes. The values of all tests of one expression have at
 * most ATTACK_CONDITION_BYTES, counted as often as they are named. */
enum attack_node { NODE_EARLIER = 13, NODE_OR, NODE_AND, NODE_NOT = 128 };
#define ATTACK_CONDITION_DEPTH 8
#define ATTACK_CONDITION_BYTES 1048576u

enum attack_operator {
    OPERATOR_EQUAL,
    OPERATOR_STARTS,
    OPERATOR_ENDS,
    OPERATOR_CONTAINS,
    OPERATOR_MATCHES, /* a text with wildcards: * is any text, ? one character of UTF-8 (a byte, and up to three that
                         continue it). A backslash makes *, ? or a backslash behind it plain; else it is plain itself */
    OPERATOR_EXISTS,  /* no value */
    OPERATOR_IS_NULL, /* no value: the field is absent or empty */
    OPERATOR_CIDR,    /* an IPv4 or IPv6 network, "10.0.0.0/8" */
    OPERATOR_GT,      /* numbers, decimal or hexadecimal: below 0 down to -2^63, up to 2^63 - 1 */
    OPERATOR_GTE,
    OPERATOR_LT,
    OPERATOR_LTE,
    OPERATOR_REGEX, /* a regular expression, of which any text in the value is enough */
    OPERATORS
};
enum {
    OPERATOR_MASK = 15,
    OPERATOR_CASED = 16,   /* compare A to Z as they are */
    OPERATOR_FIELD = 32,   /* the values are fields of the same event */
    OPERATOR_OPTIONAL = 64 /* without the field the test is false, and not unknown */
};

/* The automaton of a regular expression, after Glushkov: positions that each read one character, or pass one place.
 * What is found so far is a set of positions that are open. In `code`, in bytes: the number of positions, at least 1;
 * the number of masks - 1; a set of characters, without ranges: what a match can begin with elsewhere than at the start
 * of the value; records of positions, of REGEX_CELLS bytes; masks: sets of positions, with a bit for each position, and
 * bits 0 behind them in the last byte. The first mask is where a match begins; sets of characters. A set has 16 bytes
 * for ASCII: bit c % 8 of byte c / 8 for character c. Then twice a number of ranges beyond ASCII, + 1 if it has all
 * such characters but those in the ranges; and for each range its first character and the distance to its last, of four
 * bytes, the lowest first. A character is a byte, and up to three bytes that continue it in UTF-8; its number is these
 * bytes, the first one in the upper bits. A match has ended at a position that may be the last. */
enum { REGEX_COUNT, REGEX_MASK_COUNT, REGEX_STARTS, REGEX_SET_BYTES = 17 };
enum { REGEX_RECORDS = REGEX_STARTS + REGEX_SET_BYTES };
enum { REGEX_KIND, REGEX_MASK, REGEX_LOW, REGEX_HIGH, REGEX_CELLS };
enum attack_regex_kind {
    REGEX_TO_NEXT = 1, /* the next position may follow */
    REGEX_TO_MASK = 2, /* so may those of the mask number REGEX_MASK */
    REGEX_IS_LAST = 4,
    REGEX_IS_PLACE = 8,    /* it passes between two characters whose kinds are in REGEX_LOW and in REGEX_HIGH */
    REGEX_IS_LITERAL = 16, /* it reads character c if c | REGEX_HIGH is REGEX_LOW. Otherwise it reads one of the set at
                              REGEX_LOW + 256 * REGEX_HIGH from the start of the automaton */
    REGEX_KINDS = 32
};
enum attack_regex_neighbour {
    REGEX_NONE = 1,      /* the start or the end of the value */
    REGEX_LINE = 2,      /* a line feed */
    REGEX_LAST_LINE = 4, /* a line feed that is the last character */
    REGEX_WORD = 8,      /* A to Z, a to z, 0 to 9 and _ */
    REGEX_OTHER = 16,
    REGEX_ANY_NEIGHBOUR = 31
};

/* The events with a condition that have one id and one log: consecutive in the table of events. Sorted. */
enum {
    GROUP_EVENT,     /* the first event */
    GROUP_CONDITION, /* the condition of that event; those of the following events follow. It ends where the next
                        group's start */
    GROUP_FIELDS, /* in code: the number of gated fields; for each its number + 1, or 0: any value of the event, and a
                     byte with bits of enum attack_gate;
                     then the number of conditions that have no gate, and for each the difference from the one before,
                     the first from GROUP_CONDITION */
    GROUP_CELLS
};

/* Groups of events without an id come first: each event of that log is asked for their conditions, whatever its id. */

/* Expressions: the position of each in `code`. */
enum { CONDITION_CODE, CONDITION_CELLS };

/* The names of fields that only conditions ask for, as texts of the conditions. */
enum { CONDITION_FIELD_NAME, CONDITION_FIELD_CELLS };

/* Gates. A gate is a key: a kind, and bytes that a field must have, A to Z as a to z. A condition has up to two sets of
 * gates, and can hold only if one gate of each set is open. attack_gate_hash() of the key gives a bucket, where an
 * entry with the same mark names the condition; the mark also says to which of the sets the gate belongs. A condition
 * with one set has it as both, and one without is always open. A gate that opens by chance costs at most one
 * evaluation. */
enum attack_gate {
    GATE_WHOLE = 1,     /* the whole value */
    GATE_LAST = 2,      /* what follows the value's last slash or backslash; all of it if there is none */
    GATE_GRAM = 4,      /* any four bytes in a row */
    GATE_LONG = 8,      /* any eight bytes in a row. The last four are looked up as those of a GATE_GRAM */
    GATE_BYTE = 16,     /* a byte that is rare: attack_is_rare() */
    GATE_OPTIONAL = 32, /* not a kind: all tests of these gates are OPERATOR_OPTIONAL */
    GATE_BITS_END = 64
};
enum { GATE_OF_FIRST = 1, GATE_OF_SECOND = 2, GATE_SETS = 3 }; /* bits of a mark */
enum { ENTRY_CONDITION, ENTRY_CELLS };                         /* sorted by bucket */
enum { BUCKET_ENTRY, BUCKET_CELLS }; /* the first entry of each bucket, and the end of the last */

struct attack_conditions {
    uint32_t wide;       /* as in struct attack_db, but for these tables */
    uint32_t wide_gates; /* likewise, for `buckets` and `entries`: they hold small numbers, the others positions */
    uint32_t group_count, condition_count, field_count, bucket_count, entry_count; /* bucket_count: a power of two */
    uint32_t gram_bits;   /* there are 2^gram_bits bits in `grams`: at least 3, at most 24 */
    uint32_t gram_bytes;  /* of `grams`: 2^(gram_bits - 3) */
    uint32_t group_most;  /* most conditions of one group */
    uint32_t fields_most; /* most fields that events of one id are asked for, by filters and conditions */
    uint32_t string_bytes, code_bytes;
    const char *strings;
    const uint8_t *code;
    const uint8_t *grams; /* attack_gate_bit() of each gate, and attack_gram_bit() of those of four and eight bytes: bit
                             b is bit b % 8 of byte b / 8 */
    const uint8_t *marks; /* of each entry: attack_gate_mark() */
    const void *groups, *conditions, *fields, *buckets, *entries;
};

/* ---- Rules --------------------------------------------------------------------------------------------------------
 *
 * Rules have texts of their own and a cell width of their own. Rule r is relationship relationship_count + r. */
enum {
    RULE_RECORD, /* its position in the rules' `strings`. There is a byte of flags: enum attack_level, plus 8 * enum
                    attack_status, plus RULE_IS_HUNTING; then its id, title and file, each with its NUL, empty if it is
                    absent; then, as in a list, its author, license and folder: texts of the rules, 0 is absent. A
                    rule's record comes behind that of the rule before */
    RULE_CELLS
};
#define RULE_STATUS 8u /* a status is multiplied by it */
#define RULE_IS_HUNTING 64u

struct attack_rules {
    uint32_t wide;               /* as in struct attack_db, but for these tables */
    uint32_t wide_of_conditions; /* likewise, for `of_conditions` */
    uint32_t rule_count, string_bytes;
    uint32_t condition_count; /* that of the mapping's conditions */
    const char *strings;
    const void *rules;
    const void *of_conditions; /* for each condition its rule + 1, or 0 */
};

struct attack_db {
    uint32_t layout; /* ATTACK_TABLES_LAYOUT of the generator; must always be the first member */
    uint32_t date;   /* seconds since 1970-01-01, 00:00 UTC; 0: not known */
    uint32_t wide;   /* 0: cells are uint16_t; 1: uint32_t */
    uint32_t technique_count, run_count, component_count, relationship_count, event_count, log_count, variant_count,
        retired_count, alias_count, field_count, factor_count;
    uint32_t candidates_most,
        fields_most; /* of one id: most events without a condition; most fields of their filters */
    uint32_t row_count, string_bytes, list_bytes;
    uint32_t domain, version, sha256, selection, attribution; /* texts */
    uint32_t tactics, platforms, data_sources;                /* lists of texts */
    const char *strings;
    const uint8_t *lists;
    const void *techniques, *runs, *components, *relationships, *events, *logs, *variants, *retired, *aliases, *fields,
        *factors;
    struct attack_hash technique_hash, event_hash; /* by id; of events with the same id, the first */
    const struct attack_conditions *conditions;    /* NULL if there are none */
    const struct attack_rules *rules;              /* NULL if there are none; never without conditions */
};

/* The two terms of a score (attack_events.h): w of an event with this many techniques, and f of a technique from the
 * sum of w over its events. The generator uses them to fill in the factors. */
uint32_t attack_score_weight(uint32_t techniques);
uint32_t attack_score_factor(uint64_t sum);

/* The hash of gates, which the generator fills in and the runtime asks. A key's seed depends on the group, the field
 * and the kind of gate (the field as in GROUP_FIELDS); a GATE_LONG has that of a GATE_GRAM. Start with the seed, add
 * each byte; or, for these two kinds, add four bytes as one number of attack_gram_add(), the last four first. */
static inline uint32_t attack_gate_seed(uint32_t group, uint32_t field, uint32_t gate)
{
    return ((group << 10 ^ field) << 5 ^ (gate == GATE_LONG ? (uint32_t)GATE_GRAM : gate)) * 0x9e3779b1u ^ 0x811c9dc5u;
}

static inline uint32_t attack_gate_add(uint32_t hash, uint32_t byte)
{
    return (hash ^ byte) * 0x01000193u;
}

/* Moves a byte into a gram: the first one ends in the upper bits. A to Z equal a to z; some other bytes are equal, too,
 * which is quicker to tell. */
static inline uint32_t attack_gram_add(uint32_t gram, unsigned char byte)
{
    return gram << 8 | byte | 0x20;
}

static inline uint32_t attack_gate_hash(uint32_t hash)
{
    hash ^= hash >> 15;
    hash *= 0x85ebca6bu;
    return hash ^ hash >> 13;
}

static inline uint32_t attack_gate_bucket(uint32_t hash, uint32_t bucket_count)
{
    return hash & (bucket_count - 1);
}

static inline uint8_t attack_gate_mark(uint32_t hash, uint32_t sets)
{
    return (uint8_t)((hash >> 24 & ~(uint32_t)GATE_SETS) | sets);
}

/* Whether a byte can be the key of a gate: few values have one of ; ^ ` { | } ~ or a character beyond ASCII. */
static inline bool attack_is_rare(unsigned char byte)
{
    return byte > 'z' || byte == ';' || byte == '^' || byte == '`';
}

/* The bit of a gate in the bitmap, from its hash. */
static inline uint32_t attack_gate_bit(uint32_t hash, uint32_t gram_bits)
{
    return hash >> 8 & (((uint32_t)1 << gram_bits) - 1);
}

/* The bit of four bytes in the bitmap, from a quicker hash, as each position of a field is looked up. */
static inline uint32_t attack_gram_bit(uint32_t seed, uint32_t gram, uint32_t gram_bits)
{
    return (seed ^ gram) * 0x9e3779b1u >> (32 - gram_bits);
}

/* Scratch memory of one call: a head, a slot for each field and a few more; if there are conditions, what is remembered
 * while they are evaluated, and two bits for each condition of a group; in bytes, in whole elements of union
 * attack_scratch. A slot takes 16 bytes on 32-bit processors and 24 on 64-bit ones.
 */
enum { SCRATCH_HEAD = 32, SCRATCH_SLOT_MOST = 24, SCRATCH_MORE_SLOTS = 8, SCRATCH_UNIT = 8, SCRATCH_MEMORY = 496 };

static inline size_t attack_scratch_bytes(size_t slot, size_t fields, size_t conditions)
{
    size_t bytes = SCRATCH_HEAD + slot * (fields + SCRATCH_MORE_SLOTS) + 8 * ((conditions + 31) / 32);

    if (conditions)
        bytes += SCRATCH_MEMORY;
    return (bytes + SCRATCH_UNIT - 1) / SCRATCH_UNIT * SCRATCH_UNIT;
}

#endif
