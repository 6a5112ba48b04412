/* SPDX-License-Identifier: MIT
 *
 * The rules of lookups, of matching, of scores and of coverage, as in attack_events.h, over the arrays of an oracle.
 */
#include "oracle.h"

#include <stdlib.h>
#include <string.h>

static char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool oracle_equal(struct oracle_text known, const char *text)
{
    if (!known.text || !text || strlen(text) != known.length)
        return false;
    for (size_t i = 0; i < known.length; i++)
        if (folded(known.text[i]) != folded(text[i]))
            return false;
    return true;
}

/* ---- Lookups ---- */

static bool starts_with(const char *id, struct oracle_text text, size_t length)
{
    return strlen(id) >= length && memcmp(id, text.text, length) == 0;
}

size_t oracle_technique(const struct oracle *oracle, struct oracle_text id)
{
    for (size_t i = 0; id.text && i < oracle->technique_count; i++)
        if (strlen(oracle->techniques[i].id) == id.length && starts_with(oracle->techniques[i].id, id, id.length))
            return i;
    return oracle->technique_count;
}

bool oracle_is_parent(const struct oracle *oracle, size_t parent, size_t technique)
{
    const char *id = oracle->techniques[parent].id, *sub = oracle->techniques[technique].id;

    return !strchr(id, '.') && starts_with(sub, oracle_known(id), strlen(id)) && sub[strlen(id)] == '.';
}

/* "T1003.*" is T1003 and everything that starts with "T1003.". */
static bool is_of_family(const char *id, struct oracle_text family)
{
    size_t length = family.length;

    if (!length ||
        (length > 2 && memcmp(family.text + length - 2, ".*", 2) == 0 && starts_with(id, family, length - 1)))
        return length > 0;
    if (length > 2 && memcmp(family.text + length - 2, ".*", 2) == 0)
        length -= 2;
    return strlen(id) == length && starts_with(id, family, length);
}

static bool has_name(const struct oracle_names *names, struct oracle_text text)
{
    for (size_t i = 0; i < names->count; i++)
        if (oracle_equal(text, names->name[i]))
            return true;
    return false;
}

bool oracle_is_selected(const struct oracle *oracle, size_t technique, enum oracle_selection by,
                        struct oracle_text text)
{
    const struct oracle_technique *one = &oracle->techniques[technique];

    if (!text.text)
        return false;
    return by == ORACLE_FAMILY     ? is_of_family(one->id, text)
           : by == ORACLE_TACTIC   ? has_name(&one->tactics, text)
           : by == ORACLE_PLATFORM ? has_name(&one->platforms, text)
                                   : has_name(&one->components, text);
}

struct oracle_text oracle_meant(const struct oracle *oracle, struct oracle_text id)
{
    for (size_t i = 0; i < oracle->alias_count; i++)
        if (oracle_equal(id, oracle->aliases[i].name))
            return oracle_known(oracle->aliases[i].id);
    return id;
}

bool oracle_is_found(const struct oracle *oracle, size_t event, enum oracle_key by, struct oracle_text log,
                     struct oracle_text id)
{
    const struct oracle_event *one = &oracle->events[event];

    return oracle_equal(id, one->id) &&
           (by == ORACLE_BY_ID || oracle_equal(log, by == ORACLE_BY_PROVIDER ? one->provider : one->channel));
}

bool oracle_is_number(struct oracle_text id, uint32_t *number)
{
    uint64_t read = 0;

    if (!id.text || !id.length || id.length > 10 || (id.text[0] == '0' && id.length > 1))
        return false;
    for (size_t i = 0; i < id.length; i++) {
        if (id.text[i] < '0' || id.text[i] > '9')
            return false;
        read = read * 10 + (uint64_t)(id.text[i] - '0');
    }
    *number = (uint32_t)read;
    return read <= UINT32_MAX;
}

/* ---- Matching ---- */

static bool both_known(struct oracle_text known, const char *text)
{
    return known.text && text;
}

static bool is_linux_sysmon(struct oracle_text provider)
{
    return oracle_equal(provider, "sysmon") || oracle_equal(provider, "Linux-Sysmon");
}

