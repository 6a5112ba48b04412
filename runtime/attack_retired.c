/* SPDX-License-Identifier: MIT
 *
 * Ids that ATT&CK retired, and what took their place. They stand in a table of their own, as numbers, so that lookups
 * of techniques do not pay for them. It must not need a C library.
 */
#include "views.h"

static uint32_t retired_cell(const struct attack_db *db, uint32_t record, unsigned which)
{
    return cell(db->retired, (size_t)record * RETIRED_CELLS + which, db->wide != 0);
}

/* Reads `digits` digits as a number. Returns false if there is another character. */
static bool read_digits(const char *text, int digits, uint32_t *number)
{
    *number = 0;
    for (int i = 0; i < digits; i++) {
        if ((unsigned)text[i] - '0' > 9u)
            return false;
        *number = *number * 10 + ((unsigned)text[i] - '0');
    }
    return true;
}

/* Reads "T1562" or "T1562.001" as a number that sorts as the table does. Returns false for any other text. */
static bool read_id(const char *id, size_t length, uint32_t *code)
{
    uint32_t number, sub_number = 0;

    if (!id || (length != TECHNIQUE_ID_LENGTH && length != SUBTECHNIQUE_ID_LENGTH) || id[0] != 'T' ||
        !read_digits(id + 1, 4, &number))
        return false;
    if (length == SUBTECHNIQUE_ID_LENGTH && (id[TECHNIQUE_ID_LENGTH] != '.' || !read_digits(id + 6, 3, &sub_number)))
        return false;
    *code = number * RETIRED_SUB_NUMBERS + sub_number;
    return length == TECHNIQUE_ID_LENGTH || sub_number;
}

static uint32_t code_at(const struct attack_db *db, uint32_t record)
{
    return retired_cell(db, record, RETIRED_NUMBER) * RETIRED_SUB_NUMBERS +
           retired_cell(db, record, RETIRED_SUB_NUMBER);
}

enum attack_retirement attack_technique_successor(const struct attack_db *db, const char *id, size_t length,
                                                  struct attack_technique *successor)
{
    uint32_t low = 0, high = usable(db) ? db->retired_count : 0, end = high, code, technique;

    if (successor)
        clear_technique(successor);
    if (!read_id(id, length, &code))
        return ATTACK_NOT_RETIRED;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (code_at(db, middle) < code)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == end || code_at(db, low) != code)
        return ATTACK_NOT_RETIRED;
    technique = retired_cell(db, low, RETIRED_SUCCESSOR);
    if (technique && successor)
        fill_technique(db, technique - 1, successor, db->wide != 0);
    return technique ? ATTACK_REVOKED : ATTACK_DEPRECATED;
}

struct attack_former_id_iterator attack_technique_former_ids(const struct attack_db *db,
                                                             const struct attack_technique *technique)
{
    struct attack_former_id_iterator ids;
    bool holds = technique && technique->index < attack_technique_count(db);

    ids.db = holds ? db : NULL;
    ids.at = 0;
    ids.technique = holds ? technique->index : 0;
    return ids;
}

/* Writes a number with `digits` digits. It subtracts instead of dividing: for processors that cannot divide, the
 * compiler would call its library. */
static char *write_digits(char *to, uint32_t number, int digits)
{
    static const uint32_t powers[] = {1000, 100, 10, 1};

    for (int i = 4 - digits; i < 4; i++) {
        *to = '0';
        for (; number >= powers[i]; number -= powers[i])
            ++*to;
        to++;
    }
    return to;
}

static void write_id(const struct attack_db *db, uint32_t record, char *to)
{
    uint32_t sub_number = retired_cell(db, record, RETIRED_SUB_NUMBER);

    *to++ = 'T';
    to = write_digits(to, retired_cell(db, record, RETIRED_NUMBER), 4);
    if (sub_number) {
        *to++ = '.';
        to = write_digits(to, sub_number, 3);
    }
    *to = 0;
}

bool attack_former_id_next(struct attack_former_id_iterator *ids, struct attack_former_id *former)
{
    if (!former)
        return false;
    while (ids && ids->db && ids->at < ids->db->retired_count) {
        uint32_t at = ids->at++;

        if (retired_cell(ids->db, at, RETIRED_SUCCESSOR) != ids->technique + 1)
            continue;
        write_id(ids->db, at, former->id);
        return true;
    }
    former->id[0] = 0;
    return false;
}

uint32_t attack_retired_count(const struct attack_db *db)
{
    return usable(db) ? db->retired_count : 0;
}

bool attack_retired_at(const struct attack_db *db, uint32_t index, struct attack_former_id *retired)
{
    bool is_there = index < attack_retired_count(db);

    if (!retired)
        return false;
    retired->id[0] = 0;
    if (is_there)
        write_id(db, index, retired->id);
    return is_there;
}
