/* SPDX-License-Identifier: MIT
 *
 * Functions on nodes of a libyaml document, for the naive reader.
 */
#ifndef NAIVE_NODE_H
#define NAIVE_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <yaml.h>

/* A node, with the document that it is in. Without a node, it is absent. */
struct naive_place {
    yaml_document_t *document;
    yaml_node_t *node;
};

/* Returns the value of a key of a map; NULL if it has no such key or is not a map. */
yaml_node_t *naive_value_of(yaml_document_t *document, yaml_node_t *map, const char *key);

/* Returns whether there is no node, or one for an absent value. */
bool naive_is_absent(const yaml_node_t *node);

/* Returns a scalar's text, a list's joined by ",", a map's as Key=Value. The caller frees it. */
char *naive_text_of(yaml_document_t *document, yaml_node_t *node);

/* The same for a place. */
struct naive_place naive_child(struct naive_place map, const char *key);

/* Returns how many items a list has, or pairs a map; 1 for a scalar, 0 if it is absent. */
size_t naive_count(struct naive_place of);

/* Returns an item of a list, the value of a pair of a map, or the scalar itself. */
struct naive_place naive_item(struct naive_place of, size_t index);

/* Returns the key of a pair. */
const char *naive_key(struct naive_place map, size_t index);

/* Returns the text of a scalar as it is; "" of all else. */
const char *naive_scalar(struct naive_place of);

#endif
