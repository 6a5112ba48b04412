/* SPDX-License-Identifier: MIT
 *
 * Feeds bytes to the reader of `--collected` tables: separators, quotes, escapes, columns, and the events that a row
 * matches. Only events of the mapping are collected, and several files, in any order, give the union of what each
 * gives. A table written for events that the input selects gives each of these, and no event with another id.
 *
 * An input is a file, or two with 0x1e between them. Behind the last 0x1e are choices.
 */
#define _GNU_SOURCE

#include "attack_events_builtin.h"
#include "coverage/collected.h"
#include "fuzz.h"
#include "line/command.h"
#include "questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES_MOST = 2 };

const struct command *const commands[] = {NULL}; /* for help.c */

static struct memory_file tables[FILES_MOST];

/* NOLINTNEXTLINE(readability-non-const-parameter): libFuzzer's own prototype */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    for (int i = 0; i < FILES_MOST; i++)
        open_memory_file(&tables[i]);
    return 0;
}

/* Adds the events of `count` files, in the order of `which`. */
static struct attack_set collect(const struct attack_db *db, const size_t *which, size_t count)
{
    struct attack_set set = {numbers_of(ATTACK_EVENTS_BUILTIN_EVENT_WORDS), ATTACK_EVENTS_BUILTIN_EVENT_WORDS};
    struct options options = {.given_count = count};

    attack_set_clear(set);
    for (size_t i = 0; i < count; i++) {
        options.given[i].id = OPTION_COLLECTED;
        options.given[i].value = tables[which[i]].path;
    }
    collected_fill(db, &options, set);
    for (uint32_t i = 0; attack_set_next(set, &i); i++)
        CHECK(i < ATTACK_EVENTS_BUILTIN_EVENTS);
    return set;
}

static bool is_same(struct attack_set mine, struct attack_set other)
{
    return memcmp(mine.words, other.words, mine.word_count * sizeof *mine.words) == 0;
}

static void check_files(const struct attack_db *db)
{
    static const size_t orders[][3] = {{0, 1}, {1, 0, 1}};
    struct attack_set mine = collect(db, orders[0], 1), other = collect(db, orders[1], 1);
    struct attack_set both = collect(db, orders[0], 2), again = collect(db, orders[1], 3);

    attack_set_unite(mine, other);
    CHECK(is_same(mine, both) && is_same(mine, again));
    free(mine.words);
    free(other.words);
    free(both.words);
    free(again.words);
}

/* ---- A table that is written here ------------------------------------------------------------------------------- */

enum { CHOSEN_MOST = 20, COLUMNS = 4 };

struct written {
    struct attack_event events[CHOSEN_MOST];
    size_t count;
    unsigned order; /* the column that comes first */
    char separator;
};

static void put_quoted(FILE *file, const char *text)
{
    putc('"', file);
    for (; text && *text; text++) {
        if (*text == '"')
            putc('"', file);
        putc(*text, file);
    }
    putc('"', file);
}

static void put_row(FILE *file, const struct written *written, const char *const values[COLUMNS])
{
    for (unsigned i = 0; i < COLUMNS; i++) {
        put_quoted(file, values[(written->order + i) % COLUMNS]);
        putc(i + 1 < COLUMNS ? written->separator : '\n', file);
    }
}

static void write_events(const struct memory_file *table, const struct written *written)
{
    static const char *const names[COLUMNS] = {"event_id", "log_source", "Channel", "event_platform"};
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    CHECK(file);
    put_row(file, written, names);
    for (size_t i = 0; i < written->count; i++) {
        const struct attack_event *event = &written->events[i];

        put_row(file, written, (const char *const[]){event->id, event->provider, event->channel, event->platform});
    }
    fclose(file);
    write_memory_file(table, (struct part){(const uint8_t *)text, (const uint8_t *)text + size});
    free(text);
}

static bool has_id_of_one(const struct written *written, const struct attack_event *event)
{
    for (size_t i = 0; i < written->count; i++)
        if (oracle_equal(oracle_known(event->id), written->events[i].id))
            return true;
    return false;
}

static void check_written(const struct attack_db *db, struct part *choices)
{
    static const char separators[] = "\t,;";
    struct written written = {.order = take_byte(choices), .separator = separators[take_byte(choices) % 3]};
    struct attack_set set;
    struct attack_event event;

    while (written.count < CHOSEN_MOST && choices->at < choices->end)
        CHECK(attack_event_at(db, take_number(choices) % attack_event_count(db), &written.events[written.count++]));
    write_events(&tables[0], &written);
    set = collect(db, (const size_t[]){0}, 1);
    for (size_t i = 0; i < written.count; i++)
        CHECK(attack_set_has(set, written.events[i].index));
    for (uint32_t i = 0; attack_set_next(set, &i); i++)
        CHECK(attack_event_at(db, i, &event) && has_id_of_one(&written, &event));
    free(set.words);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    struct part files[FILES_MOST] = {{NULL, NULL}, {NULL, NULL}}, choices = cut_choices(data, &size);
    FILE *before = stderr;
    size_t count = split(data, size, files, FILES_MOST);

    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    CHECK(nowhere && count <= FILES_MOST);
    for (size_t i = 0; i < FILES_MOST; i++)
        write_memory_file(&tables[i], files[i]);
    stderr = nowhere; /* messages are made, but not shown */
    check_files(attack_events_builtin());
    check_written(attack_events_builtin(), &choices);
    stderr = before;
    return 0;
}
