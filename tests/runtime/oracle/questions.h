/* SPDX-License-Identifier: MIT
 *
 * Asks the library a question, compares its answer with the oracle's, and calls disagree() where they differ. What is
 * asked is chosen by tests that try everything, by random events, and by fuzzers. Each writes into no more memory than
 * the header says.
 */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include "attack_events.h"
#include "oracle.h"

struct questions {
    const struct attack_db *db;
    struct oracle oracle;
    size_t fields_most; /* oracle_fields_most() */
    uint64_t answered;  /* how many answers were the same */
};

/* The program has it: reports the difference, and ends what runs. */
void disagree(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Returns malloc()ed memory for numbers, not zeroed, with one number behind that must not change. check_end() looks. */
uint32_t *numbers_of(size_t count);
void check_end(const uint32_t *numbers, size_t count);

struct attack_text as_text(struct oracle_text text);

/* An event of a log without a callback. An absent id is the number 0. */
struct attack_log_event as_event(const struct oracle_log *log, struct oracle_text id);
struct oracle_text asked_id(struct oracle_text id);

/* ---- Lookups ---- */

void ask_technique(struct questions *questions, struct oracle_text id);

/* A technique's parent and its sub-techniques. */
void ask_relatives(struct questions *questions, uint32_t technique);

/* Selects into a set that has this technique, which must stay there. Returns how many are selected. */
uint32_t ask_selection(struct questions *questions, enum oracle_selection by, struct oracle_text text, uint32_t kept);

/* By text, and by number if the id is one. */
void ask_events(struct questions *questions, enum oracle_key by, struct oracle_text log, struct oracle_text id);

/* ---- Matching ---- */

/* By text, and by number if the id is one. Writes as many candidates as there is room for; returns how many. */
uint32_t ask_candidates(struct questions *questions, const struct oracle_log *log, struct oracle_text id,
                        uint32_t *found, uint32_t room);

/* Matches once into another array and once in place. No value twice, and no field that no filter names, may be asked
 * for. `fields` may be NULL. Writes the events, of which there can be `count`; returns how many match. */
uint32_t ask_match(struct questions *questions, const uint32_t *candidates, uint32_t count,
                   const struct oracle_fields *fields, bool unknown, uint32_t *matched);

/* Asks for the best techniques of an event of a log, by text, and by number if the id is one; also with too little
 * scratch memory. `fields` may be NULL. */
void ask_answer(struct questions *questions, const struct oracle_log *log, struct oracle_text id,
                const struct oracle_fields *fields, bool unknown, uint32_t room);

/* The techniques of events as a set. */
void ask_techniques_of(struct questions *questions, const uint32_t *events, uint32_t count);

/* The rows of these events: of one technique, or of all if it is past the last. */
void ask_rows(struct questions *questions, uint32_t technique, const uint32_t *events, uint32_t count);

/* ---- Scores and coverage ---- */

void ask_score(struct questions *questions, uint32_t technique, uint32_t event);

/* Adds the scores of events to those of all techniques. */
void ask_scores(struct questions *questions, const uint32_t *events, uint32_t count, uint32_t *scores);

/* Writes the best ones. Returns how many. */
uint32_t ask_best(struct questions *questions, const uint32_t *scores, uint32_t *best, uint32_t room);

void ask_coverage(struct questions *questions, uint32_t technique, struct attack_set chosen,
                  struct attack_set collected);

#endif
