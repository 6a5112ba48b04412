/* SPDX-License-Identifier: MIT */
#include "regex_reading.h"

#include "base/generator_limits.h"

#include <string.h>

enum { LEAST_OTHER = 0xc280 }; /* U+0080 */

/* ---- Characters ------------------------------------------------------------------------------------------------- */

uint32_t regex_read_character(struct regex_reading *reading)
{
    uint32_t number = (unsigned char)reading->text[reading->at++];

    for (int more = 0; number >= REGEX_ASCII && more < 3 && reading->at < reading->length &&
                       ((unsigned char)reading->text[reading->at] & 0xc0) == 0x80;
         more++)
        number = number << 8 | (unsigned char)reading->text[reading->at++];
    return number;
}

static unsigned digit_of(char byte)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = byte ? strchr(digits, byte) : NULL;

    return found ? (unsigned)(found - digits) % 16 : 16;
}

/* Reads the two digits of \x41. */
static bool read_hexadecimal(struct regex_reading *reading, uint32_t *number)
{
    unsigned high, low;

    if (reading->length - reading->at < 2)
        return regex_fail(reading, reading->at, "found \\x without two hexadecimal digits behind it");
    high = digit_of(reading->text[reading->at]);
    low = digit_of(reading->text[reading->at + 1]);
    if (high > 15 || low > 15)
        return regex_fail(reading, reading->at, "found \\x without two hexadecimal digits behind it");
    reading->at += 2;
    *number = 16 * high + low;
    if (*number >= REGEX_ASCII) /* in UTF-8 */
        *number = (0xc0u | *number >> 6) << 8 | (0x80u | (*number & 0x3f));
    return true;
}

/* ---- Sets ------------------------------------------------------------------------------------------------------- */

void regex_set_add(struct regex_reading *reading, struct regex_set *set, uint32_t first, uint32_t last)
{
    for (; first <= last && first < REGEX_ASCII; first++)
        set->ascii[first / 8] |= (uint8_t)(1u << first % 8);
    if (first > last)
        return;
    set->ranges = arena_grow(reading->arena, set->ranges, set->count, &set->capacity, sizeof *set->ranges);
    set->ranges[set->count++] = (struct regex_range){first > REGEX_ASCII ? first : LEAST_OTHER, last};
}

void regex_set_negate(struct regex_set *set)
{
    for (size_t i = 0; i < sizeof set->ascii; i++)
        set->ascii[i] = (uint8_t)~set->ascii[i];
    set->has_others = !set->has_others;
}

void regex_set_fold(const struct regex_reading *reading, struct regex_set *set)
{
    for (unsigned lower = 'a'; reading->flags & REGEX_FOLDED && lower <= 'z'; lower++) {
        unsigned upper = lower - 'a' + 'A';
        bool has_one = (set->ascii[lower / 8] >> lower % 8 & 1) || (set->ascii[upper / 8] >> upper % 8 & 1);

        if (!has_one)
            continue;
        set->ascii[lower / 8] |= (uint8_t)(1u << lower % 8);
        set->ascii[upper / 8] |= (uint8_t)(1u << upper % 8);
    }
}

/* ---- Escapes ---------------------------------------------------------------------------------------------------- */

/* Adds \d, \w or \s, which are ASCII alone as in PCRE; or, of a capital letter, all others. */
static void add_kind(struct regex_reading *reading, struct regex_set *set, char kind)
{
    static const char pairs[][9] = {"09", "09AZaz__", "\t\r  "};
    const char *pair = pairs[kind == 'd' || kind == 'D' ? 0 : kind == 'w' || kind == 'W' ? 1 : 2];
    struct regex_set of_kind;

    memset(&of_kind, 0, sizeof of_kind);
    for (; *pair; pair += 2)
        regex_set_add(reading, &of_kind, (unsigned char)pair[0], (unsigned char)pair[1]);
    if (kind < 'a')
        regex_set_negate(&of_kind);
    for (size_t i = 0; i < sizeof set->ascii; i++)
        set->ascii[i] |= of_kind.ascii[i];
    if (of_kind.has_others) {
        set->has_others = true;
        set->count = 0;
    }
}

