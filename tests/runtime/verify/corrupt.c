/* SPDX-License-Identifier: MIT
 *
 * Gives bytes of a mapping's tables other values, one at a time. Each time, attack_db_verify() must return false, or
 * everything that the runtime does with the mapping must be harmless according to AddressSanitizer and
 * UndefinedBehaviorSanitizer, with which this program is built. Prints the number of both for each table.
 *
 *     corrupt MAPPING[_widened|_packed] VALUES [EVERY [FIRST]]
 *
 * In a widened mapping, cells have 32 bits instead of 16. A packed one is opened from a pack whose checksum is right:
 * its header and its numbers are corrupted, too, each byte of them whatever EVERY is. VALUES: few (4 for each byte),
 * many (12) or all (255). EVERY: of each table, only the bytes FIRST, FIRST + EVERY, ...
 */
#include "copy.h"
#include "mappings.h"
#include "pack_of.h"
#include "sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_REPORTS
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define HAS_REPORTS
#endif

#define DECLARE(name) const struct attack_db *name(void);
#define LIST(name) {#name, name},
MAPPINGS(DECLARE)

static const struct {
    const char *name;
    const struct attack_db *(*mapping)(void);
} mappings[] = {MAPPINGS(LIST)};

/* For the sanitizers' reports. */
static struct {
    const char *part;
    size_t at;
    unsigned value;
} current;

#if defined(HAS_REPORTS)
/* NOLINTNEXTLINE(bugprone-reserved-identifier): AddressSanitizer's */
void __sanitizer_set_death_callback(void (*callback)(void));

static void say_what_was_corrupt(void)
{
    fprintf(stderr, "verified, and not harmless: %s, byte %lu = 0x%02x\n", current.part, (unsigned long)current.at,
            current.value);
}
#endif

struct counts {
    unsigned long refused, harmless;
};

/* Fills in the values to try for a byte. Returns how many. */
static size_t values_for(const char *which, unsigned char byte, unsigned char values[256])
{
    unsigned char wanted[256] = {byte ^ 0x01, byte ^ 0x80, 0, 0xff}, seen[256] = {0};
    size_t count = 4, distinct = 0;

    if (strcmp(which, "many") == 0) {
        for (int bit = 1; bit < 7; bit++)
            wanted[count++] = (unsigned char)(byte ^ 1 << bit);
        wanted[count++] = 0x7f;
        wanted[count++] = (unsigned char)(byte + 1);
    } else if (strcmp(which, "all") == 0) {
        for (count = 0; count < 256; count++)
            wanted[count] = (unsigned char)count;
    }
    for (size_t i = 0; i < count; i++)
        if (wanted[i] != byte && !seen[wanted[i]]++)
            values[distinct++] = wanted[i];
    return distinct;
}

static void corrupt_byte(struct copy *copy, struct sweep *keys, enum part part, size_t at, const char *which,
                         struct counts *counts)
{
    unsigned char *byte = copy->part[part].bytes + at, original = *byte, values[256];
    size_t count = values_for(which, original, values);

    for (size_t i = 0; i < count; i++) {
        current.part = copy->part[part].name;
        current.at = at;
        current.value = *byte = values[i];
        if (attack_db_verify(&copy->db)) {
            sweep(keys, &copy->db);
            counts->harmless++;
        } else {
            counts->refused++;
        }
    }
    *byte = original;
}

static int corrupt(const struct attack_db *db, bool widened, const char *which, size_t every, size_t first)
{
    struct copy copy;
    struct sweep *keys = sweep_new(db);
    struct counts all = {0, 0};

    copy_init(&copy, db);
    if (widened && !copy.db.wide)
        copy_widen(&copy);
    if (!attack_db_verify(&copy.db)) {
        fputs("error: the sound mapping is refused\n", stderr);
        return EXIT_FAILURE;
    }
    sweep(keys, &copy.db);
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    printf("| table | bytes | corruptions | refused | harmless |\n|---|---|---|---|---|\n");
    for (enum part part = PARTS; part-- > 0;) { /* the strings, the largest table, come last */
        struct counts counts = {0, 0};

        for (size_t at = first; at < copy.part[part].size; at += every)
            corrupt_byte(&copy, keys, part, at, which, &counts);
        if (counts.refused + counts.harmless)
            printf("| %s | %lu | %lu | %lu | %lu |\n", copy.part[part].name, (unsigned long)copy.part[part].size,
                   counts.refused + counts.harmless, counts.refused, counts.harmless);
        all.refused += counts.refused;
        all.harmless += counts.harmless;
    }
    printf("| all | | %lu | %lu | %lu |\n", all.refused + all.harmless, all.refused, all.harmless);
    copy_free(&copy);
    sweep_free(keys);
    return all.refused && all.harmless ? EXIT_SUCCESS
                                       : EXIT_FAILURE; /* else nothing was tried, or nothing was rejected */
}

