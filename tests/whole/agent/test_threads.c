/* SPDX-License-Identifier: MIT
 *
 * Threads look up without pause while another one replaces the mapping. Whoever has taken one gets all its answers from
 * that one. Run under ThreadSanitizer by threads.sh, which makes the packs:
 *
 *     test_threads FOLDER SWAPS
 *
 * In FOLDER are floor, a, b and damaged. T1001 is called "of a" or "of b"; a has 1 technique, and b has 2.
 */
#define _POSIX_C_SOURCE 200809L /* NOLINT: POSIX asks for this name */
#include "live_mapping.h"

#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READERS = 2, PATH_BYTES = 1000, DAMAGED_EVERY = 16 };

static struct live_mapping live;
static atomic_bool ended;

struct reader {
    pthread_t thread;
    atomic_ulong of_a, of_b; /* how often it had which mapping */
    atomic_ulong wrong;
};

/* What one mapping answers: 'a' or 'b', or '?' if its answers are not all of one of the two. */
static char answers_of(const struct attack_db *db)
{
    struct attack_technique technique, shown = {NULL, NULL, 0, 0, false};
    struct attack_event event;
    uint32_t count = attack_technique_count(db), techniques = 0;
    bool is_a;

    if (!attack_technique_find(db, "T1001", 5, &technique) || !attack_event_at(db, 0, &event))
        return '?';
    is_a = strcmp(technique.name, "of a") == 0;
    if (!is_a && strcmp(technique.name, "of b") != 0)
        return '?';
    for (struct attack_technique_iterator all = attack_event_techniques(db, &event);
         attack_technique_next(&all, &shown);)
        techniques++;
    if (count != (is_a ? 1 : 2) || techniques != count || strcmp(event.name, is_a ? "event of a" : "event of b") != 0)
        return '?';
    return is_a ? 'a' : 'b';
}

static void *read_without_pause(void *context)
{
    struct reader *reader = context;

    while (!atomic_load(&ended)) {
        struct live_slot *slot = live_mapping_take(&live);
        char first = answers_of(slot->db), second = answers_of(slot->db);

        live_mapping_give_back(slot);
        if (first != second || first == '?')
            atomic_fetch_add(&reader->wrong, 1);
        else
            atomic_fetch_add(first == 'a' ? &reader->of_a : &reader->of_b, 1);
    }
    return NULL;
}

static const char *in(const char *folder, const char *name, char *path)
{
    snprintf(path, PATH_BYTES, "%s/%s", folder, name);
    return path;
}

/* Replaces the file at `pack` by rename, with another link to one of those in the folder, and then the mapping. */
static bool swap(const char *folder, const char *name, const char *pack)
{
    char source[PATH_BYTES], other[PATH_BYTES];

    in(folder, "other", other);
    if (link(in(folder, name, source), other) != 0 || rename(other, pack) != 0) {
        perror(other);
        exit(2);
    }
    return !live_mapping_replace(&live, pack, NULL, NULL);
}

/* Returns how many swaps and refusals were as they should be. */
static long swap_many(const char *folder, long swaps, long *refused)
{
    char pack[PATH_BYTES];
    long done = 0;

    in(folder, "pack", pack);
    for (long i = 0; i < swaps; i++) {
        done += swap(folder, i % 2 ? "a" : "b", pack);
        if (i % DAMAGED_EVERY == 0)
            *refused += !swap(folder, "damaged", pack);
    }
    return done;
}

static void start(const char *folder)
{
    static struct attack_pack pack;
    static uint32_t bytes[16384];
    char path[PATH_BYTES];
    FILE *file = fopen(in(folder, "floor", path), "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;

    if (!file || attack_pack_open(bytes, size, NULL, &pack) != ATTACK_PACK_OPENED) {
        fprintf(stderr, "%s is no pack\n", path);
        exit(2);
    }
    fclose(file);
    live_mapping_start(&live, attack_pack_db(&pack), 4096);
}

int main(int count, char **arguments)
{
    static struct reader readers[READERS];
    long swaps = count == 3 ? strtol(arguments[2], NULL, 10) : 0, done, refused = 0;
    bool good;

    if (swaps <= 0)
        return 2;
    start(arguments[1]); /* floor is like a */
    for (int i = 0; i < READERS; i++)
        if (pthread_create(&readers[i].thread, NULL, read_without_pause, &readers[i]) != 0)
            return 2;
    for (int i = 0; i < READERS; i++)
        while (!atomic_load(&readers[i].of_a)) /* until each of them reads */
            sched_yield();
    done = swap_many(arguments[1], swaps, &refused);
    atomic_store(&ended, true);
    good = done == swaps && refused == (swaps + DAMAGED_EVERY - 1) / DAMAGED_EVERY;
    printf("%ld swaps, %ld refused\n", done, refused);
    for (int i = 0; i < READERS; i++) {
        pthread_join(readers[i].thread, NULL);
        printf("reader %d: %lu of a, %lu of b, %lu of neither\n", i, readers[i].of_a, readers[i].of_b,
               readers[i].wrong);
        good = good && readers[i].of_a && readers[i].of_b && !readers[i].wrong;
    }
    return good ? 0 : 1;
}
