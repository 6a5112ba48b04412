/* SPDX-License-Identifier: MIT
 *
 * Escapes text of a mapping for an HTML page, so that no text can end an element or a script. It knows nothing of the
 * page.
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_TEXT_H
#define ATTACK_EVENTS_CLI_REPORT_TEXT_H

#include <stdio.h>

/* Writes a JSON string for use in a script element; NULL becomes null. */
void report_json(FILE *file, const char *text);

/* Writes text for use in an element or a quoted attribute; NULL writes nothing. */
void report_html(FILE *file, const char *text);

#endif
