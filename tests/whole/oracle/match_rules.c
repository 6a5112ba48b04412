/* SPDX-License-Identifier: MIT
 *
 * match_rules: which rules of a mapping match each event of standard input. It first prints the ids of all rules, then
 * a line for each event: the ids of the rules that match, separated by spaces. An event is what scripts/oracle/edges.py
 * writes: platform, provider, channel and id, each as LENGTH:BYTES or `-`; COUNT: of fields; for each its name, COUNT:
 * of its values, and these; and a line's end. It knows nothing of what rules mean.
 */
#include MAPPING_HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS_MOST 4096
#define VALUES_MOST 65536

struct field {
    struct attack_text name;
    uint32_t first, count; /* of its values */
};
struct event {
    const struct attack_db *db;
    struct field fields[FIELDS_MOST];
    struct attack_text values[VALUES_MOST];
    uint32_t field_count, value_count;
};
struct input {
    char *text;
    const char *at, *end;
};

static void fail(const char *what)
{
    fprintf(stderr, "match_rules: %s\n", what);
    exit(EXIT_FAILURE);
}

static void *take_memory(void *old, size_t count, size_t size)
{
    void *memory = count > SIZE_MAX / size ? NULL : realloc(old, count * size);
    if (!memory)
        fail("no memory");
    return memory;
}

static struct input read_all(FILE *file)
{
    char *text = NULL;
    size_t length = 0, capacity = 0, got;
    do {
        if (length == capacity) {
            capacity = capacity ? 2 * capacity : 65536;
            text = take_memory(text, capacity, 1);
        }
        got = fread(text + length, 1, capacity - length, file);
        length += got;
    } while (got > 0);
    if (ferror(file))
        fail("cannot read");
    return (struct input){text, text, text + length};
}

static uint32_t take_number(struct input *input)
{
    uint32_t number = 0;
    const char *start = input->at;
    for (; input->at < input->end && *input->at >= '0' && *input->at <= '9' && number < 100000000; input->at++)
        number = 10 * number + (uint32_t)(*input->at - '0');
    if (input->at == start || input->at == input->end || *input->at++ != ':')
        fail("expected a number and a colon");
    return number;
}

static struct attack_text take_text(struct input *input)
{
    if (input->at < input->end && *input->at == '-') {
        input->at++;
        return (struct attack_text){NULL, 0};
    }
    size_t length = take_number(input);
    if (length > (size_t)(input->end - input->at))
        fail("a text is cut short");
    struct attack_text text = {input->at, length};
    input->at += length;
    return text;
}

static void take_fields(struct input *input, struct event *event)
{
    event->value_count = 0;
    event->field_count = take_number(input);
    if (event->field_count > FIELDS_MOST)
        fail("too many fields");
    for (uint32_t i = 0; i < event->field_count; i++) {
        struct attack_text name = take_text(input);
        struct field field = {name, event->value_count, take_number(input)};
        if (field.count > VALUES_MOST - event->value_count)
            fail("too many values");
        for (uint32_t value = 0; value < field.count; value++)
            event->values[event->value_count++] = take_text(input);
        event->fields[i] = field;
    }
}

static struct attack_text field_of(void *context, uint32_t number, uint32_t value)
{
    const struct event *event = context;
    const char *name = attack_field_name(event->db, number);
    for (uint32_t i = 0; i < event->field_count; i++) {
        const struct field *field = &event->fields[i];
        if (attack_text_is(field->name, name))
            return value < field->count ? event->values[field->first + value] : (struct attack_text){NULL, 0};
    }
    return (struct attack_text){NULL, 0};
}

static struct attack_text value_of(void *context, uint32_t value)
{
    const struct event *event = context;
    return value < event->value_count ? event->values[value] : (struct attack_text){NULL, 0};
}

/* Prints each rule once, in the order of the mapping. */
static void print_rules(const struct attack_db *db, const uint32_t *events, uint32_t count, bool *has_matched)
{
    const char *separator = "";
    struct attack_event event;
    struct attack_rule rule;
    for (uint32_t i = 0; i < count; i++)
        if (attack_event_at(db, events[i], &event) && attack_event_rule(db, &event, &rule))
            has_matched[rule.index] = true;
    for (uint32_t i = 0; i < attack_rule_count(db); i++)
        if (has_matched[i] && attack_rule_at(db, i, &rule)) {
            printf("%s%s", separator, rule.id);
            separator = " ";
            has_matched[i] = false;
        }
    printf("\n");
}

int main(void)
{
    static struct event fields;
    const struct attack_db *db = fields.db = MAPPING_FUNCTION();
    struct input input = read_all(stdin);
    uint32_t room = attack_event_count(db), rules = attack_rule_count(db);
    size_t bytes = attack_scratch_size(db);
    uint32_t *events = take_memory(NULL, (size_t)room + 1, sizeof *events);
    union attack_scratch *scratch = take_memory(NULL, bytes / sizeof *scratch + 1, sizeof *scratch);
    bool *has_matched = take_memory(NULL, (size_t)rules + 1, sizeof *has_matched);

    for (uint32_t i = 0; i < rules; i++) {
        struct attack_rule rule;
        printf("%s%s", i ? " " : "", attack_rule_at(db, i, &rule) ? rule.id : "?");
        has_matched[i] = false;
    }
    printf("\n");
    while (input.at < input.end) {
        struct attack_log_event event = {{NULL, 0}, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, field_of, value_of, &fields, 0};
        event.platform = take_text(&input);
        event.provider = take_text(&input);
        event.channel = take_text(&input);
        event.id = take_text(&input);
        take_fields(&input, &fields);
        if (input.at == input.end || *input.at++ != '\n')
            fail("expected the end of a line");
        uint32_t count = attack_match_conditions(db, &event, scratch, bytes, events, room);
        print_rules(db, events, count < room ? count : room, has_matched);
    }
    free(events);
    free(scratch);
    free(has_matched);
    free(input.text);
    return ferror(stdout) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
