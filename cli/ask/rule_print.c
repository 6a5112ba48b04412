/* SPDX-License-Identifier: MIT
 *
 * Conditions of a rule on several logs are often equal: then each is printed once.
 */
#include "rule_print.h"

#include "line/event_ids.h"
#include "print/labels.h"
#include "print/rule_words.h"
#include "text/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_heading(const struct rule_list *list, const struct attack_rule *rule)
{
    const char *level = attack_level_name(rule->level), *status = attack_status_name(rule->status);
    struct label field = label_start("level");
    struct attack_technique technique;
    size_t count;
    const struct rule_pair *pairs = rule_list_of(list->techniques, list->technique_count, rule->index, &count);
    char *uri = rule_uri(rule);

    labels_heading(rule->title ? rule->title : rule->id, NULL, NULL);
    label_text("id", rule->id);
    label_item(&field, level ? level : "not stated", NULL, NULL);
    label_item(&field, rule->is_hunting ? "for hunting" : NULL, NULL, NULL);
    label_item(&field, rule->is_detection ? NULL : "no detection", NULL, NULL);
    label_end(&field);
    label_text("status", status ? status : "not stated");
    label_text("author", rule->author);
    label_text("licence", rule->license);
    label_text("from", uri);
    field = label_start("techniques");
    for (size_t i = 0; i < count && attack_technique_at(list->db, pairs[i].other, &technique); i++)
        label_item(&field, technique.id, " ", technique.name);
    label_end(&field);
    free(uri);
}

/* Prints the events of a rule, each condition once: those of several events may be equal. */
static void print_events(const struct rule_list *list, const struct attack_rule *rule)
{
    const struct attack_db *db = list->db;
    struct attack_event event;
    char *before = NULL;
    size_t count;
    const struct rule_pair *pairs = rule_list_of(list->events, list->event_count, rule->index, &count);

    for (size_t i = 0; i < count && attack_event_at(db, pairs[i].other, &event); i++) {
        char *condition = value_condition_text(db, &event);

        putchar('\n');
        labels_heading(event_id_shown(db, &event), "  ", event.name);
        label_text("provider", event.provider);
        label_text("channel", event.channel);
        label_text("platform", event.platform);
        label_text("condition", before && condition && strcmp(before, condition) == 0 ? "as above" : condition);
        free(before);
        before = condition;
    }
    free(before);
}

void rule_print_all(const struct rule_list *list)
{
    struct attack_rule rule;
    bool any = false;

    for (uint32_t i = 0; attack_set_next(list->rules, &i) && attack_rule_at(list->db, i, &rule); i++) {
        fputs(any ? "\n\n" : "", stdout);
        any = true;
        print_heading(list, &rule);
        print_events(list, &rule);
        terminal_check();
    }
}
