/* SPDX-License-Identifier: MIT
 *
 * attack_events: which security events show which MITRE ATT&CK technique, compiled into const tables.
 *
 * A mapping is a `const struct attack_db *` that generated code returns; every function takes it first, so several
 * mappings live side by side. Nothing here allocates, locks, prints, keeps state or needs a C library: every function
 * may be called from any thread and from an interrupt handler. Strings are UTF-8, end in NUL, point into the tables and
 * live as long as the program (as long as the module, when the mapping sits in a shared object that is unloaded).
 * Absent text is NULL, never "". A NULL db, or one laid out for another version of this library, is an empty mapping.
 *
 *     #include "attack_events_builtin.h"
 *     #include <stdio.h>
 *
 *     int main(void)
 *     {
 *         const struct attack_db *db = attack_events_builtin();
 *         struct attack_technique technique;
 *         struct attack_row row;
 *
 *         if (!attack_technique_find(db, "T1003.001", 9, &technique))
 *             return 1;
 *         for (struct attack_rows rows = attack_technique_rows(db, &technique); attack_rows_next(&rows, &row);)
 *             if (row.event.id)
 *                 printf("%s %s\n", row.event.provider ? row.event.provider : "-", row.event.id);
 *         return 0;
 *     }
 *
 * Keys are (pointer, length): they need no terminator and may hold any byte; NULL and length 0 are found nowhere.
 * Views (`struct attack_technique`, ...) are filled by value; a miss fills one with zeros, and a NULL view is a miss.
 * A view goes back only to the mapping that filled it; one that holds nothing may be passed, and gives nothing.
 * An index is a position in one mapping's tables, stable until that mapping is generated again.
 * Iterators live on the caller's stack, start where they are made, and may be copied to be walked again; do not read
 * their members. "Letter case aside" folds A to Z only.
 */
#ifndef ATTACK_EVENTS_H
#define ATTACK_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ATTACK_EVENTS_VERSION_MAJOR 0
#define ATTACK_EVENTS_VERSION_MINOR 1
#define ATTACK_EVENTS_VERSION_PATCH 0
#define ATTACK_EVENTS_VERSION "0.1.0"

/* One mapping, compiled. Its members are private (tables.h). */
struct attack_db;

/* What data a mapping holds. */
struct attack_info {
    const char *attack_domain;  /* "enterprise-attack"; NULL where the input did not say */
    const char *attack_version; /* of ATT&CK, "18.1"; NULL where the input did not say */
    const char *input_sha256;   /* 64 lower-case hex digits: of the input file, or of the files one after another */
    const char *selection;      /* the options that cut a subset, "--platform windows"; NULL for the whole input */
    const char *attribution;    /* MITRE's copyright designation, one line, which a product with this data must show */
    uint32_t techniques;
    uint32_t events;
    uint32_t rows; /* technique x data component x relationship x event, as in the notebook's table */
    uint32_t relationships;
    uint32_t data_components;
};

/* A technique or sub-technique. */
struct attack_technique {
    const char *id;       /* "T1003.001" */
    const char *name;     /* "LSASS Memory"; NULL where the input has none */
    uint32_t index;       /* 0 to attack_technique_count() - 1; techniques are sorted bytewise by id */
    uint32_t naming;      /* private: where its tactics and platforms are; 0 in a view that holds no technique */
    bool is_subtechnique; /* the id has a dot */
};

/* A data component of a data source: "process access" of "process". Either may be NULL. */
struct attack_data_component {
    const char *data_source;
    const char *name;
    uint32_t index; /* 0 to attack_data_component_count() - 1; ATTACK_NONE in a row without a data component */
};

/* A behaviour: a source does something to a target, "process" "accessed" "process". Any field may be NULL. */
struct attack_relationship {
    const char *id; /* OSSEM-DM's relationship_id, "REL-2022-0085" */
    const char *name;
    const char *source;
    const char *relationship;
    const char *target;
    uint32_t index; /* 0 to attack_relationship_count() - 1; ATTACK_NONE in a row without a relationship */
};

