/* SPDX-License-Identifier: MIT
 *
 * The layout of a compiled mapping: what the generator fills and the runtime reads. Private to these two; an
 * application must not include it. Any change to a released layout takes a new ATTACK_TABLES_LAYOUT, so that a mapping
 * generated for another one neither compiles nor, linked all the same, is read.
 *
 * Text is an offset into `strings`, where every string ends in NUL; offset 0 is absent text.
 * A record is a fixed number of cells. A cell is 16 bits wide, or 32 in a mapping that needs it (`wide`): one width for
 * all tables of a mapping, so that a reader can decide once.
 * A list is a position in `lists`, a stream of numbers in LEB128 (seven bits a byte, the lowest first, the high bit set
 * in all but the last), which starts with how many items follow, where it does not say otherwise. Equal lists are
 * stored once. Position 0 is no list.
 */
#ifndef ATTACK_TABLES_H
#define ATTACK_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ATTACK_TABLES_LAYOUT 2

#define ATTACK_STRING_PADDING 7 /* bytes behind the last string, so that eight can be read from any place in it */

/* Techniques, sorted bytewise by id. */
enum {
    TECHNIQUE_TEXT, /* text: the id; the name follows its NUL, and is empty where there is none */
    TECHNIQUE_BODY, /* list: the tactics and the platforms, each a list of texts; then how many runs, and the runs */
    TECHNIQUE_CELLS
};

/* A run: the rows of one data component that one technique, and often many, has one after another. */
enum {
    RUN_DATA_COMPONENT, /* 2 * (data component + 1), + 1 where the technique has had that component in an earlier run;
                           0: none */
    RUN_GROUPS,         /* list: how many groups, how many rows in them, then the groups. A group: relationship + 1
                           (0: none), how many events, each event + 1 (0: none) */
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
    EVENT_TECHNIQUE_LIST, /* list of techniques: the first, then how much further each next one is */
    EVENT_CELLS
};

/* Where an event is written, and by which audit policy. */
enum { LOG_PLATFORM, LOG_CHANNEL, LOG_PROVIDER, LOG_AUDIT_CATEGORY, LOG_AUDIT_SUB_CATEGORY, LOG_CELLS };

/* What a technique is called in a run whose rows call it otherwise than TECHNIQUE_* says, sorted by technique and run.
 * Usually there are none. */
enum {
    VARIANT_TECHNIQUE,
    VARIANT_RUN, /* how many runs of the technique go before */
    VARIANT_NAME,
    VARIANT_TACTICS,
    VARIANT_PLATFORMS,
    VARIANT_CELLS
};

/* The successors of revoked techniques, sorted by technique. */
enum { REVOCATION_TECHNIQUE, REVOCATION_SUCCESSOR, REVOCATION_CELLS };

/* attack_score_factor() of each technique, by its index. A mapping without this table has it worked out when asked. */
enum { FACTOR_FACTOR, FACTOR_CELLS };

/* A perfect hash that gperf found, of keys with A to Z as a to z: the key's length, plus for each step the weight of
 * the byte at that position. gperf's asso_values[byte + increment] is weights[byte + increment - lowest], `lowest`
 * being the lowest that a key uses. */
struct attack_hash {
    const uint8_t *steps; /* step_count pairs: position (ATTACK_HASH_LAST: the key's last byte), increment - lowest */
    const uint16_t *weights; /* weight_count of them, at most 256: what is added to a byte counts modulo 256 */
    const void *slots;       /* slot_count cells: record + 1, or 0 */
    uint32_t step_count, weight_count;
    uint32_t base;       /* of the first slot: the smallest hash of a key */
    uint32_t slot_count; /* 0: no hash, search the sorted records */
};
#define ATTACK_HASH_LAST 255

struct attack_db {
    uint32_t layout; /* ATTACK_TABLES_LAYOUT; must stay the first member for ever */
    uint32_t wide;   /* 0: cells are uint16_t; 1: uint32_t */
    uint32_t technique_count, run_count, component_count, relationship_count, event_count, log_count, variant_count,
        revocation_count, factor_count;
    uint32_t candidates_most, fields_most; /* events that share an id; distinct fields of the filters of such events */
    uint32_t row_count, string_bytes, list_bytes;
    uint32_t domain, version, sha256, selection, attribution; /* texts */
    uint32_t tactics, platforms, data_sources;                /* lists of texts */
    const char *strings;
    const uint8_t *lists;
    const void *techniques, *runs, *components, *relationships, *events, *logs, *variants, *revocations, *factors;
    struct attack_hash technique_hash, event_hash; /* of ids; of events with one id, the first */
};

/* The two terms of a score (attack_events.h): w of an event with so many techniques, and f of a technique from the sum
 * of w over its events. For the generator, which fills the factors in. */
uint32_t attack_score_weight(uint32_t techniques);
uint32_t attack_score_factor(uint64_t sum);

#endif
