/* SPDX-License-Identifier: MIT
 *
 * The parts of a path. On Windows, `\` separates them as `/` does, and a drive comes before them.
 */
#ifndef HOST_PATHS_H
#define HOST_PATHS_H

#include <stdbool.h>
#include <stddef.h>

bool is_path_separator(char byte);

/* Returns how many bytes at the start of a path name a drive or another machine's share; 0 if it has none. */
size_t path_root(const char *path);

/* Returns the length of a path's directory, with the separator at its end; 0 if the path is a name alone. */
size_t path_directory(const char *path);

#endif
