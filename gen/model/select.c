/* SPDX-License-Identifier: MIT
 *
 * Drops rows and techniques of a complete model. It must not change what is left.
 */
#include "select.h"

#include "host/letter_case.h"

#include <string.h>

bool selects_everything(const struct selection *selection)
{
    return !selection->platforms.count && !selection->tactics.count && !selection->providers.count &&
           !selection->techniques.count && !selection->sources.count;
}

/* Where a row comes from is told by its kind or by its relationship's id. */
static const char *const sources[] = {"ossem", "project", "analytic", "rule", "other"};

bool is_source(const char *text)
{
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        if (strcmp(sources[i], text) == 0)
            return true;
    return false;
}

static const char *source_of(const struct model *model, const struct row *row)
{
    const char *id =
        row->relationship ? model_text_at(model, model_relationship(model, row->relationship - 1)->id) : "";

    if (row->kind == KIND_RULE)
        return "rule";
    if (row->kind == KIND_ANALYTIC || (strncmp(id, "AN", 2) == 0 && id[2] >= '0' && id[2] <= '9'))
        return "analytic";
    return strncmp(id, "REL-", 4) == 0 ? "ossem" : strncmp(id, "AE-", 3) == 0 ? "project" : "other";
}

bool is_technique_choice(const char *text)
{
    static const char shape[] = "T0000.000";
    size_t i;

    for (i = 0; shape[i] && text[i]; i++)
        if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != shape[i])
            break;
    return (!text[i] && (i == 5 || i == 9)) || (i == 6 && strcmp(text + i, "*") == 0);
}

/* Whether a tactic of a naming matches; cached, as many rows have the same naming. */
struct naming_tactic {
    bool is_known, matches;
};

/* A technique that took the place of one that a value chooses. */
struct successor {
    const char *id;
    size_t value;
};

/* A choice, and which of its values have matched a row. */
struct tally {
    const char *option;
    const struct choice *choice;
    bool *matched;
    struct naming_tactic *tactics; /* by naming, for the choice of tactics */
    struct successor *successors;  /* for the choice of techniques */
    size_t successor_count;
};

static bool matches_text(struct tally *tally, const char *text)
{
    bool found = false;

    for (size_t i = 0; i < tally->choice->count; i++)
        if (fold_equal(tally->choice->values[i], text))
            found = tally->matched[i] = true;
    return found;
}

/* An event's platform also matches by the platform of ATT&CK that it is: aws is IaaS. */
static bool matches_platform(struct tally *tally, const char *platform)
{
    const char *group = model_platform_of(platform);
    bool found = matches_text(tally, platform);

    return (group != platform && matches_text(tally, group)) || found;
}

static bool matches_list(struct tally *tally, const struct model *model, uint32_t list)
{
    size_t count;
    const uint32_t *items = model_list_at(model, list, &count);
    bool found = false;

    for (size_t i = 0; i < count; i++)
        found = matches_text(tally, model_text_at(model, items[i])) || found;
    return found;
}

static bool is_chosen(const char *value, const char *id)
{
    return strcmp(value, id) == 0 || (strlen(value) == 7 && value[6] == '*' && strncmp(value, id, 5) == 0);
}

static bool matches_id(struct tally *tally, const char *id)
{
    bool found = false;

    for (size_t i = 0; i < tally->choice->count; i++)
        if (is_chosen(tally->choice->values[i], id))
            found = tally->matched[i] = true;
    for (size_t i = 0; i < tally->successor_count; i++)
        if (strcmp(tally->successors[i].id, id) == 0)
            found = tally->matched[tally->successors[i].value] = true;
    return found;
}

/* Finds what took the place of a retired technique that a value chooses, and says so. */
static void find_successors(struct tally *tally, const struct model *model, const struct technique *technique)
{
    const char *id = model_text_at(model, technique->id), *by = model_text_at(model, technique->revoked_by);
    struct place nowhere = {NULL, 0, 0};

    for (size_t i = 0; i < tally->choice->count; i++) {
        const char *value = tally->choice->values[i];

        if (!is_chosen(value, id) || is_chosen(value, by))
            continue;
        tally->successors[tally->successor_count++] = (struct successor){by, i};
        if (strcmp(value, id) == 0)
            report_warning(model->diagnostics, nowhere, "--technique %s was revoked; %s took its place", id, by);
        else
            report_note(model->diagnostics, "%s of --technique %s was revoked; %s took its place", id, value, by);
    }
}

enum { PLATFORM, TACTIC, PROVIDER, TECHNIQUE, SOURCE, OPTIONS };

static bool matches_tactic(struct tally *tally, const struct model *model, uint32_t number)
{
    struct naming_tactic *tactic = &tally->tactics[number];

    if (!tactic->is_known)
        tactic->matches = matches_list(tally, model, model_naming(model, number)->tactics);
    tactic->is_known = true;
    return tactic->matches;
}

