/* SPDX-License-Identifier: MIT
 *
 * The floor of attack_pack_open(): a pack that is older than it, or of another domain, is refused.
 */
#include "released.h"
#include "tables.h"

#include "cmocka_test.h"

#include <string.h>

/* Writes over the first of a text's occurrences in the pack. */
static void replace_text(struct bytes *pack, const char *text, const char *by)
{
    size_t length = strlen(text) + 1;

    assert_true(strlen(by) < length);
    for (size_t at = PACK_NUMBERS; at + length <= pack->size; at++)
        if (memcmp(pack->bytes + at, text, length) == 0) {
            memset(pack->bytes + at, 0, length);
            memcpy(pack->bytes + at, by, strlen(by));
            return;
        }
    fail_msg("the pack has no text %s", text);
}

/* Returns a mapping that says this of itself; NULL leaves what the pack says. The pack is for attack_pack_open(). */
static const struct attack_db *floor_of(struct bytes *bytes, struct attack_pack *pack, const char *domain,
                                        const char *version, uint32_t date)
{
    *bytes = released("");
    if (domain)
        replace_text(bytes, "enterprise-attack", domain);
    if (version)
        replace_text(bytes, "19.1", version);
    set_number(bytes, PACK_NUMBERS + 4 * NUMBER_DATE, date);
    seal_pack(bytes);
    assert_int_equal(attack_pack_open(bytes->bytes, bytes->size, NULL, pack), ATTACK_PACK_OPENED);
    return attack_pack_db(pack);
}

static void refuses_packs_that_are_older_or_of_another_domain(void **state)
{
    enum { DATE = 1796058307 };
    static const struct {
        const char *domain, *version;
        uint32_t date;
        enum attack_pack_result result;
    } floors[] = {
        {NULL, NULL, DATE, ATTACK_PACK_OPENED},
        {NULL, NULL, DATE - 1, ATTACK_PACK_OPENED},
        {NULL, NULL, 0, ATTACK_PACK_OPENED},
        {NULL, NULL, DATE + 1, ATTACK_PACK_OLDER},
        {NULL, NULL, UINT32_MAX, ATTACK_PACK_OLDER},
        {NULL, "19.2", 0, ATTACK_PACK_OLDER},
        {NULL, "20.0", DATE - 1, ATTACK_PACK_OLDER},
        {NULL, "19.0", DATE + 1, ATTACK_PACK_OPENED},
        {NULL, "9.9", DATE + 1, ATTACK_PACK_OPENED},
        {"ics-attack", NULL, DATE, ATTACK_PACK_OTHER_DOMAIN},
        {"ics-attack", "9.9", 0, ATTACK_PACK_OTHER_DOMAIN},
        {"ics-attack", "20.0", 0, ATTACK_PACK_OTHER_DOMAIN},
    };
    struct bytes pack = released("");

    (void)state;
    for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) {
        struct attack_pack floor_pack;
        struct bytes bytes;

        expect_result(&pack, floor_of(&bytes, &floor_pack, floors[i].domain, floors[i].version, floors[i].date),
                      floors[i].result);
        free(bytes.bytes);
    }
    free(pack.bytes);
}

/* A pack that says nothing of itself, against one that does; and the other way round. */
static void takes_an_unknown_domain_for_another(void **state)
{
    struct bytes pack = released(""), bytes;
    struct attack_pack floor_pack;
    const struct attack_db *floor = floor_of(&bytes, &floor_pack, NULL, NULL, 1);

    (void)state;
    set_number(&pack, PACK_NUMBERS + 4 * NUMBER_DOMAIN, 0);
    seal_pack(&pack);
    expect_result(&pack, NULL, ATTACK_PACK_OPENED);
    expect_result(&pack, floor, ATTACK_PACK_OTHER_DOMAIN);
    free(bytes.bytes);
    bytes = released("");
    assert_int_equal(attack_pack_open(pack.bytes, pack.size, NULL, &floor_pack), ATTACK_PACK_OPENED);
    expect_result(&bytes, attack_pack_db(&floor_pack), ATTACK_PACK_OTHER_DOMAIN);
    free(bytes.bytes);
    free(pack.bytes);
}

static void accepts_any_pack_instead_of_an_empty_mapping(void **state)
{
    const struct attack_db empty = {.layout = 0, .date = UINT32_MAX};
    const struct attack_db of_later_major = {.layout = 0x20000, .date = UINT32_MAX};
    struct bytes pack = released("");

    (void)state;
    set_number(&pack, PACK_NUMBERS + 4 * NUMBER_DATE, 0);
    set_number(&pack, PACK_NUMBERS + 4 * NUMBER_VERSION, 0);
    seal_pack(&pack);
    expect_result(&pack, NULL, ATTACK_PACK_OPENED);
    expect_result(&pack, &empty, ATTACK_PACK_OPENED);
    expect_result(&pack, &of_later_major, ATTACK_PACK_OPENED);
    free(pack.bytes);
}

/* Opening overwrites what the floor says, so nothing could be compared with it. */
static void refuses_any_pack_in_place_of_its_own_floor(void **state)
{
    struct bytes first = released(""), second = released("");
    struct attack_pack pack;

    (void)state;
    for (uint32_t date = 1796058306; date <= 1796058308; date++) { /* that of the first is 1796058307 */
        set_number(&second, PACK_NUMBERS + 4 * NUMBER_DATE, date);
        seal_pack(&second);
        assert_int_equal(attack_pack_open(first.bytes, first.size, NULL, &pack), ATTACK_PACK_OPENED);
        assert_int_equal(attack_pack_open(second.bytes, second.size, attack_pack_db(&pack), &pack), ATTACK_PACK_OLDER);
        assert_null(attack_pack_db(&pack));
    }
    free(first.bytes);
    free(second.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_packs_that_are_older_or_of_another_domain),
        cmocka_unit_test(takes_an_unknown_domain_for_another),
        cmocka_unit_test(accepts_any_pack_instead_of_an_empty_mapping),
        cmocka_unit_test(refuses_any_pack_in_place_of_its_own_floor),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
