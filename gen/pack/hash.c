/* SPDX-License-Identifier: MIT
 *
 * Reads gperf's numbers from the C code that it prints, and checks them against every key.
 */
#include "hash.h"

#include "gperf.h"
#include "host/order.h"
#include "tables.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_HASH = 65535 };

/* gperf's hash function, as read from the C code that it prints. */
struct reading {
    uint32_t weights[2 * 256]; /* asso_values, indexed by byte + increment */
    size_t weight_count;
    uint8_t steps[2 * 256];
    size_t step_count;
};

static const char *skip_to(const char *text, const char *what)
{
    const char *found = text ? strstr(text, what) : NULL;

    return found ? found + strlen(what) : NULL;
}

static bool read_weights(const char *output, struct reading *reading)
{
    const char *at = skip_to(skip_to(output, "asso_values[] ="), "{");

    if (!at) /* no bytes are needed: there is one key, or all lengths differ */
        return strstr(output, "return 0;") || strstr(output, "return len;");
    for (;;) {
        char *end;
        unsigned long weight;

        at += strspn(at, " \t\r\n,");
        if (*at == '}')
            return reading->weight_count >= 256;
        if (!isdigit((unsigned char)*at) || reading->weight_count == sizeof reading->weights / sizeof(uint32_t))
            return false;
        weight = strtoul(at, &end, 10);
        if (weight > LARGEST_HASH)
            return false;
        reading->weights[reading->weight_count++] = (uint32_t)weight;
        at = end;
    }
}

/* Reads `str[8]+2]` or `str[len - 1]]`, which follows `asso_values[(unsigned char)`. */
static bool read_step(const char *at, struct reading *reading)
{
    unsigned long position, increment = 0;
    const char *end;
    char *number_end;

    if (strncmp(at, "len - 1", 7) == 0) {
        position = ATTACK_HASH_LAST;
        end = at + 7;
    } else if (isdigit((unsigned char)*at)) {
        position = strtoul(at, &number_end, 10);
        end = number_end;
        if (position >= ATTACK_HASH_LAST)
            return false;
    } else {
        return false;
    }
    if (*end++ != ']')
        return false;
    if (*end == '+') {
        increment = strtoul(end + 1, &number_end, 10);
        end = number_end;
    }
    if (*end != ']' || increment > 255 || reading->step_count == sizeof reading->steps / 2)
        return false;
    reading->steps[2 * reading->step_count] = (uint8_t)position;
    reading->steps[2 * reading->step_count++ + 1] = (uint8_t)increment;
    return true;
}

static bool read_steps(const char *output, struct reading *reading)
{
    const char *at = output;

    while ((at = skip_to(at, "asso_values[(unsigned char)str[")))
        if (!read_step(at, reading))
            return false;
    return true;
}

/* Finds the index in the weights that a step uses for a key. Returns false if the key is too short for the step. */
static bool place_of_weight(const struct reading *reading, size_t step, const char *key, size_t length, size_t *place)
{
    size_t position = reading->steps[2 * step] == ATTACK_HASH_LAST ? length - 1 : reading->steps[2 * step];

    if (position >= length)
        return false;
    *place = (size_t)(unsigned char)key[position] + reading->steps[2 * step + 1];
    return true;
}

/* Returns gperf's hash of a key; more than LARGEST_HASH if there is no weight for one of its bytes. If all keys have
 * the same length, gperf does not add it; adding it here shifts all hashes by the same amount. */
static uint32_t hash_of(const struct reading *reading, const char *key)
{
    size_t length = strlen(key), place;
    uint32_t value = (uint32_t)length;

    for (size_t i = 0; i < reading->step_count; i++) {
        if (!place_of_weight(reading, i, key, length, &place))
            continue;
        if (place >= reading->weight_count)
            return LARGEST_HASH + 1;
        value += reading->weights[place];
    }
    return value;
}

/* Keeps the weights from the lowest to the highest index that a key uses. Returns false if these are more than the
 * layout has room for, which only happens with ids in several scripts. */
static bool take_weights(struct arena *arena, const struct reading *reading, const char *const *keys, size_t count,
                         struct hash *hash)
{
    size_t lowest = reading->weight_count, highest = 0, place;

    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < reading->step_count; i++) {
            if (!place_of_weight(reading, i, keys[k], strlen(keys[k]), &place))
                continue;
            lowest = least_of(lowest, place);
            highest = most_of(highest, place);
        }
    if (reading->step_count && highest - lowest > UINT8_MAX)
        return false;
    hash->weight_count = reading->step_count ? highest - lowest + 1 : 0;
    hash->weights = arena_allocate(arena, hash->weight_count * sizeof *hash->weights);
    for (size_t i = 0; i < hash->weight_count; i++)
        hash->weights[i] = (uint16_t)reading->weights[lowest + i];
    hash->steps = (uint8_t *)arena_copy(arena, reading->steps, 2 * reading->step_count);
    hash->step_count = reading->step_count;
    for (size_t i = 0; i < hash->step_count; i++)
        hash->steps[2 * i + 1] = (uint8_t)(hash->steps[2 * i + 1] - lowest);
    return true;
}

static bool place_keys(struct arena *arena, const struct reading *reading, const char *const *keys, size_t count,
                       struct hash *hash)
{
    uint32_t smallest = LARGEST_HASH, largest = 0;

    for (size_t k = 0; k < count; k++) {
        uint32_t value = hash_of(reading, keys[k]);

        if (value > LARGEST_HASH)
            return false;
        smallest = value < smallest ? value : smallest;
        largest = value > largest ? value : largest;
    }
    hash->base = smallest;
    hash->slot_count = largest - smallest + 1;
    hash->slots = arena_allocate(arena, hash->slot_count * sizeof *hash->slots);
    for (size_t k = 0; k < count; k++) {
        uint32_t *slot = &hash->slots[hash_of(reading, keys[k]) - smallest];

        if (*slot)
            return false;
        *slot = (uint32_t)k + 1;
    }
    return true;
}

bool find_hash(struct arena *arena, const char *const *keys, size_t count, struct hash *hash, const char **why)
{
    struct reading reading = {{0}, 0, {0}, 0};
    const char *output;

    memset(hash, 0, sizeof *hash);
    if (!count)
        return true;
    output = run_gperf_on(arena, keys, count, why);
    if (!output)
        return *why != NULL;
    if (!read_weights(output, &reading) || !read_steps(output, &reading) ||
        !place_keys(arena, &reading, keys, count, hash))
        *why = "gperf's output is not the hash function that was expected; is this gperf 3?";
    else if (!take_weights(arena, &reading, keys, count, hash))
        *why = "gperf's hash is too large for the tables";
    if (*why)
        memset(hash, 0, sizeof *hash);
    return true;
}
