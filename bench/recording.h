/* SPDX-License-Identifier: MIT
 *
 * Recorded logs, parsed into memory with cJSON: JSON lines with `EventID`, `Channel`, `SourceName` or `ProviderName`,
 * and an event's own fields beside them; and labels.tsv, which names the technique that each log performs. It must not
 * use the library, so that tests can compare the library with it.
 */
#ifndef BENCH_RECORDING_H
#define BENCH_RECORDING_H

#include <stdbool.h>
#include <stddef.h>

struct recorded_text {
    const char *text; /* NULL: absent */
    size_t length;
};

struct recorded_field {
    const char *name;
    struct recorded_text value;
};

struct recorded_event {
    struct recorded_text id, provider, channel;
    struct recorded_field *fields;
    size_t field_count;
};

struct recording {
    char name[128];     /* of the file */
    char technique[16]; /* that it performs */
    struct recorded_event *events;
    size_t event_count;
    void *parsed; /* owns the memory of the texts */
};

struct recordings {
    struct recording *log;
    size_t count;
};

/* Reads the recordings of a folder. Returns false, with a message on stderr, if it cannot. */
bool recordings_read(const char *directory, struct recordings *recordings);
void recordings_free(struct recordings *recordings);

/* Returns the value of an event's field, ignoring case. */
struct recorded_text recorded_value(const struct recorded_event *event, const char *name);

#endif
