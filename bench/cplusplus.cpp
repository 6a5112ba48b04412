// SPDX-License-Identifier: MIT
//
// The loops in C++17.
#include "cplusplus.h"

#include "attack_events.hpp"

size_t cpp_rows(const struct attack_db *db)
{
    size_t seen = 0;

    for (const attack_row &row : attack::mapping(db).rows())
        if (row.event.id)
            seen += static_cast<size_t>(row.event.id[0]) + static_cast<size_t>(row.technique.id[1]);
    return seen;
}

size_t cpp_techniques(const struct attack_db *db)
{
    attack::mapping mapping(db);
    size_t seen = 0;

    for (const attack_technique &of : mapping.techniques())
        if (auto technique = mapping.technique(of.id))
            for (const attack_row &row : mapping.rows(*technique))
                if (row.event.id)
                    seen += static_cast<size_t>(row.event.id[0]);
    return seen;
}

size_t cpp_events(const struct attack_db *db)
{
    attack::mapping mapping(db);
    size_t seen = 0;

    for (const attack_event &of : mapping.events())
        if (of.provider && of.id)
            for (const attack_event &event : mapping.events_of_provider(of.provider, of.id))
                for (const attack_technique &technique : mapping.techniques(event))
                    seen += static_cast<size_t>(technique.id[1]);
    return seen;
}
