/* SPDX-License-Identifier: MIT
 *
 * The fields of an event of a log: their names, and their values, which are asked for once and kept in the caller's
 * scratch memory. It must not need a C library, and knows no filter and no condition.
 */
#include "matching.h"

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

uint32_t attack_field_count(const struct attack_db *db)
{
    if (!usable(db))
        return 0;
    return db->field_count + (db->conditions ? db->conditions->field_count : 0);
}

const char *attack_field_name(const struct attack_db *db, uint32_t field)
{
    if (field >= attack_field_count(db))
        return NULL;
    if (field < db->field_count)
        return db->strings + cell(db->fields, (size_t)field * FIELD_CELLS + FIELD_NAME, db->wide != 0);
    return db->conditions->strings +
           cell(db->conditions->fields,
                (size_t)(field - db->field_count) * CONDITION_FIELD_CELLS + CONDITION_FIELD_NAME,
                db->conditions->wide != 0);
}

/* ---- Scratch memory --------------------------------------------------------------------------------------------- */

size_t attack_scratch_size(const struct attack_db *db)
{
    if (!usable(db))
        return 0;
    return attack_scratch_bytes(sizeof(struct attack_slot), slots_for_fields(db),
                                db->conditions ? db->conditions->group_most : 0);
}

struct matching *attack_matching_begin(const struct attack_db *db, const struct attack_log_event *event,
                                       union attack_scratch *scratch, size_t bytes)
{
    struct matching *matching = (struct matching *)(void *)scratch;

    if (!matching || bytes < SCRATCH_HEAD)
        return NULL;
    matching->slot_count = 0; /* for attack_missing_field() */
    if (!usable(db) || !event || bytes < attack_scratch_size(db))
        return NULL;
    matching->db = db;
    matching->event = event;
    matching->later_count = matching->unknown = 0;
    matching->work = ATTACK_WORK_MOST + 1;
    return matching;
}

/* Takes the steps for searching the slots. */
static bool spend_search(struct matching *matching)
{
    return spend_work(matching, matching->slot_count / SLOTS_IN_A_STEP);
}

static struct attack_slot *find_slot(struct matching *matching, uint32_t field, uint32_t index)
{
    struct attack_slot *slot = matching_slots(matching);

    for (uint32_t left = matching->slot_count; left; left--, slot++)
        if (slot->field == field && (slot->index == index || (!index && slot->index & SLOT_FIRST)))
            return slot;
    return NULL;
}

/* Stores a value, if there is room. There always is for the first value of a field that the tables promise. */
static void keep_value(struct matching *matching, uint32_t field, uint32_t index, const struct attack_text *value)
{
    struct attack_slot *slot = matching_slots(matching) + matching->slot_count;

    if (index ? matching->later_count >= SCRATCH_MORE_SLOTS || index >= SLOT_MISSING
              : matching->slot_count - matching->later_count >= slots_for_fields(matching->db))
        return;
    slot->value.text = value->text;
    slot->value.length = value->length;
    slot->field = field;
    slot->index = index ? index : SLOT_FIRST;
    matching->slot_count++;
    matching->later_count += index != 0;
}

void attack_value_of(struct matching *matching, uint32_t field, uint32_t index, struct attack_text *value)
{
    const struct attack_log_event *event = matching->event;
    bool is_work_left = spend_search(matching);
    struct attack_slot *slot = is_work_left ? find_slot(matching, field, index) : NULL, *first;

    value->text = slot ? slot->value.text : NULL;
    value->length = slot ? slot->value.length : 0;
    if (slot || !is_work_left)
        return;
    first = index ? find_slot(matching, field, 0) : NULL;
    if (first && (first->index & (SLOT_MISSING - 1)) && index >= (first->index & (SLOT_MISSING - 1)))
        return;
    if (event->field) {
        struct attack_text answer = event->field(event->context, field, index);

        value->text = answer.text;
        value->length = answer.length;
    }
    if (!value->text && first && index < SLOT_MISSING)
        first->index |= index; /* that many values */
    else
        keep_value(matching, field, index, value);
}

void attack_mark_missing(struct matching *matching, uint32_t field)
{
    struct attack_slot *slot = spend_search(matching) ? find_slot(matching, field, 0) : NULL;

    if (slot && !slot->value.text)
        slot->index |= SLOT_MISSING;
}

bool attack_missing_field(const union attack_scratch *scratch, uint32_t *at, uint32_t *field)
{
    const struct matching *matching = (const struct matching *)(const void *)scratch;
    const struct attack_slot *slots;

    if (!matching || !at || !field)
        return false;
    slots = (const struct attack_slot *)(const void *)((const char *)matching + SCRATCH_HEAD);
    while (*at < matching->slot_count) {
        const struct attack_slot *slot = slots + (*at)++;

        if (slot->index & SLOT_MISSING) {
            *field = slot->field;
            return true;
        }
    }
    return false;
}
