/* SPDX-License-Identifier: MIT
 *
 * The same loops, written in C and in C++17, for bench/cplusplus.sh to compare.
 */
#ifndef CPLUSPLUS_H
#define CPLUSPLUS_H

#include "attack_events.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Walk all rows; find each technique by its id and walk its rows; find each event by provider and id, and walk its
 * techniques. Each returns a number that depends on all that it has seen. */
size_t c_rows(const struct attack_db *db);
size_t c_techniques(const struct attack_db *db);
size_t c_events(const struct attack_db *db);
size_t cpp_rows(const struct attack_db *db);
size_t cpp_techniques(const struct attack_db *db);
size_t cpp_events(const struct attack_db *db);

#ifdef __cplusplus
}
#endif
#endif
