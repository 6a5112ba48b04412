/* SPDX-License-Identifier: MIT
 *
 * The oracle of matching, sets, scores and coverage: the naive reader's rows, and each rule of the header implemented a
 * second time, in the plainest way. It must not include the library's header, so that no rule of the library checks
 * itself.
 */
#ifndef MODEL_H
#define MODEL_H

#include "naive.h"

#include <stdint.h>

struct model_filter {
    char *field, *value;
};

enum { MODEL_FILTERS = 4 };

struct model_event {
    const struct naive_row *row; /* the first row that has it */
    struct model_filter filters[MODEL_FILTERS];
    size_t filter_count;
    size_t technique_count; /* how many have a row with it */
};

struct model {
    struct naive_mapping mapping;
    struct model_event *events; /* sorted by id in lower case, then in the order of the input */
    size_t event_count;
    size_t *event_of_row; /* event_count if the row has no event */
    size_t *technique_of_row;
    bool *shown; /* for each technique, each event */
};

/* Text from outside: any bytes; NULL is absent. */
struct model_text {
    const char *text;
    size_t length;
};

struct model_log {
    struct model_text platform, provider, channel;
};

/* An event of a log. */
struct model_field {
    const char *name;
    struct model_text value;
};
struct model_fields {
    const struct model_field *field;
    size_t count;
};

bool model_read(struct model *model, const char *const *paths, size_t path_count);
void model_free(struct model *model);

const char *model_event_text(const struct model *model, size_t event, int column);

/* Returns the text of a column of a technique, from its first row. */
const char *model_technique_text(const struct model *model, size_t technique, int column);

/* Returns whether the technique has a row with the event. */
bool model_shows(const struct model *model, size_t technique, size_t event);

/* Returns whether both have the same bytes, ignoring case. */
bool model_equal(struct model_text known, const char *text);

/* ---- Matching ---- */

bool model_is_candidate(const struct model *model, size_t event, const struct model_log *log, struct model_text id);

/* Returns the value of the first field of this name, ignoring case. */
struct model_text model_value(const struct model_fields *fields, const char *name);

/* Returns whether the event's filters hold; `unknown` is the result of a filter on an absent field. */
bool model_matches(const struct model *model, size_t event, const struct model_fields *fields, bool unknown);

/* ---- The most that an event can need ---- */

size_t model_candidates_most(const struct model *model);
size_t model_fields_most(const struct model *model);

/* ---- Scores ---- */

/* The common factor of all scores of a technique: 1 / sqrt(sum of w), in integers, each step rounded down, and as a
 * real number. */
struct model_factor {
    uint32_t rounded;
    double exact;
};
struct model_factor model_factor(const struct model *model, size_t technique);

uint32_t model_score(const struct model *model, struct model_factor factor, size_t event);

/* Scaled so that an event that shows nothing else scores 1. */
double model_exact_score(const struct model *model, struct model_factor factor, size_t event);

/* ---- Coverage ---- */

struct model_coverage {
    size_t data_components, covered;
};
struct model_coverage model_coverage(const struct model *model, size_t technique, const bool *chosen,
                                     const bool *collected);

#endif
