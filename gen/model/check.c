/* SPDX-License-Identifier: MIT
 *
 * The checks of a complete model. They must not change it, except that model_folded() adds texts in lower case.
 */
#include "check.h"

#include "base/generator_limits.h"
#include "check_unseen.h"
#include "host/edit_distance.h"

#include <string.h>

/* For one field of a row: how many rows have each text in it. */
struct tally {
    uint32_t *rows;       /* by text */
    struct numbers texts; /* texts with rows, in the order of the input */
};

static void count_text(struct model *model, struct tally *tally, uint32_t text)
{
    if (text != ABSENT && !tally->rows[text]++)
        numbers_add(model->arena, &tally->texts, text);
}

static struct tally new_tally(struct model *model)
{
    struct tally tally = {arena_allocate(model->arena, model->texts.count * sizeof *tally.rows), {NULL, 0, 0}};

    return tally;
}

static const char *quoted_text(const struct model *model, uint32_t text)
{
    const char *string = model_text_at(model, text);

    return quoted(string, strlen(string));
}

/* Whether a name may be a misspelt one. Names of hosts are not compared: those of services are short and alike,
 * "iam.googleapis.com" and "iap.googleapis.com". */
static bool is_comparable(const struct model *model, uint32_t text)
{
    size_t length;
    const char *string = interned(&model->texts, text, &length);

    return length <= SPELLING_BYTES_LIMIT && (!strchr(string, '.') || strchr(string, ' '));
}

/* Returns the most frequent name that differs from this rarer one by one letter; ABSENT if there is none. */
static uint32_t likely_spelling(const struct model *model, const struct tally *tally, uint32_t rare)
{
    uint32_t likely = ABSENT;

    for (size_t i = 0; i < tally->texts.count; i++) {
        uint32_t common = tally->texts.items[i];

        if (tally->rows[common] > tally->rows[rare] &&
            (likely == ABSENT || tally->rows[common] > tally->rows[likely]) && is_comparable(model, common) &&
            is_one_letter_off(model_text_at(model, rare), model_text_at(model, common)))
            likely = common;
    }
    return likely;
}

static void check_spelling(struct model *model, const struct tally *tally, const char *what)
{
    if (tally->texts.count > SPELLINGS_LIMIT) {
        report_note(model->diagnostics, "%lu %ss; their spelling is not compared above %d",
                    (unsigned long)tally->texts.count, what, SPELLINGS_LIMIT);
        return;
    }
    for (size_t i = 0; i < tally->texts.count; i++) {
        uint32_t rare = tally->texts.items[i];
        uint32_t likely = is_comparable(model, rare) ? likely_spelling(model, tally, rare) : ABSENT;

        if (likely != ABSENT)
            report_warning(model->diagnostics, model->text_places[rare], "%s %s in %s; did you mean %s, as in %s?",
                           what, quoted_text(model, rare), counted(tally->rows[rare], "row"),
                           quoted_text(model, likely), counted(tally->rows[likely], "row"));
    }
}

static void check_trailing_dots(struct model *model, const struct tally *tally, const char *what)
{
    for (size_t i = 0; i < tally->texts.count; i++) {
        uint32_t dotted = tally->texts.items[i], bare;
        const char *string = model_text_at(model, dotted);
        size_t length = strlen(string);

        if (length < 2 || string[length - 1] != '.' || !intern_find(&model->texts, string, length - 1, &bare) ||
            !tally->rows[bare])
            continue;
        report_warning(model->diagnostics, model->text_places[tally->rows[dotted] < tally->rows[bare] ? dotted : bare],
                       "%s %s in %s and %s in %s differ by a trailing dot", what, quoted_text(model, dotted),
                       counted(tally->rows[dotted], "row"), quoted_text(model, bare),
                       counted(tally->rows[bare], "row"));
    }
}

/* Whether the mapping says a row, and no rule: the logs of rules come from another file than those of the mapping, and
 * are spelt there once. */
static bool is_said(const struct row *row)
{
    return row->kind != KIND_RULE;
}

