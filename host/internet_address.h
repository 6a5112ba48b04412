/* SPDX-License-Identifier: MIT
 *
 * Addresses of the Internet as text.
 */
#ifndef HOST_INTERNET_ADDRESS_H
#define HOST_INTERNET_ADDRESS_H

enum { INTERNET_ADDRESS_BYTES = 46 };

/* Returns how many bits the address has, 32 or 128; 0 if the text is none. */
int internet_address_bits(const char *text);

/* Writes an address of so many bits, 32 or 128, whose bytes are in the order of the network. */
void internet_address_write(const unsigned char *address, int bits, char text[INTERNET_ADDRESS_BYTES]);

#endif
