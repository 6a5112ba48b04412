/* SPDX-License-Identifier: MIT
 *
 * The CRC-32 of zlib, without the code of the library. It needs nothing else of the tests, so that fuzz targets link
 * it.
 */
#ifndef SLOW_CRC32_H
#define SLOW_CRC32_H

#include <stddef.h>
#include <stdint.h>

uint32_t slow_crc32(const uint8_t *bytes, size_t size);

#endif
