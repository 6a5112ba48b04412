/* SPDX-License-Identifier: MIT
 *
 * Reads JSON with libyaml. It shares no code with the tool.
 */
#include "json_rows.h"

#include "naive.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

static const char *text_of(const yaml_node_t *node)
{
    assert_int_equal(node->type, YAML_SCALAR_NODE);
    return (const char *)node->data.scalar.value;
}

static char *value_of(yaml_document_t *document, yaml_node_t *node);

/* Appends to `text`, which it frees. */
static char *append(char *text, const char *between, const char *more)
{
    size_t length = strlen(text) + strlen(between) + strlen(more) + 1;
    char *longer = malloc(length);

    assert_non_null(longer);
    snprintf(longer, length, "%s%s%s", text, between, more);
    free(text);
    return longer;
}

static char *list_of(yaml_document_t *document, yaml_node_t *node)
{
    char *text = naive_copy("");

    for (yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top; item++) {
        char *value = value_of(document, yaml_document_get_node(document, *item));

        assert_non_null(value);
        text = append(text, item == node->data.sequence.items.start ? "" : ",", value);
        free(value);
    }
    return text;
}

static char *pair_of(yaml_document_t *document, yaml_node_t *node)
{
    yaml_node_pair_t *pair = node->data.mapping.pairs.start;
    char *text = naive_copy(text_of(yaml_document_get_node(document, pair->key)));
    char *value = value_of(document, yaml_document_get_node(document, pair->value));

    assert_int_equal(node->data.mapping.pairs.top - pair, 1);
    text = append(text, "=", value ? value : "");
    free(value);
    return text;
}

/* Text must be quoted; only null, true, false and numbers may be unquoted. */
static char *value_of(yaml_document_t *document, yaml_node_t *node)
{
    const char *text;

    if (node->type == YAML_SEQUENCE_NODE)
        return list_of(document, node);
    if (node->type == YAML_MAPPING_NODE)
        return pair_of(document, node);
    text = text_of(node);
    if (node->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return naive_copy(text);
    assert_int_equal(node->data.scalar.style, YAML_PLAIN_SCALAR_STYLE);
    if (strcmp(text, "null") == 0)
        return NULL;
    assert_true(strcmp(text, "true") == 0 || strcmp(text, "false") == 0 || strspn(text, "0123456789") == strlen(text));
    return naive_copy(text);
}

static void read_row(yaml_document_t *document, yaml_node_t *node, struct json_row *row)
{
    assert_int_equal(node->type, YAML_MAPPING_NODE);
    row->count = (int)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
    row->keys = calloc((size_t)row->count, sizeof *row->keys);
    row->values = calloc((size_t)row->count, sizeof *row->values);
    assert_true(row->keys && row->values);
    for (int i = 0; i < row->count; i++) {
        yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];

        row->keys[i] = naive_copy(text_of(yaml_document_get_node(document, pair->key)));
        row->values[i] = value_of(document, yaml_document_get_node(document, pair->value));
    }
}

void json_rows_read(struct json_rows *rows, const char *json)
{
    yaml_parser_t parser;
    yaml_document_t document;
    yaml_node_t *root;

    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)json, strlen(json));
    if (!yaml_parser_load(&parser, &document))
        fail_msg("no JSON: %s at line %zu", parser.problem, parser.problem_mark.line + 1);
    root = yaml_document_get_root_node(&document);
    assert_non_null(root);
    assert_int_equal(root->type, YAML_SEQUENCE_NODE);
    rows->count = (size_t)(root->data.sequence.items.top - root->data.sequence.items.start);
    rows->row = calloc(rows->count + 1, sizeof *rows->row);
    assert_non_null(rows->row);
    for (size_t i = 0; i < rows->count; i++)
        read_row(&document, yaml_document_get_node(&document, root->data.sequence.items.start[i]), &rows->row[i]);
    yaml_document_delete(&document);
    yaml_parser_delete(&parser);
}

void json_rows_free(struct json_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        for (int j = 0; j < rows->row[i].count; j++) {
            free(rows->row[i].keys[j]);
            free(rows->row[i].values[j]);
        }
        free(rows->row[i].keys);
        free(rows->row[i].values);
    }
    free(rows->row);
}
