/* SPDX-License-Identifier: MIT
 *
 * A mapping with Sigma rules, asked for each recorded event of Sysmon 1:
 *
 *     rules FOLDER                 how many rules are evaluated and hold, and times
 *     rules FOLDER holding         the rules that hold, a line each: number of the event, id of the rule
 *     rules FOLDER NAME N          asks N times for each event, for a profiler
 *
 * The events are parsed beforehand, and the mapping's fields are bound to theirs once, as a sensor does. The folder is
 * made by bench/rules.sh. "All tried" is the same mapping without gates.
 */
#include "bench_rules.h"
#include "conditions_opened.h"
#include "sensor.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUESTIONS = 3, BEST = 10, HOLDING = 256, ROUND_TRIPS = 5 };

struct question {
    const char *name;
    const struct attack_db *db;
    struct sensor *sensor;
    const uint8_t *binding;
    unsigned long (*run)(const void *question, size_t operations);
};

static uint32_t holding_events(const struct question *question, size_t number, uint32_t *events)
{
    union attack_scratch scratch[BENCH_RULES_SCRATCH];
    struct attack_log_event asked = sensor_sysmon_1(question->sensor, number, question->binding);

    return attack_match_conditions(question->db, &asked, scratch, sizeof scratch, events, HOLDING);
}

static unsigned long run_conditions(const void *of, size_t operations)
{
    const struct question *question = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        uint32_t events[HOLDING], count = holding_events(question, i % question->sensor->count, events);

        sum += count + (count ? events[0] : 0);
    }
    return sum;
}

static unsigned long run_answers(const void *of, size_t operations)
{
    const struct question *question = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        union attack_scratch scratch[BENCH_RULES_SCRATCH];
        size_t number = i % question->sensor->count;
        struct attack_log_event asked = sensor_sysmon_1(question->sensor, number, question->binding);
        struct attack_answer answers[BEST];
        uint32_t count = attack_answers(question->db, &asked, scratch, sizeof scratch, answers, BEST, NULL);

        sum += count + (count ? answers[0].technique + answers[count - 1].event : 0);
    }
    return sum;
}

/* ---- What is compared ---- */

/* Calls `each`, which may be NULL, for every rule that holds. Returns how many do; a rule counts once for an event. */
static unsigned long rules_of(const struct question *question, size_t number,
                              void (*each)(size_t number, const struct attack_rule *rule))
{
    uint32_t events[HOLDING], count = holding_events(question, number, events);
    unsigned long rules = 0;

    if (count > HOLDING) {
        fprintf(stderr, "rules: more than %d conditions hold for event %zu\n", HOLDING, number);
        exit(1);
    }
    for (uint32_t i = 0; i < count; i++) {
        struct attack_event event;
        struct attack_rule rule;

        attack_event_at(question->db, events[i], &event);
        if (!attack_event_rule(question->db, &event, &rule))
            continue;
        rules++;
        if (each)
            each(number, &rule);
    }
    return rules;
}

static void print_rule(size_t number, const struct attack_rule *rule)
{
    printf("%zu\t%s\n", number, rule->id ? rule->id : "-");
}

static void print_counts(const struct question *question, const struct attack_db *all_tried)
{
    double count = (double)question->sensor->count;
    struct opened opened = {0, 0}, all = {0, 0};
    unsigned long rules = 0;

    for (size_t i = 0; i < question->sensor->count; i++) {
        struct attack_log_event asked = sensor_sysmon_1(question->sensor, i, question->binding);

        count_opened(question->db, &asked, &opened);
        count_opened(all_tried, &asked, &all);
        rules += rules_of(question, i, NULL);
    }
    printf("%.0f events of Sysmon 1; %lu rules in the mapping\n", count,
           (unsigned long)attack_rule_count(question->db));
    printf("rules on the event       %6.0f, evaluated %7.2f (%.2f %%), hold %.2f, in all %lu\n", all.rules / count,
           opened.rules / count, 100.0 * opened.rules / all.rules, (double)rules / count, rules);
    printf("conditions on the event  %6.0f, evaluated %7.2f; scratch %lu bytes\n", all.conditions / count,
           opened.conditions / count, (unsigned long)attack_scratch_size(question->db));
}

/* Trying all conditions must find what gates find. */
static void check_same(const struct question *one, const struct question *other)
{
    for (size_t i = 0; i < one->sensor->count; i++) {
        uint32_t mine[HOLDING], theirs[HOLDING], count = holding_events(one, i, mine);

        if (count != holding_events(other, i, theirs) || count > HOLDING ||
            memcmp(mine, theirs, count * sizeof *mine)) {
            fprintf(stderr, "rules: gates change the rules that hold for event %zu\n", i);
            exit(1);
        }
    }
}

static int profile(const struct question *questions, const char *name, size_t times)
{
    for (size_t i = 0; i < QUESTIONS; i++)
        if (strcmp(questions[i].name, name) == 0) {
            printf("%lx\n", questions[i].run(&questions[i], times * questions[i].sensor->count) & 0xffff);
            return 0;
        }
    return 2;
}

static void compare_all(const struct question *questions, size_t operations)
{
    struct contestant contestants[QUESTIONS];

    for (size_t i = 0; i < QUESTIONS; i++) {
        contestants[i].name = questions[i].name;
        contestants[i].run = questions[i].run;
        contestants[i].work = &questions[i];
    }
    compare("one event", contestants, QUESTIONS, operations);
}

int main(int argc, char **argv)
{
    struct sensor sensor;
    struct recordings recordings;
    struct attack_db all_tried;
    struct question questions[QUESTIONS] = {{"rules that hold", bench_rules(), &sensor, NULL, run_conditions},
                                            {"all tried", &all_tried, &sensor, NULL, run_conditions},
                                            {"techniques", bench_rules(), &sensor, NULL, run_answers}};

    if (argc < 2 || !recordings_read(argv[1], &recordings)) {
        fputs("Usage: rules FOLDER [holding | NAME N]\n", stderr);
        return 2;
    }
    sensor_fill(&sensor, &recordings);
    without_gates(bench_rules(), &all_tried);
    for (size_t i = 0; i < QUESTIONS; i++)
        questions[i].binding = sensor_bind(&sensor, questions[i].db);
    if (argc == 4)
        return profile(questions, argv[2], strtoul(argv[3], NULL, 10));
    if (argc == 3) {
        for (size_t i = 0; i < sensor.count; i++)
            rules_of(&questions[0], i, print_rule);
        return 0;
    }
    check_same(&questions[0], &questions[1]);
    print_counts(&questions[0], &all_tried);
    compare_all(questions, ROUND_TRIPS * sensor.count);
    return 0;
}
