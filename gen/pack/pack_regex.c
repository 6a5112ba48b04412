/* SPDX-License-Identifier: MIT */
#include "pack_regex.h"

#include "model/regex.h"
#include "tables.h"

#include <string.h>

enum { MASKS_MOST = REGEX_POSITIONS_MOST + 1 };

struct regex_packing {
    struct arena *arena;
    struct regex_positions positions;
    const struct regex_bits *masks[MASKS_MOST];
    size_t mask_count;
    struct byte_stream records, sets;
    size_t set_at[REGEX_POSITIONS_MOST], set_count; /* where each begins in `sets`, and the next would */
};

/* ---- Sets of characters ----------------------------------------------------------------------------------------- */

static void add_four_bytes(struct byte_stream *stream, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        stream_add_byte(stream, number >> shift & 0xff);
}

static void add_set(struct byte_stream *stream, const struct regex_set *set)
{
    for (size_t i = 0; i < sizeof set->ascii; i++)
        stream_add_byte(stream, set->ascii[i]);
    stream_add_byte(stream, (unsigned)(2 * set->count) | set->has_others);
    for (size_t i = 0; i < set->count; i++) {
        add_four_bytes(stream, set->ranges[i].first);
        add_four_bytes(stream, set->ranges[i].last - set->ranges[i].first);
    }
}

/* Returns where a set is in `sets`; adds it if it is new. */
static size_t set_of(struct regex_packing *packing, const struct regex_set *set)
{
    struct byte_stream bytes = {.arena = packing->arena};
    size_t at;

    add_set(&bytes, set);
    for (size_t i = 0; i < packing->set_count; i++) {
        at = packing->set_at[i];
        if (packing->sets.size - at >= bytes.size && memcmp(packing->sets.bytes + at, bytes.bytes, bytes.size) == 0)
            return at;
    }
    at = packing->set_at[packing->set_count++] = packing->sets.size;
    for (size_t i = 0; i < bytes.size; i++)
        stream_add_byte(&packing->sets, bytes.bytes[i]);
    return at;
}

/* Whether a set is one character c with c | fold == wanted. */
static bool is_literal(const struct regex_set *set, unsigned *wanted, unsigned *fold)
{
    unsigned count = 0, first = 0, last = 0;

    for (unsigned c = 0; c < REGEX_ASCII; c++)
        if (set->ascii[c / 8] >> c % 8 & 1) {
            first = count++ ? first : c;
            last = c;
        }
    *wanted = last;
    *fold = first ^ last;
    return !set->has_others && !set->count && (count == 1 || (count == 2 && *fold == 0x20));
}

/* ---- Where a match begins --------------------------------------------------------------------------------------- */

static void add_starts_of(struct regex_set *starts, const struct regex_set *set)
{
    for (size_t i = 0; i < sizeof starts->ascii; i++)
        starts->ascii[i] |= set->ascii[i];
    starts->has_others = starts->has_others || set->has_others || set->count;
}

/* Returns the characters with which a match may begin, behind the places that it passes before; but not at the start of
 * the value. If it may end before a character, these are all. */
static struct regex_set starts_of(const struct regex_positions *positions)
{
    struct regex_set starts = {.has_others = false};
    struct regex_bits found = positions->first, done = {{0}};

    for (size_t i = 0; i < positions->count; i++) {
        const struct regex_position *position = &positions->items[i];

        if (!regex_has_bit(&found, i) || regex_has_bit(&done, i))
            continue;
        done.words[i / 32] |= (uint32_t)1 << i % 32;
        if (position->set) {
            add_starts_of(&starts, position->set);
            continue;
        }
        if (position->place.before == REGEX_NONE)
            continue;
        if (regex_has_bit(&positions->last, i)) {
            memset(starts.ascii, 0xff, sizeof starts.ascii);
            starts.has_others = true;
            return starts;
        }
        for (int word = 0; word < REGEX_WORDS; word++)
            found.words[word] |= position->follow.words[word];
        i = (size_t)-1; /* what follows may be before it */
    }
    return starts;
}

/* ---- Positions -------------------------------------------------------------------------------------------------- */

static bool is_same_mask(const struct regex_bits *one, const struct regex_bits *other)
{
    return memcmp(one, other, sizeof *one) == 0;
}

/* Returns the number of a mask; mask_count if it is new. */
static size_t find_mask(const struct regex_packing *packing, const struct regex_bits *mask)
{
    size_t i = 0;

    while (i < packing->mask_count && !is_same_mask(packing->masks[i], mask))
        i++;
    return i;
}