/* An event as a log carries it. Any field may be NULL; an event without an id is reached through rows alone. */
struct attack_event {
    const char *id; /* as the input writes it: "4688", "0010", "DeviceEvents" */
    const char *name;
    const char *platform; /* "windows", in the input's letter case */
    const char *audit_category;
    const char *audit_sub_category;
    const char *channel;
    const char *provider; /* log_source (today) or log_provider (the notebook) in the input */
    uint32_t index;       /* 0 to attack_event_count() - 1; ATTACK_NONE in a row without an event */
    uint32_t filters;     /* private: for attack_event_filters; 0 in a view that holds no event */
};

#define ATTACK_NONE UINT32_MAX

/* One condition on an event's own field. All the conditions of an event must hold. */
struct attack_filter {
    const char *field; /* "ObjectType" */
    const char *value; /* "Process" */
};

/* One row of the mapping: a technique, one of its data components, and a relationship and an event that show it.
 * The technique is as this row of the input has it: an input may name one technique in two ways, and none is lost. */
struct attack_row {
    struct attack_technique technique;
    struct attack_data_component data_component; /* all NULL when the row has none, as the next two */
    struct attack_relationship relationship;
    struct attack_event event;
};

/* Iterators. */
struct attack_names {
    const struct attack_db *db;
    uint32_t at, left;
};
struct attack_techniques {
    const struct attack_db *db;
    uint32_t at, left, technique;
    bool stored;
};
struct attack_data_components {
    const struct attack_db *db;
    uint32_t at, left;
};
struct attack_filters {
    const struct attack_db *db;
    uint32_t at, left;
};
struct attack_events {
    const struct attack_db *db;
    const char *log; /* the provider or channel asked for */
    size_t log_length;
    uint32_t at, first;
    uint8_t by;
};
struct attack_rows {
    const struct attack_db *db;
    uint32_t technique, technique_end;
    uint32_t runs, runs_left, run;          /* of this technique: the next one, how many follow, how many went before */
    uint32_t groups, groups_left, in_group; /* of this run: likewise, and the rows left of this group */
    uint32_t relationship, data_component, variant;
};

/* ---- The mapping ------------------------------------------------------------------------------------------------ */

/* Says what data `db` holds. Returns false, and fills `info` with zeros, for an empty mapping. */
bool attack_db_info(const struct attack_db *db, struct attack_info *info);

/* All rows: techniques in order of their ids, each one's rows in the order of the input. */
struct attack_rows attack_rows(const struct attack_db *db);

/* Fills `row` with the next row. Returns false when there is none left. */
bool attack_rows_next(struct attack_rows *rows, struct attack_row *row);

/* The tactics of the mapping's techniques, each once, sorted bytewise. */
struct attack_names attack_tactics(const struct attack_db *db);

/* The platforms of the mapping's techniques, each once, sorted bytewise; an event has a platform of its own. */
struct attack_names attack_platforms(const struct attack_db *db);

/* The data sources, each once, sorted bytewise. */
struct attack_names attack_data_sources(const struct attack_db *db);

/* Returns the next name, or NULL when there is none left. */
const char *attack_names_next(struct attack_names *names);

/* Returns how many data components there are. */
uint32_t attack_data_component_count(const struct attack_db *db);

/* Fills `component` with the one at `index`; they are sorted bytewise by data source, then by name. Returns false past
 * the last. */
bool attack_data_component_at(const struct attack_db *db, uint32_t index, struct attack_data_component *component);

/* Returns how many relationships there are. */
uint32_t attack_relationship_count(const struct attack_db *db);

/* Fills `relationship` with the one at `index`; they are in the order of the input. Returns false past the last. */
bool attack_relationship_at(const struct attack_db *db, uint32_t index, struct attack_relationship *relationship);

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

/* Looks a technique up by its id, byte for byte ("T1003.001"; "t1003.001" is not found). Returns whether it is there.
 */
bool attack_technique_find(const struct attack_db *db, const char *id, size_t length,
                           struct attack_technique *technique);

