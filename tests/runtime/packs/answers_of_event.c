/* SPDX-License-Identifier: MIT */
#include "answers_of_event.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 16, ANSWERS_MOST = 10 };

struct fields {
    const struct attack_db *db;
    struct attack_text names[FIELDS_MOST], values[FIELDS_MOST];
    uint32_t count;
};

static const char *or_none(const char *text)
{
    return text ? text : "-";
}

const char *kind_text(enum attack_kind kind)
{
    static const char *const texts[] = {"candidate", "direct", "analytic", "condition", "rule"};

    return (size_t)kind < sizeof texts / sizeof *texts ? texts[kind] : "of another kind";
}

static void print_event(FILE *to, const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters;
    struct attack_technique_iterator techniques;
    struct attack_technique technique;
    struct attack_filter filter;
    struct attack_rule rule;
    char text[1000];

    fprintf(to, "%s: %s, on %s, %s, %s, audit %s/%s\n", or_none(event->id), or_none(event->name),
            or_none(event->platform), or_none(event->provider), or_none(event->channel), or_none(event->audit_category),
            or_none(event->audit_sub_category));
    for (filters = attack_event_filters(db, event); attack_filter_next(&filters, &filter);)
        fprintf(to, "    where %s is %s\n", filter.field, filter.value);
    if (attack_condition_text(db, event, text, sizeof text))
        fprintf(to, "    where %s\n", text);
    if (attack_event_rule(db, event, &rule))
        fprintf(to, "    of the rule %s\n", or_none(rule.title));
    for (techniques = attack_event_techniques(db, event); attack_technique_next(&techniques, &technique);)
        fprintf(to, "    shows %s: %s\n", technique.id, kind_text(techniques.kind));
}

void print_events(FILE *to, const struct attack_db *db, const char *id)
{
    struct attack_event_iterator events = attack_events_find(db, id, strlen(id));
    struct attack_event event;

    while (attack_event_next(&events, &event))
        print_event(to, db, &event);
}

/* ---- An event of a log ------------------------------------------------------------------------------------------ */

static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    const struct fields *fields = context;
    struct attack_text absent = {NULL, 0};

    for (uint32_t i = 0; i < fields->count && !value; i++)
        if (attack_text_is(fields->names[i], attack_field_name(fields->db, field)))
            return fields->values[i];
    return absent;
}

static struct attack_text value_of(void *context, uint32_t value)
{
    const struct fields *fields = context;
    struct attack_text absent = {NULL, 0};

    return value < fields->count ? fields->values[value] : absent;
}

/* Stores one part, "Field=value". */
static void read_part(const char *part, size_t length, struct attack_log_event *event, struct fields *fields)
{
    const char *is = memchr(part, '=', length);
    struct attack_text name = {part, is ? (size_t)(is - part) : length};
    struct attack_text value = {is ? is + 1 : NULL, is ? length - name.length - 1 : 0};

    if (attack_text_is(name, "id"))
        event->id = value;
    else if (attack_text_is(name, "channel"))
        event->channel = value;
    else if (attack_text_is(name, "platform"))
        event->platform = value;
    else if (attack_text_is(name, "provider"))
        event->provider = value;
    else if (fields->count < FIELDS_MOST) {
        fields->names[fields->count] = name;
        fields->values[fields->count++] = value;
    }
}

static const char *reason_text(enum attack_reason reason)
{
    static const char *const texts[] = {"no scratch memory", "unknown id",     "no log", "unknown log",
                                        "other fields",      "missing fields", "matched"};

    return (size_t)reason < sizeof texts / sizeof *texts ? texts[reason] : "another reason";
}

static void print_answer(FILE *to, const struct attack_db *db, const struct attack_answer *answer)
{
    struct attack_technique technique;
    struct attack_event event;

    attack_technique_at(db, answer->technique, &technique);
    attack_event_at(db, answer->event, &event);
    fprintf(to, "%s: %s, by %s %s\n", or_none(technique.id), kind_text(answer->kind), or_none(event.id),
            or_none(event.name));
}

void print_techniques_of_log(FILE *to, const struct attack_db *db, const char *text)
{
    struct fields fields = {.db = db, .count = 0};
    struct attack_log_event event = {.field = field_of, .value = value_of, .context = &fields};
    struct attack_answer answers[ANSWERS_MOST];
    struct attack_result result;
    size_t size = attack_scratch_size(db);
    union attack_scratch *scratch = malloc(size ? size : 1);
    uint32_t count;

    for (const char *part = text, *end; part; part = end ? end + 3 : NULL) {
        end = strstr(part, " | ");
        read_part(part, end ? (size_t)(end - part) : strlen(part), &event, &fields);
    }
    count = attack_answers(db, &event, scratch, size, answers, ANSWERS_MOST, &result);
    fprintf(to, "%s, events %lu, conditions %lu, unknown %lu\n", reason_text(result.reason),
            (unsigned long)result.events, (unsigned long)result.conditions, (unsigned long)result.unknown);
    for (uint32_t i = 0; i < count; i++)
        print_answer(to, db, &answers[i]);
    for (uint32_t at = 0, field; result.reason != ATTACK_NO_SCRATCH && attack_missing_field(scratch, &at, &field);)
        fprintf(to, "missing %s\n", or_none(attack_field_name(db, field)));
    free(scratch);
}
