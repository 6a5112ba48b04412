/* SPDX-License-Identifier: MIT
 *
 * Bytes through the reader of `--collected` tables: separators, quotes, escapes, columns, and which events a row means.
 * A set that is as long as it must be holds events of the mapping alone, and files together, in any order, hold what
 * each holds by itself.
 *
 * An input is a file, or two with 0x1e between them.
 */
#include "attack_events_builtin.h"
#include "collected.h"
#include "command.h"
#include "fuzz.h"

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

/* Adds what `count` files hold, in the order of `which`. */
static struct attack_set collect(const struct attack_db *db, const size_t *which, size_t count)
{
    struct attack_set set = {make_numbers(ATTACK_EVENTS_BUILTIN_EVENT_WORDS), ATTACK_EVENTS_BUILTIN_EVENT_WORDS};
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    struct bytes files[FILES_MOST] = {{NULL, NULL}, {NULL, NULL}};
    FILE *before = stderr;
    size_t count = split(data, size, files, FILES_MOST);

    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    CHECK(nowhere && count <= FILES_MOST);
    for (size_t i = 0; i < FILES_MOST; i++)
        write_memory_file(&tables[i], files[i]);
    stderr = nowhere; /* what is said of an input is made, and not shown */
    check_files(attack_events_builtin());
    stderr = before;
    return 0;
}
