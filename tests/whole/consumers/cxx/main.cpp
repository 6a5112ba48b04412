// SPDX-License-Identifier: MIT
#include "attack_events.hpp"
#include "attack_events_builtin.h"

#include <cstdio>
#include <fstream>
#include <type_traits>

static_assert(!std::is_copy_constructible_v<attack::pack> && !std::is_move_constructible_v<attack::pack> &&
              !std::is_copy_assignable_v<attack::pack> && !std::is_move_assignable_v<attack::pack>);

template <std::size_t Size> static std::size_t read(const char *path, char (&bytes)[Size])
{
    std::ifstream file(path, std::ios::binary);

    file.read(bytes, Size);
    return static_cast<std::size_t>(file.gcount());
}

// Whether a pack is opened that is newer than the mapping of the program, and one that is older is refused. run.sh made
// both from the mapping of the program.
static bool opens_packs(const attack::mapping &builtin)
{
    alignas(4) static char newer_bytes[8 << 20], older_bytes[8 << 20];
    std::size_t newer_size = read("newer.aepack", newer_bytes), older_size = read("older.aepack", older_bytes);
    attack::pack newer(newer_bytes, newer_size, builtin);
    attack::pack older(older_bytes, older_size, builtin);
    attack::pack accepted(older_bytes, older_size);
    attack::pack cut_short(newer_bytes, newer_size - 4), shifted(newer_bytes + 1, newer_size - 1);

    if (!newer || newer.result() != ATTACK_PACK_OPENED || !newer.contents().technique("T1003.001") ||
        newer.contents().info().rows != builtin.info().rows || !newer.contents().newer_than(builtin) ||
        builtin.newer_than(newer.contents()))
        return false;
    if (older || older.result() != ATTACK_PACK_OLDER || older.contents().technique("T1003.001") || !accepted)
        return false;
    return cut_short.result() == ATTACK_PACK_CUT_SHORT && shifted.result() == ATTACK_PACK_NOT_ALIGNED;
}

int main()
{
    attack::mapping mapping(attack_events_builtin());
    auto technique = mapping.technique("T1003.001");

    if (!technique || mapping.retirement("T1003.001") != ATTACK_NOT_RETIRED || !opens_packs(mapping))
        return 1;
    for (const attack_former_id &retired : mapping.retired_ids()) {
        auto successor = mapping.successor(retired.id);
        bool is_former = mapping.retirement(retired.id) == ATTACK_DEPRECATED;

        if (successor)
            for (const attack_former_id &former : mapping.former_ids(*successor))
                is_former = is_former || std::string_view(former.id) == retired.id;
        if (!is_former)
            return 1;
    }
    for (const attack_row &row : mapping.rows(*technique))
        if (row.event.id)
            std::printf("%s\t%s\n", row.event.id, row.event.provider ? row.event.provider : "");
}
