/* SPDX-License-Identifier: MIT
 *
 * The mapping that a program uses while it may be replaced: threads look up, and one thread, the updater, opens a pack
 * beside the mapping in use, publishes it, and retires the old one when nobody reads it any more. For POSIX and C11;
 * made to be copied into an agent together with live_mapping.c. Only live_mapping_replace() waits or calls the system:
 * taking a mapping and giving it back neither lock nor allocate.
 */
#ifndef LIVE_MAPPING_H
#define LIVE_MAPPING_H

#include "attack_events.h"

#include <stdatomic.h>

enum { LIVE_MAPPING_BYTES_MOST = 128 << 20 }; /* the largest file that is mapped */

struct live_slot {
    const struct attack_db *db; /* for whoever has taken the slot */
    atomic_uint readers;        /* private, as all that follows */
    struct attack_pack pack;
    void *bytes; /* NULL: a mapping that is compiled in */
    size_t size;
};

/* Its members are private. It must not move, and lives as long as its readers. */
struct live_mapping {
    struct live_slot slots[2]; /* one is in use; the other is empty, or being filled or emptied by the updater */
    struct live_slot *_Atomic current;
    size_t scratch_bytes;
};

/* A callback: checks who wrote these bytes. Returns NULL if it was who it should be, else what is wrong. */
typedef const char *live_mapping_check(void *context, const void *bytes, size_t size);

/* Starts with a mapping that is compiled in, which no pack may be older than. `scratch_bytes` is the scratch memory of
 * each thread that looks up: a pack for which attack_scratch_size() is more is refused. */
void live_mapping_start(struct live_mapping *live, const struct attack_db *built_in, size_t scratch_bytes);

/* Takes the mapping in use. Its `db`, and all views and texts that come from it, are good until it is given back. Take
 * it for one event or a few, as live_mapping_replace() waits for each reader. */
struct live_slot *live_mapping_take(struct live_mapping *live);
void live_mapping_give_back(struct live_slot *slot);

/* Opens the pack in the file at `path`, and puts it in place of the mapping in use, which it must not be older than.
 * `check` may be NULL: nobody asks who wrote the file. The file must not change while it is used: replace it by rename.
 * One thread at a time may call this, while it has taken no mapping itself. Returns NULL, or why the file was refused:
 * then the mapping in use stays. */
const char *live_mapping_replace(struct live_mapping *live, const char *path, live_mapping_check *check, void *context);

#endif
