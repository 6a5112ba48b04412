/* SPDX-License-Identifier: MIT
 *
 * The mapping in memory: rows whose parts are interned, so that equal parts have equal numbers. Readers fill it, join.c
 * and select.c complete it, check.c checks it, pack.c compiles it. It knows neither YAML nor C.
 */
#ifndef GEN_MODEL_H
#define GEN_MODEL_H

#include "base/diagnostics.h"
#include "base/intern.h"
#include "release_objects.h"

#include <stdbool.h>

#define ABSENT 0u /* an absent text or an empty list; in a number that is `+ 1`, an absent part */

/* The members of these are texts, except the two lists of texts of a naming, and the filters and the condition of an
 * event. */
struct naming {
    uint32_t technique, tactics, platforms;
};
struct component {
    uint32_t source, name;
};
struct relationship {
    uint32_t id, name, source, relationship, target;
};
struct event {
    uint32_t id, name, platform, audit_category, audit_sub_category, channel, provider;
    uint32_t filters;   /* list of texts: field, value, field, value ... */
    uint32_t condition; /* + 1; 0: none */
    uint32_t rule; /* + 1: the event is that of a rule alone; 0: none. Without an id, it is each event of its log */
};

/* Where a row comes from; the values are those of enum attack_kind. */
enum kind { KIND_CANDIDATE, KIND_DIRECT, KIND_ANALYTIC, KIND_CONDITION, KIND_RULE };

/* A Sigma rule: a relationship with more to tell. Levels and statuses have the values of enum attack_level and
 * attack_status. */
enum level { LEVEL_NONE, LEVEL_INFORMATIONAL, LEVEL_LOW, LEVEL_MEDIUM, LEVEL_HIGH, LEVEL_CRITICAL };
enum status { STATUS_NONE, STATUS_UNSUPPORTED, STATUS_DEPRECATED, STATUS_EXPERIMENTAL, STATUS_TEST, STATUS_STABLE };
struct rule {
    uint32_t relationship;    /* + 1: its id and title; no other rule has it */
    uint32_t author, license; /* texts */
    uint32_t folder, file;    /* texts: joined, its URI */
    enum level level;
    enum status status;
    bool is_hunting; /* for threat hunting: no alert */
    struct place place;
};

struct row {
    uint32_t technique, naming, component;
    uint32_t relationship, event; /* + 1; 0: none */
    enum kind kind;
    bool without_row; /* a marker: the technique has this component, but no row with it */
    struct place place;
};

struct technique {
    uint32_t id;         /* text */
    uint32_t naming;     /* of the first row that was read */
    uint32_t revoked_by; /* text: as read; then the id of the technique that replaces it today */
    bool is_deprecated;
    bool is_retired; /* retire.c: it is no technique of the mapping */
    bool is_listed;  /* was under 'techniques' */
    struct place place;
};

/* The relational format, kept until every file is read. */
struct technique_entry {
    uint32_t technique, naming;
    uint32_t components;   /* list of texts, in lower case: "name" or "source: name" */
    bool is_of_release;    /* a release said it, so that relationships may lack: no warning about that */
    bool has_no_telemetry; /* no log is known to show it: no warning that it has no event */
    struct place place;
};
struct relationship_entry {
    uint32_t component;              /* in lower case */
    uint32_t relationship;           /* + 1 */
    size_t first_event, event_count; /* of the model's listed_events */
    bool is_named;                   /* a technique names its component */
    struct place place;
};
struct listed_event {
    uint32_t event;
    uint32_t techniques;   /* list of ids that it shows; ABSENT: those that have the relationship's component */
    uint32_t relationship; /* its entry */
    enum kind kind;        /* of its rows */
    bool is_joined;        /* it has a row */
    struct place place;
};

/* Which log sources of a release's analytics give events. */
enum analytics { ANALYTICS_EXACT, ANALYTICS_KEYS, ANALYTICS_NONE };

