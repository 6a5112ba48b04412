/* SPDX-License-Identifier: MIT
 *
 * A line ends at its line end, but an event as XML at its end tag: Windows writes line ends into texts, and many events
 * into one line. Such an event has to begin a line or follow another; behind what syslog adds, it ends with the line.
 */
#include "text_lines.h"

#include "audit_record.h"
#include "event_xml.h"
#include "text_event.h"

#include <string.h>

static const char event_end[] = "</Event>";

/* ---- Bytes ------------------------------------------------------------------------------------------------------ */

static bool begins(const char *text, size_t length, const char *word)
{
    return length >= strlen(word) && memcmp(text, word, strlen(word)) == 0;
}

static size_t blanks(const char *text, size_t length)
{
    size_t count = 0;

    while (count < length && (text[count] == ' ' || text[count] == '\t' || text[count] == '\r' || text[count] == '\n'))
        count++;
    return count;
}

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

/* Writes text that is reported as malformed: on one line. */
static void add_unknown(struct made_text *out, const char *text, size_t length)
{
    size_t start = out->length;

    while (length && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    made_text_add(out, text, length);
    for (size_t i = start; i < out->length; i++)
        if (out->bytes[i] == '\n' || out->bytes[i] == '\r')
            out->bytes[i] = ' ';
    made_text_add(out, "\n", 1);
}

static void take_event(const char *text, size_t length, struct made_text *out)
{
    if (sysmon_xml_to_json(text, length, out))
        made_text_add(out, "\n", 1);
    else
        add_unknown(out, text, length);
}

/* Takes a line, with its line end unless it is the last one. */
static void take_line(struct text_lines *lines, const char *line, size_t length, struct made_text *out)
{
    struct audit_record record;
    size_t shown = length;

    while (shown && (line[shown - 1] == '\n' || line[shown - 1] == '\r'))
        shown--;
    if (line[blanks(line, length) == length ? 0 : blanks(line, length)] != '{') {
        if (text_xml_to_json(line, shown, out)) {
            made_text_add(out, "\n", 1);
            return;
        }
        if (audit_record_read(line, shown, &record)) {
            audit_join_take(&lines->join, &record, out);
            return;
        }
    }
    made_text_add(out, line, length);
}

/* ---- Units: lines, or events as XML ----------------------------------------------------------------------------- */

/* Whether this begins what stands before the first event and behind the last one. */
static bool begins_frame(const char *text, size_t length)
{
    return begins(text, length, "<?xml ") || begins(text, length, "<Events>") || begins(text, length, "<Events ") ||
           begins(text, length, "</Events>");
}

/* Returns the end tag of an event, or where another event begins a line, whichever comes first from an offset on; NULL
 * if neither is there. It does not look further, so that many events without an end take no more time than others. */
static const char *event_stop(const char *text, size_t from, size_t length)
{
    const char *at = text + from, *end = text + length;

    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        size_t left = (size_t)(end - at);

        if (begins(at, left, event_end) || (at[-1] == '\n' && text_begins_event(at, left)))
            return at;
        at++;
    }
    return NULL;
}

/* Takes an event that begins a unit. Returns its length, or 0 if it has not ended. */
static size_t take_xml(struct text_lines *lines, const char *text, size_t length, struct made_text *out)
{
    size_t from = lines->searched > strlen(event_end) ? lines->searched - strlen(event_end) : 1;
    const char *end = event_stop(text, from, length);

    if (!end)
        return 0;
    if (end[1] != '/') { /* this one is broken */
        add_unknown(out, text, (size_t)(end - text));
        return (size_t)(end - text);
    }
    end += strlen(event_end);
    take_event(text, (size_t)(end - text), out);
    lines->skips_blanks = true;
    return (size_t)(end - text);
}

