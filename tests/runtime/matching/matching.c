/* SPDX-License-Identifier: MIT
 *
 * Random events of logs, made from a mapping's own events, and functions that the parts of test_matching share.
 */
#include "matching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 0x9e3779b97f4a7c15u; /* of xorshift64*; never 0 */

void random_start(uint64_t seed)
{
    state = seed * 2 + 1;
}

uint32_t random_below(uint32_t end)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (uint32_t)((state * 0x2545f4914f6cdd1du) >> 33) % end;
}

struct attack_text as_text(struct model_text text)
{
    struct attack_text same = {text.text, text.length};

    return same;
}

struct attack_log as_log(const struct model_log *log)
{
    struct attack_log same = {as_text(log->platform), as_text(log->provider), as_text(log->channel)};

    return same;
}

struct model_text known(const char *text)
{
    struct model_text same = {text, text ? strlen(text) : 0};

    return same;
}

uint32_t expected_candidates(const struct model_log *log, struct model_text id, uint32_t *events)
{
    uint32_t count = 0;

    for (size_t i = 0; i < matching.model.event_count; i++)
        if (model_is_candidate(&matching.model, i, log, id))
            events[count++] = (uint32_t)i;
    return count;
}

size_t event_step(void)
{
    return matching.model.event_count / 400 + 1;
}

uint32_t *room_for(size_t count)
{
    uint32_t *room = malloc((count + 1) * sizeof *room);

    assert_non_null(room);
    memset(room, 0xa5, (count + 1) * sizeof *room);
    return room;
}

/* Copies a text: mostly unchanged, else in another case, or changed. */
static struct model_text vary(char *copy, size_t room, const char *text)
{
    struct model_text varied = {copy, strlen(text)};
    size_t at;

    if (varied.length + 2 > room)
        fail_msg("a text is longer than this test expects: %s", text);
    memcpy(copy, text, varied.length + 1);
    at = varied.length ? random_below((uint32_t)varied.length) : 0;
    switch (random_below(16)) {
    case 0:
        copy[at] = (char)random_below(256);
        break;
    case 1:
        copy[at] ^= 0x20; /* the other case, or another character */
        break;
    case 2:
        copy[varied.length++] = (char)random_below(256);
        break;
    case 3:
        varied.length = at;
        break;
    case 4:
        copy[at] = (char)(copy[at] | 0x80);
        break;
    case 5:
    case 6:
    case 7:
        for (size_t i = 0; i < varied.length; i++)
            if ((copy[i] | 0x20) >= 'a' && (copy[i] | 0x20) <= 'z')
                copy[i] ^= 0x20;
        break;
    default:
        break;
    }
    return varied;
}

static struct model_text vary_log(char *copy, size_t room, size_t event, int column)
{
    static const char *const others[] = {"sysmon", "Linux-Sysmon", "Linux-Systematics", "windows", "linux", "Security",
                                         ""};
    struct model_text absent = {NULL, 0};
    const char *text = model_event_text(&matching.model, event, column);

    switch (random_below(8)) {
    case 0:
        return absent;
    case 1:
        text = others[random_below(sizeof others / sizeof *others)];
        break;
    case 2:
        text = model_event_text(&matching.model, random_below((uint32_t)matching.model.event_count), column);
        break;
    default:
        break;
    }
    return text ? vary(copy, room, text) : absent;
}

void make_log(struct made_up *made, size_t event)
{
    const char *id = model_event_text(&matching.model, event, NAIVE_EVENT_ID);

    made->id = id ? vary(made->id_text, sizeof made->id_text, id) : known(NULL);
    made->log.platform = vary_log(made->log_text[0], sizeof made->log_text[0], event, NAIVE_EVENT_PLATFORM);
    made->log.provider = vary_log(made->log_text[1], sizeof made->log_text[1], event, NAIVE_LOG_SOURCE);
    made->log.channel = vary_log(made->log_text[2], sizeof made->log_text[2], event, NAIVE_CHANNEL);
}

/* Adds a field that one of the events with this id has a filter for, most often with the filter's value. */
static void add_field(struct made_up *made, const struct model_filter *filter, const char *value)
{
    size_t at = made->fields.count;

    if (at == sizeof made->field / sizeof *made->field)
        return;
    snprintf(made->name[at], sizeof made->name[at], "%s", filter->field);
    if (random_below(2))
        made->name[at][0] ^= 0x20;
    made->field[at].name = made->name[at];
    made->field[at].value = vary(made->value[at], sizeof made->value[at], value);
    if (random_below(16) == 0)
        made->field[at].value.length = 0;
    if (random_below(16) == 0)
        made->field[at].value.text = NULL;
    made->fields.count++;
}

void make_fields(struct made_up *made)
{
    made->fields.field = made->field;
    made->fields.count = 0;
    for (int i = 0; i < 2; i++) {
        size_t event = random_below((uint32_t)matching.model.event_count);
        const struct model_event *from = NULL;

        for (size_t k = 0; k < matching.model.event_count && !from; k++, event++) {
            const struct model_event *one = &matching.model.events[event % matching.model.event_count];

            if (one->filter_count && made->id.text && one->row->field[NAIVE_EVENT_ID] &&
                model_equal(made->id, one->row->field[NAIVE_EVENT_ID]))
                from = one;
        }
        for (size_t k = 0; from && k < from->filter_count; k++)
            if (random_below(8))
                add_field(made, &from->filters[k], from->filters[k].value);
    }
}
