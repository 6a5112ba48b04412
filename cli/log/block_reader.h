/* SPDX-License-Identifier: MIT
 *
 * Reads files or streams as blocks of whole lines, so that several threads can each take one. A line longer than
 * LINE_BYTES_LIMIT comes in pieces, each a block by itself.
 */
#ifndef ATTACK_EVENTS_CLI_BLOCK_READER_H
#define ATTACK_EVENTS_CLI_BLOCK_READER_H

#include "input.h"
#include "text/bytes.h"

#include <stdbool.h>
#include <stddef.h>

enum line_part { LINE_WHOLE, LINE_FIRST_PIECE, LINE_NEXT_PIECE };

/* Starts as zeros. */
struct block {
    char *text; /* any bytes, and behind them JSON_PADDING that may be read */
    size_t length, capacity;
    enum line_part part;       /* LINE_WHOLE: whole lines; the last line of a file may lack its "\n" */
    unsigned long long number; /* of the block, from 0 */
    const char *file;          /* its name, for messages */
    bool is_first, is_last;    /* of its file; the last one may be empty */
    const char *error;         /* why the file cannot be opened, or read behind this block; else NULL */
};

struct block_reader {
    char *const *files; /* names; "-" is standard input */
    size_t file_count, next_file;
    struct input input; /* its members unpack.before_read, unpack.context and is_lines are for the caller */
    int descriptor;     /* of the current file; -1: there is none */
    const char *file;
    bool is_first, is_long; /* the next block is the first of its file; goes on with a long line */
    struct bytes rest;      /* what was read behind the last block */
    unsigned long long blocks;
};

/* Starts to read these files; without any, standard input. `files` must stay. */
void block_reader_start(struct block_reader *reader, char *const *files, size_t count);

/* Fills `block` with the next lines, or with a piece of a line. Returns false behind the last file. */
bool block_next(struct block_reader *reader, struct block *block);

void block_reader_free(struct block_reader *reader);
void block_free(struct block *block);

/* Takes the next line of a block, or its piece, from `at` on, which starts as 0. Returns false if there is none. The
 * line includes its "\n". */
bool block_line(const struct block *block, size_t *at, const char **line, size_t *length);

#endif
