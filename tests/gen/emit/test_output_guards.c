/* SPDX-License-Identifier: MIT
 *
 * Generated files do not compile together with files of another run, layout or prefix.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Fails unless the compiler rejects the mapping in `scratch` with this message. */
static void expect_refused_by_the_compiler(const char *scratch, const char *words)
{
    struct run_result result;

    compile_object(scratch, ARGUMENTS(path_in(scratch, "attack_events_builtin.c")), &result);
    assert_int_not_equal(result.exit_code, 0);
    if (!strstr(result.err, words))
        fail_msg("expected: %s, but the compiler said: %s", words, result.err);
    run_result_free(&result);
}

static void expect_compiled(const char *scratch)
{
    struct run_result result;

    compile_object(scratch, ARGUMENTS(path_in(scratch, "attack_events_builtin.c")), &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

static void does_not_compile_against_another_table_layout(void **state)
{
    static const char define[] = "#define ATTACK_TABLES_MAJOR ";
    char *tables = read_file(PROJECT_DIRECTORY "/runtime/tables.h", NULL), *number = strstr(tables, define),
         expected[100];

    assert_non_null(number);
    number += strlen(define);
    snprintf(expected, sizeof expected, "generated for table layout %lu.0: generate this file again",
             strtoul(number, NULL, 10));
    generate_quietly(*state, ARGUMENTS(write_sound_mapping(*state)));
    write_text(*state, "tables.h", tables); /* beside the mapping, so that it is found before the runtime's */
    expect_compiled(*state);
    *number = (char)(*number == '9' ? '8' : *number + 1);
    write_text(*state, "tables.h", tables);
    expect_refused_by_the_compiler(*state, expected);
    free(tables);
}

static void does_not_compile_with_the_header_of_another_run(void **state)
{
    char *header, other[512];

    generate_quietly(*state, ARGUMENTS(write_sound_mapping(*state)));
    expect_compiled(*state);
    snprintf(other, sizeof other, "%s", make_directory(*state, "other"));
    generate_quietly(other, ARGUMENTS(write_text(*state, "other.yaml", "- {technique_id: T1001, event_id: 2}\n")));
    header = read_file(path_in(other, "attack_events_builtin.h"), NULL);
    write_text(*state, "attack_events_builtin.h", header);
    expect_refused_by_the_compiler(*state, "the .h and the .c of this mapping come from different runs");
    free(header);
}

static void compiles_under_every_name_that_it_accepts(void **state)
{
    static const char *const names[] = {
        "a",         "a1_",   "attack",
        "define",    "undef", "ifdef",
        "include",   "error", "technique",
        "event",     "row",   "index",
        "x23456789", "count", "a23456789012345678901234567890123456789012345678901234567890123"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *printed;

        generate_quietly(*state, ARGUMENTS("--prefix", names[i], write_sound_mapping(*state)));
        printed = print_mapping(*state, names[i]);
        assert_non_null(strstr(printed, "* T1003\n"));
        free(printed);
        generate_quietly(*state, ARGUMENTS("--emit-ids", "--prefix", names[i], write_sound_mapping(*state)));
        free(print_mapping(*state, names[i]));
    }
}

/* With ids as well: the test compiles a table of mappings. */
static void exports_a_function_whose_address_can_be_taken(void **state)
{
    static const char program[] = "#include \"acme.h\"\n"
                                  "static const struct attack_db *(*const mapping)(void) = acme;\n"
                                  "int main(void)\n{\n    return attack_technique_count(mapping()) == 0;\n}\n";
    struct run_result result;
    char source[512];

    generate_quietly(*state, ARGUMENTS("--emit-ids", "--prefix", "acme", write_sound_mapping(*state)));
    snprintf(source, sizeof source, "%s", write_text(*state, "program.c", program));
    compile_program(*state, ARGUMENTS(source, path_in(*state, "acme.c")));
    run(ARGUMENTS(path_in(*state, "program")), NULL, &result);
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

/* Each of these is a C identifier that is used by the runtime's headers or by those that they include. */
static void refuses_or_compiles_names_that_its_headers_use(void **state)
{
    static const char *const names[] = {"attack_rows",    "attack_technique_find",
                                        "TECHNIQUE_TEXT", "ATTACK_NONE",
                                        "NULL",           "uint8_t",
                                        "UINT32_MAX",     "offsetof",
                                        "size_t",         "defined",
                                        "attack_text_is", "ATTACK_TEXT"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct run_result result;

        run(ARGUMENTS(GENERATOR, "--emit-ids", "-o", *state, "--prefix", names[i], write_sound_mapping(*state)), NULL,
            &result);
        run_result_free(&result);
        if (result.exit_code == USAGE)
            continue;
        assert_int_equal(result.exit_code, GOOD);
        free(print_mapping(*state, names[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(does_not_compile_against_another_table_layout),
        SCRATCH_TEST(does_not_compile_with_the_header_of_another_run),
        SCRATCH_TEST(compiles_under_every_name_that_it_accepts),
        SCRATCH_TEST(exports_a_function_whose_address_can_be_taken),
        SCRATCH_TEST(refuses_or_compiles_names_that_its_headers_use),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
