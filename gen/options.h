/* SPDX-License-Identifier: MIT
 *
 * The command line of attack-events-gen. It checks options and stores them, and acts on none but --help and --version.
 */
#ifndef GEN_OPTIONS_H
#define GEN_OPTIONS_H

#include "base/arena.h"
#include "base/diagnostics.h"
#include "emit/pack_file.h"
#include "model/rules.h"
#include "model/select.h"
#include "pack/pack.h"

struct options {
    const char *output; /* a directory; with --amalgamate or --pack, the path of the .c or of the pack */
    const char *prefix;
    const char *depfile; /* NULL: none */
    enum index index;
    uint32_t date;              /* of the data; 0: not known */
    enum byte_order byte_order; /* of a pack */
    bool has_prefix, has_byte_order, amalgamate, pack, emit_ids, check, stats;
    bool rules; /* print what became of each rule */
    struct selection selection;
    struct rule_options rule_options;
    enum analytics analytics;
    const char **files; /* those of --logsources, then the others */
    size_t file_count, logsource_file_count, file_capacity;
    const char **against; /* files of an earlier mapping to compare with */
    size_t against_count, against_capacity;
};

enum options_result { OPTIONS_GOOD, OPTIONS_ANSWERED /* --help, --version */, OPTIONS_BAD };

/* Reads the command line, and sets `strict` and `quiet` of the diagnostics. Reports errors; answers --help and
 * --version.
 */
enum options_result read_options(int count, char **arguments, struct arena *arena, struct options *options,
                                 struct diagnostics *diagnostics);

#endif
