/* SPDX-License-Identifier: MIT */
#include "conditions.h"

#include "cmocka_test.h"
#include "generating.h"

#include <stdlib.h>
#include <string.h>

const char *write_conditions(const char *scratch, const char *classes, const char *events)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    const char *path;

    assert_non_null(file);
    fprintf(file,
            "%srelationships:\n  - name: r\n    attack: {data_component: c}\n    security_events:\n%s"
            "techniques:\n  - {technique_id: T1001, platform: [windows, linux], data_components: [c]}\n",
            classes, events);
    fclose(file);
    path = write_bytes(scratch, "conditions.yaml", text, size);
    free(text);
    return path;
}

/* Returns column `column` of a line of tabs; from the end if it is negative. */
static char *column_of(char *line, int column)
{
    char *at = line;

    if (column < 0)
        return strrchr(line, '\t') + 1;
    while (column-- && at)
        at = strchr(at, '\t') ? strchr(at, '\t') + 1 : NULL;
    assert_non_null(at);
    return at;
}

enum { EVENT_ID = 12, EVENT_NAME = 13, FILTERS = 19 };

/* Adds what a row says of its event, if the event has this name. */
static void add_row(FILE *file, char *line, const char *name)
{
    char *found = column_of(line, EVENT_NAME);
    size_t length = strlen(name);
    char *filters = column_of(line, FILTERS), *kind = column_of(line, -1);

    if (strncmp(found, name, length) != 0 || found[length] != '\t')
        return;
    fprintf(file, "%.*s ", (int)strcspn(column_of(line, EVENT_ID), "\t"), column_of(line, EVENT_ID));
    fprintf(file, "%.*s %s\n", (int)strcspn(filters, "\t"), filters, kind);
}

static void expect_case(const char *output, const char *name, const struct condition_case *expected)
{
    char *copy = strdup(output), *text, *rest = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (strncmp(line, "+ T1001\t", 8) == 0 && strlen(column_of(line, EVENT_NAME)) && strstr(line, "\tcase"))
            add_row(file, line, name);
    fclose(file);
    if (strcmp(text, expected->rows) != 0)
        print_error("of {%s}\n", expected->event);
    assert_string_equal(text, expected->rows);
    free(text);
    free(copy);
}

void expect_conditions(const char *scratch, const char *classes, const struct condition_case cases[], size_t count)
{
    char *events, name[32];
    size_t size;
    FILE *file = open_memstream(&events, &size);
    const char *empty = write_text(scratch, "empty.yaml", "- {technique_id: T1001}\n");
    struct run_result result;

    assert_non_null(file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "      - {%s, name: case%lu, %s techniques: [T1001]}\n", cases[i].event, (unsigned long)i,
                strstr(cases[i].event, "platform:") ? "" : "platform: windows,");
    fclose(file);
    run(ARGUMENTS(GENERATOR, "--check", write_conditions(scratch, classes, events), "--against", empty), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    for (size_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "case%lu", (unsigned long)i);
        expect_case(result.out, name, &cases[i]);
    }
    run_result_free(&result);
    free(events);
}

void expect_bad_condition(const char *scratch, const char *event, const char *message)
{
    char *line;
    size_t size;
    FILE *file = open_memstream(&line, &size);
    const char *path;

    assert_non_null(file);
    fprintf(file, "      - {%s, platform: windows, techniques: [T1001]}\n", event);
    fclose(file);
    path = write_conditions(scratch, "", line);
    free(line);
    expect_refusal_of(scratch, ARGUMENTS(path), NULL, BAD_DATA, message, path);
}
