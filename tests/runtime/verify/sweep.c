/* SPDX-License-Identifier: MIT
 *
 * Calls the functions in turn and reads all results.
 */
#include "sweeping.h"
#include "tables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_LIMIT = 50 * 1000 * 1000, BEST = 10 };

/* Each event that is looked for is a walk over those of its id, and without stored factors a score is a walk over all.
 * So of many events only about so many are looked for and scored; all are read. */
enum { EVENTS_MOST = 1600, EVENTS_WITHOUT_FACTORS = 300 };

/* ---- Reading ---------------------------------------------------------------------------------------------------- */

static void take_step(struct sweep *sweep)
{
    if (++sweep->steps > STEPS_LIMIT) {
        fputs("a walk goes on without end\n", stderr);
        abort();
    }
}

static void read_text(struct sweep *sweep, const char *text)
{
    for (; text && *text; text++)
        sweep->read = sweep->read * 31 + (unsigned char)*text;
}

/* Reads the first byte of a text that is read completely elsewhere. */
static void touch(struct sweep *sweep, const char *text)
{
    if (text)
        sweep->read += (unsigned char)*text;
}

static void read_names(struct sweep *sweep, struct attack_name_iterator names)
{
    const char *name;

    for (; (name = attack_name_next(&names)) != NULL; take_step(sweep))
        read_text(sweep, name);
}

/* A program may index an array by a kind. */
static void read_kind(struct sweep *sweep, enum attack_kind kind)
{
    static const unsigned char kinds[ATTACK_RULE + 1] = {1, 2, 3, 4, 5};

    sweep->read += kinds[kind];
}

static void walk_techniques(struct sweep *sweep, struct attack_technique_iterator techniques)
{
    struct attack_technique technique;

    for (; attack_technique_next(&techniques, &technique); take_step(sweep)) {
        read_kind(sweep, techniques.kind);
        touch(sweep, technique.id);
    }
}

static void walk_events(struct sweep *sweep, struct attack_event_iterator events)
{
    struct attack_event event;

    for (; attack_event_next(&events, &event); take_step(sweep))
        touch(sweep, event.id);
}

/* ---- The mapping ------------------------------------------------------------------------------------------------ */

static void read_mapping(struct sweep *sweep, const struct attack_db *db)
{
    struct attack_data_component component;
    struct attack_relationship relationship;
    struct attack_info info;

    attack_db_info(db, &info);
    read_text(sweep, info.attack_domain);
    read_text(sweep, info.attack_version);
    read_text(sweep, info.input_sha256);
    read_text(sweep, info.selection);
    read_text(sweep, info.attribution);
    read_names(sweep, attack_tactics(db));
    read_names(sweep, attack_platforms(db));
    read_names(sweep, attack_data_sources(db));
    for (uint32_t i = 0; attack_data_component_at(db, i, &component); i++) {
        read_text(sweep, component.data_source);
        read_text(sweep, component.name);
    }
    for (uint32_t i = 0; attack_relationship_at(db, i, &relationship); i++) {
        read_text(sweep, relationship.id);
        read_text(sweep, relationship.name);
        read_text(sweep, relationship.source);
        read_text(sweep, relationship.relationship);
        read_text(sweep, relationship.target);
    }
}

static void read_rule(struct sweep *sweep, const struct attack_rule *rule)
{
    read_text(sweep, rule->id);
    read_text(sweep, rule->title);
    read_text(sweep, rule->author);
    read_text(sweep, rule->license);
    read_text(sweep, rule->folder);
    read_text(sweep, rule->file);
    read_text(sweep, attack_level_name(rule->level));
    read_text(sweep, attack_status_name(rule->status));
}

static void read_rules(struct sweep *sweep, const struct attack_db *db)
{
    struct attack_rule rule;

    for (uint32_t i = 0; attack_rule_at(db, i, &rule); i++)
        read_rule(sweep, &rule);
}

static void read_rows(struct sweep *sweep, const struct attack_db *db)
{
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_row row;
    struct attack_rule rule;
    const char *id = NULL;
    uint32_t count = 0, variant = 0;

    for (; attack_row_next(&rows, &row); count++) {
        take_step(sweep);
        touch(sweep, row.data_component.name);
        touch(sweep, row.relationship.id);
        touch(sweep, row.event.id);
        touch(sweep, row.event.channel);
        read_kind(sweep, row.kind);
        if (attack_relationship_rule(db, &row.relationship, &rule))
            touch(sweep, rule.id);
        if (row.technique.id == id && row.technique.variant == variant)
            continue;
        id = row.technique.id;
        variant = row.technique.variant;
        read_text(sweep, row.technique.name);
        read_names(sweep, attack_technique_tactics(db, &row.technique));
        read_names(sweep, attack_technique_platforms(db, &row.technique));
    }
    if (count != sweep->info.rows) {
        fprintf(stderr, "%lu rows instead of %lu\n", (unsigned long)count, (unsigned long)sweep->info.rows);
        abort();
    }
}

