/* SPDX-License-Identifier: MIT
 *
 * Computes the expected output of `attack-events coverage` from the naive oracle.
 */
#include "expecting.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static bool *new_flags(size_t count, bool value)
{
    bool *flags = calloc(count + 1, sizeof *flags);

    assert_non_null(flags);
    for (size_t i = 0; i < count; i++)
        flags[i] = value;
    return flags;
}

void question_start(struct question *question, const struct covering *covering)
{
    memset(question, 0, sizeof *question);
    question->covering = covering;
    question->chosen = new_flags(covering->event_count, true);
    question->collected = new_flags(covering->event_count, false);
    question->asked = new_flags(covering->mapping.techniques.count, true);
    question->has_chosen = new_flags(covering->pair_count, false);
    question->has_collected = new_flags(covering->pair_count, false);
}

void question_free(struct question *question)
{
    free(question->chosen);
    free(question->collected);
    free(question->asked);
    free(question->has_chosen);
    free(question->has_collected);
}

const char *technique_field(const struct covering *covering, size_t technique, int column)
{
    return covering->mapping.techniques.row[technique].field[column];
}

/* ---- Expected output --------------------------------------------------------------------------------------------- */

static void count_technique(const struct question *question, size_t technique, size_t *components, size_t *covered)
{
    const struct covering *covering = question->covering;

    *components = *covered = 0;
    for (size_t i = 0; i < covering->pair_count; i++)
        if (covering->pairs[i].technique == technique) {
            *components += question->has_chosen[i];
            *covered += question->has_collected[i];
        }
}

static void add_percent(struct text *text, size_t part, size_t whole)
{
    if (whole)
        text_add_number(text, part * 100 / whole);
}

static void add_tactic(struct text *text, const struct question *question, const char *tactic)
{
    const struct covering *covering = question->covering;
    size_t techniques = 0, states[4] = {0}, pairs = 0, covered_pairs = 0;

    for (size_t i = 0; i < covering->mapping.techniques.count; i++) {
        size_t components, covered;

        if (!question->asked[i] || (tactic && !list_has(technique_field(covering, i, NAIVE_TACTIC), tactic)))
            continue;
        count_technique(question, i, &components, &covered);
        techniques++;
        pairs += components;
        covered_pairs += covered;
        states[components == 0 ? 3 : covered == 0 ? 2 : covered < components ? 1 : 0]++;
    }
    text_add_escaped(text, tactic ? tactic : "total");
    text_add(text, "\t");
    text_add_number(text, techniques);
    for (int i = 0; i < 4; i++) {
        text_add(text, "\t");
        text_add_number(text, states[i]);
    }
    text_add(text, "\t");
    text_add_number(text, pairs);
    text_add(text, "\t");
    text_add_number(text, covered_pairs);
    text_add(text, "\t");
    add_percent(text, covered_pairs, pairs);
    text_add(text, "\n");
}

static void look_at_pairs(struct question *question)
{
    covering_pairs(question->covering, question->chosen, question->collected, question->has_chosen,
                   question->has_collected);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **list_tactics(const struct covering *covering)
{
    const struct naive_rows *rows = &covering->mapping.rows, *techniques = &covering->mapping.techniques;
    char **tactics = calloc(1000, sizeof *tactics);
    size_t count = 0;

    assert_non_null(tactics);
    for (size_t i = 0; i < rows->count + techniques->count; i++) {
        const struct naive_row *row = i < rows->count ? &rows->row[i] : &techniques->row[i - rows->count];
        char *list = naive_copy(row->field[NAIVE_TACTIC]);

        for (char *tactic = list ? strtok(list, ",") : NULL; tactic; tactic = strtok(NULL, ",")) {
            size_t known = 0;

            while (known < count && strcmp(tactics[known], tactic) != 0)
                known++;
            if (known == count)
                tactics[count++] = naive_copy(tactic);
        }
        free(list);
    }
    qsort(tactics, count, sizeof *tactics, compare_texts);
    return tactics;
}

void free_tactics(char **tactics)
{
    for (size_t i = 0; tactics[i]; i++)
        free(tactics[i]);
    free(tactics);
}

char *expected_tactics(struct question *question)
{
    struct text text = {NULL, 0};
    char **tactics = list_tactics(question->covering);

    look_at_pairs(question);
    text_add(&text, "tactic\ttechniques\tcovered\tpartly\tnot\tno_events\tpairs\tcovered_pairs\tpercent\n");
    for (size_t i = 0; tactics[i]; i++) {
        if (!question->tactic || naive_compare_folded(question->tactic, tactics[i]) == 0)
            add_tactic(&text, question, tactics[i]);
    }
    free_tactics(tactics);
    add_tactic(&text, question, NULL);
    return text.bytes;
}

char *expected_techniques(struct question *question)
{
    const struct covering *covering = question->covering;
    static const char *const words[] = {"not", "partly", "covered", "no events"};
    struct text text = {NULL, 0};

    look_at_pairs(question);
    text_add(&text, "technique_id\ttechnique\ttactic\tcoverage\tcovered_data_components\tdata_components\tpercent\t"
                    "missing\n");
    for (size_t i = 0; i < covering->mapping.techniques.count; i++) {
        size_t components, covered;
        bool first = true;

        if (!question->asked[i])
            continue;
        count_technique(question, i, &components, &covered);
        text_add_escaped(&text, technique_field(covering, i, NAIVE_TECHNIQUE_ID));
        text_add(&text, "\t");
        text_add_escaped(&text, technique_field(covering, i, NAIVE_TECHNIQUE));
        text_add(&text, "\t");
        text_add_escaped(&text, technique_field(covering, i, NAIVE_TACTIC));
        text_add(&text, "\t");
        text_add(&text, words[components == 0 ? 3 : covered == components ? 2 : covered > 0 ? 1 : 0]);
        text_add(&text, "\t");
        text_add_number(&text, covered);
        text_add(&text, "\t");
        text_add_number(&text, components);
        text_add(&text, "\t");
        add_percent(&text, covered, components);
        text_add(&text, "\t");
        for (size_t pair = 0; pair < covering->pair_count; pair++) {
            const struct naive_pair *one = &covering->pairs[pair];

            if (one->technique != i || !question->has_chosen[pair] || question->has_collected[pair])
                continue;
            text_add(&text, first ? "" : ",");
            text_add_escaped(&text, one->data_component ? one->data_component : one->data_source);
            first = false;
        }
        text_add(&text, "\n");
    }
    return text.bytes;
}
