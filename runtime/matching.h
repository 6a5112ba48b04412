/* SPDX-License-Identifier: MIT
 *
 * The state of one event that is matched, in the caller's scratch memory: the values of its fields that were asked for,
 * which of them are missing, and how much work is left. Private to the runtime. It knows no filter and no condition.
 */
#ifndef ATTACK_MATCHING_H
#define ATTACK_MATCHING_H

#include "attack_events.h"
#include "decode.h"

/* A value that the callback returned, or absent text. */
struct attack_slot {
    struct attack_text value;
    uint32_t field;
    uint32_t index; /* of a first value: SLOT_FIRST, SLOT_MISSING if it is, and how many values there are; 0: not known.
                       Of a later one: its number */
};
#define SLOT_FIRST 0x80000000u
#define SLOT_MISSING 0x40000000u
enum { SLOTS_IN_A_STEP = 16 }; /* looking at so many is a step */

/* The head of the scratch memory, which is the caller's array: it may be used as this type, as the caller never touches
 * the array while a call runs. Slots follow at SCRATCH_HEAD; first values always have room, later ones share
 * SCRATCH_MORE_SLOTS. */
struct matching {
    const struct attack_db *db;
    const struct attack_log_event *event;
    uint32_t slot_count, later_count; /* used; of these, how many hold a later value */
    uint32_t work;                    /* steps left + 1; 0: it was cut short */
    uint32_t unknown;                 /* filtered events and evaluated conditions that are unknown so far */
};

typedef char matching_fits[sizeof(struct matching) <= SCRATCH_HEAD ? 1 : -1];
typedef char slot_fits[sizeof(struct attack_slot) <= SCRATCH_SLOT_MOST ? 1 : -1];

/* Starts in the scratch memory of a call. Returns NULL if it is too small, or if there is no mapping or no event. */
struct matching *attack_matching_begin(const struct attack_db *db, const struct attack_log_event *event,
                                       union attack_scratch *scratch, size_t bytes);

/* Fills `value` with a value of a field, `index` from 0, from a slot or from the callback; with absent text if there is
 * none, or no work is left. Ask for them in ascending order. */
void attack_value_of(struct matching *matching, uint32_t field, uint32_t index, struct attack_text *value);

/* Marks a field whose first value was asked for and is absent: something is unknown because of it. */
void attack_mark_missing(struct matching *matching, uint32_t field);

/* Takes steps from those that are left. Returns false, from then on always, when there are not as many: whatever is
 * being compared is unknown. */
static inline bool spend_work(struct matching *matching, uint32_t steps)
{
    bool is_left = matching->work > steps;

    matching->work = is_left ? matching->work - steps : 0;
    return is_left;
}

static inline struct attack_slot *matching_slots(struct matching *matching)
{
    return (struct attack_slot *)(void *)((char *)matching + SCRATCH_HEAD);
}

/* Returns how many fields have a slot for their first value. */
static inline uint32_t slots_for_fields(const struct attack_db *db)
{
    uint32_t fields = db->fields_most;

    return db->conditions && db->conditions->fields_most > fields ? db->conditions->fields_most : fields;
}

/* Which pairs of bytes a value has, A to Z as a to z: a bit of a hash for each, so that most texts that it does not
 * contain need no search. */
struct byte_pairs {
    const char *text; /* of the value; NULL: there is none */
    size_t length;
    uint32_t bits[16];
};
enum { PAIRS_KEPT = 4, TRUTHS_KEPT = 32 };

/* What is remembered of an event while its conditions are evaluated. It stands behind the slots. */
struct condition_memory {
    struct byte_pairs pairs[PAIRS_KEPT];
    uint32_t pairs_next; /* which of them to replace */
    /* Of tests that were evaluated, by position % TRUTHS_KEPT: the position in code, and the result. */
    uint32_t tests[TRUTHS_KEPT];
    uint8_t truths[TRUTHS_KEPT];
};

typedef char memory_fits[sizeof(struct condition_memory) <= SCRATCH_MEMORY ? 1 : -1];

static inline struct condition_memory *matching_memory(struct matching *matching)
{
    return (struct condition_memory *)(void *)(matching_slots(matching) + slots_for_fields(matching->db) +
                                               SCRATCH_MORE_SLOTS);
}

/* Returns the bitmaps for the conditions of one group: two words in turn, each with a bit for 32 of group_most. They
 * are not cleared. */
static inline uint32_t *matching_bits(struct matching *matching)
{
    return (uint32_t *)(void *)((char *)matching_memory(matching) + SCRATCH_MEMORY);
}

/* Returns the events of the mapping with the id of an event of a log; none if that is NULL. */
struct attack_event_iterator attack_events_of(const struct attack_db *db, const struct attack_log_event *event);

/* Whether an event of the mapping is a candidate, by its log alone: see attack_candidates(). */
bool attack_is_of_log(const struct attack_db *db, const struct attack_log_event *event, uint32_t known);

/* Moves `found` behind the next candidate, and says which it is. Returns false when there is none left; then `found`
 * stands behind the events without a condition. */
bool attack_next_candidate(const struct attack_log_event *event, struct attack_event_iterator *found,
                           uint32_t *candidate);

/* Whether all filters of an event hold. If that is unknown, counts it and marks the fields that are missing. */
bool attack_filters_hold(struct matching *matching, uint32_t event);

/* Returns the position of the list of an event's filters. */
static inline uint32_t filters_of(const struct attack_db *db, uint32_t event)
{
    return cell(db->events, (size_t)event * EVENT_CELLS + EVENT_FILTERS, db->wide != 0);
}

/* Whether an event has a condition, instead of filters. */
static inline bool has_condition(const struct attack_db *db, uint32_t event)
{
    uint32_t filters = filters_of(db, event);

    return next_number(db, &filters) % 2 != 0;
}

/* ---- attack_conditions.c ---------------------------------------------------------------------------------------- */

/* A callback: an event of the mapping whose condition holds. It may not use the bitmap or ask for values. */
typedef void attack_holding(void *context, uint32_t event);

/* Calls back for each event whose condition holds, in ascending order: first those without an id, which stand for each
 * event of their log. `found` is what attack_events_of() returned, which may be nothing; where it stands does not
 * matter: the groups of this id start at or behind found->first. (To reach the next group, move found->at to its event:
 * attack_event_next() returns false if that has another id.) Adds to matching->unknown each evaluated condition that
 * is unknown, and marks the fields that are missing; also gated fields that are, as they might have opened a gate.
 * Returns whether the mapping has events with a condition in this log, of this id or without one, whether they hold or
 * not. */
bool attack_each_holding(struct matching *matching, struct attack_event_iterator *found, attack_holding *holding,
                         void *context);

/* ---- attack_regex.c --------------------------------------------------------------------------------------------- */

/* Whether a value, `length` bytes at `text`, has a text in it that matches the regular expression of an automaton.
 * False if no work is left. */
bool attack_regex_matches(struct matching *matching, const char *text, size_t length, const uint8_t *automaton);

#endif
