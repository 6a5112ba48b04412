/* SPDX-License-Identifier: MIT
 *
 * The distance is the edit distance (insert, delete, replace, swap two neighbours). On a tie, the longer common prefix
 * wins, since ids of one family have the same prefix.
 */
#include "suggest.h"

#include "host/edit_distance.h"
#include "host/letter_case.h"
#include "text.h"

#include <stdbool.h>
#include <string.h>

void suggest_start(struct suggestions *suggestions, const char *typed, size_t length)
{
    suggestions->typed = typed;
    suggestions->prefix = "";
    suggestions->length = length;
    suggestions->distance = length > SUGGEST_LONGEST ? 0 : length < 3 ? 1 : length < 9 ? 2 : length / 3;
    suggestions->count = 0;
}

/* Keeps `candidate` among those with the same distance, longest common prefix first. */
static void keep(struct suggestions *suggestions, const char *candidate)
{
    size_t shared = fold_shared(suggestions->typed, suggestions->length, candidate);
    size_t at = suggestions->count;

    while (at > 0 && suggestions->kept[at - 1].shared < shared)
        at--;
    if (at == SUGGEST_MOST)
        return;
    if (suggestions->count < SUGGEST_MOST)
        suggestions->count++;
    for (size_t i = suggestions->count - 1; i > at; i--)
        suggestions->kept[i] = suggestions->kept[i - 1];
    suggestions->kept[at].text = candidate;
    suggestions->kept[at].shared = shared;
}

void suggest_offer(struct suggestions *suggestions, const char *candidate)
{
    size_t length = candidate ? strlen(candidate) : 0;
    size_t distance;

    if (length == 0 || length > SUGGEST_LONGEST || suggestions->length > SUGGEST_LONGEST)
        return;
    for (size_t i = 0; i < suggestions->count; i++)
        if (fold_equal(suggestions->kept[i].text, candidate))
            return;
    distance = edit_distance(suggestions->typed, suggestions->length, candidate, length);
    if (distance > suggestions->distance || distance >= length)
        return; /* too far: no letter of the candidate would be as typed */
    if (distance < suggestions->distance) {
        suggestions->distance = distance;
        suggestions->count = 0;
    }
    keep(suggestions, candidate);
}

void suggest_print(const struct suggestions *suggestions, FILE *file)
{
    for (size_t i = 0; i < suggestions->count; i++) {
        fputs(i == 0 ? "; did you mean " : i + 1 == suggestions->count ? " or " : ", ", file);
        fputs(suggestions->prefix, file);
        text_show(file, suggestions->kept[i].text);
    }
    if (suggestions->count)
        fputc('?', file);
}
