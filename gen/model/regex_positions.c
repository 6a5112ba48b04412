/* SPDX-License-Identifier: MIT
 *
 * Makes an automaton of a tree, as Glushkov does: each character of the expression is a position.
 */
#include "regex.h"

#include "tables.h"

/* A part of the expression: where it may begin and end, and whether it may be empty. */
struct piece {
    struct regex_bits first, last;
    bool may_be_empty;
};

static const struct piece empty_piece = {.may_be_empty = true};

static void add_bits(struct regex_bits *to, const struct regex_bits *from)
{
    for (int i = 0; i < REGEX_WORDS; i++)
        to->words[i] |= from->words[i];
}

static void link_bits(struct regex_positions *positions, const struct regex_bits *from, const struct regex_bits *to)
{
    for (size_t i = 0; i < positions->count; i++)
        if (!from->words[i / 32])
            i |= 31;
        else if (regex_has_bit(from, i))
            add_bits(&positions->items[i].follow, to);
}

/* Puts a piece behind another one. */
static void append(struct regex_positions *positions, struct piece *piece, const struct piece *next)
{
    link_bits(positions, &piece->last, &next->first);
    if (piece->may_be_empty)
        add_bits(&piece->first, &next->first);
    if (!next->may_be_empty)
        piece->last = (struct regex_bits){{0}};
    add_bits(&piece->last, &next->last);
    piece->may_be_empty = piece->may_be_empty && next->may_be_empty;
}

static struct piece piece_of(struct regex_positions *positions, const struct regex_node *node);

static struct piece position_of(struct regex_positions *positions, const struct regex_node *node)
{
    size_t position = positions->count++;
    struct piece piece = {.may_be_empty = false};

    positions->items[position].set = node->set;
    positions->items[position].place = node->place;
    piece.first.words[position / 32] = piece.last.words[position / 32] = (uint32_t)1 << position % 32;
    return piece;
}

/* Copies that may be left out, the last ones first: only the one before leads to each. */
static struct piece optional_of(struct regex_positions *positions, const struct regex_node *node, uint32_t count)
{
    struct piece all = empty_piece;
    struct regex_bits before = {{0}};

    for (uint32_t i = 0; i < count; i++) {
        struct piece copy = piece_of(positions, node);

        if (i == 0)
            all.first = copy.first;
        link_bits(positions, &before, &copy.first);
        add_bits(&all.last, &copy.last);
        before = copy.last;
    }
    return all;
}

static struct piece repeat_of(struct regex_positions *positions, const struct regex_node *node)
{
    struct piece all = empty_piece, copy = empty_piece;

    for (uint32_t i = 0; i < node->least; i++) {
        copy = piece_of(positions, node->child);
        if (node->most == REGEX_NO_END && i + 1 == node->least)
            link_bits(positions, &copy.last, &copy.first);
        append(positions, &all, &copy);
    }
    if (node->most == REGEX_NO_END && node->least)
        return all;
    if (node->most == REGEX_NO_END) {
        copy = piece_of(positions, node->child);
        link_bits(positions, &copy.last, &copy.first);
        copy.may_be_empty = true;
    } else {
        copy = optional_of(positions, node->child, node->most - node->least);
    }
    append(positions, &all, &copy);
    return all;
}

static struct piece alternatives_of(struct regex_positions *positions, const struct regex_node *node)
{
    struct piece all = {.may_be_empty = false};

    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct piece piece = piece_of(positions, child);

        add_bits(&all.first, &piece.first);
        add_bits(&all.last, &piece.last);
        all.may_be_empty = all.may_be_empty || piece.may_be_empty;
    }
    return all;
}

/* The depth of groups is bounded where they are read. */
static struct piece piece_of(struct regex_positions *positions, const struct regex_node *node)
{
    struct piece all = empty_piece;

    if (!node->positions) /* it is empty, however often it is repeated */
        return all;
    switch (node->kind) {
    case REGEX_SET:
    case REGEX_PLACE:
        return position_of(positions, node);
    case REGEX_REPEAT:
        return repeat_of(positions, node);
    case REGEX_ANY:
        return alternatives_of(positions, node);
    case REGEX_ALL:
    default:
        for (const struct regex_node *child = node->child; child; child = child->next) {
            struct piece piece = piece_of(positions, child);

            append(positions, &all, &piece);
        }
        return all;
    }
}

struct regex_positions regex_positions_of(struct arena *arena, const struct regex_node *root)
{
    static const struct regex_node anywhere = {
        .kind = REGEX_PLACE, .place = {REGEX_ANY_NEIGHBOUR, REGEX_ANY_NEIGHBOUR}, .positions = 1};
    struct regex_positions positions = {.items =
                                            arena_allocate(arena, (root->positions + 1) * sizeof *positions.items)};
    struct piece all = piece_of(&positions, root);

    if (all.may_be_empty) {
        positions.count = 0;
        positions.items[0] = (struct regex_position){.set = NULL};
        all = position_of(&positions, &anywhere);
    }
    positions.first = all.first;
    positions.last = all.last;
    return positions;
}
