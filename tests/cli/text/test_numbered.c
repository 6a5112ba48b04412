/* SPDX-License-Identifier: MIT
 *
 * Numbered texts: each has its number, however it was added, and texts that collide in a hash without a key take no
 * longer than others.
 */
#include "text/text_numbers.h"

#include "cmocka_test.h"

#include <sys/resource.h>

#include <stdio.h>
#include <string.h>

enum { STAGES = 18, AIMED = 1 << STAGES, BITS = 22, BLOCK = 4, SECONDS = 20 };

static void numbers_in_the_order_of_first_sight(void **state)
{
    struct text_numbers texts = {.bytes = NULL};
    const uint32_t bytes[] = {0, 1, 0}, others[] = {0, 2, 0};

    (void)state;
    assert_int_equal(text_numbers_find(&texts), TEXT_NUMBERS_NONE);
    assert_int_equal(text_numbers_add(&texts, "one"), 0);
    assert_int_equal(text_numbers_add(&texts, ""), 1);
    text_numbers_append(&texts, "o");
    text_numbers_append_folded(&texts, "NE");
    assert_int_equal(text_numbers_end(&texts), 0);
    assert_int_equal(text_numbers_add(&texts, "On"), 2);
    assert_int_equal(text_numbers_add_bytes(&texts, bytes, sizeof bytes), 3);
    assert_int_equal(text_numbers_add_bytes(&texts, others, sizeof others), 4);
    assert_int_equal(text_numbers_add_bytes(&texts, bytes, sizeof bytes), 3);
    text_numbers_append(&texts, "On");
    assert_int_equal(text_numbers_find(&texts), 2);
    text_numbers_append(&texts, "on");
    assert_int_equal(text_numbers_find(&texts), TEXT_NUMBERS_NONE);
    assert_int_equal(texts.count, 5);
    assert_string_equal(text_numbers_text(&texts, 0), "one");
    assert_string_equal(text_numbers_text(&texts, 2), "On");
    text_numbers_free(&texts);
}

static void parts_of_a_key_are_told_apart(void **state)
{
    static const char *const keys[][2] = {{"a", "b"}, {"ab", ""}, {"", "ab"}, {NULL, "ab"}, {"ab", NULL}, {NULL, NULL}};
    struct text_numbers texts = {.bytes = NULL};

    (void)state;
    for (uint32_t times = 0; times < 2; times++)
        for (uint32_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            text_numbers_append_key(&texts, keys[i][0]);
            text_numbers_append_key(&texts, keys[i][1]);
            assert_int_equal(text_numbers_end(&texts), i);
        }
    text_numbers_append_key(&texts, "A");
    text_numbers_append_key(&texts, "B");
    assert_int_equal(text_numbers_end(&texts), 0);
    text_numbers_free(&texts);
}

/* FNV-1a, reduced to a table of 2^22 slots. */
static uint32_t hash_of_block(uint32_t hash, const char block[BLOCK])
{
    for (int i = 0; i < BLOCK; i++)
        hash = (hash ^ (unsigned char)block[i]) * 16777619u & ((1u << BITS) - 1);
    return hash;
}

/* Makes a block of four letters from a number. */
static void make_block(char block[BLOCK], uint32_t number)
{
    for (int i = 0; i < BLOCK; i++, number /= 26)
        block[i] = (char)('a' + number % 26);
}

/* Finds two blocks that the hash cannot distinguish after this state. Returns its next state. */
static uint32_t find_pair(uint32_t hash, char pair[2][BLOCK])
{
    static uint32_t seen[1 << BITS];

    memset(seen, 0, sizeof seen);
    for (uint32_t number = 0;; number++) {
        uint32_t after;

        make_block(pair[1], number);
        after = hash_of_block(hash, pair[1]);
        if (seen[after]) {
            make_block(pair[0], seen[after] - 1);
            return after;
        }
        seen[after] = number + 1;
    }
}

static void no_names_can_be_aimed_at_one_slot(void **state)
{
    const struct rlimit limit = {SECONDS, SECONDS + 1};
    struct text_numbers texts = {.bytes = NULL};
    static char pairs[STAGES][2][BLOCK];
    char name[STAGES * BLOCK + 1] = "";
    uint32_t hash = 2166136261u & ((1u << BITS) - 1);

    (void)state;
    for (int stage = 0; stage < STAGES; stage++)
        hash = find_pair(hash, pairs[stage]);
    assert_int_equal(setrlimit(RLIMIT_CPU, &limit), 0);
    for (uint32_t i = 0; i < AIMED; i++) {
        for (int stage = 0; stage < STAGES; stage++)
            memcpy(name + stage * BLOCK, pairs[stage][i >> stage & 1], BLOCK);
        assert_int_equal(text_numbers_add(&texts, name), i);
    }
    text_numbers_free(&texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_in_the_order_of_first_sight),
        cmocka_unit_test(parts_of_a_key_are_told_apart),
        cmocka_unit_test(no_names_can_be_aimed_at_one_slot),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