/* Returns how many techniques there are, sub-techniques counted. */
uint32_t attack_technique_count(const struct attack_db *db);

/* Fills `technique` with the one at `index`. Returns false past the last. */
bool attack_technique_at(const struct attack_db *db, uint32_t index, struct attack_technique *technique);

/* Finds the technique that a sub-technique belongs to. Returns false for a technique, and for a sub-technique whose
 * parent the mapping does not hold. */
bool attack_technique_parent(const struct attack_db *db, const struct attack_technique *technique,
                             struct attack_technique *parent);

/* The sub-techniques of a technique, in order of their ids; of a sub-technique, none. */
struct attack_techniques attack_technique_subtechniques(const struct attack_db *db,
                                                        const struct attack_technique *technique);

/* Fills `technique` with the next one. Returns false when there is none left. */
bool attack_techniques_next(struct attack_techniques *techniques, struct attack_technique *technique);

/* The tactics and the platforms of a technique, in the order of the input. */
struct attack_names attack_technique_tactics(const struct attack_db *db, const struct attack_technique *technique);
struct attack_names attack_technique_platforms(const struct attack_db *db, const struct attack_technique *technique);

/* The id of the technique that replaces a revoked one, which need not be in the mapping; NULL for one that lives. */
const char *attack_technique_revoked_by(const struct attack_db *db, const struct attack_technique *technique);

/* The data components of a technique, each once, in the order of the input, with those that no event shows. */
struct attack_data_components attack_technique_data_components(const struct attack_db *db,
                                                               const struct attack_technique *technique);

/* Fills `component` with the next one. Returns false when there is none left. */
bool attack_data_components_next(struct attack_data_components *components, struct attack_data_component *component);

/* The rows of a technique, in the order of the input. */
struct attack_rows attack_technique_rows(const struct attack_db *db, const struct attack_technique *technique);

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* The events with this id, letter case aside, in the order of their index. There may be several: an id means another
 * thing to another provider, and one provider may use one id for many things, told apart by filter, platform or audit
 * sub-category. */
struct attack_events attack_events_find(const struct attack_db *db, const char *id, size_t length);

/* The same for an id that is a number: 4688 finds "4688", not "04688". */
struct attack_events attack_events_find_number(const struct attack_db *db, uint32_t id);

/* The events of this provider, or in this channel, with this id, letter case aside. `provider` and `channel` are read
 * while the iterator is walked, so they must live as long. */
struct attack_events attack_events_find_provider(const struct attack_db *db, const char *provider,
                                                 size_t provider_length, const char *id, size_t id_length);
struct attack_events attack_events_find_provider_number(const struct attack_db *db, const char *provider,
                                                        size_t provider_length, uint32_t id);
struct attack_events attack_events_find_channel(const struct attack_db *db, const char *channel, size_t channel_length,
                                                const char *id, size_t id_length);
struct attack_events attack_events_find_channel_number(const struct attack_db *db, const char *channel,
                                                       size_t channel_length, uint32_t id);

/* Fills `event` with the next one. Returns false when there is none left. */
bool attack_events_next(struct attack_events *events, struct attack_event *event);

/* Returns how many events there are. An event, a relationship or a component that no technique leads to is not in a
 * mapping. */
uint32_t attack_event_count(const struct attack_db *db);

/* Fills `event` with the one at `index`. They are sorted bytewise by their id in lower case, those without one first,
 * and those with one id are in the order of the input. Returns false past the last. */
bool attack_event_at(const struct attack_db *db, uint32_t index, struct attack_event *event);

/* The conditions of an event, in the order of the input: all must hold. */
struct attack_filters attack_event_filters(const struct attack_db *db, const struct attack_event *event);

/* Fills `filter` with the next one. Returns false when there is none left. */
bool attack_filters_next(struct attack_filters *filters, struct attack_filter *filter);

/* The techniques that have a row with this event, each once, in order of their ids, as the input names them first. */
struct attack_techniques attack_event_techniques(const struct attack_db *db, const struct attack_event *event);

#ifdef __cplusplus
}
#endif

#endif
