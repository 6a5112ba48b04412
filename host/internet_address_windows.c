/* SPDX-License-Identifier: MIT */
#include "internet_address.h"

#include <winsock2.h>
#include <ws2tcpip.h>

int internet_address_bits(const char *text)
{
    unsigned char bytes[16];

    return inet_pton(AF_INET, text, bytes) == 1 ? 32 : inet_pton(AF_INET6, text, bytes) == 1 ? 128 : 0;
}
