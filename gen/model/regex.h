/* SPDX-License-Identifier: MIT
 *
 * Regular expressions as Sigma's modifier `re` has them: a part of PCRE's. An expression is read into a tree; of the
 * tree, the positions of its automaton are made, and the texts of which each match has one. This part knows neither
 * YAML nor how an automaton is packed.
 *
 * A character is a byte, and up to three bytes that continue it in UTF-8. Its number is these bytes, the first one in
 * the upper bits: such numbers have the order of code points.
 */
#ifndef GEN_REGEX_H
#define GEN_REGEX_H

#include "base/arena.h"

#include <stdbool.h>

enum { REGEX_ASCII = 128, REGEX_POSITIONS_MOST = 255, REGEX_WORDS = 8 };

struct regex_range {
    uint32_t first, last;
};

struct regex_set {
    uint8_t ascii[REGEX_ASCII / 8]; /* bit c % 8 of byte c / 8 */
    bool has_others;                /* the characters beyond ASCII except those in `ranges`; if not, only those */
    struct regex_range *ranges;
    size_t count, capacity;
};

/* What may stand before and behind a place: bits of enum attack_regex_neighbour of runtime/tables.h. */
struct regex_place {
    uint8_t before, behind;
};

/* ---- The tree --------------------------------------------------------------------------------------------------- */

enum regex_kind {
    REGEX_SET,   /* one character */
    REGEX_PLACE, /* no character, but a place between two */
    REGEX_ALL,   /* children one behind the other, perhaps none */
    REGEX_ANY,   /* one of its children */
    REGEX_REPEAT /* its child, `least` to `most` times */
};
#define REGEX_NO_END UINT32_MAX

struct regex_node {
    enum regex_kind kind;
    uint32_t least, most;
    const struct regex_set *set;
    struct regex_place place;        /* of a REGEX_PLACE; and of a REGEX_ANY of places */
    struct regex_node *child, *next; /* the first child; the next one of the parent's children */
    uint32_t positions;              /* of the automaton, for all below; at most REGEX_POSITIONS_MANY */
};
#define REGEX_POSITIONS_MANY 1000000000u

/* What is wrong, and where in the text. */
struct regex_fault {
    const char *message;
    size_t at;
};

/* Flags, which may also stand at the start of an expression: (?im). */
enum regex_flag {
    REGEX_FOLDED = 1,    /* i: A to Z are equal to a to z */
    REGEX_LINES = 2,     /* m: ^ and $ are also at the start and the end of each line */
    REGEX_OVER_LINES = 4 /* s: a dot is also a line feed */
};

/* Returns the same expression with these flags at its start, besides those that it has, each once and in this order. */
char *regex_with_flags(struct arena *arena, const char *text, size_t length, unsigned flags, size_t *result_length);

/* Reads an expression. Returns NULL, and fills `fault`, if it is wrong or has what is not supported. */
const struct regex_node *regex_parse(struct arena *arena, const char *text, size_t length, struct regex_fault *fault);

/* ---- Positions -------------------------------------------------------------------------------------------------- */

/* A set of positions. */
struct regex_bits {
    uint32_t words[REGEX_WORDS];
};

static inline bool regex_has_bit(const struct regex_bits *bits, size_t position)
{
    return bits->words[position / 32] >> position % 32 & 1;
}

/* A position reads a character of its set; or, without a set, passes a place. */
struct regex_position {
    const struct regex_set *set;
    struct regex_place place;
    struct regex_bits follow; /* the positions that may come next */
};

/* An automaton as Glushkov's: a match begins at a position of `first`, and has ended when it is at one of `last`. There
 * is at least one position. An expression that matches the empty text has a single one, which passes anywhere. */
struct regex_positions {
    struct regex_position *items;
    size_t count;
    struct regex_bits first, last;
};

/* Makes the positions of a tree, which has at most REGEX_POSITIONS_MOST. */
struct regex_positions regex_positions_of(struct arena *arena, const struct regex_node *root);

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

/* Texts in lower case, of which each match has one, in lower case. */
struct regex_need {
    const char **texts;
    size_t count, capacity;
    struct regex_need *next;
};

/* Returns what each match needs: all of these, none of whose texts is shorter than `least` bytes; NULL if there is
 * nothing. */
struct regex_need *regex_needs_of(struct arena *arena, const struct regex_node *root, size_t least);

#endif
