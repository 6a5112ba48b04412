/* SPDX-License-Identifier: MIT
 *
 * The mapping that a test program is about. Compiled once for each mapping, with MAPPING_FUNCTION, MAPPING_HEADER,
 * MAPPING_PREFIX (of the header's constants) and MAPPING_FILES (a list of string literals).
 */
#include "matching.h"

#include MAPPING_HEADER

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define OF_MAPPING(prefix, name) OF_MAPPING_2(prefix, name)
#define OF_MAPPING_2(prefix, name) prefix##_##name

struct questions questions;
const struct oracle *const oracle = &questions.oracle;
struct sizes sizes;

void disagree(const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fail_msg("%s", text);
    abort(); /* fail_msg() does not return */
}

int matching_set_up(void **state)
{
    static const char *const files[] = {MAPPING_FILES};

    (void)state;
    questions.db = MAPPING_FUNCTION();
    sizes.techniques = OF_MAPPING(MAPPING_PREFIX, TECHNIQUES);
    sizes.events = OF_MAPPING(MAPPING_PREFIX, EVENTS);
    sizes.technique_words = OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS);
    sizes.event_words = OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS);
    sizes.candidates = OF_MAPPING(MAPPING_PREFIX, CANDIDATES);
    sizes.scratch = OF_MAPPING(MAPPING_PREFIX, SCRATCH);
    if (!oracle_read(&questions.oracle, files, sizeof files / sizeof *files))
        return -1;
    questions.fields_most = oracle_fields_most(oracle);
    return 0;
}

int matching_tear_down(void **state)
{
    (void)state;
    oracle_free(&questions.oracle);
    return 0;
}
