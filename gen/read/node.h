/* SPDX-License-Identifier: MIT
 *
 * A YAML or JSON file as a stream of values, each a small tree with places. The only part of the generator that sees
 * libyaml. A list or map can be opened and read item by item, so that a file of any length takes the memory of one
 * item; only values that carry an anchor are kept. It knows YAML and nothing of techniques or events.
 */
#ifndef GEN_NODE_H
#define GEN_NODE_H

#include "base/arena.h"
#include "base/diagnostics.h"

#include <stdbool.h>
#include <stddef.h>

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    struct place place;
    const char *text; /* of a scalar, NUL-terminated; one that holds a NUL byte has been reported, and is absent */
    size_t length;
    bool is_faulty;     /* it has been reported, and nothing more is to be said of it */
    bool absent;        /* a scalar that stands for no value: unquoted .nan, null, ~, NaN, or empty text */
    struct node *first; /* item; in a map a key, then its value, and so on */
    struct node *next;  /* the next in the list or map that this one is in */
    size_t values;      /* in this tree, itself counted */
    size_t bytes;       /* of the texts in this tree */
};

struct stream;

/* Opens `size` bytes of text, which the caller keeps until the stream is closed. What is kept of it is allocated in
 * `arena`. Errors are reported with `file` as the name. */
struct stream *stream_open(const char *file, const void *bytes, size_t size, struct arena *arena,
                           struct diagnostics *diagnostics);
void stream_close(struct stream *stream);

/* Opens the file's one value. Returns false, and reports, when the file has none, holds a scalar or is not YAML. */
bool stream_enter_root(struct stream *stream, enum node_kind *kind, struct place *place);

/* Opens the list that stands next. Returns false, having read nothing, when something else does. */
bool stream_enter_list(struct stream *stream);

/* Reads the next value of the list or map that is open: in a map the keys and values by turns. The tree lives until
 * the next call. Returns NULL at the end of the list or map, which is then closed, and after an error. */
const struct node *stream_next(struct stream *stream);

/* Reads the file's end. Returns false, and reports, when there was an error or more than one value. */
bool stream_finish(struct stream *stream);

/* Whether the stream met an error of syntax or a limit, and cannot go on. */
bool stream_failed(const struct stream *stream);

#endif