static bool same_provider(struct oracle_text known, const char *text)
{
    return oracle_equal(known, text) || (is_linux_sysmon(known) && is_linux_sysmon(oracle_known(text)));
}

bool oracle_is_candidate(const struct oracle *oracle, size_t event, const struct oracle_log *log, struct oracle_text id)
{
    return !oracle->events[event].has_condition && oracle_is_of_log(oracle, event, log, id);
}

bool oracle_is_of_log(const struct oracle *oracle, size_t event, const struct oracle_log *log, struct oracle_text id)
{
    const struct oracle_event *one = &oracle->events[event];

    if (!oracle_equal(id, one->id) && !(one->has_condition && !one->id))
        return false;
    if (both_known(log->platform, one->platform) && !oracle_equal(log->platform, one->platform))
        return false;
    if (both_known(log->provider, one->provider) && !same_provider(log->provider, one->provider))
        return false;
    if (both_known(log->channel, one->channel) && !oracle_equal(log->channel, one->channel))
        return false;
    return both_known(log->provider, one->provider) || both_known(log->channel, one->channel);
}

struct oracle_text oracle_value(const struct oracle_fields *fields, const char *name, size_t index)
{
    struct oracle_text absent = {NULL, 0};

    for (size_t i = 0; i < fields->count; i++)
        if (oracle_equal(fields->field[i].name, name) && !index--)
            return fields->field[i].value;
    return absent;
}

static enum oracle_truth holds(const struct oracle_filter *filter, const struct oracle_fields *fields)
{
    for (size_t i = 0; oracle_value(fields, filter->field, i).text; i++)
        if (oracle_equal(oracle_value(fields, filter->field, i), filter->value))
            return ORACLE_TRUE;
    return oracle_value(fields, filter->field, 0).text ? ORACLE_FALSE : ORACLE_UNKNOWN;
}

enum oracle_truth oracle_filters(const struct oracle *oracle, size_t event, const struct oracle_fields *fields)
{
    const struct oracle_event *one = &oracle->events[event];
    size_t counts[3] = {0, 0, 0};

    for (size_t i = 0; i < one->filter_count; i++)
        counts[holds(&one->filters[i], fields)]++;
    return counts[ORACLE_FALSE] || one->has_condition ? ORACLE_FALSE
           : counts[ORACLE_UNKNOWN]                   ? ORACLE_UNKNOWN
                                                      : ORACLE_TRUE;
}

bool oracle_matches(const struct oracle *oracle, size_t event, const struct oracle_fields *fields, bool unknown)
{
    enum oracle_truth truth = oracle_filters(oracle, event, fields);

    return truth == ORACLE_TRUE || (unknown && truth == ORACLE_UNKNOWN);
}

/* ---- The most that an event can need ---- */

/* Whether an earlier one of these events, or an earlier filter of this one, has the field in the same spelling. */
static bool is_named_before(const struct oracle *oracle, const uint32_t *events, size_t event, size_t filter)
{
    const char *field = oracle->events[events[event]].filters[filter].field;

    for (size_t i = 0; i <= event; i++)
        for (size_t k = 0; events[i] < oracle->event_count && k < oracle->events[events[i]].filter_count; k++)
            if ((i < event || k < filter) && strcmp(oracle->events[events[i]].filters[k].field, field) == 0)
                return true;
    return false;
}

size_t oracle_field_count(const struct oracle *oracle, const uint32_t *events, size_t count)
{
    size_t fields = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; events[i] < oracle->event_count && k < oracle->events[events[i]].filter_count; k++)
            fields += !is_named_before(oracle, events, i, k);
    return fields;
}

/* Writes the events of the same id. Returns how many; 0 of an event without an id. */
static size_t same_id(const struct oracle *oracle, size_t event, uint32_t *events)
{
    size_t count = 0;

    for (size_t i = 0; i < oracle->event_count; i++)
        if (!oracle->events[i].has_condition &&
            oracle_equal(oracle_known(oracle->events[event].id), oracle->events[i].id))
            events[count++] = (uint32_t)i;
    return count;
}

