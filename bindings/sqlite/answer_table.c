/* SPDX-License-Identifier: MIT
 *
 * attack_techniques(provider, event_id, channel, platform, fields): the techniques that an event of a log shows, as
 * attack_answers() ranks them. Its parameters are hidden columns, so it can be joined with a table of events. Without
 * fields, it tells what the id alone tells.
 */
#include "attack_sqlite.h"
#include "event_fields.h"

#include <string.h>

enum column {
    COLUMN_TECHNIQUE_ID,
    COLUMN_TECHNIQUE,
    COLUMN_TACTIC,
    COLUMN_KIND,
    COLUMN_SCORE,
    COLUMN_RANK,
    COLUMN_CONDITION,
    COLUMN_RULE_ID,
    COLUMN_RULE,
    COLUMN_LEVEL,
    COLUMN_AUTHOR,
    COLUMN_PROVIDER, /* the parameters */
    COLUMN_EVENT_ID,
    COLUMN_CHANNEL,
    COLUMN_PLATFORM,
    COLUMN_FIELDS,
};

static const char columns[] =
    "CREATE TABLE x(technique_id TEXT, technique TEXT, tactic TEXT, kind TEXT, score INTEGER, "
    "rank INTEGER, condition TEXT, rule_id TEXT, rule TEXT, level TEXT, author TEXT, "
    "provider HIDDEN, event_id HIDDEN, channel HIDDEN, platform HIDDEN, fields HIDDEN)";

/* The parameters, then the bound of `rank`: bits of a plan. The values come in this order. */
enum { PARAMETERS = COLUMN_FIELDS - COLUMN_PROVIDER + 1, BOUND = PARAMETERS, VALUES };

struct answer_table {
    sqlite3_vtab base;
    const struct attack_db *db;
    sqlite3 *connection;
    sqlite3_stmt *fields_reader; /* prepared when fields first come */
};

struct answer_cursor {
    sqlite3_vtab_cursor base;
    sqlite3_value *parameters[PARAMETERS]; /* copies, as a query may ask for them; NULL: not given */
    struct event_fields fields;
    union attack_scratch *scratch;
    size_t scratch_bytes;
    struct attack_answer *answers; /* room for all techniques */
    uint32_t count, at;
};

struct registration {
    const struct attack_db *db;
};

static int answer_connect(sqlite3 *connection, void *registered, int count, const char *const *words,
                          sqlite3_vtab **table, char **message)
{
    const struct registration *registration = registered;
    struct answer_table *made;
    int code = declare_table(connection, columns);

    (void)count;
    (void)words;
    (void)message;
    if (code != SQLITE_OK)
        return code;
    made = sqlite3_malloc64(sizeof *made);
    if (!made)
        return SQLITE_NOMEM;
    *made = (struct answer_table){.db = registration->db, .connection = connection};
    *table = &made->base;
    return SQLITE_OK;
}

static int answer_disconnect(sqlite3_vtab *table)
{
    sqlite3_finalize(((struct answer_table *)table)->fields_reader);
    sqlite3_free(table);
    return SQLITE_OK;
}

/* ---- The plan -----------------------------------------------------------------------------------------------------
 */

/* Returns the value that a constraint states: a parameter or a bound; VALUES if it states none. */
static int value_of(const struct sqlite3_index_constraint *constraint)
{
    if (constraint->op == SQLITE_INDEX_CONSTRAINT_EQ && constraint->iColumn >= COLUMN_PROVIDER)
        return constraint->iColumn - COLUMN_PROVIDER;
    if (constraint->iColumn == COLUMN_RANK &&
        (constraint->op == SQLITE_INDEX_CONSTRAINT_LE || constraint->op == SQLITE_INDEX_CONSTRAINT_LT ||
         constraint->op == SQLITE_INDEX_CONSTRAINT_EQ))
        return BOUND;
    return VALUES;
}

static bool has(int plan, enum column column)
{
    return plan >> (column - COLUMN_PROVIDER) & 1;
}

static bool is_enough(int plan)
{
    return has(plan, COLUMN_EVENT_ID) && (has(plan, COLUMN_PROVIDER) || has(plan, COLUMN_CHANNEL));
}

static bool is_by_rank(const sqlite3_index_info *info)
{
    return info->nOrderBy == 1 && info->aOrderBy[0].iColumn == COLUMN_RANK && !info->aOrderBy[0].desc;
}

static int answer_best_index(sqlite3_vtab *table, sqlite3_index_info *info)
{
    int stated = 0, chosen[VALUES], next = 0;

    (void)table;
    for (int value = 0; value < VALUES; value++)
        chosen[value] = -1;
    for (int i = 0; i < info->nConstraint; i++) {
        int value = value_of(&info->aConstraint[i]);

        if (value == VALUES)
            continue;
        stated |= 1 << value;
        if (info->aConstraint[i].usable && chosen[value] < 0)
            chosen[value] = i;
        else if (!info->aConstraint[i].usable && value != BOUND)
            return SQLITE_CONSTRAINT; /* the parameter comes from a table that another plan reads first */
    }
    if (!is_enough(stated)) { /* no error yet: SQLite asks for a plan of each part of an OR, too */
        info->estimatedCost = 1e99;
        return SQLITE_OK;
    }
    for (int value = 0; value < VALUES; value++) {
        if (chosen[value] < 0)
            continue;
        info->idxNum |= 1 << value;
        info->aConstraintUsage[chosen[value]].argvIndex = ++next;
        info->aConstraintUsage[chosen[value]].omit = value != BOUND;
    }
    info->orderByConsumed = is_by_rank(info);
    info->estimatedRows = 10;
    info->estimatedCost = 50;
    return SQLITE_OK;
}

