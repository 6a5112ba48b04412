/* SPDX-License-Identifier: MIT
 *
 * Finds a record of Linux's audit system in a line, as auditd writes it, and as syslog and the journal do:
 *
 *     type=SYSCALL msg=audit(1626611363.720:348501): arch=c000003e syscall=59 ...
 *     node=host type=SYSCALL msg=audit(1626611363.720:348501): ...      with others before it, such as "audispd: "
 *     kernel: audit: type=1400 audit(1626611363.720:348501): ...
 *     audit[1]: SERVICE_START pid=1 ...                                 the journal leaves time and number out
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_RECORD_H
#define ATTACK_EVENTS_CLI_AUDIT_RECORD_H

#include "attack_events.h"

struct audit_record {
    struct attack_text node;   /* or absent */
    struct attack_text id;     /* "1626611363.720:348501"; absent if the line does not say it */
    unsigned long long time;   /* in milliseconds */
    unsigned long long serial; /* of the event */
    struct attack_text type;   /* its name, or its number if it has none that is known */
    struct attack_text body;   /* the fields */
    bool is_alone;             /* the event has no other record */
};

/* Returns false if there is no record in the line. */
bool audit_record_read(const char *line, size_t length, struct audit_record *record);

#endif
