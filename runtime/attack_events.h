/* SPDX-License-Identifier: MIT
 *
 * attack_events: which security events show which MITRE ATT&CK technique, compiled into const tables.
 *
 * A mapping is a `const struct attack_db *`, which generated code or an open pack returns. Every function that looks
 * into one takes it as an argument, so several can be used side by side. Nothing here allocates, locks, prints, keeps
 * state or needs a C library: every function may be called from any thread and from an interrupt handler. Strings are
 * UTF-8, end in NUL, point into the tables and live as long as these: as long as the program, or as the shared object
 * or pack that the mapping is in. Absent text is NULL, never "". A NULL db, or one laid out for another version of this
 * library, is an empty mapping.
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
 *         for (struct attack_row_iterator rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
 *             if (row.event.id)
 *                 printf("%s %s\n", row.event.provider ? row.event.provider : "-", row.event.id);
 *         return 0;
 *     }
 *
 * Keys are (pointer, length): they need no terminator and may hold any byte; NULL and length 0 are found nowhere.
 * Views (`struct attack_technique`, ...) are filled by value. A miss makes a view empty: its texts are NULL, its index
 * is ATTACK_NONE, all else is 0. Pass a view only with the mapping that filled it; an empty view or NULL gives nothing.
 * An index is a position in one mapping's tables, stable until that mapping is generated again.
 * Iterators are returned by value and live on the caller's stack; a copy can be walked again from where it was made.
 * Their members are private, but for the `kind` of a struct attack_technique_iterator. A function that fills something
 * finds nothing if it gets NULL for it, unless its comment says otherwise. "Case-insensitive" is about A to Z only.
 *
 * docs/stability.md says what later versions may change. Structs keep their members; only struct attack_log_event may
 * get more. Enumerations may get more values: treat an unknown kind as a candidate, and an unknown result of opening a
 * pack as a refusal.
 */
#ifndef ATTACK_EVENTS_H
#define ATTACK_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ATTACK_EVENTS_VERSION_MAJOR 1
#define ATTACK_EVENTS_VERSION_MINOR 1
#define ATTACK_EVENTS_VERSION_PATCH 0
#define ATTACK_EVENTS_VERSION "1.1.0"

/* One mapping, compiled. Its members are private (tables.h). */
struct attack_db;

/* Describes the data of a mapping. */
struct attack_info {
    const char *attack_domain;  /* "enterprise-attack"; NULL if the input does not state it */
    const char *attack_version; /* of ATT&CK, "18.1"; NULL if the input does not state it */
    const char *input_sha256;   /* 64 lower-case hex digits: of the input file, or of all input files joined */
    const char *selection;      /* the options that selected a subset, "--platform windows"; NULL for all rows */
    const char *attribution;    /* MITRE's copyright notice, one line, which a product with this data must show */
    uint32_t techniques;
    uint32_t events;
    uint32_t rows; /* technique x data component x relationship x event, as in the notebook's table */
    uint32_t relationships;
    uint32_t data_components;
    uint32_t conditions;      /* events that have one */
    uint32_t rules;           /* Sigma rules; they are relationships, too */
    uint32_t candidates_most; /* largest number of candidates of an event of a log: <PREFIX>_CANDIDATES, see below */
    uint32_t date; /* of the data: seconds since 1970-01-01, 00:00 UTC, up to 2106; 0 if the generator was not told */
};

/* A technique or sub-technique. */
struct attack_technique {
    const char *id;   /* "T1003.001" */
    const char *name; /* "LSASS Memory"; NULL if the input has none */
    uint32_t index;   /* 0 to attack_technique_count() - 1; techniques are sorted bytewise by id */
    uint32_t variant; /* 0, or in a row whose name, tactics or platforms of the technique differ, a number for them */
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
    const char *id; /* OSSEM-DM's relationship_id, "REL-2022-0085"; of a rule, its id */
    const char *name;
    const char *source;
    const char *relationship;
    const char *target;
    uint32_t index; /* 0 to attack_relationship_count() - 1; ATTACK_NONE in a row without a relationship */
};

/* An event as it appears in a log. Any field may be NULL. An event without an id that has a condition stands for each
 * event of its log; to others without one, only rows lead. */
struct attack_event {
    const char *id; /* as the input writes it: "4688", "0010", "DeviceEvents" */
    const char *name;
    const char *platform; /* "windows", spelt as in the input */
    const char *audit_category;
    const char *audit_sub_category;
    const char *channel;
    const char *provider; /* log_source (today) or log_provider (the notebook) in the input */
    uint32_t index;       /* 0 to attack_event_count() - 1; ATTACK_NONE in a row without an event */
};

#define ATTACK_NONE UINT32_MAX

/* A value that a field of an event must have. All filters of an event must hold. */
struct attack_filter {
    const char *field; /* "ObjectType" */
    const char *value; /* "Process" */
};

/* What a row rests on, and so what an answer rests on. */
enum attack_kind {
    ATTACK_CANDIDATE, /* technique and event share a data component: this telemetry could show the technique */
    ATTACK_DIRECT,    /* the mapping names the technique beside the event */
    ATTACK_ANALYTIC,  /* an analytic of ATT&CK names the event for the technique */
    ATTACK_CONDITION, /* the mapping names the technique beside the event and a condition on the event's fields */
    ATTACK_RULE       /* a Sigma rule names the technique */
};

