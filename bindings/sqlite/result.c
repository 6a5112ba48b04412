/* SPDX-License-Identifier: MIT
 *
 * Values of the mapping as results of SQLite.
 */
#include "attack_sqlite.h"

void result_text(sqlite3_context *context, const char *text)
{
    sqlite3_result_text(context, text, -1, SQLITE_STATIC); /* NULL for NULL */
}

/* Takes a text that was put together; one that is empty is absent. */
static void result_joined(sqlite3_context *context, sqlite3_str *joined)
{
    int code = sqlite3_str_errcode(joined);
    char *text = sqlite3_str_finish(joined);

    if (code != SQLITE_OK) {
        sqlite3_free(text);
        sqlite3_result_error_code(context, code);
        return;
    }
    sqlite3_result_text(context, text, -1, sqlite3_free);
}

void result_names(sqlite3_context *context, struct attack_name_iterator names)
{
    sqlite3_str *joined = sqlite3_str_new(NULL);
    const char *name;

    while ((name = attack_name_next(&names)) != NULL) {
        if (sqlite3_str_length(joined))
            sqlite3_str_appendchar(joined, 1, ',');
        sqlite3_str_appendall(joined, name);
    }
    result_joined(context, joined);
}

static void append_present(sqlite3_str *joined, const char *text)
{
    if (text)
        sqlite3_str_appendall(joined, text);
}

void result_filters(sqlite3_context *context, struct attack_filter_iterator filters)
{
    sqlite3_str *joined = sqlite3_str_new(NULL);
    struct attack_filter filter;

    while (attack_filter_next(&filters, &filter)) {
        if (sqlite3_str_length(joined))
            sqlite3_str_appendchar(joined, 1, ',');
        append_present(joined, filter.field);
        sqlite3_str_appendchar(joined, 1, '=');
        append_present(joined, filter.value);
    }
    result_joined(context, joined);
}

void result_condition(sqlite3_context *context, const struct attack_db *db, const struct attack_event *event)
{
    size_t length = attack_condition_text(db, event, NULL, 0);
    char *text;

    if (!length)
        return;
    text = sqlite3_malloc64(length + 1);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return;
    }
    attack_condition_text(db, event, text, length + 1);
    sqlite3_result_text64(context, text, length, sqlite3_free, SQLITE_UTF8);
}

void result_kind(sqlite3_context *context, enum attack_kind kind)
{
    static const char *const words[] = {[ATTACK_CANDIDATE] = "candidate",
                                        [ATTACK_DIRECT] = "direct",
                                        [ATTACK_ANALYTIC] = "analytic",
                                        [ATTACK_CONDITION] = "condition",
                                        [ATTACK_RULE] = "rule"};

    result_text(context, words[kind]);
}
