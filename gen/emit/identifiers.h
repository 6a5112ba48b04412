/* SPDX-License-Identifier: MIT
 *
 * Names that a generated file may export. It knows what C and the generated file itself use.
 */
#ifndef GEN_IDENTIFIERS_H
#define GEN_IDENTIFIERS_H

#include <stdbool.h>

/* Whether a name is an identifier in C and C++ that nothing else claims. */
bool is_free_identifier(const char *name);

#endif
