/* SPDX-License-Identifier: MIT
 *
 * A group is numbered by its id and its channel, in lower case; where no channel is known, by its provider. Rules know
 * many logs by their channel alone, so a provider stands for its channel if it writes to one only.
 */
#include "logged_alike.h"

#include "host/letter_case.h"
#include "text/memory.h"
#include "text/text_numbers.h"

#include <stdlib.h>

/* The channels of providers. */
struct channels {
    struct text_numbers providers;
    const char **of; /* by provider: its channel; NULL if none is known; "" if it has several */
};

static void channels_find(struct channels *channels, const struct attack_db *db)
{
    struct attack_event event;

    channels->providers = (struct text_numbers){.bytes = NULL};
    channels->of = memory_zeros(attack_event_count(db), sizeof *channels->of);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        const char **channel;

        if (!event.provider || !event.channel)
            continue;
        text_numbers_append_key(&channels->providers, event.provider);
        channel = &channels->of[text_numbers_end(&channels->providers)];
        *channel = !*channel || fold_equal(*channel, event.channel) ? event.channel : "";
    }
}

/* Returns the channel of an event, or its provider; NULL if neither is known. */
static const char *log_of(struct channels *channels, const struct attack_event *event)
{
    uint32_t provider;

    if (event->channel || !event->provider)
        return event->channel;
    text_numbers_append_key(&channels->providers, event->provider);
    provider = text_numbers_find(&channels->providers);
    return provider != TEXT_NUMBERS_NONE && *channels->of[provider] ? channels->of[provider] : event->provider;
}

void logged_alike_start(struct logged_alike *alike, const struct attack_db *db)
{
    uint32_t events = attack_event_count(db);
    struct text_numbers keys = {.bytes = NULL};
    struct channels channels;
    struct attack_event event;

    channels_find(&channels, db);
    alike->group = memory_resize(NULL, events, sizeof *alike->group);
    alike->events = memory_resize(NULL, events, sizeof *alike->events);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        text_numbers_append_key(&keys, event.id);
        text_numbers_append_key(&keys, log_of(&channels, &event));
        alike->group[i] = text_numbers_end(&keys);
    }
    text_numbers_free(&channels.providers);
    free(channels.of);
    alike->count = keys.count;
    text_numbers_free(&keys);
    alike->first = memory_zeros((size_t)alike->count + 2, sizeof *alike->first);
    for (uint32_t i = 0; i < events; i++)
        alike->first[alike->group[i] + 2]++;
    for (uint32_t i = 0; i < alike->count; i++)
        alike->first[i + 2] += alike->first[i + 1];
    for (uint32_t i = 0; i < events; i++) /* moves each start to the end of its group, which is the next start */
        alike->events[alike->first[alike->group[i] + 1]++] = i;
}

void logged_alike_free(struct logged_alike *alike)
{
    free(alike->group);
    free(alike->events);
    free(alike->first);
}
