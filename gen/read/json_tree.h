/* SPDX-License-Identifier: MIT
 *
 * A JSON text whose root is a map, as a stream of the same trees as yaml_stream.h makes. Only values under chosen keys
 * become nodes, so that a long text takes the memory of what is wanted of one item. It is the one part of the generator
 * that uses YAJL: libyaml reads JSON too, but takes six times as long. It knows nothing of techniques or events.
 */
#ifndef GEN_JSON_TREE_H
#define GEN_JSON_TREE_H

#include "yaml_stream.h"

struct json_wishes {
    const char *items;       /* the key of the root under which a list is read item by item */
    const char *const *keys; /* values under other keys are checked as JSON and nothing else */
    size_t key_count;
    /* Whether an item with this text under this key is wanted. An item that is not is dropped where it says so. */
    bool (*is_wanted)(const char *key, const char *text);
    /* Takes each item, and the root after them with `is_root`. The tree is valid during the call. */
    void (*take)(void *context, const struct node *item, bool is_root);
    void *context;
};

/* Reads a text of `size` bytes. Returns false, and reports under the name `file`, if it is not JSON or exceeds a limit,
 * or if there were too many errors. */
bool json_read(const struct json_wishes *wishes, const char *file, const void *bytes, size_t size,
               struct diagnostics *diagnostics);

#endif
