/* SPDX-License-Identifier: MIT
 *
 * One pass over the members of a line's object: it costs a few instructions for a member that no format asks for. The
 * search of paths uses what the pass found.
 */
#include "log_reader.h"

#include <string.h>

/* Notes that a member's name is a mark, or a mark and a dot. */
static void note_mark(struct log_scan *scan, const struct log_formats *formats, uint16_t mark, uint32_t member,
                      bool is_exact)
{
    uint64_t bit = UINT64_C(1) << mark % 64;

    if (!is_exact || (scan->exact[mark / 64] & bit))
        scan->dotted[mark / 64] |= bit;
    if (is_exact) {
        scan->exact[mark / 64] |= bit;
        scan->found[mark] = member;
    }
    for (unsigned word = 0; word < FORMAT_WORDS; word++)
        scan->formats[word] |= formats->marks[mark].formats[word];
}

/* Notes the mark that a member's name starts with, if a dot follows. */
static void note_dotted(struct log_scan *scan, const struct log_formats *formats, uint32_t member, const char *name,
                        uint32_t length)
{
    const char *dot = memchr(name, '.', length);
    uint16_t mark;

    if (!dot)
        return;
    length = (uint32_t)(dot - name);
    mark = log_mark_find(formats, name, length, log_hash(name, length));
    if (mark != NO_MARK)
        note_mark(scan, formats, mark, member, false);
}

void log_scan_object(struct log_scan *scan, const struct log_formats *formats, const struct json_line *line,
                     uint32_t root)
{
    struct log_index *index = &scan->index;
    uint32_t end = json_end(line, root), count = 0;

    scan->line = line;
    scan->root = root;
    memset(scan->exact, 0, sizeof scan->exact);
    memset(scan->dotted, 0, sizeof scan->dotted);
    memcpy(scan->formats, formats->always, sizeof scan->formats);
    for (uint32_t i = json_first(root); i < end; i = line->members[i].end) {
        const char *key = line->members[i].key;
        uint32_t length = line->members[i].key_length, hash = log_hash(key, length);
        unsigned start = length < 3 ? 0 : log_start(key);
        uint16_t mark;

        if (count < INDEX_MOST) {
            index->hash[count] = hash;
            index->member[count] = i;
        }
        count++;
        if (length >= 3 && !(formats->starts[start / 32] >> start % 32 & 1))
            continue;
        mark = log_mark_find(formats, key, length, hash);
        if (mark != NO_MARK)
            note_mark(scan, formats, mark, i, true);
        else
            note_dotted(scan, formats, i, key, length);
    }
    index->is_built = true;
    index->has_all = count <= INDEX_MOST;
    index->count = index->has_all ? count : 0;
}

uint32_t log_find(const struct log_scan *scan, uint32_t record, const struct log_path *path)
{
    if (path->is_of_event)
        return *path->text ? json_find(scan->line, record, path->text) : record;
    if (path->mark == NO_MARK)
        return scan->root;
    if (path->rest && log_has_mark(scan->dotted, path->mark))
        return json_find(scan->line, scan->root, path->text);
    if (!log_has_mark(scan->exact, path->mark))
        return JSON_NONE;
    return path->rest ? json_find(scan->line, scan->found[path->mark], path->rest) : scan->found[path->mark];
}
