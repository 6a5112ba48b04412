/* SPDX-License-Identifier: MIT
 *
 * A join cannot know whether a filter or a condition of an event of the mapping holds, so what such an event shows is
 * conditional. A condition that asks for the event alone always holds.
 */
#include "lookup_row.h"

#include "host/order.h"
#include "line/row_filters.h"
#include "print/value.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const lookup_list_names[LOOKUP_LISTS] = {"techniques", "names",  "tactics",
                                                     "kinds",      "scores", "conditional"};

void lookup_row_start(struct lookup_row *row, const struct attack_db *db, const struct options *options, size_t top)
{
    *row = (struct lookup_row){.db = db, .options = options, .top = top};
    event_scores_start(&row->scores, db);
    row->told = memory_resize(NULL, attack_event_count(db), sizeof *row->told);
    row->conditional = memory_resize(NULL, attack_event_count(db), sizeof *row->conditional);
    row->digits = memory_resize(NULL, least_of(top, attack_technique_count(db)), sizeof *row->digits);
}

void lookup_row_free(struct lookup_row *row)
{
    for (int i = 0; i < LOOKUP_LISTS; i++)
        free(row->lists[i].texts);
    event_scores_free(&row->scores);
    free(row->told);
    free(row->conditional);
    free(row->digits);
}

static bool needs_fields(const struct attack_db *db, const struct attack_event *event)
{
    static const char always[] = "always";
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_filter filter;
    char text[sizeof always];

    if (!attack_event_has_condition(db, event))
        return attack_filter_next(&filters, &filter);
    return attack_condition_text(db, event, text, sizeof text) != sizeof always - 1 || strcmp(text, always) != 0;
}

static void add_text(struct lookup_list *list, const char *text)
{
    MAKE_ROOM(list->texts, list->count, list->capacity);
    list->texts[list->count++] = text;
}

static bool has_text(const struct lookup_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->texts[i], text) == 0)
            return true;
    return false;
}

static void add_technique(struct lookup_row *row, const struct event_score *found)
{
    struct lookup_list *lists = row->lists;
    char *digits = row->digits[lists[LOOKUP_TECHNIQUES].count];
    struct attack_name_iterator tactics;
    struct attack_technique technique;
    const char *tactic;

    attack_technique_at(row->db, found->technique, &technique);
    snprintf(digits, SCORE_DIGITS, "%lu", (unsigned long)attack_score_value(found->score));
    add_text(&lists[LOOKUP_TECHNIQUES], technique.id);
    add_text(&lists[LOOKUP_NAMES], technique.name);
    add_text(&lists[LOOKUP_KINDS], value_kind_word(attack_score_kind(found->score)));
    add_text(&lists[LOOKUP_SCORES], digits);
    tactics = attack_technique_tactics(row->db, &technique);
    while ((tactic = attack_name_next(&tactics)) != NULL)
        if (!has_text(&lists[LOOKUP_TACTICS], tactic))
            add_text(&lists[LOOKUP_TACTICS], tactic);
}

static void add_conditional(struct lookup_row *row, const struct event_score *found)
{
    struct attack_technique technique;

    attack_technique_at(row->db, found->technique, &technique);
    add_text(&row->lists[LOOKUP_CONDITIONAL], technique.id);
}

/* Adds the best techniques of some events. */
static void add_best(struct lookup_row *row, const uint32_t *events, uint32_t count,
                     void add(struct lookup_row *row, const struct event_score *found))
{
    event_scores_find(&row->scores, events, count);
    event_scores_sort(&row->scores);
    for (size_t i = 0; i < row->scores.count && i < row->top; i++)
        add(row, &row->scores.all[i]);
}

bool lookup_row_fill(struct lookup_row *row, const struct lookup_key *key)
{
    struct attack_event_iterator events = attack_events_find(row->db, key->id, strlen(key->id));
    uint32_t told = 0, conditional = 0;
    struct attack_event event;

    row->key = key;
    for (int i = 0; i < LOOKUP_LISTS; i++)
        row->lists[i].count = 0;
    while (attack_event_next(&events, &event)) {
        if (!lookup_key_means(key, &event) || !row_filters_admit_text(row->options, OPTION_PLATFORM, event.platform))
            continue;
        if (needs_fields(row->db, &event))
            row->conditional[conditional++] = event.index;
        else
            row->told[told++] = event.index;
    }
    add_best(row, row->told, told, add_technique);
    add_best(row, row->conditional, conditional, add_conditional);
    return row->lists[LOOKUP_TECHNIQUES].count || row->lists[LOOKUP_CONDITIONAL].count;
}
