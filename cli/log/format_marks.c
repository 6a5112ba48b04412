/* SPDX-License-Identifier: MIT
 *
 * Collects the first names of all paths, and for each format the names that a line of it must have.
 */
#include "format_table.h"

#include <string.h>

/* Notes how names may start that are a mark, or a mark and a dot: behind a short mark, in any way. */
static void add_start(struct log_formats *formats, const char *name, uint32_t length)
{
    char start[3] = {name[0], length > 1 ? name[1] : '\0', length > 2 ? name[2] : '\0'};
    unsigned number = log_start(start), step = length > 2 ? STARTS : length > 1 ? 1 << 10 : 1 << 5;

    for (; number < STARTS; number += step)
        formats->starts[number / 32] |= UINT32_C(1) << number % 32;
}

/* Returns the number of a mark, a new one if there is none of the name; or NO_MARK if there are too many. */
static uint16_t mark_of(struct log_formats *formats, const char *name, uint32_t length)
{
    uint32_t hash = log_hash(name, length);
    uint16_t *slot = &formats->slots[log_slot(hash)], found = log_mark_find(formats, name, length, hash);
    struct log_mark *mark;

    if (found != NO_MARK || formats->mark_count == MARKS_LIMIT)
        return found;
    add_start(formats, name, length);
    mark = &formats->marks[formats->mark_count];
    memset(mark, 0, sizeof *mark);
    mark->name = name;
    mark->length = length;
    mark->hash = hash;
    mark->next = *slot;
    return *slot = (uint16_t)formats->mark_count++;
}

static bool add_path(struct log_formats *formats, struct log_path *path)
{
    if (path->is_of_event || !path->text || !*path->text)
        return true;
    path->mark = mark_of(formats, path->text,
                         (uint32_t)(path->rest ? (size_t)(path->rest - 1 - path->text) : strlen(path->text)));
    return path->mark != NO_MARK;
}

static bool add_paths(struct log_formats *formats, struct log_paths *paths)
{
    bool fits = true;

    for (size_t i = 0; i < paths->count; i++)
        fits = add_path(formats, &paths->all[i]) && fits;
    return fits;
}

static bool add_sources(struct log_formats *formats, struct log_sources *sources)
{
    bool fits = true;

    for (size_t i = 0; i < sources->count; i++)
        fits = add_path(formats, &sources->all[i].path) && fits;
    return fits;
}

static bool add_format(struct log_formats *formats, struct log_format *format)
{
    bool fits = add_paths(formats, &format->each) && add_paths(formats, &format->inside) &&
                add_sources(formats, &format->id) && add_sources(formats, &format->provider) &&
                add_sources(formats, &format->channel) && add_sources(formats, &format->other_id) &&
                add_sources(formats, &format->other_provider) && add_path(formats, &format->words) &&
                add_path(formats, &format->unnamed);

    for (size_t i = 0; i < format->test_count; i++)
        fits = add_path(formats, &format->tests[i].path) && fits;
    for (size_t i = 0; i < format->field_count; i++)
        fits = add_path(formats, &format->fields[i].path) && fits;
    for (size_t i = 0; i < format->rename_count; i++)
        fits = add_sources(formats, &format->renames[i].sources) && fits;
    return fits;
}

static void need(struct log_format *format, const struct log_path *path)
{
    if (path->mark != NO_MARK)
        format->needs[path->mark / 64] |= UINT64_C(1) << path->mark % 64;
}

/* Finds out what a format needs, and by which names of a line it is tried: by the first that it needs, or by each of
 * the places where a wrapper may have something. */
static void start_format(struct log_formats *formats, size_t number)
{
    struct log_format *format = formats->all[number];
    const struct log_path *first = NULL;
    uint64_t bit = UINT64_C(1) << number % 64;

    for (size_t i = 0; i < format->test_count; i++)
        if (format->tests[i].kind != TEST_ABSENT) {
            need(format, &format->tests[i].path);
            first = first ? first : &format->tests[i].path;
        }
    if (format->id.count == 1 && format->id.all->kind == SOURCE_PATH && format->id.all->path.mark != NO_MARK) {
        need(format, &format->id.all->path);
        first = first ? first : &format->id.all->path;
    }
    if (first)
        formats->marks[first->mark].formats[number / 64] |= bit;
    for (size_t i = 0; !first && i < format->inside.count; i++)
        if (format->inside.all[i].mark != NO_MARK)
            formats->marks[format->inside.all[i].mark].formats[number / 64] |= bit;
    if (!first && !format->inside.count)
        formats->always[number / 64] |= bit;
}

bool log_formats_finish(struct log_formats *formats)
{
    for (unsigned i = 0; i < MARK_SLOTS; i++)
        formats->slots[i] = NO_MARK;
    for (size_t i = 0; i < formats->count; i++)
        if (!add_format(formats, formats->all[i]))
            return false;
    for (size_t i = 0; i < formats->count; i++)
        start_format(formats, i);
    return true;
}
