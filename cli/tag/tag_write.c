/* SPDX-License-Identifier: MIT
 *
 * Writes a line with one more member. Everything else is written byte for byte: the member goes before the last brace,
 * and an earlier one of the same name is removed with a comma. It parses no JSON beyond that.
 */
#include "tag.h"

#include "ask/columns.h"
#include "print/json.h"
#include "print/rule_words.h"
#include "text/memory.h"
#include "text/terminal.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The member ------------------------------------------------------------------------------------------------- */

/* The columns of `attack-events rows`, without those of the technique. The last ones are for rows of a rule, whose id
 * and title are those of the relationship. */
enum { ROW_RULE_COLUMNS = 3 };
static const unsigned char row_shown[] = {
    COLUMN_DATA_SOURCE, COLUMN_DATA_COMPONENT, COLUMN_RELATIONSHIP_ID, COLUMN_NAME,
    COLUMN_SOURCE,      COLUMN_RELATIONSHIP,   COLUMN_TARGET,          COLUMN_EVENT_ID,
    COLUMN_EVENT_NAME,  COLUMN_EVENT_PLATFORM, COLUMN_AUDIT_CATEGORY,  COLUMN_AUDIT_SUB_CATEGORY,
    COLUMN_CHANNEL,     COLUMN_LOG_SOURCE,     COLUMN_FILTER_IN,       COLUMN_CONDITION,
    COLUMN_KIND,        COLUMN_LEVEL,          COLUMN_STATUS,          COLUMN_AUTHOR,
};

static const struct layout row_layout = {columns, row_shown, sizeof row_shown - ROW_RULE_COLUMNS};
static const struct layout row_of_rule_layout = {columns, row_shown, sizeof row_shown};

static void render_rows(FILE *file, const struct tag_writer *writer, uint32_t technique)
{
    struct row_walk walk = row_index_walk(&writer->rows, technique);
    struct value values[COLUMN_COUNT];
    struct attack_row row;

    fputs(",\"rows\":[", file);
    for (bool first = true; row_walk_next(&walk, &row); first = false) {
        if (!first)
            fputc(',', file);
        columns_fill(writer->request->db, &row, values);
        json_object(file, row.kind == ATTACK_RULE ? &row_of_rule_layout : &row_layout, values);
    }
    fputc(']', file);
}

/* Finds the techniques of these events, best first. Returns how many are wanted. */
static size_t rank(struct tag_writer *writer, const struct tally_kind *kind)
{
    event_scores_find(&writer->scores, kind->events, kind->count);
    event_scores_sort(&writer->scores);
    return writer->scores.count < writer->request->top ? writer->scores.count : writer->request->top;
}

/* Writes a technique's kind and score, and the rule that they rest on, if it is one. */
static void render_score(FILE *file, const struct attack_db *db, const struct event_score *found)
{
    struct attack_event event;
    struct attack_rule rule;

    fprintf(file, ",\"kind\":\"%s\",\"score\":%lu", value_kind_word(attack_score_kind(found->score)),
            (unsigned long)attack_score_value(found->score));
    if (!attack_event_at(db, found->event, &event) || !attack_event_rule(db, &event, &rule))
        return;
    fputs(",\"rule\":", file);
    json_rule(file, &rule, true);
}

static void render(struct tag_writer *writer, struct tally_kind *kind)
{
    const struct attack_db *db = writer->request->db;
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);
    struct attack_technique technique;
    size_t count = rank(writer, kind);

    if (writer->request->with_rows)
        row_index_find(&writer->rows, db, kind->events, kind->count);
    fputs("\"attack\":{\"techniques\":[", file);
    for (size_t i = 0; i < count && attack_technique_at(db, writer->scores.all[i].technique, &technique); i++) {
        fputs(i ? ",{\"id\":" : "{\"id\":", file);
        json_text(file, technique.id);
        fputs(",\"name\":", file);
        json_text(file, technique.name);
        render_score(file, db, &writer->scores.all[i]);
        if (writer->request->with_rows)
            render_rows(file, writer, technique.index);
        fputc('}', file);
    }
    fputs("]}", file);
    kind->text = memory_stream_end(&stream);
    kind->text_length = stream.size;
}