/* One row of the mapping: a technique, one of its data components, and a relationship and an event that show it.
 * Name, tactics and platforms are those of this row of the input: rows may differ in how they describe a technique. */
struct attack_row {
    struct attack_technique technique;
    struct attack_data_component data_component; /* if the row has none, all NULL; likewise below */
    struct attack_relationship relationship;
    struct attack_event event;
    enum attack_kind kind;
};

/* An id that ATT&CK retired: "T1562.001". */
struct attack_former_id {
    char id[16]; /* ends in NUL; "" in an empty view. There is room for longer ids than those of today */
};

/* Iterators. attack_name_next() steps the first, attack_technique_next() the second, and so on. */
struct attack_name_iterator {
    const struct attack_db *db;
    uint32_t at, left;
};
struct attack_technique_iterator {
    const struct attack_db *db;
    enum attack_kind kind; /* public: what the technique that came last rests on, among those of an event */
    uint32_t at, left, technique;
    uint32_t exceptions, exceptions_left, before;
    uint8_t exception_kind;
    bool stored;
};
struct attack_data_component_iterator {
    const struct attack_db *db;
    uint32_t at, left;
};
struct attack_filter_iterator {
    const struct attack_db *db;
    uint32_t at, left;
};
struct attack_former_id_iterator {
    const struct attack_db *db;
    uint32_t at, technique;
};
struct attack_event_iterator {
    const struct attack_db *db;
    const char *log; /* the provider or channel asked for */
    size_t log_length;
    uint32_t at, first;
    uint8_t by;
};
struct attack_row_iterator {
    const struct attack_db *db;
    uint32_t technique, technique_end;
    uint32_t runs, runs_left, run; /* of this technique: position of the next, how many follow, how many read */
    uint32_t groups, groups_left,
        in_group; /* of this run: position of the next, how many follow; rows left of a group */
    uint32_t relationship, data_component, variant;
    enum attack_kind kind;
};

/* ---- The mapping ------------------------------------------------------------------------------------------------ */

/* Says what data `db` holds. Returns false, and fills `info` with zeros, for an empty mapping. */
bool attack_db_info(const struct attack_db *db, struct attack_info *info);

/* All rows: sorted by the id of the technique, the rows of one technique in the order of the input. */
struct attack_row_iterator attack_rows(const struct attack_db *db);

/* Fills `row` with the next row. Returns false when there is none left. */
bool attack_row_next(struct attack_row_iterator *rows, struct attack_row *row);

/* The tactics of the mapping's techniques, each once, sorted bytewise. */
struct attack_name_iterator attack_tactics(const struct attack_db *db);

/* The platforms of the mapping's techniques, each once, sorted bytewise. An event's platform is not among them. */
struct attack_name_iterator attack_platforms(const struct attack_db *db);

/* The data sources, each once, sorted bytewise. */
struct attack_name_iterator attack_data_sources(const struct attack_db *db);

/* Returns the next name, or NULL when there is none left. */
const char *attack_name_next(struct attack_name_iterator *names);

/* Returns how many data components there are. */
uint32_t attack_data_component_count(const struct attack_db *db);

/* Fills `component` with the one at `index`; they are sorted bytewise by data source, then by name. Returns false if
 * `index` is too large. */
bool attack_data_component_at(const struct attack_db *db, uint32_t index, struct attack_data_component *component);

/* Returns how many relationships there are. */
uint32_t attack_relationship_count(const struct attack_db *db);

/* Fills `relationship` with the one at `index`; they are in the order of the input. Returns false if `index` is too
 * large. */
bool attack_relationship_at(const struct attack_db *db, uint32_t index, struct attack_relationship *relationship);

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

/* Looks a technique up by its id, byte for byte ("T1003.001"; "t1003.001" is not found). An id that ATT&CK retired is
 * not found: see attack_technique_successor(). Returns whether the technique is there. */
bool attack_technique_find(const struct attack_db *db, const char *id, size_t length,
                           struct attack_technique *technique);

/* Returns how many techniques there are, including sub-techniques. */
uint32_t attack_technique_count(const struct attack_db *db);

/* Fills `technique` with the one at `index`. Returns false if `index` is too large. */
bool attack_technique_at(const struct attack_db *db, uint32_t index, struct attack_technique *technique);

/* Finds the technique that a sub-technique belongs to. Returns false for a technique, and for a sub-technique whose
 * parent is not in the mapping. */
bool attack_technique_parent(const struct attack_db *db, const struct attack_technique *technique,
                             struct attack_technique *parent);

/* The sub-techniques of a technique, sorted by id; none for a sub-technique. */
struct attack_technique_iterator attack_technique_subtechniques(const struct attack_db *db,
                                                                const struct attack_technique *technique);

/* Fills `technique` with the next one. Returns false when there is none left. */
bool attack_technique_next(struct attack_technique_iterator *techniques, struct attack_technique *technique);

/* The tactics and the platforms of a technique, in the order of the input. */
struct attack_name_iterator attack_technique_tactics(const struct attack_db *db,
                                                     const struct attack_technique *technique);
struct attack_name_iterator attack_technique_platforms(const struct attack_db *db,
                                                       const struct attack_technique *technique);

/* The data components of a technique, each once, in the order of the input, including those without an event. */
struct attack_data_component_iterator attack_technique_data_components(const struct attack_db *db,
                                                                       const struct attack_technique *technique);

