/* SPDX-License-Identifier: MIT
 *
 * The naive evaluation of conditions, after Sigma's specification and Kleene's logic.
 */
#include "said.h"

#include <arpa/inet.h>
#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_operator(const char *operator_name, const char *wanted)
{
    return strcmp(operator_name, wanted) == 0;
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

static char *copy_of(struct said_text text, bool is_cased)
{
    char *copy = malloc(text.length + 1);

    assert(copy);
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        copy[i] = !is_cased && byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
    }
    copy[text.length] = '\0';
    return copy;
}

static bool contains(const char *value, size_t length, const char *wanted, size_t wanted_length)
{
    for (size_t i = 0; i + wanted_length <= length; i++)
        if (memcmp(value + i, wanted, wanted_length) == 0)
            return true;
    return false;
}

/* Sigma: a backslash takes the meaning of a wildcard or backslash behind it; any other backslash is plain. */
static bool matches(const char *value, size_t length, const char *pattern, size_t pattern_length)
{
    if (!pattern_length)
        return !length;
    if (*pattern == '*') {
        for (size_t i = 0; i <= length; i++)
            if (matches(value + i, length - i, pattern + 1, pattern_length - 1))
                return true;
        return false;
    }
    if (!length)
        return false;
    if (*pattern == '?') { /* one character, of up to four bytes in UTF-8 */
        size_t bytes = 1;

        while (bytes < length && bytes < 4 && (unsigned char)value[bytes] >= 0x80 && (unsigned char)value[bytes] < 0xc0)
            bytes++;
        return matches(value + bytes, length - bytes, pattern + 1, pattern_length - 1);
    }
    if (pattern_length > 1 && pattern[0] == '\\' && memchr("*?\\", pattern[1], 3)) {
        pattern++;
        pattern_length--;
    }
    return *value == *pattern && matches(value + 1, length - 1, pattern + 1, pattern_length - 1);
}

static bool passes_text(const char *operator_name, const char *value, size_t length, const char *wanted,
                        size_t wanted_length)
{
    if (is_operator(operator_name, "matches"))
        return matches(value, length, wanted, wanted_length);
    if (is_operator(operator_name, "contains"))
        return contains(value, length, wanted, wanted_length);
    if (is_operator(operator_name, "equal"))
        return length == wanted_length && memcmp(value, wanted, length) == 0;
    if (length < wanted_length)
        return false;
    if (is_operator(operator_name, "startswith"))
        return memcmp(value, wanted, wanted_length) == 0;
    assert(is_operator(operator_name, "endswith"));
    return memcmp(value + length - wanted_length, wanted, wanted_length) == 0;
}

/* ---- Numbers and addresses -------------------------------------------------------------------------------------- */

static bool read_number(struct said_text text, long long *number)
{
    const char *digits = text.bytes;
    char *end;
    int base = 10;

    if (strlen(text.bytes) != text.length)
        return false;
    digits += *digits == '-' || *digits == '+';
    if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
        base = 16;
        digits += 2;
    }
    if (base == 16 ? !isxdigit((unsigned char)*digits) : !isdigit((unsigned char)*digits))
        return false;
    errno = 0;
    *number = strtoll(text.bytes, &end, base);
    return !*end && !errno;
}

static bool passes_number(const char *operator_name, struct said_text value, struct said_text wanted)
{
    long long mine, other;

    if (!read_number(value, &mine) || !read_number(wanted, &other))
        return false;
    if (is_operator(operator_name, "gt"))
        return mine > other;
    if (is_operator(operator_name, "gte"))
        return mine >= other;
    return is_operator(operator_name, "lt") ? mine < other : mine <= other;
}

/* Fills in an IPv4 address behind ten bytes 0 and two bytes 255, or an IPv6 one. Returns its bits; 0: it is none. */
static int read_address(const char *text, unsigned char bytes[16])
{
    static const unsigned char mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255};

    memcpy(bytes, mapped, sizeof mapped);
    if (inet_pton(AF_INET, text, bytes + 12) == 1)
        return 32;
    return inet_pton(AF_INET6, text, bytes) == 1 ? 128 : 0;
}

