/* SPDX-License-Identifier: MIT
 *
 * A file that is not compressed is read straight into the caller's buffer. The first bytes are, too: if they tell that
 * the file is compressed, they are moved to a buffer of their own.
 */
#include "unpack.h"

#include "host/file_system.h"
#include "text/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { PACKED_SIZE = 128 * 1024, MAGIC_LENGTH = 4 };

static void release(struct unpack *unpack)
{
    if (unpack->state)
        unpack->codec->stop(unpack->state);
    unpack->state = NULL;
    unpack->codec = NULL;
}

void unpack_start(struct unpack *unpack, int file)
{
    release(unpack);
    unpack->file = file;
    unpack->is_started = unpack->is_within = unpack->has_more = false;
    unpack->packed_at = unpack->packed_end = 0;
    unpack->error = NULL;
}

bool unpack_waits(const struct unpack *unpack, int milliseconds)
{
    return !unpack->has_more && file_waits_for(unpack->file, milliseconds);
}

static ptrdiff_t read_file(struct unpack *unpack, void *buffer, size_t size)
{
    ptrdiff_t got;

    if (unpack->before_read)
        unpack->before_read(unpack->context, unpack_waits(unpack, 0));
    got = file_read(unpack->file, buffer, size);
    if (got < 0)
        unpack->error = strerror(errno);
    unpack->bytes += got > 0 ? (size_t)got : 0;
    return got;
}

/* ---- The first bytes -------------------------------------------------------------------------------------------- */

static const struct {
    unsigned char bytes[MAGIC_LENGTH];
    size_t length;
    const struct codec *codec;
} magics[] = {
    {{0x1F, 0x8B}, 2, &codec_gzip},
    {{0x28, 0xB5, 0x2F, 0xFD}, 4, &codec_zstd},
    {{0x50, 0x2A, 0x4D, 0x18}, 4, &codec_zstd}, /* a frame that is skipped: the first byte is 0x50 to 0x5F */
};

/* Returns the codec of a file that begins so, or NULL. Sets `is_open` if more bytes are needed to tell. */
static const struct codec *codec_of(const char *first, size_t length, bool *is_open)
{
    *is_open = false;
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        unsigned char begin[MAGIC_LENGTH] = {0};
        size_t known = length < magics[i].length ? length : magics[i].length;

        memcpy(begin, first, known);
        if (magics[i].bytes[0] == 0x50)
            begin[0] &= 0xF0;
        if (memcmp(begin, magics[i].bytes, known) != 0)
            continue;
        if (known == magics[i].length)
            return magics[i].codec;
        *is_open = true;
    }
    return NULL;
}

static bool begin_codec(struct unpack *unpack, const struct codec *codec, const char *first, size_t length)
{
    if (codec->missing || !(unpack->state = codec->start())) {
        unpack->error = codec->missing ? codec->missing : "no memory to decompress it";
        return false;
    }
    unpack->codec = codec;
    if (!unpack->packed)
        unpack->packed = memory_resize(NULL, PACKED_SIZE, 1);
    memcpy(unpack->packed, first, length);
    unpack->packed_end = length;
    unpack->is_within = unpack->has_more = true;
    return true;
}

/* Reads the first bytes. Returns their number, 0 if the file is compressed or empty, and -1 if it could not be read. */
static ptrdiff_t begin(struct unpack *unpack, char *buffer, size_t size)
{
    const struct codec *codec;
    size_t length = 0;
    bool is_open;

    unpack->is_started = true;
    size = size < PACKED_SIZE ? size : PACKED_SIZE;
    do {
        ptrdiff_t got = read_file(unpack, buffer + length, size - length);

        if (got < 0)
            return -1;
        length += (size_t)got;
        codec = codec_of(buffer, length, &is_open);
        if (got == 0)
            break;
    } while (is_open);
    if (!codec)
        return (ptrdiff_t)length;
    return begin_codec(unpack, codec, buffer, length) ? 0 : -1;
}

/* ---- Compressed files ------------------------------------------------------------------------------------------- */

/* Returns false at the end, and if the file could not be read. */
static bool fill_packed(struct unpack *unpack)
{
    ptrdiff_t got = read_file(unpack, unpack->packed, PACKED_SIZE);

    if (got == 0 && unpack->is_within)
        unpack->error = "it ends in the middle of what is compressed";
    unpack->packed_at = 0;
    unpack->packed_end = got > 0 ? (size_t)got : 0;
    unpack->has_more = got > 0;
    return got > 0;
}

static ptrdiff_t read_packed(struct unpack *unpack, char *buffer, size_t size)
{
    for (;;) {
        struct codec_bytes bytes = {unpack->packed + unpack->packed_at, unpack->packed_end - unpack->packed_at, buffer,
                                    size};

        if (unpack->has_more) {
            unpack->error = unpack->codec->decode(unpack->state, &bytes, &unpack->is_within);
            unpack->packed_at = unpack->packed_end - bytes.in_left;
            unpack->has_more = bytes.in_left || !bytes.out_left;
        }
        if (bytes.out_left < size)
            return (ptrdiff_t)(size - bytes.out_left);
        if (unpack->error)
            return -1;
        if (!unpack->has_more && !fill_packed(unpack))
            return unpack->error ? -1 : 0;
    }
}

ptrdiff_t unpack_read(struct unpack *unpack, char *buffer, size_t size)
{
    if (!unpack->is_started) {
        ptrdiff_t got = begin(unpack, buffer, size);

        if (got || !unpack->codec)
            return got;
    }
    if (unpack->error)
        return -1;
    return unpack->codec ? read_packed(unpack, buffer, size) : read_file(unpack, buffer, size);
}

void unpack_free(struct unpack *unpack)
{
    release(unpack);
    free(unpack->packed);
    unpack->packed = NULL;
}
