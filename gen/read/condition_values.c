/* SPDX-License-Identifier: MIT */
#include "condition_values.h"

#include "base/generator_limits.h"
#include "base64.h"
#include "host/internet_address.h"
#include "model/regex.h"
#include "patterns.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static enum part part_of(const struct condition_key *key)
{
    if (key->modifiers & MODIFIER_STARTSWITH)
        return PART_START;
    if (key->modifiers & MODIFIER_ENDSWITH)
        return PART_END;
    return key->modifiers & MODIFIER_CONTAINS || key->field == ABSENT ? PART_ANY : PART_WHOLE;
}

/* Adds a text. Returns false, and reports, if there are too many or it is too long. */
static bool add_text(struct reading *reading, const struct node *value, uint32_t op, const char *text, size_t length,
                     struct test_values *values)
{
    struct numbers *texts = &values->texts[op];
    struct diagnostics *diagnostics = reading->model->diagnostics;

    if (length > TEXT_BYTES_LIMIT) {
        report_error(diagnostics, value->place, "a value has %lu bytes; the limit is %d", (unsigned long)length,
                     TEXT_BYTES_LIMIT);
        return false;
    }
    if (++values->count > VALUES_LIMIT) {
        report_error(diagnostics, value->place, "too many values of one field; the limit is %d", VALUES_LIMIT);
        return false;
    }
    numbers_add(reading->expressions, texts, model_text(reading->model, text, length, value->place));
    return true;
}

/* Warns of a path that ends with "\*". That is a star without a backslash, which no path has. */
static void warn_of_plain_star(struct reading *reading, const struct node *value)
{
    const char *text = value->text;
    size_t length = value->length;
    bool is_path = false, is_escape = false;
    size_t i = 0;

    for (; i + 1 < length; i++) {
        is_path = is_path || (text[i] == '\\' && !is_escape && !strchr("\\*?", text[i + 1]));
        is_escape = text[i] == '\\' && !is_escape;
    }
    if (is_path && is_escape && text[i] == '*')
        report_warning(reading->model->diagnostics, value->place,
                       "%s ends with a plain star; expected \\\\* for a backslash and any text", quoted(text, length));
}

static bool add_pattern(struct reading *reading, const struct condition_key *key, const struct node *value,
                        const char *text, size_t length, struct test_values *values)
{
    struct pattern pattern = pattern_of(reading->expressions, text, length, part_of(key));

    return add_text(reading, value, pattern.op, pattern.text, pattern.length, values);
}

/* Counts bytes that this program makes of a value. Returns false, and reports, above the limit. */
static bool count_bytes(struct reading *reading, const struct node *value, size_t bytes)
{
    size_t before = reading->model->made_bytes;

    reading->model->made_bytes += bytes;
    if (reading->model->made_bytes <= MADE_BYTES_LIMIT)
        return true;
    if (before <= MADE_BYTES_LIMIT)
        report_error(reading->model->diagnostics, value->place,
                     "too many bytes in the texts that windash, base64 and wide make; the limit is %d",
                     MADE_BYTES_LIMIT);
    return false;
}

static bool add_dash_variants(struct reading *reading, const struct condition_key *key, const struct node *value,
                              struct test_values *values)
{
    size_t count = count_dash_variants(value->text, value->length, VALUES_LIMIT);

    if (count > VALUES_LIMIT) {
        report_error(reading->model->diagnostics, value->place,
                     "too many dashes for windash: more than %d variants of one value", VALUES_LIMIT);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        size_t length;
        char *text = dash_variant(reading->expressions, value->text, value->length, i, &length);

        if (!count_bytes(reading, value, length) || !add_pattern(reading, key, value, text, length, values))
            return false;
    }
    return true;
}

static bool add_encoded(struct reading *reading, const struct condition_key *key, const struct node *value,
                        struct test_values *values)
{
    static const uint32_t ops[] = {TEST_EQUAL, TEST_STARTS, TEST_ENDS, TEST_CONTAINS}; /* by enum part */
    struct arena *arena = reading->expressions;
    size_t offsets = key->modifiers & MODIFIER_BASE64OFFSET ? BASE64_OFFSETS : 1, length, made;
    char *bytes = plain_text_of(arena, value->text, value->length, &length);

    if (!bytes) {
        report_error(reading->model->diagnostics, value->place,
                     "found a wildcard in %s, which is to be encoded; expected plain text, or \\* and \\?",
                     quoted(value->text, value->length));
        return false;
    }
    if (!count_bytes(reading, value, 12 * length))
        return false;
    if (key->modifiers & MODIFIER_WIDES)
        bytes = utf16_of(arena, bytes, length, (key->modifiers & MODIFIER_UTF16BE) != 0,
                         (key->modifiers & MODIFIER_UTF16) != 0, &length);
    for (size_t i = 0; i < offsets; i++) {
        char *text = key->modifiers & MODIFIER_BASE64 ? base64_of(arena, bytes, length, &made)
                                                      : base64_within(arena, bytes, length, i, &made);

        if (made == 0)
            report_error(reading->model->diagnostics, value->place, "%s is too short for base64offset",
                         quoted(value->text, value->length));
        if (made == 0 || !add_text(reading, value, ops[part_of(key)], text, made, values))
            return false;
    }
    return true;
}

