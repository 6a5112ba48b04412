/* SPDX-License-Identifier: MIT
 *
 * Each option that narrows names the texts of a row that it compares; the rest is the same for all options.
 */
#include "row_filters.h"

#include "host/letter_case.h"
#include "selection.h"
#include "text/suggest.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

static bool narrows(enum option_id id)
{
    return ACCEPTS_ROW_FILTERS & ACCEPTS(id);
}

bool row_filters_any(const struct options *options)
{
    for (size_t i = 0; i < options->given_count; i++)
        if (narrows(options->given[i].id))
            return true;
    return false;
}

bool row_filters_admit_text(const struct options *options, enum option_id id, const char *text)
{
    if (!options->values[id])
        return true;
    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].id == id && fold_equal(options->given[i].value, text))
            return true;
    return false;
}

bool row_filters_admit_technique(const struct attack_db *db, const struct options *options,
                                 const struct attack_technique *technique)
{
    struct attack_name_iterator tactics;
    const char *tactic;

    if (!options->values[OPTION_TACTIC])
        return true;
    tactics = attack_technique_tactics(db, technique);
    while ((tactic = attack_name_next(&tactics)) != NULL)
        if (row_filters_admit_text(options, OPTION_TACTIC, tactic))
            return true;
    return false;
}

bool row_filters_admit_event(const struct options *options, const struct attack_event *event)
{
    return row_filters_admit_text(options, OPTION_PLATFORM, event->platform) &&
           row_filters_admit_text(options, OPTION_PROVIDER, event->provider) &&
           row_filters_admit_text(options, OPTION_CHANNEL, event->channel);
}

bool row_filters_admit_row(const struct attack_db *db, const struct options *options, const struct attack_row *row,
                           struct row_filters_cache *cache)
{
    if (cache->id != row->technique.id || cache->variant != row->technique.variant) {
        cache->id = row->technique.id;
        cache->variant = row->technique.variant;
        cache->admits = row_filters_admit_technique(db, options, &row->technique);
    }
    return cache->admits && row_filters_admit_event(options, &row->event) &&
           row_filters_admit_text(options, OPTION_DATA_COMPONENT, row->data_component.name);
}

/* A value of an option, with whether the mapping has it. */
struct offer {
    const char *value;
    struct suggestions suggestions;
    bool found;
};

static void offer_text(struct offer *offer, const char *text)
{
    offer->found = offer->found || fold_equal(offer->value, text);
    if (!offer->found)
        suggest_offer(&offer->suggestions, text);
}

static void offer_events(struct offer *offer, const struct attack_db *db, enum option_id id)
{
    struct attack_event event;

    for (uint32_t i = 0; !offer->found && attack_event_at(db, i, &event); i++)
        offer_text(offer, id == OPTION_PLATFORM   ? event.platform
                          : id == OPTION_PROVIDER ? event.provider
                                                  : event.channel);
}

static void offer_all(struct offer *offer, const struct attack_db *db, enum option_id id)
{
    struct attack_data_component component;
    struct attack_name_iterator tactics = attack_tactics(db);
    const char *tactic;

    if (id == OPTION_TACTIC)
        while ((tactic = attack_name_next(&tactics)) != NULL)
            offer_text(offer, tactic);
    else if (id == OPTION_DATA_COMPONENT)
        for (uint32_t i = 0; attack_data_component_at(db, i, &component); i++)
            offer_text(offer, component.name);
    else
        offer_events(offer, db, id);
}

bool row_filters_check(const struct attack_db *db, const struct options *options)
{
    bool all = true;

    for (size_t i = 0; i < options->given_count; i++) {
        struct offer offer = {.value = options->given[i].value};

        if (!narrows(options->given[i].id))
            continue;
        suggest_start(&offer.suggestions, offer.value, strlen(offer.value));
        offer_all(&offer, db, options->given[i].id);
        if (offer.found)
            continue;
        selection_absent(option_texts[options->given[i].id].name, offer.value, &offer.suggestions);
        all = false;
    }
    return all;
}

void row_filters_complain(const struct options *options)
{
    fputs("attack-events: no row is left by", stderr);
    for (size_t i = 0; i < options->given_count; i++) {
        if (!narrows(options->given[i].id))
            continue;
        fprintf(stderr, " --%s '", option_texts[options->given[i].id].name);
        text_show(stderr, options->given[i].value);
        fputc('\'', stderr);
    }
    fputc('\n', stderr);
}