/* Whether a mask is there, or another position behind this one needs it, too. */
static bool is_shared(const struct regex_packing *packing, size_t position)
{
    const struct regex_bits *follow = &packing->positions.items[position].follow;

    if (find_mask(packing, follow) < packing->mask_count)
        return true;
    while (++position < packing->positions.count)
        if (is_same_mask(&packing->positions.items[position].follow, follow))
            return true;
    return false;
}

/* Finds how to say which positions follow one: the next one, a mask, or both. */
static unsigned following_of(struct regex_packing *packing, size_t position, size_t *mask)
{
    static const struct regex_bits none = {{0}};
    const struct regex_bits *follow = &packing->positions.items[position].follow;
    struct regex_bits *others = arena_allocate(packing->arena, sizeof *others);
    size_t next = position + 1;
    bool has_next = next < packing->positions.count && regex_has_bit(follow, next);

    *mask = 0;
    *others = *follow;
    if (has_next)
        others->words[next / 32] &= ~((uint32_t)1 << next % 32);
    if (is_same_mask(others, &none))
        return has_next ? REGEX_TO_NEXT : 0;
    if (is_shared(packing, position)) {
        *others = *follow;
        has_next = false;
    }
    *mask = find_mask(packing, others);
    if (*mask == packing->mask_count)
        packing->masks[packing->mask_count++] = others;
    return REGEX_TO_MASK | (has_next ? REGEX_TO_NEXT : 0u);
}

static void add_record(struct regex_packing *packing, size_t at)
{
    const struct regex_position *position = &packing->positions.items[at];
    size_t mask;
    unsigned kind = following_of(packing, at, &mask), low = position->place.before, high = position->place.behind;

    kind |= regex_has_bit(&packing->positions.last, at) ? REGEX_IS_LAST : 0u;
    if (!position->set)
        kind |= REGEX_IS_PLACE;
    else if (is_literal(position->set, &low, &high))
        kind |= REGEX_IS_LITERAL;
    else
        low = (unsigned)set_of(packing, position->set); /* it is moved once it is known how far */
    stream_add_byte(&packing->records, kind);
    stream_add_byte(&packing->records, (unsigned)mask);
    stream_add_byte(&packing->records, low & 0xff);
    stream_add_byte(&packing->records, kind & (REGEX_IS_PLACE | REGEX_IS_LITERAL) ? high : low >> 8);
}

/* Adds to the places of sets how many bytes stand before the sets. */
static void move_sets(struct byte_stream *records, size_t before)
{
    for (size_t i = 0; i < records->size; i += REGEX_CELLS) {
        uint8_t *record = records->bytes + i;
        size_t at = record[REGEX_LOW] + ((size_t)record[REGEX_HIGH] << 8) + before;

        if (record[REGEX_KIND] & (REGEX_IS_PLACE | REGEX_IS_LITERAL))
            continue;
        record[REGEX_LOW] = (uint8_t)at;
        record[REGEX_HIGH] = (uint8_t)(at >> 8);
    }
}

static void add_bytes(struct byte_stream *stream, const struct byte_stream *bytes)
{
    for (size_t i = 0; i < bytes->size; i++)
        stream_add_byte(stream, bytes->bytes[i]);
}

static void add_automaton(struct byte_stream *stream, struct regex_packing *packing)
{
    size_t count = packing->positions.count, mask_bytes = (count + 7) / 8;
    struct regex_set starts = starts_of(&packing->positions);

    packing->masks[packing->mask_count++] = &packing->positions.first;
    for (size_t i = 0; i < count; i++)
        add_record(packing, i);
    move_sets(&packing->records, REGEX_RECORDS + packing->records.size + packing->mask_count * mask_bytes);
    stream_add_byte(stream, (unsigned)count);
    stream_add_byte(stream, (unsigned)packing->mask_count - 1);
    add_set(stream, &starts);
    add_bytes(stream, &packing->records);
    for (size_t mask = 0; mask < packing->mask_count; mask++)
        for (size_t i = 0; i < mask_bytes; i++)
            stream_add_byte(stream, packing->masks[mask]->words[i / 4] >> 8 * (i % 4) & 0xff);
    add_bytes(stream, &packing->sets);
}

void pack_regex(struct byte_stream *stream, const char *text)
{
    struct arena scratch = {NULL};
    struct regex_fault fault;
    struct regex_packing *packing = arena_allocate(&scratch, sizeof *packing);
    const struct regex_node *root = regex_parse(&scratch, text, strlen(text), &fault);

    packing->arena = packing->records.arena = packing->sets.arena = &scratch;
    packing->positions = regex_positions_of(&scratch, root);
    add_automaton(stream, packing);
    arena_free(&scratch);
}
