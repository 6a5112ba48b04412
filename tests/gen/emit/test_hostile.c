/* SPDX-License-Identifier: MIT
 *
 * Text that would break out of C, in every field. It comes back byte for byte from a program compiled as C99 with
 * trigraphs and all warnings, and as C++.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const snippets[] = {
    "\"",     "\\",       "\\\"",   "'",        "\\'",         "/*",      "*/",       "//",        "*/ int x; /*",
    "?\?/",   "?\?/\"",   "?\?'",   "?\?=",     "%}",          "%{",      "%%",       "%s%n%d",    "<:",
    "#error", "\n#error", "\n%%\n", "\r\n",     "\n",          "\t",      "\\n",      "\\0",       "\\",
    "\";",    "')",       "};",     "\"\\\"\"", "#include \"", "\n\"\n",  " leading", "trailing ", "  ",
    "a,b",    "\x01",     "\x1b[m", "\x7f",     "\\x41",       "\\u0041", "__FILE__", "\f\v\b\a",  "0",
    "NULL",   "$(id)",    "`id`",   "${x}",     "\\\n",        "a\\\nb",  "T1001",    "+1",        "'a','b',0",
};
enum { SNIPPETS = sizeof snippets / sizeof *snippets, GENERATED = 4, TEXTS = SNIPPETS + GENERATED };

struct text {
    char *bytes; /* without NUL bytes */
    char *yaml;  /* the same as a double-quoted scalar with everything escaped */
};

static void put_utf8(FILE *file, uint32_t character)
{
    if (character < 0x80) {
        putc((int)character, file);
        return;
    }
    if (character < 0x800) {
        putc((int)(0xc0 | character >> 6), file);
    } else {
        if (character < 0x10000) {
            putc((int)(0xe0 | character >> 12), file);
        } else {
            putc((int)(0xf0 | character >> 18), file);
            putc((int)(0x80 | (character >> 12 & 0x3f)), file);
        }
        putc((int)(0x80 | (character >> 6 & 0x3f)), file);
    }
    putc((int)(0x80 | (character & 0x3f)), file);
}

/* Returns a text of the characters from `first` to `last` in steps of this size, and of `last`. */
static struct text text_of_range(uint32_t first, uint32_t last, uint32_t step)
{
    struct text text = {NULL, NULL};
    size_t size;
    FILE *bytes = open_memstream(&text.bytes, &size), *yaml = open_memstream(&text.yaml, &size);

    assert_true(bytes && yaml);
    putc('"', yaml);
    for (uint32_t character = first; character <= last; character += step) {
        put_utf8(bytes, character);
        fprintf(yaml, "\\U%08lx", (unsigned long)character);
        if (character < last && character + step > last)
            character = last - step;
    }
    putc('"', yaml);
    fclose(bytes);
    fclose(yaml);
    return text;
}

static struct text text_of_snippet(const char *snippet)
{
    struct text text = {strdup(snippet), NULL};
    size_t size;
    FILE *yaml = open_memstream(&text.yaml, &size);

    assert_non_null(yaml);
    putc('"', yaml);
    for (; *snippet; snippet++)
        fprintf(yaml, "\\x%02x", (unsigned char)*snippet);
    putc('"', yaml);
    fclose(yaml);
    return text;
}

static struct text longest_text(void)
{
    enum { LENGTH = 65535 };
    struct text text = {malloc(LENGTH + 1), malloc(LENGTH + 3)};

    assert_true(text.bytes && text.yaml);
    memset(text.bytes, '?', LENGTH);
    text.bytes[LENGTH] = '\0';
    snprintf(text.yaml, LENGTH + 3, "\"%s\"", text.bytes);
    return text;
}

/* Every byte that can occur in UTF-8: all lead and continuation bytes of two and three bytes, and every lead byte of
 * four, from the first character of each length to the last, without surrogates. */
