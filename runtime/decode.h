/* SPDX-License-Identifier: MIT
 *
 * Reads single values from the tables: cells, texts, numbers of a list, hash slots, keys. Private to the runtime. It
 * knows the layout (tables.h), and must not know of techniques or events.
 */
#ifndef ATTACK_DECODE_H
#define ATTACK_DECODE_H

#include "tables.h"

/* Calls `function(..., wide)`. If the compiler optimises for speed, `wide` is a constant, so that there is one loop for
 * each cell width without a test in every access; if it optimises for size, there is one loop with the test. */
#if defined(__OPTIMIZE_SIZE__)
#define ATTACK_INLINE static inline
#define BY_WIDTH(db, function, ...) function(__VA_ARGS__, (db)->wide != 0)
#else
#if defined(__GNUC__) || defined(__clang__)
#define ATTACK_INLINE static inline __attribute__((always_inline))
#elif defined(_MSC_VER)
#define ATTACK_INLINE static __forceinline
#else
#define ATTACK_INLINE static inline
#endif
#define BY_WIDTH(db, function, ...) ((db)->wide ? function(__VA_ARGS__, true) : function(__VA_ARGS__, false))
#endif

static inline bool usable(const struct attack_db *db)
{
    /* cppcheck-suppress unsignedLessThanZero; the minor version will not be 0 for ever */
    return db && db->layout - ATTACK_TABLES_MAJOR * 0x10000u <= ATTACK_TABLES_MINOR;
}

ATTACK_INLINE uint32_t cell(const void *table, size_t at, bool wide)
{
    return wide ? ((const uint32_t *)table)[at] : ((const uint16_t *)table)[at];
}

static inline const char *text(const struct attack_db *db, uint32_t offset)
{
    return offset ? db->strings + offset : NULL;
}

static inline uint32_t rule_count(const struct attack_db *db)
{
    return db->rules ? db->rules->rule_count : 0;
}

/* Returns the number at `*at` in a stream, and moves `*at` to the next one. */
ATTACK_INLINE uint32_t next_in_stream(const uint8_t *stream, uint32_t *at)
{
    const uint8_t *byte = stream + *at;
    uint32_t number = *byte & 0x7fu;

    for (unsigned shift = 7; *byte++ & 0x80u && shift < 32; shift += 7)
        number |= (uint32_t)(*byte & 0x7fu) << shift;
    *at = (uint32_t)(byte - stream);
    return number;
}

/* The same in the lists. */
ATTACK_INLINE uint32_t next_number(const struct attack_db *db, uint32_t *at)
{
    return next_in_stream(db->lists, at);
}

/* Reads the text at `*at`, which is absent if it is empty, and moves `*at` behind its NUL. */
static inline const char *next_text(const char *strings, uint32_t *at)
{
    const volatile char *byte = strings + *at; /* volatile: no call of strlen */
    const char *found = *byte ? strings + *at : NULL;

    while (*byte++)
        ++*at;
    ++*at;
    return found;
}

/* Returns the position of a rule's flags, and behind it that of what follows. */
static inline uint32_t rule_record(const struct attack_rules *rules, uint32_t rule)
{
    return cell(rules->rules, (size_t)rule * RULE_CELLS + RULE_RECORD, rules->wide != 0);
}

/* Reads one of the texts at `*at` that rules share. */
static inline const char *next_shared_text(const struct attack_rules *rules, uint32_t *at)
{
    uint32_t offset = next_in_stream((const uint8_t *)rules->strings, at);

    return offset ? rules->strings + offset : NULL;
}

/* Returns the rule of a condition + 1; 0 if it is none's. */
static inline uint32_t rule_of_condition(const struct attack_rules *rules, uint32_t condition)
{
    return cell(rules->of_conditions, condition, rules->wide_of_conditions != 0);
}

/* Reads the number at `*at` as next_in_stream() does, of a stream that may be corrupt. Returns false if the number does
 * not end within the stream's size, or is not below the limit. */
ATTACK_INLINE bool read_in_stream(const uint8_t *stream, uint32_t size, uint32_t *at, uint32_t limit, uint32_t *number)
{
    uint32_t end = *at, read = 0;

#if !defined(__OPTIMIZE_SIZE__)
    if (end < size && stream[end] < 0x80u) { /* most numbers */
        *at = end + 1;
        *number = stream[end];
        return *number < limit;
    }
#endif
    for (unsigned shift = 0; shift < 35 && end < size; shift += 7) {
        uint32_t byte = stream[end++];

        read |= (byte & 0x7fu) << shift;
        if (byte < 0x80u) {
            *at = end;
            *number = read;
            return read < limit;
        }
    }
    return false;
}

