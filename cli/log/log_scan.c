/* SPDX-License-Identifier: MIT
 *
 * One pass over the members of a line's object: it costs a few instructions for a member that no format asks for. The
 * search of paths uses what the pass found.
 */
#include "log_reader.h"

#include "host/letter_case.h"

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

static void find_mark(struct log_scan *scan, const struct log_formats *formats, uint16_t mark, uint32_t member)
{
    const struct json_member *of = &scan->line->members[member];

    for (; mark != NO_MARK; mark = formats->marks[mark].next) {
        const struct log_mark *known = &formats->marks[mark];

        if (known->length > of->key_length || (known->length < of->key_length && of->key[known->length] != '.') ||
            fold_shared(of->key, known->length, known->name) < known->length)
            continue;
        note_mark(scan, formats, mark, member, known->length == of->key_length);
        return;
    }
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
        uint32_t length = line->members[i].key_length;
        uint16_t mark = formats->buckets[log_bucket(key, length)];

        if (count < INDEX_MOST) {
            index->hash[count] = log_hash(key, length);
            index->member[count] = i;
        }
        count++;
        if (mark != NO_MARK)
            find_mark(scan, formats, mark, i);
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