static void read_technique(struct sweep *sweep, const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_data_component component;
    struct attack_technique other;
    struct attack_former_id former;
    struct attack_row row;
    struct attack_coverage coverage;

    read_text(sweep, technique->id);
    read_text(sweep, technique->name);
    read_names(sweep, attack_technique_tactics(db, technique));
    read_names(sweep, attack_technique_platforms(db, technique));
    for (struct attack_former_id_iterator ids = attack_technique_former_ids(db, technique);
         attack_former_id_next(&ids, &former); take_step(sweep))
        sweep->read += (unsigned)attack_technique_successor(db, former.id, strlen(former.id), &other);
    walk_techniques(sweep, attack_technique_subtechniques(db, technique));
    if (attack_technique_parent(db, technique, &other))
        touch(sweep, other.id);
    if (attack_technique_find(db, technique->id, strlen(technique->id), &other))
        touch(sweep, other.name);
    for (; attack_data_component_next(&components, &component); take_step(sweep))
        touch(sweep, component.name);
    coverage = attack_technique_coverage(db, technique, sweep->events, sweep->some_events);
    sweep->read += coverage.data_components + coverage.covered;
    if (attack_row_next_of(&rows, &technique->index, 1, &row))
        touch(sweep, row.event.id);
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

struct asked {
    struct sweep *sweep;
    const struct attack_db *db;
    struct attack_text value;
};

static struct attack_text answer(void *event, uint32_t field, uint32_t value)
{
    struct asked *asked = event;
    struct attack_text absent = {NULL, 0};

    read_text(asked->sweep, attack_field_name(asked->db, field));
    return value < 2 && asked->sweep->read % 4 ? asked->value : absent;
}

static struct attack_text any_answer(void *event, uint32_t value)
{
    return answer(event, 0, value);
}

static void match_event(struct sweep *sweep, const struct attack_db *db, const struct event_keys *keys)
{
    struct asked asked = {sweep, db, keys->value};
    struct attack_log_event event = {.id = keys->id,
                                     .platform = keys->platform,
                                     .provider = keys->provider,
                                     .channel = keys->channel,
                                     .field = answer,
                                     .value = any_answer,
                                     .context = &asked,
                                     .flags = sweep->read % 2 ? 0 : ATTACK_UNKNOWN_MATCHES};
    uint32_t count = attack_candidates(db, &event, sweep->found, sweep->info.candidates_most);
    struct attack_answer answers[BEST];
    struct attack_technique technique;

    count = attack_match(db, &event, sweep->scratch, sweep->scratch_size, sweep->found, count, sweep->found);
    attack_set_add_techniques_of(sweep->techniques, db, sweep->found, count);
    for (uint32_t i = 0; i < count; i++)
        attack_scores_add(db, sweep->found[i], sweep->scores);
    for (uint32_t at = 0, field; attack_missing_field(sweep->scratch, &at, &field); take_step(sweep))
        touch(sweep, attack_field_name(db, field));
    count = attack_answers(db, &event, sweep->scratch, sweep->scratch_size, answers, BEST, NULL);
    for (uint32_t i = 0; i < count; i++)
        if (attack_technique_at(db, answers[i].technique, &technique))
            touch(sweep, technique.id);
}

static void find_events(struct sweep *sweep, const struct attack_db *db, const struct event_keys *keys)
{
    struct attack_text provider = keys->provider, channel = keys->channel, id = keys->id;
    struct attack_log_event numbered = {.platform = keys->platform, .provider = provider, .channel = channel};
    uint32_t number = 0;

    for (size_t i = 0; i < id.length; i++)
        number = number * 10 + (uint32_t)(id.text[i] - '0');
    walk_events(sweep, attack_events_find(db, id.text, id.length));
    walk_events(sweep, attack_events_find_number(db, number));
    walk_events(sweep, attack_events_find_provider(db, provider.text, provider.length, id.text, id.length));
    walk_events(sweep, attack_events_find_provider_number(db, provider.text, provider.length, number));
    walk_events(sweep, attack_events_find_channel(db, channel.text, channel.length, id.text, id.length));
    walk_events(sweep, attack_events_find_channel_number(db, channel.text, channel.length, number));
    if (id.length)
        walk_events(sweep, attack_events_find(db, id.text, id.length - 1));
    numbered.number = number;
    sweep->read += attack_candidates(db, &numbered, sweep->found, sweep->info.candidates_most);
}

static uint32_t event_step(const struct sweep *sweep, const struct attack_db *db)
{
    return sweep->info.events / (db->factor_count ? EVENTS_MOST : EVENTS_WITHOUT_FACTORS) + 1;
}

static void read_event(struct sweep *sweep, const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_technique technique;
    struct attack_filter filter;

    struct attack_rule rule;
    enum attack_kind kind;
    char text[16];

    sweep->read += attack_event_has_condition(db, event);
    if (attack_event_rule(db, event, &rule))
        read_rule(sweep, &rule);
    sweep->read += (unsigned)attack_condition_text(db, event, text, sizeof text);
    read_text(sweep, text);
    read_text(sweep, event->id);
    read_text(sweep, event->name);
    read_text(sweep, event->platform);
    read_text(sweep, event->audit_category);
    read_text(sweep, event->audit_sub_category);
    read_text(sweep, event->channel);
    read_text(sweep, event->provider);
    for (; attack_filter_next(&filters, &filter); take_step(sweep)) {
        read_text(sweep, filter.field);
        read_text(sweep, filter.value);
    }
    walk_techniques(sweep, attack_event_techniques(db, event));
    if (attack_technique_at(db, event->index % sweep->info.techniques, &technique) &&
        attack_event_kind(db, event, &technique, &kind))
        sweep->read += (unsigned)kind;
    if (event->id)
        walk_events(sweep, attack_events_find(db, event->id, strlen(event->id)));
    if (event->id && event->channel)
        walk_events(sweep, attack_events_find_channel(db, event->channel, strlen(event->channel), event->id,
                                                      strlen(event->id)));
    if (event->index % event_step(sweep, db) == 0)
        sweep->read += attack_score(db, event->index % sweep->info.techniques, event->index);
}

/* ---- Sets and scores -------------------------------------------------------------------------------------------- */

static void select_techniques(struct sweep *sweep, const struct attack_db *db)
{
    struct attack_set set = sweep->other_techniques;
    struct attack_name_iterator tactics = attack_tactics(db), platforms = attack_platforms(db);
    struct attack_data_component component;
    char family[] = {'T', '1', '0', '0', '3', '.', '*'};
    const char *name;

    for (; (name = attack_name_next(&tactics)) != NULL; take_step(sweep))
        sweep->read += attack_set_add_tactic(set, db, name, strlen(name));
    for (; (name = attack_name_next(&platforms)) != NULL; take_step(sweep))
        sweep->read += attack_set_add_platform(set, db, name, strlen(name));
    for (uint32_t i = 0; attack_data_component_at(db, i, &component); i += 8)
        if (component.name)
            sweep->read += attack_set_add_data_component(set, db, component.name, strlen(component.name));
    sweep->read += attack_set_add_family(set, db, family, sizeof family);
    attack_set_intersect(set, sweep->techniques);
    sweep->read += attack_set_count(set);
    attack_set_clear(set);
}

unsigned sweep(struct sweep *sweep, const struct attack_db *db)
{
    uint32_t best[BEST];
    struct attack_technique technique;
    struct attack_event event;

    struct attack_former_id retired;

    sweep->steps = 0;
    attack_set_clear(sweep->techniques);
    memset(sweep->scores, 0, sweep->info.techniques * sizeof *sweep->scores);
    read_mapping(sweep, db);
    read_rules(sweep, db);
    read_rows(sweep, db);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        read_technique(sweep, db, &technique);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        read_event(sweep, db, &event);
    for (uint32_t i = 0; attack_retired_at(db, i, &retired); i++)
        sweep->read += (unsigned)attack_technique_successor(db, retired.id, strlen(retired.id), &technique);
    for (uint32_t i = 0; i < sweep->info.techniques; i++)
        if (attack_technique_find(db, sweep->technique_ids[i].text, sweep->technique_ids[i].length, &technique))
            touch(sweep, technique.name);
    for (uint32_t i = 0; i < sweep->info.events; i += event_step(sweep, db)) {
        match_event(sweep, db, &sweep->event_keys[i]);
        find_events(sweep, db, &sweep->event_keys[i]);
    }
    select_techniques(sweep, db);
    for (uint32_t i = attack_scores_best(db, sweep->scores, best, BEST); i; i--)
        sweep->read += best[i - 1];
    return sweep->read;
}
