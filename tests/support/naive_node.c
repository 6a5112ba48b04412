/* SPDX-License-Identifier: MIT
 *
 * Reads nodes of a libyaml document, for the naive reader. It must not know the mapping formats.
 */
#include "naive_node.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

yaml_node_t *naive_value_of(yaml_document_t *document, yaml_node_t *map, const char *key)
{
    if (!map || map->type != YAML_MAPPING_NODE || !key)
        return NULL;
    for (yaml_node_pair_t *pair = map->data.mapping.pairs.start; pair < map->data.mapping.pairs.top; pair++) {
        yaml_node_t *name = yaml_document_get_node(document, pair->key);

        if (name->type == YAML_SCALAR_NODE && strcmp((const char *)name->data.scalar.value, key) == 0)
            return yaml_document_get_node(document, pair->value);
    }
    return NULL;
}

bool naive_is_absent(const yaml_node_t *node)
{
    static const char *const absent[] = {".nan", ".NaN", ".NAN", "null", "Null", "NULL", "~", "NaN"};

    if (!node)
        return true;
    if (node->type != YAML_SCALAR_NODE)
        return false;
    if (node->data.scalar.length == 0)
        return true;
    if (node->data.scalar.style != YAML_PLAIN_SCALAR_STYLE)
        return false;
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        if (strcmp((const char *)node->data.scalar.value, absent[i]) == 0)
            return true;
    return false;
}

/* Appends to an allocated text, or NULL. Returns the text, which may have moved. */
static char *append(char *text, const char *separator, const char *more)
{
    size_t length = text ? strlen(text) : 0, room = length + strlen(separator) + strlen(more) + 1;
    char *longer = realloc(text, room);

    if (!longer)
        abort();
    sprintf(longer + length, "%s%s", length ? separator : "", more);
    return longer;
}

static char *append_node(char *text, yaml_document_t *document, yaml_node_t *node)
{
    if (naive_is_absent(node))
        return text;
    if (node->type == YAML_SCALAR_NODE)
        return append(text, ",", (const char *)node->data.scalar.value);
    if (node->type == YAML_SEQUENCE_NODE)
        for (yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top; item++)
            text = append_node(text, document, yaml_document_get_node(document, *item));
    if (node->type == YAML_MAPPING_NODE)
        for (yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++) {
            yaml_node_t *value = yaml_document_get_node(document, pair->value);

            text = append_node(text, document, yaml_document_get_node(document, pair->key));
            text = append(text, "", "=");
            if (!naive_is_absent(value) && value->type == YAML_SCALAR_NODE)
                text = append(text, "", (const char *)value->data.scalar.value);
        }
    return text;
}

char *naive_text_of(yaml_document_t *document, yaml_node_t *node)
{
    return append_node(NULL, document, node);
}

struct naive_place naive_child(struct naive_place map, const char *key)
{
    return (struct naive_place){map.document, naive_value_of(map.document, map.node, key)};
}

size_t naive_count(struct naive_place of)
{
    if (naive_is_absent(of.node))
        return 0;
    if (of.node->type == YAML_SEQUENCE_NODE)
        return (size_t)(of.node->data.sequence.items.top - of.node->data.sequence.items.start);
    if (of.node->type == YAML_MAPPING_NODE)
        return (size_t)(of.node->data.mapping.pairs.top - of.node->data.mapping.pairs.start);
    return 1;
}

struct naive_place naive_item(struct naive_place of, size_t index)
{
    if (of.node->type == YAML_SEQUENCE_NODE)
        of.node = yaml_document_get_node(of.document, of.node->data.sequence.items.start[index]);
    else if (of.node->type == YAML_MAPPING_NODE)
        of.node = yaml_document_get_node(of.document, of.node->data.mapping.pairs.start[index].value);
    return of;
}

const char *naive_key(struct naive_place map, size_t index)
{
    map.node = yaml_document_get_node(map.document, map.node->data.mapping.pairs.start[index].key);
    return naive_scalar(map);
}

const char *naive_scalar(struct naive_place of)
{
    return of.node && of.node->type == YAML_SCALAR_NODE ? (const char *)of.node->data.scalar.value : "";
}