/* Returns the position of the list of a technique's runs. */
ATTACK_INLINE uint32_t runs_of(const struct attack_db *db, uint32_t technique, bool wide)
{
    uint32_t at = cell(db->techniques, (size_t)technique * TECHNIQUE_CELLS + TECHNIQUE_BODY, wide);

    next_number(db, &at); /* the tactics */
    next_number(db, &at); /* the platforms */
    return at;
}

static inline unsigned char folded(unsigned char byte)
{
    return (unsigned)byte - 'A' < 26u ? (unsigned char)(byte | 0x20) : byte;
}

/* How many bytes behind a string's NUL compare_key_folded() may read. */
#if defined(__OPTIMIZE_SIZE__)
#define READ_AHEAD 0
#define EQUAL_START(key, length, string) 0
#else
#define READ_AHEAD ATTACK_STRING_PADDING
#define EQUAL_START(key, length, string) equal_start(key, length, string)

/* Eight bytes as a number, which compilers turn into one load. The byte order does not matter here. */
ATTACK_INLINE uint64_t eight_bytes(const char *text)
{
    const unsigned char *byte = (const unsigned char *)text;

    return (uint64_t)byte[0] | (uint64_t)byte[1] << 8 | (uint64_t)byte[2] << 16 | (uint64_t)byte[3] << 24 |
           (uint64_t)byte[4] << 32 | (uint64_t)byte[5] << 40 | (uint64_t)byte[6] << 48 | (uint64_t)byte[7] << 56;
}

#if UINTPTR_MAX > UINT32_MAX
#define HAS_NEXT_OF_EIGHT
/* Reads the number at `*at` as next_in_stream() does, of a stream that has eight bytes there, without a branch for each
 * byte of the number. Returns false if it does not end within five. For processors that multiply 64 bits at once. */
ATTACK_INLINE bool next_of_eight(const uint8_t *stream, uint32_t *at, uint32_t *number)
{
    uint64_t bytes = eight_bytes((const char *)stream + *at), ends = ~bytes & 0x8080808080u, end = ends & (0 - ends);

    if (!ends)
        return false;
    bytes &= end - 1;
    *number = (uint32_t)((bytes & 0x7f) | (bytes >> 1 & 0x3f80) | (bytes >> 2 & 0x1fc000) | (bytes >> 3 & 0xfe00000) |
                         (bytes >> 4 & 0xf0000000u));
    *at += (uint32_t)(((end - 1) & 0x0101010101u) * 0x0101010101010101u >> 56); /* its bytes: one bit for each, added */
    return true;
}
#endif

/* Returns the length of the common prefix of a key and a string of the tables, in multiples of eight, up to the first
 * NUL. It is fast for the usual case, a key spelt as in the tables. It may read past the string's end, for which
 * ATTACK_STRING_PADDING leaves room. */
ATTACK_INLINE size_t equal_start(const char *key, size_t length, const char *string)
{
    size_t equal = 0;

    for (; length - equal >= 8; equal += 8) {
        uint64_t bytes = eight_bytes(key + equal);
        bool has_nul = ((bytes - 0x0101010101010101u) & ~bytes & 0x8080808080808080u) != 0;

        if (bytes != eight_bytes(string + equal) || has_nul)
            break;
    }
    return equal;
}
#endif

/* Compares a key with a string of the tables, bytewise but ignoring case. Returns less than, equal to or above 0. */
static inline int compare_key_folded(const char *key, size_t length, const char *string)
{
    for (size_t i = EQUAL_START(key, length, string); i < length; i++) {
        unsigned char mine = (unsigned char)key[i], other = (unsigned char)string[i];

        if (mine == other && mine)
            continue; /* the common case: no folding needed */
        mine = folded(mine);
        other = folded(other);
        if (mine != other || !other)
            return mine < other ? -1 : 1;
    }
    return string[length] ? -1 : 0;
}

/* Whether two strings of the tables are equal, ignoring case. */
static inline bool same_text(const char *mine, const char *other)
{
    size_t i = 0;

    if (mine == other)
        return true;
    while (folded((unsigned char)mine[i]) == folded((unsigned char)other[i]))
        if (!mine[i++])
            return true;
    return false;
}

/* Returns 1 + the only record that can have this key, or 0 when none can. The caller has to compare the keys. The hash
 * treats A to Z as a to z. */
ATTACK_INLINE uint32_t hash_slot(const struct attack_hash *hash, const char *key, size_t length, bool wide)
{
    uint32_t value = (uint32_t)length;

    for (uint32_t i = 0; i < hash->step_count; i++) {
        size_t position = hash->steps[2 * i];
        uint8_t weight;

        if (position == ATTACK_HASH_LAST)
            position = length - 1;
        else if (position >= length)
            continue;
        weight = (uint8_t)(folded((unsigned char)key[position]) + hash->steps[2 * i + 1]);
        if (weight >= hash->weight_count)
            return 0;
        value += hash->weights[weight];
    }
    value -= hash->base;
    return value < hash->slot_count ? cell(hash->slots, value, wide) : 0;
}

#endif