static size_t most_of(const struct oracle *oracle, bool fields)
{
    uint32_t *events = calloc(oracle->event_count + 1, sizeof *events);
    size_t most = 1;

    if (!events)
        abort();
    for (size_t i = 0; i < oracle->event_count; i++) {
        size_t count = same_id(oracle, i, events);

        if (fields)
            count = oracle_field_count(oracle, events, count);
        most = count > most ? count : most;
    }
    free(events);
    return most;
}

size_t oracle_candidates_most(const struct oracle *oracle)
{
    return most_of(oracle, false);
}

size_t oracle_fields_most(const struct oracle *oracle)
{
    return most_of(oracle, true);
}

/* ---- Scores ---- */

/* The rank, 3 for a condition and a rule that detects and names at most two techniques, 2 for another rule, 1 for a
 * direct row and 0 for a candidate, stands above the 30 bits of the value. The lowest four bits of ranks 3 and 2 are no
 * value: twice the level and 1 of a rule, twice 6 of a condition. */
#define VALUE_END (UINT32_C(1) << 30)

uint32_t oracle_score(const struct oracle *oracle, size_t technique, size_t event)
{
    const struct oracle_event *shown = &oracle->events[event];

    enum oracle_kind kind = oracle_shows(oracle, technique, event);
    uint32_t share = (uint32_t)(kind == ORACLE_NOT ? 0 : 65536 / shown->shown_count[kind]);
    bool tells = shown->is_detection && shown->shown_count[ORACLE_RULE] <= 2;

    if (kind == ORACLE_RULE)
        return (tells ? 3 : 2) * VALUE_END + share * 16 + 2 * shown->level + 1;
    if (kind == ORACLE_CONDITION || kind == ORACLE_DIRECT)
        return (kind == ORACLE_CONDITION ? 3 : 1) * VALUE_END + share * 16 + (kind == ORACLE_CONDITION ? 2 * 6 : 0);
    return (uint32_t)((uint64_t)share * oracle->techniques[technique].factor.rounded / 128);
}

uint32_t oracle_sum(uint32_t score, uint32_t other)
{
    uint32_t rank = (score > other ? score : other) / VALUE_END;
    uint32_t step = rank < 2 ? 1 : 16; /* the lowest bits are no value: the higher ones count, of those of this rank */
    uint32_t lowest = score / VALUE_END == rank ? score % step : 0;
    uint32_t one = score % VALUE_END, two = other % VALUE_END;
    uint32_t sum = (score / VALUE_END < 2 ? one : one / 16 * 16) / step * step +
                   (other / VALUE_END < 2 ? two : two / 16 * 16) / step * step;

    if (other / VALUE_END == rank && other % step > lowest)
        lowest = other % step;
    return rank * VALUE_END + (sum < VALUE_END - (step - 1) ? sum : VALUE_END - step) + lowest;
}

double oracle_exact_score(const struct oracle *oracle, size_t technique, size_t event)
{
    return oracle->techniques[technique].factor.exact / (double)oracle->events[event].shown_count[ORACLE_CANDIDATE];
}

/* ---- Coverage ---- */

struct oracle_coverage oracle_coverage(const struct oracle *oracle, size_t technique, const bool *chosen,
                                       const bool *collected)
{
    bool *has_chosen = calloc(oracle->component_count + 1, 1), *has_collected = calloc(oracle->component_count + 1, 1);
    struct oracle_coverage coverage = {0, 0};

    if (!has_chosen || !has_collected)
        abort();
    for (size_t i = 0; i < oracle->row_count; i++) {
        const struct oracle_row *row = &oracle->rows[i];

        if (row->technique != technique || row->event == oracle->event_count || !chosen[row->event])
            continue;
        has_chosen[row->component] = true;
        has_collected[row->component] = has_collected[row->component] || collected[row->event];
    }
    for (size_t i = 0; i < oracle->component_count; i++) {
        coverage.data_components += has_chosen[i];
        coverage.covered += has_collected[i];
    }
    free(has_chosen);
    free(has_collected);
    return coverage;
}