static bool is_in_network(struct said_text value, const char *network)
{
    char address[64] = "", base[64] = "";
    unsigned char mine[16], other[16];
    const char *slash = strchr(network, '/');
    int prefix, bits, network_bits;

    if (value.length >= sizeof address || strlen(network) >= sizeof base || strlen(value.bytes) != value.length)
        return false;
    memcpy(address, value.bytes, value.length);
    memcpy(base, network, slash ? (size_t)(slash - network) : strlen(network));
    bits = read_address(address, mine);
    network_bits = read_address(base, other);
    if (!bits || !network_bits)
        return false;
    prefix = slash ? atoi(slash + 1) : network_bits;
    if (network_bits == 32)
        prefix += 96;
    if (prefix > 128 || (bits == 32 && prefix < 96)) /* an IPv4 address is in no network of IPv6 addresses */
        return false;
    for (int i = 0; i < prefix; i++)
        if ((mine[i / 8] ^ other[i / 8]) & 0x80 >> i % 8)
            return false;
    return true;
}

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

bool said_passes(const char *operator_name, bool is_cased, struct said_text value, struct said_text wanted)
{
    char *mine, *other;
    bool passes;

    if (is_operator(operator_name, "null"))
        return !value.length;
    if (is_operator(operator_name, "cidr"))
        return is_in_network(value, wanted.bytes);
    if (*operator_name == 'g' || *operator_name == 'l')
        return passes_number(operator_name, value, wanted);
    mine = copy_of(value, is_cased);
    other = copy_of(wanted, is_cased);
    passes = passes_text(operator_name, mine, value.length, other, wanted.length);
    free(mine);
    free(other);
    return passes;
}

/* One value of the event, with all values of the test. */
static enum said_truth value_passes(const struct said_test *test, struct said_text value,
                                    const struct said_event *event)
{
    enum said_truth result = SAID_FALSE;

    if (is_operator(test->operator_name, "exists"))
        return SAID_TRUE;
    if (is_operator(test->operator_name, "null"))
        return value.length ? SAID_FALSE : SAID_TRUE;
    for (int i = 0; i < test->count; i++) {
        int field = test->fields[i];

        if (!test->asks_fields) {
            struct said_text wanted = {test->values[i], strlen(test->values[i])};

            if (said_passes(test->operator_name, test->is_cased, value, wanted))
                return SAID_TRUE;
            continue;
        }
        if (!event->counts[field] && !test->is_optional)
            result = SAID_UNKNOWN;
        for (int j = 0; j < event->counts[field]; j++)
            if (said_passes(test->operator_name, test->is_cased, value, event->values[field][j]))
                return SAID_TRUE;
    }
    return result;
}

static enum said_truth test_passes(const struct said_test *test, const struct said_event *event)
{
    int first = test->field == ANY_VALUE ? 0 : test->field, last = test->field == ANY_VALUE ? SAID_FIELDS - 1 : first;
    enum said_truth result = SAID_FALSE;
    bool has_value = false;

    for (int field = first; field <= last; field++)
        for (int i = 0; i < event->counts[field]; i++) {
            enum said_truth passes = value_passes(test, event->values[field][i], event);

            has_value = true;
            if (passes > result)
                result = passes;
        }
    if (has_value)
        return result;
    if (is_operator(test->operator_name, "null"))
        return SAID_TRUE;
    return is_operator(test->operator_name, "exists") || test->field == ANY_VALUE || test->is_optional ? SAID_FALSE
                                                                                                       : SAID_UNKNOWN;
}

/* ---- Conditions ------------------------------------------------------------------------------------------------- */

enum said_truth said_holds(const struct said *said, const struct said_event *event)
{
    bool some[3] = {false, false, false};

    if (said->kind == 't')
        return test_passes(&said->test, event);
    if (said->kind == 'n')
        return (enum said_truth)(SAID_TRUE - test_passes(&said->test, event));
    for (int i = 0; i < said->count; i++)
        some[said_holds(said->children[i], event)] = true;
    if (said->kind == '&')
        return some[SAID_FALSE] ? SAID_FALSE : some[SAID_UNKNOWN] ? SAID_UNKNOWN : SAID_TRUE;
    return some[SAID_TRUE] ? SAID_TRUE : some[SAID_UNKNOWN] ? SAID_UNKNOWN : SAID_FALSE;
}

bool said_asks(const struct said *said, int field)
{
    if (said->kind == 't' || said->kind == 'n') {
        for (int i = 0; said->test.asks_fields && i < said->test.count; i++)
            if (said->test.fields[i] == field)
                return true;
        return said->test.field == field;
    }
    for (int i = 0; i < said->count; i++)
        if (said_asks(said->children[i], field))
            return true;
    return false;
}
