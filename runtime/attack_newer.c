/* SPDX-License-Identifier: MIT
 *
 * Which of two mappings is newer, from what they say of themselves.
 */
#include "attack_events.h"
#include "decode.h"
#include "pack_format.h"

/* Reads the number at `*text`, and moves behind it; 0 if there is none. */
static uint32_t read_part(const char **text)
{
    uint32_t number = 0;

    for (; (uint32_t)(**text - '0') < 10; ++*text)
        number = number * 10 + (uint32_t)(**text - '0');
    return number;
}

/* Returns the number that orders versions of ATT&CK, which are two numbers. */
static uint32_t version_number(const struct attack_db *db)
{
    const char *version = db->strings + db->version; /* text 0 is "" */
    uint32_t number = read_part(&version) << 16;

    if (*version == '.')
        version++;
    return number | (read_part(&version) & 0xffffu);
}

bool attack_same_domain(const struct attack_db *db, const struct attack_db *other)
{
    const char *mine = db->strings + db->domain, *its = other->strings + other->domain; /* text 0 is "" */

    for (; *mine == *its; mine++, its++)
        if (!*mine)
            return true;
    return false;
}

bool attack_db_newer(const struct attack_db *db, const struct attack_db *other)
{
    uint32_t mine, its;

    if (!usable(db) || !usable(other))
        return usable(db);
    mine = version_number(db);
    its = version_number(other);
    return attack_same_domain(db, other) && (mine > its || (mine == its && db->date > other->date));
}