/* Fills `component` with the next one. Returns false when there is none left. */
bool attack_data_component_next(struct attack_data_component_iterator *components,
                                struct attack_data_component *component);

/* The rows of a technique, in the order of the input. */
struct attack_row_iterator attack_technique_rows(const struct attack_db *db, const struct attack_technique *technique);

/* ---- Retired ids (attack_retired.c) ------------------------------------------------------------------------------ *
 *
 * ATT&CK revokes techniques, mostly because another takes their place, and deprecates some without a successor. Logs,
 * rules and reports keep such ids for years. They are no techniques of a mapping, but it knows what became of them. A
 * mapping of a subset knows the ids whose successor it has. */

enum attack_retirement {
    ATTACK_NOT_RETIRED, /* the id is of a technique, or unknown */
    ATTACK_REVOKED,     /* another technique took its place */
    ATTACK_DEPRECATED   /* without a successor */
};

/* Says what became of an id, byte for byte: "T1562.001". If it is revoked, fills `successor` with the technique that
 * replaces it today, even if that is the successor of its successor; otherwise makes it empty. It may be NULL. */
enum attack_retirement attack_technique_successor(const struct attack_db *db, const char *id, size_t length,
                                                  struct attack_technique *successor);

/* The revoked ids that this technique replaces, sorted. */
struct attack_former_id_iterator attack_technique_former_ids(const struct attack_db *db,
                                                             const struct attack_technique *technique);

/* Fills `former` with the next one. Returns false, and makes it empty, when there is none left. */
bool attack_former_id_next(struct attack_former_id_iterator *ids, struct attack_former_id *former);

/* Returns how many retired ids the mapping knows. */
uint32_t attack_retired_count(const struct attack_db *db);

/* Fills `retired` with the one at `index`: they are sorted, revoked and deprecated ones together. Returns false, and
 * makes it empty, if `index` is too large. */
bool attack_retired_at(const struct attack_db *db, uint32_t index, struct attack_former_id *retired);

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* The events with this id (case-insensitive), in the order of their index. There may be several: providers use the same
 * ids for different events, and a provider may use one id for several events that differ in filter, platform or audit
 * sub-category. A mapping may give an id another name, which finds the same events: "ES_EVENT_TYPE_NOTIFY_EXEC" finds
 * "exec". */
struct attack_event_iterator attack_events_find(const struct attack_db *db, const char *id, size_t length);

/* The same for an id that is a number: 4688 finds "4688", not "04688". */
struct attack_event_iterator attack_events_find_number(const struct attack_db *db, uint32_t id);

/* The events of this provider, or in this channel, with this id (case-insensitive). The iterator keeps a pointer to
 * `provider` or `channel`, so the text must live as long as the iterator is used. */
struct attack_event_iterator attack_events_find_provider(const struct attack_db *db, const char *provider,
                                                         size_t provider_length, const char *id, size_t id_length);
struct attack_event_iterator attack_events_find_provider_number(const struct attack_db *db, const char *provider,
                                                                size_t provider_length, uint32_t id);
struct attack_event_iterator attack_events_find_channel(const struct attack_db *db, const char *channel,
                                                        size_t channel_length, const char *id, size_t id_length);
struct attack_event_iterator attack_events_find_channel_number(const struct attack_db *db, const char *channel,
                                                               size_t channel_length, uint32_t id);

/* Fills `event` with the next one. Returns false when there is none left. */
bool attack_event_next(struct attack_event_iterator *events, struct attack_event *event);

/* Returns how many events there are. Events, relationships and components that no technique uses are not in a mapping.
 */
uint32_t attack_event_count(const struct attack_db *db);

/* Fills `event` with the one at `index`. Events are sorted bytewise by their id in lower case, those without an id
 * first; of those with the same id, events with a condition last, by their log; otherwise in the order of the input.
 * Returns false if `index` is too large. */
bool attack_event_at(const struct attack_db *db, uint32_t index, struct attack_event *event);

/* The filters of an event, in the order of the input. All must hold. An event with a condition has none: its condition
 * says all. */
struct attack_filter_iterator attack_event_filters(const struct attack_db *db, const struct attack_event *event);

/* Fills `filter` with the next one. Returns false when there is none left. */
bool attack_filter_next(struct attack_filter_iterator *filters, struct attack_filter *filter);

/* The techniques that this event can show, each once, sorted by id: those that have a row with it, except rows of
 * ATT&CK's analytics in a mapping that does not score them. Their names are those of their first row. After each call
 * of attack_technique_next(), the iterator's `kind` says what it rests on that the event can show that technique. */
struct attack_technique_iterator attack_event_techniques(const struct attack_db *db, const struct attack_event *event);

/* Finds what it rests on that an event can show one technique; if there are several rows, a rule counts before a
 * condition, that before a direct row, that before a candidate, and that before an analytic. It walks over the event's
 * techniques: for each of them, use the iterator's `kind`. Returns false, and leaves `kind` as it is, for a technique
 * that is not among attack_event_techniques(). */
bool attack_event_kind(const struct attack_db *db, const struct attack_event *event,
                       const struct attack_technique *technique, enum attack_kind *kind);

/* ---- Rules (attack_rules.c) --------------------------------------------------------------------------------------- *
 *
 * A mapping may have Sigma rules compiled in. A rule is a relationship, with its id and its title as the name; behind
 * the mapping's other relationships come those of the rules, in the same order. Its events are those of the logs that
 * its `logsource` stands for, each with the rule's condition. Sigma's specification says what level and status mean:
 * https://sigmahq.io/sigma-specification/ */

