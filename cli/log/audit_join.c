/* SPDX-License-Identifier: MIT
 *
 * An event is complete with its record EOE; or, as not every log keeps those, if a record of the same machine is two
 * seconds newer, the time after which auditd itself gives up waiting. Events beyond the limits are taken for complete,
 * the oldest first: then an event whose records are far apart becomes two lines.
 */
#include "audit_join.h"

#include "audit_fields.h"
#include "text/memory.h"

#include <stdio.h>
#include <string.h>

enum { MILLISECONDS_MOST = 2000 };

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

struct part {
    struct attack_text type, body;
    bool is_written;
};

/* Splits the records of an event. Returns how many there are. */
static unsigned split(const struct audit_event *event, struct part parts[AUDIT_RECORDS_LIMIT])
{
    const char *at = event->records.bytes, *end = at + event->records.length;
    unsigned count = 0;

    while (at < end) {
        const char *blank = memchr(at, ' ', (size_t)(end - at)), *stop = memchr(at, '\n', (size_t)(end - at));

        parts[count].type = (struct attack_text){at, (size_t)(blank - at)};
        parts[count].body = (struct attack_text){blank + 1, (size_t)(stop - blank) - 1};
        parts[count++].is_written = false;
        at = stop + 1;
    }
    return count;
}

static bool is_same(struct attack_text one, struct attack_text other)
{
    return one.length == other.length && (!one.length || memcmp(one.text, other.text, one.length) == 0);
}

static bool is(struct attack_text type, const char *name)
{
    return is_same(type, (struct attack_text){name, strlen(name)});
}

/* Whether an event has one record of this type at most, so that it is no list. */
static bool is_single(struct attack_text type)
{
    return is(type, "SYSCALL") || is(type, "EXECVE") || is(type, "CWD") || is(type, "PROCTITLE");
}

/* Writes the value of a member: what the first of these records and all others of its type say. */
static void write_parts(struct part *parts, unsigned count, struct made_text *out)
{
    bool is_execve = is(parts->type, "EXECVE"), is_list = !is_single(parts->type);
    struct made_text joined = {NULL, 0, 0}; /* the arguments of EXECVE go on in the next record, if they are long */

    made_text_add(out, "[", is_list ? 1 : 0);
    for (unsigned i = 0; i < count; i++) {
        if (!is_same(parts[i].type, parts->type) || (i && !is_execve && !is_list))
            continue;
        parts[i].is_written = true;
        if (is_execve) {
            made_text_add(&joined, " ", 1);
            made_text_add(&joined, parts[i].body.text, parts[i].body.length);
            continue;
        }
        made_text_add(out, ",", i ? 1 : 0);
        audit_fields_write(parts[i].type, parts[i].body, out);
    }
    if (is_execve)
        audit_fields_write(parts->type, (struct attack_text){joined.bytes, joined.length}, out);
    made_text_add(out, "]", is_list ? 1 : 0);
    made_text_free(&joined);
}

static void write_head(struct attack_text id, struct attack_text node, struct made_text *out)
{
    made_text_add_word(out, "{\"ID\":");
    made_text_add_string(out, id.text, id.length);
    if (!node.length)
        return;
    made_text_add_word(out, ",\"NODE\":");
    made_text_add_string(out, node.text, node.length);
}

static void write_key(struct attack_text type, struct made_text *out)
{
    made_text_add(out, ",", 1);
    made_text_add_string(out, type.text, type.length);
    made_text_add(out, ":", 1);
}

/* Writes an event, whose records may be of one type several times: a member for each type, where its first one stands.
 */
