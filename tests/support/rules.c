/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "cmocka_test.h"
#include "generating.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char own_logs[] = "classes:\n"
                        "  - service: own\n"
                        "    carriers:\n"
                        "      - {event_id: '*', channel: own}\n"
                        "      - event_id: '*'\n"
                        "        log_source: other\n"
                        "        fields: {Renamed: Name}\n"
                        "        values: {Level: {High: '3', Low: '1'}}\n"
                        "        lacks: [Lacking]\n"
                        "        optional: ['*']\n";

static void put_rule(FILE *file, const char *id, const char *rule)
{
    fprintf(file, "---\ntitle: Rule %s\nid: %s\n%s%s%s", id, id, strstr(rule, "tags:") ? "" : "tags: [attack.t1001]\n",
            strstr(rule, "logsource:") ? "" : "logsource: {service: own}\n", rule);
}

const char *write_rule(const char *directory, const char *name, const char *id, const char *rule)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    const char *path;

    assert_non_null(file);
    put_rule(file, id, rule);
    fclose(file);
    path = write_bytes(directory, name, text, size);
    free(text);
    return path;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

enum { RELATIONSHIP_ID = 7, EVENT_ID = 12, CHANNEL = 17, PROVIDER = 18, CONDITION = 19, KIND = 20, COLUMNS };

/* Cuts a line at its tabs. */
static void cut(char *line, char *columns[COLUMNS])
{
    for (int i = 0; i < COLUMNS; i++) {
        columns[i] = line;
        line += strcspn(line, "\t");
        if (i + 1 < COLUMNS)
            assert_int_equal(*line, '\t');
        *line++ = '\0';
    }
}

static const char *or_dash(const char *text)
{
    return *text ? text : "-";
}

/* Fails unless the rows that were gained, of the rule with this id, are as expected. */
static void expect_events(const char *output, const char *id, const struct rule_case *expected)
{
    char *copy = strdup(output), *text, *rest = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *columns[COLUMNS];

        if (strncmp(line, "+ ", 2) != 0)
            continue;
        cut(line, columns);
        if (strcmp(columns[RELATIONSHIP_ID], id) != 0)
            continue;
        assert_string_equal(columns[KIND], "rule");
        fprintf(file, "%s %s %s %s\n", or_dash(columns[EVENT_ID]), or_dash(columns[CHANNEL]),
                or_dash(columns[PROVIDER]), columns[CONDITION]);
    }
    fclose(file);
    if (strcmp(text, expected->events) != 0)
        print_error("of rule %s:\n%s", id, expected->rule);
    assert_string_equal(text, expected->events);
    free(text);
    free(copy);
}

static const char *write_mapping(const char *scratch)
{
    return write_text(scratch, "mapping.yaml", "- {technique_id: T1001}\n- {technique_id: T1002}\n");
}

void expect_rule_events(const char *scratch, const char *option, const struct rule_case cases[], size_t count)
{
    const char *mapping = write_mapping(scratch);
    char *text, id[24];
    size_t size;
    FILE *file = open_memstream(&text, &size);
    struct run_result result;

    assert_non_null(file);
    for (size_t i = 0; i < count; i++) {
        snprintf(id, sizeof id, "%lu", (unsigned long)i);
        put_rule(file, id, cases[i].rule);
    }
    fclose(file);
    run(ARGUMENTS(GENERATOR, "--check", "--logsources", write_text(scratch, "logs.yaml", own_logs), mapping,
                  write_bytes(scratch, "rules.yml", text, size), "--against", mapping, option),
        NULL, &result);
    assert_null(strstr(result.err, "is refused"));
    assert_int_equal(result.exit_code, GOOD);
    for (size_t i = 0; i < count; i++) {
        snprintf(id, sizeof id, "%lu", (unsigned long)i);
        expect_events(result.out, id, &cases[i]);
    }
    run_result_free(&result);
    free(text);
}

/* ---- What became of rules --------------------------------------------------------------------------------------- */

enum {
    FILE_NAME,
    LINE,
    ID,
    TITLE,
    AUTHOR,
    LEVEL,
    STATUS,
    LOGSOURCE,
    FATE,
    EVENTS,
    UNABLE,
    UNKNOWN,
    REASON,
    FATE_COLUMNS
};

void expect_fates(const char *scratch, const char *const arguments[], const char *fates)
{
    enum { ARGUMENTS_LIMIT = 24 };
    const char *all[ARGUMENTS_LIMIT] = {GENERATOR,
                                        "--check",
                                        "--rules",
                                        "--logsources",
                                        write_text(scratch, "logs.yaml", own_logs),
                                        write_mapping(scratch)};
    static const int shown[] = {LINE, ID, FATE, EVENTS, UNABLE, UNKNOWN};
    size_t count = 6, size;
    struct run_result result;
    char *text, *rest = NULL;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    for (size_t i = 0; arguments[i]; i++) {
        assert_in_range(count, 0, ARGUMENTS_LIMIT - 2);
        all[count++] = arguments[i];
    }
    run(all, NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    for (char *line = strtok_r(result.out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char *columns[FATE_COLUMNS], *at = line;

        for (int i = 0; i < FATE_COLUMNS; i++) {
            columns[i] = at;
            at += strcspn(at, "\t");
            if (*at)
                *at++ = '\0';
        }
        for (size_t i = 0; i < sizeof shown / sizeof *shown && strcmp(columns[LINE], "line") != 0; i++)
            fprintf(file, "%s%s", i ? " " : "", columns[shown[i]]);
        fputs(strcmp(columns[LINE], "line") == 0 ? "" : "\n", file);
    }
    fclose(file);
    assert_string_equal(text, fates);
    free(text);
    run_result_free(&result);
}

void expect_refused(const char *scratch, const struct refused_case cases[], size_t count)
{
    char directory[512], name[24], *expected;
    size_t size;
    FILE *file = open_memstream(&expected, &size);
    struct run_result result;

    assert_non_null(file);
    snprintf(directory, sizeof directory, "%s", make_directory(scratch, "refused"));
    for (size_t i = 0; i < count; i++) {
        snprintf(name, sizeof name, "%03lu.yml", (unsigned long)i);
        write_rule(directory, name, "the-id", cases[i].rule);
        fprintf(file, "NAME/%s:%s: warning: rule the-id is refused: %s\n", name, cases[i].place, cases[i].reason);
    }
    fprintf(file, "attack-events-gen: note: %lu rule*: 0 compiled, %lu refused*\n", (unsigned long)count,
            (unsigned long)count);
    fclose(file);
    run(ARGUMENTS(GENERATOR, "--check", "--logsources", write_text(scratch, "logs.yaml", own_logs), directory,
                  write_mapping(scratch)),
        NULL, &result);
    expect_lines(result.err, expected, directory);
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    free(expected);
}
