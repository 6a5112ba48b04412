/* SPDX-License-Identifier: MIT */
#include "internet_address.h"

#include <winsock2.h>
#include <ws2tcpip.h>

int internet_address_bits(const char *text)
{
    unsigned char bytes[16];

    return inet_pton(AF_INET, text, bytes) == 1 ? 32 : inet_pton(AF_INET6, text, bytes) == 1 ? 128 : 0;
}

void internet_address_write(const unsigned char *address, int bits, char text[INTERNET_ADDRESS_BYTES])
{
    if (!inet_ntop(bits == 32 ? AF_INET : AF_INET6, address, text, INTERNET_ADDRESS_BYTES))
        text[0] = '\0';
}
