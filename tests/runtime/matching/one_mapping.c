/* SPDX-License-Identifier: MIT
 *
 * The mapping that a test program is about. Compiled once for each mapping, with MAPPING_FUNCTION, MAPPING_HEADER,
 * MAPPING_PREFIX (of the header's constants) and MAPPING_FILES (a list of string literals).
 */
#include "matching.h"

#include MAPPING_HEADER

#define OF_MAPPING(prefix, name) OF_MAPPING_2(prefix, name)
#define OF_MAPPING_2(prefix, name) prefix##_##name

struct matching matching;

int matching_set_up(void **state)
{
    static const char *const files[] = {MAPPING_FILES};

    (void)state;
    matching.db = MAPPING_FUNCTION();
    matching.sizes.techniques = OF_MAPPING(MAPPING_PREFIX, TECHNIQUES);
    matching.sizes.events = OF_MAPPING(MAPPING_PREFIX, EVENTS);
    matching.sizes.technique_words = OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS);
    matching.sizes.event_words = OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS);
    matching.sizes.candidates = OF_MAPPING(MAPPING_PREFIX, CANDIDATES);
    matching.sizes.fields = OF_MAPPING(MAPPING_PREFIX, FIELDS);
    return model_read(&matching.model, files, sizeof files / sizeof *files) ? 0 : -1;
}

int matching_tear_down(void **state)
{
    (void)state;
    model_free(&matching.model);
    return 0;
}
