/* SPDX-License-Identifier: MIT */
#include "edit_distance.h"

#include "letter_case.h"
#include "order.h"

#include <string.h>

size_t edit_distance(const char *one, size_t one_length, const char *other, size_t other_length)
{
    size_t rows[3][EDIT_LONGEST + 1];
    size_t *two_above = rows[0], *above = rows[1], *row = rows[2];

    for (size_t j = 0; j <= other_length; j++)
        above[j] = j;
    for (size_t i = 1; i <= one_length; i++) {
        size_t *reused = two_above;

        row[0] = i;
        for (size_t j = 1; j <= other_length; j++) {
            char x = fold(one[i - 1]), y = fold(other[j - 1]);

            row[j] = least_of(above[j - 1] + (x != y), least_of(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && x == fold(other[j - 2]) && y == fold(one[i - 2]))
                row[j] = least_of(row[j], two_above[j - 2] + 1);
        }
        two_above = above;
        above = row;
        row = reused;
    }
    return above[other_length];
}

void consider_spelling(struct nearest_spelling *nearest, const char *text, size_t length, const char *spelling)
{
    size_t spelling_length = strlen(spelling), distance;

    if (length > EDIT_LONGEST || spelling_length > EDIT_LONGEST ||
        most_of(length, spelling_length) - least_of(length, spelling_length) >= nearest->distance)
        return;
    distance = edit_distance(text, length, spelling, spelling_length);
    if (distance < nearest->distance && distance < length) {
        nearest->text = spelling;
        nearest->distance = distance;
    }
}

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool is_one_letter_off(const char *one, const char *other)
{
    size_t length = strlen(one), width = strlen(other), shorter = least_of(length, width);
    size_t start = 0, end = 0;

    if (length > width + 1 || width > length + 1)
        return false;
    while (start < shorter && fold(one[start]) == fold(other[start]))
        start++;
    /* cppcheck-suppress knownConditionTrueFalse; it assumes that the loop above always ends at `shorter` */
    while (end < shorter - start && fold(one[length - 1 - end]) == fold(other[width - 1 - end]))
        end++;
    if (start + end + 1 < most_of(length, width) || (start == length && start == width))
        return false; /* more than one difference, or none */
    return !is_digit(length < width ? other[start] : one[start]) && (length != width || !is_digit(other[start]));
}