/* ---- The answers --------------------------------------------------------------------------------------------------
 */

static int answer_open(sqlite3_vtab *base, sqlite3_vtab_cursor **cursor)
{
    const struct attack_db *db = ((struct answer_table *)base)->db;
    struct answer_cursor *made = sqlite3_malloc64(sizeof *made);
    uint64_t techniques = attack_technique_count(db);

    if (!made)
        return SQLITE_NOMEM;
    *made = (struct answer_cursor){.fields = {.db = db}, .scratch_bytes = attack_scratch_size(db)};
    made->scratch = sqlite3_malloc64(made->scratch_bytes);
    made->answers = sqlite3_malloc64((techniques + 1) * sizeof *made->answers);
    *cursor = &made->base;
    if (made->scratch && made->answers)
        return SQLITE_OK;
    sqlite3_free(made->scratch);
    sqlite3_free(made->answers);
    sqlite3_free(made);
    return SQLITE_NOMEM;
}

static void forget(struct answer_cursor *cursor)
{
    for (int i = 0; i < PARAMETERS; i++) {
        sqlite3_value_free(cursor->parameters[i]);
        cursor->parameters[i] = NULL;
    }
    event_fields_clear(&cursor->fields);
    cursor->count = cursor->at = 0;
}

static int answer_close(sqlite3_vtab_cursor *base)
{
    struct answer_cursor *cursor = (struct answer_cursor *)base;

    forget(cursor);
    sqlite3_free(cursor->scratch);
    sqlite3_free(cursor->answers);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

/* Fills a text of the event with a parameter; NULL is absent. Returns false if there is no memory for it. */
static bool take_text(const struct answer_cursor *cursor, enum column column, struct attack_text *text)
{
    sqlite3_value *value = cursor->parameters[column - COLUMN_PROVIDER];

    if (!value || sqlite3_value_type(value) == SQLITE_NULL)
        return true;
    text->text = (const char *)sqlite3_value_text(value);
    text->length = (size_t)sqlite3_value_bytes(value);
    return text->text != NULL;
}

static int read_fields(struct answer_cursor *cursor, struct answer_table *table, struct attack_log_event *event)
{
    sqlite3_value *object = cursor->parameters[COLUMN_FIELDS - COLUMN_PROVIDER];
    char *message = NULL;
    int code = SQLITE_OK;

    if (!object || sqlite3_value_type(object) == SQLITE_NULL)
        return SQLITE_OK;
    event->field = event_fields_field;
    event->value = event_fields_value;
    event->context = &cursor->fields;
    if (!table->fields_reader)
        code = event_fields_prepare(table->connection, &table->fields_reader);
    if (code == SQLITE_OK)
        code = event_fields_read(&cursor->fields, table->fields_reader, object, &message);
    if (message) {
        sqlite3_free(table->base.zErrMsg);
        table->base.zErrMsg = message;
    }
    return code;
}

static int find_answers(struct answer_cursor *cursor, struct answer_table *table, uint32_t room)
{
    struct attack_log_event event = {.flags = 0};
    int code;

    if (!take_text(cursor, COLUMN_EVENT_ID, &event.id) || !take_text(cursor, COLUMN_PROVIDER, &event.provider) ||
        !take_text(cursor, COLUMN_CHANNEL, &event.channel) || !take_text(cursor, COLUMN_PLATFORM, &event.platform))
        return SQLITE_NOMEM;
    if (!event.id.text) /* the event with the number 0 is not meant */
        return SQLITE_OK;
    code = read_fields(cursor, table, &event);
    if (code == SQLITE_OK)
        cursor->count =
            attack_answers(table->db, &event, cursor->scratch, cursor->scratch_bytes, cursor->answers, room, NULL);
    return code;
}

/* Returns how many answers a bound of `rank` needs at most. SQLite compares again, so more do no harm. */
static uint32_t room_of(const struct attack_db *db, sqlite3_value *bound)
{
    uint32_t all = attack_technique_count(db);
    int type = bound ? sqlite3_value_type(bound) : SQLITE_NULL;
    sqlite3_int64 last;

    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT)
        return all;
    last = sqlite3_value_int64(bound);
    return last < 0 ? 0 : last < all ? (uint32_t)last + 1 : all;
}

static int refuse(sqlite3_vtab *table)
{
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = sqlite3_mprintf("attack_techniques needs a provider or channel, and an event_id: "
                                     "attack_techniques(provider, event_id, channel, platform, fields); "
                                     "all techniques are in attack_technique");
    return SQLITE_ERROR;
}

