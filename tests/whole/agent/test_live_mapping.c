/* SPDX-License-Identifier: MIT
 *
 * Replacing the mapping in use, in one thread: what is good comes into use, and whatever else is put at the path leaves
 * the mapping in use as it was; nothing is left behind. test_threads.c asks the same of many threads.
 */
#include "agent_packs.h"
#include "generating.h"
#include "live_mapping.h"

#include "cmocka_test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SCRATCH_BYTES = 4096, SWAPS = 10000 };

/* The mapping that is compiled into the program: here a pack in memory. */
struct floor {
    struct attack_pack pack;
    char *bytes;
};

static struct live_mapping live;

static void start(const char *scratch, struct floor *floor)
{
    struct pack_recipe recipe = {.name = "floor", .technique = "of floor"};
    size_t size;

    floor->bytes = read_file(make_pack(scratch, &recipe), &size);
    assert_int_equal(attack_pack_open(floor->bytes, size, NULL, &floor->pack), ATTACK_PACK_OPENED);
    live_mapping_start(&live, attack_pack_db(&floor->pack), SCRATCH_BYTES);
}

/* Fails unless lookups answer from the mapping whose T1001 has this name. */
static void expect_in_use(const char *name)
{
    struct live_slot *slot = live_mapping_take(&live);
    struct attack_technique technique;

    assert_true(attack_technique_find(slot->db, "T1001", 5, &technique));
    assert_string_equal(technique.name, name);
    live_mapping_give_back(slot);
}

/* Puts a file at the path by rename, as whoever replaces a pack has to. */
static void put(const char *scratch, const char *name, const void *bytes, size_t size)
{
    char path[1000];

    snprintf(path, sizeof path, "%s", path_in(scratch, name));
    if (rename(write_bytes(scratch, "new", bytes, size), path) != 0)
        fail_msg("cannot rename to %s", path);
}

static void expect_refusal(const char *scratch, const char *name, const char *reason)
{
    const char *refusal = live_mapping_replace(&live, path_in(scratch, name), NULL, NULL);

    if (!refusal || strcmp(refusal, reason) != 0)
        fail_msg("%s: \"%s\" instead of \"%s\"", name, refusal ? refusal : "it was opened", reason);
    expect_in_use("of a good pack");
}

/* ---- What comes into use ---------------------------------------------------------------------------------------- */

static void starts_with_what_is_compiled_in(void **state)
{
    struct floor floor;

    start(*state, &floor);
    expect_in_use("of floor");
    assert_non_null(live_mapping_replace(&live, path_in(*state, "missing"), NULL, NULL));
    expect_in_use("of floor");
    free(floor.bytes);
}

static void answers_from_the_last_good_pack(void **state)
{
    struct pack_recipe one = {.name = "one", .technique = "of one"}, two = {.name = "two", .technique = "of two"};
    struct pack_recipe later = {.name = "later", .technique = "of later", .version = "20.0", .date = "2020-01-01"};
    struct floor floor;

    start(*state, &floor);
    assert_null(live_mapping_replace(&live, make_pack(*state, &one), NULL, NULL));
    expect_in_use("of one");
    assert_null(live_mapping_replace(&live, make_pack(*state, &two), NULL, NULL));
    expect_in_use("of two");
    assert_null(live_mapping_replace(&live, make_pack(*state, &later), NULL, NULL));
    expect_in_use("of later");
    free(floor.bytes);
}

static void still_answers_when_the_file_is_gone(void **state)
{
    struct pack_recipe recipe = {.name = "pack", .technique = "of a good pack"};
    struct floor floor;

    start(*state, &floor);
    assert_null(live_mapping_replace(&live, make_pack(*state, &recipe), NULL, NULL));
    put(*state, "pack", "", 0);
    expect_in_use("of a good pack");
    remove(path_in(*state, "pack"));
    expect_in_use("of a good pack");
    expect_refusal(*state, "pack", "it cannot be opened");
    free(floor.bytes);
}

/* ---- What does not ---------------------------------------------------------------------------------------------- */

static void start_with_a_good_pack(const char *scratch, struct floor *floor)
{
    struct pack_recipe good = {.name = "good", .technique = "of a good pack"};

    start(scratch, floor);
    assert_null(live_mapping_replace(&live, make_pack(scratch, &good), NULL, NULL));
}

