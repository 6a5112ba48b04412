/* SPDX-License-Identifier: MIT */
#include "regex_reading.h"

#include "base/generator_limits.h"
#include "tables.h"

#include <string.h>

bool regex_fail(struct regex_reading *reading, size_t at, const char *message)
{
    if (!reading->fault->message)
        *reading->fault = (struct regex_fault){message, at};
    return false;
}

/* ---- Flags ------------------------------------------------------------------------------------------------------ */

static const char flag_letters[] = "ims"; /* by bit of enum regex_flag */

/* Returns the length of the flags at the start of a text, (?i) or several; adds them to `flags`. */
static size_t read_flags(const char *text, size_t length, unsigned *flags)
{
    size_t end = 0;

    while (length - end > 3 && memcmp(text + end, "(?", 2) == 0) {
        size_t at = end + 2;
        unsigned found = 0;
        const char *letter;

        for (; at < length && text[at] && (letter = strchr(flag_letters, text[at])); at++)
            found |= 1u << (letter - flag_letters);
        if (!found || at == length || text[at] != ')')
            break;
        *flags |= found;
        end = at + 1;
    }
    return end;
}

char *regex_with_flags(struct arena *arena, const char *text, size_t length, unsigned flags, size_t *result_length)
{
    size_t skipped = read_flags(text, length, &flags);
    char *result = arena_allocate(arena, length - skipped + sizeof "(?ims)"), *end = result;

    if (flags) {
        *end++ = '(';
        *end++ = '?';
        for (unsigned i = 0; flag_letters[i]; i++)
            if (flags >> i & 1)
                *end++ = flag_letters[i];
        *end++ = ')';
    }
    memcpy(end, text + skipped, length - skipped);
    *result_length = (size_t)(end - result) + length - skipped;
    return result;
}

/* ---- Nodes ------------------------------------------------------------------------------------------------------ */

static struct regex_node *node_of(struct regex_reading *reading, enum regex_kind kind)
{
    struct regex_node *node = arena_allocate(reading->arena, sizeof *node);

    node->kind = kind;
    node->positions = kind == REGEX_SET || kind == REGEX_PLACE;
    return node;
}

static struct regex_node *place(struct regex_reading *reading, unsigned before, unsigned behind)
{
    struct regex_node *node = node_of(reading, REGEX_PLACE);

    node->place = (struct regex_place){(uint8_t)before, (uint8_t)behind};
    return node;
}

static struct regex_node *node_of_set(struct regex_reading *reading, const struct regex_set *set)
{
    struct regex_node *node = node_of(reading, REGEX_SET);

    node->set = set;
    return node;
}

static struct regex_set *new_set(struct regex_reading *reading)
{
    return arena_allocate(reading->arena, sizeof(struct regex_set));
}

static struct regex_node *character(struct regex_reading *reading, uint32_t number)
{
    struct regex_set *set = new_set(reading);

    regex_set_add(reading, set, number, number);
    regex_set_fold(reading, set);
    return node_of_set(reading, set);
}

static uint32_t positions_times(uint32_t positions, uint32_t times)
{
    uint64_t product = (uint64_t)positions * times;

    return product < REGEX_POSITIONS_MANY ? (uint32_t)product : REGEX_POSITIONS_MANY;
}

static void add_child(struct regex_node *parent, struct regex_node ***end, struct regex_node *child)
{
    **end = child;
    *end = &child->next;
    parent->positions += child->positions;
    if (parent->positions > REGEX_POSITIONS_MANY)
        parent->positions = REGEX_POSITIONS_MANY;
}

/* The start or the end of a word; or, if `is_inside`, any other place. */
static struct regex_node *word_edge(struct regex_reading *reading, bool is_inside)
{
    unsigned word = REGEX_WORD, other = REGEX_ANY_NEIGHBOUR & ~(unsigned)REGEX_WORD;
    struct regex_node *node = node_of(reading, REGEX_ANY), **end = &node->child;

    node->place = (struct regex_place){REGEX_ANY_NEIGHBOUR, REGEX_ANY_NEIGHBOUR};
    add_child(node, &end, place(reading, word, is_inside ? word : other));
    add_child(node, &end, place(reading, other, is_inside ? other : word));
    return node;
}

/* ---- Repeats ---------------------------------------------------------------------------------------------------- */

static bool is_at(const struct regex_reading *reading, char byte)
{
    return reading->at < reading->length && reading->text[reading->at] == byte;
}

