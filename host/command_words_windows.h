/* SPDX-License-Identifier: MIT
 *
 * For the Windows face of host/ alone: the command line of a program, as Windows passes it on.
 */
#ifndef HOST_COMMAND_WORDS_WINDOWS_H
#define HOST_COMMAND_WORDS_WINDOWS_H

#include <wchar.h>

/* Returns the words as one text that a program takes apart again, for free(); NULL, with errno, if it cannot. */
wchar_t *command_words(char *const *words);

/* Returns the path of a program in the folders of PATH, for free(); NULL, with errno, if it is not there. Windows by
 * itself would look into the current folder first, where anybody may have put one. */
wchar_t *program_in_path(const char *name);

#endif
