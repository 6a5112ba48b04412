/* SPDX-License-Identifier: MIT
 *
 * gzip, by zlib. A file may have many members, one after the other, and ends with zeros if a tape or a disk image did.
 */
#include "codec.h"

#ifdef HAS_ZLIB

#include "text/memory.h"

#include <limits.h>
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

enum { WINDOW_OF_GZIP = MAX_WBITS + 16 };

struct gzip {
    z_stream stream;
    bool is_within, has_ended;
};

static void *start(void)
{
    struct gzip *gzip = memory_zeros(1, sizeof *gzip);

    if (inflateInit2(&gzip->stream, WINDOW_OF_GZIP) != Z_OK) {
        free(gzip);
        return NULL;
    }
    return gzip;
}

static unsigned part_of(size_t size)
{
    return size < UINT_MAX ? (unsigned)size : UINT_MAX;
}

/* Between members. Returns an error message if what follows is none. */
static const char *begin_member(struct gzip *gzip, struct codec_bytes *bytes)
{
    while (gzip->has_ended && bytes->in_left && !*bytes->in) {
        bytes->in++;
        bytes->in_left--;
    }
    if (!bytes->in_left)
        return NULL;
    if (gzip->has_ended && *bytes->in != 0x1F)
        return "there are other bytes behind what is compressed";
    inflateReset(&gzip->stream);
    gzip->is_within = true;
    return NULL;
}

static const char *decode(void *state, struct codec_bytes *bytes, bool *is_within)
{
    struct gzip *gzip = state;
    z_stream *stream = &gzip->stream;
    const char *wrong = gzip->is_within ? NULL : begin_member(gzip, bytes);
    unsigned in = part_of(bytes->in_left), out = part_of(bytes->out_left);
    int result;

    *is_within = gzip->is_within;
    if (wrong || !gzip->is_within)
        return wrong;
    stream->next_in = bytes->in;
    stream->avail_in = in;
    stream->next_out = (Bytef *)bytes->out;
    stream->avail_out = out;
    result = inflate(stream, Z_NO_FLUSH);
    bytes->in += in - stream->avail_in;
    bytes->in_left -= in - stream->avail_in;
    bytes->out += out - stream->avail_out;
    bytes->out_left -= out - stream->avail_out;
    if (result == Z_STREAM_END) {
        gzip->is_within = *is_within = false;
        gzip->has_ended = true;
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
        return "what gzip has compressed is corrupt";
    }
    return NULL;
}

static void stop(void *state)
{
    struct gzip *gzip = state;

    inflateEnd(&gzip->stream);
    free(gzip);
}

const struct codec codec_gzip = {NULL, start, decode, stop};

#else

const struct codec codec_gzip = {"gzip has compressed it, and this program was built without zlib", NULL, NULL, NULL};

#endif
