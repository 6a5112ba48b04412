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

#include <cmocka.h>

#endif
