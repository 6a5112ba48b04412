/* SPDX-License-Identifier: MIT
 *
 * Cells of comma-separated values (RFC 4180). Lines end in '\n', as every reader accepts it.
 */
#ifndef ATTACK_EVENTS_CLI_CSV_H
#define ATTACK_EVENTS_CLI_CSV_H

#include <stdbool.h>
#include <stdio.h>

/* Writes a cell: in quotes if it has a comma, a quote, a line end, a blank at an end or a single quote at its start.
 * NULL is an empty cell. `is_shown`: the file is a terminal, which gets escapes for characters that would control it.
 */
void csv_cell(FILE *file, const char *text, bool is_shown);

/* Returns whether a spreadsheet would take a cell for a formula. */
bool csv_is_formula(const char *text);

#endif
