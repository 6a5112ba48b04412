/* SPDX-License-Identifier: MIT
 *
 * Fills the views of attack_events.h from records of the tables, and empties a view after a miss. Private to the
 * runtime. Views are filled member by member and must not be assigned whole: the compiler might call memset or memcpy,
 * which a freestanding program may lack.
 */
#ifndef ATTACK_VIEWS_H
#define ATTACK_VIEWS_H

#include "attack_events.h"
#include "decode.h"

enum {
    TECHNIQUE_ID_LENGTH = 5,
    SUBTECHNIQUE_ID_LENGTH = 9
}; /* "T1003", "T1003.001": the generator accepts no other form */
enum { RETIRED_NUMBERS = 10000, RETIRED_SUB_NUMBERS = 1000 }; /* four digits, and three */

static inline const char *name_after_id(const char *id, bool *is_subtechnique)
{
    const char *name;

    *is_subtechnique = id[TECHNIQUE_ID_LENGTH] == '.';
    name = id + (*is_subtechnique ? SUBTECHNIQUE_ID_LENGTH : TECHNIQUE_ID_LENGTH) + 1;
    return *name ? name : NULL;
}

ATTACK_INLINE void fill_technique(const struct attack_db *db, uint32_t index, struct attack_technique *technique,
                                  bool wide)
{
    size_t record = (size_t)index * TECHNIQUE_CELLS;

    technique->id = db->strings + cell(db->techniques, record + TECHNIQUE_TEXT, wide);
    technique->name = name_after_id(technique->id, &technique->is_subtechnique);
    technique->index = index;
    technique->variant = 0;
}

static inline void clear_technique(struct attack_technique *technique)
{
    technique->id = technique->name = NULL;
    technique->index = ATTACK_NONE;
    technique->variant = 0;
    technique->is_subtechnique = false;
}

ATTACK_INLINE void fill_component(const struct attack_db *db, uint32_t index, struct attack_data_component *component,
                                  bool wide)
{
    size_t record = (size_t)index * COMPONENT_CELLS;

    component->data_source = text(db, cell(db->components, record + COMPONENT_SOURCE, wide));
    component->name = text(db, cell(db->components, record + COMPONENT_NAME, wide));
    component->index = index;
}

static inline void clear_component(struct attack_data_component *component)
{
    component->data_source = component->name = NULL;
    component->index = ATTACK_NONE;
}

static inline void clear_relationship(struct attack_relationship *relationship)
{
    relationship->id = relationship->name = relationship->source = NULL;
    relationship->relationship = relationship->target = NULL;
    relationship->index = ATTACK_NONE;
}

/* Fills the view of a rule's relationship. */
static inline void fill_rule_relationship(const struct attack_rules *rules, uint32_t rule,
                                          struct attack_relationship *relationship)
{
    uint32_t at = rule_record(rules, rule) + 1;

    relationship->id = next_text(rules->strings, &at);
    relationship->name = next_text(rules->strings, &at);
}

ATTACK_INLINE void fill_relationship(const struct attack_db *db, uint32_t index,
                                     struct attack_relationship *relationship, bool wide)
{
    const void *table = db->relationships;
    size_t record = (size_t)index * RELATIONSHIP_CELLS;

    clear_relationship(relationship);
    relationship->index = index;
    if (index >= db->relationship_count) {
        fill_rule_relationship(db->rules, index - db->relationship_count, relationship);
        return;
    }
    relationship->id = text(db, cell(table, record + RELATIONSHIP_ID, wide));
    relationship->name = text(db, cell(table, record + RELATIONSHIP_NAME, wide));
    relationship->source = text(db, cell(table, record + RELATIONSHIP_SOURCE, wide));
    relationship->relationship = text(db, cell(table, record + RELATIONSHIP_RELATIONSHIP, wide));
    relationship->target = text(db, cell(table, record + RELATIONSHIP_TARGET, wide));
}

ATTACK_INLINE void fill_event(const struct attack_db *db, uint32_t index, struct attack_event *event, bool wide)
{
    size_t record = (size_t)index * EVENT_CELLS;
    size_t log = (size_t)cell(db->events, record + EVENT_LOG, wide) * LOG_CELLS;

    event->id = text(db, cell(db->events, record + EVENT_ID, wide));
    event->name = text(db, cell(db->events, record + EVENT_NAME, wide));
    event->platform = text(db, cell(db->logs, log + LOG_PLATFORM, wide));
    event->audit_category = text(db, cell(db->logs, log + LOG_AUDIT_CATEGORY, wide));
    event->audit_sub_category = text(db, cell(db->logs, log + LOG_AUDIT_SUB_CATEGORY, wide));
    event->channel = text(db, cell(db->logs, log + LOG_CHANNEL, wide));
    event->provider = text(db, cell(db->logs, log + LOG_PROVIDER, wide));
    event->index = index;
}

static inline void clear_event(struct attack_event *event)
{
    event->id = event->name = event->platform = event->audit_category = event->audit_sub_category = NULL;
    event->channel = event->provider = NULL;
    event->index = ATTACK_NONE;
}

#endif