static int answer_filter(sqlite3_vtab_cursor *base, int plan, const char *unused, int count, sqlite3_value **values)
{
    struct answer_cursor *cursor = (struct answer_cursor *)base;
    struct answer_table *table = (struct answer_table *)base->pVtab;
    sqlite3_value *bound = NULL;
    int next = 0;

    (void)unused;
    forget(cursor);
    if (!is_enough(plan))
        return refuse(&table->base);
    for (int value = 0; value < VALUES && next < count; value++) {
        if (!(plan >> value & 1))
            continue;
        if (value == BOUND)
            bound = values[next++];
        else if (!(cursor->parameters[value] = sqlite3_value_dup(values[next++])))
            return SQLITE_NOMEM;
    }
    return find_answers(cursor, table, room_of(table->db, bound));
}

static int answer_next(sqlite3_vtab_cursor *cursor)
{
    ((struct answer_cursor *)cursor)->at++;
    return SQLITE_OK;
}

static int answer_eof(sqlite3_vtab_cursor *cursor)
{
    return ((struct answer_cursor *)cursor)->at >= ((struct answer_cursor *)cursor)->count;
}

/* ---- The columns --------------------------------------------------------------------------------------------------
 */

static void result_technique(sqlite3_context *context, const struct attack_db *db, uint32_t index, int column)
{
    struct attack_technique technique;

    attack_technique_at(db, index, &technique);
    if (column == COLUMN_TACTIC)
        result_names(context, attack_technique_tactics(db, &technique));
    else
        result_text(context, column == COLUMN_TECHNIQUE_ID ? technique.id : technique.name);
}

static void result_rule(sqlite3_context *context, const struct attack_db *db, uint32_t index, int column)
{
    struct attack_event event;
    struct attack_rule rule;

    attack_event_at(db, index, &event);
    if (column == COLUMN_CONDITION)
        result_condition(context, db, &event);
    else if (attack_event_rule(db, &event, &rule))
        result_text(context, column == COLUMN_RULE_ID ? rule.id
                             : column == COLUMN_RULE  ? rule.title
                             : column == COLUMN_LEVEL ? attack_level_name(rule.level)
                                                      : rule.author);
}

static int answer_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct answer_cursor *cursor = (const struct answer_cursor *)base;
    const struct attack_db *db = ((const struct answer_table *)base->pVtab)->db;
    const struct attack_answer *answer = &cursor->answers[cursor->at];

    switch (column) {
    case COLUMN_TECHNIQUE_ID:
    case COLUMN_TECHNIQUE:
    case COLUMN_TACTIC:
        result_technique(context, db, answer->technique, column);
        break;
    case COLUMN_KIND:
        result_kind(context, answer->kind);
        break;
    case COLUMN_SCORE:
        sqlite3_result_int64(context, attack_score_value(answer->score));
        break;
    case COLUMN_RANK:
        sqlite3_result_int64(context, (sqlite3_int64)cursor->at + 1);
        break;
    case COLUMN_CONDITION:
    case COLUMN_RULE_ID:
    case COLUMN_RULE:
    case COLUMN_LEVEL:
    case COLUMN_AUTHOR:
        result_rule(context, db, answer->event, column);
        break;
    default:
        if (column >= COLUMN_PROVIDER && column <= COLUMN_FIELDS && cursor->parameters[column - COLUMN_PROVIDER])
            sqlite3_result_value(context, cursor->parameters[column - COLUMN_PROVIDER]);
        break;
    }
    return SQLITE_OK;
}

/* The parameters and the rank tell a row from all others. */
static int answer_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *rowid)
{
    const struct answer_cursor *cursor = (const struct answer_cursor *)base;
    uint64_t number = 0;

    for (int i = 0; i < PARAMETERS; i++) {
        sqlite3_value *value = cursor->parameters[i];
        const void *text = value && sqlite3_value_type(value) != SQLITE_NULL ? sqlite3_value_text(value) : NULL;
        int length = text ? sqlite3_value_bytes(value) : -1;

        number = row_number(number, &length, sizeof length);
        number = row_number(number, text, text ? (size_t)length : 0);
    }
    *rowid = (sqlite3_int64)(row_number(number, &cursor->at, sizeof cursor->at) >> 1);
    return SQLITE_OK;
}

int answer_table_register(sqlite3 *connection, const struct attack_db *db)
{
    static const sqlite3_module module = {.xConnect = answer_connect,
                                          .xBestIndex = answer_best_index,
                                          .xDisconnect = answer_disconnect,
                                          .xOpen = answer_open,
                                          .xClose = answer_close,
                                          .xFilter = answer_filter,
                                          .xNext = answer_next,
                                          .xEof = answer_eof,
                                          .xColumn = answer_column,
                                          .xRowid = answer_rowid};
    struct registration *registration = sqlite3_malloc64(sizeof *registration);

    if (!registration)
        return SQLITE_NOMEM;
    registration->db = db;
    return sqlite3_create_module_v2(connection, "attack_techniques", &module, registration, sqlite3_free);
}
