/* SPDX-License-Identifier: MIT
 *
 * Counts what gates let through, with a second copy of the matcher that counts conditions as it evaluates them; and
 * takes the gates of a mapping away.
 */
#include "conditions_opened.h"

#include "condition_evaluation.h"

static bool counted(struct evaluation *evaluation, uint32_t condition);

#define condition_holds(evaluation, condition) counted(evaluation, condition)
#define attack_each_holding second_each_holding
#define attack_match_conditions second_match_conditions
#include "attack_conditions.c"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct opened *opened_now;

static bool counted(struct evaluation *evaluation, uint32_t condition)
{
    const struct attack_rules *rules = evaluation->matching->db->rules;

    opened_now->conditions++;
    opened_now->rules += rules && rule_of_condition(rules, condition);
    return (condition_holds)(evaluation, condition); /* the parentheses keep the macro off */
}

void count_opened(const struct attack_db *db, const struct attack_log_event *asked, struct opened *opened)
{
    static union attack_scratch scratch[1 << 16];

    opened_now = opened;
    second_match_conditions(db, asked, scratch, sizeof scratch, NULL, 0);
}

/* ---- Without gates ---- */

static void *or_die(void *memory)
{
    if (!memory) {
        fputs("conditions: out of memory\n", stderr);
        abort();
    }
    return memory;
}

static uint32_t put_number(uint8_t *code, uint32_t at, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        code[at++] = (uint8_t)(number | 0x80);
    code[at++] = (uint8_t)number;
    return at;
}

/* Returns a copy of a table with cells of 32 bits. */
static uint32_t *widened(const struct attack_conditions *conditions, const void *table, size_t cells)
{
    uint32_t *wide = or_die(malloc((cells + 1) * sizeof *wide));

    for (size_t i = 0; i < cells; i++)
        wide[i] = cell(table, i, conditions->wide != 0);
    return wide;
}

void without_gates(const struct attack_db *db, struct attack_db *copy)
{
    const struct attack_conditions *old = db->conditions;
    struct attack_conditions *conditions = or_die(malloc(sizeof *conditions));
    uint8_t *code = or_die(malloc(old->code_bytes + 8 * (size_t)old->group_count + 2 * (size_t)old->condition_count));
    uint32_t *groups = widened(old, old->groups, (size_t)old->group_count * GROUP_CELLS);
    uint32_t at = old->code_bytes;

    memcpy(copy, db, sizeof *copy);
    memcpy(conditions, old, sizeof *conditions);
    memcpy(code, old->code, old->code_bytes);
    for (uint32_t group = 0; group < old->group_count; group++) {
        uint32_t count = condition_group_end(old, group) - condition_group_cell(old, group, GROUP_CONDITION);

        groups[group * GROUP_CELLS + GROUP_FIELDS] = at;
        code[at++] = 0; /* gated fields */
        at = put_number(code, at, count);
        for (uint32_t i = 0; i < count; i++)
            code[at++] = i != 0;
    }
    conditions->wide = 1; /* as positions in the code may need it now */
    conditions->code = code;
    conditions->groups = groups;
    conditions->conditions = widened(old, old->conditions, (size_t)old->condition_count * CONDITION_CELLS);
    conditions->fields = widened(old, old->fields, (size_t)old->field_count * CONDITION_FIELD_CELLS);
    conditions->buckets = NULL; /* of gates */
    conditions->entries = NULL;
    copy->conditions = conditions;
}
