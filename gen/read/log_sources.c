/* SPDX-License-Identifier: MIT
 *
 * Turns the log sources of analytics into events. ATT&CK writes a log's name and, in `channel`, keys, prose or both:
 * "EventCode=4624, 4648", "execve", "execve: Execution of dd or shred". A log source is exact if its channel is nothing
 * but keys. What a key looks like in which log is data: log_tables.c.
 */
#include "base/generator_limits.h"
#include "host/letter_case.h"
#include "log_keys.h"
#include "stix.h"

#include <stdlib.h>
#include <string.h>

enum { FAMILIES_LIMIT = 16 }; /* that log_families has for one log; the most are 5 */

/* The log source that is being read. */
struct source {
    struct reading *reading;
    struct place place;
    const char *log;
    const char *analytic;
    uint32_t component, platforms;
    const struct log_family *families[FAMILIES_LIMIT]; /* of the log */
    size_t family_count;
    bool adds;                                 /* false: only find out what the channel consists of */
    struct numbers events;                     /* + 1 */
    bool has_keys, has_prose, has_codes, ends; /* ends: the rest of the channel is a sentence */
};

static bool is_log(const char *pattern, const char *log)
{
    while (*pattern && *pattern != '*' && fold(*pattern) == fold(*log)) {
        pattern++;
        log++;
    }
    return *pattern == '*' ? *log != '\0' : !*pattern && !*log;
}

