/* SPDX-License-Identifier: MIT
 *
 * The hash is the published one: it gives the example in appendix A of the paper, of 15 bytes, and three of the
 * authors' test vectors for the same key.
 */
#include "host/siphash.h"

#include "cmocka_test.h"

static void is_the_published_function(void **state)
{
    static const uint64_t key[2] = {0x0706050403020100, 0x0f0e0d0c0b0a0908};
    static const unsigned char bytes[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};

    (void)state;
    assert_true(siphash(key, bytes, 0) == 0x726fdb47dd0e0e31);
    assert_true(siphash(key, bytes, 1) == 0x74f839c593dc67fd);
    assert_true(siphash(key, bytes, 8) == 0x93f5f5799a932462);
    assert_true(siphash(key, bytes, 15) == 0xa129ca6149be45e5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_the_published_function)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
