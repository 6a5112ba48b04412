/* SPDX-License-Identifier: MIT
 *
 * Operators of conditions on numbers and addresses, with values and answers written down by hand.
 */
#include "passing.h"

#include "cmocka_test.h"

static void knows_addresses_and_networks(void **state)
{
    static const struct example networks[] = {
        {"10.0.0.0", "10.0.0.0/8", true},
        {"10.255.255.255", "10.0.0.0/8", true},
        {"11.0.0.0", "10.0.0.0/8", false},
        {"192.168.1.7", "192.168.0.0/23", true},
        {"192.168.2.7", "192.168.0.0/23", false},
        {"1.2.3.4", "0.0.0.0/0", true},
        {"1.2.3.4", "1.2.3.4", true},
        {"1.2.3.5", "1.2.3.4", false},
        {"1.2.3.4", "1.2.3.4/32", true},
        {"1.2.3.5", "1.2.3.4/31", true},
        {"10.1.2", "10.0.0.0/8", false},
        {"10.1.2.3.4", "10.0.0.0/8", false},
        {"10.1.2.", "10.0.0.0/8", false},
        {"10.1.2.256", "10.0.0.0/8", false},
        {"10.01.2.3", "10.0.0.0/8", false},
        {"10.1.2.3 ", "10.0.0.0/8", false},
        {"", "10.0.0.0/8", false},
        {"-", "10.0.0.0/8", false},
        {"10.1.2.0003", "10.0.0.0/8", false},
        {"fe80::1", "fe80::/10", true},
        {"febf:ffff::", "fe80::/10", true},
        {"fec0::", "fe80::/10", false},
        {"::1", "::1", true},
        {"0:0:0:0:0:0:0:1", "::1/128", true},
        {"::2", "::1/128", false},
        {"::", "::/128", true},
        {"2001:DB8::A", "2001:db8::a", true},
        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true},
        {"::8", "0:0:0:0:0:0:0:8", true},
        {"1:2:3:4:5:6:7:8:9", "::/0", false},
        {"1:2:3:4:5:6:7", "::/0", false},
        {"1::2::3", "::/0", false},
        {"1:2:3:4::5:6:7:8", "::/0", false},
        {":1", "::/0", false},
        {"1:", "::/0", false},
        {":::", "::/0", false},
        {":", "::/0", false},
        {"12345::", "::/0", false},
        {"g::", "::/0", false},
        {"1::", "::/0", true},
        {"::ffff:10.1.2.3", "10.0.0.0/8", true},
        {"::FFFF:a01:203", "10.0.0.0/8", true},
        {"::ffff:11.1.2.3", "10.0.0.0/8", false},
        {"10.1.2.3", "::ffff:10.0.0.0/104", true},
        {"64:ff9b::10.1.2.3", "64:ff9b::a01:203", true},
        {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304", true},
        {"1:2:3:4:5:6:7:1.2.3.4", "::/0", false},
        {"::1.2.3", "::/0", false},
        {"::1.2.3.4.5", "::/0", false},
        {"10.1.2.3", "::/0", false},
        {"::1", "0.0.0.0/0", false},
        {"fe80::1%eth0", "fe80::/10", true},
        {"fe80::1%", "fe80::/10", false},
        {"10.1.2.3%1", "10.0.0.0/8", false},
        {"0000:0000:0000:0000:0000:ffff:192.168.100.228", "192.168.0.0/16", true},
        {"00000:0000:0000:0000:0000:0000:ffff:192.168.100.228", "::/0", false},
    };

    (void)state;
    EXPECT_ALL("cidr", false, networks);
}

static void knows_numbers(void **state)
{
    static const struct example above[] = {
        {"6", "5", true},
        {"5", "5", false},
        {"-6", "5", false},
        {"10", "9", true},
        {"0x10", "15", true},
        {"0XfF", "254", true},
        {"16", "0x10", false},
        {"-1", "-2", true},
        {"-2", "-1", false},
        {"0", "-1", true},
        {"+7", "6", true},
        {"007", "6", true},
        {"-0", "0", false},
        {"0", "-0", false},
        {"9223372036854775807", "9223372036854775806", true},
        {"9223372036854775808", "1", false},
        {"0x7fffffffffffffff", "0x7ffffffffffffffe", true},
        {"0x8000000000000000", "1", false},
        {"99999999999999999999", "1", false},
        {"18446744073709551617", "0", false},
        {"0x10000000000000001", "0", false},
        {"-9223372036854775807", "-9223372036854775808", true},
        {"-9223372036854775809", "-9223372036854775808", false},
        {"", "0", false},
        {"x", "0", false},
        {"0x", "0", false},
        {"5a", "0", false},
        {"0xg", "0", false},
        {"-", "-1", false},
        {"+", "-1", false},
        {" 5", "0", false},
        {"5 ", "0", false},
        {"1.5", "0", false},
        {"--5", "-9", false},
        {"1e3", "0", false},
        {"a", "0", false},
        {"0b1", "0", false},
        {"0000000000000000000000000000000000000000000000000000000000000000000000000009", "8", true},
    };
    static const struct example not_below[] = {{"5", "5", true},
                                               {"4", "5", false},
                                               {"-9223372036854775808", "-9223372036854775808", true},
                                               {"0", "-0", true},
                                               {"-0x8000000000000000", "-9223372036854775808", true}};
    static const struct example below[] = {
        {"4", "5", true}, {"5", "5", false}, {"-5", "5", true}, {"", "5", false}, {"4294967296", "4294967297", true}};
    static const struct example not_above[] = {{"5", "5", true}, {"6", "5", false}, {"nothing", "5", false}};

    (void)state;
    EXPECT_ALL("gt", false, above);
    EXPECT_ALL("gte", false, not_below);
    EXPECT_ALL("lt", false, below);
    EXPECT_ALL("lte", false, not_above);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_addresses_and_networks),
        cmocka_unit_test(knows_numbers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
