/* SPDX-License-Identifier: MIT
 *
 * Reads no more of a file than its pack: another file is refused by its first bytes, and what follows a pack is not
 * waited for. So a device or a pipe that never ends does no harm.
 */
#include "pack_file.h"

#include "host/file_system.h"
#include "text/memory.h"
#include "text/text.h"
#include "text/tool_limits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1024 * 1024 /* the limit is a power of two times it */ };

/* Reads until the library can tell what the bytes are. Returns NULL, or why they are no pack that can be opened. */
static const char *read_pack(struct pack_file *file, int descriptor)
{
    enum attack_pack_result result = ATTACK_PACK_CUT_SHORT;
    size_t size = 0, capacity = 0;

    while (result == ATTACK_PACK_CUT_SHORT) {
        ptrdiff_t got;

        if (size == PACK_BYTES_LIMIT)
            return "it is larger than the limit of 134217728 bytes";
        if (size == capacity) {
            capacity = capacity ? 2 * capacity : FIRST_CAPACITY;
            file->bytes = memory_resize(file->bytes, capacity, 1);
        }
        got = file_read(descriptor, file->bytes + size, capacity - size);
        if (got <= 0)
            return got < 0 ? strerror(errno) : size ? attack_pack_result_text(result) : "it is empty";
        size += (size_t)got;
        result = attack_pack_peek(file->bytes, size, &file->info);
    }
    if (result == ATTACK_PACK_NO_PACK)
        return "it is no pack; `attack-events-gen --pack` makes one of a mapping";
    if (result == ATTACK_PACK_OPENED)
        result = attack_pack_open(file->bytes, size, NULL, &file->pack);
    return result == ATTACK_PACK_OPENED ? NULL : attack_pack_result_text(result);
}

bool pack_file_open(struct pack_file *file, const char *path)
{
    int descriptor = file_open(path);
    const char *problem;

    memset(file, 0, sizeof *file);
    problem = descriptor < 0 ? strerror(errno) : read_pack(file, descriptor);
    if (descriptor >= 0)
        file_close(descriptor);
    if (!problem)
        return true;
    text_begin_message("cannot read ", path);
    fprintf(stderr, ": %s\n", problem);
    pack_file_close(file);
    return false;
}

void pack_file_close(struct pack_file *file)
{
    free(file->bytes);
    file->bytes = NULL;
}
