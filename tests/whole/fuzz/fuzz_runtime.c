/* SPDX-License-Identifier: MIT
 *
 * Calls the public interface with arbitrary bytes, on the built-in mapping.
 */
#include "attack_events_builtin.h"
#include "probe.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* NOLINTNEXTLINE(readability-non-const-parameter): libFuzzer's own prototype */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct attack_info info;

    (void)argc;
    (void)argv;
    probe_whole(attack_events_builtin());
    attack_db_info(attack_events_builtin(), &info);
    CHECK(info.techniques == ATTACK_EVENTS_BUILTIN_TECHNIQUES && info.events == ATTACK_EVENTS_BUILTIN_EVENTS);
    CHECK(info.candidates_most == ATTACK_EVENTS_BUILTIN_CANDIDATES);
    CHECK(info.fields_most == ATTACK_EVENTS_BUILTIN_FIELDS);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    probe(attack_events_builtin(), (struct bytes){data, data + size});
    return 0;
}
