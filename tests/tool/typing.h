/* SPDX-License-Identifier: MIT
 *
 * A program on a terminal of its own, as somebody sees it and types.
 */
#ifndef TYPING_H
#define TYPING_H

/* Runs a program in `directory` with "NAME=value" more in its environment (NULL ends them), and types `lines`, one at
 * each `prompt` that it prints; NULL ends them. Returns all that the terminal was given, for the caller to free. Fails
 * where nothing comes for a minute. */
char *type_lines(const char *const arguments[], const char *directory, const char *const environment[],
                 const char *prompt, const char *const lines[]);

#endif
