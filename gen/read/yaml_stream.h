/* SPDX-License-Identifier: MIT
 *
 * A YAML or JSON file as a stream of values, each a small tree that knows its places in the file. Only this part of the
 * generator uses libyaml. A list or map can be read item by item, so that a file of any length takes the memory of one
 * item; only values with an anchor are kept. It knows YAML and nothing of techniques or events.
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
    const char *text; /* of a scalar, NUL-terminated; a scalar that contains a NUL byte is reported and absent */
    size_t length;
    bool is_faulty;     /* an error was reported; do not report another */
    bool is_plain;      /* a scalar that stands in the file as it is, on one line and without quotes */
    bool absent;        /* a scalar without a value: unquoted .nan, null, ~, NaN, or empty text */
    struct node *first; /* first item; in a map, keys and values alternate */
    struct node *next;  /* next item of the same list or map */
    size_t values;      /* number of values in this tree, including itself */
    size_t bytes;       /* length of all texts in this tree */
};

struct stream;

/* Opens a stream over `size` bytes of text, which must stay valid until the stream is closed. Values with an anchor are
 * allocated in `arena`. Errors are reported under the name `file`. */
struct stream *stream_open(const char *file, const void *bytes, size_t size, struct arena *arena,
                           struct diagnostics *diagnostics);
void stream_close(struct stream *stream);

/* Opens the file's list or map. Returns false, and reports, if the file is empty, is a scalar or is not YAML. */
bool stream_enter_root(struct stream *stream, enum node_kind *kind, struct place *place);

/* Opens the list that comes next. Returns false, and reads nothing, if something else comes next. */
bool stream_enter_list(struct stream *stream);

/* Reads the next value of the open list or map; in a map, keys and values alternate. The tree is valid until the next
 * call. Returns NULL after an error, and at the end of the list or map, which is then closed. */
const struct node *stream_next(struct stream *stream);

/* Reads the next document of the file as one value, which is valid until the next call: for files of several documents,
 * whose root is not opened. A document that is empty gives a scalar that is absent. Returns NULL after an error, and at
 * the end of the file. */
const struct node *stream_next_document(struct stream *stream);

/* Reads the end of the file. Returns false, and reports, if there was an error or another value follows. */
bool stream_finish(struct stream *stream);

/* Whether the stream ended early because of a syntax error or a limit. */
bool stream_failed(const struct stream *stream);

#endif
