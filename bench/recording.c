/* SPDX-License-Identifier: MIT
 *
 * Reading recorded logs with cJSON.
 */
#include "recording.h"

#include <cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 4096, LINE_BYTES = 1 << 20 };

static void *or_die(void *memory)
{
    if (!memory) {
        fputs("recording: out of memory\n", stderr);
        abort();
    }
    return memory;
}

static char *copy(const char *text)
{
    return strcpy(or_die(malloc(strlen(text) + 1)), text);
}

/* ---- Events ---- */

/* A number as the log spells it, as far as cJSON tells; objects, arrays and null are absent. */
static struct recorded_text value_of(cJSON *item)
{
    struct recorded_text value = {NULL, 0};

    if (cJSON_IsNumber(item)) {
        char number[64];

        snprintf(number, sizeof number, floor(item->valuedouble) == item->valuedouble ? "%.0f" : "%.17g",
                 item->valuedouble);
        item->valuestring = copy(number); /* cJSON_Delete frees it */
    }
    if (cJSON_IsBool(item))
        value.text = cJSON_IsTrue(item) ? "true" : "false";
    else if (cJSON_IsString(item) || cJSON_IsNumber(item))
        value.text = item->valuestring;
    value.length = value.text ? strlen(value.text) : 0;
    return value;
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool same_name(const char *one, const char *other)
{
    while (*one && lower(*one) == lower(*other)) {
        one++;
        other++;
    }
    return lower(*one) == lower(*other);
}

struct recorded_text recorded_value(const struct recorded_event *event, const char *name)
{
    struct recorded_text absent = {NULL, 0};

    for (size_t i = 0; i < event->field_count; i++)
        if (same_name(event->fields[i].name, name))
            return event->fields[i].value;
    return absent;
}

static void fill_event(cJSON *line, struct recorded_event *event)
{
    size_t room = (size_t)cJSON_GetArraySize(line);

    event->fields = or_die(calloc(room + 1, sizeof *event->fields));
    event->field_count = 0;
    for (cJSON *item = line->child; item; item = item->next) {
        event->fields[event->field_count].name = item->string;
        event->fields[event->field_count++].value = value_of(item);
    }
    event->id = recorded_value(event, "EventID");
    event->channel = recorded_value(event, "Channel");
    event->provider = recorded_value(event, "SourceName");
    if (!event->provider.text)
        event->provider = recorded_value(event, "ProviderName");
}

/* ---- Files ---- */

static bool read_log(const char *path, struct recording *log)
{
    static char text[LINE_BYTES];
    FILE *file = fopen(path, "rb");
    cJSON *lines = or_die(cJSON_CreateArray());
    size_t room = 0;

    log->parsed = lines;
    for (; file && fgets(text, sizeof text, file);) {
        cJSON *line = cJSON_Parse(text);

        if (!cJSON_IsObject(line)) {
            fprintf(stderr, "recording: %s: line %zu is no JSON object\n", path, log->event_count + 1);
            cJSON_Delete(line);
            fclose(file);
            return false;
        }
        cJSON_AddItemToArray(lines, line);
        if (log->event_count == room) {
            room = room ? 2 * room : 256;
            log->events = or_die(realloc(log->events, room * sizeof *log->events));
        }
        fill_event(line, &log->events[log->event_count++]);
    }
    if (!file) {
        perror(path);
        return false;
    }
    fclose(file);
    return true;
}

bool recordings_read(const char *directory, struct recordings *recordings)
{
    char path[PATH_BYTES], line[1024];
    FILE *labels;
    bool good = true;

    recordings->log = NULL;
    recordings->count = 0;
    snprintf(path, sizeof path, "%s/labels.tsv", directory);
    labels = fopen(path, "r");
    if (!labels) {
        perror(path);
        return false;
    }
    for (bool head = true; good && fgets(line, sizeof line, labels); head = false) {
        struct recording log = {"", "", NULL, 0, NULL};

        if (head || sscanf(line, "%127s %15s", log.name, log.technique) != 2)
            continue;
        recordings->log = or_die(realloc(recordings->log, (recordings->count + 1) * sizeof log));
        snprintf(path, sizeof path, "%s/%s", directory, log.name);
        good = read_log(path, &log);
        recordings->log[recordings->count++] = log;
    }
    fclose(labels);
    if (!good)
        recordings_free(recordings);
    return good;
}

void recordings_free(struct recordings *recordings)
{
    for (size_t i = 0; i < recordings->count; i++) {
        for (size_t k = 0; k < recordings->log[i].event_count; k++)
            free(recordings->log[i].events[k].fields);
        free(recordings->log[i].events);
        cJSON_Delete(recordings->log[i].parsed);
    }
    free(recordings->log);
    recordings->log = NULL;
    recordings->count = 0;
}
