/* SPDX-License-Identifier: MIT */
#include "logs.h"

#include "json_reader.h"
#include "log/input.h"
#include "text/tool_limits.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { LINES_MOST = 1 << 16 };

/* ---- Lines ------------------------------------------------------------------------------------------------------- */

/* Whether the first line is an object, which makes a log one of JSON lines whatever follows. */
static bool begins_with_object(const struct log_lines *log)
{
    const char *start = log->lines, *newline = memchr(start, '\n', log->length);

    if (!newline || newline - start >= LINE_BYTES_LIMIT)
        return false;
    if (newline - start >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0)
        start += 3;
    return is_json_object(start, newline);
}

bool log_lines_of(const struct memory_file *file, size_t size, struct log_lines *log)
{
    static struct input input; /* keeps nothing but memory */
    static char lines[LINES_MOST + UNPACK_ROOM];
    ptrdiff_t got;

    CHECK(lseek(file->descriptor, 0, SEEK_SET) == 0);
    input_start(&input, file->descriptor);
    *log = (struct log_lines){.length = 0};
    do {
        got = input_read(&input, lines + log->length, sizeof lines - log->length);
        log->length += got > 0 ? (size_t)got : 0;
    } while (got > 0 && log->length < LINES_MOST);
    log->lines = malloc(log->length + 1); /* of this size, for AddressSanitizer */
    CHECK(log->lines);
    memcpy(log->lines, lines, log->length);
    log->error = input.unpack.error;
    log->is_packed = input.unpack.codec != NULL;
    log->is_certain = (!log->is_packed && size <= LINE_BYTES_LIMIT) ||
                      (input.layout == INPUT_LINES && begins_with_object(log));
    input_free(&input);
    memset(&input, 0, sizeof input);
    return log->length < LINES_MOST;
}

/* ---- Compression ------------------------------------------------------------------------------------------------ */

static size_t pack_gzip(uint8_t *to, size_t room, const uint8_t *from, size_t size)
{
    z_stream stream = {.next_out = to, .avail_out = (unsigned)room, .avail_in = (unsigned)size};

    stream.next_in = (uint8_t *)(uintptr_t)from;
    CHECK(deflateInit2(&stream, 1, Z_DEFLATED, MAX_WBITS + 16, 1, Z_DEFAULT_STRATEGY) == Z_OK);
    CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    deflateEnd(&stream);
    return room - stream.avail_out;
}

static size_t pack_zstd(uint8_t *to, size_t room, const uint8_t *from, size_t size)
{
    size_t packed = ZSTD_compress(to, room, from, size, 1);

    CHECK(!ZSTD_isError(packed));
    return packed;
}

void pack_file(const struct memory_file *file, struct part bytes, enum packing packing, size_t left_out)
{
    size_t (*pack)(uint8_t *, size_t, const uint8_t *, size_t) = packing == PACKED_GZIP ? pack_gzip : pack_zstd;
    size_t size = (size_t)(bytes.end - bytes.at), half = size / 2, room = size + 4096, packed;
    uint8_t *to = malloc(room);

    CHECK(to);
    packed = pack(to, room, bytes.at, half);
    packed += pack(to + packed, room - packed, bytes.at + half, size - half);
    packed -= left_out < packed ? left_out : packed;
    write_memory_file(file, (struct part){to, to + packed});
    free(to);
}
