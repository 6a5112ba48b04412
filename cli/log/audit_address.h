/* SPDX-License-Identifier: MIT
 *
 * Takes apart the address of a socket, which a record of Linux's audit system has as the bytes of memory, and writes it
 * as laurel does: {"saddr_fam":"inet","addr":"192.0.2.1","port":443}.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_ADDRESS_H
#define ATTACK_EVENTS_CLI_AUDIT_ADDRESS_H

#include "made_text.h"

#include <stdbool.h>

/* Whether the address is a path, or one of IPv4 or IPv6. */
bool audit_address_is_known(const char *bytes, size_t length);

/* Adds such an address as an object. */
void audit_address_write(const char *bytes, size_t length, struct made_text *out);

#endif
