/* SPDX-License-Identifier: MIT
 *
 * The answer to one event, whose fields Python has laid out one behind the other. The library asks for the values of a
 * field one by one, so a search is kept where it stands; there are two, as the library may compare two fields.
 */
#include "shim.h"

#include <stdlib.h>

/* Where the values of a field are looked for next. */
struct search {
    uint32_t field;    /* or ATTACK_NONE: of any field */
    uint32_t value;    /* the number of the next value */
    uint32_t position; /* of the values of the event: where to go on */
    size_t at;         /* where its text starts */
    bool has_started;
};

struct asked {
    const struct python_event *event;
    struct search searches[2], all;
    unsigned last;
};

static struct attack_text next_value(const struct python_event *event, struct search *search)
{
    while (search->position < event->count) {
        const struct python_value *value = &event->values[search->position++];
        struct attack_text text = {event->texts + search->at, value->length};

        search->at += value->length;
        if (search->field == ATTACK_NONE || search->field == value->field) {
            search->value++;
            return text;
        }
    }
    return (struct attack_text){NULL, 0};
}

static struct attack_text value_at(const struct asked *asked, struct search *search, uint32_t value)
{
    struct attack_text text;

    if (!search->has_started || search->value > value)
        *search = (struct search){.field = search->field, .has_started = true};
    do
        text = next_value(asked->event, search);
    while (text.text && search->value <= value);
    return text;
}

/* The attack_field callback. */
static struct attack_text value_of(void *context, uint32_t field, uint32_t value)
{
    struct asked *asked = context;

    if (!asked->searches[asked->last].has_started || asked->searches[asked->last].field != field)
        asked->last = !asked->last;
    if (asked->searches[asked->last].field != field)
        asked->searches[asked->last] = (struct search){.field = field};
    return value_at(asked, &asked->searches[asked->last], value);
}

/* The attack_value callback. */
static struct attack_text any_value(void *context, uint32_t value)
{
    struct asked *asked = context;

    return value_at(asked, &asked->all, value);
}

static void copy(const struct attack_answer *found, uint32_t count, struct python_answer *answers)
{
    for (uint32_t i = 0; i < count; i++)
        answers[i] = (struct python_answer){found[i].technique, found[i].event, attack_score_value(found[i].score),
                                            (uint32_t)found[i].kind};
}

uint32_t attack_python_match(const struct attack_db *db, const struct python_event *event,
                             struct python_answer *answers, uint32_t room, uint32_t *reason, uint32_t *missing,
                             uint32_t missing_room, uint32_t *missing_count)
{
    struct asked asked = {.event = event, .all = {.field = ATTACK_NONE}};
    struct attack_log_event logged = {.id = event->id,
                                      .number = UINT32_MAX,
                                      .platform = event->platform,
                                      .provider = event->provider,
                                      .channel = event->channel,
                                      .field = value_of,
                                      .value = any_value,
                                      .context = &asked,
                                      .flags = event->flags};
    size_t bytes = attack_scratch_size(db);
    union attack_scratch *scratch = malloc(bytes + 1);
    struct attack_answer *found = malloc((room ? room : 1) * sizeof *found);
    struct attack_result result = {.reason = ATTACK_NO_SCRATCH};
    uint32_t count = ATTACK_NONE, field;

    *missing_count = 0;
    if (scratch && found) {
        count = attack_answers(db, &logged, scratch, bytes, found, room, &result);
        copy(found, count, answers);
        for (uint32_t at = 0; result.reason != ATTACK_NO_SCRATCH && *missing_count < missing_room &&
                              attack_missing_field(scratch, &at, &field);)
            missing[(*missing_count)++] = field;
    }
    *reason = (uint32_t)result.reason;
    free(scratch);
    free(found);
    return count;
}
