/* SPDX-License-Identifier: MIT
 *
 * Conditions: from one event of a log to the events of the mapping whose condition holds. Gates say which conditions
 * could hold, and only these are evaluated. It must not need a C library, recursion or memory of its own. Its input may
 * come from an attacker: all loops over values take their steps from matching->work.
 */
#include "condition_evaluation.h"

/* ---- Gates ------------------------------------------------------------------------------------------------------ */

/* A group of conditions. In `bits` is a bit for each whose first set of gates has an open one, 32 in a word, and in
 * every other word, those whose second set has. */
struct group {
    struct matching *matching;
    const struct attack_conditions *conditions;
    uint32_t *bits;
    uint32_t number, first, count;
};

/* Takes the steps for looking at a whole value. */
static bool spend_value(struct matching *matching, size_t length)
{
    return spend_work(matching, length < ATTACK_WORK_MOST ? (uint32_t)length + 1 : UINT32_MAX);
}

/* Marks a condition: one of its gates is open, of these sets. */
static inline void add_bits(const struct group *group, uint32_t bit, uint32_t sets)
{
    uint32_t *words = group->bits + 2 * (bit / 32);

    words[0] |= (sets & GATE_OF_FIRST) << bit % 32;
    words[1] |= sets / GATE_OF_SECOND << bit % 32;
}

/* Marks the conditions of the group that have a gate with this hash. */
static void open_gate(const struct group *group, uint32_t hash)
{
    const struct attack_conditions *conditions = group->conditions;
    uint32_t bucket, at, end, bit;
    bool wide = conditions->wide_gates != 0;

    hash = attack_gate_hash(hash);
    bit = attack_gate_bit(hash, conditions->gram_bits);
    if (!(conditions->grams[bit / 8] >> bit % 8 & 1))
        return;
    bucket = attack_gate_bucket(hash, conditions->bucket_count);
    at = cell(conditions->buckets, bucket, wide);
    end = cell(conditions->buckets, (size_t)bucket + 1, wide);
    if (!spend_work(group->matching, end - at))
        return;
    for (; at < end; at++) {
        uint32_t sets = conditions->marks[at] & GATE_SETS;

        if (conditions->marks[at] != attack_gate_mark(hash, sets))
            continue;
        bit = cell(conditions->entries, at, wide) - group->first;
        if (bit < group->count)
            add_bits(group, bit, sets);
    }
}

/* Opens a gate whose key is what starts there in a value. */
static void open_bytes(const struct group *group, uint32_t field, uint32_t gate, struct attack_text value, size_t start)
{
    uint32_t hash = attack_gate_seed(group->number, field, gate);

    for (size_t i = start; i < value.length; i++)
        hash = attack_gate_add(hash, folded((unsigned char)value.text[i]));
    open_gate(group, hash);
}

static void open_rare_bytes(const struct group *group, uint32_t field, struct attack_text value)
{
    uint32_t seed = attack_gate_seed(group->number, field, GATE_BYTE);

    for (size_t i = 0; i < value.length; i++)
        if (attack_is_rare((unsigned char)value.text[i]))
            open_gate(group, attack_gate_add(seed, (unsigned char)value.text[i]));
}

/* Opens the gates whose key is any four or eight bytes in a row. */
static void open_grams(const struct group *group, uint32_t field, uint32_t gates, struct attack_text value)
{
    uint32_t seed = attack_gate_seed(group->number, field, GATE_GRAM), gram_bits = group->conditions->gram_bits;
    const uint8_t *grams = group->conditions->grams;
    uint32_t gram = 0, before = 0; /* the four bytes that end here, and the four before them */

    for (size_t i = 0; i < value.length; i++) {
        uint32_t bit;

        before = before << 8 | gram >> 24;
        gram = attack_gram_add(gram, (unsigned char)value.text[i]);
        bit = attack_gram_bit(seed, gram, gram_bits);
        if (grams[bit / 8] >> bit % 8 & 1) { /* of fewer than four bytes, by chance */
            if (gates & GATE_GRAM)
                open_gate(group, attack_gate_add(seed, gram));
            if (gates & GATE_LONG && i >= 7)
                open_gate(group, attack_gate_add(attack_gate_add(seed, gram), before));
        }
    }
}

/* Returns where what follows the last slash or backslash starts; 0 if there is none. */
static size_t last_component(struct attack_text value)
{
    size_t start = value.length;

    while (start && value.text[start - 1] != '\\' && value.text[start - 1] != '/')
        start--;
    return start;
}

/* Opens a gate of all second sets: what a missing field would have opened is not known. So a condition whose first set
 * has an open gate is evaluated, and can be found to be unknown. */
static void open_second_sets(const struct group *group)
{
    for (uint32_t i = 0; i < (group->count + 31) / 32 && spend_work(group->matching, 1); i++)
        group->bits[2 * i + 1] = UINT32_MAX;
}

