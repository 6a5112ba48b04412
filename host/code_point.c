/* SPDX-License-Identifier: MIT
 *
 * Decodes UTF-8 and classifies code points. It must not use the locale.
 */
#include "code_point.h"

/* Controls, direction marks, line separators, joiners of hieroglyphs, and Unicode 15's Default_Ignorable_Code_Point.
 * These are invisible: an id that contains one looks like the id without it. */
static const struct {
    uint32_t first, last;
} unprintable[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F},   {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5},   {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB}, {0x13430, 0x1343F}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool code_point_is_unprintable(uint32_t code)
{
    if (code >= 0x20 && code <= 0x7E)
        return false;
    for (size_t i = 0; i < sizeof unprintable / sizeof *unprintable; i++)
        if (code >= unprintable[i].first && code <= unprintable[i].last)
            return true;
    return false;
}

bool code_point_is_other_blank(uint32_t code)
{
    return code == 0x00A0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F ||
           code == 0x2800 || code == 0x3000;
}

size_t code_point_decode(const char *text, uint32_t *code)
{
    const unsigned char *byte = (const unsigned char *)text;
    size_t length = byte[0] < 0x80 ? 1 : byte[0] < 0xC2 ? 0 : byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};

    if (length == 0 || byte[0] == 0 || byte[0] > 0xF4)
        return 0;
    *code = byte[0] & lead_bits[length];
    for (size_t i = 1; i < length; i++) {
        if ((byte[i] & 0xC0) != 0x80) /* also stops at the terminating NUL */
            return 0;
        *code = *code << 6 | (byte[i] & 0x3F);
    }
    if (*code < smallest[length] || *code > 0x10FFFF || (*code >= 0xD800 && *code <= 0xDFFF))
        return 0;
    return length;
}

size_t code_point_take(const char *text, bool *is_escaped)
{
    uint32_t code = 0;
    size_t length = code_point_decode(text, &code);

    *is_escaped = length == 0 || code_point_is_unprintable(code);
    return length ? length : 1;
}
