/* SPDX-License-Identifier: MIT
 *
 * Keys, and room for answers, each in a block of exactly its size.
 */
#include "sweeping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *allocate(size_t size)
{
    void *block = malloc(size ? size : 1);

    if (!block) {
        perror("sweep");
        exit(2);
    }
    return block;
}

static struct attack_text key_of(const char *text)
{
    struct attack_text key = {NULL, text ? strlen(text) : 0};

    if (text)
        key.text = memcpy(allocate(key.length), text, key.length);
    return key;
}

/* Returns the first text in quotes of an event's condition. */
static struct attack_text key_in_condition(const struct attack_db *db, const struct attack_event *event)
{
    char text[300], *start, *end;

    attack_condition_text(db, event, text, sizeof text);
    start = strchr(text, '\'');
    end = start ? strchr(++start, '\'') : NULL;
    if (end)
        *end = '\0';
    return key_of(end ? start : NULL);
}

static struct attack_set set_for(uint32_t count)
{
    struct attack_set set = {allocate(ATTACK_SET_WORDS(count) * sizeof(uint32_t)), ATTACK_SET_WORDS(count)};

    attack_set_clear(set);
    return set;
}

static void take_keys(struct sweep *sweep, const struct attack_db *db)
{
    struct attack_technique technique;
    struct attack_event event;

    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        sweep->technique_ids[i] = key_of(technique.id);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        struct attack_filter_iterator filters = attack_event_filters(db, &event);
        struct attack_filter filter;
        struct event_keys *keys = &sweep->event_keys[i];

        attack_filter_next(&filters, &filter);
        keys->id = key_of(event.id);
        keys->value = attack_event_has_condition(db, &event) ? key_in_condition(db, &event) : key_of(filter.value);
        keys->platform = key_of(event.platform);
        keys->provider = key_of(event.provider);
        keys->channel = key_of(event.channel);
    }
}

struct sweep *sweep_new(const struct attack_db *db)
{
    struct sweep *made = allocate(sizeof *made);
    struct attack_info *info = &made->info;

    attack_db_info(db, info);
    made->technique_ids = allocate(info->techniques * sizeof *made->technique_ids);
    made->event_keys = allocate(info->events * sizeof *made->event_keys);
    made->found = allocate(info->candidates_most * sizeof *made->found);
    made->scores = allocate(info->techniques * sizeof *made->scores);
    made->scratch_size = attack_scratch_size(db);
    made->scratch = allocate(made->scratch_size);
    made->techniques = set_for(info->techniques);
    made->other_techniques = set_for(info->techniques);
    made->events = set_for(info->events);
    made->some_events = set_for(info->events);
    made->read = 1;
    for (uint32_t i = 0; i < info->events; i++) {
        attack_set_add(made->events, i);
        if (i % 3 == 0)
            attack_set_add(made->some_events, i);
    }
    take_keys(made, db);
    return made;
}

/* A key's text is const, but we allocated it. */
static void free_key(struct attack_text key)
{
    union {
        const char *promised;
        char *own;
    } text = {key.text};

    free(text.own);
}

void sweep_free(struct sweep *sweep)
{
    for (uint32_t i = 0; i < sweep->info.techniques; i++)
        free_key(sweep->technique_ids[i]);
    for (uint32_t i = 0; i < sweep->info.events; i++) {
        free_key(sweep->event_keys[i].id);
        free_key(sweep->event_keys[i].value);
        free_key(sweep->event_keys[i].platform);
        free_key(sweep->event_keys[i].provider);
        free_key(sweep->event_keys[i].channel);
    }
    free(sweep->technique_ids);
    free(sweep->event_keys);
    free(sweep->found);
    free(sweep->scores);
    free(sweep->scratch);
    free(sweep->techniques.words);
    free(sweep->other_techniques.words);
    free(sweep->events.words);
    free(sweep->some_events.words);
    free(sweep);
}
