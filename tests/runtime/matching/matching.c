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

/* Each question is compared with every event, so of many events only some are asked for. */
size_t event_step(void)
{
    return oracle->event_count * oracle->event_count / 200000 + 1;
}

/* Copies a text: mostly unchanged, else in another case, or changed. */
static struct oracle_text vary(char *copy, size_t room, const char *text)
{
    struct oracle_text varied = {copy, strlen(text)};
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

static const char *text_of(size_t event, int part)
{
    const struct oracle_event *one = &oracle->events[event];

    return part == 0 ? one->platform : part == 1 ? one->provider : one->channel;
}

static struct oracle_text vary_log(char *copy, size_t room, size_t event, int part)
{
    static const char *const others[] = {"sysmon", "Linux-Sysmon", "Linux-Systematics", "windows", "linux", "Security",
                                         ""};
    struct oracle_text absent = {NULL, 0};
    const char *text = text_of(event, part);

    switch (random_below(8)) {
    case 0:
        return absent;
    case 1:
        text = others[random_below(sizeof others / sizeof *others)];
        break;
    case 2:
        text = text_of(random_below((uint32_t)oracle->event_count), part);
        break;
    default:
        break;
    }
    return text ? vary(copy, room, text) : absent;
}

void make_log(struct made_up *made, size_t event)
{
    const char *id = oracle->events[event].id;

    made->id = id ? vary(made->id_text, sizeof made->id_text, id) : oracle_known(NULL);
    made->log.platform = vary_log(made->log_text[0], sizeof made->log_text[0], event, 0);
    made->log.provider = vary_log(made->log_text[1], sizeof made->log_text[1], event, 1);
    made->log.channel = vary_log(made->log_text[2], sizeof made->log_text[2], event, 2);
}

/* Adds a field that one of the events with this id has a filter for, most often with the filter's value. */
static void add_field(struct made_up *made, const struct oracle_filter *filter, const char *value)
{
    size_t at = made->fields.count;

    if (at == sizeof made->field / sizeof *made->field)
        return;
    snprintf(made->name[at], sizeof made->name[at], "%s", filter->field);
    if (random_below(2))
        made->name[at][0] ^= 0x20;
    made->field[at].name = oracle_known(made->name[at]);
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
        size_t event = random_below((uint32_t)oracle->event_count);
        const struct oracle_event *from = NULL;

        for (size_t k = 0; k < oracle->event_count && !from; k++, event++) {
            const struct oracle_event *one = &oracle->events[event % oracle->event_count];

            if (one->filter_count && oracle_equal(made->id, one->id))
                from = one;
        }
        for (size_t k = 0; from && k < from->filter_count; k++)
            if (random_below(8))
                add_field(made, &from->filters[k], from->filters[k].value);
    }
}
