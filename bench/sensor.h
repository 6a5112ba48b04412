/* SPDX-License-Identifier: MIT
 *
 * Recorded events as a sensor has them: values by the sensor's own numbers of fields, to which it binds each mapping's
 * once. It knows nothing of what is compared.
 */
#ifndef BENCH_SENSOR_H
#define BENCH_SENSOR_H

#include "attack_events.h"
#include "recording.h"

enum { SENSOR_FIELDS = 64 };

struct sensor_event {
    struct attack_text values[SENSOR_FIELDS];
    struct attack_text present[SENSOR_FIELDS + 1]; /* those that are there, without gaps */
    size_t present_count;
    const uint8_t *binding; /* of the mapping that is asked */
};

struct sensor {
    const char *names[SENSOR_FIELDS];
    size_t name_count;
    struct sensor_event *events;
    size_t count;
};

/* Takes over all events of the recordings, which must outlive it. Ends the program if that fails. */
void sensor_fill(struct sensor *sensor, const struct recordings *recordings);

/* Returns the sensor's number of each of the mapping's fields; SENSOR_FIELDS: it has none. Done once, at start. */
uint8_t *sensor_bind(const struct sensor *sensor, const struct attack_db *db);

/* Describes an event, which is one of Sysmon 1, to a mapping with this binding. */
struct attack_log_event sensor_sysmon_1(struct sensor *sensor, size_t number, const uint8_t *binding);

#endif
