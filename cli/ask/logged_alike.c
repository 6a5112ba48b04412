/* SPDX-License-Identifier: MIT
 *
 * A group is numbered by its id, provider and channel, in lower case.
 */
#include "logged_alike.h"

#include "text/memory.h"
#include "text/text_numbers.h"

#include <stdlib.h>

void logged_alike_start(struct logged_alike *alike, const struct attack_db *db)
{
    uint32_t events = attack_event_count(db);
    struct text_numbers keys = {.bytes = NULL};
    struct attack_event event;

    alike->group = memory_resize(NULL, events, sizeof *alike->group);
    alike->events = memory_resize(NULL, events, sizeof *alike->events);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        text_numbers_append_key(&keys, event.id);
        text_numbers_append_key(&keys, event.provider);
        text_numbers_append_key(&keys, event.channel);
        alike->group[i] = text_numbers_end(&keys);
    }
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