static void check_texts(struct model *model)
{
    struct tally providers = new_tally(model), channels = new_tally(model);
    struct tally events = new_tally(model), relationships = new_tally(model);

    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];

        if (!is_said(row))
            continue;
        if (row->event) {
            count_text(model, &providers, model_event(model, row->event - 1)->provider);
            count_text(model, &channels, model_event(model, row->event - 1)->channel);
            count_text(model, &events, model_event(model, row->event - 1)->name);
        }
        if (row->relationship)
            count_text(model, &relationships, model_relationship(model, row->relationship - 1)->name);
    }
    check_spelling(model, &providers, "provider");
    check_spelling(model, &channels, "channel");
    check_trailing_dots(model, &events, "event names");
    check_trailing_dots(model, &relationships, "relationship names");
}

/* Reports an alias that is the id of an event: it would hide those that it stands for. */
static void check_aliases(struct model *model)
{
    bool *is_used = arena_allocate(model->arena, model->events.count * sizeof *is_used);

    for (size_t i = 0; i < model->row_count; i++)
        if (model->rows[i].event)
            is_used[model->rows[i].event - 1] = true;
    for (size_t i = 0; i < model->listed_event_count; i++)
        is_used[model->listed_events[i].event] = true;
    for (uint32_t i = 0; i < model->events.count && model->alias_names.count; i++) {
        uint32_t id = model_folded(model, model_event(model, i)->id), number;

        if (is_used[i] && id != ABSENT && intern_find(&model->alias_names, &id, sizeof id, &number))
            report_error(model->diagnostics, model->aliases[number].place, "alias %s is the id of an event, at %s:%u",
                         quoted_text(model, id), model->text_places[model_event(model, i)->id].file,
                         (unsigned)model->text_places[model_event(model, i)->id].line);
    }
}

/* Counts, for each event platform, the rows whose event is on none of the technique's platforms. A rule says itself
 * where it looks. */
static void check_platforms(struct model *model)
{
    struct tally foreign = new_tally(model);
    const struct row **first = arena_allocate(model->arena, model->texts.count * sizeof(struct row *));

    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];
        uint32_t platform = row->event ? model_event(model, row->event - 1)->platform : ABSENT;

        if (platform == ABSENT || !is_said(row) ||
            model_has_platform(model, model_naming(model, row->naming)->platforms, platform))
            continue;
        if (!foreign.rows[platform])
            first[platform] = row;
        count_text(model, &foreign, platform);
    }
    for (size_t i = 0; i < foreign.texts.count; i++) {
        uint32_t platform = foreign.texts.items[i];

        report_warning(model->diagnostics, first[platform]->place,
                       "event platform %s is not among the technique's (here %s) in %s", quoted_text(model, platform),
                       model_text_at(model, model->techniques[first[platform]->technique].id),
                       counted(foreign.rows[platform], "row"));
    }
}

/* Finds techniques whose rows differ in the name, the tactics or the platforms. */
static void check_namings(struct model *model)
{
    size_t count = model->technique_ids.count;
    uint32_t *others = arena_allocate(model->arena, (count + 1) * sizeof *others);
    const struct row **first = arena_allocate(model->arena, (count + 1) * sizeof(struct row *));

    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];

        if (row->naming == model->techniques[row->technique].naming)
            continue;
        if (!others[row->technique]++)
            first[row->technique] = row;
    }
    for (size_t i = 0; i < count; i++) {
        const struct technique *technique = &model->techniques[i];
        const struct naming *mine = model_naming(model, technique->naming), *theirs;

        if (!others[i])
            continue;
        theirs = model_naming(model, first[i]->naming);
        report_warning(model->diagnostics, first[i]->place, "%s has another %s here, and in %s in all, than at %s:%u",
                       model_text_at(model, technique->id),
                       mine->technique != theirs->technique ? "name"
                       : mine->tactics != theirs->tactics   ? "list of tactics"
                                                            : "list of platforms",
                       counted(others[i], "row"), technique->place.file, (unsigned)technique->place.line);
    }
}

/* Finds events without an id, which are found only through their technique; with a condition, they stand for each event
 * of their log. */
