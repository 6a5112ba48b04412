/* SPDX-License-Identifier: MIT
 *
 * A recorded event as the library takes it, with the default mapping's numbers of fields.
 */
#ifndef BENCH_RECORDED_LOG_EVENT_H
#define BENCH_RECORDED_LOG_EVENT_H

#include "attack_events_builtin.h"
#include "recording.h"

static inline struct attack_text text_of(struct recorded_text recorded)
{
    struct attack_text text = {recorded.text, recorded.length};

    return text;
}

/* The callback: no field of these events has several values. */
static inline struct attack_text field_of(void *event, uint32_t field, uint32_t value)
{
    static const struct attack_text absent = {NULL, 0};

    return value ? absent : text_of(recorded_value(event, attack_field_name(attack_events_builtin(), field)));
}

static inline struct attack_log_event logged(struct recorded_event *event)
{
    struct attack_log_event logged = {
        text_of(event->id), 0, {NULL, 0}, text_of(event->provider), text_of(event->channel), field_of, NULL, event, 0};

    return logged;
}

#endif