/* How severe what a rule finds is; not how certain. */
enum attack_level {
    ATTACK_LEVEL_NONE, /* the rule does not say */
    ATTACK_LEVEL_INFORMATIONAL,
    ATTACK_LEVEL_LOW,
    ATTACK_LEVEL_MEDIUM,
    ATTACK_LEVEL_HIGH,
    ATTACK_LEVEL_CRITICAL
};

enum attack_status {
    ATTACK_STATUS_NONE, /* the rule does not say */
    ATTACK_STATUS_UNSUPPORTED,
    ATTACK_STATUS_DEPRECATED,
    ATTACK_STATUS_EXPERIMENTAL,
    ATTACK_STATUS_TEST,
    ATTACK_STATUS_STABLE
};

/* A rule. A message that rests on it has to name the author if the rule's licence is the Detection Rule License 1.1, as
 * that of SigmaHQ's rules. Any text but the id may be NULL. */
struct attack_rule {
    const char *id;      /* "5f1abf38-291a-4a2b-9f3b-3a5b1c3d8e77" */
    const char *title;   /* what it finds, in one line */
    const char *author;  /* names, as the rule has them */
    const char *license; /* as the rule states it, an SPDX id; NULL: that of the set of rules */
    const char *folder;  /* its URI is `folder`, that of the set of rules or more, followed by `file` */
    const char *file;    /* NULL: `folder` alone; both NULL: not known */
    enum attack_level level;
    enum attack_status status;
    bool is_hunting;   /* for threat hunting: what it finds is no alert */
    bool is_detection; /* level medium or higher, status test or stable, not for hunting */
    uint32_t index;    /* 0 to attack_rule_count() - 1 */
};

/* Returns how many rules there are. */
uint32_t attack_rule_count(const struct attack_db *db);

/* Fills `rule` with the one at `index`; they are in the order in which they were read. Returns false if `index` is too
 * large. */
bool attack_rule_at(const struct attack_db *db, uint32_t index, struct attack_rule *rule);

/* Finds the rule that an event of the mapping belongs to, or a relationship is. Return false if there is none. */
bool attack_event_rule(const struct attack_db *db, const struct attack_event *event, struct attack_rule *rule);
bool attack_relationship_rule(const struct attack_db *db, const struct attack_relationship *relationship,
                              struct attack_rule *rule);

/* Return "high", "stable" ..., as Sigma has it; NULL for a rule that does not say, and for a number that is no level or
 * status. */
const char *attack_level_name(enum attack_level level);
const char *attack_status_name(enum attack_status status);

/* ---- One event of a log: its answer (attack_answer.c) ------------------------------------------------------------- *
 *
 * A caller describes an event of a log once, and gets the techniques that it shows, the most telling first:
 *
 *     union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
 *     struct attack_answer answers[10];
 *     struct attack_log_event event = {.id = ATTACK_TEXT("1"), .provider = ATTACK_TEXT("Microsoft-Windows-Sysmon"),
 *                                      .field = field_of, .context = my_event};
 *     uint32_t count = attack_answers(db, &event, scratch, sizeof scratch, answers, 10, NULL);
 *
 * Two things decide which events of the mapping it is: its id and log, and its own fields, which filters and conditions
 * of the mapping ask for. Answers rank by what they rest on:
 *
 *     1. conditions that hold, and rules that are detections (see struct attack_rule) and name at most
 *        ATTACK_RULE_TELLS techniques: the fewer techniques one names, the higher; of those with as many, conditions
 *        come first, then rules by level;
 *     2. other rules: likewise. They are candidates: what a weak rule finds may be harmless, and one that names many
 *        techniques does not tell which of them it is;
 *     3. direct rows, of events without a condition: likewise;
 *     4. candidates by specificity (see "Specificity" below).
 *
 * If several events of the mapping match and show one technique, the best of them counts, once: 4663 with
 * ObjectType=Process is 4663 too. Ties are in the order of the technique ids. A candidate is not a detection: it says
 * that this telemetry could show the technique. */

/* Text that the caller owns. It needs no terminator and may hold any byte; a NULL `text` is absent. */
struct attack_text {
    const char *text;
    size_t length;
};

/* Initializes a `struct attack_text` with a string literal: struct attack_text channel = ATTACK_TEXT("Security"); */
#define ATTACK_TEXT(literal)                                                                                           \
    {                                                                                                                  \
        "" literal, sizeof(literal) - 1                                                                                \
    }

/* Compares a text with a name that ends in NUL, case-insensitively, as matching compares: for an attack_field callback
 * that looks for the field it is asked for. Reads nothing behind the text's length or the name's NUL, whatever bytes
 * they hold. Returns whether they are equal; an absent text equals no name, and a NULL name equals no text. */
bool attack_text_is(struct attack_text text, const char *name);

/* The fields that the filters and conditions of a mapping ask for have numbers, 0 to attack_field_count() - 1, so that
 * a program can find out once where each is in its events. Two spellings of a name are two fields. */
uint32_t attack_field_count(const struct attack_db *db);

/* Returns the name of a field, "CommandLine"; NULL if the number is too large. */
const char *attack_field_name(const struct attack_db *db, uint32_t field);

