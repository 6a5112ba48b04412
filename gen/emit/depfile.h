/* SPDX-License-Identifier: MIT
 *
 * --depfile: the inputs of a run as a rule for Make and Ninja.
 */
#ifndef GEN_DEPFILE_H
#define GEN_DEPFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Whether a name can be written so that Make and Ninja both read it correctly; reports one that cannot. */
bool depfile_can_name(const char *path);

/* Writes the rule: one or two outputs (`header` may be NULL) need these inputs, but for "-", which is standard input.
 */
void depfile_write(FILE *file, const char *source, const char *header, const char *const *inputs, size_t count);

#endif
