/* SPDX-License-Identifier: MIT
 *
 * A question to `attack-events coverage`, and what must be answered.
 */
#ifndef EXPECTING_H
#define EXPECTING_H

#include "covering.h"

enum { QUESTION_ARGUMENTS = 20 };

/* What is asked: which events and techniques count, and the options that say so. */
struct question {
    const struct covering *covering;
    bool *chosen, *collected;         /* by event */
    bool *asked;                      /* by technique */
    bool *has_chosen, *has_collected; /* by pair */
    const char *arguments[QUESTION_ARGUMENTS];
    size_t argument_count;
    size_t strangers;   /* rows of collected events that are none of the mapping */
    const char *tactic; /* NULL: any */
};

/* Starts with nothing collected and everything asked for. */
void question_start(struct question *question, const struct covering *covering);
void question_free(struct question *question);

/* Returns the tactics, each once and sorted; NULL ends them. */
char **list_tactics(const struct covering *covering);
void free_tactics(char **tactics);

/* Return the TSV that must be printed, by tactic or by technique, for the caller to free. */
char *expected_tactics(struct question *question);
char *expected_techniques(struct question *question);

/* Returns a text of a technique. */
const char *technique_field(const struct covering *covering, size_t technique, int column);

#endif
