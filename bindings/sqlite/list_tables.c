/* SPDX-License-Identifier: MIT
 *
 * attack_technique, attack_rows and attack_revoked: what the mapping has, a row each, all or those of one id. The id is
 * their first column, and "= ?" finds it without a walk.
 */
#include "attack_sqlite.h"

#include <string.h>

struct list_cursor {
    sqlite3_vtab_cursor base;
    const struct attack_db *db;
    struct attack_technique technique; /* of attack_technique; of attack_revoked, the successor */
    struct attack_row_iterator rows;
    struct attack_row row;
    struct attack_former_id former;
    enum attack_retirement retirement;
    uint32_t index; /* of the next entry */
    bool is_one;    /* of one id only */
    bool at_end;
    uint32_t number; /* of the row, among those of its technique */
};

/* One of the tables. */
struct list_kind {
    const char *name, *columns;
    sqlite3_int64 rows; /* an estimate */
    /* Starts with all entries, or with those of an id. */
    void (*start)(struct list_cursor *cursor, const char *id, size_t length);
    /* Moves to the next entry. Returns false when there is none left. */
    bool (*next)(struct list_cursor *cursor);
    void (*column)(struct list_cursor *cursor, sqlite3_context *context, int column);
    uint64_t (*number)(const struct list_cursor *cursor); /* of the row: see row_number() */
};

/* What a module is registered with. */
struct list_registration {
    const struct list_kind *kind;
    const struct attack_db *db;
};

struct list_table {
    sqlite3_vtab base;
    struct list_registration of;
};

/* ---- attack_technique -------------------------------------------------------------------------------------------- */

static void technique_start(struct list_cursor *cursor, const char *id, size_t length)
{
    if (id && attack_technique_find(cursor->db, id, length, &cursor->technique))
        cursor->index = cursor->technique.index;
    else if (id)
        cursor->index = ATTACK_NONE;
}

static bool technique_next(struct list_cursor *cursor)
{
    bool is_there = attack_technique_at(cursor->db, cursor->index, &cursor->technique);

    cursor->index = is_there && !cursor->is_one ? cursor->index + 1 : ATTACK_NONE;
    return is_there;
}

static void technique_column(struct list_cursor *cursor, sqlite3_context *context, int column)
{
    const struct attack_technique *technique = &cursor->technique;
    struct attack_technique parent;

    switch (column) {
    case 0:
        result_text(context, technique->id);
        break;
    case 1:
        result_text(context, technique->name);
        break;
    case 2:
        result_names(context, attack_technique_tactics(cursor->db, technique));
        break;
    case 3:
        result_names(context, attack_technique_platforms(cursor->db, technique));
        break;
    case 4:
        sqlite3_result_int(context, technique->is_subtechnique);
        break;
    case 5:
        attack_technique_parent(cursor->db, technique, &parent);
        result_text(context, parent.id);
        break;
    default:
        break;
    }
}

static uint64_t technique_number(const struct list_cursor *cursor)
{
    return cursor->technique.index;
}

/* ---- attack_rows: the columns of `attack-events rows` -------------------------------------------------------------
 */

static void rows_start(struct list_cursor *cursor, const char *id, size_t length)
{
    struct attack_technique technique;

    if (!id) {
        cursor->rows = attack_rows(cursor->db);
        return;
    }
    attack_technique_find(cursor->db, id, length, &technique);
    cursor->rows = attack_technique_rows(cursor->db, &technique);
}

static bool rows_next(struct list_cursor *cursor)
{
    uint32_t before = cursor->row.technique.id ? cursor->row.technique.index : ATTACK_NONE;
    bool is_there = attack_row_next(&cursor->rows, &cursor->row);

    cursor->number = is_there && cursor->row.technique.index == before ? cursor->number + 1 : 0;
    return is_there;
}

static uint64_t rows_number(const struct list_cursor *cursor)
{
    return (uint64_t)cursor->row.technique.index << 32 | cursor->number;
}

