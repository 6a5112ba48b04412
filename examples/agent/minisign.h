/* SPDX-License-Identifier: MIT
 *
 * Checks a detached signature of minisign, https://jedisct1.github.io/minisign/: minisign.c with libsodium;
 * minisign_none.c, without, trusts nothing.
 */
#ifndef MINISIGN_H
#define MINISIGN_H

#include <stddef.h>

enum { MINISIGN_BYTES_MOST = 10 * 1024 }; /* of a signature's file; minisign reads comments of 9 KiB */

/* Checks that whoever has the secret key to `key` signed these bytes. `key` is the last line of minisign.pub, in
 * base64; `signature` is the content of a file that `minisign -S` wrote. It may come from anybody: nothing in it is
 * trusted before it is verified. Only what minisign writes is accepted, to the byte: four lines that end in a newline,
 * and nothing behind them. Returns NULL if all is well, else what is wrong. */
const char *minisign_check(const char *key, const char *signature, size_t length, const void *bytes, size_t size);

#endif
