/* SPDX-License-Identifier: MIT
 *
 * Events and scratch memory for the mappings of made.h.
 */
#include "made.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct made *made_of(struct said *condition, unsigned wide, bool has_gates)
{
    struct said *const conditions[] = {condition};
    struct made_group group = {"1", "Log", NULL, 1};

    group.conditions = conditions;
    return made_new(&group, 1, wide, has_gates);
}

struct attack_text made_field(void *event, uint32_t field, uint32_t value)
{
    const struct said_event *said = event;
    struct attack_text text = {NULL, 0};

    assert(field < SAID_FIELDS);
    if (value < (uint32_t)said->counts[field]) {
        text.text = said->values[field][value].bytes;
        text.length = said->values[field][value].length;
    }
    return text;
}

struct attack_text made_value(void *event, uint32_t value)
{
    const struct said_event *said = event;
    struct attack_text none = {NULL, 0};

    for (uint32_t field = 0; field < SAID_FIELDS; field++) {
        if (value < (uint32_t)said->counts[field])
            return made_field(event, field, value);
        value -= (uint32_t)said->counts[field];
    }
    return none;
}

void made_event(struct attack_log_event *event, const char *provider, const struct said_event *said)
{
    memset(event, 0, sizeof *event);
    event->number = 1;
    event->provider.text = provider;
    event->provider.length = strlen(provider);
    event->field = made_field;
    event->value = made_value;
    event->context = (void *)(size_t)(const void *)said;
}

union attack_scratch *made_scratch(const struct attack_db *db, size_t *bytes)
{
    union attack_scratch *scratch;

    *bytes = attack_scratch_size(db);
    scratch = malloc(*bytes);
    assert(scratch);
    return scratch;
}
