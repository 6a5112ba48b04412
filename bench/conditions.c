/* SPDX-License-Identifier: MIT
 *
 * One call of attack_answer() for each recorded event of Sysmon 1, with the default mapping and with mappings of 100
 * and of 1,000 conditions on that event:
 *
 *     conditions FOLDER            times
 *     conditions FOLDER NAME N     calls it N times for each event, with the mapping of this name, for a profiler
 *
 * The events are parsed beforehand, and each mapping's fields are bound to theirs once, as a sensor does. The folder is
 * made by bench/conditions.sh. "All tried" is the mapping of 1,000 conditions without gates.
 */
#include "bench_default.h"
#include "bench_hundred.h"
#include "bench_thousand.h"
#include "conditions_opened.h"
#include "recording.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAPPINGS = 4, OWN_FIELDS = 64, BEST = 10, ROUND_TRIPS = 20, SCRATCH_UNITS = 4096 / 8 };

/* An event as a sensor has it: values by its own numbers of fields. */
struct own_event {
    struct attack_text values[OWN_FIELDS];
    const uint8_t *binding; /* the mapping's number of a field to its own; OWN_FIELDS: it has none */
};

struct own_events {
    const char *names[OWN_FIELDS];
    size_t name_count;
    struct own_event *events;
    size_t count;
};

struct work {
    const char *name;
    const struct attack_db *db;
    struct own_events *own;
    uint8_t *binding;
};

static void *or_die(void *memory)
{
    if (!memory) {
        fputs("conditions: out of memory\n", stderr);
        abort();
    }
    return memory;
}

/* ---- Events ---- */

static size_t own_field(struct own_events *own, const char *name)
{
    size_t i = 0;

    while (i < own->name_count && strcmp(own->names[i], name) != 0)
        i++;
    if (i == own->name_count && i < OWN_FIELDS)
        own->names[own->name_count++] = name;
    return i;
}

static void add_event(struct own_events *own, const struct recorded_event *recorded)
{
    struct own_event *event = &own->events[own->count++];

    for (size_t i = 0; i < recorded->field_count; i++) {
        size_t field = own_field(own, recorded->fields[i].name);

        if (field < OWN_FIELDS) {
            event->values[field].text = recorded->fields[i].value.text;
            event->values[field].length = recorded->fields[i].value.length;
        }
    }
}

static void add_events(struct own_events *own, const struct recordings *recordings)
{
    size_t count = 0;

    for (size_t i = 0; i < recordings->count; i++)
        count += recordings->log[i].event_count;
    own->events = or_die(calloc(count + 1, sizeof *own->events));
    for (size_t i = 0; i < recordings->count; i++)
        for (size_t k = 0; k < recordings->log[i].event_count; k++)
            add_event(own, &recordings->log[i].events[k]);
}

/* A sensor does this once, when it starts. */
static void bind_fields(struct work *work)
{
    uint32_t count = attack_field_count(work->db);

    work->binding = or_die(calloc(count + 1, 1));
    for (uint32_t field = 0; field < count; field++) {
        const char *name = attack_field_name(work->db, field);
        size_t i = 0;

        while (i < work->own->name_count && strcmp(work->own->names[i], name) != 0)
            i++;
        work->binding[field] = (uint8_t)(i < work->own->name_count ? i : OWN_FIELDS);
    }
}

/* ---- Answers ---- */

static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    static const struct attack_text absent = {NULL, 0};
    const struct own_event *event = context;
    size_t own = event->binding[field];

    return value || own == OWN_FIELDS ? absent : event->values[own];
}

static uint32_t answer(const struct work *work, size_t number, struct attack_answer *answers,
                       struct attack_result *result)
{
    union attack_scratch scratch[SCRATCH_UNITS];
    struct own_event *event = &work->own->events[number];
    struct attack_log_event asked = {ATTACK_TEXT("1"),
                                     0,
                                     ATTACK_TEXT("windows"),
                                     ATTACK_TEXT("Microsoft-Windows-Sysmon"),
                                     ATTACK_TEXT("Microsoft-Windows-Sysmon/Operational"),
                                     field_of,
                                     NULL,
                                     event,
                                     false};

