/* SPDX-License-Identifier: MIT
 *
 * The sensor's events and fields.
 */
#include "sensor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *or_die(void *memory)
{
    if (!memory) {
        fputs("sensor: out of memory\n", stderr);
        abort();
    }
    return memory;
}

/* Returns SENSOR_FIELDS for a name that the sensor does not have. */
static size_t find_field(const struct sensor *sensor, const char *name)
{
    for (size_t i = 0; i < sensor->name_count; i++)
        if (strcmp(sensor->names[i], name) == 0)
            return i;
    return SENSOR_FIELDS;
}

static size_t add_field(struct sensor *sensor, const char *name)
{
    size_t field = find_field(sensor, name);

    if (field < SENSOR_FIELDS)
        return field;
    if (sensor->name_count == SENSOR_FIELDS) {
        fputs("sensor: the recordings have too many fields\n", stderr);
        exit(1);
    }
    sensor->names[sensor->name_count] = name;
    return sensor->name_count++;
}

static void add_event(struct sensor *sensor, const struct recorded_event *recorded)
{
    struct sensor_event *event = &sensor->events[sensor->count++];

    for (size_t i = 0; i < recorded->field_count; i++) {
        struct recorded_text value = recorded->fields[i].value;
        struct attack_text *own = &event->values[add_field(sensor, recorded->fields[i].name)];

        own->text = value.text;
        own->length = value.length;
        if (value.text && event->present_count < SENSOR_FIELDS)
            event->present[event->present_count++] = *own;
    }
}

void sensor_fill(struct sensor *sensor, const struct recordings *recordings)
{
    size_t count = 0;

    memset(sensor, 0, sizeof *sensor);
    for (size_t i = 0; i < recordings->count; i++)
        count += recordings->log[i].event_count;
    sensor->events = or_die(calloc(count + 1, sizeof *sensor->events));
    for (size_t i = 0; i < recordings->count; i++)
        for (size_t k = 0; k < recordings->log[i].event_count; k++)
            add_event(sensor, &recordings->log[i].events[k]);
}

uint8_t *sensor_bind(const struct sensor *sensor, const struct attack_db *db)
{
    uint32_t count = attack_field_count(db);
    uint8_t *binding = or_die(calloc(count + 1, 1));

    for (uint32_t field = 0; field < count; field++)
        binding[field] = (uint8_t)find_field(sensor, attack_field_name(db, field));
    return binding;
}

/* ---- Callbacks ---- */

static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    static const struct attack_text absent = {NULL, 0};
    const struct sensor_event *event = context;
    size_t own = event->binding[field];

    return value || own == SENSOR_FIELDS ? absent : event->values[own];
}

static struct attack_text value_of(void *context, uint32_t value)
{
    const struct sensor_event *event = context;

    return event->present[value < event->present_count ? value : event->present_count];
}

struct attack_log_event sensor_sysmon_1(struct sensor *sensor, size_t number, const uint8_t *binding)
{
    struct attack_log_event asked = {ATTACK_TEXT("1"),
                                     0,
                                     ATTACK_TEXT("windows"),
                                     ATTACK_TEXT("Microsoft-Windows-Sysmon"),
                                     ATTACK_TEXT("Microsoft-Windows-Sysmon/Operational"),
                                     field_of,
                                     value_of,
                                     &sensor->events[number],
                                     0};

    sensor->events[number].binding = binding;
    return asked;
}
