// SPDX-License-Identifier: MIT
#include "attack_events.hpp"
#include "attack_events_builtin.h"

#include <cstdio>

int main()
{
    attack::mapping mapping(attack_events_builtin());
    auto technique = mapping.technique("T1003.001");

    if (!technique)
        return 1;
    for (const attack_row &row : mapping.rows(*technique))
        if (row.event.id)
            std::printf("%s\t%s\n", row.event.id, row.event.provider ? row.event.provider : "");
}
