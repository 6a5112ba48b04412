/* SPDX-License-Identifier: MIT
 *
 * From a file's values to the model: which form a file has, which keys a map of that form may hold, what each value
 * must be. Every fault is reported with its place and reading goes on, so that one run shows them all.
 */
#ifndef GEN_READ_H
#define GEN_READ_H

#include "model/model.h"
#include "node.h"

/* Reads one file into the model. Returns false when it could not be read to its end. */
bool read_mapping(struct model *model, const char *file, const void *bytes, size_t size);

/* ---- Shared by the forms ---------------------------------------------------------------------------------------- */

/* A key that a map may hold, and the field that it fills; several keys may be names for one. */
struct known_key {
    const char *name;
    int field; /* IGNORED: known, and not stored */
};
enum { IGNORED = -1, FIELDS_LIMIT = 24 };

struct schema {
    const char *what; /* "a row" */
    const struct known_key *keys;
    size_t key_count;
};

/* What is read, and the keys that nobody knows, each counted and reported once at the end of a file. */
struct reading {
    struct model *model;
    struct stream *stream;
    struct unknown_key *unknown;
    size_t unknown_count, unknown_capacity;
};

/* Sets `fields[field]` to the value of each known key of `map`, the others to NULL. Returns false, and reports, when
 * `map` is no map. Reports keys that are not text or are given twice. */
bool read_fields(struct reading *reading, const struct node *map, const struct schema *schema,
                 const struct node *fields[FIELDS_LIMIT]);

/* Counts a key that the schema does not have; says whether one was counted; reports all that were. */
void note_unknown_key(struct reading *reading, const struct schema *schema, const struct node *key);
bool is_known_unknown(const struct reading *reading, const struct schema *schema, const struct node *key);
void report_unknown_keys(struct reading *reading);

/* The text of a scalar. Reports and returns ABSENT for anything else; ABSENT for a NULL node. */
uint32_t read_text(struct reading *reading, const struct node *node, const char *what);

/* The same in lower case. */
uint32_t read_lower_text(struct reading *reading, const struct node *node, const char *what);

/* A list of texts, or one text as a list of one. */
uint32_t read_text_list(struct reading *reading, const struct node *node, const char *what, bool lower);

/* The conditions of `filter_in`: a list of maps or a map, all pairs in their order. */
uint32_t read_filters(struct reading *reading, const struct node *node);

/* The technique id, or ABSENT after a report; and `is_subtechnique`, when given, is held against it. */
uint32_t read_technique_id(struct reading *reading, const struct node *node, const struct node *owner);
void check_subtechnique_flag(struct reading *reading, const struct node *node, uint32_t id);

/* The fields of an event and of a technique's naming, in the order in which each form numbers them. */
enum {
    EVENT_FIELD_ID,
    EVENT_FIELD_NAME,
    EVENT_FIELD_PLATFORM,
    EVENT_FIELD_AUDIT_CATEGORY,
    EVENT_FIELD_AUDIT_SUB_CATEGORY,
    EVENT_FIELD_CHANNEL,
    EVENT_FIELD_LOG_SOURCE,
    EVENT_FIELD_FILTER_IN,
    EVENT_FIELDS
};
enum { NAMING_FIELD_TECHNIQUE, NAMING_FIELD_TACTIC, NAMING_FIELD_PLATFORM, NAMING_FIELDS };

/* Reads an event; and a naming, of which it returns the number. */
struct event read_event(struct reading *reading, const struct node *const fields[EVENT_FIELDS]);
uint32_t read_naming(struct reading *reading, const struct node *const fields[NAMING_FIELDS]);

/* "a list", "text" ... */
const char *kind_of(const struct node *node);

/* The forms: one item of each. */
void read_row(struct reading *reading, const struct node *item);
void read_relationship(struct reading *reading, const struct node *item);
void read_technique(struct reading *reading, const struct node *item);

/* Which form an item of a bare list has; a row, when neither of these. */
bool is_relationship(const struct node *item);
bool is_technique(const struct node *item);

#endif
