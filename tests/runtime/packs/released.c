/* SPDX-License-Identifier: MIT */
#include "released.h"

#include "scratch.h"

#include "cmocka_test.h"

#include <stdio.h>

struct bytes released(const char *kind)
{
    char name[100];

    snprintf(name, sizeof name, "1.0%s-%s.aepack", kind, OWN_ORDER);
    return read_pack(path_in(PACKS, name));
}

void expect_result(const struct bytes *bytes, const struct attack_db *floor, enum attack_pack_result expected)
{
    struct attack_pack pack;
    enum attack_pack_result result = attack_pack_open(bytes->bytes, bytes->size, floor, &pack);

    if (result != expected)
        fail_msg("\"%s\" was said instead of \"%s\"", attack_pack_result_text(result),
                 attack_pack_result_text(expected));
    assert_true(!attack_pack_db(&pack) == (expected != ATTACK_PACK_OPENED));
}
