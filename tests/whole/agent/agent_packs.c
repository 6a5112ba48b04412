/* SPDX-License-Identifier: MIT */
#include "agent_packs.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>

static const char *or_else(const char *text, const char *instead)
{
    return text ? text : instead;
}

const char *make_pack(const char *scratch, const struct pack_recipe *recipe)
{
    char text[1200];
    const char *mapping, *pack = path_in(scratch, recipe->name);
    struct run_result result;

    snprintf(text, sizeof text,
             "schema_version: 1\n"
             "attack_domain: %s\n"
             "attack_version: \"%s\"\n"
             "techniques:\n"
             "  - {technique_id: T1001, technique: %s, platform: [Windows], data_components: [process creation]}\n"
             "relationships:\n"
             "  - relationship_id: R-1\n"
             "    name: Process created process\n"
             "    attack: {data_source: process, data_component: process creation}\n"
             "    behavior: {source: process, relationship: created, target: process}\n"
             "    security_events:\n"
             "      - {event_id: 1, name: Process created, platform: windows, log_source: Acme%s%s}\n",
             or_else(recipe->domain, "enterprise-attack"), or_else(recipe->version, "19.1"), recipe->technique,
             recipe->condition ? ", " : "", or_else(recipe->condition, ""));
    mapping = write_text(scratch, "mapping.yaml", text);
    run(ARGUMENTS(GENERATOR, "-q", "--pack", "--date", or_else(recipe->date, "2026-11-30"), "-o", pack, mapping,
                  recipe->option, recipe->parameter),
        NULL, &result);
    if (result.exit_code != GOOD)
        fail_msg("%s", result.err);
    run_result_free(&result);
    return pack;
}
