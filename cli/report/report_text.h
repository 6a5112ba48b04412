/* SPDX-License-Identifier: MIT
 *
 * Text of a mapping as it may stand in a page of HTML, whatever it says: nothing in it ends an element or a script.
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_TEXT_H
#define ATTACK_EVENTS_CLI_REPORT_TEXT_H

#include <stdio.h>

/* Writes a JSON string for a script element; NULL becomes null. */
void report_json(FILE *file, const char *text);

/* Writes text for an element or a quoted attribute; NULL writes nothing. */
void report_html(FILE *file, const char *text);

#endif
