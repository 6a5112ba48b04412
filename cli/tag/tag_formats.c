/* SPDX-License-Identifier: MIT
 *
 * The log formats of a run: the shipped ones, and those of each --formats.
 */
#include "tag.h"

#include "log/log_formats.h"

bool tag_formats_open(struct tag_request *request)
{
    const struct options *options = request->options;
    const char *files[OPTIONS_LIMIT];
    size_t count = 0;

    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].id == OPTION_FORMATS)
            files[count++] = options->given[i].value;
    request->formats = log_formats_open(files, count);
    return request->formats != NULL;
}

void tag_formats_close(struct tag_request *request)
{
    log_formats_close(request->formats);
    request->formats = NULL;
}
