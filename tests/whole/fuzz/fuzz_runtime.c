/* SPDX-License-Identifier: MIT
 *
 * Calls the public interface with arbitrary bytes, on the built-in mapping, whose YAML file the oracle is read from,
 * and on one with rules, whose oracle is what it says row by row.
 */
#include "attack_events_builtin.h"
#include "oracle_walk.h"
#include "probe.h"
#include "with_rules.h"

static struct questions questions, of_rules;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* NOLINTNEXTLINE(readability-non-const-parameter): libFuzzer's own prototype */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    static const char *const file = MAPPING_FILE;
    struct attack_info info;

    (void)argc;
    (void)argv;
    questions.db = attack_events_builtin();
    CHECK(oracle_read(&questions.oracle, &file, 1));
    probe_whole(questions.db);
    attack_db_info(attack_events_builtin(), &info);
    CHECK(info.techniques == ATTACK_EVENTS_BUILTIN_TECHNIQUES && info.events == ATTACK_EVENTS_BUILTIN_EVENTS);
    CHECK(info.candidates_most == oracle_candidates_most(&questions.oracle));
    questions.fields_most = oracle_fields_most(&questions.oracle);
    CHECK(info.candidates_most == ATTACK_EVENTS_BUILTIN_CANDIDATES);
    CHECK(ATTACK_EVENTS_BUILTIN_SCRATCH * sizeof(union attack_scratch) >= attack_scratch_size(questions.db));
    of_rules.db = with_rules();
    oracle_walk(&of_rules.oracle, of_rules.db);
    probe_whole(of_rules.db);
    of_rules.fields_most = oracle_fields_most(&of_rules.oracle);
    CHECK(WITH_RULES_SCRATCH * sizeof(union attack_scratch) >= attack_scratch_size(of_rules.db));
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    probe(&questions, (struct part){data, data + size});
    probe(&of_rules, (struct part){data, data + size});
    return 0;
}
