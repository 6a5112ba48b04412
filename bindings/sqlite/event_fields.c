/* SPDX-License-Identifier: MIT
 *
 * Names and values are copied, since SQLite's are valid until the next row.
 */
#include "event_fields.h"

#include <string.h>

/* A JSON boolean is spelt as logs spell it, and not 0 or 1 as in SQL. */
static const char query[] = "SELECT path, key, CASE type WHEN 'true' THEN type WHEN 'false' THEN type "
                            "ELSE CAST(atom AS TEXT) END FROM json_tree(?1) "
                            "WHERE atom IS NOT NULL AND json_type(?1) = 'object'";

int event_fields_prepare(sqlite3 *connection, sqlite3_stmt **reader)
{
    return sqlite3_prepare_v3(connection, query, -1, SQLITE_PREPARE_PERSISTENT, reader, NULL);
}

void event_fields_clear(struct event_fields *fields)
{
    for (int i = 0; i < fields->count; i++)
        sqlite3_free(fields->all[i].bytes);
    sqlite3_free(fields->all);
    *fields = (struct event_fields){.db = fields->db};
}

static bool make_room(struct event_fields *fields)
{
    int capacity = fields->capacity ? 2 * fields->capacity : 16;
    struct event_field *larger;

    if (fields->count < fields->capacity)
        return true;
    larger = sqlite3_realloc64(fields->all, (sqlite3_uint64)capacity * sizeof *larger);
    if (!larger)
        return false;
    fields->all = larger;
    fields->capacity = capacity;
    return true;
}

/* Writes the names in a path of SQLite, such as $."a b".c[0].d, with dots between them: elements of an array have no
 * name of their own. Returns the length, which is not more than that of the path. */
static size_t write_names(char *names, const char *path)
{
    size_t length = 0;

    for (path++; *path;) {
        if (*path == '[') {
            path += strcspn(path, "]");
            path += *path == ']';
            continue;
        }
        if (length)
            names[length++] = '.';
        path++;
        if (*path != '"') {
            while (*path && *path != '.' && *path != '[')
                names[length++] = *path++;
            continue;
        }
        for (path++; *path && *path != '"'; names[length++] = *path++)
            if (*path == '\\' && path[1])
                names[length++] = *path++;
        path += *path == '"';
    }
    return length;
}

/* Adds the row that the reader stands on. A member of an array has a number as its key. */
static int add(struct event_fields *fields, sqlite3_stmt *reader)
{
    const char *path = (const char *)sqlite3_column_text(reader, 0);
    size_t path_length = (size_t)sqlite3_column_bytes(reader, 0), name_length;
    bool has_key = sqlite3_column_type(reader, 1) == SQLITE_TEXT;
    const unsigned char *key = sqlite3_column_text(reader, 1), *value = sqlite3_column_text(reader, 2);
    size_t key_length = has_key ? (size_t)sqlite3_column_bytes(reader, 1) : 0;
    size_t value_length = (size_t)sqlite3_column_bytes(reader, 2);
    struct event_field field = {.bytes = sqlite3_malloc64(path_length + 1 + key_length + value_length + 1)};

    if (!path || !key || !value || !field.bytes || !make_room(fields)) {
        sqlite3_free(field.bytes);
        return SQLITE_NOMEM;
    }
    name_length = write_names(field.bytes, path);
    if (has_key && name_length)
        field.bytes[name_length++] = '.';
    memcpy(field.bytes + name_length, key, key_length);
    name_length += key_length;
    memcpy(field.bytes + name_length, value, value_length);
    field.name = (struct attack_text){field.bytes, name_length};
    field.value = (struct attack_text){field.bytes + name_length, value_length};
    fields->all[fields->count++] = field;
    return SQLITE_OK;
}

int event_fields_read(struct event_fields *fields, sqlite3_stmt *reader, sqlite3_value *object, char **message)
{
    int code = sqlite3_bind_value(reader, 1, object), added = SQLITE_OK;

    event_fields_clear(fields);
    while (code == SQLITE_OK && added == SQLITE_OK && (code = sqlite3_step(reader)) == SQLITE_ROW) {
        code = SQLITE_OK;
        added = fields->count < EVENT_FIELDS_LIMIT ? add(fields, reader) : SQLITE_TOOBIG;
    }
    if (added == SQLITE_TOOBIG)
        *message = sqlite3_mprintf("too many fields of an event; the limit is %d", EVENT_FIELDS_LIMIT);
    else if (added == SQLITE_OK && code != SQLITE_DONE)
        *message = sqlite3_mprintf("fields: %s", sqlite3_errmsg(sqlite3_db_handle(reader)));
    sqlite3_reset(reader);
    sqlite3_clear_bindings(reader);
    return added != SQLITE_OK ? added : code == SQLITE_DONE ? SQLITE_OK : code;
}

struct attack_text event_fields_field(void *context, uint32_t field, uint32_t value)
{
    const struct event_fields *fields = context;
    const char *name = attack_field_name(fields->db, field);
    const struct attack_text absent = {NULL, 0};

    for (int i = 0; i < fields->count; i++)
        if (attack_text_is(fields->all[i].name, name) && value-- == 0)
            return fields->all[i].value;
    return absent;
}

struct attack_text event_fields_value(void *context, uint32_t value)
{
    const struct event_fields *fields = context;
    const struct attack_text absent = {NULL, 0};

    return value < (uint32_t)fields->count ? fields->all[value].value : absent;
}
