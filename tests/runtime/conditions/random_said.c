/* SPDX-License-Identifier: MIT
 *
 * Random conditions and events, from a generator of its own, so that a seed gives the same ones everywhere.
 */
#include "random_said.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS = 200000, TEXTS = 512 };

static unsigned long long state;
static void *blocks[BLOCKS];
static size_t block_count;
static const char *asked[TEXTS]; /* the values of tests since the start */
static unsigned asked_count;

void random_start(unsigned seed)
{
    state = seed * 2654435761u + 88172645463325252u;
    while (block_count)
        free(blocks[--block_count]);
    asked_count = 0;
}

unsigned random_below(unsigned limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 33) % limit;
}

static void *allocate(size_t size)
{
    assert(block_count < BLOCKS);
    blocks[block_count] = calloc(1, size);
    assert(blocks[block_count]);
    return blocks[block_count++];
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

/* Returns a text of so many letters, with room for more. */
static char *random_letters(const char *letters, unsigned length)
{
    char *text = allocate(length + 64);

    for (unsigned i = 0; i < length; i++)
        text[i] = letters[random_below((unsigned)strlen(letters))];
    return text;
}

static const char *random_of(const char *const *texts, size_t count)
{
    return texts[random_below((unsigned)count)];
}

static const char *random_number(void)
{
    static const char *const numbers[] = {"0",
                                          "1",
                                          "-1",
                                          "0x1f",
                                          "31",
                                          "32",
                                          "9223372036854775807",
                                          "0x8000000000000000",
                                          "+2",
                                          "-0x8",
                                          "abc",
                                          "",
                                          "007",
                                          "-9223372036854775808"};

    return random_of(numbers, sizeof numbers / sizeof *numbers);
}

static const char *random_address(void)
{
    static const char *const addresses[] = {"10.0.0.1", "10.0.3.255", "192.168.1.1",     "::1",    "fe80::1",
                                            "::",       "1.2.3",      "::ffff:10.0.0.9", "1::2:3", "::ffff:a00:1"};

    return random_of(addresses, sizeof addresses / sizeof *addresses);
}

static const char *random_network(void)
{
    static const char *const networks[] = {"10.0.0.0/8", "10.0.2.0/23", "10.0.0.1", "::/0",          "::/128",
                                           "0.0.0.0/0",  "fe80::/10",   "::1",      "::ffff:0:0/96", "1::/17"};

    return random_of(networks, sizeof networks / sizeof *networks);
}

/* ---- Conditions ------------------------------------------------------------------------------------------------- */

static const char *random_wanted(const char *operator_name)
{
    const char *text;

    if (strcmp(operator_name, "cidr") == 0)
        return random_network();
    if (*operator_name == 'g' || *operator_name == 'l')
        return random_number();
    if (strcmp(operator_name, "matches") == 0)
        text = random_letters("aBb\\**??\xc3\x84", random_below(7));
    else
        text = random_letters("aAbB\\/*~\xc3\xff", random_below(12));
    if (asked_count < TEXTS)
        asked[asked_count++] = text;
    return text;
}

static void random_test(struct said_test *test)
{
    static const char *const operators[] = {"equal", "startswith", "endswith", "contains", "matches", "exists",
                                            "null",  "cidr",       "gt",       "gte",      "lt",      "lte",
                                            "equal", "startswith", "endswith", "contains", "contains"};

    test->operator_name = random_of(operators, sizeof operators / sizeof *operators);
    test->field = random_below(12) ? (int)random_below(SAID_FIELDS) : ANY_VALUE;
    if (strcmp(test->operator_name, "exists") == 0 || strcmp(test->operator_name, "null") == 0)
        return;
    test->is_cased = !random_below(4);
    test->is_optional = !random_below(4);
    test->asks_fields =
        !random_below(8) && strchr("esc", *test->operator_name) && strcmp(test->operator_name, "cidr") != 0;
    test->count = 1 + (int)(random_below(2) ? random_below(4) : 0);
    for (int i = 0; i < test->count; i++) {
        test->fields[i] = (int)random_below(SAID_FIELDS);
        test->values[i] = test->asks_fields ? NULL : random_wanted(test->operator_name);
    }
}

static struct said *random_kind(int depth, char kind)
{
    struct said *said = allocate(sizeof *said);

    if (!depth || !random_below(4)) {
        said->kind = random_below(4) ? 't' : 'n';
        random_test(&said->test);
        return said;
    }
    said->kind = kind;
    said->count = 2 + (int)random_below(SAID_CHILDREN - 1);
    for (int i = 0; i < said->count; i++)
        said->children[i] = random_kind(depth - 1, kind == '&' ? '|' : '&');
    return said;
}

struct said *random_said(int depth)
{
    return random_kind(depth, random_below(2) ? '&' : '|');
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

static void random_value(struct said_text *value)
{
    char *text;

    switch (random_below(8)) {
    case 0:
        value->bytes = random_number();
        break;
    case 1:
        value->bytes = random_address();
        break;
    case 2: /* any bytes */
        value->length = random_below(12);
        text = allocate(value->length + 1);
        for (size_t i = 0; i < value->length; i++)
            text[i] = (char)random_below(256);
        value->bytes = text;
        return;
    case 3:
        value->bytes = random_letters("aAbB\\/*~\xc3\x84\x84", random_below(12));
        break;
    default: /* around a text that is asked for */
        text = random_letters("aB\\", random_below(3));
        if (asked_count)
            strncat(text, asked[random_below(asked_count)], 16);
        strcat(text, random_letters("Ab\\", random_below(3)));
        value->bytes = text;
    }
    value->length = strlen(value->bytes);
}

void random_event(struct said_event *event)
{
    for (int field = 0; field < SAID_FIELDS; field++) {
        event->counts[field] = random_below(4) ? random_below(4) ? 1 : 1 + (int)random_below(SAID_VALUES) : 0;
        for (int i = 0; i < event->counts[field]; i++)
            random_value(&event->values[field][i]);
    }
}
