/* SPDX-License-Identifier: MIT
 *
 * In the place of draw.c where the build found no Graphviz.
 */
#include "draw.h"

#include <stdio.h>

/* NOLINTNEXTLINE(readability-non-const-parameter): draw.c writes it. */
bool draw(const char *dot, const char *format, char **picture, size_t *size)
{
    (void)dot;
    (void)format;
    (void)picture;
    (void)size;
    fputs("attack-events: cannot draw: this program was built without Graphviz\n"
          "To draw, install it (Debian, Ubuntu: libgraphviz-dev) and build attack-events again, or\n"
          "write a FILE.dot and draw it elsewhere: dot -Tsvg -O FILE.dot\n",
          stderr);
    return false;
}
