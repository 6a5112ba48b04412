/* SPDX-License-Identifier: MIT
 *
 * The extension for SQLite: asks the mapping that is linked. SQLite finds the function by the name of the file.
 */
#include "attack_events_builtin.h"
#include "attack_sqlite.h"

SQLITE_EXTENSION_INIT1

#ifdef __GNUC__
#define EXPORTED __attribute__((visibility("default")))
#else
#define EXPORTED
#endif

EXPORTED int sqlite3_attackeventssqlite_init(sqlite3 *connection, char **message, const sqlite3_api_routines *api);

int sqlite3_attackeventssqlite_init(sqlite3 *connection, char **message, const sqlite3_api_routines *api)
{
    const struct attack_db *db = attack_events_builtin();
    struct attack_info info;
    int code;

    SQLITE_EXTENSION_INIT2(api)
    if (!attack_db_info(db, &info)) {
        *message = sqlite3_mprintf("the linked mapping is empty, or generated for another version of the library");
        return SQLITE_ERROR;
    }
    code = answer_table_register(connection, db);
    return code == SQLITE_OK ? list_tables_register(connection, db) : code;
}
