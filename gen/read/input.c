/* SPDX-License-Identifier: MIT
 *
 * Lists, reads and hashes files. It must not interpret their bytes.
 */
#include "input.h"

#include "base/diagnostics.h"
#include "base/generator_limits.h"
#include "host/file_facts.h"
#include "host/file_system.h"
#include "host/file_tree.h"
#include "host/paths.h"
#include "host/streams.h"

#include <errno.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>

/* Gives back what was too much: there may be many small files. */
static void shrink(struct input *input)
{
    void *shrunk = realloc(input->bytes, input->size + 1);

    input->bytes = shrunk ? shrunk : input->bytes;
}

static bool read_to_end(int descriptor, struct input *input, size_t limit)
{
    size_t capacity = 0;

    for (;;) {
        ptrdiff_t got;

        if (input->size == capacity) {
            void *grown;

            capacity = capacity ? 2 * capacity : 1 << 16;
            grown = realloc(input->bytes, capacity);
            if (!grown)
                fail_out_of_memory();
            input->bytes = grown;
        }
        got = file_read(descriptor, (char *)input->bytes + input->size, capacity - input->size);
        if (got < 0) {
            report_failure("cannot read %s: %s", input->name, strerror(errno));
            return false;
        }
        if (got == 0) {
            shrink(input);
            return true;
        }
        input->size += (size_t)got;
        if (input->size > limit) {
            report_failure("cannot read %s: the input is larger than the limit of %d bytes", input->name,
                           INPUT_BYTES_LIMIT);
            return false;
        }
    }
}

static bool read_input(struct input *input, size_t limit)
{
    bool is_stdin = strcmp(input->path, "-") == 0, good;
    int descriptor = is_stdin ? STREAM_INPUT : file_open(input->path);

    if (descriptor < 0) {
        report_failure("cannot read %s: %s", input->path, strerror(errno));
        return false;
    }
    good = read_to_end(descriptor, input, limit);
    if (!is_stdin)
        file_close(descriptor);
    return good;
}

bool read_inputs(struct inputs *inputs)
{
    size_t left = INPUT_BYTES_LIMIT;
    bool good = true;

    for (size_t i = 0; i < inputs->count; i++) {
        if (!read_input(&inputs->items[i], left)) {
            good = false;
            continue;
        }
        left -= inputs->items[i].size;
    }
    return good;
}

void free_inputs(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++)
        free(inputs->items[i].bytes);
}

/* ---- Listing ---------------------------------------------------------------------------------------------------- */

struct listing {
    struct arena *arena;
    struct inputs *inputs;
    size_t folder;
    bool is_bad; /* it was reported */
};

static void add_path(struct arena *arena, struct inputs *inputs, const char *path)
{
    inputs->paths = arena_grow(arena, inputs->paths, inputs->path_count, &inputs->path_capacity, sizeof *inputs->paths);
    inputs->paths[inputs->path_count++] = path;
}

static bool add_file(struct arena *arena, struct inputs *inputs, const char *path, size_t folder)
{
    struct input input = {.path = path, .name = strcmp(path, "-") == 0 ? "<stdin>" : path, .folder = folder};

    if (inputs->count == INPUT_FILES_LIMIT) {
        report_failure("cannot read %s: too many input files; the limit is %d", path, INPUT_FILES_LIMIT);
        return false;
    }
    inputs->items = arena_grow(arena, inputs->items, inputs->count, &inputs->capacity, sizeof input);
    inputs->items[inputs->count++] = input;
    add_path(arena, inputs, path);
    return true;
}

static bool visit(void *context, const char *path, bool is_directory)
{
    struct listing *listing = context;
    const char *copy = arena_copy(listing->arena, path, strlen(path));

    if (is_directory)
        add_path(listing->arena, listing->inputs, copy);
    else
        listing->is_bad = !add_file(listing->arena, listing->inputs, copy, listing->folder);
    return !listing->is_bad;
}

static bool add_directory(struct arena *arena, struct inputs *inputs, const char *path)
{
    static const char *const endings[] = {".yml", ".yaml", NULL};
    size_t length = strlen(path), before = inputs->count;
    struct listing listing = {arena, inputs, length + !is_path_separator(path[length - 1]), false};

    if (!file_tree_walk(path, endings, visit, &listing)) {
        if (!listing.is_bad && errno == ELOOP)
            report_failure("cannot read %s: directories are nested too deep; the limit is %d", path, FILE_TREE_DEPTH);
        else if (!listing.is_bad)
            report_failure("cannot read %s: %s", inputs->path_count ? inputs->paths[inputs->path_count - 1] : path,
                           strerror(errno)); /* the directory that was visited last */
        return false;
    }
    if (inputs->count == before)
        report_failure("found no file in %s whose name ends in .yml or .yaml", path);
    return inputs->count > before;
}

bool list_inputs(struct arena *arena, const char *const *paths, size_t count, struct inputs *inputs)
{
    bool good = true;

    memset(inputs, 0, sizeof *inputs);
    for (size_t i = 0; i < count; i++)
        good = (strcmp(paths[i], "-") != 0 && file_kind_of(paths[i]) == FILE_DIRECTORY
                    ? add_directory(arena, inputs, paths[i])
                    : add_file(arena, inputs, paths[i], 0)) &&
               good;
    return good;
}

const char *sha256_of_inputs(struct arena *arena, const struct inputs *inputs)
{
    char *digest = arena_allocate(arena, SHA256_DIGEST_STRING_LENGTH);
    SHA2_CTX context;

    SHA256Init(&context);
    for (size_t i = 0; i < inputs->count; i++)
        SHA256Update(&context, inputs->items[i].bytes, inputs->items[i].size);
    SHA256End(&context, digest);
    return digest;
}