static void make_texts(struct text texts[TEXTS])
{
    for (size_t i = 0; i < SNIPPETS; i++)
        texts[i] = text_of_snippet(snippets[i]);
    texts[SNIPPETS] = text_of_range(1, 0x7ff, 1);
    texts[SNIPPETS + 1] = text_of_range(0x800, 0xd7ff, 0x3ff);
    texts[SNIPPETS + 2] = text_of_range(0xe000, 0x10ffff, 0x1fff);
    texts[SNIPPETS + 3] = longest_text();
}

/* The fields of the flat format in the order of print_rows; a list and a map take two texts. */
static const char *const fields[] = {
    "technique",      "tactic",         "platform",           "data_source", "data_component", "relationship_id",
    "name",           "source",         "relationship",       "target",      "event_id",       "event_name",
    "event_platform", "audit_category", "audit_sub_category", "channel",     "log_source",     "filter_in"};
enum { FIELDS = sizeof fields / sizeof *fields };

static void put_escaped(FILE *file, const char *text, bool is_name)
{
    for (; *text; text++)
        switch (*text) {
        case '\t':
            fputs("\\t", file);
            break;
        case '\n':
            fputs("\\n", file);
            break;
        case '\r':
            fputs("\\r", file);
            break;
        case '\\':
            fputs("\\\\", file);
            break;
        default:
            putc(is_name && *text == '|' ? '!' : *text, file);
        }
}

/* Writes the YAML of the name of a filter's field, where a bar would start a modifier. */
static void put_without_bars(FILE *file, const char *yaml)
{
    static const char *const bars[] = {"\\U0000007c", "\\x7c"};

    while (*yaml) {
        size_t i = 0;

        while (i < 2 && strncmp(yaml, bars[i], strlen(bars[i])) != 0)
            i++;
        putc(i < 2 ? '!' : *yaml, file);
        yaml += i < 2 ? strlen(bars[i]) : 1;
    }
}

static void put_field(FILE *input, FILE *expected, const char *field, const struct text *one, const struct text *other)
{
    const char *separator = NULL;

    if (strcmp(field, "tactic") == 0 || strcmp(field, "platform") == 0) {
        fprintf(input, "  %s: [%s, %s]\n", field, one->yaml, other->yaml);
        separator = ",";
    } else if (strcmp(field, "filter_in") == 0) {
        fprintf(input, "  %s:\n    ? ", field);
        put_without_bars(input, one->yaml);
        fprintf(input, "\n    : %s\n", other->yaml);
        separator = "=";
    } else {
        fprintf(input, "  %s: %s\n", field, one->yaml);
    }
    fprintf(expected, "\t%s=", field);
    put_escaped(expected, one->bytes, strcmp(field, "filter_in") == 0);
    if (separator) {
        fputs(separator, expected);
        put_escaped(expected, other->bytes, false);
    }
}

/* Each text is in each field of some row. */
static void make_mapping(const struct text texts[TEXTS], char **input, char **expected)
{
    size_t input_size, expected_size;
    FILE *in = open_memstream(input, &input_size), *out = open_memstream(expected, &expected_size);

    assert_true(in && out);
    for (size_t row = 0; row < TEXTS; row++) {
        fprintf(in, "- technique_id: T%d\n", (int)(1000 + row));
        fprintf(out, "T%d", (int)(1000 + row));
        for (size_t field = 0; field < FIELDS; field++)
            put_field(in, out, fields[field], &texts[(row + 3 * field) % TEXTS], &texts[(row + 3 * field + 1) % TEXTS]);
        putc('\n', out);
    }
    fclose(in);
    fclose(out);
}

static void expect_prefix(const char *printed, const char *expected)
{
    size_t at = 0;

    while (expected[at] && printed[at] == expected[at])
        at++;
    if (expected[at])
        fail_msg("the texts differ from byte %lu on: expected %.40s, found %.40s", (unsigned long)at, expected + at,
                 printed + at);
    assert_int_equal(strncmp(printed + at, "* T1000\t", 8), 0);
    assert_null(strstr(printed, "\n! "));
}

