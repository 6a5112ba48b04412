/* SPDX-License-Identifier: MIT
 *
 * Searches text with strstr() and parses no JSON, so that it does not repeat a parser's mistakes.
 */
#include "tagging.h"

#include "cmocka_test.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool agrees(const char *known, const char *named)
{
    return known && named && naive_compare_folded(known, named) == 0;
}

static bool disagrees(const char *known, const char *named)
{
    return known && named && naive_compare_folded(known, named) != 0;
}

static bool has_field(const struct logged *logged, const char *name, const char *value)
{
    for (size_t i = 0; i + 1 < FIELDS_MOST && logged->fields[i]; i += 2)
        if (agrees(logged->fields[i], name) && agrees(logged->fields[i + 1], value))
            return true;
    return false;
}

/* `filter` is Key=Value joined by commas. */
static bool passes(const struct logged *logged, const char *filter)
{
    char *copy = naive_copy(filter);
    bool right = true;

    for (char *pair = copy ? strtok(copy, ",") : NULL; pair; pair = strtok(NULL, ",")) {
        char *value = strchr(pair, '=');

        assert_non_null(value);
        *value = '\0';
        right = right && has_field(logged, pair, value + 1);
    }
    free(copy);
    return right;
}

bool naive_matches(const struct naive_row *row, const struct logged *logged)
{
    const char *provider = row->field[NAIVE_LOG_SOURCE], *channel = row->field[NAIVE_CHANNEL];

    if (row->field[NAIVE_CONDITION])
        return false; /* the naive reader evaluates none */
    return agrees(logged->id, row->field[NAIVE_EVENT_ID]) && !disagrees(logged->provider, provider) &&
           !disagrees(logged->channel, channel) &&
           (agrees(logged->provider, provider) || agrees(logged->channel, channel)) &&
           passes(logged, row->field[NAIVE_FILTER_IN]);
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(a, b);
}

void sort_ids(struct ids *ids)
{
    qsort(ids->id, ids->count, sizeof *ids->id, compare_ids);
}

static void add_id(struct ids *ids, const char *id, size_t length)
{
    assert_true(ids->count < IDS_MOST && length < ID_BYTES);
    memcpy(ids->id[ids->count], id, length);
    ids->id[ids->count++][length] = '\0';
}

void naive_ids(const struct naive_mapping *mapping, const struct logged *logged, struct ids *ids)
{
    memset(ids, 0, sizeof *ids);
    for (size_t i = 0; i < mapping->rows.count; i++) { /* which are sorted by technique */
        const char *id = mapping->rows.row[i].field[NAIVE_TECHNIQUE_ID];

        if ((!ids->count || strcmp(ids->id[ids->count - 1], id) != 0) && naive_matches(&mapping->rows.row[i], logged))
            add_id(ids, id, strlen(id));
    }
    sort_ids(ids);
}

void drop_conditions(const char *line, struct ids *ids, const struct ids *expected)
{
    size_t kept = 0;

    for (size_t i = 0; i < ids->count; i++) {
        char member[ID_BYTES + 16];
        const char *at;

        snprintf(member, sizeof member, "{\"id\":\"%s\"", ids->id[i]);
        at = strstr(line, member);
        assert_non_null(at);
        at = strstr(at, "\"kind\":\"");
        assert_non_null(at);
        if (strncmp(at, "\"kind\":\"condition\"", 18) == 0 &&
            !bsearch(ids->id[i], expected->id, expected->count, sizeof *expected->id, compare_ids))
            continue;
        memmove(ids->id[kept++], ids->id[i], ID_BYTES);
    }
    ids->count = kept;
    memset(ids->id[kept], 0, (IDS_MOST - kept) * sizeof *ids->id);
}

void tagged_ids(const char *line, size_t length, struct ids *ids)
{
    static const char start[] = "\"attack\":{\"techniques\":[", before[] = "{\"id\":\"";
    char *copy = malloc(length + 1), *at;

    assert_non_null(copy);
    memcpy(copy, line, length);
    copy[length] = '\0';
    memset(ids, 0, sizeof *ids);
    at = strstr(copy, start);
    if (!at)
        fail_msg("no techniques in: %s", copy);
    while ((at = strstr(at, before)) != NULL) {
        at += strlen(before);
        add_id(ids, at, strcspn(at, "\""));
    }
    free(copy);
}

void tag_bytes(const char *tool, const char *const arguments[], const void *bytes, size_t size,
               struct run_result *result)
{
    const char *all[20] = {tool, "tag"};
    struct run_options options = {.input = bytes, .input_size = size};

    for (size_t i = 0; arguments[i]; i++)
        all[2 + i] = arguments[i];
    run(all, &options, result);
    if (result->exit_code != 0)
        fail_msg("tag exits with %d: %s", result->exit_code, result->err);
}

void expect_tagged(const char *tool, const char *const arguments[], const char *text, const char *expected,
                   const char *said)
{
    struct run_result result;

    tag_bytes(tool, arguments, text, strlen(text), &result);
    assert_string_equal(result.out, expected);
    if (fnmatch(said, result.err, 0) != 0)
        fail_msg("said was: %s", result.err);
    run_result_free(&result);
}
