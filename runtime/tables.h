/* SPDX-License-Identifier: MIT
 *
 * The layout of a compiled mapping, which the generator writes and the runtime reads. Private to these two: an
 * application must not include it. Any change to a released layout needs a new ATTACK_TABLES_LAYOUT. A mapping
 * generated for another layout does not compile; if it is linked nevertheless, the runtime treats it as empty.
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

#define ATTACK_TABLES_LAYOUT 3

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
    RUN_COMPONENT, /* 8 * (data component + 1; 0: none) + 2 * kind, plus 1 if an earlier run of the technique has that
                      component */
    RUN_GROUPS,    /* list: the number of groups, the number of rows in them, then the groups. A group is a
                      relationship + 1 (0: none), the number of events, each event + 1 (0: none) */
    RUN_CELLS
};

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

/* Events, sorted bytewise by id with A to Z as a to z, then in the order of the input. */
enum {
    EVENT_ID,
    EVENT_NAME,
    EVENT_LOG,
    EVENT_FILTERS,        /* list of texts: field, value, field, value ... */
    EVENT_TECHNIQUE_LIST, /* the number of techniques times 2, plus 1 if some are no candidates; the first technique,
                             then the difference of each from the one before; if some are no candidates, how many, and
                             for each 4 * (techniques between it and the one before) + its kind */
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

struct attack_db {
    uint32_t layout; /* ATTACK_TABLES_LAYOUT; must always be the first member */
    uint32_t wide;   /* 0: cells are uint16_t; 1: uint32_t */
    uint32_t technique_count, run_count, component_count, relationship_count, event_count, log_count, variant_count,
        retired_count, alias_count, factor_count;
    uint32_t candidates_most, fields_most; /* most events of one id; most distinct fields in their filters */
    uint32_t row_count, string_bytes, list_bytes;
    uint32_t domain, version, sha256, selection, attribution; /* texts */
    uint32_t tactics, platforms, data_sources;                /* lists of texts */
    const char *strings;
    const uint8_t *lists;
    const void *techniques, *runs, *components, *relationships, *events, *logs, *variants, *retired, *aliases, *factors;
    struct attack_hash technique_hash, event_hash; /* by id; of events with the same id, the first */
};

/* The two terms of a score (attack_events.h): w of an event with this many techniques, and f of a technique from the
 * sum of w over its events. The generator uses them to fill in the factors. */
uint32_t attack_score_weight(uint32_t techniques);
uint32_t attack_score_factor(uint64_t sum);

#endif
