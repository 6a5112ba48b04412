/* SPDX-License-Identifier: MIT
 *
 * The rules of matching, of scores and of coverage, as in attack_events.h, over the naive reader's rows.
 */
#include "model.h"

#include <math.h>
#include <string.h>

/* ---- Matching ---- */

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool model_equal(struct model_text known, const char *text)
{
    if (strlen(text) != known.length)
        return false;
    for (size_t i = 0; i < known.length; i++)
        if (folded(known.text[i]) != folded(text[i]))
            return false;
    return true;
}

static bool both_known(struct model_text known, const char *text)
{
    return known.text && text;
}

static bool is_linux_sysmon(const char *text, size_t length)
{
    struct model_text known = {text, length};

    return model_equal(known, "sysmon") || model_equal(known, "Linux-Sysmon");
}

static bool same_provider(struct model_text known, const char *text)
{
    return model_equal(known, text) ||
           (is_linux_sysmon(known.text, known.length) && is_linux_sysmon(text, strlen(text)));
}

bool model_is_candidate(const struct model *model, size_t event, const struct model_log *log, struct model_text id)
{
    const char *const *field = model->events[event].row->field;
    const char *platform = field[NAIVE_EVENT_PLATFORM], *provider = field[NAIVE_LOG_SOURCE],
               *channel = field[NAIVE_CHANNEL];

    if (!id.text || !field[NAIVE_EVENT_ID] || !model_equal(id, field[NAIVE_EVENT_ID]))
        return false;
    if (both_known(log->platform, platform) && !model_equal(log->platform, platform))
        return false;
    if (both_known(log->provider, provider) && !same_provider(log->provider, provider))
        return false;
    if (both_known(log->channel, channel) && !model_equal(log->channel, channel))
        return false;
    return both_known(log->provider, provider) || both_known(log->channel, channel);
}

struct model_text model_value(const struct model_fields *fields, const char *name)
{
    struct model_text absent = {NULL, 0};

    for (size_t i = 0; i < fields->count; i++)
        if (naive_compare_folded(fields->field[i].name, name) == 0)
            return fields->field[i].value;
    return absent;
}

bool model_matches(const struct model *model, size_t event, const struct model_fields *fields, bool unknown)
{
    bool matches = true;

    for (size_t i = 0; i < model->events[event].filter_count; i++) {
        struct model_text value = model_value(fields, model->events[event].filters[i].field);

        if (value.text ? !model_equal(value, model->events[event].filters[i].value) : !unknown)
            matches = false;
    }
    return matches;
}

/* ---- The most that an event can need ---- */

static bool same_id(const struct model *model, size_t one, size_t other)
{
    const char *id = model_event_text(model, one, NAIVE_EVENT_ID);

    return id && naive_compare_folded(id, model_event_text(model, other, NAIVE_EVENT_ID)) == 0;
}

size_t model_candidates_most(const struct model *model)
{
    size_t most = 1;

    for (size_t i = 0; i < model->event_count; i++) {
        size_t count = 0;

        for (size_t k = 0; k < model->event_count; k++)
            count += same_id(model, i, k);
        most = count > most ? count : most;
    }
    return most;
}

/* Whether an earlier event with the same id, or an earlier filter of this one, has the field of this filter in the
 * same spelling. Each spelling is asked for. */
static bool is_named_before(const struct model *model, size_t event, size_t filter)
{
    const char *field = model->events[event].filters[filter].field;

    for (size_t i = 0; i <= event; i++)
        for (size_t k = 0; same_id(model, i, event) && k < model->events[i].filter_count; k++)
            if ((i < event || k < filter) && strcmp(model->events[i].filters[k].field, field) == 0)
                return true;
    return false;
}

size_t model_fields_most(const struct model *model)
{
    size_t most = 1;

    for (size_t i = 0; i < model->event_count; i++) {
        size_t count = 0;

        for (size_t k = 0; k < model->event_count; k++)
            for (size_t filter = 0; same_id(model, i, k) && filter < model->events[k].filter_count; filter++)
                count += !is_named_before(model, k, filter);
        most = count > most ? count : most;
    }
    return most;
}

/* ---- Scores ---- */

struct model_factor model_factor(const struct model *model, size_t technique)
{
    struct model_factor factor = {65535, 0};
    uint64_t sum = 0, square;
    double exact_sum = 0;

    for (size_t i = 0; i < model->event_count; i++)
        if (model_shows(model, technique, i)) {
            sum += 65536 / model->events[i].technique_count;
            exact_sum += 1.0 / (double)model->events[i].technique_count;
        }
    square = sum ? ((uint64_t)1 << 38) / sum : 0;
    while ((uint64_t)factor.rounded * factor.rounded > square)
        factor.rounded--;
    factor.exact = exact_sum > 0 ? 1.0 / sqrt(exact_sum) : 0;
    return factor;
}

uint32_t model_score(const struct model *model, struct model_factor factor, size_t event)
{
    return (uint32_t)(65536 / model->events[event].technique_count * factor.rounded / 128);
}

double model_exact_score(const struct model *model, struct model_factor factor, size_t event)
{
    return factor.exact / (double)model->events[event].technique_count;
}

/* ---- Coverage ---- */

static bool has_component(const struct naive_row *row, const struct naive_row *component)
{
    return naive_same_columns(row, component, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT);
}

struct model_coverage model_coverage(const struct model *model, size_t technique, const bool *chosen,
                                     const bool *collected)
{
    const struct naive_rows *components = &model->mapping.components, *rows = &model->mapping.rows;
    struct model_coverage coverage = {0, 0};

    for (size_t i = 0; i < components->count; i++) {
        bool has_chosen = false, has_collected = false;

        if (!naive_same(components->row[i].field[NAIVE_TECHNIQUE_ID],
                        model_technique_text(model, technique, NAIVE_TECHNIQUE_ID)))
            continue;
        for (size_t k = 0; k < rows->count; k++) {
            size_t event = model->event_of_row[k];

            if (model->technique_of_row[k] != technique || event == model->event_count || !chosen[event] ||
                !has_component(&rows->row[k], &components->row[i]))
                continue;
            has_chosen = true;
            has_collected = has_collected || collected[event];
        }
        coverage.data_components += has_chosen;
        coverage.covered += has_collected;
    }
    return coverage;
}
