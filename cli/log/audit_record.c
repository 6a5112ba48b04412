/* SPDX-License-Identifier: MIT
 *
 * A line begins with the record, or has it behind what syslog adds. There it is looked for in the first bytes only, so
 * that a line that quotes a record further on is not taken for one.
 */
#include "audit_record.h"

#include "audit_names.h"

#include <string.h>

enum { HEAD_MOST = 512, DIGITS_MOST = 19 };
enum { FIRST_OF_KERNEL = 1300, FIRST_BEHIND_KERNEL = 2100, LOGIN = 1006 }; /* types that may be joined */

struct cursor {
    const char *at, *end;
};

static bool take(struct cursor *cursor, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(cursor->end - cursor->at) < length || memcmp(cursor->at, word, length) != 0)
        return false;
    cursor->at += length;
    return true;
}

static bool take_number(struct cursor *cursor, unsigned long long *number)
{
    const char *start = cursor->at;

    for (*number = 0; cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9'; cursor->at++) {
        if (cursor->at - start == DIGITS_MOST)
            return false;
        *number = *number * 10 + (unsigned long long)(*cursor->at - '0');
    }
    return cursor->at > start;
}

/* Takes the bytes up to a blank. */
static struct attack_text take_word(struct cursor *cursor)
{
    struct attack_text word = {cursor->at, 0};

    while (cursor->at < cursor->end && *cursor->at != ' ' && *cursor->at != '\n')
        cursor->at++;
    word.length = (size_t)(cursor->at - word.text);
    return word;
}

/* Reads "audit(1626611363.720:348501):" and the blanks behind it. */
static bool take_id(struct cursor *cursor, struct audit_record *record)
{
    unsigned long long seconds, parts;
    const char *start, *dot;

    if (!take(cursor, "audit("))
        return false;
    start = cursor->at;
    if (!take_number(cursor, &seconds) || seconds > 99999999999 || !take(cursor, "."))
        return false;
    dot = cursor->at;
    if (!take_number(cursor, &parts) || cursor->at - dot != 3 || !take(cursor, ":") ||
        !take_number(cursor, &record->serial))
        return false;
    record->id = (struct attack_text){start, (size_t)(cursor->at - start)};
    record->time = seconds * 1000 + parts;
    if (!take(cursor, "):"))
        return false;
    while (take(cursor, " "))
        continue;
    return true;
}

/* Sets the type, which may be a number. */
static void set_type(struct audit_record *record, struct attack_text type)
{
    struct cursor digits = {type.text, type.text + type.length};
    unsigned long long number;
    const char *name;

    record->type = type;
    if (take_number(&digits, &number) && digits.at == digits.end) {
        name = audit_type_name((unsigned long)number);
        if (name)
            record->type = (struct attack_text){name, strlen(name)};
    } else {
        number = audit_type_number(type);
    }
    record->is_alone = number && number != LOGIN && (number < FIRST_OF_KERNEL || number >= FIRST_BEHIND_KERNEL);
}

static bool is_type(struct attack_text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!((word.text[i] >= 'A' && word.text[i] <= 'Z') || (word.text[i] >= '0' && word.text[i] <= '9') ||
              memchr("_[]", word.text[i], 3)))
            return false;
    return word.length > 0;
}

/* Reads from "node=" or "type=" on. */
static bool read_raw(struct cursor cursor, struct audit_record *record)
{
    struct attack_text type;

    if (take(&cursor, "node=")) {
        record->node = take_word(&cursor);
        take(&cursor, " ");
    }
    if (!take(&cursor, "type="))
        return false;
    type = take_word(&cursor);
    if (!is_type(type) || !take(&cursor, " "))
        return false;
    take(&cursor, "msg="); /* the kernel's own messages do not have it */
    if (!take_id(&cursor, record))
        return false;
    set_type(record, type);
    record->body = (struct attack_text){cursor.at, (size_t)(cursor.end - cursor.at)};
    return true;
}

/* Reads from "audit" on: "audit[1]: SERVICE_START pid=1 ..." */
static bool read_journal(struct cursor cursor, struct audit_record *record)
{
    unsigned long long number;
    struct attack_text type;

    if (!take(&cursor, "audit") || (take(&cursor, "[") && (!take_number(&cursor, &number) || !take(&cursor, "]"))) ||
        !take(&cursor, ": "))
        return false;
    type = take_word(&cursor);
    if (!is_type(type) || (!audit_type_number(type) && !(type.length > 8 && memcmp(type.text, "UNKNOWN[", 8) == 0)))
        return false;
    set_type(record, type);
    record->is_alone = true;
    record->body = (struct attack_text){cursor.at, (size_t)(cursor.end - cursor.at)};
    return true;
}

bool audit_record_read(const char *line, size_t length, struct audit_record *record)
{
    size_t head = length < HEAD_MOST ? length : HEAD_MOST;

    memset(record, 0, sizeof *record);
    for (size_t i = 0; i < head; i++) {
        struct cursor cursor = {line + i, line + length};
        bool begins_word = i == 0 || line[i - 1] == ' ';

        if (!begins_word || !strchr("nta", line[i]) || !line[i])
            continue;
        if (line[i] == 'a' ? read_journal(cursor, record) : read_raw(cursor, record))
            return true;
        memset(record, 0, sizeof *record);
    }
    return false;
}
