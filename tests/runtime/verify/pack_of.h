/* SPDX-License-Identifier: MIT
 *
 * Packs of linked mappings, as runtime/pack_format.h describes them. It does not use the generator's writer, nor the
 * library's checksum.
 */
#ifndef PACK_OF_H
#define PACK_OF_H

#include "pack_format.h"

/* Returns a pack in a block of exactly its size, for free(): with more numbers and sections than this version has, each
 * of 4 bytes, as a later minor version may have. */
unsigned char *pack_of(const struct attack_db *db, uint32_t more_numbers, uint32_t more_sections, size_t *size);

/* Makes the checksum right, and leaves the size that the header gives. */
void pack_seal(unsigned char *bytes, size_t size);

#endif
