/* SPDX-License-Identifier: MIT */
#include "stated_log.h"

#include "fold.h"
#include "memory.h"

#include <stdlib.h>
#include <string.h>

struct log_of_event {
    const char *platform, *provider, *channel;
    uint32_t index;
};

static int compare_logs(const struct log_of_event *a, const struct log_of_event *b)
{
    int order = fold_compare(a->platform, b->platform);

    order = order ? order : fold_compare(a->provider, b->provider);
    return order ? order : fold_compare(a->channel, b->channel);
}

static int compare(const void *one, const void *other)
{
    const struct log_of_event *a = one, *b = other;
    int order = compare_logs(a, b);

    return order ? order : (a->index > b->index) - (a->index < b->index);
}

void stated_log_begin(struct stated_log *stated, const struct attack_db *db)
{
    struct log_of_event *logs;
    struct attack_info info;
    struct attack_event event;
    uint32_t event_count = attack_event_count(db), count = 0;

    attack_db_info(db, &info);
    stated->db = db;
    stated->room = info.candidates_most;
    stated->candidates = memory_resize(NULL, stated->room + 1, sizeof *stated->candidates);
    stated->found.word_count = ATTACK_SET_WORDS(event_count);
    stated->found.words = memory_resize(NULL, stated->found.word_count + 1, sizeof *stated->found.words);
    attack_set_clear(stated->found);
    stated->first_in_log = memory_resize(NULL, event_count + 1, sizeof *stated->first_in_log);
    logs = memory_resize(NULL, event_count + 1, sizeof *logs);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++) {
        stated->first_in_log[i] = ATTACK_NONE;
        if (event.id) /* without one it cannot be a candidate */
            logs[count++] = (struct log_of_event){event.platform, event.provider, event.channel, i};
    }
    qsort(logs, count, sizeof *logs, compare);
    for (uint32_t i = 0; i < count; i++)
        stated->first_in_log[logs[i].index] =
            i && compare_logs(&logs[i - 1], &logs[i]) == 0 ? stated->first_in_log[logs[i - 1].index] : logs[i].index;
    free(logs);
}

void stated_log_end(struct stated_log *stated)
{
    free(stated->candidates);
    free(stated->found.words);
    free(stated->first_in_log);
}

static void find(struct stated_log *stated, const struct attack_log *log, const char *id)
{
    uint32_t count = attack_candidates(stated->db, log, id, strlen(id), stated->candidates, stated->room);

    for (uint32_t i = 0; i < count; i++)
        attack_set_add(stated->found, stated->candidates[i]);
}

void stated_log_ask(struct stated_log *stated, const struct attack_log *log, const char *id)
{
    struct attack_event event;
    const char *asked = "";

    attack_set_clear(stated->found);
    stated->has_id = id != NULL;
    if (id)
        find(stated, log, id);
    for (uint32_t i = 0; !id && attack_event_at(stated->db, i, &event); i++) {
        if (stated->first_in_log[i] != i || fold_equal(event.id, asked))
            continue; /* events of one id follow one another, and are found together */
        find(stated, log, event.id);
        asked = event.id;
    }
}

bool stated_log_has(const struct stated_log *stated, const struct attack_event *event)
{
    return attack_set_has(stated->found, stated->has_id ? event->index : stated->first_in_log[event->index]);
}