static uint32_t add_text(const struct source *source, const char *text)
{
    return text ? model_text(source->reading->model, text, strlen(text), source->place) : ABSENT;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Counts an event. Returns false, and reports once, above the limit. */
static bool count_event(const struct source *source)
{
    struct model *model = source->reading->model;

    if (++model->release.read_events == RELEASE_EVENTS_LIMIT + 1)
        report_error(model->diagnostics, source->place, "too many log sources of analytics; the limit is %d",
                     RELEASE_EVENTS_LIMIT);
    return model->release.read_events <= RELEASE_EVENTS_LIMIT;
}

/* Adds an event on each platform of the analytic. */
static void add_event(struct source *source, struct event event, const struct log_family *family)
{
    struct model *model = source->reading->model;
    size_t count;
    const uint32_t *platforms = model_list_at(model, source->platforms, &count);

    for (size_t i = 0; (i < count || i == 0) && count_event(source); i++) {
        event.platform = count ? model_folded(model, platforms[i]) : ABSENT;
        if (family->platform)
            event.platform = add_text(source, family->platform);
        else if (family->cloud && strcmp(model_text_at(model, event.platform), "iaas") == 0)
            event.platform = add_text(source, family->cloud);
        numbers_add(model->arena, &source->events, intern(&model->events, &event, sizeof event) + 1);
    }
}

/* Adds an event of Windows; one that the log does not have is dropped. Warns about a log that is not the event's. */
static void add_windows_event(struct source *source, const struct log_family *family, const char *code)
{
    unsigned long number = strtoul(code, NULL, 10);
    const struct windows_event *found = NULL;
    struct diagnostics *diagnostics = source->reading->model->diagnostics;

    for (size_t i = 0; i < windows_event_count && !found; i++)
        if (fold_equal(windows_events[i].log, source->log) && number >= windows_events[i].first &&
            number <= windows_events[i].last)
            found = &windows_events[i];
    if (!found || found->remark)
        report_warning(diagnostics, source->place, "%s names event %lu of %s, which %s; %s", source->analytic, number,
                       quoted(source->log, strlen(source->log)), found ? found->remark : "is not known to have it",
                       found ? "corrected" : "ignored");
    if (found)
        add_event(source,
                  (struct event){.id = add_text(source, code),
                                 .provider = add_text(source, found->provider),
                                 .channel = add_text(source, found->channel)},
                  family);
}

static void add_key(struct source *source, const struct log_family *family, const char *key)
{
    const char *star = strchr(family->log, '*');
    struct event event = {
        .id = add_text(source, !family->id          ? key
                               : *family->id == '*' ? source->log + (star - family->log)
                                                    : family->id),
        .provider = add_text(source, family->provider ? family->provider : source->log),
        .channel = add_text(source, family->channel),
    };
    uint32_t filter[2];

    if (family->shape == KEY_CODE) {
        add_windows_event(source, family, key);
        return;
    }
    filter[0] = add_text(source, family->field);
    filter[1] = add_text(source, family->value ? family->value : key);
    if (family->field)
        event.filters = intern(&source->reading->model->lists, filter, sizeof filter);
    add_event(source, event, family);
}

/* ---- Channels --------------------------------------------------------------------------------------------------- */

/* Returns how many bytes of the piece a label takes; 0 if it is not there. */
static size_t label_length(const char *piece, size_t length, const char *label)
{
    size_t taken = strlen(label);

    if (length <= taken || strncmp(piece, label, taken) != 0)
        return 0;
    while (taken < length && piece[taken] == ' ')
        taken++;
    return taken;
}

/* Tries a family on a piece, as a whole and as a key with prose behind it. */
static bool try_family(struct source *source, const struct log_family *family, const char *piece, size_t length)
{
    const char *label = family->shape == KEY_CODE ? "EventCode=" : family->label;
    size_t taken = label ? label_length(piece, length, label) : 0, lengths[3];
    const char *colon;
    char key[KEY_BYTES];

    if (label && !taken && !(family->shape == KEY_CODE && source->has_codes))
        return false;
    piece += taken;
    length -= taken;
    colon = memchr(piece, ':', length);
    lengths[0] = length;
    lengths[1] = colon ? (size_t)(colon - piece) : length;
    for (lengths[2] = 0; lengths[2] < length && !strchr(" :(", piece[lengths[2]]);)
        lengths[2]++;
    for (size_t i = 0; i < 3; i++) {
        if (i == 2 && family->shape == KEY_LOG && !memchr(piece, '.', lengths[i]))
            continue; /* "SSL inspection" is of no log */
        if (!read_log_key(family, piece, lengths[i], key))
            continue;
        source->has_codes = source->has_codes || family->shape == KEY_CODE;
        source->has_prose = source->has_prose || lengths[i] < length;
        source->ends = lengths[i] < length && piece[lengths[i]] == ':'; /* the rest is a sentence */
        source->has_keys = source->has_keys || !family->is_silent;
        if (source->adds && !family->is_silent)
            add_key(source, family, key);
        return true;
    }
    return false;
}

static void read_piece(struct source *source, const char *piece, size_t length, bool is_before_word)
{
    while (length && *piece == ' ') {
        piece++;
        length--;
    }
    while (length && piece[length - 1] == ' ')
        length--;
    if (!length) {
        source->has_prose = source->has_prose || is_before_word; /* "a, b, or c" is the end of a sentence */
        return;
    }
    for (size_t i = 0; i < source->family_count; i++)
        if (try_family(source, source->families[i], piece, length))
            return;
    source->has_prose = true;
}

/* Finds the families of the log. Returns whether its keys contain slashes, which separate keys elsewhere. */
static bool find_families(struct source *source)
{
    bool has_slashes = false;

    for (size_t i = 0; i < log_family_count && source->family_count < FAMILIES_LIMIT; i++) {
        if (!is_log(log_families[i].log, source->log))
            continue;
        source->families[source->family_count++] = &log_families[i];
        has_slashes = has_slashes || log_families[i].shape == KEY_PATH;
    }
    return has_slashes;
}

/* Returns the length of the separator at the start of a text; 0 if there is none. */
static size_t separator_length(const char *text, bool has_slash)
{
    if (strchr(",|+", *text) || (*text == '/' && !has_slash))
        return 1;
    return strncmp(text, " or ", 4) == 0 || strncmp(text, " OR ", 4) == 0 ? 3 : 0;
}

static void read_channel(struct source *source, const char *channel, bool has_slash)
{
    const char *start = channel, *at = channel;
    size_t pieces = 0;

    for (; *at && !source->ends && pieces < CHANNEL_KEYS_LIMIT; at++) {
        size_t separator = separator_length(at, has_slash);

        if (!separator)
            continue;
        read_piece(source, start, (size_t)(at - start), separator > 1);
        at += separator - 1;
        start = at + 1;
        pieces++;
    }
    if (*at)
        source->has_prose = true;
    else if (!source->ends)
        read_piece(source, start, (size_t)(at - start), false);
}

/* ---- Log sources ------------------------------------------------------------------------------------------------ */

void read_log_source(struct reading *reading, const struct node *item, uint32_t analytic, uint32_t platforms,
                     uint32_t component, struct numbers *parts)
{
    struct model *model = reading->model;
    uint32_t name = read_text(reading, value_of(item, "name"), "the name of a log source");
    uint32_t channel = read_text(reading, value_of(item, "channel"), "the channel of a log source");
    struct source source = {.reading = reading,
                            .place = item->place,
                            .log = model_text_at(model, name),
                            .analytic = model_text_at(model, analytic),
                            .component = component,
                            .platforms = platforms};
    bool has_slashes = find_families(&source);

    read_channel(&source, model_text_at(model, channel), has_slashes);
    if (source.has_keys && (!source.has_prose || model->analytics == ANALYTICS_KEYS)) {
        source.adds = true;
        source.ends = source.has_codes = false;
        read_channel(&source, model_text_at(model, channel), has_slashes);
    }
    if (!source.events.count && !count_event(&source))
        return;
    for (size_t i = 0; i < source.events.count || i == 0; i++) {
        numbers_add(model->arena, parts, component);
        numbers_add(model->arena, parts, source.events.count ? source.events.items[i] : 0);
    }
}
