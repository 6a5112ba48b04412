/* SPDX-License-Identifier: MIT
 *
 * Addresses of the Internet as text.
 */
#ifndef HOST_INTERNET_ADDRESS_H
#define HOST_INTERNET_ADDRESS_H

/* Returns how many bits the address has, 32 or 128; 0 if the text is none. */
int internet_address_bits(const char *text);

#endif
