/* SPDX-License-Identifier: MIT
 *
 * Two slots, each with a count of its readers. It knows neither the agent nor signatures.
 *
 * Why a reader never sees a slot change: it counts itself in, and then looks whether the slot is still in use. The
 * updater publishes the other slot, and then looks at the count. All four are sequentially consistent, so at least one
 * of them sees the other: either the reader sees that the slot is out of use, and leaves it unread, or the updater sees
 * the reader, and waits for it.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT: POSIX asks for this name */
#include "live_mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void live_mapping_start(struct live_mapping *live, const struct attack_db *built_in, size_t scratch_bytes)
{
    for (int i = 0; i < 2; i++) {
        live->slots[i].db = built_in;
        live->slots[i].bytes = NULL;
        live->slots[i].size = 0;
        atomic_init(&live->slots[i].readers, 0);
    }
    live->scratch_bytes = scratch_bytes;
    atomic_init(&live->current, &live->slots[0]);
}

struct live_slot *live_mapping_take(struct live_mapping *live)
{
    for (;;) {
        struct live_slot *slot = atomic_load(&live->current);

        atomic_fetch_add(&slot->readers, 1);
        if (slot == atomic_load(&live->current))
            return slot;
        atomic_fetch_sub(&slot->readers, 1); /* it went out of use in between */
    }
}

void live_mapping_give_back(struct live_slot *slot)
{
    atomic_fetch_sub(&slot->readers, 1);
}

/* Maps the file into memory. Returns NULL, or what is wrong. */
static const char *map_file(struct live_slot *slot, const char *path)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* it does not wait for who writes into a pipe */
    struct stat status;
    const char *refusal = NULL;

    if (file < 0)
        return "it cannot be opened";
    if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size <= 0)
        refusal = "it is empty, or no file";
    else if (status.st_size > LIVE_MAPPING_BYTES_MOST)
        refusal = "it is too large";
    else {
        void *bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);

        if (bytes == MAP_FAILED)
            refusal = "it cannot be mapped into memory";
        else {
            slot->bytes = bytes;
            slot->size = (size_t)status.st_size;
        }
    }
    close(file);
    return refusal;
}

/* Empties a slot that is not in use, as soon as nobody reads it. */
static void retire(struct live_slot *slot)
{
    static const struct timespec moment = {0, 100 * 1000};

    while (atomic_load(&slot->readers) != 0)
        nanosleep(&moment, NULL);
    if (slot->bytes)
        munmap(slot->bytes, slot->size);
    slot->bytes = NULL;
}

const char *live_mapping_replace(struct live_mapping *live, const char *path, live_mapping_check *check, void *context)
{
    struct live_slot *old = atomic_load(&live->current), *fresh = &live->slots[old == &live->slots[0]];
    const char *refusal = map_file(fresh, path);

    if (!refusal && check)
        refusal = check(context, fresh->bytes, fresh->size);
    if (!refusal) {
        /* Opening overwrites fresh->pack. The floor must not be in there, and is not: it is the other slot's. */
        enum attack_pack_result result = attack_pack_open(fresh->bytes, fresh->size, old->db, &fresh->pack);

        fresh->db = attack_pack_db(&fresh->pack);
        if (result != ATTACK_PACK_OPENED)
            refusal = attack_pack_result_text(result);
        else if (attack_scratch_size(fresh->db) > live->scratch_bytes)
            refusal = "it needs more scratch memory than a thread has";
    }
    if (!refusal)
        atomic_store(&live->current, fresh);
    retire(refusal ? fresh : old);
    return refusal;
}
