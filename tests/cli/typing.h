/* SPDX-License-Identifier: MIT
 *
 * Runs a program on a terminal of its own and types into it.
 */
#ifndef TYPING_H
#define TYPING_H

/* Runs a program in `directory` with additional environment variables "NAME=value" (ends in NULL), and types `lines`
 * (ends in NULL), one at each `prompt` that it prints. Returns everything that was written to the terminal, for the
 * caller to free. Fails if nothing comes for a minute. */
char *type_lines(const char *const arguments[], const char *directory, const char *const environment[],
                 const char *prompt, const char *const lines[]);

#endif
