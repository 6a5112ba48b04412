/* SPDX-License-Identifier: MIT
 *
 * It does not write.
 */
#include "places.h"

#include "base/diagnostics.h"
#include "depfile.h"
#include "host/directories.h"
#include "host/file_facts.h"
#include "host/paths.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Returns the path of the output with this extension, ".c" or ".h". */
static const char *output_path(struct arena *arena, const char *output, const char *prefix, bool is_one_file,
                               const char *ending)
{
    size_t size = strlen(output) + strlen(prefix) + 8;
    char *path = arena_allocate(arena, size);

    if (is_one_file)
        snprintf(path, size, "%.*s%s", (int)(strlen(output) - strlen(ending)), output, ending);
    else
        snprintf(path, size, "%s/%s%s", output, prefix, ending);
    return path;
}

struct places places_of(struct arena *arena, const char *output, const char *prefix, bool is_one_file, bool is_pack,
                        const char *depfile)
{
    struct places places = {
        .output = is_pack ? output : output_path(arena, output, prefix, is_one_file, ".c"),
        .header = is_pack ? NULL : output_path(arena, output, prefix, is_one_file, ".h"),
        .depfile = depfile,
        .is_one_file = is_one_file,
    };

    return places;
}

/* Splits a path: returns the directory, and sets the name. */
static char *split_path(struct arena *arena, const char *path, const char **name)
{
    size_t length = path_directory(path);

    *name = path + length;
    return length ? arena_copy(arena, path, length) : arena_copy(arena, ".", 1);
}

static bool is_same_there(const char *one, const char *other)
{
    struct file_facts mine, theirs;

    return file_facts_of(one, &mine) && file_facts_of(other, &theirs) && are_same_file(&mine, &theirs);
}

/* Whether two paths are the same file, or would be if they existed. */
static bool is_same_file(struct arena *arena, const char *one, const char *other)
{
    const char *name, *other_name;
    const char *directory = split_path(arena, one, &name), *other_directory = split_path(arena, other, &other_name);

    return is_same_there(one, other) || (strcmp(name, other_name) == 0 && is_same_there(directory, other_directory));
}

/* Checks that no output would overwrite an input or another output. */
static bool are_free(struct arena *arena, const struct places *places, const char *const outputs[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t f = 0; f < places->input_count; f++)
            if (is_same_file(arena, outputs[i], places->inputs[f])) {
                report_failure("cannot write %s: it is an input", outputs[i]);
                return false;
            }
        for (size_t other = 0; other < i; other++)
            if (is_same_file(arena, outputs[i], outputs[other])) {
                report_failure("cannot write %s: it is another output", outputs[i]);
                return false;
            }
    }
    return true;
}

static bool is_directory_there(struct arena *arena, const char *path)
{
    const char *name, *directory = split_path(arena, path, &name);
    struct file_facts there;
    bool exists = file_facts_of(directory, &there);

    if (exists && there.kind == FILE_DIRECTORY)
        return true;
    report_failure("cannot write %s: %s", path, strerror(exists ? ENOTDIR : errno));
    return false;
}

static bool make_directory(struct arena *arena, const char *path)
{
    const char *name;
    char *directory = split_path(arena, path, &name);

    if (directories_make(directory))
        return true;
    report_failure("cannot make the directory %s: %s", directory, strerror(errno));
    return false;
}

static bool can_have_depfile(const struct places *places)
{
    if (!depfile_can_name(places->output))
        return false;
    for (size_t i = 0; i < places->input_count; i++)
        if (!depfile_can_name(places->inputs[i]))
            return false;
    return true;
}

int prepare_places(struct arena *arena, const struct places *places)
{
    const char *outputs[3];
    size_t count = 0;

    outputs[count++] = places->output;
    if (places->header)
        outputs[count++] = places->header;
    if (places->depfile)
        outputs[count++] = places->depfile;
    if ((places->depfile && !can_have_depfile(places)) || !make_directory(arena, places->output) ||
        (places->depfile && !is_directory_there(arena, places->depfile)))
        return EXIT_ENVIRONMENT;
    return are_free(arena, places, outputs, count) ? EXIT_GOOD : EXIT_USAGE;
}
