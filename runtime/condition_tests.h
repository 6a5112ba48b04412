/* SPDX-License-Identifier: MIT
 *
 * The operators of conditions: each compares one value of an event with one value of a test. Private to the runtime.
 * Values come from a log, and may come from an attacker: they are compared byte for byte, within their length, and A to
 * Z are folded while comparing. Each function takes its steps from those that are left. When there are not enough, it
 * returns false, and no steps are left from then on.
 */
#ifndef ATTACK_CONDITION_TESTS_H
#define ATTACK_CONDITION_TESTS_H

#include "condition_addresses.h"
#include "matching.h"

static inline bool same_byte(char mine, char other, bool cased)
{
    return mine == other || (!cased && folded((unsigned char)mine) == folded((unsigned char)other));
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

/* Whether both have the same `length` bytes. */
static bool same_bytes(struct matching *matching, const char *mine, const char *other, size_t length, bool cased)
{
    size_t i = 0, limit = length < matching->work ? length : matching->work;

    while (i < limit && same_byte(mine[i], other[i], cased))
        i++;
    return spend_work(matching, (uint32_t)i) && i == length;
}

/* A byte that is looked for, in both cases if it is a letter: (byte | fold) == wanted. */
struct wanted_byte {
    unsigned char wanted, fold;
};

static inline struct wanted_byte wanted_byte(char byte, bool cased)
{
    struct wanted_byte wanted = {(unsigned char)byte, 0};

    if (!cased && (wanted.wanted | 0x20u) - 'a' < 26u)
        wanted.wanted |= wanted.fold = 0x20;
    return wanted;
}

static inline bool is_wanted(char byte, struct wanted_byte wanted)
{
    return ((unsigned char)byte | wanted.fold) == wanted.wanted;
}

/* Returns the first place from `at` to `limit`, where it ends, that may hold the wanted text: its first byte and its
 * last one, `distance` behind it, fit. */
#if defined(__OPTIMIZE_SIZE__)
static size_t next_place(const char *text, size_t at, size_t limit, size_t distance, struct wanted_byte first,
                         struct wanted_byte last)
{
    while (at < limit && !(is_wanted(text[at], first) && is_wanted(text[at + distance], last)))
        at++;
    return at;
}
#else
static inline uint64_t eight_times(unsigned char byte)
{
    return byte * UINT64_C(0x0101010101010101);
}

/* Eight places at a time. Subtracting marks the bytes that are 0, and may mark some behind one that is. */
static size_t next_place(const char *text, size_t at, size_t limit, size_t distance, struct wanted_byte first,
                         struct wanted_byte last)
{
    uint64_t first_wanted = eight_times(first.wanted), first_fold = eight_times(first.fold);
    uint64_t last_wanted = eight_times(last.wanted), last_fold = eight_times(last.fold);

    for (; at < limit && limit - at >= 8; at += 8) {
        uint64_t other = ((eight_bytes(text + at) | first_fold) ^ first_wanted) |
                         ((eight_bytes(text + at + distance) | last_fold) ^ last_wanted);
        uint64_t places = (other - eight_times(1)) & ~other & eight_times(0x80);

        if (places) {
            for (; !(places & 0x80); places >>= 8)
                at++;
            return at;
        }
    }
    while (at < limit && !(is_wanted(text[at], first) && is_wanted(text[at + distance], last)))
        at++;
    return at;
}
#endif

/* The bit of two bytes in struct byte_pairs: without case, and so quickly that others look alike. */
static inline uint32_t pair_bit(const char *bytes)
{
    return (((unsigned char)bytes[0] | 0x20u) * 37u + ((unsigned char)bytes[1] | 0x20u)) % 512;
}

/* Returns the pairs of a value of at least two bytes; NULL if there are not enough steps left to find them. */
static const struct byte_pairs *pairs_of(struct condition_memory *memory, struct matching *matching,
                                         struct attack_text value)
{
    struct byte_pairs *pairs = memory->pairs;

    for (unsigned i = 0; i < PAIRS_KEPT; i++)
        if (pairs[i].text == value.text && pairs[i].length == value.length)
            return &pairs[i];
    if (value.length > ATTACK_WORK_MOST || !spend_work(matching, (uint32_t)value.length))
        return NULL;
    pairs += memory->pairs_next++ % PAIRS_KEPT;
    pairs->text = value.text;
    pairs->length = value.length;
    for (volatile uint32_t *word = pairs->bits; word < pairs->bits + 16; word++) /* volatile: no call of memset */
        *word = 0;
    for (size_t i = 0; i + 1 < value.length; i++) {
        uint32_t bit = pair_bit(value.text + i);

        pairs->bits[bit / 32] |= (uint32_t)1 << bit % 32;
    }
    return pairs;
}

static inline bool has_pair(const struct byte_pairs *pairs, const char *bytes)
{
    uint32_t bit = pair_bit(bytes);

    return pairs->bits[bit / 32] >> bit % 32 & 1;
}

static bool contains_text(struct matching *matching, struct attack_text value, struct attack_text wanted, bool cased)
{
    struct wanted_byte first, last;
    size_t end = value.length - wanted.length + 1, at = 0;

    if (!wanted.length || wanted.length > value.length)
        return !wanted.length;
    first = wanted_byte(wanted.text[0], cased);
    last = wanted_byte(wanted.text[wanted.length - 1], cased);
    for (;;) {
        size_t start = at, limit = end - at < matching->work ? end : at + matching->work;

        at = next_place(value.text, at, limit, wanted.length - 1, first, last);
        if (!spend_work(matching, (uint32_t)(at - start) + 1) || at == end)
            return false;
        if (same_bytes(matching, value.text + at, wanted.text, wanted.length, cased))
            return true;
        at++;
    }
}

/* One element of a pattern with wildcards at `*at`: a byte, or a wildcard. Moves `*at` behind it. */
enum { ANY_CHARACTER = 256, ANY_TEXT, PATTERN_END };

static inline bool is_special(char byte)
{
    return byte == '*' || byte == '?' || byte == '\\';
}

static inline unsigned next_of_pattern(struct attack_text pattern, size_t *at)
{
    char byte;

    if (*at == pattern.length)
        return PATTERN_END;
    byte = pattern.text[(*at)++];
    if (byte == '*')
        return ANY_TEXT;
    if (byte == '?')
        return ANY_CHARACTER;
    if (byte == '\\' && *at < pattern.length && is_special(pattern.text[*at]))
        byte = pattern.text[(*at)++];
    return (unsigned char)byte;
}

/* Returns where the character ends that starts here: behind one byte, and at most three that continue it in UTF-8. */
static size_t behind_character(struct attack_text value, size_t at)
{
    size_t most = at + 4;

    do
        at++;
    while (at < value.length && at < most && ((unsigned char)value.text[at] & 0xc0) == 0x80);
    return at;
}

/* Compares with wildcards. After a mismatch, the last `*` takes one byte more; those before it need not change. */
static bool matches_pattern(struct matching *matching, struct attack_text value, struct attack_text pattern, bool cased)
{
    size_t at = 0, pattern_at = 0, star = 0, behind_star = 0; /* behind_star 0: there was none */

    while (spend_work(matching, 1)) {
        unsigned wanted = next_of_pattern(pattern, &pattern_at);

        if (wanted == ANY_TEXT) {
            star = at;
            behind_star = pattern_at;
            if (pattern_at == pattern.length)
                return true;
        } else if (at == value.length) { /* a `*` that takes more leaves too little for the rest */
            return wanted == PATTERN_END;
        } else if (wanted == ANY_CHARACTER) {
            at = behind_character(value, at);
        } else if (wanted != PATTERN_END && same_byte(value.text[at], (char)wanted, cased)) {
            at++;
        } else if (behind_star) {
            at = ++star;
            pattern_at = behind_star;
        } else {
            return false;
        }
    }
    return false;
}

/* ---- Numbers ---------------------------------------------------------------------------------------------------- */

struct number {
    uint64_t magnitude;
    bool is_negative; /* never with magnitude 0 */
};

#define MAGNITUDE_LIMIT 0x8000000000000000u /* 2^63 */

/* Small processors call a helper to multiply numbers of 64 bits. Volatile: compilers would multiply here, too. */
static inline uint64_t ten_times(uint64_t number)
{
    volatile uint64_t twice = number << 1;

    return twice + (twice << 2);
}

/* Reads a number from -2^63 to 2^63 - 1: a sign or none, then decimal digits, or hexadecimal ones behind 0x. Returns
 * false for anything else. */
static bool read_number(struct matching *matching, struct attack_text text, struct number *number)
{
    size_t at = text.length && (text.text[0] == '-' || text.text[0] == '+') ? 1 : 0, start = at;
    size_t end = text.length < matching->work ? text.length : matching->work;
    bool has_minus = at && text.text[0] == '-';
    unsigned base = 10, digit;

    if (at + 2 <= end && text.text[at] == '0' && (text.text[at + 1] | 0x20) == 'x') {
        base = 16;
        start = at += 2;
    }
    number->magnitude = 0;
    for (; at < end && number->magnitude <= MAGNITUDE_LIMIT / 10; at++) { /* times 16, it still fits */
        digit = digit_of(text.text[at]);
        if (digit >= base)
            break;
        number->magnitude = base == 16 ? number->magnitude << 4 | digit : ten_times(number->magnitude) + digit;
    }
    number->is_negative = has_minus && number->magnitude;
    return spend_work(matching, (uint32_t)at) && at > start && at == text.length &&
           number->magnitude < MAGNITUDE_LIMIT + (has_minus ? 1 : 0);
}

/* Returns less than, equal to or above 0. */
static int compare_numbers(const struct number *mine, const struct number *other)
{
    int larger = mine->magnitude > other->magnitude ? 1 : mine->magnitude < other->magnitude ? -1 : 0;

    if (mine->is_negative != other->is_negative)
        return mine->is_negative ? -1 : 1;
    return mine->is_negative ? -larger : larger;
}

static bool passes_number(struct matching *matching, struct attack_text value, struct attack_text wanted,
                          uint32_t operation)
{
    struct number mine, other;
    int order;

    if (!read_number(matching, value, &mine) || !read_number(matching, wanted, &other))
        return false;
    order = compare_numbers(&mine, &other);
    if (operation == OPERATOR_GT)
        return order > 0;
    if (operation == OPERATOR_GTE)
        return order >= 0;
    return operation == OPERATOR_LT ? order < 0 : order <= 0;
}

/* ---- All operators ---------------------------------------------------------------------------------------------- */

/* Whether a value passes one value of a test: those with an operator that takes values. */
static bool passes(struct matching *matching, struct attack_text value, struct attack_text wanted, uint32_t flags)
{
    bool cased = (flags & OPERATOR_CASED) != 0;
    uint32_t operation = flags & OPERATOR_MASK;

    if (!spend_work(matching, 1))
        return false;
    if (operation == OPERATOR_CONTAINS)
        return contains_text(matching, value, wanted, cased);
    if (operation == OPERATOR_MATCHES)
        return matches_pattern(matching, value, wanted, cased);
    if (operation == OPERATOR_CIDR)
        return is_in_network(value, wanted);
    if (operation >= OPERATOR_GT)
        return passes_number(matching, value, wanted, operation);
    if (value.length < wanted.length || (operation == OPERATOR_EQUAL && value.length != wanted.length))
        return false;
    return same_bytes(matching, value.text + (operation == OPERATOR_ENDS ? value.length - wanted.length : 0),
                      wanted.text, wanted.length, cased);
}

#endif
