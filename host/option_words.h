/* SPDX-License-Identifier: MIT
 *
 * Takes a command line apart into options and operands, by the rules of getopt_long(): `--name value`, `--name=value`,
 * `-n value`, `-nvalue`, `-abc` for `-a -b -c`, abbreviated long names, and `--` before operands that look like
 * options. The C libraries' own differ in what they leave behind after an error, and Windows and POSIX have none. It
 * acts on no option, and prints nothing.
 */
#ifndef HOST_OPTION_WORDS_H
#define HOST_OPTION_WORDS_H

#include <stdbool.h>

struct option_name {
    const char *name; /* without its hyphens; NULL ends a list */
    char letter;      /* or 0 */
    bool has_value;
    int id; /* what option_next() returns, 0 or more */
};

struct option_reader {
    const struct option_name *names;
    char **words;
    int count, at;         /* `at`: the first word that was not read */
    bool stops_at_operand; /* and reads no more */

    /* Written by option_next(): */
    const char *word;                /* the word of the answer, also an operand */
    const char *value;               /* of an option; NULL if it has none */
    char letter;                     /* of an option that was written as a letter, or 0 */
    const struct option_name *found; /* NULL if the option is unknown or ambiguous */

    /* Its own: */
    const char *letters; /* what is left of a word of several */
    bool is_ended;       /* by `--` */
};

enum { WORDS_END = -1, WORD_IS_OPERAND = -2, WORD_IS_UNKNOWN = -3, WORD_NEEDS_VALUE = -4, WORD_HAS_NO_VALUE = -5 };

/* Returns the id of the next option, or one of these. The reader must be zeros at first, but for `names`, `words`,
 * `count` and `stops_at_operand`. */
int option_next(struct option_reader *reader);

#endif
