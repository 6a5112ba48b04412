/* SPDX-License-Identifier: MIT
 *
 * The oracle of lookups, matching, sets, scores and coverage: a mapping as plain arrays, and each rule of the library's
 * header implemented a second time, in the plainest way. The rules do not see that header, so that no rule of the
 * library checks itself. The arrays are filled by the naive reader; for a mapping that only a fuzzer has seen, by a
 * walk over the library's own rows (oracle_walk.h).
 */
#ifndef ORACLE_H
#define ORACLE_H

#include "naive.h"

#include <stdint.h>

/* Text from outside: any bytes; NULL is absent. */
struct oracle_text {
    const char *text;
    size_t length;
};

struct oracle_names {
    const char **name;
    size_t count;
};

struct oracle_filter {
    const char *field, *value;
};

/* What it rests on that an event shows a technique, the best last; an event of a rule is that rule's alone. */
enum oracle_kind { ORACLE_NOT, ORACLE_CANDIDATE, ORACLE_DIRECT, ORACLE_CONDITION, ORACLE_RULE, ORACLE_KINDS };

/* NULL is absent. */
struct oracle_event {
    const char *id, *platform, *provider, *channel;
    struct oracle_filter *filters;
    size_t filter_count;
    bool has_condition; /* then it is no candidate of any log; without an id, it is every event of its log */
    bool is_detection;  /* it is that of a rule, which detects */
    unsigned level;     /* of its rule, 0 to 5 */
    size_t shown_count[ORACLE_KINDS]; /* how many techniques it shows in this way; each technique counts once */
};

/* The common factor of all scores of a technique: 1 / sqrt(sum of w), in integers, each step rounded down, and as a
 * real number. */
struct oracle_factor {
    uint32_t rounded;
    double exact;
};

struct oracle_technique {
    const char *id, *name;
    struct oracle_names tactics, platforms, components;
    struct oracle_factor factor;
};

/* Numbers; that of an event or a data component is the count of these if the row has none. */
struct oracle_row {
    size_t technique, event, component;
    enum oracle_kind kind;
};

/* Another name of an event id. */
struct oracle_alias {
    const char *name, *id;
};

struct oracle {
    struct oracle_technique *techniques; /* bytewise by id */
    struct oracle_event *events;         /* by id in lower case, then in the order of the input */
    struct oracle_row *rows;             /* by technique, then in the order of the input */
    struct oracle_alias *aliases;        /* nothing after a walk */
    size_t technique_count, event_count, component_count, row_count, alias_count;
    enum oracle_kind *shown;      /* for each technique, each event */
    struct naive_mapping mapping; /* what it was read from; nothing after a walk */
    void **blocks;                /* its memory */
    size_t block_count;
};

struct oracle_log {
    struct oracle_text platform, provider, channel;
};

/* The fields of an event of a log. Several of one name, ignoring case, are several values, up to an absent one. */
struct oracle_field {
    struct oracle_text name, value;
};
struct oracle_fields {
    const struct oracle_field *field;
    size_t count;
};

bool oracle_read(struct oracle *oracle, const char *const *paths, size_t path_count);
void oracle_free(struct oracle *oracle);

/* Returns a text of the mapping as one from outside. */
struct oracle_text oracle_known(const char *text);

/* Returns whether the technique has a row with the event, and of which kind: the best of its rows. */
enum oracle_kind oracle_shows(const struct oracle *oracle, size_t technique, size_t event);

/* Returns whether both are there and have the same bytes, ignoring case. */
bool oracle_equal(struct oracle_text known, const char *text);

/* ---- Lookups ---- */

/* Returns the technique of exactly this id, or their count. */
size_t oracle_technique(const struct oracle *oracle, struct oracle_text id);

/* Whether two techniques are the parent and a sub-technique of it. */
bool oracle_is_parent(const struct oracle *oracle, size_t parent, size_t technique);

enum oracle_selection { ORACLE_FAMILY, ORACLE_TACTIC, ORACLE_PLATFORM, ORACLE_COMPONENT, ORACLE_SELECTIONS };

bool oracle_is_selected(const struct oracle *oracle, size_t technique, enum oracle_selection by,
                        struct oracle_text text);

enum oracle_key { ORACLE_BY_ID, ORACLE_BY_PROVIDER, ORACLE_BY_CHANNEL, ORACLE_KEYS };

/* Returns the id that an alias stands for; any other text as it is. The rules below take an id, not an alias. */
struct oracle_text oracle_meant(const struct oracle *oracle, struct oracle_text id);

bool oracle_is_found(const struct oracle *oracle, size_t event, enum oracle_key by, struct oracle_text log,
                     struct oracle_text id);

/* Returns whether this is the usual spelling of a number of 32 bits, and which. */
bool oracle_is_number(struct oracle_text id, uint32_t *number);

/* ---- Matching ---- */

/* Returns whether an event may be this one by its id and log; a candidate has no condition besides. */
bool oracle_is_of_log(const struct oracle *oracle, size_t event, const struct oracle_log *log, struct oracle_text id);
bool oracle_is_candidate(const struct oracle *oracle, size_t event, const struct oracle_log *log,
                         struct oracle_text id);

/* Returns the value at `index`, from 0, of the fields of this name, ignoring case; absent text past the last. */
struct oracle_text oracle_value(const struct oracle_fields *fields, const char *name, size_t index);

/* Returns whether all filters of the event hold: each holds if one of its field's values is equal, and is unknown if
 * the field has none. */
enum oracle_truth { ORACLE_FALSE, ORACLE_UNKNOWN, ORACLE_TRUE };
enum oracle_truth oracle_filters(const struct oracle *oracle, size_t event, const struct oracle_fields *fields);

/* Returns whether the event's filters hold; `unknown` is the result of a filter on an absent field. */
bool oracle_matches(const struct oracle *oracle, size_t event, const struct oracle_fields *fields, bool unknown);

/* Returns how many fields the filters of these events name; each spelling counts. Numbers past the last event are
 * ignored. */
size_t oracle_field_count(const struct oracle *oracle, const uint32_t *events, size_t count);

/* ---- Answers (oracle_answers.c) ---- */

struct oracle_answer {
    size_t technique, event;
    uint32_t score;
};

/* Writes the techniques that these events show, each with its best event, best first. Returns how many. */
size_t oracle_answers(const struct oracle *oracle, const bool *events, struct oracle_answer *answers);

/* ---- The most that an event can need ---- */

size_t oracle_candidates_most(const struct oracle *oracle);
size_t oracle_fields_most(const struct oracle *oracle);

/* ---- Scores ---- */

uint32_t oracle_score(const struct oracle *oracle, size_t technique, size_t event);
uint32_t oracle_sum(uint32_t score, uint32_t other);

/* Of a candidate. Scaled so that an event that shows nothing else scores 1. */
double oracle_exact_score(const struct oracle *oracle, size_t technique, size_t event);

/* ---- Coverage ---- */

struct oracle_coverage {
    size_t data_components, covered;
};
struct oracle_coverage oracle_coverage(const struct oracle *oracle, size_t technique, const bool *chosen,
                                       const bool *collected);

/* ---- Only for what fills an oracle ---- */

/* Returns zeroed memory that oracle_free() frees. */
void *oracle_memory(struct oracle *oracle, size_t count, size_t size);

/* Adds a copy of a text. */
void oracle_add_name(struct oracle *oracle, struct oracle_names *names, const char *text, size_t length);

/* Fills what follows from the rows. */
void oracle_relate(struct oracle *oracle);

#endif
