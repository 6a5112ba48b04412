/* SPDX-License-Identifier: MIT
 *
 * The tool's JSON as rows of text. It is read by libyaml, as JSON is YAML. Lists become texts joined by ",", objects in
 * a list Key=Value, null becomes NULL; anything but an array of such objects fails the test.
 */
#ifndef JSON_ROWS_H
#define JSON_ROWS_H

#include <stddef.h>

struct json_row {
    char **keys, **values;
    int count;
};

struct json_rows {
    struct json_row *row;
    size_t count;
};

void json_rows_read(struct json_rows *rows, const char *json);
void json_rows_free(struct json_rows *rows);

#endif