static bool take(struct regex_reading *reading, char byte)
{
    bool is_it = is_at(reading, byte);

    reading->at += is_it;
    return is_it;
}

/* Reads digits. Returns whether there are any. A number above the limit is one more than the limit. */
static bool take_number(struct regex_reading *reading, uint32_t *number)
{
    size_t start = reading->at;

    for (*number = 0;
         reading->at < reading->length && reading->text[reading->at] >= '0' && reading->text[reading->at] <= '9';
         reading->at++) {
        *number = 10 * *number + (uint32_t)(reading->text[reading->at] - '0');
        if (*number > REGEX_REPEATS_LIMIT)
            *number = REGEX_REPEATS_LIMIT + 1;
    }
    return reading->at > start;
}

/* Reads {m}, {m,} or {m,n}. Anything else in braces is plain, and moves nothing. */
static bool take_braces(struct regex_reading *reading, uint32_t *least, uint32_t *most)
{
    size_t start = reading->at;

    if (take(reading, '{') && take(reading, ',')) {
        if (take_number(reading, most) && is_at(reading, '}'))
            regex_fail(reading, start, "found {, and a number, which some read as plain text; expected {0,");
    } else if (reading->at > start && take_number(reading, least)) {
        *most = *least;
        if (take(reading, ',') && !take_number(reading, most))
            *most = REGEX_NO_END;
        if (take(reading, '}'))
            return true;
    }
    reading->at = start;
    return false;
}

/* Reads how often what stands before is repeated. Returns false if it is not. */
static bool take_repeat(struct regex_reading *reading, uint32_t *least, uint32_t *most)
{
    *least = 0;
    *most = REGEX_NO_END;
    if (take(reading, '*'))
        return true;
    if (take(reading, '+'))
        *least = 1;
    else if (take(reading, '?'))
        *most = 1;
    else
        return take_braces(reading, least, most);
    return true;
}

/* Whether a repeat stands here, which then is wrong. */
static bool has_repeat(struct regex_reading *reading)
{
    uint32_t least, most;

    return take_repeat(reading, &least, &most);
}

/* Reads a repeat behind a node, if there is one. A lazy one finds the same texts. */
static struct regex_node *repeated(struct regex_reading *reading, struct regex_node *child)
{
    size_t start = reading->at;
    uint32_t least, most;
    struct regex_node *node;

    if (!take_repeat(reading, &least, &most))
        return child;
    if (child->place.before)
        regex_fail(reading, start, "found a repeat of a place; expected a repeat of a character or a group");
    if (least > REGEX_REPEATS_LIMIT || (most > REGEX_REPEATS_LIMIT && most != REGEX_NO_END))
        regex_fail(reading, start, "found a repeat of more than 65535 times");
    if (least > most)
        regex_fail(reading, start, "found a repeat whose least number is above its greatest");
    if (!take(reading, '?') && is_at(reading, '+'))
        regex_fail(reading, start, "a possessive repeat is not supported in a regular expression");
    start = reading->at;
    if (has_repeat(reading))
        regex_fail(reading, start, "found a repeat behind a repeat; expected a group between them");
    node = node_of(reading, REGEX_REPEAT);
    node->child = child;
    node->least = least;
    node->most = most;
    node->positions = positions_times(child->positions, most != REGEX_NO_END ? most : least ? least : 1);
    return node;
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

static struct regex_node *read_alternatives(struct regex_reading *reading);

/* Reads what may stand behind the parenthesis of a group: ?: or a name. */
static bool read_group_head(struct regex_reading *reading)
{
    size_t start = reading->at - 1;

    if (!take(reading, '?'))
        return !is_at(reading, '*') || regex_fail(reading, start, "a verb is not supported in a regular expression");
    if (take(reading, ':'))
        return true;
    if (take(reading, 'P') && !is_at(reading, '<'))
        return regex_fail(reading, start, "a reference to a group is not supported in a regular expression");
    if (take(reading, '<')) {
        if (is_at(reading, '=') || is_at(reading, '!'))
            return regex_fail(reading, start, "look-around is not supported in a regular expression");
        while (reading->at < reading->length && !is_at(reading, '>') && !is_at(reading, ')'))
            reading->at++;
        return take(reading, '>') || regex_fail(reading, start, "found the name of a group without the > behind it");
    }
    if (is_at(reading, '=') || is_at(reading, '!'))
        return regex_fail(reading, start, "look-around is not supported in a regular expression");
    return regex_fail(reading, start,
                      "found a kind of group that is not supported in a regular expression; expected (?:, or (?i), "
                      "(?m), (?s) at its start");
}

static struct regex_node *read_group(struct regex_reading *reading)
{
    size_t start = reading->at - 1;
    struct regex_node *node;

