/* SPDX-License-Identifier: MIT
 *
 * A chart as a picture in a file: SVG or PNG, as the file's ending says. The same chart gives the same bytes, with one
 * version of cairo and one set of fonts. A build without cairo has picture_none.c in the place of picture.c.
 */
#ifndef ATTACK_EVENTS_CLI_PICTURE_H
#define ATTACK_EVENTS_CLI_PICTURE_H

#include "chart.h"

enum picture_form { PICTURE_SVG, PICTURE_PNG };

/* Returns false, with a message on standard error and what stood at `path` untouched, when it cannot. */
bool picture_write(const struct chart *chart, enum picture_form form, const char *path);

#endif
