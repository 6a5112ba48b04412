/* SPDX-License-Identifier: MIT
 *
 * A line with one member more. What was in it goes out byte for byte: the member is put in front of the last brace, and
 * an earlier one of its name is cut out with a comma.
 */
#include "tag.h"

#include "columns.h"
#include "json.h"
#include "memory.h"
#include "terminal.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The member ------------------------------------------------------------------------------------------------- */

/* The columns of `attack-events rows` that say more than the technique. */
static const unsigned char row_shown[] = {
    COLUMN_DATA_SOURCE, COLUMN_DATA_COMPONENT, COLUMN_RELATIONSHIP_ID, COLUMN_NAME,
    COLUMN_SOURCE,      COLUMN_RELATIONSHIP,   COLUMN_TARGET,          COLUMN_EVENT_ID,
    COLUMN_EVENT_NAME,  COLUMN_EVENT_PLATFORM, COLUMN_AUDIT_CATEGORY,  COLUMN_AUDIT_SUB_CATEGORY,
    COLUMN_CHANNEL,     COLUMN_LOG_SOURCE,     COLUMN_FILTER_IN,
};

static const struct layout row_layout = {columns, row_shown, sizeof row_shown};

static void render_rows(FILE *file, const struct attack_db *db, const struct attack_technique *technique,
                        const struct tally_kind *kind)
{
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct value values[COLUMN_COUNT];
    struct attack_row row;

    fputs(",\"rows\":[", file);
    for (bool first = true; attack_rows_next_of(&rows, kind->events, kind->count, &row); first = false) {
        if (!first)
            fputc(',', file);
        columns_fill(db, &row, values);
        json_object(file, &row_layout, values);
    }
    fputc(']', file);
}

static void render(struct tag_writer *writer, struct tally_kind *kind)
{
    const struct attack_db *db = writer->request->db;
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);
    struct attack_technique technique;
    uint32_t count;

    memset(writer->scores, 0, attack_technique_count(db) * sizeof *writer->scores);
    for (uint32_t i = 0; i < kind->count; i++)
        attack_scores_add(db, kind->events[i], writer->scores);
    count = attack_scores_best(db, writer->scores, writer->best, writer->request->top);
    fputs("\"attack\":{\"techniques\":[", file);
    for (uint32_t i = 0; i < count && attack_technique_at(db, writer->best[i], &technique); i++) {
        fputs(i ? ",{\"id\":" : "{\"id\":", file);
        json_text(file, technique.id);
        fputs(",\"name\":", file);
        json_text(file, technique.name);
        fprintf(file, ",\"score\":%lu", (unsigned long)writer->scores[writer->best[i]]);
        if (writer->request->with_rows)
            render_rows(file, db, &technique, kind);
        fputc('}', file);
    }
    fputs("]}", file);
    kind->text = memory_stream_end(&stream);
    kind->text_length = stream.size;
}

/* ---- Bytes ------------------------------------------------------------------------------------------------------ */

/* Shows a part without NUL and without the line's end. */
static void show(const char *text, size_t length)
{
    char *copy = memory_resize(NULL, length + 1, 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    text_show(stdout, copy);
    free(copy);
}

void tag_write(const struct tag_writer *writer, const char *text, size_t length)
{
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

/* Returns where the member at `at`, or the white space before it, ends: at the comma or brace that follows. The text is
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

/* Writes the object up to its last brace without the members that are replaced. Returns whether any was left. */
static bool write_others(const struct tag_writer *writer, const char *text, const struct json_line *json)
{
    const char *at = strchr(text, '{') + 1; /* there is one, and no string before it */
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

void tag_write_line(struct tag_writer *writer, const char *text, size_t length, const struct json_line *json,
                    struct tally *tally, struct tally_kind *kind)
{
    size_t brace = length;
    bool any = json->count > 1;

    if (!kind->text) {
        render(writer, kind);
        tally->text_bytes += kind->text_length;
    }
    while (text[brace - 1] != '}') /* the object's: only white space follows it */
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
    writer->scores = memory_resize(NULL, attack_technique_count(request->db), sizeof *writer->scores);
    writer->best = memory_resize(NULL, request->top, sizeof *writer->best);
    writer->is_terminal = terminal_is_output();
}

void tag_writer_free(struct tag_writer *writer)
{
    free(writer->scores);
    free(writer->best);
}