/* Another name of an event id. */
struct alias {
    uint32_t name, id; /* texts */
    struct place place;
};

struct model {
    struct arena *arena;
    struct diagnostics *diagnostics;
    struct interner texts, lists, namings, components, relationships, events, technique_ids, row_keys;
    struct interner tests, conditions; /* condition.h */
    size_t condition_work, made_bytes; /* for the limits of these names */
    size_t regex_positions;            /* likewise, of all automata */
    bool has_many_conditions;          /* CONDITIONS_LIMIT was exceeded */
    struct event_classes *classes;     /* what read/ knows of event classes */
    struct place *text_places;         /* where each text was first read */
    size_t text_place_capacity;
    uint32_t *folded; /* each text in lower case; ABSENT until it is needed */
    size_t folded_capacity;
    struct technique *techniques; /* by number of technique_ids */
    size_t technique_capacity;
    struct row *rows;
    size_t row_count, row_capacity, duplicates;
    size_t full_row_count; /* rows that are not `without_row` */
    bool is_full;          /* ROWS_LIMIT was exceeded */
    bool is_subset;        /* rows were dropped by select.c */
    bool scores_analytics; /* rows of analytics count in scores */
    struct technique_entry *technique_entries;
    size_t technique_entry_count, technique_entry_capacity;
    struct relationship_entry *relationship_entries;
    size_t relationship_entry_count, relationship_entry_capacity;
    struct listed_event *listed_events;
    size_t listed_event_count, listed_event_capacity;
    struct interner alias_names; /* texts in lower case */
    struct alias *aliases;       /* by number of alias_names */
    size_t alias_capacity;
    uint32_t attack_domain, attack_version; /* texts */
    uint32_t date;                          /* seconds since 1970-01-01; 0: not known */
    struct release release;
    enum analytics analytics;
    struct rule *rules;
    size_t rule_count, rule_capacity;
};

void model_init(struct model *model, struct arena *arena, struct diagnostics *diagnostics);

uint32_t model_text(struct model *model, const char *text, size_t length, struct place place);
const char *model_text_at(const struct model *model, uint32_t text);

/* Returns the text with A to Z as a to z. */
uint32_t model_folded(struct model *model, uint32_t text);

/* The texts of a list. */
const uint32_t *model_list_at(const struct model *model, uint32_t list, size_t *count);

/* Returns the number of the technique with this id. If it is new, it gets this naming. */
uint32_t model_technique(struct model *model, uint32_t id, uint32_t naming, struct place place);

/* Finds the technique with this id. Returns false if there is none. */
bool model_find_technique(const struct model *model, uint32_t id, uint32_t *number);

/* Adds an event to those that are listed. */
void model_list_event(struct model *model, const struct listed_event *listed);

/* Gives an event id another name. Reports if the name stands for another id. */
void model_add_alias(struct model *model, uint32_t name, uint32_t id, struct place place);

/* Adds a row, or counts it as a duplicate of an earlier one. Returns false, and reports once, if there are too many. */
bool model_add_row(struct model *model, const struct row *row);

const struct naming *model_naming(const struct model *model, uint32_t number);
const struct component *model_component(const struct model *model, uint32_t number);
const struct relationship *model_relationship(const struct model *model, uint32_t number);
const struct event *model_event(const struct model *model, uint32_t number);

/* Whether any text of a record, such as a `struct event`, is present. */
bool model_has_part(const void *record, size_t size);

/* Returns the platform of ATT&CK that a product is, in lower case: "iaas" for "AWS". Returns any other text as it is.
 */
const char *model_platform_of(const char *product);

/* Whether an event's platform is in a list of platforms (case-insensitive). The name of a product counts as its
 * platform, as aws as IaaS; "network", where a sensor sees the traffic of other hosts, as each. */
bool model_has_platform(struct model *model, uint32_t platforms, uint32_t platform);

#endif
