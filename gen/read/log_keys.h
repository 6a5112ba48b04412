/* SPDX-License-Identifier: MIT
 *
 * What a key of a log looks like.
 */
#ifndef GEN_LOG_KEYS_H
#define GEN_LOG_KEYS_H

#include "log_tables.h"

enum { KEY_BYTES = 128 }; /* a longer text is no key */

/* Whether the text is a key of this family; sets `key` to what a log has in its place. */
bool read_log_key(const struct log_family *family, const char *text, size_t length, char key[KEY_BYTES]);

#endif
