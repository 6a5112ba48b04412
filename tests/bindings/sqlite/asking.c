/* SPDX-License-Identifier: MIT
 *
 * SQLite's own allocator does the work until it is to fail.
 */
#include "asking.h"

#include <stdio.h>
#include <string.h>

#include "cmocka_test.h"

int sqlite3_attackeventssqlite_init(sqlite3 *connection, char **message, const void *api);

/* ---- Memory that runs out -----------------------------------------------------------------------------------------
 */

static sqlite3_mem_methods real;
long allocations_left = -1;

static int may_allocate(void)
{
    if (allocations_left == 0)
        return 0;
    allocations_left -= allocations_left > 0;
    return 1;
}

static void *allocate(int size)
{
    return may_allocate() ? real.xMalloc(size) : NULL;
}

static void *resize(void *old, int size)
{
    return may_allocate() ? real.xRealloc(old, size) : NULL;
}

int use_failing_memory(void **state)
{
    sqlite3_mem_methods methods;

    (void)state;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        return 1;
    methods = real;
    methods.xMalloc = allocate;
    methods.xRealloc = resize;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK;
}

/* ---- Questions ----------------------------------------------------------------------------------------------------
 */

sqlite3 *open_connection(void)
{
    sqlite3 *connection = NULL;
    char *message = NULL;

    assert_int_equal(sqlite3_open(":memory:", &connection), SQLITE_OK);
    assert_int_equal(sqlite3_attackeventssqlite_init(connection, &message, NULL), SQLITE_OK);
    assert_null(message);
    return connection;
}

int ask(sqlite3 *connection, const char *sql, char *text)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(connection, sql, -1, &statement, NULL);
    size_t used = 0;

    text[0] = '\0';
    while (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *cell = sqlite3_column_text(statement, i);

            used += (size_t)snprintf(text + used, TEXT_MOST - used, "%s|", cell ? (const char *)cell : "NULL");
            assert_true(used < TEXT_MOST - 1);
        }
        used += (size_t)snprintf(text + used, TEXT_MOST - used, "\n");
        code = SQLITE_OK;
    }
    sqlite3_finalize(statement);
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

static char answer[TEXT_MOST], other_answer[TEXT_MOST];

void expect(sqlite3 *connection, const char *sql, const char *expected)
{
    if (ask(connection, sql, answer) != SQLITE_OK)
        fail_msg("%s\n%s", sql, sqlite3_errmsg(connection));
    if (strcmp(answer, expected) != 0)
        fail_msg("%s\nis %s\nand not %s", sql, answer, expected);
}

void expect_error(sqlite3 *connection, const char *sql, const char *message)
{
    assert_int_not_equal(ask(connection, sql, answer), SQLITE_OK);
    if (!strstr(sqlite3_errmsg(connection), message))
        fail_msg("%s\nsays: %s", sql, sqlite3_errmsg(connection));
}

void expect_same(sqlite3 *connection, const char *sql, const char *other)
{
    if (ask(connection, other, other_answer) != SQLITE_OK)
        fail_msg("%s\n%s", other, sqlite3_errmsg(connection));
    expect(connection, sql, other_answer);
}