static void expect_same_text_from_cxx(const char *scratch, const char *expected)
{
#ifdef CXX_COMPILER
    struct run_result result;

    run(ARGUMENTS(CXX_COMPILER, "-x", "c++", "-std=c++11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror",
                  "-trigraphs", "-I", PROJECT_DIRECTORY "/runtime", "-c", "-o", path_in(scratch, "mapping.o"),
                  path_in(scratch, "attack_events_builtin.c")),
        NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
    compile_program(scratch,
                    ARGUMENTS("-DMAPPING=attack_events_builtin", "-DMAPPING_HEADER=\"attack_events_builtin.h\"",
                              path_in(scratch, "mapping.o"), TEST_FIXTURES "/print_rows.c"));
    run(ARGUMENTS(path_in(scratch, "program")), NULL, &result);
    expect_prefix(result.out, expected);
    run_result_free(&result);
#else
    (void)scratch;
    (void)expected;
    print_message("there is no C++ compiler\n");
#endif
}

static void expect_hostile_text_back(const char *scratch, const char *index)
{
    struct text texts[TEXTS];
    char *input, *expected, *printed;
    const char *path;

    make_texts(texts);
    make_mapping(texts, &input, &expected);
    path = write_text(scratch, "input.yaml", input);
    generate_quietly(scratch, index ? ARGUMENTS("--index", index, path) : ARGUMENTS(path));
    printed = print_mapping(scratch, "attack_events_builtin");
    expect_prefix(printed, expected);
    expect_same_text_from_cxx(scratch, expected);
    for (size_t i = 0; i < TEXTS; i++) {
        free(texts[i].bytes);
        free(texts[i].yaml);
    }
    free(input);
    free(expected);
    free(printed);
}

static void gives_back_hostile_text_of_every_field_byte_for_byte(void **state)
{
    expect_hostile_text_back(*state, "none");
}

static void finds_hostile_event_ids_by_their_hash(void **state)
{
    expect_hostile_text_back(*state, NULL); /* one id is too long for a hash: an error with --index gperf */
}

static void lets_no_description_out_of_a_comment(void **state)
{
    expect_rows(*state,
                "attack_domain: \"*/ #error x\\n#error y ?\\x3f/\\n\"\nattack_version: '%} \\ \"'\n"
                "techniques: [{technique_id: T1001}, {technique_id: T1002}]\n",
                ARGUMENTS(NULL), "#\tdomain=*/ #error x\\n#error y ?\?/\\n\tversion=%} \\\\ \"\n* T1001\n* T1002\n");
    expect_rows(
        *state, "- {technique_id: T1001, event_platform: \"*/\\n#error\", platform: \"*/\\n#error\"}\n",
        ARGUMENTS("--platform", "*/\n#error"),
        "#\tselection=--platform */\\n#error\nT1001\tplatform=*/\\n#error\tevent_platform=*/\\n#error\n* T1001\n");
}

/* The generated files are ASCII, whatever the mapping contains. */
static void writes_nothing_but_ascii_without_trigraphs(void **state)
{
    char *source;

    generate_quietly(
        *state, ARGUMENTS(write_text(*state, "\xc3\xa4 ?\?-*.yaml",
                                     "attack_version: \"\xc3\xa4\\x07\"\nattack_domain: '?\?/'\n"
                                     "techniques: [{technique_id: T1001, technique: \"\xe2\x82\xac \\x01 ?\?/\"}]\n")));
    source = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    for (const char *byte = source; *byte; byte++)
        assert_true(*byte == '\n' || (*byte >= ' ' && *byte <= '~'));
    assert_null(strstr(source, "?\?"));
    free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(gives_back_hostile_text_of_every_field_byte_for_byte),
        SCRATCH_TEST(finds_hostile_event_ids_by_their_hash),
        SCRATCH_TEST(lets_no_description_out_of_a_comment),
        SCRATCH_TEST(writes_nothing_but_ascii_without_trigraphs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
