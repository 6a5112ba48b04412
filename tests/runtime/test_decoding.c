/* SPDX-License-Identifier: MIT
 *
 * The comparison of a key with a string, eight bytes at a time: as far as possible, and not a byte further.
 */
#include "attack_decoding.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { LENGTH = 26, PADDING = 7 };

/* Returns how much of the first `equal` bytes consists of whole steps. */
static size_t in_steps(size_t equal)
{
    return decoding_step() ? equal / decoding_step() * decoding_step() : 0;
}

/* Puts the key into a block of its own size, so that a sanitizer notices a read past it. */
static size_t start_of(const char *key, size_t length, const char *string)
{
    char *exact = malloc(length ? length : 1);
    size_t start;

    assert_non_null(exact);
    memcpy(exact, key, length);
    start = decoding_equal_start(exact, length, string);
    free(exact);
    return start;
}

static void compares_all_whole_steps_of_what_is_equal(void **state)
{
    static const unsigned char fills[] = {0x01, 0x02, 'a', 'b', 0x7f, 0x80, 0x81, 0xfe, 0xff};
    char string[LENGTH + 1 + PADDING] = "";

    (void)state;
    for (size_t i = 0; i < sizeof fills; i++) {
        memset(string, fills[i], LENGTH);
        for (size_t length = 0; length <= LENGTH; length++)
            assert_int_equal(start_of(string, length, string), in_steps(length));
    }
}

static void stops_before_a_byte_that_differs_or_ends_the_string(void **state)
{
    char string[LENGTH + 1 + PADDING] = "abcdefghijklmnopqrstuvwxyz", key[LENGTH + 1];

    (void)state;
    for (size_t at = 0; at < LENGTH; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            memcpy(key, string, sizeof key);
            key[at] = (char)(key[at] ^ (int)(1u << bit));
            assert_int_equal(start_of(key, LENGTH, string), in_steps(at));
        }
    for (size_t at = LENGTH; at-- > 0;) { /* both end there, and are equal behind it too */
        char before = string[at];

        string[at] = '\0';
        assert_int_equal(start_of(string, LENGTH, string), in_steps(at));
        string[at] = before;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_all_whole_steps_of_what_is_equal),
        cmocka_unit_test(stops_before_a_byte_that_differs_or_ends_the_string),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
