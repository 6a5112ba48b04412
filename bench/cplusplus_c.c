/* SPDX-License-Identifier: MIT
 *
 * The loops in C, and the program that runs both these and the ones in C++ and compares their results.
 */
#include "attack_events_builtin.h"
#include "cplusplus.h"

#include <stdio.h>
#include <string.h>

size_t c_rows(const struct attack_db *db)
{
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_row row;
    size_t seen = 0;

    while (attack_row_next(&rows, &row))
        if (row.event.id)
            seen += (size_t)row.event.id[0] + (size_t)row.technique.id[1];
    return seen;
}

size_t c_techniques(const struct attack_db *db)
{
    struct attack_technique of, technique;
    size_t seen = 0;

    for (uint32_t i = 0; attack_technique_at(db, i, &of); i++) {
        struct attack_row_iterator rows;
        struct attack_row row;

        if (!attack_technique_find(db, of.id, strlen(of.id), &technique))
            continue;
        for (rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
            if (row.event.id)
                seen += (size_t)row.event.id[0];
    }
    return seen;
}

size_t c_events(const struct attack_db *db)
{
    struct attack_event of, event;
    struct attack_technique technique;
    size_t seen = 0;

    for (uint32_t i = 0; attack_event_at(db, i, &of); i++) {
        struct attack_event_iterator events;

        if (!of.provider || !of.id)
            continue;
        events = attack_events_find_provider(db, of.provider, strlen(of.provider), of.id, strlen(of.id));
        while (attack_event_next(&events, &event)) {
            struct attack_technique_iterator techniques = attack_event_techniques(db, &event);

            while (attack_technique_next(&techniques, &technique))
                seen += (size_t)technique.id[1];
        }
    }
    return seen;
}

/* Called through pointers, so that no loop can be compiled into main. */
static size_t (*volatile const in_c[])(const struct attack_db *) = {c_rows, c_techniques, c_events};
static size_t (*volatile const in_cpp[])(const struct attack_db *) = {cpp_rows, cpp_techniques, cpp_events};

int main(void)
{
    const struct attack_db *db = attack_events_builtin();

    for (size_t i = 0; i < sizeof in_c / sizeof in_c[0]; i++) {
        size_t c = in_c[i](db), cpp = in_cpp[i](db);

        if (!c || c != cpp) {
            fprintf(stderr, "loop %zu has seen %zu in C, %zu in C++\n", i, c, cpp);
            return 1;
        }
    }
    return 0;
}
