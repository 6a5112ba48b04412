/* SPDX-License-Identifier: MIT
 *
 * Packs that are damaged, cut short, misaligned or of another version: which of them attack_pack_open() refuses, and
 * why. Each is in a block of exactly its size, and the library is built with AddressSanitizer, which notices a read
 * past it.
 */
#include "cmocka_test.h"
#include "copy.h"
#include "mappings.h"
#include "pack_of.h"
#include "sweep.h"

#include <stdlib.h>
#include <string.h>

#define DECLARE(name) const struct attack_db *name(void);
MAPPINGS(DECLARE)

/* With conditions and rules; with retired ids, aliases and hashes; the same with cells of 32 bits; without a hash. */
static size_t small_packs(unsigned char *packs[4], size_t sizes[4])
{
    struct copy widened;

    packs[0] = pack_of(with_rules(), 0, 0, &sizes[0]);
    packs[1] = pack_of(irregular_relations(), 0, 0, &sizes[1]);
    packs[2] = pack_of(irregular_rows_unhashed(), 0, 0, &sizes[2]);
    copy_init(&widened, irregular_relations());
    copy_widen(&widened);
    packs[3] = pack_of(&widened.db, 0, 0, &sizes[3]);
    copy_free(&widened);
    return 4;
}

static enum attack_pack_result open_pack(const void *bytes, size_t size)
{
    struct attack_pack pack;
    enum attack_pack_result result = attack_pack_open(bytes, size, NULL, &pack);

    assert_int_equal(attack_pack_db(&pack) != NULL, result == ATTACK_PACK_OPENED);
    return result;
}

/* Opens a copy in a block of exactly this size. */
static enum attack_pack_result open_part(const unsigned char *bytes, size_t size)
{
    unsigned char *part = malloc(size ? size : 1);
    enum attack_pack_result result;

    assert_non_null(part);
    memcpy(part, bytes, size);
    result = open_pack(part, size);
    free(part);
    return result;
}

static void a_changed_byte_is_noticed(void **state)
{
    unsigned char *packs[4];
    size_t sizes[4], count = small_packs(packs, sizes);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(open_pack(packs[i], sizes[i]), ATTACK_PACK_OPENED);
        for (size_t at = 0; at < sizes[i]; at++) {
            unsigned char original = packs[i][at];

            for (unsigned change = 1; change < 256; change++) {
                packs[i][at] = (unsigned char)(original ^ change);
                assert_int_not_equal(open_pack(packs[i], sizes[i]), ATTACK_PACK_OPENED);
            }
            packs[i][at] = original;
        }
        free(packs[i]);
    }
}

static void a_pack_that_is_cut_short_is_refused_and_what_follows_is_ignored(void **state)
{
    unsigned char *packs[4], *longer;
    size_t sizes[4], count = small_packs(packs, sizes);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        for (size_t size = 0; size < sizes[i]; size += size < 1000 ? 1 : 7)
            assert_int_equal(open_part(packs[i], size), ATTACK_PACK_CUT_SHORT);
        longer = malloc(sizes[i] + 5);
        assert_non_null(longer);
        memcpy(longer, packs[i], sizes[i]);
        memset(longer + sizes[i], 0xff, 5);
        assert_int_equal(open_pack(longer, sizes[i] + 5), ATTACK_PACK_OPENED);
        free(longer);
        free(packs[i]);
    }
}

static void a_pack_at_another_address_is_refused(void **state)
{
    size_t size;
    unsigned char *bytes = pack_of(irregular_relations(), 0, 0, &size), *moved = malloc(size + 4);

    (void)state;
    assert_non_null(moved);
    for (size_t by = 0; by < 4; by++) {
        memmove(moved + by, bytes, size);
        assert_int_equal(open_pack(moved + by, size), by ? ATTACK_PACK_NOT_ALIGNED : ATTACK_PACK_OPENED);
    }
    free(moved);
    free(bytes);
}

/* ---- Versions --------------------------------------------------------------------------------------------------- */

static enum attack_pack_result open_with(unsigned char *bytes, size_t size, size_t place, uint32_t number)
{
    uint32_t original;
    enum attack_pack_result result;