/* A callback: returns a value of one of the event's fields. A field may have several, as an array has: `value` counts
 * from 0, and absent text means that there are no more. It is called in this order, and for each value once, but for
 * arrays with many values (see attack_scratch_size()). A number is returned as the log spells it. Returns absent text
 * for a field that the event does not have (JSON's null is absent, an empty value is not). Text must not change until
 * the function that called returns. */
typedef struct attack_text attack_field(void *context, uint32_t field, uint32_t value);

/* A callback: returns each value of the event, of whatever field, for conditions that look everywhere (Sigma's
 * keywords). `value` counts from 0; absent text means that there are no more. */
typedef struct attack_text attack_value(void *context, uint32_t value);

/* One event of a log. Absent text means that it is not known. A later minor version may add members behind these, which
 * it reads only if a flag says that they are there: a program that was compiled before does not set it. */
struct attack_log_event {
    struct attack_text id; /* "4688"; ATTACK_TEXT("") for an event that has none */
    uint32_t number;       /* the same as a number: used if `id` is absent */
    struct attack_text platform, provider, channel;
    attack_field *field; /* NULL: no field is known */
    attack_value *value; /* NULL: a condition that looks everywhere is unknown */
    void *context;       /* the callbacks' first argument */
    uint32_t flags;      /* 0, or ATTACK_UNKNOWN_MATCHES; other bits must be 0 */
};

/* A filter holds if the event does not have its field; a condition does not. */
#define ATTACK_UNKNOWN_MATCHES 1u

/* The unit of scratch memory, of which one call needs an array. It is aligned as pointers and numbers are. */
union attack_scratch {
    uint64_t number;
    const void *pointer;
};

/* Returns how many bytes of scratch memory the functions below need for this mapping; 0 for an empty mapping. A
 * mapping's <PREFIX>_SCRATCH is the number of elements of an array that is large enough on 32-bit and 64-bit
 * processors. It remembers one value of each field that an event is asked for, and a few more; of an array with many
 * values, those that do not fit are asked for again. Nothing in it outlives a call, except for
 * attack_missing_field(). */
size_t attack_scratch_size(const struct attack_db *db);

/* One technique that an event of a log shows. */
struct attack_answer {
    uint32_t technique; /* index */
    uint32_t event; /* index of the event of the mapping that says so: attack_condition_text() tells its condition */
    uint32_t score; /* orders answers; see "Specificity" */
    enum attack_kind kind; /* what it rests on: ATTACK_RULE, ATTACK_CONDITION, ATTACK_DIRECT or ATTACK_CANDIDATE. A
                              candidate may rest on a rule, too: one that is no detection or names many techniques.
                              attack_event_rule() tells, and so whose author to name */
};

/* Whether the mapping has the event, and if not, why. Of several reasons, the last in this list that is true. If
 * is_cut_short is set before anything matched, the reason may be ATTACK_OTHER_FIELDS or ATTACK_MISSING_FIELDS, and is
 * not to be relied on: what was left was not compared. */
enum attack_reason {
    ATTACK_NO_SCRATCH,     /* nothing was done: no mapping, no event, or the scratch memory is too small or NULL */
    ATTACK_UNKNOWN_ID,     /* no event of the mapping has this id, or stands for each event of a log that this is of */
    ATTACK_NO_LOG,         /* the mapping has this id, but neither provider nor channel is known */
    ATTACK_UNKNOWN_LOG,    /* the mapping has this id only in other logs */
    ATTACK_OTHER_FIELDS,   /* its fields have other values than each event of the mapping asks for */
    ATTACK_MISSING_FIELDS, /* some event of the mapping could match, but fields are missing: attack_missing_field() */
    ATTACK_MATCHED         /* events of the mapping match */
};

/* More about an answer. */
struct attack_result {
    enum attack_reason reason;
    uint32_t events;     /* how many events of the mapping match */
    uint32_t conditions; /* how many of them have a condition */
    uint32_t unknown;  /* how many filtered events and evaluated conditions are unknown, as fields are missing; and one
                         more for each log whose keywords find no callback for values */
    bool is_cut_short; /* comparing took ATTACK_WORK_MOST steps: filters and conditions that were left are unknown */
};

/* The most steps that one event may take: about one for each byte that the conditions compare or that is searched for
 * what they could look for, one for each value that a filter compares, and one for every 16 fields that are searched
 * for one of them. A regular expression may take many for a byte: the larger it is, and the more of it fits, the more.
 * A field of a megabyte, one with values without end, or one that an attacker made to look like much, ends there. */
#define ATTACK_WORK_MOST 16777216u

/* Writes the techniques that an event shows, best first, at most `room`, and fills `result`, which may be NULL.
 * `scratch` points to `bytes` bytes, aligned as union attack_scratch. Time grows with the lengths of the fields and
 * with the number of conditions that could hold, not with that of all conditions; and with `room` times the techniques
 * of what matches. Returns how many were written. */
uint32_t attack_answers(const struct attack_db *db, const struct attack_log_event *event, union attack_scratch *scratch,
                        size_t bytes, struct attack_answer *answers, uint32_t room, struct attack_result *result);

/* Tells the fields that were missing in the call that used `scratch` last: absent in the event, so that a filter or a
 * condition was unknown, or a condition was not evaluated and could have been. Such a condition may be false for other
 * reasons, too, and result->unknown does not count it. Start with `at` 0. It must not be called before such a call, nor
 * if `scratch` was too small. Returns false when there is none left.
 *     for (uint32_t at = 0, field; attack_missing_field(scratch, &at, &field);) */
