/* SPDX-License-Identifier: MIT
 *
 * Finds the row of other_logs.tsv for an event.
 */
#include "other_logs.h"

#include "host/letter_case.h"

#include <string.h>

/* Whether a pattern, which ends at a bar or at the end, is the text; a star stands for any text. */
static bool is_like(const char *pattern, const char *text)
{
    if (*pattern == '*')
        return is_like(pattern + 1, text) || (*text && is_like(pattern, text + 1));
    if (!*pattern || *pattern == '|')
        return !*text;
    return *text && fold(*pattern) == fold(*text) && is_like(pattern + 1, text + 1);
}

/* Whether a cell allows the text: one of its alternatives is like it. */
static bool allows(const char *cell, const char *text)
{
    if (strcmp(cell, "-") == 0)
        return true;
    while (text && cell) {
        if (is_like(cell, text))
            return true;
        cell = strchr(cell, '|');
        cell = cell ? cell + 1 : NULL;
    }
    return false;
}

const struct other_log *other_log_of(const struct attack_event *event)
{
    for (size_t i = 0; i < other_log_count; i++) {
        const struct other_log *row = &other_logs[i];

        if (allows(row->platform, event->platform) && allows(row->provider, event->provider) &&
            allows(row->channel, event->channel) && allows(row->ids, event->id))
            return row;
    }
    return NULL;
}