/* The columns that are text of the row as it is. Returns false for others. */
static bool rows_text(const struct attack_row *row, int column, const char **text)
{
    const char *const texts[] = {row->technique.id,
                                 NULL,
                                 row->technique.name,
                                 NULL,
                                 NULL,
                                 row->data_component.data_source,
                                 row->data_component.name,
                                 row->relationship.id,
                                 row->relationship.name,
                                 row->relationship.source,
                                 row->relationship.relationship,
                                 row->relationship.target,
                                 row->event.id,
                                 row->event.name,
                                 row->event.platform,
                                 row->event.audit_category,
                                 row->event.audit_sub_category,
                                 row->event.channel,
                                 row->event.provider};
    enum { TEXTS = sizeof texts / sizeof *texts };

    if (column < 0 || column >= TEXTS || column == 1 || column == 3 || column == 4)
        return false;
    *text = texts[column];
    return true;
}

static void rows_column(struct list_cursor *cursor, sqlite3_context *context, int column)
{
    const struct attack_row *row = &cursor->row;
    struct attack_rule rule;
    const char *text;

    if (rows_text(row, column, &text)) {
        result_text(context, text);
        return;
    }
    switch (column) {
    case 1:
        sqlite3_result_int(context, row->technique.is_subtechnique);
        break;
    case 3:
        result_names(context, attack_technique_tactics(cursor->db, &row->technique));
        break;
    case 4:
        result_names(context, attack_technique_platforms(cursor->db, &row->technique));
        break;
    case 19:
        result_filters(context, attack_event_filters(cursor->db, &row->event));
        break;
    case 20:
        result_condition(context, cursor->db, &row->event);
        break;
    case 21:
        result_kind(context, row->kind);
        break;
    case 22:
    case 23:
        if (attack_event_rule(cursor->db, &row->event, &rule))
            result_text(context, column == 22 ? attack_level_name(rule.level) : rule.author);
        break;
    default:
        break;
    }
}

/* ---- attack_revoked -----------------------------------------------------------------------------------------------
 */

static bool revoked_take(struct list_cursor *cursor)
{
    cursor->retirement =
        attack_technique_successor(cursor->db, cursor->former.id, strlen(cursor->former.id), &cursor->technique);
    return cursor->retirement != ATTACK_NOT_RETIRED;
}

static void revoked_start(struct list_cursor *cursor, const char *id, size_t length)
{
    if (!id)
        return;
    cursor->index = ATTACK_NONE;
    if (length >= sizeof cursor->former.id || memchr(id, '\0', length))
        return;
    memcpy(cursor->former.id, id, length);
    cursor->former.id[length] = '\0';
    if (revoked_take(cursor))
        cursor->index = 0;
}

static bool revoked_next(struct list_cursor *cursor)
{
    bool is_there = cursor->index != ATTACK_NONE;

    if (is_there && !cursor->is_one)
        is_there = attack_retired_at(cursor->db, cursor->index, &cursor->former) && revoked_take(cursor);
    cursor->index = is_there && !cursor->is_one ? cursor->index + 1 : ATTACK_NONE;
    return is_there;
}

static void revoked_column(struct list_cursor *cursor, sqlite3_context *context, int column)
{
    if (column == 0)
        sqlite3_result_text(context, cursor->former.id, -1, SQLITE_TRANSIENT);
    else if (column == 1)
        result_text(context, cursor->retirement == ATTACK_REVOKED ? "revoked" : "deprecated");
    else
        result_text(context, column == 2 ? cursor->technique.id : cursor->technique.name);
}

static uint64_t revoked_number(const struct list_cursor *cursor)
{
    return row_number(0, cursor->former.id, strlen(cursor->former.id)) >> 1;
}

