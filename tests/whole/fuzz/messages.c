/* SPDX-License-Identifier: MIT */
#undef read /* the tool calls fuzz_read() instead, and that calls this one */

#include "messages.h"

#include "fuzz.h"
#include "json_reader.h"
#include "text/tool_limits.h"

#include <string.h>
#include <unistd.h>

static size_t count_lines(const char *text, size_t size)
{
    size_t count = 0;

    for (size_t i = 0; i < size; i++)
        count += text[i] == '\n';
    return count;
}

ssize_t messages_read(struct messages *messages, const char *out, size_t out_size, int file, void *buffer, size_t size)
{
    ssize_t got;
    const char *end;

    /* A message that is too long is answered before its end. */
    CHECK(count_lines(out, out_size) == messages->lines + (messages->within >= LINE_BYTES_LIMIT));
    got = read(file, buffer, size);
    CHECK(got >= 0);
    end = memchr(buffer, '\n', (size_t)got);
    if (end) {
        lseek(file, end + 1 - ((const char *)buffer + got), SEEK_CUR);
        messages->lines++;
        messages->within = 0;
        return end + 1 - (const char *)buffer;
    }
    messages->within += (size_t)got;
    return got;
}

void messages_check(const struct messages *messages, const char *out, size_t out_size)
{
    static const char start[] = "{\"$!\":{\"attack\":{";
    const char *at = out, *end;

    CHECK(count_lines(out, out_size) == messages->lines + (messages->within > 0));
    for (; at < out + out_size; at = end + 1) {
        end = memchr(at, '\n', (size_t)(out + out_size - at));
        CHECK(end && is_json_object(at, end));
        CHECK(end - at == 2 || ((size_t)(end - at) > strlen(start) && memcmp(at, start, strlen(start)) == 0));
    }
}
