/* SPDX-License-Identifier: MIT
 *
 * A walk over the techniques of an event: EVENT_TECHNIQUE_LIST. Private to the runtime. It fills no views.
 */
#ifndef ATTACK_EVENT_TECHNIQUES_H
#define ATTACK_EVENT_TECHNIQUES_H

#include "attack_events.h"
#include "decode.h"

static inline void next_exception(struct attack_technique_iterator *walk)
{
    uint32_t number;

    walk->before = UINT32_MAX; /* there is none left */
    if (!walk->exceptions_left)
        return;
    walk->exceptions_left--;
    number = next_number(walk->db, &walk->exceptions);
    walk->before = number / 4;
    walk->exception_kind = (uint8_t)(number % 4 + 1);
}

/* Starts a walk. To find the exceptions, the techniques that are no candidates, which stand behind all techniques, it
 * walks once more. */
static inline void begin_techniques(const struct attack_db *db, uint32_t event, struct attack_technique_iterator *walk)
{
    uint32_t head, left;

    walk->db = db;
    walk->at = cell(db->events, (size_t)event * EVENT_CELLS + EVENT_TECHNIQUE_LIST, db->wide != 0);
    head = next_number(db, &walk->at);
    walk->left = head / 2;
    walk->technique = 0;
    walk->kind = ATTACK_CANDIDATE;
    walk->exceptions = walk->exceptions_left = 0;
    walk->exception_kind = 0;
    walk->stored = true;
    if (head % 2) {
        walk->exceptions = walk->at;
        for (left = walk->left; left; left--)
            next_number(db, &walk->exceptions);
        walk->exceptions_left = next_number(db, &walk->exceptions);
    }
    next_exception(walk);
}

/* Moves on to the next technique and its kind. Returns false after the last. */
static inline bool next_technique(struct attack_technique_iterator *walk)
{
    if (!walk->left)
        return false;
    walk->left--;
    walk->technique += next_number(walk->db, &walk->at);
    walk->kind = ATTACK_CANDIDATE;
    if (walk->before-- == 0) {
        walk->kind = (enum attack_kind)walk->exception_kind;
        next_exception(walk);
    }
    return true;
}

/* A walk over the techniques of an event with their scores (attack_score.c). */
struct scored_techniques {
    struct attack_technique_iterator walk;
    uint32_t score;                           /* of walk.technique */
    uint32_t weight, direct, condition, rule; /* of a candidate; the scores of the other kinds */
};

void attack_begin_scored(const struct attack_db *db, uint32_t event, struct scored_techniques *scored);
bool attack_next_scored(struct scored_techniques *scored);

#endif
