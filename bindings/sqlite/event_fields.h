/* SPDX-License-Identifier: MIT
 *
 * The fields of an event, from the JSON object that a query states, for the library's callbacks. SQLite's own JSON
 * functions read it.
 */
#ifndef ATTACK_SQLITE_EVENT_FIELDS_H
#define ATTACK_SQLITE_EVENT_FIELDS_H

#include "attack_sqlite.h"

enum { EVENT_FIELDS_LIMIT = 10000 }; /* values of one event, as each may be compared with each field of the mapping */

struct event_field {
    struct attack_text name, value; /* a field with several values comes several times */
    char *bytes;                    /* of both */
};

/* Starts as zeros. */
struct event_fields {
    const struct attack_db *db;
    struct event_field *all;
    int count, capacity;
};

/* Reads an object: values are texts, numbers, true and false, alone or in arrays. Those of objects in it have the names
 * of both with a dot between them, also if the objects are in an array, as fields of `attack-events tag` have.
 * `reader` is a statement that event_fields_prepare() has made. Returns SQLite's result code; `message` then says more,
 * if it can, for sqlite3_free(). */
int event_fields_read(struct event_fields *fields, sqlite3_stmt *reader, sqlite3_value *object, char **message);
int event_fields_prepare(sqlite3 *connection, sqlite3_stmt **reader);

/* Removes all fields. */
void event_fields_clear(struct event_fields *fields);

/* Callbacks whose context is a struct event_fields. */
attack_field event_fields_field;
attack_value event_fields_value;

#endif
