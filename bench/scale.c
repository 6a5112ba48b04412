/* SPDX-License-Identifier: MIT
 *
 * Lookups of this library alone, for bench/growth.sh, which links it with mappings of several sizes.
 */
#include "attack_events_builtin.h"
#include "keys.h"
#include "timing.h"

#include <stdio.h>

static unsigned long find_techniques(const void *data, size_t operations)
{
    const struct keys *keys = data;
    struct attack_technique technique;
    unsigned long found = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = &keys->items[keys->draw[i % DRAWS]];

        found += attack_technique_find(attack_events_builtin(), key->id, key->length, &technique);
    }
    return found;
}

static unsigned long find_events(const void *data, size_t operations)
{
    const struct keys *keys = data;
    struct attack_event event;
    unsigned long found = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = &keys->items[keys->draw[i % DRAWS]];
        struct attack_event_iterator events = attack_events_find_provider(attack_events_builtin(), key->provider,
                                                                          key->provider_length, key->id, key->length);

        found += attack_event_next(&events, &event);
    }
    return found;
}

int main(void)
{
    struct keys techniques = technique_keys(), events = event_keys();
    struct contestant contestants[] = {{"technique by id", find_techniques, &techniques},
                                       {"event by (provider, id)", find_events, &events}};

    printf("%zu technique ids, %zu (provider, id) pairs", techniques.count, events.count);
    compare("", contestants, 2, 200000);
    return 0;
}
