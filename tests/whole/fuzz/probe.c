/* SPDX-License-Identifier: MIT
 *
 * Probes lookups: techniques, events, and their parts.
 */
#include "probe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same_event(const struct attack_event *a, const struct attack_event *b)
{
    return a->id == b->id && a->name == b->name && a->platform == b->platform &&
           a->audit_category == b->audit_category && a->audit_sub_category == b->audit_sub_category &&
           a->channel == b->channel && a->provider == b->provider && a->index == b->index && a->filters == b->filters;
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

static void check_find(const struct attack_db *db, struct attack_text id)
{
    struct attack_technique found, one;
    bool is_there = false;

    CHECK(attack_technique_find(db, id.text, id.length, &found) ||
          (!found.id && !found.name && !found.index && !found.naming));
    for (uint32_t i = 0; id.text && attack_technique_at(db, i, &one); i++)
        if (strlen(one.id) == id.length && memcmp(one.id, id.text, id.length) == 0) {
            is_there = true;
            CHECK(found.index == i && found.id == one.id && found.name == one.name && found.naming == one.naming);
        }
    CHECK(is_there == (found.id != NULL));
    CHECK(attack_technique_find(db, id.text, id.length, NULL) == false);
}

static bool is_parent(const struct attack_technique *parent, const struct attack_technique *technique)
{
    size_t length = strlen(parent->id);

    return !parent->is_subtechnique && technique->is_subtechnique && strncmp(parent->id, technique->id, length) == 0 &&
           technique->id[length] == '.';
}

static void check_family(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_techniques subs = attack_technique_subtechniques(db, technique);
    struct attack_technique one, sub, parent;
    bool has_parent = attack_technique_parent(db, technique, &parent), parent_seen = false;

    for (uint32_t i = 0; attack_technique_at(db, i, &one); i++) {
        if (is_parent(&one, technique)) {
            CHECK(has_parent && parent.index == i);
            parent_seen = true;
        }
        if (is_parent(technique, &one))
            CHECK(attack_techniques_next(&subs, &sub) && sub.index == i && sub.id == one.id);
    }
    CHECK(has_parent == parent_seen && !attack_techniques_next(&subs, &sub));
}

static void check_names(struct attack_names names)
{
    const char *name;

    while ((name = attack_names_next(&names)))
        CHECK(*name);
    CHECK(!attack_names_next(&names));
}

static void check_parts(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct attack_former_ids ids = attack_technique_former_ids(db, technique);
    struct attack_technique successor, found;
    struct attack_data_component component;
    struct attack_former_id former;
    struct attack_row row;

    check_names(attack_technique_tactics(db, technique));
    check_names(attack_technique_platforms(db, technique));
    while (attack_former_ids_next(&ids, &former))
        CHECK(attack_technique_successor(db, former.id, strlen(former.id), &successor) == ATTACK_REVOKED &&
              successor.index == technique->index && !attack_technique_find(db, former.id, strlen(former.id), &found));
    while (attack_data_components_next(&components, &component))
        CHECK(component.index < attack_data_component_count(db));
    while (attack_rows_next(&rows, &row)) {
        CHECK(row.technique.index == technique->index && row.technique.id == technique->id);
        CHECK(row.event.index == ATTACK_NONE || row.event.index < attack_event_count(db));
        CHECK(row.relationship.index == ATTACK_NONE || row.relationship.index < attack_relationship_count(db));
    }
    CHECK(!attack_rows_next(&rows, &row) && !row.technique.id && !row.event.id);
}

static void check_places(const struct attack_db *db, uint32_t index)
{
    struct attack_relationship relationship;
    struct attack_data_component component;

    CHECK(attack_relationship_at(db, index, &relationship) == (index < attack_relationship_count(db)));
    CHECK(index < attack_relationship_count(db)
              ? relationship.index == index
              : !relationship.id && !relationship.name && !relationship.source && !relationship.target);
    CHECK(attack_data_component_at(db, index, &component) == (index < attack_data_component_count(db)));
    CHECK(index < attack_data_component_count(db) ? component.index == index
                                                  : !component.name && !component.data_source);
}

void probe_technique(const struct attack_db *db, struct bytes *bytes)
{
    struct attack_technique technique;
    uint32_t index = take_number(bytes);

    check_find(db, take_text(bytes, db));
    CHECK(attack_technique_at(db, index, &technique) == (index < attack_technique_count(db)));
    check_places(db, index);
    check_parts(db, &technique); /* one that is not there has no parts */
    if (technique.id) {
        CHECK(technique.index == index && technique.is_subtechnique == (strchr(technique.id, '.') != NULL));
        check_family(db, &technique);
    }
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

enum by { BY_ID, BY_PROVIDER, BY_CHANNEL };

static void check_found(const struct attack_db *db, struct attack_events found, enum by by, struct attack_text log,
                        struct attack_text id)
{
    struct attack_event one, event;

    for (uint32_t i = 0; id.length && attack_event_at(db, i, &one); i++)
        if (is_same_folded(id, one.id) &&
            (by == BY_ID || is_same_folded(log, by == BY_PROVIDER ? one.provider : one.channel)))
            CHECK(attack_events_next(&found, &event) && same_event(&event, &one));
    CHECK(!attack_events_next(&found, &event) && !event.id && !event.provider);
}

static void check_event_techniques(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_techniques techniques = attack_event_techniques(db, event);
    struct attack_technique technique;
    struct attack_rows rows;
    struct attack_row row;
    uint32_t least = 0, one = ATTACK_NONE;

    for (; attack_techniques_next(&techniques, &technique); least = technique.index + 1) {
        CHECK(technique.index >= least && technique.index < attack_technique_count(db));
        one = one == ATTACK_NONE || technique.index % 8 == 3 ? technique.index : one;
    }
    CHECK(one != ATTACK_NONE && attack_technique_at(db, one, &technique));
    rows = attack_technique_rows(db, &technique); /* of only one of them, since it takes long */
    CHECK(attack_rows_next_of(&rows, &event->index, 1, &row) && row.technique.index == one);
}

void probe_event(const struct attack_db *db, struct bytes *bytes)
{
    struct attack_text id = take_text(bytes, db), log = take_text(bytes, db), number_text;
    uint32_t number = take_number(bytes), index = take_number(bytes);
    struct attack_filters filters;
    struct attack_filter filter;
    struct attack_event event;
    char digits[16];

    for (size_t i = 0; i < id.length && id.text && i < 9 && id.text[i] >= '0' && id.text[i] <= '9'; i++)
        number = (i ? number * 10 : 0) + (uint32_t)(id.text[i] - '0');
    number_text = (struct attack_text){digits, (size_t)snprintf(digits, sizeof digits, "%lu", (unsigned long)number)};
    check_found(db, attack_events_find(db, id.text, id.length), BY_ID, log, id);
    check_found(db, attack_events_find_number(db, number), BY_ID, log, number_text);
    check_found(db, attack_events_find_provider(db, log.text, log.length, id.text, id.length), BY_PROVIDER, log, id);
    check_found(db, attack_events_find_provider_number(db, log.text, log.length, number), BY_PROVIDER, log,
                number_text);
    check_found(db, attack_events_find_channel(db, log.text, log.length, id.text, id.length), BY_CHANNEL, log, id);
    check_found(db, attack_events_find_channel_number(db, log.text, log.length, number), BY_CHANNEL, log, number_text);
    CHECK(attack_event_at(db, index, &event) == (index < attack_event_count(db)));
    filters = attack_event_filters(db, &event);
    while (attack_filters_next(&filters, &filter))
        CHECK(filter.field && filter.value);
    if (index < attack_event_count(db))
        check_event_techniques(db, &event);
}

/* ---- All of it -------------------------------------------------------------------------------------------------- */

static void check_sorted(struct attack_names names)
{
    const char *before = "", *name;

    for (; (name = attack_names_next(&names)); before = name)
        CHECK(strcmp(before, name) < 0);
}

void probe_whole(const struct attack_db *db)
{
    struct attack_rows rows = attack_rows(db);
    struct attack_technique technique, before = {.id = ""};
    struct attack_row row;
    struct attack_info info;
    uint32_t count = 0, last = 0;

    CHECK(attack_db_info(db, &info) && info.attribution && strlen(info.input_sha256) == 64);
    CHECK(info.techniques == attack_technique_count(db) && info.events == attack_event_count(db));
    CHECK(info.relationships == attack_relationship_count(db));
    CHECK(info.data_components == attack_data_component_count(db));
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++, before = technique)
        CHECK(strcmp(before.id, technique.id) < 0);
    for (; attack_rows_next(&rows, &row); count++) {
        CHECK(row.technique.index >= last && row.technique.index < info.techniques);
        last = row.technique.index;
    }
    CHECK(count == info.rows);
    check_sorted(attack_tactics(db));
    check_sorted(attack_platforms(db));
    check_sorted(attack_data_sources(db));
}

void probe(const struct attack_db *db, struct bytes bytes)
{
    enum { STEPS_MOST = 24 };

    for (int step = 0; step < STEPS_MOST && bytes.at < bytes.end; step++) {
        switch (take_byte(&bytes) % 8) {
        case 0:
            probe_technique(db, &bytes);
            break;
        case 1:
            probe_event(db, &bytes);
            break;
        case 2:
            probe_set(&bytes);
            break;
        case 3:
            probe_selection(db, &bytes);
            break;
        case 4:
            probe_score(db, &bytes);
            break;
        case 5:
            probe_coverage(db, &bytes);
            break;
        default:
            probe_match(db, &bytes);
            break;
        }
        free_texts();
    }
}
