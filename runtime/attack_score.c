/* SPDX-License-Identifier: MIT
 *
 * How specific an event is for a technique: the formula of attack_events.h. A technique's factor takes a walk over all
 * events, so a mapping stores it; in one generated with --index none it is computed at each call. Division and square
 * root are done by hand: for processors that cannot divide, the compiler would call its library, and this file must not
 * need one, nor a C library.
 */
#include "condition_code.h"
#include "event_techniques.h"

enum { WEIGHT_BITS = 16, FACTOR_BITS = 19, SCORE_SHIFT = 7 };
enum { ONE_BITS = 20 }; /* of ATTACK_SCORE_ONE */
#define RANK_DIRECT 0x40000000u
#define RANK_OTHER_RULE 0x80000000u
#define RANK_CONDITION 0xc0000000u /* and of a rule that tells */

/* The lowest four bits of the scores of the two upper ranks: whether a rule says so, and twice the level. A condition
 * is above all levels. */
enum { IS_RULE = 1, LEVEL = 2, CONDITION_LEVEL = ATTACK_LEVEL_CRITICAL + 1, LOWEST_BITS = 15 };

uint32_t attack_score_value(uint32_t score)
{
    return score & (RANK_DIRECT - 1) & (score >= RANK_OTHER_RULE ? ~(uint32_t)LOWEST_BITS : UINT32_MAX);
}

enum attack_kind attack_score_kind(uint32_t score)
{
    if (score >= RANK_CONDITION)
        return score & IS_RULE ? ATTACK_RULE : ATTACK_CONDITION;
    return score >= RANK_DIRECT && score < RANK_OTHER_RULE ? ATTACK_DIRECT : ATTACK_CANDIDATE;
}

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

/* How many techniques of an event each kind names. An analytic counts as a candidate. */
struct shares {
    uint32_t candidates, direct, condition, rule;
};

static void count_named(struct shares *shares, uint32_t kind)
{
    uint32_t *share = kind == ATTACK_DIRECT      ? &shares->direct
                      : kind == ATTACK_CONDITION ? &shares->condition
                      : kind == ATTACK_RULE      ? &shares->rule
                                                 : &shares->candidates;

    shares->candidates--;
    ++*share;
}

/* Starts a walk, and counts. */
static void begin_shares(const struct attack_db *db, uint32_t event, struct attack_technique_iterator *walk,
                         struct shares *shares)
{
    uint32_t exceptions;

    begin_techniques(db, event, walk);
    exceptions = walk->exceptions;
    shares->candidates = walk->left;
    shares->direct = shares->condition = shares->rule = 0;
    if (walk->before != UINT32_MAX)
        count_named(shares, walk->exception_kind); /* the one that was read */
    for (uint32_t left = walk->exceptions_left; left; left--)
        count_named(shares, next_number(db, &exceptions) % 4 + 1);
}

static bool is_candidate(enum attack_kind kind)
{
    return kind == ATTACK_CANDIDATE || kind == ATTACK_ANALYTIC;
}

/* Computes a technique's factor from all events. */
static uint32_t find_factor(const struct attack_db *db, uint32_t technique)
{
    struct attack_technique_iterator walk;
    struct shares shares;
    uint64_t sum = 0;

    for (uint32_t event = 0; event < db->event_count; event++) {
        begin_shares(db, event, &walk, &shares);
        while (next_technique(&walk) && walk.technique <= technique) /* they are sorted */
            if (walk.technique == technique && is_candidate(walk.kind))
                sum += attack_score_weight(shares.candidates);
    }
    return attack_score_factor(sum);
}

static uint32_t candidate_score(const struct attack_db *db, uint32_t technique, uint32_t weight)
{
    uint32_t factor = technique < db->factor_count
                          ? cell(db->factors, (size_t)technique * FACTOR_CELLS + FACTOR_FACTOR, db->wide != 0)
                          : find_factor(db, technique);

    return weight * factor >> SCORE_SHIFT;
}

