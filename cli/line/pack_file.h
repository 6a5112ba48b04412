/* SPDX-License-Identifier: MIT
 *
 * The pack that --mapping names, read into memory. What a pack holds is for the library to know.
 */
#ifndef ATTACK_EVENTS_CLI_PACK_FILE_H
#define ATTACK_EVENTS_CLI_PACK_FILE_H

#include "attack_events.h"

struct pack_file {
    unsigned char *bytes;
    struct attack_pack pack;
    struct attack_pack_info info; /* its sha256 points into `bytes` */
};

/* Reads and opens the pack. Returns false, with a message on standard error, if it cannot be read or is refused. */
bool pack_file_open(struct pack_file *file, const char *path);

/* Frees the bytes of an open pack; its mapping must not be used any more. */
void pack_file_close(struct pack_file *file);

#endif
