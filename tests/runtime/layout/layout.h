/* SPDX-License-Identifier: MIT
 *
 * For lists of what a struct looks like in memory: compiling fails at each line that is not true. A line has the number
 * for addresses of 4 bytes, and that for addresses of 8, whether `long` has 4 bytes, as on Windows, or 8. Where an enum
 * is smaller than 4 bytes, as some compilers for microcontrollers have it, structs are not compared.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "attack_events.h"

#define IS(name, is_true) typedef char name[(is_true) ? 1 : -1]
#define AS_STATED(actual, of_32, of_64)                                                                                \
    (sizeof(enum attack_kind) != 4 || (actual) == (sizeof(void *) == 4 ? (of_32) : (of_64)))

#define STRUCT(name, of_32, of_64) IS(size_of_##name, AS_STATED(sizeof(struct name), of_32, of_64))
#define UNION(name, of_32, of_64) IS(size_of_##name, AS_STATED(sizeof(union name), of_32, of_64))
#define MEMBER(name, member, of_32, of_64)                                                                             \
    IS(place_of_##name##_##member, AS_STATED(offsetof(struct name, member), of_32, of_64))
#define VALUE(name, number) IS(value_of_##name, (name) == (number))

#endif
