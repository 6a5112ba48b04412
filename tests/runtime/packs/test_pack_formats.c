/* SPDX-License-Identifier: MIT
 *
 * Packs of each format that was ever released (support/fixtures/packs) answer as they did. So do packs of later minor
 * versions, which are made of them here. What a reader cannot read, it refuses.
 *
 * A file is called FORMAT-ORDER.aepack or FORMAT-KIND-ORDER.aepack; FORMAT-answers.txt is what each of them answers.
 */
#include "answers.h"
#include "released.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static const char *const kinds[] = {"", "-hashed"};

/* ---- Answers ---------------------------------------------------------------------------------------------------- */

static void expect_answers(const struct attack_db *db, const char *name, const char *answers)
{
    char *expected = read_file(path_in(PACKS, answers), NULL), *told = NULL;
    FILE *questions = fopen(path_in(PACKS, answers), "r");
    size_t size, line = 0;
    FILE *to = open_memstream(&told, &size);

    assert_true(questions && to && print_answers(db, questions, to));
    fclose(questions);
    fclose(to);
    for (size_t i = 0; i < size || expected[i]; i++) {
        if (told[i] != expected[i])
            fail_msg("%s answers \"%.*s\" where %s has \"%.*s\"", name, (int)strcspn(told + line, "\n"), told + line,
                     answers, (int)strcspn(expected + line, "\n"), expected + line);
        line = told[i] == '\n' ? i + 1 : line;
    }
    free(expected);
    free(told);
}

/* Opens a pack, and compares its answers with those of its format. */
static void expect_open(const struct bytes *bytes, const char *name, const char *format)
{
    struct attack_pack pack;
    char answers[100];
    enum attack_pack_result result = attack_pack_open(bytes->bytes, bytes->size, NULL, &pack);

    if (result != ATTACK_PACK_OPENED)
        fail_msg("%s was refused: %s", name, attack_pack_result_text(result));
    snprintf(answers, sizeof answers, "%s-answers.txt", format);
    expect_answers(attack_pack_db(&pack), name, answers);
}

/* ---- Packs that were released ----------------------------------------------------------------------------------- */

static void expect_header(const struct bytes *bytes, const char *name)
{
    struct attack_pack_info info;
    char *minor;
    unsigned long major = strtoul(name, &minor, 10);

    assert_int_equal(attack_pack_peek(bytes->bytes, bytes->size, &info), ATTACK_PACK_OPENED);
    assert_int_equal(info.size, bytes->size);
    assert_int_equal(info.format_major, major);
    assert_int_equal(info.format_minor, strtoul(minor + 1, NULL, 10));
    assert_ptr_equal(info.sha256, bytes->bytes + PACK_SHA256);
    assert_in_range(info.runtime_major, 1, ATTACK_EVENTS_VERSION_MAJOR);
}

/* Returns whether it is of this machine's byte order. */
static bool try_released(const char *name)
{
    struct bytes pack = read_pack(path_in(PACKS, name));
    const char *order = strrchr(name, '-') + 1;
    bool is_own = strncmp(order, OWN_ORDER, strlen(OWN_ORDER)) == 0;
    char format[20];

    snprintf(format, sizeof format, "%.*s", (int)strcspn(name, "-"), name);
    if (is_own) {
        expect_header(&pack, name);
        expect_open(&pack, name, format);
    } else {
        expect_result(&pack, NULL, ATTACK_PACK_OTHER_BYTE_ORDER);
        assert_int_equal(attack_pack_peek(pack.bytes, pack.size, NULL), ATTACK_PACK_OTHER_BYTE_ORDER);
    }
    free(pack.bytes);
    return is_own;
}

static void answers_from_packs_of_each_format(void **state)
{
    DIR *directory = opendir(PACKS);
    int own = 0, others = 0;

    (void)state;
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        const char *ending = strrchr(entry->d_name, '.');

        if (!ending || strcmp(ending, ".aepack") != 0)
            continue;
        if (try_released(entry->d_name))
            own++;
        else
            others++;
    }
    closedir(directory);
    assert_in_range(own, 2, 1000);
    assert_int_equal(own, others);
}