static const struct list_kind kinds[] = {
    {"attack_technique",
     "CREATE TABLE x(technique_id TEXT, technique TEXT, tactic TEXT, platform TEXT, is_subtechnique INTEGER, parent "
     "TEXT)",
     700, technique_start, technique_next, technique_column, technique_number},
    {"attack_rows",
     "CREATE TABLE x(technique_id TEXT, is_subtechnique INTEGER, technique TEXT, tactic TEXT, platform TEXT, "
     "data_source TEXT, data_component TEXT, relationship_id TEXT, name TEXT, source TEXT, relationship TEXT, target "
     "TEXT, "
     "event_id TEXT, event_name TEXT, event_platform TEXT, audit_category TEXT, audit_sub_category TEXT, channel TEXT, "
     "log_source TEXT, filter_in TEXT, condition TEXT, kind TEXT, level TEXT, author TEXT)",
     40000, rows_start, rows_next, rows_column, rows_number},
    {"attack_revoked", "CREATE TABLE x(id TEXT, status TEXT, technique_id TEXT, technique TEXT)", 150, revoked_start,
     revoked_next, revoked_column, revoked_number},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- The virtual table --------------------------------------------------------------------------------------------
 */

static int list_connect(sqlite3 *connection, void *registration, int count, const char *const *words,
                        sqlite3_vtab **table, char **message)
{
    const struct list_registration *of = registration;
    struct list_table *made;
    int code = declare_table(connection, of->kind->columns);

    (void)count;
    (void)words;
    (void)message;
    if (code != SQLITE_OK)
        return code;
    made = sqlite3_malloc64(sizeof *made);
    if (!made)
        return SQLITE_NOMEM;
    *made = (struct list_table){.of = *of};
    *table = &made->base;
    return SQLITE_OK;
}

static int list_disconnect(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* Ids are compared byte for byte, so "= ?" with another collation takes a walk. */
static int list_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    double rows = (double)((struct list_table *)table)->of.kind->rows;

    info->estimatedRows = (sqlite3_int64)rows;
    info->estimatedCost = rows;
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *constraint = &info->aConstraint[i];

        if (constraint->iColumn != 0 || constraint->op != SQLITE_INDEX_CONSTRAINT_EQ || !constraint->usable ||
            strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0)
            continue;
        info->aConstraintUsage[i].argvIndex = 1;
        info->idxNum = 1;
        info->estimatedRows = ((struct list_table *)table)->of.kind->next == rows_next ? 60 : 1;
        info->estimatedCost = (double)info->estimatedRows;
        break;
    }
    return SQLITE_OK;
}

static int list_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    struct list_cursor *made = sqlite3_malloc64(sizeof *made);

    (void)table;
    if (!made)
        return SQLITE_NOMEM;
    memset(made, 0, sizeof *made);
    *cursor = &made->base;
    return SQLITE_OK;
}

static int list_close(sqlite3_vtab_cursor *cursor)
{
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int list_next(sqlite3_vtab_cursor *base)
{
    struct list_cursor *cursor = (struct list_cursor *)base;

    cursor->at_end = !((struct list_table *)base->pVtab)->of.kind->next(cursor);
    return SQLITE_OK;
}

static int list_filter(sqlite3_vtab_cursor *base, int is_one, const char *unused, int count, sqlite3_value **values)
{
    struct list_cursor *cursor = (struct list_cursor *)base;
    const struct list_table *table = (const struct list_table *)base->pVtab;
    const char *id = NULL;

    (void)unused;
    *cursor = (struct list_cursor){.base = *base, .db = table->of.db, .is_one = is_one && count == 1};
    if (cursor->is_one) {
        id = (const char *)sqlite3_value_text(values[0]);
        if (!id) { /* nothing equals NULL */
            cursor->at_end = true;
            return sqlite3_value_type(values[0]) == SQLITE_NULL ? SQLITE_OK : SQLITE_NOMEM;
        }
    }
    table->of.kind->start(cursor, id, id ? (size_t)sqlite3_value_bytes(values[0]) : 0);
    return list_next(base);
}

static int list_eof(sqlite3_vtab_cursor *cursor)
{
    return ((struct list_cursor *)cursor)->at_end;
}

static int list_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    ((struct list_table *)cursor->pVtab)->of.kind->column((struct list_cursor *)cursor, context, column);
    return SQLITE_OK;
}

static int list_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *rowid)
{
    *rowid = (sqlite3_int64)((struct list_table *)cursor->pVtab)->of.kind->number((struct list_cursor *)cursor);
    return SQLITE_OK;
}

int list_tables_register(sqlite3 *connection, const struct attack_db *db)
{
    static const sqlite3_module module = {.xConnect = list_connect,
                                          .xBestIndex = list_best_index,
                                          .xDisconnect = list_disconnect,
                                          .xOpen = list_open,
                                          .xClose = list_close,
                                          .xFilter = list_filter,
                                          .xNext = list_next,
                                          .xEof = list_eof,
                                          .xColumn = list_column,
                                          .xRowid = list_rowid};
    int code = SQLITE_OK;

    for (int i = 0; code == SQLITE_OK && i < KINDS; i++) {
        struct list_registration *of = sqlite3_malloc64(sizeof *of);

        if (!of)
            return SQLITE_NOMEM;
        *of = (struct list_registration){&kinds[i], db};
        code = sqlite3_create_module_v2(connection, kinds[i].name, &module, of, sqlite3_free);
    }
    return code;
}