/* Evaluates every option, without short-circuit, so that each value that matches is marked. */
static bool is_selected_technique(struct tally tallies[OPTIONS], const struct model *model, const struct row *row)
{
    bool selected = true;

    if (tallies[TACTIC].choice->count)
        selected = matches_tactic(&tallies[TACTIC], model, row->naming);
    if (tallies[TECHNIQUE].choice->count)
        selected =
            matches_id(&tallies[TECHNIQUE], model_text_at(model, model->techniques[row->technique].id)) && selected;
    return selected;
}

static bool is_selected(struct tally tallies[OPTIONS], const struct model *model, const struct row *row)
{
    const struct event *event = row->event ? model_event(model, row->event - 1) : NULL;
    bool selected = is_selected_technique(tallies, model, row);

    if (tallies[PLATFORM].choice->count)
        selected = matches_platform(&tallies[PLATFORM], event ? model_text_at(model, event->platform) : "") && selected;
    if (tallies[PROVIDER].choice->count)
        selected = matches_text(&tallies[PROVIDER], event ? model_text_at(model, event->provider) : "") && selected;
    if (tallies[SOURCE].choice->count)
        selected = matches_text(&tallies[SOURCE], source_of(model, row)) && selected;
    return selected;
}

static void warn_of_unmatched(const struct model *model, const struct tally *tally)
{
    struct place nowhere = {NULL, 0, 0};

    for (size_t i = 0; i < tally->choice->count; i++)
        if (!tally->matched[i])
            report_warning(model->diagnostics, nowhere, "no row matches --%s %s", tally->option,
                           quoted(tally->choice->values[i], strlen(tally->choice->values[i])));
}

void select_rows(struct model *model, const struct selection *selection)
{
    struct tally tallies[OPTIONS] = {{.option = "platform", .choice = &selection->platforms},
                                     {.option = "tactic", .choice = &selection->tactics},
                                     {.option = "provider", .choice = &selection->providers},
                                     {.option = "technique", .choice = &selection->techniques},
                                     {.option = "source", .choice = &selection->sources}};
    bool *has_rows = arena_allocate(model->arena, model->technique_ids.count + 1);
    size_t kept = 0;

    for (int option = 0; option < OPTIONS; option++)
        tallies[option].matched = arena_allocate(model->arena, tallies[option].choice->count + 1);
    tallies[TACTIC].tactics = arena_allocate(model->arena, model->namings.count * sizeof *tallies[TACTIC].tactics);
    tallies[TECHNIQUE].successors = arena_allocate(
        model->arena, (model->technique_ids.count * selection->techniques.count + 1) * sizeof(struct successor));
    for (size_t i = 0; i < model->technique_ids.count; i++)
        if (model->techniques[i].is_retired && model->techniques[i].revoked_by != ABSENT)
            find_successors(&tallies[TECHNIQUE], model, &model->techniques[i]);
    for (size_t i = 0; i < model->row_count; i++)
        if (!model->rows[i].without_row && is_selected(tallies, model, &model->rows[i]))
            has_rows[model->rows[i].technique] = true;
    /* A technique keeps all its components: those without a selected event show what is not observed. */
    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];

        if (row->without_row ? has_rows[row->technique] && is_selected_technique(tallies, model, row)
                             : is_selected(tallies, model, row))
            model->rows[kept++] = *row;
    }
    model->row_count = kept;
    for (size_t i = 0; i < selection->sources.count; i++)
        model->scores_analytics = model->scores_analytics || strcmp(selection->sources.values[i], "analytic") == 0;
    model->is_subset = true;
    for (int option = 0; option < OPTIONS; option++)
        warn_of_unmatched(model, &tallies[option]);
}

static void add_choice(char **end, const char *option, const struct choice *choice)
{
    for (size_t i = 0; i < choice->count; i++) {
        const char *parts[] = {" --", option, " ", choice->values[i]};

        for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
            strcpy(*end, parts[p]);
            *end += strlen(parts[p]);
        }
    }
}

static size_t choice_length(const struct choice *choice)
{
    size_t length = 0;

    for (size_t i = 0; i < choice->count; i++)
        length += strlen(choice->values[i]) + sizeof " --technique ";
    return length;
}

const char *selection_text(struct arena *arena, const struct selection *selection)
{
    const struct {
        const char *option;
        const struct choice *choice;
    } choices[OPTIONS] = {{"platform", &selection->platforms},
                          {"tactic", &selection->tactics},
                          {"provider", &selection->providers},
                          {"technique", &selection->techniques},
                          {"source", &selection->sources}};
    size_t length = 1;
    char *text, *end;

    for (int i = 0; i < OPTIONS; i++)
        length += choice_length(choices[i].choice);
    text = end = arena_allocate(arena, length);
    for (int i = 0; i < OPTIONS; i++)
        add_choice(&end, choices[i].option, choices[i].choice);
    return *text ? text + 1 : text;
}