/* ---- Packs of versions to come ---------------------------------------------------------------------------------- */

/* More numbers behind those of 1.0, and more sections; both of bytes that mean nothing to this reader. */
static void add_to_pack(struct bytes *pack, size_t numbers, size_t section_bytes, uint32_t minor)
{
    uint32_t header_size = number_of(pack, PACK_HEADER_SIZE, 4);
    size_t old_size = pack->size + 4 * numbers;

    insert_zeros(pack, header_size, 4 * numbers);
    memset(pack->bytes + header_size, 0xa5, 4 * numbers);
    insert_zeros(pack, pack->size, section_bytes);
    memset(pack->bytes + old_size, 0x5a, section_bytes);
    set_number(pack, PACK_HEADER_SIZE, header_size + (uint32_t)(4 * numbers));
    set_number(pack, PACK_LAYOUT, 0x10000u + minor);
    seal_pack(pack);
}

static void answers_from_packs_of_later_minor_versions(void **state)
{
    static const struct {
        size_t numbers, section_bytes;
        uint32_t minor;
    } later[] = {{0, 0, 1}, {1, 0, 1}, {0, 4, 1}, {3, 1000, 2}, {100, 40000, 65535}};

    (void)state;
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        for (size_t k = 0; k < 2; k++) {
            struct bytes pack = released(kinds[k]);
            struct attack_pack_info info;

            add_to_pack(&pack, later[i].numbers, later[i].section_bytes, later[i].minor);
            expect_open(&pack, "a later minor version", "1.0");
            assert_int_equal(attack_pack_peek(pack.bytes, pack.size, &info), ATTACK_PACK_OPENED);
            assert_int_equal(info.format_major, 1);
            assert_int_equal(info.format_minor, later[i].minor);
            free(pack.bytes);
        }
}

static void refuses_packs_that_need_a_later_library(void **state)
{
    const uint32_t own = ATTACK_EVENTS_VERSION_MAJOR * 0x10000u + ATTACK_EVENTS_VERSION_MINOR;
    const struct {
        uint32_t lowest;
        enum attack_pack_result result;
    } cases[] = {{0, ATTACK_PACK_OPENED},
                 {own, ATTACK_PACK_OPENED},
                 {own + 1, ATTACK_PACK_LATER_RUNTIME},
                 {own + 0x10000u, ATTACK_PACK_LATER_RUNTIME},
                 {UINT32_MAX, ATTACK_PACK_LATER_RUNTIME}};
    struct bytes pack = released("");

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        set_number(&pack, PACK_LOWEST_RUNTIME, cases[i].lowest);
        seal_pack(&pack);
        expect_result(&pack, NULL, cases[i].result);
    }
    free(pack.bytes);
}

/* Also if it needs a later library, too, since that one would not read it either. */
static void refuses_packs_of_another_major_version(void **state)
{
    static const uint32_t layouts[] = {0, 0xffff, 0x20000, 0x20001, UINT32_MAX};
    struct bytes pack = released("");

    (void)state;
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        set_number(&pack, PACK_LAYOUT, layouts[i]);
        set_number(&pack, PACK_LOWEST_RUNTIME, 0x10000u + (i % 2 ? 0x50000u : 0));
        seal_pack(&pack);
        expect_result(&pack, NULL, ATTACK_PACK_OTHER_FORMAT);
    }
    free(pack.bytes);
}

/* As in a region of flash that is larger than the pack. */
static void ignores_what_follows_a_pack(void **state)
{
    struct bytes pack = released("-hashed");
    size_t size = pack.size;

    (void)state;
    insert_zeros(&pack, size, 4099);
    memset(pack.bytes + size, 0xff, 4099);
    expect_open(&pack, "a pack with bytes behind it", "1.0");
    free(pack.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_from_packs_of_each_format),
        cmocka_unit_test(answers_from_packs_of_later_minor_versions),
        cmocka_unit_test(refuses_packs_that_need_a_later_library),
        cmocka_unit_test(refuses_packs_of_another_major_version),
        cmocka_unit_test(ignores_what_follows_a_pack),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
