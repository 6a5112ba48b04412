/* SPDX-License-Identifier: MIT
 *
 * Writes the flash of an nRF51. Another chip needs another flash.c, and its own size of a page.
 */
#ifndef FLASH_H
#define FLASH_H

#include <stdint.h>

enum { FLASH_PAGE = 1024 }; /* in bytes: what is erased at once */

/* Makes a page all ones. */
void flash_erase_page(uint32_t *page);

/* Writes a word, which must have been erased. */
void flash_write_word(uint32_t *at, uint32_t word);

#endif
