/* SPDX-License-Identifier: MIT
 *
 * The keys of a lookup table: what a log says of an event before anything looks at its fields. Events of the mapping
 * that differ only in filter, condition, rule or platform have the same key. It answers nothing.
 */
#ifndef ATTACK_EVENTS_CLI_LOOKUP_KEYS_H
#define ATTACK_EVENTS_CLI_LOOKUP_KEYS_H

#include "line/options.h"
#include "text/text_numbers.h"

#include "attack_events.h"

/* Either `log` is NULL, and the key has the columns provider, channel and event id; or `log` is a provider or a
 * channel, whichever a log has, and the key is LOG|ID. */
struct lookup_key {
    const char *log;
    const char *provider, *channel; /* NULL: the mapping does not say */
    const char *id;
};

struct lookup_keys {
    struct lookup_key *all; /* each once, ignoring case, in the order of the events of the mapping */
    size_t count, capacity;
    struct text_numbers known;
};

/* Lists the keys of the events that the options admit. An event without an id or a log has none. */
void lookup_keys_fill(struct lookup_keys *keys, const struct attack_db *db, const struct options *options,
                      bool is_joined);
void lookup_keys_free(struct lookup_keys *keys);

/* Whether an event of this id is what a log with this key means: provider and channel are equal where both sides have
 * them, and one of them is equal. */
bool lookup_key_means(const struct lookup_key *key, const struct attack_event *event);

#endif
