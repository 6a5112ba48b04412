/* SPDX-License-Identifier: MIT
 *
 * Case folding and edit distances. It must not use the locale.
 */
#include "text.h"

#include <string.h>

char fold(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter | 0x20) : letter;
}

void fold_text(char *text)
{
    for (; *text; text++)
        *text = fold(*text);
}

bool equal_folded(const char *one, const char *other)
{
    for (; fold(*one) == fold(*other); one++, other++)
        if (!*one)
            return true;
    return false;
}

size_t edit_distance(const char *one, const char *other, size_t most)
{
    enum { LONGEST = 128 };
    size_t row[LONGEST + 1], length = strlen(one), width = strlen(other);

    if (length > LONGEST || width > LONGEST || length > width + most || width > length + most)
        return most + 1;
    for (size_t j = 0; j <= width; j++)
        row[j] = j;
    for (size_t i = 1; i <= length; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= width; j++) {
            size_t best = diagonal + (fold(one[i - 1]) != fold(other[j - 1]));

            diagonal = row[j];
            if (row[j] + 1 < best)
                best = row[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
        }
    }
    return row[width] > most ? most + 1 : row[width];
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool is_one_letter_off(const char *one, const char *other)
{
    size_t length = strlen(one), width = strlen(other), shorter = length < width ? length : width;
    size_t start = 0, end = 0;

    if (length > width + 1 || width > length + 1)
        return false;
    while (start < shorter && fold(one[start]) == fold(other[start]))
        start++;
    /* cppcheck-suppress knownConditionTrueFalse; it assumes that the loop above always ends at `shorter` */
    while (end < shorter - start && fold(one[length - 1 - end]) == fold(other[width - 1 - end]))
        end++;
    if (start + end + 1 < (length > width ? length : width) || (start == length && start == width))
        return false; /* more than one difference, or none */
    return !is_digit(length < width ? other[start] : one[start]) && (length != width || !is_digit(other[start]));
}
