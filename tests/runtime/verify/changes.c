/* SPDX-License-Identifier: MIT
 *
 * Applies a change, calls verify and the sweep, and undoes the change.
 */
#include "changes.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

uint32_t end_of_texts(const struct copy *copy)
{
    return copy->db.string_bytes - ATTACK_STRING_PADDING;
}

void expect_cell(struct copy *copy, enum part part, size_t at, uint32_t value, bool good)
{
    uint32_t original = copy_cell(copy, part, at);

    copy_set_cell(copy, part, at, value);
    if (attack_db_verify(&copy->db) != good)
        fail_msg("%s, cell %lu = %lu is %s", copy->part[part].name, (unsigned long)at, (unsigned long)value,
                 good ? "refused" : "let pass");
    copy_set_cell(copy, part, at, original);
}

void expect_byte(struct copy *copy, enum part part, size_t at, unsigned char value, bool good)
{
    unsigned char original = copy->part[part].bytes[at];

    copy->part[part].bytes[at] = value;
    if (attack_db_verify(&copy->db) != good)
        fail_msg("%s, byte %lu = %u is %s", copy->part[part].name, (unsigned long)at, value,
                 good ? "refused" : "let pass");
    copy->part[part].bytes[at] = original;
}

/* Appends bytes to the lists. Returns their position. */
uint32_t append(struct copy *copy, const unsigned char *bytes, size_t count)
{
    uint32_t position = copy->db.list_bytes;
    unsigned char *lists = malloc(position + count);

    assert_non_null(lists);
    memcpy(lists, copy->part[PART_LISTS].bytes, position);
    memcpy(lists + position, bytes, count);
    free(copy->part[PART_LISTS].bytes);
    copy->part[PART_LISTS].bytes = lists;
    copy->part[PART_LISTS].size = copy->db.list_bytes = (uint32_t)(position + count);
    copy->db.lists = lists;
    return position;
}

uint32_t append_list(struct copy *copy, const uint32_t *numbers, size_t count)
{
    unsigned char bytes[5 * NUMBERS];
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t rest = numbers[i];

        for (; rest >= 0x80; rest >>= 7)
            bytes[size++] = (unsigned char)(0x80 | (rest & 0x7f));
        bytes[size++] = (unsigned char)rest;
    }
    return append(copy, bytes, size);
}

/* Reads so many numbers of a list of a sound mapping. */
void read_numbers(const struct copy *copy, uint32_t at, uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned shift = 0;

        numbers[i] = 0;
        do {
            numbers[i] |= (uint32_t)(copy->db.lists[at] & 0x7f) << shift;
            shift += 7;
        } while (copy->db.lists[at++] & 0x80);
    }
}

void expect_list(struct copy *copy, enum part part, size_t cell, const uint32_t *numbers, size_t count, size_t at,
                 uint32_t value, bool good)
{
    uint32_t changed[NUMBERS];

    memcpy(changed, numbers, count * sizeof *changed);
    if (at < count)
        changed[at] = value;
    expect_cell(copy, part, cell, append_list(copy, changed, count), good);
}
