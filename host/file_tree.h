/* SPDX-License-Identifier: MIT
 *
 * The files of a directory and of those in it, in an order that is the same on every machine.
 */
#ifndef HOST_FILE_TREE_H
#define HOST_FILE_TREE_H

#include <stdbool.h>

/* A callback: a file or a directory of the tree; the path is valid during the call. Returns false to end the walk. */
typedef bool file_visit(void *context, const char *path, bool is_directory);

/* Visits a directory, then what is in it, sorted bytewise by name: regular files whose name has one of these endings,
 * which a NULL ends, and directories. A symbolic link to a directory is not followed, and a name that starts with a
 * dot is left out. Returns false, with errno, if a directory cannot be read or is more than FILE_TREE_DEPTH below the
 * first, and whatever errno is, if `visit` ended the walk. */
bool file_tree_walk(const char *path, const char *const *endings, file_visit *visit, void *context);

enum { FILE_TREE_DEPTH = 32 };

#endif