bool attack_missing_field(const union attack_scratch *scratch, uint32_t *at, uint32_t *field);

/* ---- The steps of an answer (attack_match.c, attack_conditions.c) ------------------------------------------------- *
 *
 * attack_answers() takes these steps, which can also be called one by one: the candidates, by id and log; those of them
 * whose filters hold; the events whose condition holds. A program that never calls attack_answers() or
 * attack_match_conditions() contains no code for conditions. */

/* Writes the candidates of an event: those events of the mapping, of the ones without a condition, that it may be by
 * its id and log alone. They have the same id; platform, provider and channel are equal wherever both sides know them;
 * and both know the provider or both know the channel. Comparison is case-insensitive. OSSEM-DM's "sysmon" equals
 * "Linux-Sysmon", as logs have it. Returns how many were written: at most `room`, and all of them if `room` is at least
 * the mapping's <PREFIX>_CANDIDATES. The result depends on nothing but id, number, platform, provider and channel. */
uint32_t attack_candidates(const struct attack_db *db, const struct attack_log_event *event, uint32_t *events,
                           uint32_t room);

/* Writes the candidates whose filters all hold; names and values are case-insensitive. `events` may be the same array
 * as `candidates`. Filters for one id, times fields, are at most 100,000 in a mapping from attack-events-gen.
 * attack_db_verify() does not check that: with tables from elsewhere, the call may take ATTACK_WORK_MOST steps, and
 * filters that are left then are unknown. Returns how many were written; 0 if the scratch memory is too small. */
uint32_t attack_match(const struct attack_db *db, const struct attack_log_event *event, union attack_scratch *scratch,
                      size_t bytes, const uint32_t *candidates, uint32_t count, uint32_t *events);

/* Writes the events whose condition holds, in ascending order: those without an id stand for each event of their log,
 * and come first. Returns how many hold, which may be more than `room`: then only the first `room` were written.
 * Returns 0 if the scratch memory is too small. */
uint32_t attack_match_conditions(const struct attack_db *db, const struct attack_log_event *event,
                                 union attack_scratch *scratch, size_t bytes, uint32_t *events, uint32_t room);

/* ---- Conditions (attack_condition_text.c) ------------------------------------------------------------------------- *
 *
 * A condition is a Boolean expression on an event's own fields, in Sigma's words. Comparison is case-insensitive
 * unless it is `cased`. A test on a field that the event does not have is unknown, and so may be the condition: then it
 * does not hold. In logs that leave out what is empty, the test is false instead. If a field has several values, one
 * that passes is enough. */

/* Whether an event of the mapping has a condition. */
bool attack_event_has_condition(const struct attack_db *db, const struct attack_event *event);

/* Writes the condition of an event as text, for people:
 *
 *     Image|endswith '\mshta.exe' and CommandLine|contains ('javascript:' or 'vbscript:')
 *
 * A test starts with its field, or with `any value`. What follows is
 *
 *     = 'x'           equal; with a `*` or `?`: any text, or one character, in its place
 *     |startswith 'x', |endswith 'x', |contains 'x'
 *     |cidr '10.0.0.0/8'
 *     |re '(?i)x+'             any part of the value matches the regular expression; flags are at its start
 *     > 5, >= 5, < 5, <= 5
 *     exists, is null          null: absent or empty
 *     = OtherField             also after |contains, |startswith, |endswith: a value of another field
 *
 * with `|cased` behind the field and its modifier where letter case counts, and `not` before a test that is negated.
 * Several values stand in parentheses: one is enough. `and` binds tighter than `or`. In quotes, a quote is doubled, and
 * as in Sigma, a backslash makes a `*`, `?` or backslash behind it plain, and is itself plain before anything else. At
 * most `room` bytes are written, including a final NUL if `room` is not 0. Returns the length of the whole text without
 * the NUL; 0 for an event without a condition. A rule that asks for an event alone has the condition `always`. */
size_t attack_condition_text(const struct attack_db *db, const struct attack_event *event, char *text, size_t room);

/* ---- Why -------------------------------------------------------------------------------------------------------- */

/* Fills `row` with the next row whose event is one of these, which says why an event shows a technique. ATTACK_NONE
 * among them stands for rows without an event. Returns false when there is none left. */
bool attack_row_next_of(struct attack_row_iterator *rows, const uint32_t *events, uint32_t count,
                        struct attack_row *row);

/* ---- Sets of techniques or of events (attack_set.c) -------------------------------------------------------------- */

/* A set of indexes: i is in it if bit i % 32 of words[i / 32] is set. The caller provides the words, as many as the
 * mapping's <PREFIX>_TECHNIQUE_WORDS or <PREFIX>_EVENT_WORDS, or ATTACK_SET_WORDS() of a count. Combine only sets of
 * the same mapping and of the same kind. Indexes beyond the words are not in the set, and adding one does nothing. */
struct attack_set {
    uint32_t *words;
    uint32_t word_count;
};

#define ATTACK_SET_WORDS(count) (((count) + 31u) / 32u)

/* Makes the set empty. */
void attack_set_clear(struct attack_set set);

void attack_set_add(struct attack_set set, uint32_t index);
void attack_set_remove(struct attack_set set, uint32_t index);
bool attack_set_has(struct attack_set set, uint32_t index);
uint32_t attack_set_count(struct attack_set set);

