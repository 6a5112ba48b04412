/* SPDX-License-Identifier: MIT
 *
 * The memory of a line: pieces that any object fits into, that do not overlap and keep what is in them, whether they
 * grow in their place or move; and that come back when the line is over.
 */
#include "log/bump.h"

#include "cmocka_test.h"

#include <stdint.h>
#include <string.h>

enum { PIECES = 600, MOST = 3000 /* bytes of a piece: all together they need several chunks */ };

struct held {
    unsigned char *bytes;
    size_t size;
    unsigned char filling;
};

static void fill(struct held *held, size_t from)
{
    memset(held->bytes + from, held->filling, held->size - from);
}

static void expect_filled(const struct held *held)
{
    assert_int_equal((uintptr_t)held->bytes % 16, 0);
    for (size_t i = 0; i < held->size; i++)
        assert_int_equal(held->bytes[i], held->filling);
}

static void grow(struct bump *bump, struct held *held, size_t size)
{
    size_t before = held->size;

    held->bytes = bump_grow(bump, held->bytes, size);
    held->size = size;
    fill(held, before);
}

static void pieces_keep_what_is_in_them(void **state)
{
    static struct held all[PIECES];
    struct bump bump = {NULL};

    (void)state;
    for (int line = 0; line < 3; line++) {
        for (size_t i = 0; i < PIECES; i++) {
            all[i] = (struct held){.size = i * 7919 % MOST, .filling = (unsigned char)(i + 1)};
            all[i].bytes = bump_get(&bump, all[i].size);
            fill(&all[i], 0);
            if (i % 3 == 0)
                grow(&bump, &all[i], all[i].size + i % 50); /* the newest */
            if (i % 5 == 4)
                grow(&bump, &all[i / 2], all[i / 2].size + 1); /* an older one */
        }
        for (size_t i = 0; i < PIECES; i++)
            expect_filled(&all[i]);
        bump_reset(&bump);
    }
    bump_free(&bump);
    assert_null(bump.newest);
}

static void the_newest_grows_in_its_place_while_there_is_room(void **state)
{
    struct bump bump = {NULL};
    char *first = bump_grow(&bump, NULL, 100), *second, *third;

    (void)state;
    assert_ptr_equal(bump_grow(&bump, first, 100), first);
    assert_ptr_equal(bump_grow(&bump, first, 1000), first);
    second = bump_get(&bump, 10);
    assert_true(second >= first + 1000);
    assert_ptr_equal(bump_grow(&bump, first, 1000), first);
    third = bump_grow(&bump, first, 1009); /* it is not the newest */
    assert_true(third >= second + 10);
    assert_ptr_equal(bump_grow(&bump, third, 20000), third);
    assert_true((char *)bump_get(&bump, 1) >= third + 20000);
    bump_free(&bump);
}

/* The first chunk has 64 KiB. A piece that just fits stays, and the next one begins a chunk; so does one that is larger
 * than any. */
static void what_does_not_fit_begins_a_chunk(void **state)
{
    enum { CHUNK = 1 << 16, BEFORE_PIECE = 16 };
    struct bump bump = {NULL};
    char *first = bump_get(&bump, CHUNK / 2);
    struct bump_chunk *chunk = bump.newest;

    (void)state;
    assert_ptr_equal(bump_grow(&bump, first, CHUNK - BEFORE_PIECE), first);
    assert_ptr_equal(bump.newest, chunk);
    memset(first, 1, CHUNK - BEFORE_PIECE);
    assert_ptr_not_equal(bump_grow(&bump, first, CHUNK - BEFORE_PIECE + 1), first);
    assert_ptr_not_equal(bump.newest, chunk);
    chunk = bump.newest;
    memset(bump_get(&bump, 10 * CHUNK), 2, 10 * CHUNK);
    assert_ptr_not_equal(bump.newest, chunk);
    bump_reset(&bump);
    assert_ptr_equal(bump_get(&bump, CHUNK - BEFORE_PIECE), first); /* the first chunk is kept */
    chunk = bump.newest;
    bump_get(&bump, 0);
    assert_ptr_not_equal(bump.newest, chunk);
    bump_free(&bump);
    bump_free(&bump);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_keep_what_is_in_them),
        cmocka_unit_test(the_newest_grows_in_its_place_while_there_is_room),
        cmocka_unit_test(what_does_not_fit_begins_a_chunk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
