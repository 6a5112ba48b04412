/* SPDX-License-Identifier: MIT
 *
 * Opens packs that are arbitrary bytes, or a sound pack with arbitrary changes, whose checksum is right. What
 * attack_pack_open() accepts must be harmless in every call, and what it refuses must leave no mapping.
 */
#include "fuzz.h"
#include "pack_of.h"
#include "sweep.h"
#include "with_rules.h"

#include <stdlib.h>
#include <string.h>

/* A sound mapping may have more rows than bytes; reading all of them is not what this is about. */
enum { ROWS_MOST = 20000 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Each change is a place, in two bytes, and what is to stand there. */
static void change(unsigned char *bytes, size_t size, struct part changes)
{
    while (changes.at < changes.end) {
        size_t place = (size_t)take_byte(&changes) << 8;

        place |= take_byte(&changes);
        bytes[place % size] = take_byte(&changes);
    }
}

static void use(const struct attack_db *db)
{
    struct attack_info info;
    struct sweep *keys;

    CHECK(attack_db_info(db, &info) && attack_db_verify(db));
    if (info.rows > ROWS_MOST)
        return;
    keys = sweep_new(db);
    CHECK(sweep(keys, db) != UINT32_MAX);
    sweep_free(keys);
}

/* The first byte says which of both it is. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct part rest = {data, data + size};
    struct attack_pack pack;
    enum attack_pack_result result;
    unsigned char *bytes;

    if (take_byte(&rest) % 2 && (size_t)(rest.end - rest.at) >= sizeof(struct attack_pack_header)) {
        size = (size_t)(rest.end - rest.at);
        bytes = malloc(size);
        CHECK(bytes);
        memcpy(bytes, rest.at, size);
    } else {
        bytes = pack_of(with_rules(), 0, 0, &size);
        change(bytes, size, rest);
    }
    pack_seal(bytes, size);
    result = attack_pack_open(bytes, size, NULL, &pack);
    CHECK((result == ATTACK_PACK_OPENED) == (attack_pack_db(&pack) != NULL));
    CHECK(attack_pack_result_text(result));
    if (result == ATTACK_PACK_OPENED)
        use(attack_pack_db(&pack));
    free(bytes);
    return 0;
}
