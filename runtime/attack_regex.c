/* SPDX-License-Identifier: MIT
 *
 * Searches values for regular expressions: runs the automata that tables.h describes. It must not need a C library,
 * recursion or memory of its own. It trusts the tables; values may come from an attacker. The work for each character
 * is bounded, and taken from the steps that are left.
 */
#include "matching.h"

enum { REGEX_BYTES = 32 }; /* of a set of positions */

/* A search in a value. */
struct regex_search {
    struct matching *matching;
    const uint8_t *automaton, *masks;
    uint32_t bytes; /* of each mask */
    const char *text;
    size_t length;      /* of the value */
    size_t at;          /* the place between two characters */
    uint32_t character; /* behind it; meaningless at the end */
    bool is_any;        /* one of `next` is open */
    uint8_t open[REGEX_BYTES], next[REGEX_BYTES];
};

static inline bool has_bit(const uint8_t *bits, uint32_t bit)
{
    return bits[bit / 8] >> bit % 8 & 1;
}

/* Returns the kind of a character, which may be before the start or behind the end: enum attack_regex_neighbour. */
static unsigned neighbour(const struct regex_search *search, size_t at)
{
    unsigned byte;

    if (at >= search->length)
        return REGEX_NONE;
    byte = (unsigned char)search->text[at];
    if (byte == '\n')
        return at + 1 == search->length ? REGEX_LAST_LINE : REGEX_LINE;
    return (byte | 0x20) - 'a' < 26 || byte - '0' < 10 || byte == '_' ? REGEX_WORD : REGEX_OTHER;
}

static uint32_t four_bytes(const uint8_t *byte)
{
    return byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
}

static bool is_in_characters(const uint8_t *set, uint32_t character)
{
    unsigned more;

    if (character < 128)
        return has_bit(set, character);
    set += REGEX_SET_BYTES - 1;
    for (more = *set++; more > 1; more -= 2, set += 8)
        if (character - four_bytes(set) <= four_bytes(set + 4))
            return !(more & 1);
    return more;
}

/* Returns the steps that a position takes: one for each byte of its mask, and for each range that is looked at. */
static uint32_t steps_of(const struct regex_search *search, const uint8_t *record)
{
    const uint8_t *set = search->automaton + (record[REGEX_LOW] | (uint32_t)record[REGEX_HIGH] << 8);

    if (record[REGEX_KIND] & (REGEX_IS_PLACE | REGEX_IS_LITERAL) || search->at == search->length ||
        search->character < 128)
        return search->bytes;
    return search->bytes + set[REGEX_SET_BYTES - 1] / 2u;
}

/* Whether a position passes here: with the character, or with the place. */
static bool passes_position(const struct regex_search *search, const uint8_t *record)
{
    unsigned low = record[REGEX_LOW], high = record[REGEX_HIGH];

    if (record[REGEX_KIND] & REGEX_IS_PLACE)
        return neighbour(search, search->at - 1) & low && neighbour(search, search->at) & high;
    if (search->at == search->length)
        return false;
    if (record[REGEX_KIND] & REGEX_IS_LITERAL)
        return (search->character | high) == low;
    return is_in_characters(search->automaton + (low | high << 8), search->character);
}

/* Opens what may follow a position that passed. Returns whether something is open now that was not. */
static bool open_following(struct regex_search *search, const uint8_t *record, uint32_t position, uint8_t *open)
{
    const uint8_t *mask = search->masks + record[REGEX_MASK] * search->bytes;
    unsigned added = 0;

    if (record[REGEX_KIND] & REGEX_TO_NEXT)
        open[(position + 1) / 8] |= (uint8_t)(1u << (position + 1) % 8);
    if (record[REGEX_KIND] & REGEX_TO_MASK)
        for (uint32_t i = 0; i < search->bytes; i++) {
            added |= mask[i] & ~(unsigned)open[i];
            open[i] |= mask[i];
        }
    return added;
}

/* Takes all open positions one step. Returns whether a match has ended. */
static bool step_regex(struct regex_search *search)
{
    uint32_t count = search->automaton[REGEX_COUNT];

    for (uint32_t position = 0; position < count; position++) {
        const uint8_t *record = search->automaton + REGEX_RECORDS + REGEX_CELLS * position;
        bool is_place = record[REGEX_KIND] & REGEX_IS_PLACE;

        /* open_next() has set a byte for every eight positions, which clang-tidy does not see. */
        if (!search->open[position / 8]) /* NOLINT(clang-analyzer-core.uninitialized.Branch) */
            position |= 7;
        if (!has_bit(search->open, position))
            continue;
        if (!spend_work(search->matching, steps_of(search, record)))
            return false;
        if (!passes_position(search, record))
            continue;
        if (record[REGEX_KIND] & REGEX_IS_LAST)
            return true;
        search->is_any |= !is_place;
        if (open_following(search, record, position, is_place ? search->open : search->next) && is_place)
            position = (uint32_t)-1; /* it may be one before */
    }
    return false;
}

/* Opens what the last step has found, and where a match begins. */
static void open_next(struct regex_search *search)
{
    for (uint32_t i = 0; i < search->bytes; i++) {
        volatile uint8_t *next = &search->next[i]; /* volatile: no call of memset or memcpy */

        search->open[i] = (uint8_t)(search->masks[i] | (search->is_any ? *next : 0));
        *next = 0;
    }
    search->is_any = false;
}

/* Reads the character at the place, which is not the end. Returns where it ends. */
static size_t read_character(struct regex_search *search)
{
    size_t end = search->at, most = end + 4;

    search->character = 0;
    do
        search->character = search->character << 8 | (unsigned char)search->text[end++];
    while (search->character >= 128 && end < search->length && end < most &&
           ((unsigned char)search->text[end] & 0xc0) == 0x80);
    return end;
}

bool attack_regex_matches(struct matching *matching, const char *text, size_t length, const uint8_t *automaton)
{
    struct regex_search search;
    size_t end = 0;

    search.matching = matching;
    search.automaton = automaton;
    search.bytes = (automaton[REGEX_COUNT] + 7u) / 8;
    search.masks = automaton + REGEX_RECORDS + REGEX_CELLS * automaton[REGEX_COUNT];
    search.text = text;
    search.length = length;
    search.is_any = false;
    for (search.at = 0; spend_work(matching, 1); search.at = end) {
        bool is_end = search.at == length;

        if (!is_end) {
            end = read_character(&search);
            if (search.at && !search.is_any && !is_in_characters(automaton + REGEX_STARTS, search.character))
                continue;
        }
        open_next(&search);
        if (step_regex(&search))
            return true;
        if (is_end)
            return false;
    }
    return false;
}