/* Change `set` to the union, the intersection, or the difference (`set` without `other`) of both. */
void attack_set_unite(struct attack_set set, struct attack_set other);
void attack_set_intersect(struct attack_set set, struct attack_set other);
void attack_set_subtract(struct attack_set set, struct attack_set other);

/* Moves `index` to the first member at or above it. Returns false when there is none.
 *     for (uint32_t i = 0; attack_set_next(set, &i); i++) */
bool attack_set_next(struct attack_set set, uint32_t *index);

/* Add the techniques that have a row with one of these events. */
void attack_set_add_techniques_of(struct attack_set set, const struct attack_db *db, const uint32_t *events,
                                  uint32_t count);

/* Add techniques: the one with this id, or, for "T1003.*", T1003 and its sub-techniques (byte for byte; T1003 itself
 * need not be in the mapping); those of a tactic, of a platform or of a data component (case-insensitive). Return how
 * many techniques these are, whether or not they were in the set before. */
uint32_t attack_set_add_family(struct attack_set set, const struct attack_db *db, const char *id, size_t length);
uint32_t attack_set_add_tactic(struct attack_set set, const struct attack_db *db, const char *tactic, size_t length);
uint32_t attack_set_add_platform(struct attack_set set, const struct attack_db *db, const char *platform,
                                 size_t length);
uint32_t attack_set_add_data_component(struct attack_set set, const struct attack_db *db, const char *name,
                                       size_t length);

/* ---- Specificity (attack_score.c) -------------------------------------------------------------------------------- *
 *
 * A score is a number that joins the rank of the best evidence, a value, and the kind and level of a condition or rule.
 * Scores compare as answers rank: conditions and rules that tell, then other rules, then direct rows, then all other
 * candidates. attack_score_value() and attack_score_kind() take one apart; how it is put together may change.
 *
 * Most events could show many techniques. A candidate scores high if its event could show few others, and if few other
 * events could show the technique. With w(event) = 1 / the number of techniques for which it is a candidate, the value
 * is w(event) / sqrt(sum of w over the technique's events). In integers, each step rounded down:
 *
 *     w = 65536 / the number of techniques for which the event is a candidate
 *
 *     f = sqrt(2^38 / sum of w over the technique's events), at most 65535
 *
 *     value = w * f / 128
 *
 * A technique whose only event could show nothing else has the value ATTACK_SCORE_ONE. An analytic counts as a
 * candidate. The value of a condition, a rule or a direct row is ATTACK_SCORE_ONE divided by the number of techniques
 * that the event names so, rounded down as w is; of equal values, a condition ranks above a rule, and a rule with
 * a higher level above one with a lower. Events with different filters or conditions are different events: 4663 with
 * ObjectType=Process is not 4663. One event of a log has the best score of the events of the mapping that it matches.
 * The score for a whole log is the sum over the distinct events that it has, where events of the mapping with the same
 * id and log are one, with the best score of those that match: so an event that a narrower one implies counts once. The
 * values of all are added, and the kind is the best: see attack_score_sum(). Techniques with the same events tie. */

#define ATTACK_SCORE_ONE 1048576u /* the largest value of one event */

/* A rule that names more techniques does not tell which of them an event shows. */
#define ATTACK_RULE_TELLS 2u

/* Returns the value of a score. Those of conditions and rules are multiples of 16. */
uint32_t attack_score_value(uint32_t score);

/* Returns what a score rests on: ATTACK_RULE, ATTACK_CONDITION, ATTACK_DIRECT or ATTACK_CANDIDATE, which it also
 * returns for 0. */
enum attack_kind attack_score_kind(uint32_t score);

/* Returns the score of an event for a technique; 0 if the event cannot show the technique, or an index is too large. */
uint32_t attack_score(const struct attack_db *db, uint32_t technique, uint32_t event);

/* Adds the scores of an event for all its techniques to `scores`, an array with one element for each technique of the
 * mapping, which starts as zeros. Values stop at 2^30 - 1, which candidates do not reach below a million events. */
void attack_scores_add(const struct attack_db *db, uint32_t event, uint32_t *scores);

/* Returns the sum of two scores, as attack_scores_add() adds: the better rank, both values, and of those that have this
 * rank, the kind and level that comes first: a condition, then rules by level; so these do not depend on the order of
 * adding. */
uint32_t attack_score_sum(uint32_t one, uint32_t other);

/* Writes the indexes of the techniques with the highest scores, best first; ties are in the order of the index.
 * Techniques that score 0 are left out. Returns how many were written, at most `room`. */
uint32_t attack_scores_best(const struct attack_db *db, const uint32_t *scores, uint32_t *techniques, uint32_t room);

/* ---- Coverage (attack_coverage.c) -------------------------------------------------------------------------------- */

/* How far collected events cover a technique, counted in data components that have events. The technique is covered if
 * all of them have a collected event, and partly covered if some have. */
struct attack_coverage {
    uint32_t data_components; /* components of the technique with a chosen event */
    uint32_t covered;         /* those of them with an event that is chosen and collected */
};

/* Counts for one technique. Both are sets of events: `chosen` are those that count (of some platforms and providers, or
 * all), `collected` those that are collected. An event that is collected but not chosen does not count. */
struct attack_coverage attack_technique_coverage(const struct attack_db *db, const struct attack_technique *technique,
                                                 struct attack_set chosen, struct attack_set collected);