static void refuses_a_pack_that_is_cut_short_or_changed_anywhere(void **state)
{
    struct floor floor;
    size_t size;
    char *bytes;

    start_with_a_good_pack(*state, &floor);
    bytes = read_file(path_in(*state, "good"), &size);
    assert_true(size > 500);
    for (size_t length = 1; length < size; length++) {
        put(*state, "short", bytes, length);
        expect_refusal(*state, "short", "it is cut short");
    }
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)(bytes[i] ^ (1 << i % 8));
        put(*state, "changed", bytes, size);
        assert_non_null(live_mapping_replace(&live, path_in(*state, "changed"), NULL, NULL));
        expect_in_use("of a good pack");
        bytes[i] = (char)(bytes[i] ^ (1 << i % 8));
    }
    put(*state, "unchanged", bytes, size);
    assert_null(live_mapping_replace(&live, path_in(*state, "unchanged"), NULL, NULL));
    free(bytes);
    free(floor.bytes);
}

static void refuses_a_pack_that_is_not_for_it(void **state)
{
    static const struct {
        struct pack_recipe recipe;
        const char *reason;
    } refused[] = {
        {{.name = "day", .date = "2026-11-29"}, "it is older than the mapping that it is to replace"},
        {{.name = "version", .version = "9.2"}, "it is older than the mapping that it is to replace"},
        {{.name = "domain", .domain = "ics-attack", .version = "99.0"}, "it is of another ATT&CK domain"},
        {{.name = "order", .option = "--byte-order", .parameter = "big"}, "it is in the other byte order"},
    };
    struct floor floor;

    start_with_a_good_pack(*state, &floor);
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct pack_recipe recipe = refused[i].recipe;

        recipe.technique = "of a refused pack";
        make_pack(*state, &recipe);
        expect_refusal(*state, recipe.name, refused[i].reason);
    }
    free(floor.bytes);
}

/* Both are newer than what is compiled in. The first newer pack is in one slot, the second in the other. */
static void refuses_a_pack_that_is_older_than_the_one_in_use(void **state)
{
    struct pack_recipe old = {.name = "old", .technique = "of old", .date = "2026-12-01"};
    struct pack_recipe later = {.name = "later", .technique = "of a good pack", .date = "2026-12-02"};
    struct pack_recipe next = {.name = "next", .technique = "of a good pack", .version = "20.0", .date = "2020-01-01"};
    struct floor floor;

    start(*state, &floor);
    assert_null(live_mapping_replace(&live, make_pack(*state, &old), NULL, NULL));
    expect_in_use("of old");
    assert_null(live_mapping_replace(&live, make_pack(*state, &later), NULL, NULL));
    expect_refusal(*state, "old", "it is older than the mapping that it is to replace");
    assert_null(live_mapping_replace(&live, make_pack(*state, &next), NULL, NULL));
    expect_refusal(*state, "old", "it is older than the mapping that it is to replace");
    expect_refusal(*state, "later", "it is older than the mapping that it is to replace");
    assert_null(live_mapping_replace(&live, path_in(*state, "next"), NULL, NULL)); /* no older than itself */
    free(floor.bytes);
}

static void refuses_what_is_no_file_of_a_reasonable_size(void **state)
{
    struct floor floor;
    FILE *file;

    start_with_a_good_pack(*state, &floor);
    make_directory(*state, "directory");
    assert_int_equal(mkfifo(path_in(*state, "pipe"), 0600), 0); /* nobody writes into it */
    write_bytes(*state, "empty", "", 0);
    file = fopen(path_in(*state, "large"), "wb");
    assert_non_null(file);
    assert_int_equal(ftruncate(fileno(file), (off_t)LIVE_MAPPING_BYTES_MOST + 1), 0);
    fclose(file);
    write_text(*state, "text", "- {technique_id: T1001}\n# as long as the header of a pack, and longer than it is\n");
    expect_refusal(*state, "missing", "it cannot be opened");
    expect_refusal(*state, "directory", "it is empty, or no file");
    expect_refusal(*state, "pipe", "it is empty, or no file");
    expect_refusal(*state, "empty", "it is empty, or no file");
    expect_refusal(*state, "large", "it is too large");
    expect_refusal(*state, "text", "it is no pack");
    free(floor.bytes);
}

static void refuses_a_pack_that_needs_more_scratch_memory(void **state)
{
    struct pack_recipe recipe = {.name = "fields", .technique = "of fields", .condition = "Image|endswith: x"};
    struct floor floor;
    struct live_slot *slot;
    size_t needed;

    start(*state, &floor);
    assert_null(live_mapping_replace(&live, make_pack(*state, &recipe), NULL, NULL));
    slot = live_mapping_take(&live);
    needed = attack_scratch_size(slot->db);
    live_mapping_give_back(slot);
    live_mapping_start(&live, attack_pack_db(&floor.pack), needed - 1);
    assert_string_equal(live_mapping_replace(&live, path_in(*state, "fields"), NULL, NULL),
                        "it needs more scratch memory than a thread has");
    expect_in_use("of floor");
    live_mapping_start(&live, attack_pack_db(&floor.pack), needed);
    assert_null(live_mapping_replace(&live, path_in(*state, "fields"), NULL, NULL));
    free(floor.bytes);
}