bool regex_read_escape(struct regex_reading *reading, struct regex_set *set, uint32_t *number)
{
    static const char named[] = "tnrfae", bytes[] = "\t\n\r\f\a\x1b";
    size_t start = reading->at - 1;
    const char *found;
    char byte;

    if (reading->at == reading->length)
        return regex_fail(reading, start, "found a backslash at the end");
    byte = reading->text[reading->at];
    *number = REGEX_NO_CHARACTER;
    if (byte >= '0' && byte <= '9')
        return regex_fail(reading, start,
                          "a back-reference or an octal number is not supported in a regular expression");
    if ((unsigned char)((byte | 0x20) - 'a') >= 26) {
        *number = regex_read_character(reading);
        return true;
    }
    reading->at++;
    if (strchr("dDwWsS", byte)) {
        add_kind(reading, set, byte);
        return true;
    }
    if (byte == 'x')
        return read_hexadecimal(reading, number);
    found = strchr(named, byte);
    if (!found)
        return regex_fail(reading, start, "found a backslash before a letter that is not supported");
    *number = (unsigned char)bytes[found - named];
    return true;
}

/* ---- Classes ---------------------------------------------------------------------------------------------------- */

/* Reads a character of a class, or several that an escape stands for. */
static bool read_member(struct regex_reading *reading, struct regex_set *set, uint32_t *number)
{
    char byte = reading->text[reading->at];

    if (byte == '[' && reading->at + 1 < reading->length && reading->text[reading->at + 1] &&
        strchr(":.=", reading->text[reading->at + 1]))
        return regex_fail(reading, reading->at, "a POSIX class is not supported in a regular expression");
    if (byte != '\\') {
        *number = regex_read_character(reading);
        return true;
    }
    reading->at++;
    if (reading->at < reading->length && reading->text[reading->at] == 'b') {
        reading->at++;
        *number = '\b';
        return true;
    }
    return regex_read_escape(reading, set, number);
}

/* Whether a minus stands here that is not the last of the class. */
static bool is_range(const struct regex_reading *reading)
{
    return reading->length - reading->at >= 2 && reading->text[reading->at] == '-' &&
           reading->text[reading->at + 1] != ']';
}

/* Reads a character or a range. */
static bool read_range(struct regex_reading *reading, struct regex_set *set)
{
    size_t start = reading->at;
    uint32_t first, last;

    if (!read_member(reading, set, &first))
        return false;
    last = first;
    if (is_range(reading)) {
        reading->at++;
        if (!read_member(reading, set, &last))
            return false;
        if (first == REGEX_NO_CHARACTER || last == REGEX_NO_CHARACTER)
            return regex_fail(reading, start, "found a range from or to several characters; expected \\- for a minus");
        if (first > last)
            return regex_fail(reading, start, "found a range whose first character is behind its last");
    }
    if (first != REGEX_NO_CHARACTER && !(set->has_others && first >= REGEX_ASCII))
        regex_set_add(reading, set, first, set->has_others && last >= REGEX_ASCII ? REGEX_ASCII - 1 : last);
    if (set->count > REGEX_RANGES_LIMIT)
        return regex_fail(reading, start, "too many characters beyond ASCII in a class");
    return true;
}

bool regex_read_class(struct regex_reading *reading, struct regex_set *set)
{
    size_t start = reading->at - 1;
    bool is_negated = reading->at < reading->length && reading->text[reading->at] == '^', is_first = true;

    reading->at += is_negated;
    for (; reading->at < reading->length && (is_first || reading->text[reading->at] != ']'); is_first = false)
        if (!read_range(reading, set))
            return false;
    if (reading->at == reading->length)
        return regex_fail(reading, start, "found [ without the ] that ends its class");
    reading->at++;
    regex_set_fold(reading, set);
    if (is_negated)
        regex_set_negate(set);
    return true;
}
