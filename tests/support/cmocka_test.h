/* SPDX-License-Identifier: MIT
 *
 * Includes cmocka.h, and before it the headers that it needs. Every test includes this file instead.
 */
#ifndef CMOCKA_TEST_H
#define CMOCKA_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <stdlib.h>

#include <cmocka.h>

/* cmocka does not declare that a failed test does not return, so compilers would warn about the code behind it. */
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
