/* SPDX-License-Identifier: MIT
 *
 * Opens the files of log formats. The build embeds formats.json; it is read by the same code as the user's files, so
 * that what it says is checked in the same way.
 */
#include "log_formats.h"

#include "format_table.h"

#include "text/memory.h"
#include "text/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const char shipped_formats[];
extern const size_t shipped_formats_size;

static bool complain(const char *file, const char *problem)
{
    text_begin_message("cannot read ", file);
    fprintf(stderr, ": %s\n", problem);
    return false;
}

static bool add_file(struct log_formats *formats, const char *name)
{
    FILE *file = fopen(name, "rb");
    char *text;
    size_t size;
    bool is_read;

    if (!file)
        return complain(name, strerror(errno));
    text = memory_resize(NULL, FORMATS_BYTES_LIMIT + 1, 1);
    errno = 0;
    size = fread(text, 1, FORMATS_BYTES_LIMIT + 1, file);
    is_read = ferror(file)                 ? complain(name, errno ? strerror(errno) : "it cannot be read")
              : size > FORMATS_BYTES_LIMIT ? complain(name, "it is larger than the limit of 1048576 bytes")
                                           : true;
    fclose(file);
    is_read = is_read && log_formats_add(formats, name, text, size);
    free(text);
    return is_read;
}

struct log_formats *log_formats_open(const char *const files[], size_t count)
{
    struct log_formats *formats = memory_zeros(1, sizeof *formats);
    bool is_good = log_formats_add(formats, "formats.json", shipped_formats, shipped_formats_size);

    for (size_t i = 0; i < count; i++)
        is_good = add_file(formats, files[i]) && is_good;
    if (is_good && !log_formats_finish(formats)) {
        fputs("attack-events: the log formats have too many different names; the limit is 512\n", stderr);
        is_good = false;
    }
    if (is_good)
        return formats;
    log_formats_close(formats);
    return NULL;
}

void log_formats_close(struct log_formats *formats)
{
    if (formats)
        bump_free(&formats->bump);
    free(formats);
}
