/* SPDX-License-Identifier: MIT
 *
 * Reads a file's values into the model: the format of a file, the keys that a map may have, the type of each value.
 * Every error is reported with its place, and reading continues, so that one run shows all errors. It sees values, not
 * libyaml, and nothing of C.
 */
#ifndef GEN_READ_H
#define GEN_READ_H

#include "model/model.h"
#include "yaml_stream.h"

/* Reads one file, a mapping or STIX, into the model. Returns false if it could not be read to its end. */
bool read_mapping(struct model *model, const char *file, const void *bytes, size_t size);

/* ---- Shared by the formats -------------------------------------------------------------------------------------- */

/* A key that a map may have, and the field that it sets. Several keys may set the same field. */
struct known_key {
    const char *name;
    int field; /* IGNORED: known, but not stored */
};
enum { IGNORED = -1, FIELDS_LIMIT = 24 };

struct schema {
    const char *what; /* "a row" */
    const struct known_key *keys;
    size_t key_count;
};

/* A file being read. Unknown keys are counted, and each is reported once at the end of the file. */
struct reading {
    struct model *model;
    struct arena *expressions; /* for conditions, as they are written */
    bool is_rule;              /* a Sigma rule, not a mapping: an empty value is null, and may be contained */
    struct stream *stream;
    struct unknown_key *unknown;
    size_t unknown_count, unknown_capacity;
};

/* Sets `fields[field]` to the value of each known key of `map`, and the others to NULL. Returns false, and reports, if
 * `map` is not a map. Reports keys that are not text or are given twice. */
bool read_fields(struct reading *reading, const struct node *map, const struct schema *schema,
                 const struct node *fields[FIELDS_LIMIT]);

/* Whether a map has an equal key before this one; report that. */
bool is_earlier_key(const struct node *map, const struct node *key);
void report_twice(struct reading *reading, const struct node *key);

/* Count an unknown key; return whether there was one; report all. */
void note_unknown_key(struct reading *reading, const struct schema *schema, const struct node *key);
bool is_known_unknown(const struct reading *reading, const struct schema *schema, const struct node *key);
void report_unknown_keys(struct reading *reading);

/* Returns the text of a scalar; ABSENT for a NULL node. Returns ABSENT, and reports, for anything else. */
uint32_t read_text(struct reading *reading, const struct node *node, const char *what);

/* The same, in lower case. */
uint32_t read_lower_text(struct reading *reading, const struct node *node, const char *what);

/* Returns a list of texts; a single text is a list of one. */
uint32_t read_text_list(struct reading *reading, const struct node *node, const char *what, bool lower);

/* Returns the pairs of `filter_in`, a list of maps or a map, in their order. */
uint32_t read_filters(struct reading *reading, const struct node *node);

/* Returns true or false; false for a NULL node, and, having reported it, for anything else. */
bool read_flag(struct reading *reading, const struct node *node, const char *what);

/* Whether a text is a technique id, T1234 or T1234.001; report one that is not, in `node`. */
bool is_technique_id(const char *id);
void report_malformed_id(struct reading *reading, const struct node *node, uint32_t id);

/* Returns the technique id; ABSENT, and reports, if it is malformed. Reports if `is_subtechnique` contradicts it. */
uint32_t read_technique_id(struct reading *reading, const struct node *node, const struct node *owner);
void check_subtechnique_flag(struct reading *reading, const struct node *node, uint32_t id);

/* The fields of an event and of a technique's naming, in the order in which each format numbers them. */
enum {
    EVENT_FIELD_ID,
    EVENT_FIELD_NAME,
    EVENT_FIELD_PLATFORM,
    EVENT_FIELD_AUDIT_CATEGORY,
    EVENT_FIELD_AUDIT_SUB_CATEGORY,
    EVENT_FIELD_CHANNEL,
    EVENT_FIELD_LOG_SOURCE,
    EVENT_FIELD_FILTER_IN,
    EVENT_FIELD_DETECTION,
    EVENT_FIELDS
};
enum { NAMING_FIELD_TECHNIQUE, NAMING_FIELD_TACTIC, NAMING_FIELD_PLATFORM, NAMING_FIELDS };

/* Read an event without its filters; with its filters or its condition; read a naming, and return its number. */
struct event read_event_of_log(struct reading *reading, const struct node *const fields[EVENT_FIELDS]);
struct event read_event(struct reading *reading, const struct node *const fields[EVENT_FIELDS], struct place place);
uint32_t read_naming(struct reading *reading, const struct node *const fields[NAMING_FIELDS]);

/* Returns the place of a byte of a scalar, if it stands in the file as it is; else that of the scalar. */
struct place place_within(const struct node *node, size_t offset);

/* Returns "a list", "text" ..., for messages. */
const char *kind_of(const struct node *node);

/* Whether there is a value: neither NULL nor a scalar without one. */
bool is_given(const struct node *node);

/* Whether a node is this text; false for NULL. */
bool is_text(const struct node *node, const char *text);

/* Returns the value of a key of a map; NULL if there is none, or `map` is no map. */
const struct node *value_of(const struct node *map, const char *key);

/* Read one item of each format. */
void read_row(struct reading *reading, const struct node *item);
void read_relationship(struct reading *reading, const struct node *item);
void read_technique(struct reading *reading, const struct node *item);
void read_class(struct reading *reading, const struct node *item);

/* Whether a text looks like a STIX bundle or object: a JSON map whose first key is one of STIX and none of a mapping.
 */
bool is_stix(const void *bytes, size_t size);

/* Reads a file into the model's release. Returns false if it could not be read to its end. */
bool read_stix(struct model *model, const char *file, const void *bytes, size_t size);

/* The kind of an item of a list at the root: a row, if it is neither of these. */
bool is_relationship(const struct node *item);
bool is_technique(const struct node *item);

#endif
