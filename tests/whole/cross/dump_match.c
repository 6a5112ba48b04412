/* SPDX-License-Identifier: MIT
 *
 * The part of dump() about matching, sets, scores and coverage, with arrays of the sizes in the mapping's header.
 */
#include "dump.h"
#include MAPPING_HEADER

#define OF_MAPPING(prefix, name) OF_MAPPING_2(prefix, name)
#define OF_MAPPING_2(prefix, name) prefix##_##name

struct asked {
    const struct attack_db *db;
    const struct attack_event *event; /* the event whose fields it has */
};

/* An event of a log with the fields that the filters of an event of the mapping need. */
static struct attack_text value_of(void *event, uint32_t field, uint32_t index)
{
    const struct asked *asked = event;
    const char *name = index ? NULL : attack_field_name(asked->db, field); /* one value each */
    struct attack_filter_iterator filters = attack_event_filters(asked->db, asked->event);
    struct attack_text value = {NULL, 0};
    struct attack_filter filter;

    while (attack_filter_next(&filters, &filter))
        if (filter.field == name) {
            value.text = filter.value;
            value.length = length_of(filter.value);
        }
    return value;
}

static void put_indexes(const char *label, const uint32_t *indexes, uint32_t count)
{
    put(label);
    for (uint32_t i = 0; i < count; i++)
        put_number(indexes[i]);
    put("\n");
}

static void put_set(const char *label, struct attack_set set)
{
    put(label);
    put_number(attack_set_count(set));
    for (uint32_t i = 0; attack_set_next(set, &i); i++)
        put_number(i);
    put("\n");
}

static struct attack_text text_of(const char *text)
{
    struct attack_text known = {text, text ? length_of(text) : 0};

    return known;
}

static void dump_answers(const struct attack_answer *answers, uint32_t count, const struct attack_result *result)
{
    put("answers");
    for (uint32_t i = 0; i < count; i++) {
        put_number(answers[i].technique);
        put_number(answers[i].event);
        put_number(answers[i].score);
        put_number((uint32_t)answers[i].kind);
    }
    put_number((uint32_t)result->reason);
    put_number(result->events);
    put_number(result->conditions);
    put_number(result->unknown);
    put("\n");
}

static void dump_match(const struct attack_db *db, const struct attack_event *event)
{
    static uint32_t scores[OF_MAPPING(MAPPING_PREFIX, TECHNIQUES)];
    uint32_t events[OF_MAPPING(MAPPING_PREFIX, CANDIDATES)], best[5], count;
    uint32_t words[OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)];
    union attack_scratch scratch[OF_MAPPING(MAPPING_PREFIX, SCRATCH)];
    struct attack_answer answers[5];
    struct attack_result result;
    struct attack_set set = {words, OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)};
    struct asked asked = {db, event};
    struct attack_log_event logged = {text_of(event->id),
                                      0,
                                      text_of(event->index % 3 ? event->platform : NULL),
                                      text_of(event->provider),
                                      text_of(event->channel),
                                      value_of,
                                      NULL,
                                      &asked,
                                      event->index % 2 ? 0 : ATTACK_UNKNOWN_MATCHES};

    count = attack_candidates(db, &logged, events, OF_MAPPING(MAPPING_PREFIX, CANDIDATES));
    put_indexes("candidates", events, count);
    count = attack_match(db, &logged, scratch, sizeof scratch, events, count, events);
    put_indexes("matches", events, count);
    attack_set_clear(set);
    attack_set_add_techniques_of(set, db, events, count);
    put_set("set", set);
    for (uint32_t i = 0; i < OF_MAPPING(MAPPING_PREFIX, TECHNIQUES); i++)
        scores[i] = 0;
    for (uint32_t i = 0; i < count; i++)
        attack_scores_add(db, events[i], scores);
    count = attack_scores_best(db, scores, best, sizeof best / sizeof *best);
    put_indexes("best", best, count);
    for (uint32_t i = 0; i < count; i++)
        put_number(scores[best[i]]);
    put("\n");
    if (event->index % 7 == 0)
        logged.field = NULL;
    count = attack_answers(db, &logged, scratch, sizeof scratch, answers, 5, &result);
    dump_answers(answers, count, &result);
    put("missing");
    for (uint32_t at = 0, field; attack_missing_field(scratch, &at, &field);)
        put_field(attack_field_name(db, field));
    put("\n");
}

/* With every third event collected, and every fifth not chosen. */
static void dump_coverage(const struct attack_db *db)
{
    uint32_t chosen_words[OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS)];
    uint32_t collected_words[OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS)];
    struct attack_set chosen = {chosen_words, OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS)};
    struct attack_set collected = {collected_words, OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS)};
    struct attack_technique technique;

    attack_set_clear(chosen);
    attack_set_clear(collected);
    for (uint32_t i = 0; i < attack_event_count(db); i++) {
        if (i % 5)
            attack_set_add(chosen, i);
        if (i % 3 == 0)
            attack_set_add(collected, i);
    }
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++) {
        struct attack_coverage coverage = attack_technique_coverage(db, &technique, chosen, collected);

        put("coverage");
        put_number(coverage.data_components);
        put_number(coverage.covered);
        put("\n");
    }
}

static void dump_selections(const struct attack_db *db)
{
    uint32_t words[OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)],
        other_words[OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)];
    struct attack_set set = {words, OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)};
    struct attack_set other = {other_words, OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)};
    struct attack_name_iterator tactics = attack_tactics(db);
    const char *tactic;

    attack_set_clear(other);
    attack_set_add_platform(other, db, "WINDOWS", 7);
    attack_set_add_data_component(other, db, "process Access", 14);
    put_set("platform or component", other);
    while ((tactic = attack_name_next(&tactics)) != NULL) {
        attack_set_clear(set);
        attack_set_add_tactic(set, db, tactic, length_of(tactic));
        put_set("tactic", set);
        attack_set_subtract(set, other);
        put_set("less", set);
        attack_set_unite(set, other);
        attack_set_intersect(set, other);
    }
    attack_set_clear(set);
    attack_set_add_family(set, db, "T1003.*", 7);
    put_set("family", set);
}

void dump_matching(const struct attack_db *db)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (event.id && !repeats_before(db, &event))
            dump_match(db, &event);
    dump_coverage(db);
    dump_selections(db);
}
