/* SPDX-License-Identifier: MIT
 *
 * In a build without cairo.
 */
#include "picture.h"

#include <stdio.h>

bool picture_write(const struct chart *chart, enum picture_form form, const char *path)
{
    (void)chart;
    (void)form;
    (void)path;
    fputs("attack-events: this build draws no pictures: install cairo (Debian and Ubuntu: libcairo2-dev) and build it "
          "again\n",
          stderr);
    return false;
}
