/* SPDX-License-Identifier: MIT
 *
 * `attack-events plan`: what to switch on next, the largest gain first. greedy_plan.c chooses; this file prints.
 */
#include "collected.h"
#include "greedy_plan.h"
#include "line/command_line.h"
#include "line/scope.h"
#include "text/memory.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { PLAN_COLUMNS = 8 };

static const struct column plan_columns[PLAN_COLUMNS] = {
    {"step", "step", 4, 0, NULL},
    {"switch", "switch on", 20, 0, NULL},
    {"platform", "platform", 7, 2, NULL},
    {"adds_pairs", "adds pairs", 5, 0, NULL},
    {"adds_techniques", "adds techniques", 5, 1, NULL},
    {"covered_pairs", "covered", 5, 3, NULL},
    {"pairs", "of pairs", 5, 4, NULL},
    {"percent", "percent", 5, 0, NULL},
};

static const struct layout plan_layout = {plan_columns, NULL, PLAN_COLUMNS};

struct step {
    struct greedy_plan_gain gain;
    size_t covered; /* covered pairs, including this step */
};

struct plan {
    struct greedy_plan plan;
    struct step *steps;
    size_t count, capacity;
};

static void walk(struct sink *sink, const void *source)
{
    const struct plan *plan = source;
    size_t pairs = plan->plan.pair_count;

    for (size_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        const struct log_switch *log_switch = &plan->plan.switches[step->gain.log_switch];
        char *label = switch_label(log_switch);
        const struct value values[PLAN_COLUMNS] = {
            value_number((uint32_t)i + 1),
            value_text(label),
            value_text(log_switch->platform),
            value_number((uint32_t)step->gain.pairs),
            value_number((uint32_t)step->gain.techniques),
            value_number((uint32_t)step->covered),
            value_number((uint32_t)pairs),
            value_number((uint32_t)(step->covered * 100 / pairs)),
        };

        sink_row(sink, values);
        free(label);
    }
}

/* Reports what the printed steps leave: further steps, and pairs whose events have no known switch. */
static void note_rest(struct plan *plan, size_t start)
{
    struct greedy_plan_gain gain;
    size_t steps = 0, before = plan->plan.covered;

    if (!plan->plan.pair_count)
        fputs("attack-events: no data component of these techniques has an event that counts\n", stderr);
    else if (start == plan->plan.pair_count)
        fputs("attack-events: everything is covered already\n", stderr);
    while (greedy_plan_next(&plan->plan, &gain))
        steps++;
    if (steps)
        fprintf(stderr, "attack-events: %lu more steps would add %lu pairs; --number shows them\n",
                (unsigned long)steps, (unsigned long)(plan->plan.covered - before));
    for (size_t i = 0; i < plan->plan.switch_count; i++) {
        size_t left = plan->plan.left[i];
        char *label;

        if (!left)
            continue;
        label = switch_label(&plan->plan.switches[i]);
        fprintf(stderr, "attack-events: %lu pairs are out of reach: ", (unsigned long)left);
        text_show(stderr, label);
        fputc('\n', stderr);
        free(label);
    }
}

static void make_plan(struct plan *plan, size_t most)
{
    struct greedy_plan_gain gain;

    while (plan->count < most && greedy_plan_next(&plan->plan, &gain)) {
        MAKE_ROOM(plan->steps, plan->count, plan->capacity);
        plan->steps[plan->count++] = (struct step){gain, plan->plan.covered};
    }
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct plan plan = {.steps = NULL};
    struct scope scope;
    size_t most;
    bool known, read;

    if (!command_line_first(options, &command_plan, &most))
        return EXIT_USAGE;
    known = scope_fill(db, options, &scope);
    read = collected_fill(db, options, scope.collected);
    if (read) {
        size_t start;

        greedy_plan_start(&plan.plan, db, scope.techniques, scope.events, scope.collected);
        start = plan.plan.covered;
        make_plan(&plan, most);
        sink_print(options->format, &plan_layout, walk, &plan);
        if (known || plan.plan.pair_count)
            note_rest(&plan, start);
        greedy_plan_free(&plan.plan);
        free(plan.steps);
    }
    scope_free(&scope);
    return known && read ? EXIT_ANSWERED : EXIT_NOT_FOUND;
}

const struct command command_plan = {
    .name = "plan",
    .operand = "[ID...]",
    .operands_most = SIZE_MAX,
    .accepts = ACCEPTS_SCOPE | ACCEPTS(OPTION_COLLECTED) | ACCEPTS(OPTION_NUMBER),
    .summary = "print what to switch on next, what adds most first",
    .description = "Prints step by step what to switch on: an audit sub-category, an event of\n"
                   "Sysmon, a channel, a table of Defender, rules of Linux's audit system, an event\n"
                   "of Endpoint Security, another log. Each step is the switch that covers the\n"
                   "most new pairs of a technique and one of its data components. Ties go to the\n"
                   "switch that fully covers the most techniques, then to the first by kind,\n"
                   "platform and name. Without --collected, nothing is collected yet. With IDs,\n"
                   "only these techniques count: 'T1003.*' is T1003 and its sub-techniques.\n"
                   "Standard error says what no known switch would cover.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events plan --platform windows -n 100\n"
                   "  attack-events tag --events log.json | attack-events plan -n 100 --collected -\n",
    .run = run,
};