/* ---- Packs (attack_pack.c, attack_newer.c) ------------------------------------------------------------------------ *
 *
 * A pack is a mapping in a file, made by `attack-events-gen --pack`: new data for a program that is built already. It
 * is used where it lies: a mapped file, a region of flash, memory that a file was read into. Nothing is copied; the
 * bytes must stay as they are for as long as the mapping is used. docs/packs.md shows how to replace one while threads
 * use it.
 *
 *     struct attack_pack pack;
 *     const struct attack_db *db = attack_events_builtin();
 *
 *     if (attack_pack_open(bytes, size, db, &pack) == ATTACK_PACK_OPENED)
 *         db = attack_pack_db(&pack);
 */

/* An open pack. The caller provides the memory, which must not move while the mapping is used. Its members are private.
 */
struct attack_pack {
    const void *room[120];
};

enum attack_pack_result {
    ATTACK_PACK_OPENED,
    ATTACK_PACK_NOT_ALIGNED, /* `bytes` is not a multiple of 4 */
    ATTACK_PACK_NO_PACK,     /* it does not start as a pack does */
    ATTACK_PACK_CUT_SHORT,   /* `size` is less than that of the pack */
    ATTACK_PACK_OTHER_BYTE_ORDER,
    ATTACK_PACK_DAMAGED,       /* its CRC-32 is another */
    ATTACK_PACK_OTHER_FORMAT,  /* the major version of its format is another */
    ATTACK_PACK_LATER_RUNTIME, /* it says that this version of the library would give wrong answers */
    ATTACK_PACK_CORRUPT,       /* attack_db_verify() would refuse its tables, or they do not end within it */
    ATTACK_PACK_OTHER_DOMAIN,  /* it is of another ATT&CK domain than `floor` */
    ATTACK_PACK_OLDER          /* `floor` is newer: attack_db_newer() */
};

/* Checks the pack at `bytes`, which may be followed by other bytes up to `size`, and opens it. `floor` is the mapping
 * that it is to replace, or the oldest that is acceptable: usually that of the program, so that nobody can bring old
 * data back with an old pack that has a good signature. NULL accepts any. The mapping of `pack` itself, which is
 * overwritten, accepts none: open a new pack into another struct. The pack is not trusted: whatever it holds, only its
 * bytes are read, in time that grows with `size`, and a pack that was opened is as safe to use as a mapping that
 * attack_db_verify() found sound; its texts need not be UTF-8. That is no proof of who wrote it: verify a signature
 * before. Returns the first reason to refuse it in the order of the checks: alignment, start, length, byte order,
 * checksum, versions, tables, domain, age. */
enum attack_pack_result attack_pack_open(const void *bytes, size_t size, const struct attack_db *floor,
                                         struct attack_pack *pack);

/* Returns the mapping of an open pack; NULL, an empty mapping, if attack_pack_open() refused it. It lives as long as
 * the pack's bytes and `pack`, and needs no closing. */
const struct attack_db *attack_pack_db(const struct attack_pack *pack);

/* Returns why a pack was refused, "it is cut short"; NULL for a number that is no result. */
const char *attack_pack_result_text(enum attack_pack_result result);

/* What the header of a pack says. */
struct attack_pack_info {
    uint32_t size; /* in bytes; a multiple of 4 */
    uint32_t format_major, format_minor;
    uint32_t runtime_major, runtime_minor; /* of the first version of the library that gives all its answers */
    const uint8_t *sha256; /* 32 bytes within the pack: SHA-256 of all bytes behind them, which is not checked here */
};

/* Says what the header of a pack holds, without a look at its tables. Returns the reason to refuse it, up to the
 * versions, and then makes `info` empty. */
enum attack_pack_result attack_pack_peek(const void *bytes, size_t size, struct attack_pack_info *info);

/* Whether `db` holds newer data than `other`: of the same domain, a later version of ATT&CK; if that is the same, a
 * later date. Versions of ATT&CK are two numbers: 9.2 is older than 19.0. Without a version or a date, a mapping is
 * older than one with it. An empty mapping is older than any other. */
bool attack_db_newer(const struct attack_db *db, const struct attack_db *other);

/* ---- Corrupt tables (attack_verify.c) ---------------------------------------------------------------------------- */

/* Checks the tables of a mapping, for programs whose flash may become corrupt or whose file may be patched. All other
 * functions trust the tables, and may read any address if they are corrupt. This one checks that every text starts and
 * ends within the texts; that every list ends within the lists; that every index, also in hash tables, is in range;
 * that there are as many rows as attack_db_info() says; and that each technique and event is found by its id. If it
 * returns true, no function reads outside the tables or loops forever, as long as the tables do not change: call it
 * before the first use, and again whenever they may have changed. If it returns false, continue with NULL, an empty
 * mapping. It trusts the mapping's descriptor, a few hundred bytes, that the tables are where it says and have the
 * sizes that it says; attack_pack_open() checks that. It is not a checksum: it cannot notice a text, or a factor of a
 * score, that changed to another valid value. It allocates nothing, and reads each table about once and each key a few
 * times. Its time is bounded by the size of the tables: at most 64 numbers or bytes are read for each record, and for
 * each byte of lists, texts and the code of conditions. A sound mapping takes about one; one
 * whose records share such long lists that it would take more than 64 is refused, by the generator already. Returns
 * whether the mapping is sound; false for an empty one. */
bool attack_db_verify(const struct attack_db *db);

#ifdef __cplusplus
}
#endif

#endif