/* The value of one of so many techniques that an event names. */
static uint32_t named_value(uint32_t techniques)
{
    return attack_score_weight(techniques) << (ONE_BITS - WEIGHT_BITS);
}

/* Returns the rank and the lowest bits of a score that rests on an event's rule, which names so many techniques. */
static uint32_t rank_of_rule(const struct attack_db *db, uint32_t event, uint32_t techniques)
{
    uint32_t rule = rule_of_event(db, event);
    uint32_t flags = rule ? rule_flags(db->rules, rule - 1) : 0;
    uint32_t level = flags % RULE_STATUS;
    bool tells = is_detection(flags) && techniques <= ATTACK_RULE_TELLS;

    return (tells ? RANK_CONDITION : RANK_OTHER_RULE) | IS_RULE | LEVEL * level;
}

void attack_begin_scored(const struct attack_db *db, uint32_t event, struct scored_techniques *scored)
{
    struct shares shares;

    begin_shares(db, event, &scored->walk, &shares);
    scored->score = 0;
    scored->weight = attack_score_weight(shares.candidates);
    scored->direct = RANK_DIRECT | named_value(shares.direct);
    scored->condition = RANK_CONDITION | LEVEL * CONDITION_LEVEL | named_value(shares.condition);
    scored->rule = shares.rule ? rank_of_rule(db, event, shares.rule) | named_value(shares.rule) : 0;
}

/* Computes the score of the technique that came last. */
static uint32_t score_of(const struct scored_techniques *scored)
{
    if (scored->walk.kind == ATTACK_RULE)
        return scored->rule;
    if (scored->walk.kind == ATTACK_CONDITION)
        return scored->condition;
    if (scored->walk.kind == ATTACK_DIRECT)
        return scored->direct;
    return candidate_score(scored->walk.db, scored->walk.technique, scored->weight);
}

bool attack_next_scored(struct scored_techniques *scored)
{
    if (!next_technique(&scored->walk))
        return false;
    scored->score = score_of(scored);
    return true;
}

uint32_t attack_score(const struct attack_db *db, uint32_t technique, uint32_t event)
{
    struct scored_techniques scored;

    if (technique >= attack_technique_count(db) || event >= attack_event_count(db))
        return 0;
    attack_begin_scored(db, event, &scored);
    while (next_technique(&scored.walk) && scored.walk.technique <= technique) /* they are sorted */
        if (scored.walk.technique == technique)
            return score_of(&scored);
    return 0;
}

/* Returns the lowest bits of a score if it is of this rank. */
static uint32_t lowest_bits(uint32_t score, uint32_t rank)
{
    return (score & RANK_CONDITION) == rank ? score & LOWEST_BITS : 0;
}

/* The kind and level of a sum must not depend on the order of adding. So the lowest bits are the higher ones of both,
 * and not those of the one with the larger value, which may be a sum itself. */
uint32_t attack_score_sum(uint32_t one, uint32_t other)
{
    uint32_t rank = (one > other ? one : other) & RANK_CONDITION;
    uint32_t low = rank >= RANK_OTHER_RULE ? LOWEST_BITS : 0, most = (RANK_DIRECT - 1) & ~low;
    uint32_t sum = (attack_score_value(one) & ~low) + (attack_score_value(other) & ~low);
    uint32_t mine = lowest_bits(one, rank) & low, its = lowest_bits(other, rank) & low;

    return rank | (sum < most ? sum : most) | (mine > its ? mine : its);
}

void attack_scores_add(const struct attack_db *db, uint32_t event, uint32_t *scores)
{
    struct scored_techniques scored;

    if (event >= attack_event_count(db))
        return;
    for (attack_begin_scored(db, event, &scored); attack_next_scored(&scored);)
        scores[scored.walk.technique] = attack_score_sum(scores[scored.walk.technique], scored.score);
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
