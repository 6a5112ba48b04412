/* SPDX-License-Identifier: MIT
 *
 * Asks the extension for SQLite, which is linked into the test, and compares answers as text.
 */
#ifndef ASKING_H
#define ASKING_H

#include <sqlite3.h>

enum { TEXT_MOST = 1 << 17 };

/* Makes allocations of SQLite fail once allocations_left of them are made. To be called before anything else. */
int use_failing_memory(void **state);
extern long allocations_left; /* -1: no end */

/* Opens a connection with the extension. */
sqlite3 *open_connection(void);

/* Writes all rows to a text of TEXT_MOST bytes: cells end in '|', rows in a line end. Returns SQLite's result code. */
int ask(sqlite3 *connection, const char *sql, char *text);

/* Fail unless a question has this answer; an error whose message has this text; the answer of another question. */
void expect(sqlite3 *connection, const char *sql, const char *expected);
void expect_error(sqlite3 *connection, const char *sql, const char *message);
void expect_same(sqlite3 *connection, const char *sql, const char *other);

#endif
