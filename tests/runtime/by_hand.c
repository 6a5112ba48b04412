/* SPDX-License-Identifier: MIT
 *
 * The tables of the mapping that is laid out by hand. They must not come from the generator.
 */
#include "by_hand.h"

#include <assert.h>
#include <string.h>

enum { CELLS_LIMIT = 64, TABLES = 11 };

static char strings[800];
static uint8_t lists[400];
static uint32_t string_bytes = 1, list_bytes = 1; /* offset 0 and position 0 mean absent */

static uint32_t text_and_more(const char *text, size_t size)
{
    uint32_t offset = string_bytes;

    assert(offset + size + ATTACK_STRING_PADDING <= sizeof strings);
    memcpy(strings + offset, text, size);
    string_bytes += (uint32_t)size;
    return offset;
}

static uint32_t text(const char *text)
{
    return text_and_more(text, strlen(text) + 1);
}

static void add_number(uint32_t number)
{
    assert(list_bytes + 5 <= sizeof lists);
    for (; number >= 0x80; number >>= 7)
        lists[list_bytes++] = (uint8_t)(number | 0x80);
    lists[list_bytes++] = (uint8_t)number;
}

static uint32_t numbers(size_t count, const uint32_t *items)
{
    uint32_t position = list_bytes;

    for (size_t i = 0; i < count; i++)
        add_number(items[i]);
    return position;
}

#define LIST(...) numbers(sizeof(uint32_t[]){__VA_ARGS__} / sizeof(uint32_t), (const uint32_t[]){__VA_ARGS__})

/* ---- The tables, in the order of their pointers in struct attack_db ---------------------------------------------- */

static uint32_t wide_cells[TABLES][CELLS_LIMIT];
static uint16_t narrow_cells[TABLES][CELLS_LIMIT];
static struct attack_db layouts[LAYOUTS];

static void set_cells(int table, size_t count, const uint32_t *cells)
{
    assert(count <= CELLS_LIMIT);
    for (size_t i = 0; i < count; i++) {
        assert(cells[i] <= UINT16_MAX);
        wide_cells[table][i] = cells[i];
        narrow_cells[table][i] = (uint16_t)cells[i];
    }
}

#define CELLS(table, ...)                                                                                              \
    set_cells(table, sizeof(uint32_t[]){__VA_ARGS__} / sizeof(uint32_t), (const uint32_t[]){__VA_ARGS__})

static void lay_out_techniques(struct attack_db *db)
{
    uint32_t linux = text("Linux"), windows = text("Windows"), alpha = text("alpha"), beta = text("beta");
    uint32_t none = LIST(0), both = LIST(2, alpha, beta), only_beta = LIST(1, beta), on_linux = LIST(1, linux),
             on_windows = LIST(1, windows), on_both = LIST(2, linux, windows);

    db->tactics = both;
    db->platforms = on_both;
    CELLS(0, text_and_more("T1001\0First", 12), LIST(both, on_windows, 3, 0, 1, 2), text_and_more("T1001.001\0", 11),
          LIST(none, on_linux, 1, 0), text_and_more("T1001.002\0Third", 16), LIST(only_beta, none, 0),
          text_and_more("T1002\0Fourth", 13), LIST(only_beta, on_both, 1, 3));
    CELLS(1, 16, LIST(2, 3, 1, 2, 2, 3, 0, 1, 0), 32, LIST(0, 0), 19, LIST(1, 1, 2, 1, 4), 0, LIST(1, 1, 0, 1, 5));
    CELLS(6, 0, 2, text("Other"), only_beta, on_linux, /* T1001's third run */
          3, 0, text("Last"), both, on_windows);
    CELLS(7, 999, 0, 0, 1001, 7, 2, 1003, 0, 4, 1003, 1, 4); /* T0999 is deprecated; T1003 and T1003.001 are T1002 */
    CELLS(8, text("Alias-Z"), 4, text("ten-alias"), 1);
    CELLS(9, 1295, 2896, 0, 2048); /* as the sums 163840, 32768, 0 and 65536 give them */
    db->technique_count = TECHNIQUES;
    db->run_count = 4;
    db->variant_count = 2;
    db->retired_count = 4;
    db->alias_count = 2;
}