static void check_event_ids(struct model *model)
{
    const struct row *first = NULL;
    unsigned rows = 0;

    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];

        if (!row->event || model_event(model, row->event - 1)->id != ABSENT ||
            model_event(model, row->event - 1)->condition)
            continue;
        if (!rows++)
            first = row;
    }
    if (rows)
        report_warning(model->diagnostics, first->place, "an event without event_id, in %s, cannot be looked up",
                       counted(rows, "row"));
}

static void fold_event_ids(struct model *model)
{
    for (uint32_t i = 0; i < model->events.count; i++)
        model_folded(model, model_event(model, i)->id);
}

/* Counts an event's filters, and those of their fields that no earlier event of the same id names. */
static void count_filters(struct model *model, const struct event *event, struct interner *seen, struct tally *filters,
                          struct tally *fields)
{
    uint32_t id = model_folded(model, event->id);
    size_t count, known;
    const uint32_t *texts = model_list_at(model, event->filters, &count);

    for (size_t i = 0; i < count; i += 2) {
        uint32_t pair[] = {id, texts[i]};

        count_text(model, filters, id);
        known = seen->count;
        if (intern(seen, pair, sizeof pair) == known)
            count_text(model, fields, id);
    }
}

/* Checks MATCH_WORK_LIMIT: for each filter, attack_match() searches all the fields that it has asked the event for. */
static void report_matching(struct model *model, const struct tally *candidates, const struct tally *filters,
                            const struct tally *fields)
{
    for (size_t i = 0; i < candidates->texts.count; i++) {
        uint32_t id = candidates->texts.items[i];
        struct place place = model->text_places[id];

        if (candidates->rows[id] > MATCH_ROOM_LIMIT)
            report_warning(model->diagnostics, place,
                           "an event of a log with the id %s has up to %lu candidates; programs that match it may "
                           "have room for only %d",
                           quoted_text(model, id), (unsigned long)candidates->rows[id], MATCH_ROOM_LIMIT);
        if ((uint64_t)filters->rows[id] * fields->rows[id] > MATCH_WORK_LIMIT)
            report_error(model->diagnostics, place,
                         "events with the id %s have %s on %s; the limit for the product is %d", quoted_text(model, id),
                         counted(filters->rows[id], "filter"), counted(fields->rows[id], "field"), MATCH_WORK_LIMIT);
    }
}

/* Checks what a mapping costs its users: the size of their arrays, and the time to match one event. */
static void check_matching(struct model *model)
{
    struct interner seen = {.arena = model->arena};
    struct tally candidates, filters, fields;
    bool *is_counted = arena_allocate(model->arena, model->events.count * sizeof *is_counted);

    fold_event_ids(model); /* adds texts: before the tallies, which have an element for each text */
    candidates = new_tally(model);
    filters = new_tally(model);
    fields = new_tally(model);
    for (size_t i = 0; i < model->row_count; i++) {
        uint32_t number = model->rows[i].event;
        const struct event *event;

        if (!number || is_counted[number - 1])
            continue;
        is_counted[number - 1] = true;
        event = model_event(model, number - 1);
        if (!event->condition) /* those are looked for among few, and need no room */
            count_text(model, &candidates, model_folded(model, event->id));
        count_filters(model, event, &seen, &filters, &fields);
    }
    report_matching(model, &candidates, &filters, &fields);
}

/* Checks COMPONENTS_LIMIT: attack_technique_coverage() compares each data component of a technique with all later ones.
 */
static void check_components(struct model *model)
{
    struct interner seen = {.arena = model->arena};
    size_t *components = arena_allocate(model->arena, (model->technique_ids.count + 1) * sizeof *components);

    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];
        uint32_t pair[] = {row->technique, row->component};
        size_t known = seen.count;

        if (intern(&seen, pair, sizeof pair) == known && ++components[row->technique] == COMPONENTS_LIMIT + 1)
            report_error(model->diagnostics, row->place, "%s has too many data components; the limit is %d",
                         model_text_at(model, model->techniques[row->technique].id), COMPONENTS_LIMIT);
    }
}

void check_model(struct model *model)
{
    check_aliases(model);
    check_texts(model);
    check_platforms(model);
    check_namings(model);
    check_event_ids(model);
    check_unseen(model);
    check_matching(model);
    check_components(model);
}
