/* SPDX-License-Identifier: MIT
 *
 * The state of attack_db_verify(): how much work is left, and which lists have been checked. Private to the runtime. A
 * mapping may come from an attacker: many records can name one long list, so that checking it for each of them would
 * take time that grows with the square of the mapping's size.
 */
#ifndef ATTACK_VERIFICATION_H
#define ATTACK_VERIFICATION_H

#include "decode.h"

/* So many steps for each record, and for each byte of lists, texts and code. The same on every processor: what the
 * generator has verified must not be refused elsewhere. A step is a number that is read, or a byte of a text. */
enum { STEPS_FOR_EACH = 64, LISTS_KEPT = 16 };

struct verification {
    const struct attack_db *db;
    uint32_t steps_left;
    uint32_t known[LISTS_KEPT];       /* positions of lists that were checked: each at position % LISTS_KEPT; 0: none */
    uint32_t known_bytes[LISTS_KEPT]; /* of those that are values of a test: VALUE_KINDS * their bytes + their kind */
};

/* Takes steps from those that are left. Returns false when there are not as many. */
static inline bool spend_steps(struct verification *check, uint32_t steps)
{
    if (steps > check->steps_left)
        return false;
    check->steps_left -= steps;
    return true;
}

/* Forgets all lists, before lists of another kind are checked. */
static inline void forget_lists(struct verification *check)
{
    volatile uint32_t *known = check->known; /* volatile: no call of memset */

    for (unsigned i = 0; i < LISTS_KEPT; i++)
        known[i] = 0;
}

/* Whether the list at a position that is not 0 is one of those that were checked last. From now on it is. */
static inline bool is_known(struct verification *check, uint32_t at)
{
    uint32_t *known = &check->known[at % LISTS_KEPT];
    bool is_same = *known == at;

    *known = at;
    return is_same;
}

/* Compares two texts of the tables, A to Z as a to z, with a step for each byte. Returns less than, equal to or above
 * 0; above 0 when there are not enough steps left, and then none are. */
int attack_compare_texts(struct verification *check, uint32_t text, uint32_t other);

/* ---- attack_verify_conditions.c --------------------------------------------------------------------------------- */

/* Checks the tables of conditions. Everything else has been checked before. Returns true if there are none and no event
 * has one. */
bool attack_verify_conditions(struct verification *check);

/* ---- attack_verify_rules.c -------------------------------------------------------------------------------------- */

/* Checks the tables of rules. Everything else has been checked before. Returns true if there are none. */
bool attack_verify_rules(const struct attack_db *db);

#endif
