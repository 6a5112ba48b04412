/* SPDX-License-Identifier: MIT
 *
 * Gives bytes of a mapping's tables other values, one at a time. Each time, attack_db_verify() must return false, or
 * everything that the runtime does with the mapping must be harmless according to AddressSanitizer and
 * UndefinedBehaviorSanitizer, with which this program is built. Prints the number of both for each table.
 *
 *     corrupt MAPPING[_widened] VALUES [EVERY [FIRST]]
 *
 * In a widened mapping, cells have 32 bits instead of 16. VALUES: few (4 for each byte), many (12) or all (255). EVERY:
 * of each table, only the bytes FIRST, FIRST + EVERY, ...
 */
#include "copy.h"
#include "mappings.h"
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

static bool is_kind_of_values(const char *word)
{
    return strcmp(word, "few") == 0 || strcmp(word, "many") == 0 || strcmp(word, "all") == 0;
}

/* Finds a mapping by its name. Returns NULL if there is none. */
static const struct attack_db *find_mapping(const char *name, bool *widened)
{
    for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++) {
        size_t length = strlen(mappings[i].name);

        if (strncmp(name, mappings[i].name, length) != 0)
            continue;
        *widened = strcmp(name + length, "_widened") == 0;
        if (*widened || !name[length])
            return mappings[i].mapping();
    }
    return NULL;
}

int main(int argc, char **argv)
{
    bool widened = false;
    const struct attack_db *db = argc > 1 ? find_mapping(argv[1], &widened) : NULL;
    size_t every = argc > 3 ? strtoul(argv[3], NULL, 10) : 1, first = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;

    if (db && argc >= 3 && argc <= 5 && every && is_kind_of_values(argv[2])) {
#if defined(HAS_REPORTS)
        __sanitizer_set_death_callback(say_what_was_corrupt);
#endif
        return corrupt(db, widened, argv[2], every, first);
    }
    fputs("usage: corrupt MAPPING[_widened] few|many|all [EVERY [FIRST]]; the mappings are", stderr);
    for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++)
        fprintf(stderr, " %s", mappings[i].name);
    putc('\n', stderr);
    return 2;
}
