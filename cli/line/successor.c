/* SPDX-License-Identifier: MIT
 *
 * A note says why the answer is about another id than the one that was given.
 */
#include "successor.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

bool successor_find(const struct attack_db *db, const char *id, size_t length, struct attack_technique *technique)
{
    return attack_technique_find(db, id, length, technique) ||
           attack_technique_successor(db, id, length, technique) == ATTACK_REVOKED;
}

void successor_note(const char *id, size_t length, const struct attack_technique *found)
{
    if (strncmp(found->id, id, length) == 0 && !found->id[length])
        return;
    fprintf(stderr, "attack-events: %.*s was revoked; %s", (int)length, id, found->id);
    if (found->name) {
        fputc(' ', stderr);
        text_show(stderr, found->name);
    }
    fputs(" took its place\n", stderr);
}

bool successor_deprecated(const struct attack_db *db, const char *id, size_t length)
{
    struct attack_technique none;

    if (attack_technique_successor(db, id, length, &none) != ATTACK_DEPRECATED)
        return false;
    fprintf(stderr, "attack-events: %.*s was deprecated without a successor\n", (int)length, id);
    return true;
}
