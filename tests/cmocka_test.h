/* SPDX-License-Identifier: MIT
 *
 * cmocka.h with the headers that it wants before it, in one place.
 */
#ifndef CMOCKA_TEST_H
#define CMOCKA_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>

#include <cmocka.h>

/* A failed test does not go on. cmocka does not tell compilers so, which would warn of what comes after. */
#undef fail_msg
#define fail_msg(...)                                                                                                  \
    do {                                                                                                               \
        print_error("ERROR: " __VA_ARGS__);                                                                            \
        print_error("\n");                                                                                             \
        fail();                                                                                                        \
        abort();                                                                                                       \
    } while (0)

#undef assert_true
#define assert_true(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            _assert_true(0, #condition, __FILE__, __LINE__);                                                           \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

#undef assert_non_null
#define assert_non_null(pointer) assert_true((pointer) != NULL)

#endif