static void lay_out_events(struct attack_db *db)
{
    uint32_t windows = text("Windows"), linux = text("Linux"), ten = text("10"), none = LIST(0);
    uint32_t file = text("file"), process = text("process");

    db->data_sources = LIST(2, file, process);
    CELLS(10, text("Kind"), text("More"));
    CELLS(2, file, text("file access"), process, 0, 0, text("process access"));
    CELLS(3, text("REL-1"), text("User opened File"), text("user"), text("opened"), text("file"), 0, 0, 0, 0,
          text("thing"));
    CELLS(4, 0, text("nameless"), 2, none, none, ten, text("ten"), 0, LIST(4, 0, text("Yes"), 1, text("1")),
          LIST(5, 0, 1, 1, 4), ten, 0, 1, none, LIST(4, 0, 1), text("4294967295"), 0, 0, none, LIST(2, 0),
          text("abcdefgh-Zz"), 0, 1, none, LIST(2, 3));
    CELLS(5, windows, text("Log/A"), text("Alpha"), text("Category"), text("Sub"), linux, 0, text("sysmon"), 0, 0, 0, 0,
          0, 0, 0);
    db->field_count = 2;
    db->component_count = 3;
    db->relationship_count = 2;
    db->event_count = EVENTS;
    db->log_count = 3;
}

/* By the last byte and the tenth, minus '0': "10" has only the first, 'z' is the heaviest. */
static void lay_out_hash(struct attack_hash *hash, bool wide)
{
    static const uint8_t steps[] = {ATTACK_HASH_LAST, 256 - '0', 9, 256 - '0'};
    static uint16_t weights['z' - '0' + 1];
    static const uint16_t narrow_slots[] = {2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 5};
    static uint32_t wide_slots[sizeof narrow_slots / sizeof *narrow_slots];

    weights['z' - '0'] = 2;
    for (size_t i = 0; i < sizeof narrow_slots / sizeof *narrow_slots; i++)
        wide_slots[i] = narrow_slots[i];
    hash->steps = steps;
    hash->step_count = 2;
    hash->weights = weights;
    hash->weight_count = sizeof weights / sizeof *weights;
    hash->slots = wide ? (const void *)wide_slots : narrow_slots;
    hash->slot_count = sizeof narrow_slots / sizeof *narrow_slots;
    hash->base = 2;
}

static void lay_out(void)
{
    struct attack_db db;

    memset(&db, 0, sizeof db);
    db.layout = ATTACK_TABLES_LAYOUT;
    db.candidates_most = db.fields_most = 2;
    db.row_count = 8;
    db.domain = text("domain");
    db.version = text("version");
    db.sha256 = text("sha256");
    db.selection = text("selection");
    db.attribution = text("attribution");
    lay_out_techniques(&db);
    lay_out_events(&db);
    db.string_bytes = string_bytes;
    db.list_bytes = list_bytes;
    db.strings = strings;
    db.lists = lists;
    for (int i = 0; i < LAYOUTS; i++) {
        const void **tables[TABLES];

        layouts[i] = db;
        layouts[i].wide = i % 2 ? 1 : 0;
        tables[0] = &layouts[i].techniques;
        tables[1] = &layouts[i].runs;
        tables[2] = &layouts[i].components;
        tables[3] = &layouts[i].relationships;
        tables[4] = &layouts[i].events;
        tables[5] = &layouts[i].logs;
        tables[6] = &layouts[i].variants;
        tables[7] = &layouts[i].retired;
        tables[8] = &layouts[i].aliases;
        tables[9] = &layouts[i].factors;
        tables[10] = &layouts[i].fields;
        for (int table = 0; table < TABLES; table++)
            *tables[table] = i % 2 ? (const void *)wide_cells[table] : narrow_cells[table];
        if (i >= 2) {
            layouts[i].factor_count = TECHNIQUES;
            lay_out_hash(&layouts[i].event_hash, i % 2);
        }
    }
}

const struct attack_db *by_hand(int layout)
{
    if (!layouts[0].layout)
        lay_out();
    return &layouts[layout];
}

struct attack_db *changed_by_hand(int layout)
{
    static struct attack_db copy;

    copy = *by_hand(layout);
    return &copy;
}

const struct attack_db *by_hand_with_condition(void)
{
    static const uint8_t techniques[] = {5, 0, 1, 1, 4};
    static uint8_t changed_lists[sizeof lists];
    static uint16_t events[EVENTS * EVENT_CELLS];
    struct attack_db *db = changed_by_hand(0);
    uint8_t *list = changed_lists;

    memcpy(changed_lists, db->lists, db->list_bytes);
    memcpy(events, db->events, sizeof events);
    while (memcmp(list, techniques, sizeof techniques) != 0)
        list++;
    list[4] = 4 * 1 + ATTACK_CONDITION - 1;
    changed_lists[db->list_bytes] = 1;
    events[EVENT_CELLS + EVENT_FILTERS] = (uint16_t)db->list_bytes++;
    db->lists = changed_lists;
    db->events = events;
    return db;
}
