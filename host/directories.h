/* SPDX-License-Identifier: MIT
 *
 * Directories that a program makes for its files, and that go again if no file comes into them.
 */
#ifndef HOST_DIRECTORIES_H
#define HOST_DIRECTORIES_H

#include <stdbool.h>

/* Makes a directory and its parents, unless they exist. Returns false, with errno, if it cannot; `path` then ends where
 * it failed. */
bool directories_make(char *path);

/* Removes those that were made and are empty; exit() and a signal that ends the program do so too. */
void directories_remove_empty(void);

#endif
