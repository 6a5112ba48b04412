/* SPDX-License-Identifier: MIT
 *
 * One call of attack_answers() for each recorded event of Sysmon 1, with the default mapping and with mappings of 100
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
#include "sensor.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAPPINGS = 4, BEST = 10, ROUND_TRIPS = 20, SCRATCH_UNITS = 4096 / 8 };

struct work {
    const char *name;
    const struct attack_db *db;
    struct sensor *sensor;
    uint8_t *binding;
};

static uint32_t answer(const struct work *work, size_t number, struct attack_answer *answers,
                       struct attack_result *result)
{
    union attack_scratch scratch[SCRATCH_UNITS];
    struct attack_log_event asked = sensor_sysmon_1(work->sensor, number, work->binding);

    return attack_answers(work->db, &asked, scratch, sizeof scratch, answers, BEST, result);
}

static unsigned long run_answers(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        struct attack_answer answers[BEST];
        uint32_t count = answer(work, i % work->sensor->count, answers, NULL);

        sum += count + (count ? answers[0].technique + answers[count - 1].event : 0);
    }
    return sum;
}

/* ---- What is compared ---- */

/* How many conditions there are on the event, are evaluated and hold, on average. */
static void print_counts(const struct work *work)
{
    double count = (double)work->sensor->count, holding = 0;
    struct opened opened = {0, 0}, all = {0, 0};
    struct attack_db all_tried;

    without_gates(work->db, &all_tried);
    for (size_t i = 0; i < work->sensor->count; i++) {
        struct attack_log_event asked = sensor_sysmon_1(work->sensor, i, work->binding);
        struct attack_answer answers[BEST];
        struct attack_result result;

        answer(work, i, answers, &result);
        holding += result.conditions;
        count_opened(work->db, &asked, &opened);
        count_opened(&all_tried, &asked, &all);
    }
    printf("%-22s %6.0f conditions on the event, evaluated %8.2f, hold %6.2f; scratch %lu bytes\n", work->name,
           all.conditions / count, opened.conditions / count, holding / count,
           (unsigned long)attack_scratch_size(work->db));
}

/* Trying all conditions must find what gates find. */
static void check_same(const struct work *one, const struct work *other)
{
    for (size_t i = 0; i < one->sensor->count; i++) {
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
            printf("%lx\n", run_answers(&works[i], times * works[i].sensor->count) & 0xffff);
            return 0;
        }
    return 2;
}

int main(int argc, char **argv)
{
    struct sensor sensor;
    struct recordings recordings;
    struct attack_db all_tried;
    struct work works[MAPPINGS] = {{"default", bench_default(), &sensor, NULL},
                                   {"hundred", bench_hundred(), &sensor, NULL},
                                   {"thousand", bench_thousand(), &sensor, NULL},
                                   {"all-tried", &all_tried, &sensor, NULL}};
    struct contestant contestants[MAPPINGS] = {{"100 conditions", run_answers, &works[1]},
                                               {"1,000 conditions", run_answers, &works[2]},
                                               {"1,000 conditions, all tried", run_answers, &works[3]},
                                               {"default mapping", run_answers, &works[0]}};

    if (argc < 2 || !recordings_read(argv[1], &recordings)) {
        fputs("Usage: conditions FOLDER [NAME N]\n", stderr);
        return 2;
    }
    sensor_fill(&sensor, &recordings);
    without_gates(bench_thousand(), &all_tried);
    for (size_t i = 0; i < MAPPINGS; i++)
        works[i].binding = sensor_bind(&sensor, works[i].db);
    if (argc == 4)
        return profile(works, argv[2], strtoul(argv[3], NULL, 10));
    check_same(&works[2], &works[3]);
    printf("%zu events of Sysmon 1\n", sensor.count);
    for (size_t i = 0; i < MAPPINGS; i++)
        print_counts(&works[i]);
    compare("the answer for one event", contestants, MAPPINGS, ROUND_TRIPS * sensor.count);
    return 0;
}
