/* SPDX-License-Identifier: MIT
 *
 * Dates as text, compared with those of the C library; and what is no date.
 */
#include "host/date.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

/* What the C library writes, in UTC. */
static void write_as_c(uint32_t seconds, char text[40])
{
    time_t time = (time_t)seconds;
    struct tm parts;

    assert_true(gmtime_r(&time, &parts) && strftime(text, 40, "%Y-%m-%dT%H:%M:%SZ", &parts));
}

static void expect_as_c(uint32_t seconds)
{
    char own[DATE_BYTES], text[40];
    uint32_t read = ~seconds;

    write_as_c(seconds, text);
    date_write(seconds, own);
    assert_string_equal(own, text);
    if (!date_read(text, &read) || read != seconds)
        fail_msg("%s was read as %lu", text, (unsigned long)read);
}

static void has_the_days_of_the_c_library(void **state)
{
    char text[40];
    uint32_t days = 0;

    (void)state;
    if (sizeof(time_t) < 8) {
        print_message("skipped: time_t ends in 2038\n");
        skip();
    }
    for (uint64_t day = 0; day * 86400 <= UINT32_MAX; day++, days++) {
        uint32_t first = (uint32_t)(day * 86400), read = 1;
        uint64_t last = day * 86400 + 86399;

        write_as_c(first, text);
        *strchr(text, 'T') = '\0';
        assert_true(date_read(text, &read));
        assert_int_equal(read, first);
        expect_as_c(first);
        expect_as_c(last < UINT32_MAX ? (uint32_t)last : UINT32_MAX);
    }
    assert_int_equal(days, 49711); /* 1970-01-01 to 2106-02-07 */
}

static void has_the_seconds_of_the_c_library(void **state)
{
    uint32_t seconds = 1;

    (void)state;
    if (sizeof(time_t) < 8)
        skip();
    for (int i = 0; i < 200000; i++) {
        seconds = seconds * 1664525u + 1013904223u;
        expect_as_c(seconds);
    }
}

static void refuses_what_is_no_date(void **state)
{
    static const char *const bad[] = {
        "",
        " ",
        "2026",
        "2026-11",
        "2026-11-3",
        "2026-11-300",
        "26-11-30",
        "02026-11-30",
        "2026-11-30 ",
        " 2026-11-30",
        "2026-11-30\n",
        "2026/11/30",
        "20261130",
        "2026-1130",
        "+026-11-30",
        "-026-11-30",
        "2026-00-30",
        "2026-13-01",
        "2026-11-00",
        "2026-11-31",
        "2026-02-29",
        "2100-02-29",
        "2028-02-30",
        "1969-12-31",
        "0000-01-01",
        "9999-12-31",
        "2106-02-08",
        "2106-02-07T06:28:16Z",
        "2026-11-30T",
        "2026-11-30T17:05",
        "2026-11-30T17:05Z",
        "2026-11-30T17:05:00",
        "2026-11-30T17:05:00z",
        "2026-11-30t17:05:00Z",
        "2026-11-30 17:05:00Z",
        "2026-11-30T17:05:00Z ",
        "2026-11-30T17:05:00+00:00",
        "2026-11-30T17:05:00.5Z",
        "2026-11-30T24:00:00Z",
        "2026-11-30T17:60:00Z",
        "2026-11-30T17:05:60Z",
        "2026-11-3\xd9\xa0",
        "today",
    };
    uint32_t seconds;

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_read(bad[i], &seconds))
            fail_msg("\"%s\" was read as %lu", bad[i], (unsigned long)seconds);
}

static void knows_leap_days_and_both_ends(void **state)
{
    static const struct {
        const char *text;
        uint32_t seconds;
    } good[] = {
        {"1970-01-01", 0},          {"1970-01-01T00:00:01Z", 1}, {"2000-02-29", 951782400},
        {"2028-02-29", 1835395200}, {"2106-02-07", 4294944000u}, {"2106-02-07T06:28:15Z", UINT32_MAX},
    };
    uint32_t seconds;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(date_read(good[i].text, &seconds));
        assert_int_equal(seconds, good[i].seconds);
    }
}

static void reads_seconds_of_32_bits(void **state)
{
    static const char *const bad[] = {"",           " ",          "-1",
                                      "+1",         "1 ",         " 1",
                                      "1.0",        "0x1",        "1e3",
                                      "4294967296", "9999999999", "18446744073709551617",
                                      "1\n",        "now",        "99999999999999999999999999999999999999999999"};
    static const struct {
        const char *text;
        uint32_t seconds;
    } good[] = {{"0", 0}, {"1", 1}, {"0001", 1}, {"1796058307", 1796058307}, {"4294967295", UINT32_MAX}};
    uint32_t seconds;

    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(date_read_epoch(good[i].text, &seconds));
        assert_int_equal(seconds, good[i].seconds);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_read_epoch(bad[i], &seconds))
            fail_msg("\"%s\" was read as %lu", bad[i], (unsigned long)seconds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_days_of_the_c_library), cmocka_unit_test(has_the_seconds_of_the_c_library),
        cmocka_unit_test(refuses_what_is_no_date),       cmocka_unit_test(knows_leap_days_and_both_ends),
        cmocka_unit_test(reads_seconds_of_32_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
