/* SPDX-License-Identifier: MIT
 *
 * make_rules DIRECTORY: writes with_rules.c and with_rules.h, a mapping with rules of all sorts, beside conditions of
 * the mapping's own.
 */
#include "emit/outputs.h"
#include "ruled.h"

#include <stdio.h>

static void describe(struct ruled *ruled, uint32_t rule, const char *author, const char *file)
{
    struct rule *known = &ruled->model.rules[rule - 1];

    known->author = ruled_text(ruled, author);
    known->license = ruled_text(ruled, "MIT");
    known->folder = ruled_text(ruled, "https://example.org/");
    known->file = ruled_text(ruled, file);
}

static void add_rules(struct ruled *ruled)
{
    static const struct ruled_log any = {NULL, "aws", "Cloud", NULL}, one = {"1", "windows", "Log", "Channel"},
                                  two = {"two", NULL, "Log", NULL};
    const uint32_t optional = TEST_CONTAINS | TEST_OPTIONAL;
    uint32_t low = ruled_rule(ruled, "r-low", LEVEL_LOW, STATUS_STABLE, false);
    uint32_t high = ruled_rule(ruled, "r-high", LEVEL_HIGH, STATUS_TEST, false);
    uint32_t hunting = ruled_rule(ruled, "r-hunting", LEVEL_CRITICAL, STATUS_DEPRECATED, true);

    describe(ruled, low, "Some Body", "a.yml");
    describe(ruled, hunting, NULL, "b.yml");
    ruled_row(ruled, "T1001", ruled_event(ruled, &any, ruled_always(ruled), low), KIND_RULE);
    ruled_row(ruled, "T1001", ruled_event(ruled, &any, ruled_test(ruled, "Name", optional, "abcdef"), high), KIND_RULE);
    ruled_row(ruled, "T1002", ruled_event(ruled, &any, ruled_not(ruled, "Name", optional, "x"), hunting), KIND_RULE);
    ruled_row(ruled, "T1002", ruled_event(ruled, &one, ruled_test(ruled, "Image", TEST_ENDS, "\\a.exe"), low),
              KIND_RULE);
    ruled_row(ruled, "T1003", ruled_event(ruled, &one, ruled_test(ruled, "Image", TEST_EQUAL, "b"), 0), KIND_CONDITION);
    ruled_row(ruled, "T1003", ruled_event(ruled, &one, ruled_test(ruled, "Image", TEST_NULL, NULL), high), KIND_RULE);
    ruled_row(ruled, "T1001", ruled_event(ruled, &one, 0, 0), KIND_CANDIDATE);
    ruled_row(ruled, "T1002", ruled_event(ruled, &two, 0, 0), KIND_DIRECT);
    ruled_row(ruled, "T1004", ruled_event(ruled, &two, ruled_always(ruled), hunting), KIND_RULE);
}

int main(int argc, char **argv)
{
    struct ruled ruled;
    struct emission emission = {.packed = &ruled.packed,
                                .prefix = "with_rules",
                                .sha256 = "none",
                                .domain = "",
                                .version = "",
                                .selection = ""};
    struct places places;
    bool is_written;

    if (argc != 2) {
        fprintf(stderr, "usage: make_rules DIRECTORY\n");
        return 2;
    }
    ruled_begin(&ruled);
    add_rules(&ruled);
    ruled_pack(&ruled);
    places = places_of(&ruled.arena, argv[1], emission.prefix, false, false, NULL);
    is_written = prepare_places(&ruled.arena, &places) == EXIT_GOOD && write_outputs(&ruled.arena, &places, &emission);
    ruled_end(&ruled);
    return is_written ? 0 : 1;
}
