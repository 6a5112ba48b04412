/* SPDX-License-Identifier: MIT
 *
 * IP addresses and networks as text, for conditions. Private to the runtime. Both lengths of address become 16 bytes:
 * an IPv4 address is its IPv4-mapped IPv6 address, ::ffff:0:0/96.
 */
#ifndef ATTACK_CONDITION_ADDRESSES_H
#define ATTACK_CONDITION_ADDRESSES_H

#include "attack_events.h"

enum { ADDRESS_BYTES = 16, IPV4_BYTES = 4, IPV4_AT = ADDRESS_BYTES - IPV4_BYTES, ADDRESS_TEXT_MOST = 45 };

/* Returns the value of a digit, hexadecimal in either case; 255 if it is none. */
static inline unsigned digit_of(char byte)
{
    unsigned decimal = (unsigned char)byte - (unsigned)'0';
    unsigned letter = ((unsigned char)byte | 0x20u) - (unsigned)'a';

    return decimal < 10 ? decimal : letter < 6 ? letter + 10 : 255;
}

/* Reads four numbers with dots, without leading zeros, which some read as octal. Returns false for anything else. */
static bool read_ipv4(const char *text, size_t length, uint8_t *bytes)
{
    size_t at = 0;

    for (int i = 0; i < IPV4_BYTES; i++) {
        unsigned number = 0;
        size_t start = at;

        while (at < length && at - start < 3 && digit_of(text[at]) < 10)
            number = 10 * number + digit_of(text[at++]);
        if (at == start || number > 255 || (at - start > 1 && text[start] == '0'))
            return false;
        bytes[i] = (uint8_t)number;
        if (i + 1 < IPV4_BYTES && (at == length || text[at++] != '.'))
            return false;
    }
    return at == length;
}

/* Moves what was read behind a "::" to the end, and fills the gap with zeros. Volatile: no call of memset. */
static void open_gap(volatile uint8_t bytes[ADDRESS_BYTES], int gap, int count)
{
    for (int i = 1; i <= ADDRESS_BYTES - gap; i++)
        bytes[ADDRESS_BYTES - i] = count - i >= gap ? bytes[count - i] : 0;
}

/* Reads groups of hexadecimal digits with colons, one "::" among them or none, and at the end perhaps an IPv4 address.
 */
static bool read_ipv6(const char *text, size_t length, uint8_t bytes[ADDRESS_BYTES])
{
    size_t at = 0;
    int count = 0, gap = -1;

    if (length >= 2 && text[0] == ':' && text[1] == ':') {
        gap = 0;
        at = 2;
    }
    while (at < length) {
        unsigned number = 0;
        size_t start = at;

        while (at < length && at - start < 4 && digit_of(text[at]) < 16)
            number = number << 4 | digit_of(text[at++]);
        if (at < length && text[at] == '.') {
            if (count > IPV4_AT || !read_ipv4(text + start, length - start, bytes + count))
                return false;
            count += IPV4_BYTES;
            break;
        }
        if (at == start || count == ADDRESS_BYTES)
            return false;
        bytes[count++] = (uint8_t)(number >> 8);
        bytes[count++] = (uint8_t)number;
        if (at == length)
            break;
        if (text[at++] != ':' || at == length)
            return false;
        if (text[at] == ':') {
            if (gap >= 0)
                return false;
            gap = count;
            at++;
        }
    }
    if (gap < 0)
        return count == ADDRESS_BYTES;
    open_gap(bytes, gap, count);
    return count < ADDRESS_BYTES;
}

/* Reads an address of either kind. Returns false if it is none. */
static bool read_address(const char *text, size_t length, uint8_t bytes[ADDRESS_BYTES], bool *is_ipv4)
{
    *is_ipv4 = read_ipv4(text, length, bytes);
    if (!*is_ipv4)
        return read_ipv6(text, length, bytes);
    open_gap(bytes, 0, IPV4_BYTES);
    bytes[IPV4_AT - 2] = bytes[IPV4_AT - 1] = 0xff;
    return true;
}

/* Reads a prefix length, decimal, at most `most`. Returns false if it is none. */
static bool read_prefix(const char *text, size_t length, unsigned most, unsigned *prefix)
{
    if (length < 1 || length > 3)
        return false;
    *prefix = 0;
    for (size_t i = 0; i < length; i++) {
        if (digit_of(text[i]) >= 10)
            return false;
        *prefix = 10 * *prefix + digit_of(text[i]);
    }
    return *prefix <= most;
}

static size_t length_before(struct attack_text text, char end)
{
    size_t length = 0;

    while (length < text.length && length <= ADDRESS_TEXT_MOST && text.text[length] != end)
        length++;
    return length;
}

/* Whether a value is an address in a network: "10.0.0.0/8", "fe80::/10", or a single address. An IPv4 address is in an
 * IPv6 network only if that has IPv4-mapped addresses alone. What follows a "%" in the value is its zone. */
static bool is_in_network(struct attack_text value, struct attack_text network)
{
    uint8_t mine[ADDRESS_BYTES], other[ADDRESS_BYTES];
    size_t slash = length_before(network, '/'), zone = length_before(value, '%');
    bool is_ipv4, is_ipv4_network;
    unsigned prefix;

    if (!read_address(network.text, slash, other, &is_ipv4_network) ||
        !read_address(value.text, zone, mine, &is_ipv4) || (is_ipv4 && zone < value.length) || zone + 1 == value.length)
        return false;
    prefix = is_ipv4_network ? 8 * IPV4_BYTES : 8 * ADDRESS_BYTES;
    if (slash < network.length && !read_prefix(network.text + slash + 1, network.length - slash - 1, prefix, &prefix))
        return false;
    if (is_ipv4_network)
        prefix += 8 * IPV4_AT;
    if (is_ipv4 && prefix < 8 * IPV4_AT)
        return false;
    for (unsigned i = 0; i < prefix / 8; i++)
        if (mine[i] != other[i])
            return false;
    return prefix % 8 == 0 || (mine[prefix / 8] ^ other[prefix / 8]) >> (8 - prefix % 8) == 0;
}

#endif