/* Takes the next unit. Returns its length, or 0 if it has not ended. */
static size_t take_unit(struct text_lines *lines, const char *text, size_t length, struct made_text *out)
{
    size_t skipped = lines->skips_blanks ? blanks(text, length) : 0;
    bool is_frame = begins_frame(text, length);
    const char *end;

    if (skipped)
        return skipped;
    lines->skips_blanks = false;
    if (text_begins_event(text, length))
        return take_xml(lines, text, length, out);
    end = length > lines->searched
              ? memchr(text + lines->searched, is_frame ? '>' : '\n', length - lines->searched)
              : NULL;
    if (!end)
        return 0;
    if (is_frame)
        lines->skips_blanks = true;
    else
        take_line(lines, text, (size_t)(end + 1 - text), out);
    return (size_t)(end + 1 - text);
}

/* Takes all units that have ended, from `text`. Returns how many bytes are left. */
static size_t take_units(struct text_lines *lines, const char *text, size_t length, struct made_text *out)
{
    size_t used;

    while (length && (used = take_unit(lines, text, length, out)) > 0) {
        text += used;
        length -= used;
        lines->searched = 0;
    }
    lines->searched = length;
    return length;
}

/* ---- Input ------------------------------------------------------------------------------------------------------ */

/* Passes on the rest of a line that is too long. Returns how many bytes that takes. */
static size_t pass_on(struct text_lines *lines, const char *bytes, size_t length, struct made_text *out)
{
    const char *end = memchr(bytes, '\n', length);
    size_t passed = end ? (size_t)(end + 1 - bytes) : length;

    made_text_add(out, bytes, passed);
    lines->is_long = !end;
    return passed;
}

/* If what is kept is an event or a frame without an end, takes its first line for an unknown one, and what follows for
 * lines. Returns false if it is not, or has no second line. */
static bool give_up_event(struct text_lines *lines, struct made_text *out)
{
    struct made_text *kept = &lines->kept;
    const char *end = kept->length ? memchr(kept->bytes, '\n', kept->length) : NULL;
    size_t first = end ? (size_t)(end + 1 - kept->bytes) : 0;

    if (!first || !(text_begins_event(kept->bytes, kept->length) || begins_frame(kept->bytes, kept->length)))
        return false;
    made_text_add(out, kept->bytes, first);
    lines->searched = 0;
    made_text_drop(kept, kept->length - take_units(lines, kept->bytes + first, kept->length - first, out));
    return true;
}

void text_lines_take(struct text_lines *lines, const char *bytes, size_t length, struct made_text *out)
{
    size_t left;

    if (lines->is_long) { /* the rest of it goes where its start went */
        size_t passed = pass_on(lines, bytes, length, out);

        bytes += passed;
        length -= passed;
    }
    if (!lines->kept.length) { /* without a copy */
        left = take_units(lines, bytes, length, out);
        made_text_add(&lines->kept, bytes + length - left, left);
    } else {
        made_text_add(&lines->kept, bytes, length);
        left = take_units(lines, lines->kept.bytes, lines->kept.length, out);
        made_text_drop(&lines->kept, lines->kept.length - left);
    }
    if (left > LINE_BYTES_LIMIT && !give_up_event(lines, out)) {
        made_text_add(out, lines->kept.bytes, left);
        lines->kept.length = lines->searched = 0;
        lines->is_long = true;
    }
}

bool text_lines_wait(const struct text_lines *lines)
{
    return lines->join.count > 0;
}

void text_lines_pause(struct text_lines *lines, struct made_text *out)
{
    audit_join_end(&lines->join, out);
}

void text_lines_end(struct text_lines *lines, struct made_text *out)
{
    struct made_text *kept = &lines->kept;

    while (give_up_event(lines, out))
        continue;
    if (kept->length)
        take_line(lines, kept->bytes, kept->length, out);
    kept->length = lines->searched = 0;
    lines->is_long = lines->skips_blanks = false;
    audit_join_end(&lines->join, out);
}

void text_lines_free(struct text_lines *lines)
{
    made_text_free(&lines->kept);
    audit_join_free(&lines->join);
}