/* Opens the gates for all values of a field, or of any. */
static void open_field(const struct group *group, uint32_t field, uint32_t gates)
{
    struct matching *matching = group->matching;
    struct attack_text value;

    if (!field && !matching->event->value) {
        matching->unknown++; /* conditions that look everywhere were not evaluated, and could hold */
        open_second_sets(group);
        return;
    }
    next_value(matching, field, 0, &value);
    if (field && !value.text && !(gates & GATE_OPTIONAL)) {
        attack_mark_missing(matching, field - 1);
        open_second_sets(group);
    }
    for (uint32_t i = 1; value.text; i++) {
        if (gates & GATE_WHOLE && spend_value(matching, value.length))
            open_bytes(group, field, GATE_WHOLE, value, 0);
        if (gates & GATE_LAST && spend_value(matching, value.length))
            open_bytes(group, field, GATE_LAST, value, last_component(value));
        if (gates & (GATE_GRAM | GATE_LONG) && spend_value(matching, value.length))
            open_grams(group, field, gates, value);
        if (gates & GATE_BYTE && spend_value(matching, value.length))
            open_rare_bytes(group, field, value);
        if (!spend_work(matching, 1))
            return;
        next_value(matching, field, i, &value);
    }
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* Finds the conditions of a group that could hold. */
static void open_gates(const struct group *group)
{
    const uint8_t *code = group->conditions->code;
    uint32_t at = condition_group_cell(group->conditions, group->number, GROUP_FIELDS), left, bit = 0;
    volatile uint32_t *words = group->bits; /* volatile: no call of memset */

    for (uint32_t i = 0; i < (group->count + 31) / 32 * 2; i++)
        words[i] = 0;
    for (left = next_in_stream(code, &at); left; left--) {
        uint32_t field = next_in_stream(code, &at);

        if (!spend_work(group->matching, 1)) /* the list of a hostile mapping may be very long */
            return;
        open_field(group, field, code[at++]);
    }
    for (left = next_in_stream(code, &at); left; left--) {
        bit += next_in_stream(code, &at);
        add_bits(group, bit, GATE_SETS);
    }
}

static void evaluate_group(const struct group *group, uint32_t event, attack_holding *holding, void *context)
{
    struct evaluation evaluation;

    evaluation.matching = group->matching;
    evaluation.memory = matching_memory(group->matching);
    evaluation.conditions = group->conditions;
    open_gates(group);
    for (uint32_t i = 0; i < (group->count + 31) / 32 && group->matching->work; i++) {
        uint32_t bit = 32 * i;

        for (uint32_t word = group->bits[2 * i] & group->bits[2 * i + 1]; word; word >>= 1, bit++)
            if (word & 1 && condition_holds(&evaluation, group->first + bit))
                holding(context, event + bit);
    }
}

/* Forgets what was remembered of another event. */
static void begin_memory(struct condition_memory *memory)
{
    volatile uint32_t *tests = memory->tests; /* volatile: no call of memset */

    memory->pairs_next = 0;
    for (unsigned i = 0; i < PAIRS_KEPT; i++)
        memory->pairs[i].text = NULL;
    for (unsigned i = 0; i < TRUTHS_KEPT; i++)
        tests[i] = UINT32_MAX; /* no position */
}

/* Whether there is a group with this number, and its events have no id. Such groups come first. */
static bool is_for_any_id(const struct attack_db *db, uint32_t group)
{
    return group < db->conditions->group_count &&
           !cell(db->events, (size_t)condition_group_cell(db->conditions, group, GROUP_EVENT) * EVENT_CELLS + EVENT_ID,
                 db->wide != 0);
}

/* Evaluates a group if it is of the event's log. Returns whether it is. */
static bool ask_group(struct group *group, attack_holding *holding, void *context)
{
    const struct attack_conditions *conditions = group->conditions;
    uint32_t event = condition_group_cell(conditions, group->number, GROUP_EVENT);

    if (!spend_work(group->matching, 1) || !attack_is_of_log(group->matching->db, group->matching->event, event))
        return false;
    group->first = condition_group_cell(conditions, group->number, GROUP_CONDITION);
    group->count = condition_group_end(conditions, group->number) - group->first;
    evaluate_group(group, event, holding, context);
    return true;
}

bool attack_each_holding(struct matching *matching, struct attack_event_iterator *found, attack_holding *holding,
                         void *context)
{
    const struct attack_conditions *conditions = matching->db->conditions;
    struct attack_event event;
    struct group group;
    bool has_any = false;

    if (!conditions)
        return false;
    begin_memory(matching_memory(matching));
    group.matching = matching;
    group.conditions = conditions;
    group.bits = matching_bits(matching);
    for (group.number = 0; is_for_any_id(matching->db, group.number); group.number++)
        has_any |= ask_group(&group, holding, context);
    if (!found->db)
        return has_any;
    group.number = condition_group_from(conditions, found->first);
    for (; group.number < conditions->group_count; group.number++) {
        found->at = condition_group_cell(conditions, group.number, GROUP_EVENT);
        if (!attack_event_next(found, &event))
            break;
        has_any |= ask_group(&group, holding, context);
    }
    return has_any;
}

/* ---- The step --------------------------------------------------------------------------------------------------- */

struct list_of_events {
    uint32_t *events;
    uint32_t count, room;
};

static void list_event(void *context, uint32_t event)
{
    struct list_of_events *list = (struct list_of_events *)context;

    if (list->count < list->room && list->events)
        list->events[list->count] = event;
    list->count++;
}

uint32_t attack_match_conditions(const struct attack_db *db, const struct attack_log_event *event,
                                 union attack_scratch *scratch, size_t bytes, uint32_t *events, uint32_t room)
{
    struct matching *matching = attack_matching_begin(db, event, scratch, bytes);
    struct list_of_events list;

    list.events = events;
    list.count = 0;
    list.room = room;
    if (matching) {
        struct attack_event_iterator found = attack_events_of(db, event);

        attack_each_holding(matching, &found, list_event, &list);
    }
    return list.count;
}