    if (!read_group_head(reading))
        return NULL;
    if (++reading->depth > REGEX_DEPTH_LIMIT) {
        regex_fail(reading, start, "groups are nested too deep; the limit is 32");
        return NULL;
    }
    node = read_alternatives(reading);
    reading->depth--;
    if (node && !take(reading, ')'))
        regex_fail(reading, start, "found ( without the ) that ends its group");
    return node;
}

static struct regex_node *read_place_or_escape(struct regex_reading *reading)
{
    struct regex_set *set = new_set(reading);
    uint32_t number;

    if (take(reading, 'b'))
        return word_edge(reading, false);
    if (take(reading, 'B'))
        return word_edge(reading, true);
    if (!regex_read_escape(reading, set, &number))
        return NULL;
    return number == REGEX_NO_CHARACTER ? node_of_set(reading, set) : character(reading, number);
}

static struct regex_node *any_character(struct regex_reading *reading)
{
    struct regex_set *set = new_set(reading);

    if (!(reading->flags & REGEX_OVER_LINES))
        regex_set_add(reading, set, '\n', '\n');
    regex_set_negate(set);
    return node_of_set(reading, set);
}

/* Reads one character, class, place or group. There is something, and it is neither | nor ). */
static struct regex_node *read_one(struct regex_reading *reading)
{
    bool is_of_lines = (reading->flags & REGEX_LINES) != 0;
    unsigned lines = REGEX_LINE | REGEX_LAST_LINE;
    size_t start = reading->at;
    struct regex_set *set;

    if (has_repeat(reading)) {
        regex_fail(reading, start, "found a repeat of nothing");
        return NULL;
    }
    if (take(reading, '('))
        return read_group(reading);
    if (take(reading, '['))
        return regex_read_class(reading, set = new_set(reading)) ? node_of_set(reading, set) : NULL;
    if (take(reading, '^'))
        return place(reading, is_of_lines ? REGEX_NONE | lines : REGEX_NONE, REGEX_ANY_NEIGHBOUR);
    if (take(reading, '$'))
        return place(reading, REGEX_ANY_NEIGHBOUR, REGEX_NONE | (is_of_lines ? lines : REGEX_LAST_LINE));
    if (take(reading, '.'))
        return any_character(reading);
    if (take(reading, '\\'))
        return read_place_or_escape(reading);
    return character(reading, regex_read_character(reading));
}

static struct regex_node *read_sequence(struct regex_reading *reading)
{
    struct regex_node *sequence = node_of(reading, REGEX_ALL), **end = &sequence->child, *one;

    while (reading->at < reading->length && !is_at(reading, '|') && !is_at(reading, ')')) {
        one = read_one(reading);
        if (one)
            one = repeated(reading, one);
        if (reading->fault->message)
            return NULL;
        add_child(sequence, &end, one);
    }
    return sequence;
}

static struct regex_node *read_alternatives(struct regex_reading *reading)
{
    struct regex_node *any = node_of(reading, REGEX_ANY), **end = &any->child, *sequence;

    do {
        sequence = read_sequence(reading);
        if (!sequence)
            return NULL;
        add_child(any, &end, sequence);
    } while (take(reading, '|'));
    return any;
}

const struct regex_node *regex_parse(struct arena *arena, const char *text, size_t length, struct regex_fault *fault)
{
    struct regex_reading reading = {.arena = arena, .text = text, .length = length, .fault = fault};
    struct regex_node *root;

    *fault = (struct regex_fault){NULL, 0};
    if (length > REGEX_BYTES_LIMIT)
        regex_fail(&reading, 0, "a regular expression has too many bytes; the limit is 4096");
    if (memchr(text, '\0', length))
        regex_fail(&reading, 0, "found a NUL character in a regular expression; expected \\x00");
    if (fault->message)
        return NULL;
    reading.at = read_flags(text, length, &reading.flags);
    root = read_alternatives(&reading);
    if (root && reading.at < length)
        regex_fail(&reading, reading.at, "found ) without a ( before it");
    return fault->message ? NULL : root;
}
