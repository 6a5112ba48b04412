/* SPDX-License-Identifier: MIT
 *
 * A join cannot know whether a filter or a condition of an event of the mapping holds, so what such an event shows is
 * conditional. A condition that asks for the event alone always holds.
 */
#include "lookup_row.h"

#include "host/letter_case.h"
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
    lookup_index_fill(&row->index, db);
    event_scores_start(&row->scores, db);
    row->told = memory_resize(NULL, attack_event_count(db), sizeof *row->told);
    row->conditional = memory_resize(NULL, attack_event_count(db), sizeof *row->conditional);
    row->digits = memory_resize(NULL, least_of(top, attack_technique_count(db)), sizeof *row->digits);
}

void lookup_row_free(struct lookup_row *row)
{
    for (int i = 0; i < LOOKUP_LISTS; i++)
        free(row->lists[i].texts);
    lookup_index_free(&row->index);
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

/* Sorts an event into one of the two lists, if it is what the key means. */
static void take_event(struct lookup_row *row, uint32_t index)
{
    struct attack_event event;

    if (!attack_event_at(row->db, index, &event) || !lookup_key_means(row->key, &event) ||
        !row_filters_admit_text(row->options, OPTION_PLATFORM, event.platform))
        return;
    if (needs_fields(row->db, &event))
        row->conditional[row->conditional_count++] = index;
    else
        row->told[row->told_count++] = index;
}

/* Whether an event is among those of a log. */
static bool is_of_log(const struct lookup_row *row, uint32_t index, const char *log)
{
    struct attack_event event;

    return log && attack_event_at(row->db, index, &event) &&
           ((event.provider && fold_equal(event.provider, log)) || (event.channel && fold_equal(event.channel, log)));
}

static void take_events(struct lookup_row *row, const struct lookup_key *key)
{
    const struct lookup_link *links = row->index.links;
    const char *log = key->log ? key->log : key->provider;

    for (size_t i = lookup_index_find(&row->index, log, key->id); i != LOOKUP_INDEX_END; i = links[i].next)
        take_event(row, links[i].event);
    for (size_t i = lookup_index_find(&row->index, key->channel, key->id); i != LOOKUP_INDEX_END; i = links[i].next)
        if (!is_of_log(row, links[i].event, log))
            take_event(row, links[i].event);
}

bool lookup_row_fill(struct lookup_row *row, const struct lookup_key *key)
{
    row->key = key;
    row->told_count = row->conditional_count = 0;
    for (int i = 0; i < LOOKUP_LISTS; i++)
        row->lists[i].count = 0;
    take_events(row, key);
    add_best(row, row->told, row->told_count, add_technique);
    add_best(row, row->conditional, row->conditional_count, add_conditional);
    return row->lists[LOOKUP_TECHNIQUES].count || row->lists[LOOKUP_CONDITIONAL].count;
}
