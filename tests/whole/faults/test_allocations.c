/* SPDX-License-Identifier: MIT
 *
 * Failing allocations: each allocation in turn, alone and with all later ones. A command that prints thousands of rows
 * makes an allocation for each; of these, some.
 */
#include "disturbed.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Makes the n-th allocation fail. Returns false if there are fewer. */
static bool refuse(const struct disturbed *disturbed, unsigned long n, bool goes_on)
{
    char mark[512], mark_variable[600], number[60];
    const char *environment[] = {"LD_PRELOAD=" ALLOCATOR, number, mark_variable, goes_on ? "FAIL_FROM_THERE=1" : NULL,
                                 NULL};
    struct run_options options = {.environment = environment};
    char *said;
    bool is_made;

    snprintf(mark, sizeof mark, "%s", path_in(disturbed->scratch, "refused"));
    snprintf(mark_variable, sizeof mark_variable, "FAIL_MARK=%s", mark);
    snprintf(number, sizeof number, "FAIL_ALLOCATION=%lu", n);
    if (disturb(disturbed, NULL, &options, &said)) {
        if (!strstr(said, "out of memory") && !strstr(said, "Cannot allocate memory"))
            fail_msg("request %lu was refused, but it said: %s", n, said);
        free(said);
    }
    is_made = access(mark, F_OK) == 0;
    remove(mark);
    return is_made;
}

enum { EACH_OF = 300 };

/* Returns about how many allocations the program makes. */
static unsigned long refuse_all(const char *scratch, const struct program *program)
{
    struct disturbed disturbed;
    unsigned long single = 1, all = 1;

    program_start(&disturbed, program, scratch);
    while (refuse(&disturbed, single, false))
        single += single < EACH_OF ? 1 : 1 + (single - EACH_OF) / 20;
    while (refuse(&disturbed, all, true))
        all += 1 + all / 50; /* later starts differ less from each other */
    print_message("%s: %lu requests\n", program->name, single - 1);
    disturbed_end(&disturbed);
    return single - 1;
}

static void generator(void **state)
{
    for (const struct program *program = NULL; (program = next_program(program));)
        if (strncmp(program->name, "generator", 9) == 0)
            assert_in_range(refuse_all(*state, program), 50, 10000);
}

/* Many commands need no memory: they print what they find. */
static void tool(void **state)
{
    unsigned long requests = 0;

    for (const struct program *program = NULL; (program = next_program(program));)
        if (strncmp(program->name, "generator", 9) != 0 &&
            strcmp(program->name, "graph") != 0) /* works like graph -o */
            requests += refuse_all(*state, program);
#ifdef TOOL
    assert_in_range(requests, are_programs_few() ? 20 : 500, 1000000);
#else
    assert_int_equal(requests, 0);
    skip();
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(generator),
        SCRATCH_TEST(tool),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
