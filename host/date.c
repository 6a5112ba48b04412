/* SPDX-License-Identifier: MIT */
#include "date.h"

#include <stdio.h>
#include <string.h>

enum { SECONDS_OF_DAY = 86400 };

static bool is_leap_year(uint32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static uint32_t days_of_month(uint32_t year, uint32_t month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return days[month - 1] + (month == 2 && is_leap_year(year) ? 1u : 0u);
}

/* Reads a text in which each `0` of the pattern is a digit, and all else stands as it is, into numbers: one for each
 * group of digits. */
static bool read_pattern(const char *text, const char *pattern, uint32_t *numbers)
{
    bool in_number = false;

    for (; *pattern; pattern++, text++) {
        bool is_digit = *text >= '0' && *text <= '9';

        if (*pattern == '0' ? !is_digit : *text != *pattern)
            return false;
        if (*pattern != '0') {
            numbers += in_number;
            in_number = false;
            continue;
        }
        *numbers = (in_number ? *numbers * 10 : 0) + (uint32_t)(*text - '0');
        in_number = true;
    }
    return !*text;
}

bool date_read(const char *text, uint32_t *seconds)
{
    uint32_t parts[6] = {0}; /* year, month, day, hour, minute, second */
    uint64_t days = 0, sum;

    if (!read_pattern(text, "0000-00-00", parts) && !read_pattern(text, "0000-00-00T00:00:00Z", parts))
        return false;
    if (parts[0] < 1970 || parts[1] < 1 || parts[1] > 12 || parts[2] < 1 ||
        parts[2] > days_of_month(parts[0], parts[1]) || parts[3] > 23 || parts[4] > 59 || parts[5] > 59)
        return false;
    for (uint32_t year = 1970; year < parts[0]; year++)
        days += is_leap_year(year) ? 366 : 365;
    for (uint32_t month = 1; month < parts[1]; month++)
        days += days_of_month(parts[0], month);
    sum = (days + parts[2] - 1) * SECONDS_OF_DAY + parts[3] * 3600 + parts[4] * 60 + parts[5];
    *seconds = (uint32_t)sum;
    return sum <= UINT32_MAX;
}

bool date_read_known(const char *text, uint32_t *seconds)
{
    return date_read(text, seconds) && *seconds;
}

bool date_read_epoch(const char *text, uint32_t *seconds)
{
    uint64_t sum = 0;

    if (!*text || strspn(text, "0123456789") != strlen(text))
        return false;
    for (; *text && sum <= UINT32_MAX; text++)
        sum = sum * 10 + (uint64_t)(*text - '0');
    *seconds = (uint32_t)sum;
    return sum <= UINT32_MAX;
}

void date_write(uint32_t seconds, char text[DATE_BYTES])
{
    uint32_t days = seconds / SECONDS_OF_DAY, rest = seconds % SECONDS_OF_DAY, year = 1970, month = 1;

    for (; days >= (is_leap_year(year) ? 366u : 365u); year++)
        days -= is_leap_year(year) ? 366 : 365;
    for (; days >= days_of_month(year, month); month++)
        days -= days_of_month(year, month);
    snprintf(text, DATE_BYTES, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)year % 10000, (unsigned)month % 100,
             (unsigned)(days + 1) % 100, (unsigned)(rest / 3600), (unsigned)(rest / 60 % 60), (unsigned)(rest % 60));
}
