/* SPDX-License-Identifier: MIT
 *
 * A question to `attack-events coverage`, and the expected answer.
 */
#ifndef EXPECTING_H
#define EXPECTING_H

#include "covering.h"

enum { QUESTION_ARGUMENTS = 20 };

/* The question: which events and techniques count, and the options for that. */
struct question {
    const struct covering *covering;
    bool *chosen, *collected;         /* by event */
    bool *asked;                      /* by technique */
    bool *has_chosen, *has_collected; /* by pair */
    const char *arguments[QUESTION_ARGUMENTS];
    size_t argument_count;
    size_t strangers;   /* rows of collected events that match nothing */
    size_t notes;       /* techniques that take the place of those that were asked for */
    const char *tactic; /* NULL: any */
};

/* Starts with nothing collected, and all techniques and events counting. */
void question_start(struct question *question, const struct covering *covering);
void question_free(struct question *question);

/* Returns the distinct tactics, sorted; ends in NULL. */
char **list_tactics(const struct covering *covering);
void free_tactics(char **tactics);

/* Return the expected TSV, by tactic or by technique, for the caller to free. */
char *expected_tactics(struct question *question);
char *expected_techniques(struct question *question);

/* Returns a text of a technique. */
const char *technique_field(const struct covering *covering, size_t technique, int column);

#endif
