/* SPDX-License-Identifier: MIT
 *
 * What the tables of the extension share. Each is a virtual table that is there without CREATE (eponymous). Their names
 * begin with attack_, as a database's own tables come first when a name is looked up.
 */
#ifndef ATTACK_SQLITE_H
#define ATTACK_SQLITE_H

#include "attack_events.h"

#include <sqlite3ext.h>

SQLITE_EXTENSION_INIT3

/* Register the tables in a connection. They return SQLite's result codes. `db` must live as long as the connection. */
int answer_table_register(sqlite3 *connection, const struct attack_db *db);
int list_tables_register(sqlite3 *connection, const struct attack_db *db);

/* Declares a table, which does no harm in whatever schema it is used. Returns SQLite's result code. */
static inline int declare_table(sqlite3 *connection, const char *columns)
{
    int code = sqlite3_declare_vtab(connection, columns);

    return code == SQLITE_OK ? sqlite3_vtab_config(connection, SQLITE_VTAB_INNOCUOUS) : code;
}

/* Returns a number for some bytes, which goes on from that of others (FNV-1a). SQLite joins the answers to the parts of
 * an OR by the numbers of rows, so a row has the same number whatever was asked, and no other one has it. */
static inline uint64_t row_number(uint64_t before, const void *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        before = (before ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001B3);
    return before;
}

/* ---- Results: absent text is NULL -------------------------------------------------------------------------------- */

/* Text of the mapping, which is not copied: it lives as long as the extension. */
void result_text(sqlite3_context *context, const char *text);

/* The names, joined by commas. */
void result_names(sqlite3_context *context, struct attack_name_iterator names);

/* FIELD=VALUE of each filter, joined by commas. */
void result_filters(sqlite3_context *context, struct attack_filter_iterator filters);

void result_condition(sqlite3_context *context, const struct attack_db *db, const struct attack_event *event);
void result_kind(sqlite3_context *context, enum attack_kind kind);

#endif
