/* SPDX-License-Identifier: MIT
 *
 * The bytes of a pack depend on its inputs and options alone, and not on where and when it is made. Those of the packs
 * in support/fixtures/packs are the same in every version.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The same bytes everywhere ---------------------------------------------------------------------------------- */

#define RULE(id, event)                                                                                                \
    "title: A rule\nid: 00000000-0000-4000-8000-00000000000" id "\ntags: [attack.t1001]\n"                             \
    "logsource: {product: windows, service: security}\n"                                                               \
    "detection: {selection: {EventID: " event "}, condition: selection}\n"

/* Writes a mapping and rules, in this order, so that the directory has them in another one. */
static void write_inputs(const char *directory, bool is_reversed)
{
    static const char *const names[] = {"rules/a.yml", "rules/sub/b.yml", "rules/z.yml"};
    static const char *const texts[] = {RULE("1", "4624"), RULE("2", "4625"), RULE("3", "4626")};

    make_directory(directory, "rules");
    make_directory(directory, "rules/sub");
    for (size_t i = 0; i < 3; i++)
        write_text(directory, names[is_reversed ? 2 - i : i], texts[is_reversed ? 2 - i : i]);
    write_sound_mapping(directory);
}

/* Runs a shell command with the generator as $1 and the directory of the inputs as $2, which writes the pack $3. */
static char *pack_made_by(const char *scratch, const char *command, const char *inputs, const char *const environment[],
                          size_t *size)
{
    struct run_options options = {.environment = environment};
    char path[512];

    snprintf(path, sizeof path, "%s", path_in(scratch, "made.aepack"));
    free(output_of(ARGUMENTS("sh", "-c", command, "sh", GENERATOR, path_in(scratch, inputs), path), &options));
    return read_file(path, size);
}

static void writes_the_same_bytes_everywhere(void **state)
{
    static const char *const plain[] = {"LC_ALL=C", "TZ=UTC", NULL};
    static const char *const other[] = {"LC_ALL=C.UTF-8", "LANG=tr_TR.UTF-8",    "TZ=Asia/Tokyo",
                                        "HOME=/nowhere",  "SOURCE_DATE_EPOCH=7", NULL};
    static const char *const commands[] = {
        "umask 077 && cd / && exec \"$1\" -q --pack --date 2026-11-30 -o \"$3\" --rules-uri https://example.org/ "
        "\"$2/sound.yaml\" \"$2/rules\"",
        "cd \"$2\" && exec \"$1\" -q --pack --date 2026-11-30 -o \"$3\" --rules-uri https://example.org/ sound.yaml "
        "rules",
        "cd \"$2/rules\" && exec \"$1\" -q --pack --date 2026-11-30 -o ../../made.aepack --rules-uri "
        "https://example.org/ .././sound.yaml ../rules/"};
    char *first, *again;
    size_t size, size_again;

    write_inputs(make_directory(*state, "one"), false);
    write_inputs(make_directory(*state, "another one"), true);
    first = pack_made_by(*state, commands[0], "one", plain, &size);
    for (size_t i = 0; i < 3; i++) {
        again = pack_made_by(*state, commands[i], "another one", other, &size_again);
        assert_int_equal(size_again, size);
        assert_memory_equal(first, again, size);
        free(again);
    }
    free(first);
}

/* ---- The packs of support/fixtures/packs ------------------------------------------------------------------------ */

/* Whether gperf is of a version that is known to find the hashes in these packs. */
static bool is_gperf_of_the_fixtures(void)
{
    struct run_result result;
    bool is;

    run(ARGUMENTS("sh", "-c", "gperf --version"), NULL, &result);
    is = strncmp(result.out, "GNU gperf 3.1\n", 14) == 0 || strncmp(result.out, "GNU gperf 3.3\n", 14) == 0;
    run_result_free(&result);
    return is;
}

static void expect_fixture(const char *scratch, const char *index, const char *order, const char *name)
{
    char path[512], *made, *kept;
    size_t size, size_kept;

    snprintf(path, sizeof path, "%s", path_in(scratch, name));
    free(output_of(ARGUMENTS("sh", "-c",
                             "cd \"$1\" && exec \"$2\" -q --pack --index \"$3\" --byte-order \"$4\" -o \"$5\" "
                             "$(cat 1.0-options.txt)",
                             "sh", TEST_FIXTURES "/packs", GENERATOR, index, order, path),
                   NULL));
    made = read_file(path, &size);
    kept = read_file(path_in(TEST_FIXTURES "/packs", name), &size_kept);
    if (size != size_kept || memcmp(made, kept, size) != 0)
        fail_msg("%s is not what its files compile to: where a format was released, the packs of the next one are kept "
                 "beside it",
                 name);
    free(made);
    free(kept);
}

static void writes_the_packs_that_are_kept(void **state)
{
    expect_fixture(*state, "none", "little", "1.0-little.aepack");
    expect_fixture(*state, "none", "big", "1.0-big.aepack");
    if (!is_gperf_of_the_fixtures()) {
        print_message("those with hashes need gperf 3.1 or 3.3\n");
        return;
    }
    expect_fixture(*state, "gperf", "little", "1.0-hashed-little.aepack");
    expect_fixture(*state, "gperf", "big", "1.0-hashed-big.aepack");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(writes_the_same_bytes_everywhere),
        SCRATCH_TEST(writes_the_packs_that_are_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
