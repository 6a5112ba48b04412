/* SPDX-License-Identifier: MIT
 *
 * Functions on nodes of a libyaml document, for the naive reader.
 */
#ifndef NAIVE_NODE_H
#define NAIVE_NODE_H

#include <stdbool.h>
#include <yaml.h>

/* Returns the value of a key of a map; NULL if it has no such key or is not a map. */
yaml_node_t *naive_value_of(yaml_document_t *document, yaml_node_t *map, const char *key);

/* Returns whether there is no node, or one for an absent value. */
bool naive_is_absent(const yaml_node_t *node);

/* Returns a scalar's text, a list's joined by ",", a map's as Key=Value. The caller frees it. */
char *naive_text_of(yaml_document_t *document, yaml_node_t *node);

#endif
