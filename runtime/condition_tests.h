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

/* Looks at each byte for the first one of the wanted text, in both cases. */
static bool contains_text(struct matching *matching, struct attack_text value, struct attack_text wanted, bool cased)
{
    unsigned char first, other;
    size_t last = value.length - wanted.length, at = 0;

    if (!wanted.length || wanted.length > value.length)
        return !wanted.length;
    first = (unsigned char)wanted.text[0];
    other = !cased && (first | 0x20u) - 'a' < 26u ? (unsigned char)(first ^ 0x20u) : first;
    for (;;) {
        size_t start = at, limit = last - at < matching->work ? last : at + matching->work;

        while (at < limit && (unsigned char)value.text[at] != first && (unsigned char)value.text[at] != other)
            at++;
        if (!spend_work(matching, (uint32_t)(at - start) + 1))
            return false;
        if (same_bytes(matching, value.text + at, wanted.text, wanted.length, cased))
            return true;
        if (at++ >= last)
            return false;
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
        number->magnitude = number->magnitude * base + digit;
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
