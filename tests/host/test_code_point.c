/* SPDX-License-Identifier: MIT
 *
 * Against the Unicode Standard 15: UTF-8 as in table 3-7, White_Space of PropList.txt, Default_Ignorable_Code_Point of
 * DerivedCoreProperties.txt. The runs of characters are written out here once more.
 */
#include "host/code_point.h"

#include "cmocka_test.h"

#include <string.h>

enum { LAST = 0x10FFFF };

/* Encodes as the standard defines UTF-8, surrogates too. */
static size_t encode(uint32_t code, char text[5])
{
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    memset(text, 0, 5);
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        text[i] = (char)(0x80 | (code & 0x3F));
    text[0] = (char)(length == 1 ? code : (0xF00 >> length & 0xFF) | code);
    return length;
}

static bool is_listed(const uint32_t (*runs)[2], size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++)
        if (code >= runs[i][0] && code <= runs[i][1])
            return true;
    return false;
}

static void decodes_every_code_point_and_no_surrogate(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= LAST; code++) {
        char text[5];
        size_t length = encode(code, text);
        uint32_t decoded = 0;
        bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;

        assert_int_equal(code_point_decode(text, &decoded), is_surrogate ? 0 : length);
        if (!is_surrogate)
            assert_int_equal(decoded, code);
    }
}

static void decodes_nothing_else(void **state)
{
    static const char *const wrong[] = {"",
                                        "\x80",
                                        "\xC0\xAF",
                                        "\xC1\xBF",
                                        "\xC2",
                                        "\xE0\x9F\xBF",
                                        "\xE1\x80",
                                        "\xF0\x8F\xBF\xBF",
                                        "\xF4\x90\x80\x80",
                                        "\xF5\x80\x80\x80",
                                        "\xFF"};
    uint32_t code;

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(code_point_decode(wrong[i], &code), 0);
}

/* White_Space, without ASCII's and without U+0085, U+2028 and U+2029, which end a line; and the blank of Braille. */
static void blanks_are_those_of_unicode(void **state)
{
    static const uint32_t blanks[][2] = {{0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A}, {0x202F, 0x202F},
                                         {0x205F, 0x205F}, {0x2800, 0x2800}, {0x3000, 0x3000}};

    (void)state;
    for (uint32_t code = 0; code <= LAST; code++)
        assert_int_equal(code_point_is_other_blank(code), is_listed(blanks, sizeof blanks / sizeof *blanks, code));
}

/* General categories Cc, Zl and Zp, Default_Ignorable_Code_Point, interlinear annotation, and the format controls of
 * hieroglyphs. */
static void unprintable_is_what_is_not_seen(void **state)
{
    static const uint32_t controls[][2] = {
        {0, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x2029}, {0xFFF9, 0xFFFB}, {0x13430, 0x1343F}};
    static const uint32_t ignorable[][2] = {
        {0xAD, 0xAD},       {0x34F, 0x34F},     {0x61C, 0x61C},     {0x115F, 0x1160},   {0x17B4, 0x17B5},
        {0x180B, 0x180D},   {0x180E, 0x180E},   {0x180F, 0x180F},   {0x200B, 0x200F},   {0x202A, 0x202E},
        {0x2060, 0x2064},   {0x2065, 0x2065},   {0x2066, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},
        {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFF8},   {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A},
        {0xE0000, 0xE00FF}, {0xE0100, 0xE01EF}, {0xE01F0, 0xE0FFF},
    };

    (void)state;
    for (uint32_t code = 0; code <= LAST; code++)
        assert_int_equal(code_point_is_unprintable(code),
                         is_listed(controls, sizeof controls / sizeof *controls, code) ||
                             is_listed(ignorable, sizeof ignorable / sizeof *ignorable, code));
}

static void takes_a_byte_that_is_not_utf_8_as_an_escape(void **state)
{
    bool is_escaped = false;

    (void)state;
    assert_int_equal(code_point_take("\xFFx", &is_escaped), 1);
    assert_true(is_escaped);
    assert_int_equal(code_point_take("\xC3\xA4x", &is_escaped), 2);
    assert_false(is_escaped);
    assert_int_equal(code_point_take("\xE2\x80\x8Bx", &is_escaped), 3);
    assert_true(is_escaped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_every_code_point_and_no_surrogate), cmocka_unit_test(decodes_nothing_else),
        cmocka_unit_test(blanks_are_those_of_unicode), cmocka_unit_test(unprintable_is_what_is_not_seen),
        cmocka_unit_test(takes_a_byte_that_is_not_utf_8_as_an_escape)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
