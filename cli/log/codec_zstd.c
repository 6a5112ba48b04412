/* SPDX-License-Identifier: MIT
 *
 * Zstandard, by libzstd, which knows frames, those that are skipped included. A frame says how large a window it needs;
 * one that needs more than the limit is refused, as the program zstd refuses it.
 */
#include "codec.h"

#ifdef HAS_ZSTD

#include "text/tool_limits.h"

#include <zstd.h>
#include <zstd_errors.h>

static void *start(void)
{
    ZSTD_DStream *stream = ZSTD_createDStream();

    if (stream && ZSTD_isError(ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, WINDOW_LOG_LIMIT))) {
        ZSTD_freeDStream(stream);
        return NULL;
    }
    return stream;
}

static const char *decode(void *state, struct codec_bytes *bytes, bool *is_within)
{
    ZSTD_inBuffer in = {bytes->in, bytes->in_left, 0};
    ZSTD_outBuffer out = {bytes->out, bytes->out_left, 0};
    size_t result;

    if (!in.size && !*is_within) /* it would begin a frame */
        return NULL;
    result = ZSTD_decompressStream(state, &out, &in);

    bytes->in += in.pos;
    bytes->in_left -= in.pos;
    bytes->out += out.pos;
    bytes->out_left -= out.pos;
    *is_within = result != 0;
    if (!ZSTD_isError(result))
        return NULL;
    if (ZSTD_getErrorCode(result) == ZSTD_error_frameParameter_windowTooLarge)
        return "what zstd has compressed needs a window of more than 128 MiB";
    return ZSTD_getErrorCode(result) == ZSTD_error_prefix_unknown ? "there are other bytes behind what is compressed"
                                                                  : "what zstd has compressed is corrupt";
}

static void stop(void *state)
{
    ZSTD_freeDStream(state);
}

const struct codec codec_zstd = {NULL, start, decode, stop};

#else

const struct codec codec_zstd = {"zstd has compressed it, and this program was built without libzstd", NULL, NULL, NULL};

#endif