static void write_event(const struct audit_event *event, struct made_text *out)
{
    struct part parts[AUDIT_RECORDS_LIMIT];
    unsigned count = split(event, parts);
    char id[60];
    int length = snprintf(id, sizeof id, "%llu.%03llu:%llu", event->time / 1000, event->time % 1000, event->serial);

    write_head((struct attack_text){id, (size_t)length}, (struct attack_text){event->node.bytes, event->node.length},
               out);
    for (unsigned i = 0; i < count; i++) {
        if (parts[i].is_written)
            continue;
        write_key(parts[i].type, out);
        write_parts(parts + i, count - i, out);
    }
    made_text_add_word(out, "}\n");
}

/* ---- Joining ---------------------------------------------------------------------------------------------------- */

/* Writes an event and removes it. Its memory is kept for the next one. */
static void finish(struct audit_join *join, unsigned at, struct made_text *out)
{
    struct audit_event finished = join->events[at];

    if (finished.record_count)
        write_event(&finished, out);
    join->bytes -= finished.records.length;
    join->count--;
    memmove(&join->events[at], &join->events[at + 1], (join->count - at) * sizeof *join->events);
    finished.records.length = finished.node.length = finished.record_count = 0;
    join->events[join->count] = finished;
}

static bool is_of_node(const struct audit_event *event, struct attack_text node)
{
    return is_same((struct attack_text){event->node.bytes, event->node.length}, node);
}

/* Writes the events of a machine that are older than its newest record by so much that nothing more comes. Returns the
 * place of the record's own event, or `count`. */
static unsigned find(struct audit_join *join, const struct audit_record *record, struct made_text *out)
{
    unsigned found = UINT32_MAX;

    for (unsigned i = 0; i < join->count; i++) {
        struct audit_event *event = &join->events[i];

        if (event->serial == record->serial && event->time == record->time && is_of_node(event, record->node))
            found = i;
        else if (event->time + MILLISECONDS_MOST < record->time && is_of_node(event, record->node))
            finish(join, i--, out);
    }
    return found < join->count ? found : join->count;
}

static struct audit_event *start(struct audit_join *join, const struct audit_record *record)
{
    struct audit_event *event = &join->events[join->count++];

    event->time = record->time;
    event->serial = record->serial;
    made_text_add(&event->node, record->node.text, record->node.length);
    return event;
}

void audit_record_write(const struct audit_record *record, struct made_text *out)
{
    static const struct attack_text unknown = {"0.000:0", 7}; /* so that the line is one of laurel's */

    write_head(record->id.text ? record->id : unknown, record->node, out);
    write_key(record->type, out);
    audit_fields_write(record->type, record->body, out);
    made_text_add(out, "}", 1);
}

void audit_join_take(struct audit_join *join, const struct audit_record *record, struct made_text *out)
{
    struct audit_event *event;
    unsigned at;

    if (record->is_alone) {
        audit_record_write(record, out);
        made_text_add(out, "\n", 1);
        return;
    }
    at = find(join, record, out);
    if (is(record->type, "EOE")) {
        if (at < join->count)
            finish(join, at, out);
        return;
    }
    if (at == join->count && join->count == AUDIT_EVENTS_LIMIT) {
        finish(join, 0, out);
        at--;
    }
    event = at < join->count ? &join->events[at] : start(join, record);
    made_text_add(&event->records, record->type.text, record->type.length);
    made_text_add(&event->records, " ", 1);
    made_text_add(&event->records, record->body.text, record->body.length);
    made_text_add(&event->records, "\n", 1);
    join->bytes += record->type.length + record->body.length + 2;
    event->record_count++;
    if (event->record_count == AUDIT_RECORDS_LIMIT)
        finish(join, at, out);
    while (join->bytes > AUDIT_BYTES_LIMIT)
        finish(join, 0, out);
}

void audit_join_end(struct audit_join *join, struct made_text *out)
{
    while (join->count)
        finish(join, 0, out);
}

void audit_join_free(struct audit_join *join)
{
    for (unsigned i = 0; i < AUDIT_EVENTS_LIMIT; i++) {
        made_text_free(&join->events[i].node);
        made_text_free(&join->events[i].records);
    }
    join->count = 0;
    join->bytes = 0;
}