/* What the check is asked about. */
struct asked {
    const char *expected;
    size_t expected_size;
    const char *answer;
    int times;
};

static const char *check(void *context, const void *bytes, size_t size)
{
    struct asked *asked = context;

    asked->times++;
    assert_int_equal(size, asked->expected_size);
    assert_memory_equal(bytes, asked->expected, size);
    return asked->answer;
}

static void asks_who_wrote_a_pack_before_it_is_opened(void **state)
{
    struct floor floor;
    struct asked asked = {.answer = "nobody knows the writer"};
    char *bytes;

    start_with_a_good_pack(*state, &floor);
    bytes = read_file(path_in(*state, "good"), &asked.expected_size);
    bytes[asked.expected_size - 1] ^= 1;
    put(*state, "damaged", bytes, asked.expected_size);
    asked.expected = bytes;
    assert_string_equal(live_mapping_replace(&live, path_in(*state, "damaged"), check, &asked), asked.answer);
    expect_in_use("of a good pack");
    asked.answer = NULL;
    assert_string_equal(live_mapping_replace(&live, path_in(*state, "damaged"), check, &asked),
                        "it is damaged: its checksum is wrong");
    assert_int_equal(asked.times, 2);
    bytes[asked.expected_size - 1] ^= 1;
    assert_null(live_mapping_replace(&live, path_in(*state, "good"), check, &asked));
    assert_int_equal(asked.times, 3);
    free(bytes);
    free(floor.bytes);
}

/* ---- What is left behind ---------------------------------------------------------------------------------------- */

static size_t lines_of(const char *path)
{
    FILE *file = fopen(path, "r");
    size_t lines = 0;

    assert_non_null(file);
    for (int byte = getc(file); byte != EOF; byte = getc(file))
        lines += byte == '\n';
    fclose(file);
    return lines;
}

/* Of a pack's path: how many mappings of this process are of its file, or of one that it replaced. */
static size_t mappings_of(const char *path)
{
    FILE *file = fopen("/proc/self/maps", "r");
    char line[2000];
    size_t count = 0;

    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        count += strstr(line, path) != NULL;
    fclose(file);
    return count;
}

static void leaves_nothing_behind(void **state)
{
    struct pack_recipe odd = {.name = "odd", .technique = "of odd"}, even = {.name = "even", .technique = "of even"};
    struct pack_recipe old = {.name = "old", .technique = "of old", .date = "2025-01-01"};
    struct floor floor;
    size_t descriptors = 0, mappings = 0;
    char path[1000], other[1000];

    if (access("/proc/self/maps", R_OK) != 0)
        skip();
    start(*state, &floor);
    make_pack(*state, &odd);
    make_pack(*state, &even);
    make_pack(*state, &old);
    snprintf(path, sizeof path, "%s", path_in(*state, "pack"));
    snprintf(other, sizeof other, "%s", path_in(*state, "other"));
    for (int i = 1; i <= SWAPS; i++) {
        assert_int_equal(link(path_in(*state, i % 2 ? "odd" : "even"), other), 0);
        assert_int_equal(rename(other, path), 0);
        assert_null(live_mapping_replace(&live, path, NULL, NULL));
        expect_in_use(i % 2 ? "of odd" : "of even");
        assert_non_null(live_mapping_replace(&live, path_in(*state, i % 3 ? "old" : "mapping.yaml"), NULL, NULL));
        if (i == 100) { /* what the C library keeps is there by now */
            descriptors = count_names("/proc/self/fd");
            mappings = lines_of("/proc/self/maps");
        }
    }
    assert_int_equal(count_names("/proc/self/fd"), descriptors);
    assert_true(lines_of("/proc/self/maps") <= mappings + 2); /* an allocator may have split one of its own */
    assert_int_equal(mappings_of(*state), 1);
    free(floor.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(starts_with_what_is_compiled_in),
        SCRATCH_TEST(answers_from_the_last_good_pack),
        SCRATCH_TEST(still_answers_when_the_file_is_gone),
        SCRATCH_TEST(refuses_a_pack_that_is_cut_short_or_changed_anywhere),
        SCRATCH_TEST(refuses_a_pack_that_is_not_for_it),
        SCRATCH_TEST(refuses_a_pack_that_is_older_than_the_one_in_use),
        SCRATCH_TEST(refuses_what_is_no_file_of_a_reasonable_size),
        SCRATCH_TEST(refuses_a_pack_that_needs_more_scratch_memory),
        SCRATCH_TEST(asks_who_wrote_a_pack_before_it_is_opened),
        SCRATCH_TEST(leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
