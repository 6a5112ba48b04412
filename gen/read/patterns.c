/* SPDX-License-Identifier: MIT */
#include "patterns.h"

#include <string.h>

/* A text is read as codes: bytes, and these. */
enum { ANY_TEXT = 256, ANY_CHARACTER };

struct codes {
    uint16_t *items;
    size_t count;
};

static struct codes read_codes(struct arena *arena, const char *text, size_t length)
{
    struct codes codes = {arena_allocate(arena, (length + 1) * sizeof *codes.items), 0};

    for (size_t i = 0; i < length; i++) {
        uint16_t code = text[i] == '*' ? ANY_TEXT : text[i] == '?' ? ANY_CHARACTER : (unsigned char)text[i];

        if (text[i] == '\\' && i + 1 < length && text[i + 1] && strchr("\\*?", text[i + 1]))
            code = (unsigned char)text[++i];
        if (code != ANY_TEXT || !codes.count || codes.items[codes.count - 1] != ANY_TEXT) /* ** is * */
            codes.items[codes.count++] = code;
    }
    return codes;
}

static bool has_wildcard(const struct codes *codes)
{
    for (size_t i = 0; i < codes->count; i++)
        if (codes->items[i] >= ANY_TEXT)
            return true;
    return false;
}

static char *write_plain(struct arena *arena, const struct codes *codes)
{
    char *text = arena_allocate(arena, codes->count + 1);

    for (size_t i = 0; i < codes->count; i++)
        text[i] = (char)codes->items[i];
    return text;
}

/* Writes codes with as few escapes as can be. */
static void write_pattern(struct arena *arena, const struct codes *codes, bool is_open_before, bool is_open_behind,
                          struct pattern *pattern)
{
    char *text = arena_allocate(arena, 2 * codes->count + 3), *end = text;

    if (is_open_before)
        *end++ = '*';
    for (size_t i = 0; i < codes->count; i++) {
        uint16_t code = codes->items[i], next = i + 1 < codes->count ? codes->items[i + 1] : is_open_behind ? '*' : 0;
        bool is_special = code == '*' || code == '?';

        if (is_special || (code == '\\' && (next >= ANY_TEXT || next == '*' || next == '?' || next == '\\')))
            *end++ = '\\';
        *end++ = code == ANY_TEXT ? '*' : code == ANY_CHARACTER ? '?' : (char)code;
    }
    if (is_open_behind)
        *end++ = '*';
    pattern->text = text;
    pattern->length = (size_t)(end - text);
}

struct pattern pattern_of(struct arena *arena, const char *text, size_t length, enum part part)
{
    static const enum test_op ops[2][2] = {{TEST_EQUAL, TEST_STARTS}, {TEST_ENDS, TEST_CONTAINS}};
    struct codes codes = read_codes(arena, text, length);
    bool is_open_before = part == PART_END || part == PART_ANY, is_open_behind = part == PART_START || part == PART_ANY;
    struct pattern pattern = {TEST_MATCH, "", 0};

    if (codes.count && codes.items[0] == ANY_TEXT) {
        is_open_before = true;
        codes.items++;
        codes.count--;
        is_open_behind = is_open_behind || !codes.count;
    }
    if (codes.count && codes.items[codes.count - 1] == ANY_TEXT) {
        is_open_behind = true;
        codes.count--;
    }
    if (has_wildcard(&codes)) {
        write_pattern(arena, &codes, is_open_before, is_open_behind, &pattern);
        return pattern;
    }
    pattern.op = ops[is_open_before][is_open_behind];
    if (codes.count) {
        pattern.text = write_plain(arena, &codes);
        pattern.length = codes.count;
    } else {
        pattern.op = pattern.op == TEST_EQUAL ? TEST_NULL : TEST_EXISTS;
    }
    return pattern;
}

char *plain_text_of(struct arena *arena, const char *text, size_t length, size_t *result_length)
{
    struct codes codes = read_codes(arena, text, length);

    *result_length = codes.count;
    return has_wildcard(&codes) ? NULL : write_plain(arena, &codes);
}

static bool is_word_byte(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           byte == '_' || (unsigned char)byte >= 0x80;
}

/* Whether this is a dash before an option: after no word, and before one. */
static bool is_option_dash(const char *text, size_t length, size_t at)
{
    return (text[at] == '-' || text[at] == '/') && (at == 0 || !is_word_byte(text[at - 1])) && at + 1 < length &&
           is_word_byte(text[at + 1]);
}

static const char *const dashes[] = {"-", "/", "\xe2\x80\x93", "\xe2\x80\x94", "\xe2\x80\x95"};
enum { DASHES = sizeof dashes / sizeof *dashes };

size_t count_dash_variants(const char *text, size_t length, size_t most)
{
    size_t count = 1;

    for (size_t i = 0; i < length && count <= most; i++)
        if (is_option_dash(text, length, i))
            count *= DASHES;
    return count;
}

char *dash_variant(struct arena *arena, const char *text, size_t length, size_t variant, size_t *result_length)
{
    char *result = arena_allocate(arena, 3 * length + 1), *end = result;

    for (size_t i = 0; i < length; i++) {
        const char *dash = dashes[variant % DASHES];

        if (!is_option_dash(text, length, i)) {
            *end++ = text[i];
            continue;
        }
        memcpy(end, dash, strlen(dash));
        end += strlen(dash);
        variant /= DASHES;
    }
    *result_length = (size_t)(end - result);
    return result;
}