    event->binding = work->binding;
    return attack_answer(work->db, &asked, scratch, sizeof scratch, answers, BEST, result);
}

static unsigned long run_answers(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        struct attack_answer answers[BEST];
        uint32_t count = answer(work, i % work->own->count, answers, NULL);

        sum += count + (count ? answers[0].technique + answers[count - 1].event : 0);
    }
    return sum;
}

/* ---- What is compared ---- */

/* How many conditions are evaluated and hold, on average. */
static void print_counts(const struct work *work)
{
    double evaluated = 0, holding = 0;
    uint32_t conditions = 0;

    for (size_t i = 0; i < work->own->count; i++) {
        struct attack_answer answers[BEST];
        struct attack_result result;

        answer(work, i, answers, &result);
        holding += result.conditions;
        evaluated += count_opened(work->db, field_of, &work->own->events[i], &conditions);
    }
    printf("%-22s %6lu conditions on the event, evaluated %8.2f, hold %6.2f; scratch %lu bytes\n", work->name,
           (unsigned long)conditions, evaluated / (double)work->own->count, holding / (double)work->own->count,
           (unsigned long)attack_scratch_size(work->db));
}

/* Trying all conditions must find what gates find. */
static void check_same(const struct work *one, const struct work *other)
{
    for (size_t i = 0; i < one->own->count; i++) {
        struct attack_answer mine[BEST], theirs[BEST];
        struct attack_result my_result, their_result;
        uint32_t count = answer(one, i, mine, &my_result);
        bool same = count == answer(other, i, theirs, &their_result) && my_result.events == their_result.events;

        for (uint32_t k = 0; same && k < count; k++)
            same = mine[k].technique == theirs[k].technique && mine[k].event == theirs[k].event;
        if (!same) {
            fprintf(stderr, "conditions: %s and %s differ at event %zu\n", one->name, other->name, i);
            exit(1);
        }
    }
}

static int profile(const struct work *works, const char *name, size_t times)
{
    for (size_t i = 0; i < MAPPINGS; i++)
        if (strcmp(works[i].name, name) == 0) {
            printf("%lx\n", run_answers(&works[i], times * works[i].own->count) & 0xffff);
            return 0;
        }
    return 2;
}

int main(int argc, char **argv)
{
    struct own_events own = {{NULL}, 0, NULL, 0};
    struct recordings recordings;
    struct attack_db all_tried;
    struct work works[MAPPINGS] = {{"default", bench_default(), &own, NULL},
                                   {"hundred", bench_hundred(), &own, NULL},
                                   {"thousand", bench_thousand(), &own, NULL},
                                   {"all-tried", &all_tried, &own, NULL}};
    struct contestant contestants[MAPPINGS] = {{"100 conditions", run_answers, &works[1]},
                                               {"1,000 conditions", run_answers, &works[2]},
                                               {"1,000 conditions, all tried", run_answers, &works[3]},
                                               {"default mapping", run_answers, &works[0]}};

    if (argc < 2 || !recordings_read(argv[1], &recordings)) {
        fputs("Usage: conditions FOLDER [NAME N]\n", stderr);
        return 2;
    }
    add_events(&own, &recordings);
    without_gates(bench_thousand(), &all_tried);
    for (size_t i = 0; i < MAPPINGS; i++)
        bind_fields(&works[i]);
    if (argc == 4)
        return profile(works, argv[2], strtoul(argv[3], NULL, 10));
    check_same(&works[2], &works[3]);
    printf("%zu events of Sysmon 1\n", own.count);
    for (size_t i = 0; i < MAPPINGS; i++)
        print_counts(&works[i]);
    compare("the answer for one event", contestants, MAPPINGS, ROUND_TRIPS * own.count);
    return 0;
}