static bool is_network(const char *text)
{
    const char *slash = strchr(text, '/');
    char address[64];
    size_t length = slash ? (size_t)(slash - text) : 0;
    long bits;
    char *end;
    int address_bits;

    if (!slash || length >= sizeof address || slash[1] < '0' || slash[1] > '9' || strlen(slash) > 4)
        return false;
    memcpy(address, text, length);
    address[length] = '\0';
    bits = strtol(slash + 1, &end, 10);
    address_bits = internet_address_bits(address);
    return !*end && address_bits && bits <= address_bits;
}

/* Whether this is a number that fits into 64 bits with its sign: decimal, or hexadecimal with 0x. */
static bool is_number(const char *text)
{
    const char *digits = text + (*text == '-');
    bool is_hexadecimal = digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X');
    char *end;

    digits += is_hexadecimal ? 2 : 0;
    if (!strchr("0123456789abcdefABCDEF", *digits) || !*digits || (!is_hexadecimal && (*digits > '9')))
        return false;
    errno = 0;
    strtoll(text, &end, is_hexadecimal ? 16 : 10);
    return !*end && errno == 0;
}

static bool add_number(struct reading *reading, const struct condition_key *key, const struct node *value,
                       struct test_values *values)
{
    uint32_t op = key->modifiers & MODIFIER_GT    ? TEST_GT
                  : key->modifiers & MODIFIER_GTE ? TEST_GTE
                  : key->modifiers & MODIFIER_LT  ? TEST_LT
                                                  : TEST_LTE;

    if (is_number(value->text))
        return add_text(reading, value, op, value->text, value->length, values);
    report_error(reading->model->diagnostics, value->place, "found %s; expected a whole number of up to 64 bits",
                 quoted(value->text, value->length));
    return false;
}

/* Counts the positions of automata. Returns false, and reports, above the limits. */
static bool count_positions(struct reading *reading, const struct node *value, uint32_t positions)
{
    size_t before = reading->model->regex_positions;
    bool is_small = positions <= REGEX_POSITIONS_LIMIT;

    if (!is_small)
        report_error(
            reading->model->diagnostics, value->place, "found a regular expression of %s%lu positions; the limit is %d",
            positions == REGEX_POSITIONS_MANY ? "at least " : "", (unsigned long)positions, REGEX_POSITIONS_LIMIT);
    reading->model->regex_positions += is_small ? positions : 0;
    if (reading->model->regex_positions <= REGEX_ALL_POSITIONS_LIMIT)
        return is_small;
    if (before <= REGEX_ALL_POSITIONS_LIMIT)
        report_error(reading->model->diagnostics, value->place,
                     "regular expressions have too many positions, all together; the limit is %d",
                     REGEX_ALL_POSITIONS_LIMIT);
    return false;
}

static bool add_regex(struct reading *reading, const struct condition_key *key, const struct node *value,
                      struct test_values *values)
{
    struct regex_fault fault;
    const struct regex_node *root = regex_parse(reading->expressions, value->text, value->length, &fault);
    unsigned flags = (key->modifiers & MODIFIER_RE_FOLDED ? REGEX_FOLDED : 0u) |
                     (key->modifiers & MODIFIER_RE_LINES ? REGEX_LINES : 0u) |
                     (key->modifiers & MODIFIER_RE_OVER_LINES ? REGEX_OVER_LINES : 0u);
    size_t length;
    char *text;

    if (!root)
        report_error(reading->model->diagnostics, place_within(value, fault.at), "%s", fault.message);
    if (!root || !count_positions(reading, value, root->positions))
        return false;
    text = regex_with_flags(reading->expressions, value->text, value->length, flags, &length);
    return add_text(reading, value, TEST_REGEX, text, length, values);
}

bool add_test_value(struct reading *reading, const struct condition_key *key, const struct node *value,
                    struct test_values *values)
{
    static const uint32_t ops[] = {TEST_EQUAL, TEST_STARTS, TEST_ENDS, TEST_CONTAINS}; /* by enum part */

    if (key->modifiers & MODIFIER_CIDR && !is_network(value->text)) {
        report_error(reading->model->diagnostics, value->place,
                     "found %s; expected a network, as 10.0.0.0/8 or fe80::/10", quoted(value->text, value->length));
        return false;
    }
    if (key->modifiers & MODIFIER_CIDR)
        return add_text(reading, value, TEST_CIDR, value->text, value->length, values);
    if (key->modifiers & MODIFIER_NUMBERS)
        return add_number(reading, key, value, values);
    if (key->modifiers & MODIFIER_RE)
        return add_regex(reading, key, value, values);
    if (key->modifiers & MODIFIER_FIELDREF)
        return add_text(reading, value, ops[part_of(key)], value->text, value->length, values);
    if (key->modifiers & (MODIFIER_BASE64 | MODIFIER_BASE64OFFSET))
        return add_encoded(reading, key, value, values);
    if (key->modifiers & MODIFIER_WINDASH)
        return add_dash_variants(reading, key, value, values);
    warn_of_plain_star(reading, value);
    return add_pattern(reading, key, value, value->text, value->length, values);
}
