/* SPDX-License-Identifier: MIT
 *
 * The command line of attack-events-gen.
 */
#ifndef GEN_OPTIONS_H
#define GEN_OPTIONS_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "model/select.h"
#include "pack/pack.h"

struct options {
    const char *output; /* a folder, or the .c of an amalgamation */
    const char *prefix;
    const char *depfile; /* NULL: none */
    enum index index;
    bool amalgamate, emit_ids, check, stats;
    struct selection selection;
    const char *const *files;
    size_t file_count;
    const char **against; /* the files of an earlier mapping, to compare with */
    size_t against_count, against_capacity;
};

enum options_result { OPTIONS_GOOD, OPTIONS_ANSWERED /* --help, --version */, OPTIONS_BAD };

/* Reads the command line; sets `strict` and `quiet` of the diagnostics. Prints what is wrong with it, or the answer to
 * --help and --version. */
enum options_result read_options(int count, char **arguments, struct arena *arena, struct options *options,
                                 struct diagnostics *diagnostics);

#endif
