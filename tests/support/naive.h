/* SPDX-License-Identifier: MIT
 *
 * The oracle of the tests: a second, deliberately naive reader of the mapping formats. It loads whole documents with
 * libyaml's document API, copies every text and compares everything with everything. It must not share code or headers
 * with gen/ or runtime/, so that it does not repeat their mistakes.
 */
#ifndef NAIVE_H
#define NAIVE_H

#include <stdbool.h>
#include <stddef.h>

/* The columns of the notebook's table, in its order, and then what else there is of a row. */
enum naive_column {
    NAIVE_TECHNIQUE_ID,
    NAIVE_IS_SUBTECHNIQUE,
    NAIVE_TECHNIQUE,
    NAIVE_TACTIC,
    NAIVE_PLATFORM,
    NAIVE_DATA_SOURCE,
    NAIVE_DATA_COMPONENT,
    NAIVE_RELATIONSHIP_ID,
    NAIVE_NAME,
    NAIVE_SOURCE,
    NAIVE_RELATIONSHIP,
    NAIVE_TARGET,
    NAIVE_EVENT_ID,
    NAIVE_EVENT_NAME,
    NAIVE_EVENT_PLATFORM,
    NAIVE_AUDIT_CATEGORY,
    NAIVE_AUDIT_SUB_CATEGORY,
    NAIVE_CHANNEL,
    NAIVE_LOG_SOURCE,
    NAIVE_FILTER_IN,
    NAIVE_COLUMNS,
    NAIVE_KIND = NAIVE_COLUMNS, /* "direct" or "condition" in a row whose event names the technique; NULL in others */
    NAIVE_PRINTED,              /* the columns of `attack-events rows` end here */
    /* not columns of the rows */
    NAIVE_REVOKED_BY = NAIVE_PRINTED, /* of a technique */
    NAIVE_DEPRECATED,
    NAIVE_TECHNIQUES, /* that an event names, joined by "," */
    NAIVE_ALIAS,      /* of an event */
    NAIVE_CONDITION,  /* of an event, in words of the naive reader; it counts as a part of filter_in (below) */
    NAIVE_FIELDS
};

extern const char *const naive_column_names[NAIVE_PRINTED];

/* A row, or a part of one, as text: lists joined by ",", filters as Key=Value joined by ",". Absent is NULL. */
struct naive_row {
    const char *field[NAIVE_FIELDS];
    size_t place; /* position in the input of the row, or in the relational format of its event */
};

/* Returns a field as `attack-events rows` prints it: a row that is not direct is a candidate. */
static inline const char *naive_printed(const struct naive_row *row, int column)
{
    return column == NAIVE_KIND && !row->field[column] ? "candidate" : row->field[column];
}

struct naive_rows {
    struct naive_row *row;
    size_t count, capacity;
};

struct naive_mapping {
    struct naive_rows rows;       /* sorted bytewise by technique id, then in the order of the source */
    struct naive_rows techniques; /* each once, bytewise by id */
    struct naive_rows components; /* technique, data source, data component: likewise, each once */
    struct naive_rows retired;    /* technique_id, revoked_by: of the technique that replaces it today, or NULL */
    struct naive_rows aliases;    /* event_id, alias */
    char *attack_domain, *attack_version;
};

/* Reads files of any format as one mapping. Returns false, with a message on stderr, if it cannot. */
bool naive_read(struct naive_mapping *mapping, const char *const *paths, size_t path_count);
void naive_free(struct naive_mapping *mapping);

/* Returns whether both are absent, or both are the same text. */
bool naive_same(const char *a, const char *b);

/* Returns whether the columns first to last of two rows are the same. Events that test different conditions are
 * different events, so that a condition counts where filter_in does, here and in naive_distinct(). */
bool naive_same_columns(const struct naive_row *a, const struct naive_row *b, int first, int last);

/* Returns the rows in which the values of the columns first to last are new and not all absent, in the order of the
 * input. The caller frees the array. */
const struct naive_row **naive_distinct(const struct naive_rows *rows, int first, int last, size_t *count);

/* The order of events, for qsort, of pointers to rows: by id in lower case; of those with one id, events with a
 * condition last, by their log; then in the order of the input. */
int naive_compare_events(const void *a, const void *b);

/* Returns -1, 0 or 1 as strcmp does for the texts in lower case (A to Z only); absent is the lowest. */
int naive_compare_folded(const char *a, const char *b);

/* ---- Only for the parts of the reader ---- */

/* Returns a copy of the text that the caller frees; NULL for NULL. */
char *naive_copy(const char *text);

/* Frees a text from naive_copy. The members of a row are const, but the row owns them. */
void naive_drop(const char *text);

/* Appends a copy of `row` with copies of its texts. */
void naive_add(struct naive_rows *rows, const struct naive_row *row);
void naive_rows_free(struct naive_rows *rows);

/* Sorts by technique, keeping the order within each, and removes repeated rows. */
void naive_sort(struct naive_rows *rows);

/* Takes retired techniques out of `techniques`, and moves their rows and components to those that replace them. */
void naive_retire(struct naive_mapping *mapping, struct naive_rows *techniques, struct naive_rows *components);

/* Joins by OSSEM-DM's rule, and with the techniques that events name, and adds the rows to the mapping. `events` has
 * the data component, relationship and event columns, in the order of the input; `techniques` the technique columns;
 * `components` the data components of each technique. */
void naive_join(struct naive_mapping *mapping, const struct naive_rows *events, const struct naive_rows *techniques,
                const struct naive_rows *components);

#endif