/* ---- Bytes ------------------------------------------------------------------------------------------------------ */

/* Writes a part, which has no NUL and no line end, with escapes. */
static void show(const char *text, size_t length)
{
    char *copy = memory_resize(NULL, length + 1, 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    text_show(stdout, copy);
    free(copy);
}

void tag_end_file(struct tag_writer *writer)
{
    writer->owes_end = writer->is_within_line;
}

void tag_write(struct tag_writer *writer, const char *text, size_t length)
{
    if (!length)
        return;
    if (writer->owes_end)
        putchar('\n');
    writer->owes_end = false;
    writer->has_written = true;
    writer->is_within_line = text[length - 1] != '\n';
    if (!writer->is_terminal) {
        fwrite(text, 1, length, stdout);
        return;
    }
    while (length) {
        size_t part = 0;

        while (part < length && text[part] && text[part] != '\n' && text[part] != '\r')
            part++;
        show(text, part);
        if (part < length && !text[part])
            fputs("\\x00", stdout);
        else if (part < length && (text[part] == '\n' || (part + 1 < length && text[part + 1] == '\n')))
            putchar(text[part]);
        else if (part < length)
            fputs("\\r", stdout);
        part += part < length;
        text += part;
        length -= part;
    }
}

/* ---- An earlier member ------------------------------------------------------------------------------------------ */

static bool is_attack(const struct json_member *member)
{
    return member->key_length == 6 && memcmp(member->key, "attack", 6) == 0;
}

static bool has_attack(const struct json_line *json)
{
    for (uint32_t i = json_first(0); i < json_end(json, 0); i = json_end(json, i))
        if (is_attack(&json->members[i]))
            return true;
    return false;
}

/* Returns the end of the member at `at`, which may start with white space: the comma or brace behind it. The text is
 * known to be JSON. */
static const char *member_end(const char *at)
{
    size_t depth = 0;

    for (;; at++) {
        if (*at == '"')
            for (at++; *at != '"'; at++)
                at += *at == '\\';
        else if (*at == '{' || *at == '[')
            depth++;
        else if (depth == 0 && (*at == ',' || *at == '}'))
            return at;
        else if (*at == '}' || *at == ']')
            depth--;
    }
}

/* Writes the object up to its last brace, without the members that are replaced. Returns whether it has other members.
 */
static bool write_others(struct tag_writer *writer, const char *text, const struct json_line *json)
{
    const char *at = strchr(text, '{') + 1; /* there is one, with no string before it */
    bool any = false;

    tag_write(writer, text, (size_t)(at - text));
    for (uint32_t i = json_first(0); i < json_end(json, 0); i = json_end(json, i)) {
        const char *end = member_end(at);

        if (!is_attack(&json->members[i])) {
            if (any)
                tag_write(writer, ",", 1);
            tag_write(writer, at, (size_t)(end - at));
            any = true;
        }
        at = end + 1;
    }
    return any;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

const struct tally_kind *tag_member(struct tag_writer *writer, struct tally *tally, struct tally_kind *kind)
{
    if (!kind->text) {
        render(writer, kind);
        tally->text_bytes += kind->text_length;
    }
    return kind;
}

void tag_write_line(struct tag_writer *writer, const char *text, size_t length, const struct json_line *json,
                    struct tally *tally, struct tally_kind *kind)
{
    size_t brace = length;
    bool any = json->count > 1;

    tag_member(writer, tally, kind);
    while (text[brace - 1] != '}') /* finds the object's last brace: only white space follows it */
        brace--;
    brace--;
    if (has_attack(json))
        any = write_others(writer, text, json);
    else
        tag_write(writer, text, brace);
    if (any)
        tag_write(writer, ",", 1);
    tag_write(writer, kind->text, kind->text_length);
    tag_write(writer, text + brace, length - brace);
}

void tag_writer_start(struct tag_writer *writer, const struct tag_request *request)
{
    writer->request = request;
    event_scores_start(&writer->scores, request->db);
    writer->is_terminal = terminal_is_output();
}

void tag_writer_free(struct tag_writer *writer)
{
    event_scores_free(&writer->scores);
    row_index_free(&writer->rows);
}
