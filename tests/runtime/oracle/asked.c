/* SPDX-License-Identifier: MIT */
#include "asked.h"

#include <stdlib.h>
#include <string.h>

enum { LATER_MOST = 8 }; /* so many second or further values are remembered */

static const uint64_t untouched = 0x5eed5eed5eed5eedu;

void asked_start(struct asked *asked, const struct questions *questions, const struct oracle_fields *fields,
                 const uint32_t *candidates, uint32_t count)
{
    const struct oracle *oracle = &questions->oracle;

    memset(asked, 0, sizeof *asked);
    asked->questions = questions;
    asked->fields = fields;
    asked->candidates = candidates;
    asked->count = count;
    asked->has_room = oracle_field_count(oracle, candidates, count) <= questions->fields_most;
    asked->bytes = attack_scratch_size(questions->db);
    asked->scratch = malloc(asked->bytes + sizeof untouched);
    if (!asked->scratch)
        abort();
    memset(asked->scratch, 0xa5, asked->bytes);
    memcpy((char *)asked->scratch + asked->bytes, &untouched, sizeof untouched);
}

void asked_again(struct asked *asked)
{
    asked->pair_count = asked->later_count = 0;
}

void asked_end(struct asked *asked)
{
    if (memcmp((char *)asked->scratch + asked->bytes, &untouched, sizeof untouched) != 0)
        disagree("more than %lu bytes of scratch memory were written", (unsigned long)asked->bytes);
    free(asked->scratch);
}

static bool names_field(const struct asked *asked, const char *name)
{
    const struct oracle *oracle = &asked->questions->oracle;

    for (uint32_t i = 0; i < asked->count; i++) {
        const struct oracle_event *event = &oracle->events[asked->candidates[i]];

        if (asked->candidates[i] >= oracle->event_count)
            continue;
        for (size_t k = 0; k < event->filter_count; k++)
            if (strcmp(event->filters[k].field, name) == 0)
                return true;
    }
    return false;
}

static bool was_asked(const struct asked *asked, uint32_t field, uint32_t value)
{
    for (size_t i = 0; i < asked->pair_count; i++)
        if (asked->pairs[i].field == field && asked->pairs[i].value == value)
            return true;
    return false;
}

static struct attack_text value_of(void *context, uint32_t field, uint32_t value)
{
    struct asked *asked = context;
    const char *name = attack_field_name(asked->questions->db, field);
    struct oracle_text found;

    if (!name || (!asked->has_conditions && !names_field(asked, name)))
        disagree("asked for field %lu, which no candidate names", (unsigned long)field);
    found = oracle_value(asked->fields, name, value);
    if (asked->has_room && asked->later_count <= LATER_MOST && was_asked(asked, field, value))
        disagree("asked for value %lu of %s twice", (unsigned long)value, name);
    if (value && (!oracle_value(asked->fields, name, value - 1).text ||
                  (asked->pair_count < PAIRS_MOST && !was_asked(asked, field, value - 1))))
        disagree("asked for value %lu of %s, not for the one before", (unsigned long)value, name);
    if (asked->pair_count < PAIRS_MOST) {
        asked->later_count += value && found.text && !was_asked(asked, field, value);
        asked->pairs[asked->pair_count].field = field;
        asked->pairs[asked->pair_count++].value = value;
    }
    return as_text(found);
}

void asked_describe(struct asked *asked, struct attack_log_event *event)
{
    event->field = asked->fields ? value_of : NULL;
    event->context = asked;
}
