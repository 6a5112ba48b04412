// SPDX-License-Identifier: MIT
#include "attack_events.hpp"
#include "attack_events_builtin.h"

#include <cstdio>

int main()
{
    attack::mapping mapping(attack_events_builtin());
    auto technique = mapping.technique("T1003.001");

    if (!technique || mapping.retirement("T1003.001") != ATTACK_NOT_RETIRED)
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
