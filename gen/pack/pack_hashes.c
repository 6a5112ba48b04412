/* SPDX-License-Identifier: MIT
 *
 * The two hashes, of technique ids and of event ids: which keys they have, and what is said where gperf finds none.
 */
#include "packing.h"

#include "base/generator_limits.h"

#include <string.h>

/* Finds the hash of sorted keys, where equal keys lead to the first of their records. A note says if there is no hash.
 * Returns false, and reports, if gperf cannot be run, or if there is no hash and one is required. */
static bool find_hash_of(const struct model *model, const char **keys, size_t count, const char *what, enum index index,
                         struct hash *hash)
{
    uint32_t *record = arena_allocate(model->arena, count * sizeof *record);
    const char *why = NULL, *they = "they";
    bool must_be = index == INDEX_GPERF;
    size_t distinct = 0, longest = 0;

    for (size_t i = 0; i < count; i++)
        if (*keys[i] && (distinct == 0 || strcmp(keys[i], keys[distinct - 1]) != 0)) {
            record[distinct] = (uint32_t)i;
            longest = strlen(keys[i]) > longest ? strlen(keys[i]) : longest;
            keys[distinct++] = keys[i];
        }
    if (longest > GPERF_KEY_LIMIT) {
        why = arena_format(model->arena, "one of the %s has %lu bytes, too many for gperf's hash (%d)", what,
                           (unsigned long)longest, GPERF_KEY_LIMIT);
    } else if (distinct > GPERF_KEYS_LIMIT) {
        why = arena_format(model->arena, "%lu %s are too many for gperf (%d)", (unsigned long)distinct, what,
                           GPERF_KEYS_LIMIT);
    } else {
        they = what;
        must_be = must_be || index == INDEX_ALIKE; /* what gperf can do in its time differs between machines */
        if (!find_hash(model->arena, keys, distinct, hash, &why))
            return false;
    }
    if (why && must_be)
        report_failure("%s%s", why, index == INDEX_ALIKE ? "; --index none makes a pack without hashes" : "");
    else if (why)
        report_note(model->diagnostics, "%s; %s are found by binary search", why, they);
    for (size_t i = 0; i < hash->slot_count; i++)
        if (hash->slots[i])
            hash->slots[i] = record[hash->slots[i] - 1] + 1;
    return !why || !must_be;
}

bool pack_hashes(const struct model *model, enum index index, struct packed *packed)
{
    size_t techniques = packed_count(packed, TABLE_TECHNIQUES), events = packed_count(packed, TABLE_EVENTS);
    const char **keys = arena_allocate(model->arena, (techniques + events) * sizeof(char *));

    for (size_t i = 0; i < techniques; i++)
        keys[i] =
            folded_copy(model->arena, packed->strings.bytes +
                                          packed->cells[TABLE_TECHNIQUES].items[i * TECHNIQUE_CELLS + TECHNIQUE_TEXT]);
    if (!find_hash_of(model, keys, techniques, "technique ids", index, &packed->technique_hash))
        return false;
    for (size_t i = 0; i < events; i++)
        keys[i] = folded_copy(model->arena,
                              packed->strings.bytes + packed->cells[TABLE_EVENTS].items[i * EVENT_CELLS + EVENT_ID]);
    return find_hash_of(model, keys, events, "event ids", index, &packed->event_hash);
}
