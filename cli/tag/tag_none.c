/* SPDX-License-Identifier: MIT
 *
 * Replaces tag_run.c, and all that it needs, in a build without YAJL.
 */
#include "tag.h"

#include <stdio.h>

bool tag_formats_open(struct tag_request *request)
{
    request->formats = NULL;
    return true;
}

void tag_formats_close(struct tag_request *request)
{
    (void)request;
}

enum exit_status tag_run(const struct tag_request *request)
{
    (void)request;
    fputs("attack-events: this build reads no logs: install YAJL (Debian and Ubuntu: libyajl-dev) and build it again\n",
          stderr);
    return EXIT_CANNOT_WRITE;
}
