/* SPDX-License-Identifier: MIT
 *
 * Writes the fields of a record of Linux's audit system as an object of JSON, as laurel does: names decoded where the
 * audit system encodes them, addresses of sockets taken apart, numbers of system calls named.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_FIELDS_H
#define ATTACK_EVENTS_CLI_AUDIT_FIELDS_H

#include "made_text.h"

#include "attack_events.h"

/* Adds the object. `type` is the type of the record, `body` what stands behind its id. */
void audit_fields_write(struct attack_text type, struct attack_text body, struct made_text *out);

#endif
