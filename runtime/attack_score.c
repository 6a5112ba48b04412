/* SPDX-License-Identifier: MIT
 *
 * How specific an event is for a technique: the formula of attack_events.h. A technique's factor takes a walk over all
 * events, so a mapping stores it; in one generated with --index none it is computed at each call. Division and square
 * root are done by hand: for processors that cannot divide, the compiler would call its library, and this file must not
 * need one, nor a C library.
 */
#include "event_techniques.h"

enum { WEIGHT_BITS = 16, FACTOR_BITS = 19, SCORE_SHIFT = 7 };
enum { ONE_BITS = 20 }; /* of ATTACK_SCORE_ONE */
#define DIRECT_BIT 0x40000000u

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

uint32_t attack_score_weight(uint32_t techniques)
{
    return techniques ? (uint32_t)divide_power(WEIGHT_BITS, techniques) : 0;
}

uint32_t attack_score_factor(uint64_t sum)
{
    uint64_t square = sum ? divide_power(2 * FACTOR_BITS, sum) : 0;

    return square_root(square > UINT32_MAX ? UINT32_MAX : (uint32_t)square);
}

enum { NOT_SHOWN = 4 }; /* above every kind */

/* Starts a walk. Returns how many techniques the direct rows of the event name. For all others it is a candidate; an
 * analytic counts as one. */
static uint32_t begin_shares(const struct attack_db *db, uint32_t event, struct attack_techniques *walk)
{
    uint32_t exceptions, count;

    begin_techniques(db, event, walk);
    exceptions = walk->exceptions;
    count = walk->before != UINT32_MAX && walk->exception_kind == ATTACK_DIRECT; /* the one that was read */
    for (uint32_t left = walk->exceptions_left; left; left--)
        count += next_number(db, &exceptions) % 4 == ATTACK_DIRECT;
    return count;
}

/* Returns the kind of a technique, or NOT_SHOWN. */
static uint32_t find_kind(struct attack_techniques *walk, uint32_t technique)
{
    while (next_technique(walk) && walk->technique <= technique) /* they are sorted */
        if (walk->technique == technique)
            return walk->kind;
    return NOT_SHOWN;
}

/* Computes a technique's factor from all events. */
static uint32_t find_factor(const struct attack_db *db, uint32_t technique)
{
    struct attack_techniques walk;
    uint64_t sum = 0;

    for (uint32_t event = 0; event < db->event_count; event++) {
        uint32_t direct = begin_shares(db, event, &walk), candidates = walk.left - direct;
        uint32_t kind = find_kind(&walk, technique);

        if (kind != NOT_SHOWN && kind != ATTACK_DIRECT)
            sum += attack_score_weight(candidates);
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

/* The score of a direct row, one of so many of its event. */
static uint32_t direct_score(uint32_t weight)
{
    return DIRECT_BIT | weight << (ONE_BITS - WEIGHT_BITS);
}

uint32_t attack_score(const struct attack_db *db, uint32_t technique, uint32_t event)
{
    struct attack_techniques walk;
    uint32_t direct, candidates, kind;

    if (technique >= attack_technique_count(db) || event >= attack_event_count(db))
        return 0;
    direct = begin_shares(db, event, &walk);
    candidates = walk.left - direct;
    kind = find_kind(&walk, technique);
    if (kind == NOT_SHOWN)
        return 0;
    return kind == ATTACK_DIRECT ? direct_score(attack_score_weight(direct))
                                 : score(db, technique, attack_score_weight(candidates));
}

static uint32_t add_scores(uint32_t one, uint32_t other)
{
    uint32_t sum = ATTACK_SCORE_VALUE(one) + ATTACK_SCORE_VALUE(other);

    return ((one | other) & DIRECT_BIT) | (sum < DIRECT_BIT ? sum : DIRECT_BIT - 1);
}

void attack_scores_add(const struct attack_db *db, uint32_t event, uint32_t *scores)
{
    struct attack_techniques walk;
    uint32_t weight, direct;

    if (event >= attack_event_count(db))
        return;
    direct = begin_shares(db, event, &walk);
    weight = attack_score_weight(walk.left - direct);
    direct = direct_score(attack_score_weight(direct));
    while (next_technique(&walk))
        scores[walk.technique] =
            add_scores(scores[walk.technique], walk.kind == ATTACK_DIRECT ? direct : score(db, walk.technique, weight));
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