/* ---- Packs ------------------------------------------------------------------------------------------------------ */

struct pack_bytes {
    unsigned char *bytes;
    size_t size;
};

/* Corrupts the bytes of a part of a pack. */
static void corrupt_part(const struct pack_bytes *pack, struct sweep *keys, const char *name, const char *which,
                         size_t first, size_t end, size_t every, struct counts *all)
{
    const size_t untouched = offsetof(struct attack_pack_header, crc32),
                 size_at = offsetof(struct attack_pack_header, size);
    struct counts counts = {0, 0};

    for (size_t at = first; at < end; at += every) {
        unsigned char original = pack->bytes[at], values[256];
        size_t count = at >= untouched && at < untouched + 4 ? 0 : values_for(which, original, values);

        for (size_t i = 0; i < count; i++) {
            struct attack_pack opened;

            current.part = name;
            current.at = at;
            current.value = pack->bytes[at] = values[i];
            if (at < size_at || at >= size_at + 4) /* with another size, what the checksum is of is not known */
                pack_seal(pack->bytes, pack->size);
            if (attack_pack_open(pack->bytes, pack->size, NULL, &opened) == ATTACK_PACK_OPENED) {
                sweep(keys, attack_pack_db(&opened));
                counts.harmless++;
            } else {
                counts.refused++;
            }
        }
        pack->bytes[at] = original;
        pack_seal(pack->bytes, pack->size);
    }
    printf("| %s | %lu | %lu | %lu | %lu |\n", name, (unsigned long)(end - first), counts.refused + counts.harmless,
           counts.refused, counts.harmless);
    all->refused += counts.refused;
    all->harmless += counts.harmless;
}

static int corrupt_pack(const struct attack_db *db, const char *which, size_t every, size_t first)
{
    const size_t numbers = sizeof(struct attack_pack_header), tables = numbers + 4 * ATTACK_PACK_NUMBERS;
    struct sweep *keys = sweep_new(db);
    struct counts all = {0, 0};
    struct pack_bytes pack;

    pack.bytes = pack_of(db, 0, 0, &pack.size);
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    printf("| table | bytes | corruptions | refused | harmless |\n|---|---|---|---|---|\n");
    corrupt_part(&pack, keys, "header", which, 0, numbers, 1, &all);
    corrupt_part(&pack, keys, "numbers", which, numbers, tables, 1, &all);
    corrupt_part(&pack, keys, "tables", which, tables + first, pack.size, every, &all);
    printf("| all | | %lu | %lu | %lu |\n", all.refused + all.harmless, all.refused, all.harmless);
    free(pack.bytes);
    sweep_free(keys);
    return all.refused && all.harmless ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* ---- Arguments -------------------------------------------------------------------------------------------------- */

static bool is_kind_of_values(const char *word)
{
    return strcmp(word, "few") == 0 || strcmp(word, "many") == 0 || strcmp(word, "all") == 0;
}

/* Finds a mapping by its name. Returns NULL if there is none. */
static const struct attack_db *find_mapping(const char *name, bool *widened, bool *packed)
{
    for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++) {
        size_t length = strlen(mappings[i].name);

        if (strncmp(name, mappings[i].name, length) != 0)
            continue;
        *widened = strcmp(name + length, "_widened") == 0;
        *packed = strcmp(name + length, "_packed") == 0;
        if (*widened || *packed || !name[length])
            return mappings[i].mapping();
    }
    return NULL;
}

int main(int argc, char **argv)
{
    bool widened = false, packed = false;
    const struct attack_db *db = argc > 1 ? find_mapping(argv[1], &widened, &packed) : NULL;
    size_t every = argc > 3 ? strtoul(argv[3], NULL, 10) : 1, first = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;

    if (db && argc >= 3 && argc <= 5 && every && is_kind_of_values(argv[2])) {
#if defined(HAS_REPORTS)
        __sanitizer_set_death_callback(say_what_was_corrupt);
#endif
        return packed ? corrupt_pack(db, argv[2], every, first) : corrupt(db, widened, argv[2], every, first);
    }
    fputs("usage: corrupt MAPPING[_widened|_packed] few|many|all [EVERY [FIRST]]; the mappings are", stderr);
    for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++)
        fprintf(stderr, " %s", mappings[i].name);
    putc('\n', stderr);
    return 2;
}