    memcpy(&original, bytes + place, sizeof original);
    memcpy(bytes + place, &number, sizeof number);
    pack_seal(bytes, size);
    result = open_pack(bytes, size);
    memcpy(bytes + place, &original, sizeof original);
    return result;
}

static void a_pack_of_a_later_minor_version_answers_the_same(void **state)
{
    const size_t layout = offsetof(struct attack_pack_header, layout);
    size_t size;
    unsigned char *bytes = pack_of(with_rules(), 3, 5, &size);
    uint32_t later = ATTACK_TABLES_LAYOUT + 7;
    struct sweep *keys = sweep_new(with_rules());
    struct attack_pack pack;
    unsigned linked = sweep(keys, with_rules());

    (void)state;
    sweep_free(keys);
    keys = sweep_new(with_rules());
    memcpy(bytes + layout, &later, sizeof later);
    pack_seal(bytes, size);
    assert_int_equal(attack_pack_open(bytes, size, NULL, &pack), ATTACK_PACK_OPENED);
    assert_int_equal(sweep(keys, attack_pack_db(&pack)), linked);
    sweep_free(keys);
    free(bytes);
}

static void a_pack_of_another_major_version_or_for_a_later_library_is_refused(void **state)
{
    const size_t layout = offsetof(struct attack_pack_header, layout),
                 lowest = offsetof(struct attack_pack_header, lowest_runtime);
    const uint32_t own = 65536 * ATTACK_EVENTS_VERSION_MAJOR + ATTACK_EVENTS_VERSION_MINOR;
    size_t size;
    unsigned char *bytes = pack_of(irregular_relations(), 0, 0, &size);

    (void)state;
    assert_int_equal(open_with(bytes, size, layout, ATTACK_TABLES_LAYOUT + 0x10000u), ATTACK_PACK_OTHER_FORMAT);
    assert_int_equal(open_with(bytes, size, layout, 0), ATTACK_PACK_OTHER_FORMAT);
    assert_int_equal(open_with(bytes, size, lowest, own), ATTACK_PACK_OPENED);
    assert_int_equal(open_with(bytes, size, lowest, own + 1), ATTACK_PACK_LATER_RUNTIME);
    assert_int_equal(open_with(bytes, size, lowest, UINT32_MAX), ATTACK_PACK_LATER_RUNTIME);
    free(bytes);
}

/* ---- Numbers that callers make room from ------------------------------------------------------------------------ */

static size_t place_of(size_t member)
{
    size_t at = sizeof(struct attack_pack_header);

    for (int i = 0; i < ATTACK_PACK_RANGES; i++) {
        if (member / 4 - attack_pack_numbers[i].place < attack_pack_numbers[i].count)
            return at + 4 * (member / 4 - attack_pack_numbers[i].place);
        at += (size_t)4 * attack_pack_numbers[i].count;
    }
    fail();
    return 0;
}

static void numbers_that_overflow_a_size_are_refused(void **state)
{
    const size_t members[] = {offsetof(struct attack_pack_contents, db.candidates_most),
                              offsetof(struct attack_pack_contents, db.fields_most),
                              offsetof(struct attack_pack_contents, db.technique_hash.step_count),
                              offsetof(struct attack_pack_contents, conditions.group_most),
                              offsetof(struct attack_pack_contents, conditions.fields_most),
                              offsetof(struct attack_pack_contents, conditions.gram_bits),
                              offsetof(struct attack_pack_contents, conditions.bucket_count),
                              offsetof(struct attack_pack_contents, rules.condition_count)};
    static const uint32_t numbers[] = {UINT32_MAX, UINT32_MAX - 30, 0x80000000, 0x10000000};
    size_t size;
    unsigned char *bytes = pack_of(with_rules(), 0, 0, &size);

    (void)state;
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
            assert_int_equal(open_with(bytes, size, place_of(members[i]), numbers[k]), ATTACK_PACK_CORRUPT);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_byte_is_noticed),
        cmocka_unit_test(a_pack_that_is_cut_short_is_refused_and_what_follows_is_ignored),
        cmocka_unit_test(a_pack_at_another_address_is_refused),
        cmocka_unit_test(a_pack_of_a_later_minor_version_answers_the_same),
        cmocka_unit_test(a_pack_of_another_major_version_or_for_a_later_library_is_refused),
        cmocka_unit_test(numbers_that_overflow_a_size_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
