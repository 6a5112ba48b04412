/* SPDX-License-Identifier: MIT
 *
 * Each question that a program may ask, with the arrays and views that it needs, written as in the documentation, so
 * that check_stack.sh can measure their stack. Compiled for each mapping under this name, and never run. Not measured:
 * what a program does with an answer, and its callback for fields.
 */
#include "attack_events_builtin.h"

enum { BEST = 3 };

void ask_technique_by_id(const struct attack_db *db, const char *id, size_t length);
void ask_rows_of_a_technique(const struct attack_db *db, const char *id, size_t length);
void ask_techniques_of_an_event(const struct attack_db *db, const char *provider, size_t length, uint32_t id);
uint32_t ask_candidates(const struct attack_db *db, const struct attack_log_event *event);
uint32_t ask_matches(const struct attack_db *db, const struct attack_log_event *event);
uint32_t ask_set_of_matches(const struct attack_db *db, const struct attack_log_event *event);
void ask_best_of_matches(const struct attack_db *db, const struct attack_log_event *event);
void ask_answer(const struct attack_db *db, attack_field *field, void *event);
uint32_t ask_set_of_a_tactic(const struct attack_db *db, const char *tactic, size_t length);
bool ask_coverage(const struct attack_db *db, uint32_t event);
bool ask_verify(const struct attack_db *db);
enum attack_pack_result ask_pack(const void *bytes, size_t size, const struct attack_db *floor);

/* Defined by the program. */
void use_technique(const struct attack_technique *technique);
struct attack_text find_field(const void *event, const char *name);

void ask_technique_by_id(const struct attack_db *db, const char *id, size_t length)
{
    struct attack_technique technique;

    if (attack_technique_find(db, id, length, &technique))
        use_technique(&technique);
}

void ask_rows_of_a_technique(const struct attack_db *db, const char *id, size_t length)
{
    struct attack_technique technique;
    struct attack_row_iterator rows;
    struct attack_row row;

    if (!attack_technique_find(db, id, length, &technique))
        return;
    for (rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
        use_technique(&row.technique);
}

void ask_techniques_of_an_event(const struct attack_db *db, const char *provider, size_t length, uint32_t id)
{
    struct attack_event_iterator events = attack_events_find_provider_number(db, provider, length, id);
    struct attack_technique_iterator techniques;
    struct attack_technique technique;
    struct attack_event event;

    while (attack_event_next(&events, &event))
        for (techniques = attack_event_techniques(db, &event); attack_technique_next(&techniques, &technique);)
            use_technique(&technique);
}

uint32_t ask_candidates(const struct attack_db *db, const struct attack_log_event *event)
{
    uint32_t events[ATTACK_EVENTS_BUILTIN_CANDIDATES];

    return attack_candidates(db, event, events, ATTACK_EVENTS_BUILTIN_CANDIDATES);
}

uint32_t ask_matches(const struct attack_db *db, const struct attack_log_event *event)
{
    uint32_t matches[ATTACK_EVENTS_BUILTIN_CANDIDATES];
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];

    return attack_match(db, event, scratch, sizeof scratch, matches,
                        attack_candidates(db, event, matches, ATTACK_EVENTS_BUILTIN_CANDIDATES), matches);
}

uint32_t ask_set_of_matches(const struct attack_db *db, const struct attack_log_event *event)
{
    uint32_t matches[ATTACK_EVENTS_BUILTIN_CANDIDATES], words[ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS] = {0}, count;
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_set techniques = {words, ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS};

    count = attack_candidates(db, event, matches, ATTACK_EVENTS_BUILTIN_CANDIDATES);
    count = attack_match(db, event, scratch, sizeof scratch, matches, count, matches);
    attack_set_add_techniques_of(techniques, db, matches, count);
    return attack_set_count(techniques);
}

void ask_best_of_matches(const struct attack_db *db, const struct attack_log_event *event)
{
    uint32_t matches[ATTACK_EVENTS_BUILTIN_CANDIDATES], best[BEST], count;
    uint32_t scores[ATTACK_EVENTS_BUILTIN_TECHNIQUES] = {0};
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_technique technique;

    count = attack_candidates(db, event, matches, ATTACK_EVENTS_BUILTIN_CANDIDATES);
    count = attack_match(db, event, scratch, sizeof scratch, matches, count, matches);
    for (uint32_t i = 0; i < count; i++)
        attack_scores_add(db, matches[i], scores);
    count = attack_scores_best(db, scores, best, BEST);
    for (uint32_t i = 0; i < count && attack_technique_at(db, best[i], &technique); i++)
        use_technique(&technique);
}

/* The same as README's print_techniques(). */
void ask_answer(const struct attack_db *db, attack_field *field, void *event)
{
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_answer answers[BEST];
    struct attack_text id = find_field(event, "EventID");
    struct attack_log_event logged = {.id = id,
                                      .provider = find_field(event, "Provider"),
                                      .channel = find_field(event, "Channel"),
                                      .field = field,
                                      .context = event};
    uint32_t count = attack_answers(db, &logged, scratch, sizeof scratch, answers, BEST, NULL);
    struct attack_technique technique;

    for (uint32_t i = 0; i < count && attack_technique_at(db, answers[i].technique, &technique); i++)
        use_technique(&technique);
}

uint32_t ask_set_of_a_tactic(const struct attack_db *db, const char *tactic, size_t length)
{
    uint32_t words[ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS] = {0};
    struct attack_set techniques = {words, ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS};

    return attack_set_add_tactic(techniques, db, tactic, length);
}

bool ask_coverage(const struct attack_db *db, uint32_t event)
{
    uint32_t all[ATTACK_EVENTS_BUILTIN_EVENT_WORDS] = {0}, some[ATTACK_EVENTS_BUILTIN_EVENT_WORDS] = {0};
    struct attack_set chosen = {all, ATTACK_EVENTS_BUILTIN_EVENT_WORDS},
                      collected = {some, ATTACK_EVENTS_BUILTIN_EVENT_WORDS};
    struct attack_technique technique;
    struct attack_coverage coverage = {0, 0};

    for (uint32_t i = 0; i < attack_event_count(db); i++)
        attack_set_add(chosen, i);
    attack_set_add(collected, event);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        coverage = attack_technique_coverage(db, &technique, chosen, collected);
    return coverage.covered > 0;
}

bool ask_verify(const struct attack_db *db)
{
    return attack_db_verify(db);
}

enum attack_pack_result ask_pack(const void *bytes, size_t size, const struct attack_db *floor)
{
    static struct attack_pack pack; /* it has to stay as long as its mapping is used */

    return attack_pack_open(bytes, size, floor, &pack);
}
