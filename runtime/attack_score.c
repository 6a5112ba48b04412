/* SPDX-License-Identifier: MIT
 *
 * How specific an event is for a technique: the formula of attack_events.h. A technique's factor takes a walk over all
 * events, so a mapping stores it; in one generated with --index none it is computed at each call. Division and square
 * root are done by hand: for processors that cannot divide, the compiler would call its library, and this file must not
 * need one, nor a C library.
 */
#include "attack_events.h"
#include "decode.h"

enum { WEIGHT_BITS = 16, FACTOR_BITS = 19, SCORE_SHIFT = 7 };

/* Returns 2^bits / divisor, which is not 0. */
static uint64_t divide_power(int bits, uint64_t divisor)
{
    uint64_t rest = 1, quotient = 0;

    for (;; bits--) {
        quotient <<= 1;
        if (rest >= divisor) {
            rest -= divisor;
            quotient |= 1;
        }
        if (!bits)
            return quotient;
        rest <<= 1;
    }
}

/* Returns the square root, rounded down. */
static uint32_t square_root(uint32_t square)
{
    uint32_t root = 0;

    for (uint32_t bit = 0x8000; bit; bit >>= 1)
        if ((root | bit) * (root | bit) <= square)
            root |= bit;
    return root;
}

/* Returns how many techniques an event has, and where in the lists they start. */
static uint32_t techniques_of(const struct attack_db *db, uint32_t event, uint32_t *at)
{
    *at = cell(db->events, (size_t)event * EVENT_CELLS + EVENT_TECHNIQUE_LIST, db->wide != 0);
    return next_number(db, at);
}

uint32_t attack_score_weight(uint32_t techniques)
{
    return techniques ? (uint32_t)divide_power(WEIGHT_BITS, techniques) : 0;
}

static bool shows(const struct attack_db *db, uint32_t at, uint32_t techniques, uint32_t technique)
{
    uint32_t one = 0;

    for (; techniques; techniques--) {
        one += next_number(db, &at);
        if (one >= technique)
            return one == technique;
    }
    return false;
}

uint32_t attack_score_factor(uint64_t sum)
{
    uint64_t square = sum ? divide_power(2 * FACTOR_BITS, sum) : 0;

    return square_root(square > UINT32_MAX ? UINT32_MAX : (uint32_t)square);
}

/* Computes a technique's factor from all events. */
static uint32_t find_factor(const struct attack_db *db, uint32_t technique)
{
    uint64_t sum = 0;

    for (uint32_t event = 0; event < db->event_count; event++) {
        uint32_t at, techniques = techniques_of(db, event, &at);

        if (shows(db, at, techniques, technique))
            sum += attack_score_weight(techniques);
    }
    return attack_score_factor(sum);
}

static uint32_t score(const struct attack_db *db, uint32_t technique, uint32_t weight)
{
    uint32_t factor = technique < db->factor_count
                          ? cell(db->factors, (size_t)technique * FACTOR_CELLS + FACTOR_FACTOR, db->wide != 0)
                          : find_factor(db, technique);

    return weight * factor >> SCORE_SHIFT;
}

uint32_t attack_score(const struct attack_db *db, uint32_t technique, uint32_t event)
{
    uint32_t at;

    if (technique >= attack_technique_count(db) || event >= attack_event_count(db))
        return 0;
    return score(db, technique, attack_score_weight(techniques_of(db, event, &at)));
}

void attack_scores_add(const struct attack_db *db, uint32_t event, uint32_t *scores)
{
    uint32_t at, techniques, technique = 0, weight;

    if (event >= attack_event_count(db))
        return;
    techniques = techniques_of(db, event, &at);
    weight = attack_score_weight(techniques);
    for (; techniques; techniques--) {
        technique += next_number(db, &at);
        scores[technique] += score(db, technique, weight);
    }
}

uint32_t attack_scores_best(const struct attack_db *db, const uint32_t *scores, uint32_t *techniques, uint32_t room)
{
    uint32_t count = 0, end = room ? attack_technique_count(db) : 0;
    uint32_t least = 0; /* only a score above this one still gets a place */

    for (uint32_t i = 0; i < end; i++) {
        uint32_t place;

        if (scores[i] <= least)
            continue;
        place = count < room ? count++ : count - 1;
        for (; place && scores[techniques[place - 1]] < scores[i]; place--)
            techniques[place] = techniques[place - 1];
        techniques[place] = i;
        if (count == room)
            least = scores[techniques[count - 1]];
    }
    return count;
}
