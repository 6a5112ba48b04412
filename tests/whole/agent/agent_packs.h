/* SPDX-License-Identifier: MIT
 *
 * Small packs for the tests of the agent, which differ in what they say of themselves and in one answer.
 */
#ifndef AGENT_PACKS_H
#define AGENT_PACKS_H

struct pack_recipe {
    const char *name;               /* of the file */
    const char *technique;          /* the name of T1001 */
    const char *domain, *version;   /* NULL: "enterprise-attack", "19.1" */
    const char *date;               /* NULL: "2026-11-30" */
    const char *option, *parameter; /* one more for the generator; NULL: none */
    const char *condition;          /* of the event, in YAML: "detection: {...}"; NULL: none */
};

/* Makes a pack in the scratch directory with the generator. Returns its path, as path_in() does. */
const char *make_pack(const char *scratch, const struct pack_recipe *recipe);

#endif
