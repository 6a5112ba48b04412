/* SPDX-License-Identifier: MIT */
#include "code_point.h"

static const struct {
    uint32_t first, last;
} controls[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x061C, 0x061C}, {0x200E, 0x200F},
    {0x2028, 0x202E}, {0x2066, 0x2069}, {0xFFF9, 0xFFFB},
};

bool code_point_is_control(uint32_t code)
{
    if (code >= 0x20 && code <= 0x7E)
        return false;
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
        if (code >= controls[i].first && code <= controls[i].last)
            return true;
    return false;
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
        if ((byte[i] & 0xC0) != 0x80) /* the terminating NUL stops here too */
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

    *is_escaped = length == 0 || code_point_is_control(code);
    return length ? length : 1;
}
