/* SPDX-License-Identifier: MIT
 *
 * The naive greedy plan.
 */
#include "greedy.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct covering *covering;
static struct log_switch *event_switches; /* by event */
static char **filters;                    /* by event */
static size_t *first_events;              /* by event: the first one with the same switch */

/* Reads "field=value,field=value" in a copy, which the switch may point into. */
static struct audited_object object_of(const char *text, char **kept)
{
    struct audited_object object = {NULL, NULL, NULL, NULL};
    char *copy = strdup(text ? text : "");

    assert_non_null(copy);
    *kept = copy;
    for (char *field = strtok(copy, ","); field; field = strtok(NULL, ",")) {
        char *value = strchr(field, '=');

        if (!value)
            continue;
        *value++ = '\0';
        if (strcasecmp(field, "SYSCALL") == 0)
            object.call = value;
        else if (strcasecmp(field, "name") == 0)
            object.path = value;
        else if (strcasecmp(field, "nametype") == 0)
            object.nametype = value;
    }
    return object;
}

/* Copies the first value that a condition asks for in a field. Returns whether there is one. */
static bool asks_for(const char *condition, const char *field, char value[32])
{
    const char *found = condition ? strstr(condition, field) : NULL;
    size_t length;

    while (found && !strchr("= ", found[strlen(field)]))
        found = strstr(found + 1, field);
    if (!found)
        return false;
    found += strlen(field);
    found += strspn(found, "=('\" ");
    length = strspn(found, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (!length || length >= 32)
        return false;
    memcpy(value, found, length);
    value[length] = '\0';
    return true;
}

/* The rules for an event with a condition are those for the call or the nametype that it asks for. */
static const struct audit_rules *rules_of(const struct attack_event *event, const char *condition)
{
    struct audited_object object = {NULL, NULL, NULL, NULL};
    char value[32];

    if (!event->provider || strcasecmp(event->provider, "auditd") != 0)
        return NULL;
    if (asks_for(condition, "SYSCALL", value)) {
        object.call = value;
        return audit_rules_of("SYSCALL", &object);
    }
    object.nametype = value;
    return asks_for(condition, "nametype", value) ? audit_rules_of("PATH", &object) : NULL;
}

void greedy_start(const struct covering *mapping)
{
    covering = mapping;
    event_switches = calloc(covering->event_count, sizeof *event_switches);
    first_events = calloc(covering->event_count, sizeof *first_events);
    filters = calloc(covering->event_count, sizeof *filters);
    assert_true(event_switches && first_events && filters);
    for (size_t i = 0; i < covering->event_count; i++) {
        const char *const *field = covering->events[i]->field;
        struct attack_event event = {.id = field[NAIVE_EVENT_ID],
                                     .name = field[NAIVE_EVENT_NAME],
                                     .platform = field[NAIVE_EVENT_PLATFORM],
                                     .audit_category = field[NAIVE_AUDIT_CATEGORY],
                                     .audit_sub_category = field[NAIVE_AUDIT_SUB_CATEGORY],
                                     .channel = field[NAIVE_CHANNEL],
                                     .provider = field[NAIVE_LOG_SOURCE]};
        struct audited_object object = object_of(field[NAIVE_FILTER_IN], &filters[i]);

        object.rules = rules_of(&event, field[NAIVE_CONDITION]);
        event_switches[i] = switch_of_object(&event, &object);
        while (switch_compare(&event_switches[first_events[i]], &event_switches[i]) != 0)
            first_events[i]++;
    }
}

void greedy_free(void)
{
    for (size_t i = 0; i < covering->event_count; i++)
        free(filters[i]);
    free(filters);
    free(event_switches);
    free(first_events);
}

const struct log_switch *first_switch(size_t event)
{
    return first_events[event] == event ? &event_switches[event] : NULL;
}

/* Marks the pairs that count and that a switch, given by its first event, covers. */
static void mark_pairs(const struct question *question, size_t first_event, bool *covered)
{
    for (size_t i = 0; i < covering->mapping.rows.count; i++) {
        size_t event = covering->row_event[i], pair = covering->row_pair[i];

        if (event != SIZE_MAX && pair != SIZE_MAX && question->chosen[event] &&
            question->asked[covering->pairs[pair].technique] && first_events[event] == first_event)
            covered[pair] = true;
    }
}

/* Counts the techniques that have pairs that count, all of them covered. */
static size_t count_covered_techniques(const struct question *question, const bool *covered)
{
    size_t count = 0;

    for (size_t i = 0; i < covering->pair_count;) {
        size_t technique = covering->pairs[i].technique, pairs = 0, missing = 0;

        for (; i < covering->pair_count && covering->pairs[i].technique == technique; i++) {
            pairs += question->has_chosen[i];
            missing += question->has_chosen[i] && !covered[i];
        }
        count += question->asked[technique] && pairs && !missing;
    }
    return count;
}

size_t count_pairs(const struct question *question, const bool *flags)
{
    size_t count = 0;

    for (size_t i = 0; i < covering->pair_count; i++)
        count += flags[i] && question->asked[covering->pairs[i].technique];
    return count;
}

struct gain gain_of(const struct question *question, size_t first_event)
{
    bool *after = calloc(covering->pair_count + 1, sizeof *after);
    struct gain gain;

    assert_non_null(after);
    memcpy(after, question->has_collected, covering->pair_count * sizeof *after);
    mark_pairs(question, first_event, after);
    gain.pairs = count_pairs(question, after) - count_pairs(question, question->has_collected);
    gain.techniques =
        count_covered_techniques(question, after) - count_covered_techniques(question, question->has_collected);
    free(after);
    return gain;
}

/* Returns the first event of the best switch, with ties in the documented order; SIZE_MAX if no switch adds
 * anything. */
static size_t best_switch(const struct question *question, struct gain *gain)
{
    size_t best = SIZE_MAX;

    *gain = (struct gain){0, 0};
    for (size_t i = 0; i < covering->event_count; i++) {
        struct gain one;

        if (event_switches[i].kind == SWITCH_NONE || first_events[i] != i)
            continue;
        one = gain_of(question, i);
        if (one.pairs == 0 || one.pairs < gain->pairs)
            continue;
        if (one.pairs == gain->pairs && one.techniques < gain->techniques)
            continue;
        if (one.pairs == gain->pairs && one.techniques == gain->techniques &&
            switch_compare(&event_switches[i], &event_switches[best]) > 0)
            continue;
        best = i;
        *gain = one;
    }
    return best;
}

static void add_step(struct text *text, const struct question *question, size_t step, size_t event, struct gain gain)
{
    size_t pairs = count_pairs(question, question->has_chosen);
    size_t covered = count_pairs(question, question->has_collected);
    const char *platform = event_switches[event].platform;
    char *label = switch_label(&event_switches[event]);

    text_add_number(text, step);
    text_add(text, "\t");
    text_add_escaped(text, label);
    text_add(text, "\t");
    text_add_escaped(text, platform);
    for (int i = 0; i < 5; i++) {
        const size_t numbers[] = {gain.pairs, gain.techniques, covered, pairs, pairs ? covered * 100 / pairs : 0};

        text_add(text, "\t");
        text_add_number(text, numbers[i]);
    }
    text_add(text, "\n");
    free(label);
}

char *expected_plan(struct question *question, size_t most, size_t *steps)
{
    struct text text = {NULL, 0};
    struct gain gain;
    size_t event;

    covering_pairs(covering, question->chosen, question->collected, question->has_chosen, question->has_collected);
    text_add(&text, "step\tswitch\tplatform\tadds_pairs\tadds_techniques\tcovered_pairs\tpairs\tpercent\n");
    for (*steps = 0; *steps < most && (event = best_switch(question, &gain)) != SIZE_MAX; ++*steps) {
        mark_pairs(question, event, question->has_collected);
        add_step(&text, question, *steps + 1, event, gain);
    }
    return text.bytes;
}
