/* SPDX-License-Identifier: MIT
 *
 * Lookups of techniques by id and of events by provider and id: this library compared with common alternatives. Every
 * contestant gets the same keys in the same order and returns its result.
 */
#include "attack_events_builtin.h"
#include "keys.h"
#include "timing.h"

#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* Made by gperf -m 50 from the same keys. */
const char *gperf_technique(const char *text, size_t length);
const char *gperf_event(const char *text, size_t length);

enum { OPERATIONS = 400000 };

struct entry {
    UT_hash_handle hh;
    const char *joined;
    unsigned long value;
};

/* The input of a contestant: the keys to look up, and its own data structure of all keys. */
struct work {
    struct keys ask;
    const char **sorted;
    size_t sorted_count;
    struct entry *table;
    GHashTable *glib;
    sqlite3_stmt *statement;
};

static const struct key *key_of(const struct work *work, size_t operation)
{
    return &work->ask.items[work->ask.draw[operation % DRAWS]];
}

/* ---- This library ----------------------------------------------------------------------------------------------- */

static unsigned long find_technique(const void *data, size_t operations)
{
    const struct work *work = data;
    const struct attack_db *db = attack_events_builtin();
    struct attack_technique technique;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = key_of(work, i);

        if (attack_technique_find(db, key->id, key->length, &technique))
            sum += (unsigned long)(size_t)technique.name + technique.variant + technique.index;
    }
    return sum;
}

static unsigned long find_event(const void *data, size_t operations)
{
    const struct work *work = data;
    const struct attack_db *db = attack_events_builtin();
    struct attack_event event;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = key_of(work, i);
        struct attack_event_iterator events =
            attack_events_find_provider(db, key->provider, key->provider_length, key->id, key->length);

        if (attack_event_next(&events, &event))
            sum += (unsigned long)(size_t)event.name + event.index;
    }
    return sum;
}

/* ---- Others ----------------------------------------------------------------------------------------------------- */

static unsigned long ask_gperf_technique(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += (unsigned long)(size_t)gperf_technique(key_of(work, i)->joined, key_of(work, i)->joined_length);
    return sum;
}

static unsigned long ask_gperf_event(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += (unsigned long)(size_t)gperf_event(key_of(work, i)->joined, key_of(work, i)->joined_length);
    return sum;
}

static int compare_strings(const void *one, const void *other)
{
    return strcmp(*(const char *const *)one, *(const char *const *)other);
}

static unsigned long ask_binary_search(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += (unsigned long)(size_t)bsearch(&key_of(work, i)->joined, work->sorted, work->sorted_count,
                                              sizeof(char *), compare_strings);
    return sum;
}

static unsigned long ask_uthash(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = key_of(work, i);
        struct entry *entry;

        HASH_FIND(hh, work->table, key->joined, key->joined_length, entry);
        if (entry)
            sum += entry->value;
    }
    return sum;
}

/* A log has provider and id separately, so a joined key must be made first. */
static unsigned long join_and_ask_uthash(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;
    char joined[256];

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = key_of(work, i);
        struct entry *entry;

        memcpy(joined, key->provider, key->provider_length);
        joined[key->provider_length] = '\n';
        memcpy(joined + key->provider_length + 1, key->id, key->length);
        HASH_FIND(hh, work->table, joined, key->provider_length + 1 + key->length, entry);
        if (entry)
            sum += entry->value;
    }
    return sum;
}

static unsigned long ask_glib(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += (unsigned long)(size_t)g_hash_table_lookup(work->glib, key_of(work, i)->joined);
    return sum;
}

static unsigned long ask_sqlite(const void *data, size_t operations)
{
    const struct work *work = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct key *key = key_of(work, i);

        sqlite3_bind_text(work->statement, 1, key->joined, (int)key->joined_length, SQLITE_STATIC);
        if (sqlite3_step(work->statement) == SQLITE_ROW)
            sum += (unsigned long)sqlite3_column_int(work->statement, 0);
        sqlite3_reset(work->statement);
    }
    return sum;
}

/* ---- Setting up ------------------------------------------------------------------------------------------------- */

static sqlite3_stmt *fill_sqlite(const struct keys *keys)
{
    sqlite3 *database;
    sqlite3_stmt *insert, *select;

    sqlite3_open(":memory:", &database);
    sqlite3_exec(database, "CREATE TABLE t (k TEXT PRIMARY KEY, v INTEGER) WITHOUT ROWID", NULL, NULL, NULL);
    sqlite3_prepare_v2(database, "INSERT INTO t VALUES (?, ?)", -1, &insert, NULL);
    for (size_t i = 0; i < keys->count; i++) {
        sqlite3_bind_text(insert, 1, keys->items[i].joined, -1, SQLITE_STATIC);
        sqlite3_bind_int(insert, 2, (int)i);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    if (sqlite3_prepare_v2(database, "SELECT v FROM t WHERE k = ?", -1, &select, NULL) != SQLITE_OK)
        exit(1);
    return select;
}

static struct work prepare(const struct keys *keys)
{
    struct work work = {*keys, malloc(keys->count * sizeof(char *)), keys->count, NULL, NULL, fill_sqlite(keys)};

    if (!work.sorted)
        abort();
    work.glib = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < keys->count; i++) {
        struct entry *entry = malloc(sizeof *entry);

        if (!entry)
            abort();
        entry->joined = keys->items[i].joined;
        entry->value = i + 1;
        HASH_ADD_KEYPTR(hh, work.table, entry->joined, keys->items[i].joined_length, entry);
        g_hash_table_insert(work.glib, keys->items[i].joined, entry);
        work.sorted[i] = keys->items[i].joined;
    }
    qsort(work.sorted, work.sorted_count, sizeof(char *), compare_strings);
    return work;
}

static void compare_all(const char *title, const struct work *work, int events)
{
    struct contestant contestants[] = {
        {"attack_events, view filled", events ? find_event : find_technique, work},
        {"bare gperf call (-m 50)", events ? ask_gperf_event : ask_gperf_technique, work},
        {"uthash", ask_uthash, work},
        {"GLib's hash table", ask_glib, work},
        {"binary search on strings (bsearch, strcmp)", ask_binary_search, work},
        {"uthash, key joined for each lookup", join_and_ask_uthash, work},
    };

    compare(title, contestants, events ? 6 : 5, OPERATIONS);
}

int main(void)
{
    struct keys techniques = technique_keys(), events = event_keys();
    struct work by_id = prepare(&techniques), by_pair = prepare(&events);
    struct work missing_id = by_id, missing_pair = by_pair;
    struct contestant slow[] = {{"attack_events, view filled", find_technique, &by_id},
                                {"SQLite, prepared statement, in memory", ask_sqlite, &by_id}};
    struct contestant slow_pair[] = {{"attack_events, view filled", find_event, &by_pair},
                                     {"SQLite, prepared statement, in memory", ask_sqlite, &by_pair}};

    missing_id.ask = missing_keys(&techniques);
    missing_pair.ask = missing_keys(&events);
    printf("%zu technique ids, %zu (provider, id) pairs\n", techniques.count, events.count);
    compare_all("technique by id, hits", &by_id, 0);
    compare_all("technique by id, misses", &missing_id, 0);
    compare_all("events by (provider, id), hits, the first filled", &by_pair, 1);
    compare_all("events by (provider, id), misses", &missing_pair, 1);
    compare("technique by id, hits", slow, 2, 20000);
    compare("events by (provider, id), hits", slow_pair, 2, 20000);
    return 0;
}
