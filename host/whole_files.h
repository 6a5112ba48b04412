/* SPDX-License-Identifier: MIT
 *
 * Files that appear complete or not at all. Each is written to a temporary file beside its path, and all are renamed
 * together at the end. Earlier files stay until then, and stay unchanged if something fails or the program is
 * interrupted. It knows nothing of what the files contain.
 */
#ifndef HOST_WHOLE_FILES_H
#define HOST_WHOLE_FILES_H

#include <stdbool.h>
#include <stdio.h>

enum { WHOLE_FILES_MOST = 3 };

/* What went wrong with one of them. */
struct whole_files_problem {
    enum {
        WHOLE_FILES_NOT_WRITTEN,
        WHOLE_FILES_LOCKED,      /* another process kept a lock on `other`, the directory of the first file */
        WHOLE_FILES_NOT_PUT_BACK /* what stood at `path` is kept as `other` */
    } kind;
    const char *path, *other; /* as long as whole_files_commit() runs */
    int error;                /* an error number; 0 of a lock */
};

/* Starts a file, at most WHOLE_FILES_MOST at a time. If one stands at `path`, the new one gets its mode. Returns NULL,
 * with errno, if it cannot be created. */
FILE *whole_files_begin(const char *path);

/* Renames all files to their paths. Several files are put in place by one process after another, as long as the file
 * system can lock the directory of the first, which is waited for up to `seconds`: so the files of two processes do not
 * mix. Returns false, having reported each problem, if one could not be written or renamed; then all paths are as they
 * were. */
bool whole_files_commit(int seconds, void (*report)(const struct whole_files_problem *problem));

/* Removes all files that were started; exit() and a signal that ends the program do so too. */
void whole_files_discard(void);

#endif
