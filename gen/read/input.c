/* SPDX-License-Identifier: MIT
 *
 * Reads whole files into the arena and hashes them. It must not interpret their bytes.
 */
#include "input.h"

#include "base/diagnostics.h"
#include "base/generator_limits.h"

#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_to_end(int descriptor, struct input *input, size_t limit)
{
    size_t capacity = 0;

    for (;;) {
        ssize_t got;

        if (input->size == capacity) {
            void *grown;

            capacity = capacity ? 2 * capacity : 1 << 16;
            grown = realloc(input->bytes, capacity);
            if (!grown)
                fail_out_of_memory();
            input->bytes = grown;
        }
        got = read(descriptor, (char *)input->bytes + input->size, capacity - input->size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            report_failure("cannot read %s: %s", input->name, strerror(errno));
            return false;
        }
        if (got == 0)
            return true;
        input->size += (size_t)got;
        if (input->size > limit) {
            report_failure("cannot read %s: the input is larger than the limit of %d bytes", input->name,
                           INPUT_BYTES_LIMIT);
            return false;
        }
    }
}

static bool read_input(const char *path, struct input *input, size_t limit)
{
    bool is_stdin = strcmp(path, "-") == 0, good;
    int descriptor = is_stdin ? STDIN_FILENO : open(path, O_RDONLY);

    input->name = is_stdin ? "<stdin>" : path;
    if (descriptor < 0) {
        report_failure("cannot read %s: %s", path, strerror(errno));
        return false;
    }
    good = read_to_end(descriptor, input, limit);
    if (!is_stdin)
        close(descriptor);
    return good;
}

struct input *read_inputs(struct arena *arena, const char *const *paths, size_t count)
{
    struct input *inputs = arena_allocate(arena, (count + 1) * sizeof *inputs);
    size_t left = INPUT_BYTES_LIMIT;
    bool good = true;

    for (size_t i = 0; i < count; i++) {
        if (!read_input(paths[i], &inputs[i], left)) {
            good = false;
            continue;
        }
        left -= inputs[i].size;
    }
    if (good)
        return inputs;
    free_inputs(inputs, count);
    return NULL;
}

void free_inputs(struct input *inputs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(inputs[i].bytes);
}

const char *sha256_of_inputs(struct arena *arena, const struct input *inputs, size_t count)
{
    char *digest = arena_allocate(arena, SHA256_DIGEST_STRING_LENGTH);
    SHA2_CTX context;

    SHA256Init(&context);
    for (size_t i = 0; i < count; i++)
        SHA256Update(&context, inputs[i].bytes, inputs[i].size);
    SHA256End(&context, digest);
    return digest;
}
