/* SPDX-License-Identifier: MIT
 *
 * The first two bytes are the family, in the byte order of the machine that wrote the log. One of them is zero, so
 * which one tells the order. The numbers are those of Linux, whatever system reads the log.
 */
#include "audit_address.h"

#include "host/internet_address.h"

#include <stdio.h>
#include <string.h>

enum { LOCAL = 1, INTERNET = 2, INTERNET_6 = 10 };
enum { PORT_AT = 2, ADDRESS_AT = 4, ADDRESS_6_AT = 8, INTERNET_LENGTH = 8, INTERNET_6_LENGTH = 24 };

static unsigned family_of(const char *bytes, size_t length)
{
    return length < 2 || (bytes[0] && bytes[1]) ? 0 : (unsigned char)(bytes[0] | bytes[1]);
}

bool audit_address_is_known(const char *bytes, size_t length)
{
    unsigned family = family_of(bytes, length);

    return family == LOCAL || (family == INTERNET && length >= INTERNET_LENGTH) ||
           (family == INTERNET_6 && length >= INTERNET_6_LENGTH);
}

/* A path ends at a zero, except that one before it says that it is a name which is no file's. */
static void write_local(const char *bytes, size_t length, struct made_text *out)
{
    const char *path = bytes + 2, *end = bytes + length;
    const char *stop;

    if (path < end && !*path)
        path++;
    stop = path < end ? memchr(path, '\0', (size_t)(end - path)) : NULL;
    made_text_add_word(out, "{\"saddr_fam\":\"local\",\"path\":");
    made_text_add_string(out, path, (size_t)((stop ? stop : end) - path));
    made_text_add(out, "}", 1);
}

void audit_address_write(const char *bytes, size_t length, struct made_text *out)
{
    unsigned family = family_of(bytes, length);
    char text[INTERNET_ADDRESS_BYTES], rest[40];
    unsigned port;

    if (family == LOCAL) {
        write_local(bytes, length, out);
        return;
    }
    port = (unsigned)(unsigned char)bytes[PORT_AT] << 8 | (unsigned char)bytes[PORT_AT + 1];
    internet_address_write((const unsigned char *)bytes + (family == INTERNET ? ADDRESS_AT : ADDRESS_6_AT),
                           family == INTERNET ? 32 : 128, text);
    made_text_add_word(out,
                       family == INTERNET ? "{\"saddr_fam\":\"inet\",\"addr\":" : "{\"saddr_fam\":\"inet6\",\"addr\":");
    made_text_add_string(out, text, strlen(text));
    snprintf(rest, sizeof rest, ",\"port\":%u}", port);
    made_text_add_word(out, rest);
}
