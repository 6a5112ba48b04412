/* SPDX-License-Identifier: MIT
 *
 * The names that ATT&CK's analytics give to logs, and what the event of such a log is in a mapping. To teach the
 * generator another log, add a line to log_tables.c; to teach it another key, one to the list of its words.
 */
#ifndef GEN_LOG_TABLES_H
#define GEN_LOG_TABLES_H

#include <stdbool.h>
#include <stddef.h>

/* What a key of a log looks like. */
enum key_shape {
    KEY_CODE,      /* of Windows: a number, after "EventCode=" in the first of several */
    KEY_LOG,       /* one of a list, ".log" left out at will */
    KEY_WORD,      /* one of a list of words */
    KEY_TABLE,     /* one of a list, and perhaps a column of it: process_events.path */
    KEY_OPERATION, /* an API call: RunInstances, sts:AssumeRole */
    KEY_ACTIVITY,  /* an operation, a cmdlet such as Set-Mailbox, or one of a list of phrases */
    KEY_METHOD,    /* names with dots: users.list */
    KEY_PATH,      /* names with slashes: Microsoft.Compute/virtualMachines/write */
    KEY_SUBSYSTEM, /* com.apple.securityd */
    KEY_ES_EVENT,  /* ES_EVENT_TYPE_NOTIFY_EXEC, es_event_exec, exec */
    KEY_QUOTED,    /* 'sshd' */
    KEY_ANYTHING,  /* a name of letters, digits, '.' and '-': after a label */
};

/* A kind of key in a log. A log may have several, and the first that fits decides. */
struct log_family {
    const char *log;   /* as ATT&CK writes it, case-insensitive; a '*' at the end stands for anything */
    const char *label; /* what stands before such a key: "verb="; NULL: nothing */
    enum key_shape shape;
    const char *const *words; /* of the shapes that have a list; ends with NULL */
    const char *provider;     /* NULL: the name of the log */
    const char *channel;
    const char *id;       /* NULL: the key; "*": what the '*' of `log` stands for */
    const char *field;    /* of filter_in, which has the key as its value; NULL: none */
    const char *platform; /* of the event; NULL: the analytic's */
    const char *cloud;    /* the same for an analytic on IaaS, of which there are several */
    const char *value;    /* what is compared instead of the key; NULL: the key */
    bool is_silent;       /* such a key says nothing that another does not */
};
extern const struct log_family log_families[];
extern const size_t log_family_count;

/* Where an event of Windows is, by log and code. */
struct windows_event {
    const char *log;
    unsigned first, last; /* codes */
    const char *provider, *channel;
    const char *remark; /* what is wrong with the log that ATT&CK names; NULL: nothing */
};
extern const struct windows_event windows_events[];
extern const size_t windows_event_count;

#endif
