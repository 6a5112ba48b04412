/* SPDX-License-Identifier: MIT
 *
 * What the Python package calls, through ctypes. A call hands over a whole table, or the answer to one event: a call
 * from Python costs as much as many calls of the library. Nothing here keeps state between calls that is not in an
 * object which Python holds, or ends the process, and nothing prints, except errors in a user's log formats; memory
 * that runs out is reported to Python, which raises MemoryError. Python's own header is not needed, so one build serves
 * every version of Python.
 */
#ifndef ATTACK_EVENTS_PYTHON_SHIM_H
#define ATTACK_EVENTS_PYTHON_SHIM_H

#include "attack_events.h"

#if defined(__GNUC__)
#define SHIM_EXPORT __attribute__((visibility("default")))
#else
#define SHIM_EXPORT
#endif

/* ---- The mapping ------------------------------------------------------------------------------------------------ */

/* Returns the mapping that is linked. */
SHIM_EXPORT const struct attack_db *attack_python_builtin(void);

/* Opens the pack at `bytes`, which must stay as they are. Returns it for attack_python_close(); NULL if memory runs out
 * or the pack is refused, and then `reason` is NULL or says why. */
SHIM_EXPORT struct attack_pack *attack_python_open(const void *bytes, size_t size, const char **reason);
SHIM_EXPORT const struct attack_db *attack_python_db(const struct attack_pack *pack);
SHIM_EXPORT void attack_python_close(struct attack_pack *pack);

SHIM_EXPORT void attack_python_info(const struct attack_db *db, struct attack_info *info);
SHIM_EXPORT uint32_t attack_python_retired_count(const struct attack_db *db);
SHIM_EXPORT const char *attack_python_version(void);
SHIM_EXPORT uint32_t attack_python_technique_count(const struct attack_db *db);

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

/* Rows of texts and of lists of texts. Each text stands once among `texts`, and ends in NUL; a code is its number
 * there, and -1 is an absent text. */
struct python_table {
    uint32_t rows, text_columns, list_columns;
    int32_t *codes; /* row after row, each with `text_columns` codes */
    int32_t *ends;  /* row after row, where each of its `list_columns` lists ends in `items`; it starts where the one
                       before it ends */
    int32_t *items; /* codes */
    char *texts;
    size_t text_bytes;
    uint32_t text_count;
};

enum python_table_kind {
    PYTHON_TECHNIQUES, /* id, name; tactics, platforms, former ids */
    PYTHON_DATA_COMPONENTS,
    PYTHON_RELATIONSHIPS,
    PYTHON_EVENTS, /* id ("*": any event of its log), name ... provider, condition; filters: a field, a value, ... */
    PYTHON_RULES,
};

/* Returns `count` rows from `first` on, or as many as there are; NULL if memory runs out. */
SHIM_EXPORT struct python_table *attack_python_table(const struct attack_db *db, int kind, uint32_t first,
                                                     uint32_t count);
SHIM_EXPORT void attack_python_table_free(struct python_table *table);

/* All rows of the mapping, as numbers of rows in tables. -1 stands for what a row does not have. */
struct python_rows {
    uint32_t count;
    int32_t *technique; /* a row of `techniques`, as rows may describe one technique differently */
    int32_t *data_component, *relationship, *event, *kind;
    struct python_table *techniques;
};

/* Returns NULL if memory runs out. */
SHIM_EXPORT struct python_rows *attack_python_rows(const struct attack_db *db);
SHIM_EXPORT void attack_python_rows_free(struct python_rows *rows);

/* ---- Look-ups --------------------------------------------------------------------------------------------------- */

/* Finds a technique, or the one that took the place of a revoked id. Returns its index; ATTACK_NONE if there is none,
 * and sets `is_deprecated`. */
SHIM_EXPORT uint32_t attack_python_technique(const struct attack_db *db, const char *id, size_t length,
                                             bool *is_deprecated);

/* Write indexes, at most `room`, and return how many there are. NULL stands for any provider or channel. */
SHIM_EXPORT uint32_t attack_python_events(const struct attack_db *db, const char *id, const char *provider,
                                          const char *channel, uint32_t *events, uint32_t room);
SHIM_EXPORT uint32_t attack_python_events_of(const struct attack_db *db, uint32_t technique, uint32_t *events,
                                             uint32_t room);
SHIM_EXPORT uint32_t attack_python_techniques_of(const struct attack_db *db, uint32_t event, uint32_t *techniques,
                                                 uint32_t room);

/* The index of the rule that an event of the mapping belongs to; ATTACK_NONE: none. */
SHIM_EXPORT uint32_t attack_python_rule_of(const struct attack_db *db, uint32_t event);

/* ---- One event of a log ----------------------------------------------------------------------------------------- */

/* A value of an event: `field` is the number of the field that it is a value of, or ATTACK_NONE if the mapping asks for
 * no such field. Several with one number are the values of an array. */
struct python_value {
    uint32_t field, length;
};

struct python_event {
    struct attack_text id, platform, provider, channel;
    const char *texts; /* of the values, one behind the other */
    const struct python_value *values;
    uint32_t count;
    uint32_t flags;
};

struct python_answer {
    uint32_t technique, event, score, kind;
};

/* Writes the best answers, at most `room`, the reason for none, and the numbers of the fields that were missing, at
 * most `missing_room`. Returns how many answers were written; ATTACK_NONE if memory runs out. */
SHIM_EXPORT uint32_t attack_python_match(const struct attack_db *db, const struct python_event *event,
                                         struct python_answer *answers, uint32_t room, uint32_t *reason,
                                         uint32_t *missing, uint32_t missing_room, uint32_t *missing_count);
SHIM_EXPORT uint32_t attack_python_field_count(const struct attack_db *db);
SHIM_EXPORT const char *attack_python_field_name(const struct attack_db *db, uint32_t field);

/* ---- Lines of a log --------------------------------------------------------------------------------------------- */

struct python_tag_options {
    const char *platform, *table; /* or NULL */
    uint32_t top;                 /* most techniques of a line, at least 1 */
    bool with_rows, unknown_matches;
    const char *const *formats; /* names of files with log formats */
    size_t format_count;        /* at most PYTHON_FORMATS_MOST */
};

enum { PYTHON_FORMATS_MOST = 32 };

struct python_tagger;

/* Returns what tags lines as `attack-events tag` does, for attack_python_tagger_free(). The texts of the options must
 * stay. Returns NULL if memory runs out, or with a reason. */
SHIM_EXPORT struct python_tagger *
attack_python_tagger_new(const struct attack_db *db, const struct python_tag_options *options, const char **reason);
SHIM_EXPORT void attack_python_tagger_free(struct python_tagger *tagger);

/* How many bytes there have to be behind the lines, whatever they are. */
SHIM_EXPORT size_t attack_python_tag_padding(void);

/* Tags `count` lines, each of which may end in "\n". They stand in `texts` one behind the other, with these lengths,
 * which become those of what was made of them; `wrong` is NULL for a line that was tagged or is blank, and else says
 * why it is as it was. Returns what was made of all lines, one behind the other, which is valid until the next call;
 * NULL if memory runs out, after which the tagger can only be freed. */
SHIM_EXPORT const char *attack_python_tag(struct python_tagger *tagger, const char *texts, size_t *lengths,
                                          const char **wrong, size_t count);

#endif
