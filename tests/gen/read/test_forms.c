/* SPDX-License-Identifier: MIT
 *
 * Each input format gives back its rows through the generator and a C compiler.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* ---- The flat format --------------------------------------------------------------------------------------------- */

#define FULL_ROW                                                                                                       \
    "T1003.001\tsub\ttechnique=LSASS Memory\ttactic=credential-access,collection\tplatform=Windows,Linux"              \
    "\tdata_source=process\tdata_component=process access"
#define FULL_BEHAVIOUR "\tname=Process accessed Process\tsource=process\trelationship=accessed\ttarget=process"
#define FULL_EVENT                                                                                                     \
    "\tevent_id=4663\tevent_name=An attempt was made.\tevent_platform=windows\taudit_category=Object Access"           \
    "\taudit_sub_category=Kernel Object\tchannel=Security\tlog_source=Auditing\tfilter_in=ObjectType=Process,A=B\n"
#define FULL_TECHNIQUE "* T1003.001\ttechnique=LSASS Memory\tcomponent=process: process access\n"

static void reads_rows_of_the_notebooks_schema(void **state)
{
    expect_rows(*state,
                "- technique_id: T1003.001\n  x_mitre_is_subtechnique: true\n  technique: LSASS Memory\n"
                "  tactic:\n  - credential-access\n  - collection\n  platform: [Windows, Linux]\n"
                "  data_source: process\n  data_component: process access\n  name: Process accessed Process\n"
                "  source: process\n  relationship: accessed\n  target: process\n  event_id: 4663\n"
                "  event_name: An attempt was made.\n  event_platform: windows\n  audit_category: Object Access\n"
                "  audit_sub_category: Kernel Object\n  log_channel: Security\n  log_provider: Auditing\n"
                "  filter_in:\n  - ObjectType: Process\n  - A: B\n",
                ARGUMENTS(NULL), FULL_ROW FULL_BEHAVIOUR FULL_EVENT FULL_TECHNIQUE);
}

static void reads_rows_of_todays_schema(void **state)
{
    expect_rows(*state,
                "- technique_id: T1003.001\n  is_subtechnique: true\n  technique: LSASS Memory\n"
                "  tactic: [credential-access, collection]\n  platform: [Windows, Linux]\n"
                "  data_source: process\n  data_component: process access\n  relationship_id: REL-2022-0085\n"
                "  name: Process accessed Process\n  source: process\n  relationship: accessed\n  target: process\n"
                "  event_id: '4663'\n  event_name: An attempt was made.\n  event_platform: windows\n"
                "  audit_category: Object Access\n  audit_sub_category: Kernel Object\n  channel: Security\n"
                "  log_source: Auditing\n  filter_in: {ObjectType: Process, A: B}\n",
                ARGUMENTS(NULL), FULL_ROW "\trelationship_id=REL-2022-0085" FULL_BEHAVIOUR FULL_EVENT FULL_TECHNIQUE);
}

static void reads_json(void **state)
{
    expect_rows(*state,
                "[{\"technique_id\":\"T1003.001\",\"is_subtechnique\":true,\"technique\":\"LSASS Memory\",\n"
                "\t\"tactic\":[\"credential-access\",\"collection\"],\"platform\":[\"Windows\",\"Linux\"],\n"
                "\t\"data_source\":\"process\",\"data_component\":\"process access\",\"relationship_id\":\"R\",\n"
                "\t\"name\":\"Process accessed Process\",\"source\":\"process\",\"relationship\":\"accessed\",\n"
                "\t\"target\":\"process\",\"event_id\":4663,\"event_name\":\"An attempt was made.\",\n"
                "\t\"event_platform\":\"windows\",\"audit_category\":\"Object Access\",\n"
                "\t\"audit_sub_category\":\"Kernel Object\",\"channel\":\"Security\",\"log_source\":\"Auditing\",\n"
                "\t\"filter_in\":[{\"ObjectType\":\"Process\"},{\"A\":\"B\"}]},\n"
                " {\"technique_id\":\"T1004\",\"event_id\":NaN,\"event_name\":null,\"channel\":\"\","
                "\"audit_category\":\"\\u00e4\\/\\\"\\\\\\t\",\"log_source\":NaN,\"filter_in\":NaN}]\n",
                ARGUMENTS("-q"),
                FULL_ROW "\trelationship_id=R" FULL_BEHAVIOUR FULL_EVENT
                         "T1004\taudit_category=\xc3\xa4/\"\\\\\\t\n" FULL_TECHNIQUE "* T1004\n");
}

static void keeps_techniques_sorted_and_rows_in_the_order_of_the_source(void **state)
{
    expect_rows(*state,
                "- {technique_id: T1010, event_id: 30}\n- {technique_id: T1002, event_id: 9}\n"
                "- {technique_id: T1010, event_id: 4}\n- {technique_id: T1002.001, event_id: 200}\n"
                "- {technique_id: T1010, event_id: 30, channel: x}\n- {technique_id: T1002, event_id: 1}\n",
                ARGUMENTS(NULL),
                "T1002\tevent_id=9\nT1002\tevent_id=1\nT1002.001\tsub\tevent_id=200\nT1010\tevent_id=30\n"
                "T1010\tevent_id=4\nT1010\tevent_id=30\tchannel=x\n* T1002\n* T1002.001\n* T1010\n");
}

/* ---- The relational format --------------------------------------------------------------------------------------- */

#define RELATIONAL "schema_version: 1\nattack_domain: enterprise-attack\nattack_version: \"18.1\"\n"
#define RELATIONSHIPS                                                                                                  \
    "- relationship_id: R-1\n  name: User read File\n  contributors: [someone]\n"                                      \
    "  attack: {data_source: File, data_component: File Access}\n"                                                     \
    "  behavior: {source: user, relationship: read, target: file}\n"                                                   \
    "  security_events:\n"                                                                                             \
    "  - {event_id: 4663, name: Read, platform: Windows, audit_category: a, audit_sub_category: b, channel: c, "       \
    "log_source: d, filter_in: [{x: y}]}\n"                                                                            \
    "  - {event_id: 5, platform: linux}\n"                                                                             \
    "- relationship_id: R-2\n  attack: {data_source: cloud storage, data_component: FILE ACCESS}\n"                    \
    "  security_events:\n"                                                                                             \
    "  - {event_id: GetObject, platform: aws}\n  - {event_id: 5, platform: Windows}\n"                                 \
    "- relationship_id: R-3\n  attack: {data_source: process, data_component: process creation}\n"                     \
    "  security_events: [{event_id: 4688, platform: windows}, {event_id: Start, platform: GCP}]\n"
#define ROW_1                                                                                                          \
    "\tdata_source=file\tdata_component=file access\trelationship_id=R-1\tname=User read File\tsource=user"            \
    "\trelationship=read\ttarget=file"
#define EVENT_1                                                                                                        \
    "\tevent_id=4663\tevent_name=Read\tevent_platform=Windows\taudit_category=a\taudit_sub_category=b\tchannel=c"      \
    "\tlog_source=d\tfilter_in=x=y\n"
#define ROW_2 "\tdata_source=cloud storage\tdata_component=file access\trelationship_id=R-2"
#define ROW_3 "\tdata_source=process\tdata_component=process creation\trelationship_id=R-3"
#define DESCRIPTION "#\tdomain=enterprise-attack\tversion=18.1\n"

static void joins_events_to_techniques_by_component_and_platform(void **state)
{
    expect_rows(*state,
                RELATIONAL "relationships:\n" RELATIONSHIPS "techniques:\n"
                           "- {technique_id: T1005, technique: Data, tactic: [collection], platform: [Windows], "
                           "data_components: [Process Creation, file access]}\n",
                ARGUMENTS(NULL),
                DESCRIPTION "T1005\ttechnique=Data\ttactic=collection\tplatform=Windows" ROW_3
                            "\tevent_id=4688\tevent_platform=windows\n"
                            "T1005\ttechnique=Data\ttactic=collection\tplatform=Windows" ROW_1 EVENT_1
                            "T1005\ttechnique=Data\ttactic=collection\tplatform=Windows" ROW_2
                            "\tevent_id=5\tevent_platform=Windows\n"
                            "* T1005\ttechnique=Data\tcomponent=process: process creation\tcomponent=file: file access"
                            "\tcomponent=cloud storage: file access\n");
}

static void counts_a_cloud_as_iaas(void **state)
{
    expect_rows(
        *state,
        RELATIONAL
        "techniques:\n- {technique_id: T1530, platform: [iaas], data_components: ['cloud storage: file access']}\n"
        "- {technique_id: T1531, platform: [IaaS, linux], data_components: process creation}\n"
        "relationships:\n" RELATIONSHIPS,
        ARGUMENTS(NULL),
        DESCRIPTION "T1530\tplatform=iaas" ROW_2 "\tevent_id=GetObject\tevent_platform=aws\n"
                    "T1531\tplatform=IaaS,linux" ROW_3 "\tevent_id=Start\tevent_platform=GCP\n"
                    "* T1530\tcomponent=cloud storage: file access\n"
                    "* T1531\tcomponent=process: process creation\n");
}

static void takes_a_component_of_one_source_where_it_is_named(void **state)
{
    expect_rows(*state,
                RELATIONAL
                "relationships:\n" RELATIONSHIPS "techniques:\n"
                "- {technique_id: T1005, platform: windows, data_components: ['Cloud Storage: File Access']}\n",
                ARGUMENTS(NULL),
                DESCRIPTION "T1005\tplatform=windows" ROW_2 "\tevent_id=5\tevent_platform=Windows\n"
                            "* T1005\tcomponent=cloud storage: file access\n");
}

static void keeps_techniques_without_events_or_components(void **state)
{
    expect_rows(*state,
                RELATIONAL "relationships:\n" RELATIONSHIPS "techniques:\n"
                           "- {technique_id: T1006, technique: No Event, platform: [macOS], data_components: "
                           "[process creation]}\n"
                           "- {technique_id: T1007, technique: No Component, platform: [Windows]}\n"
                           "- {technique_id: T1008, technique: Nothing Known, platform: [Windows], data_components: "
                           "['Radio: Signal', noise]}\n"
                           "- {technique_id: T1009, technique: Revoked, revoked_by: T1008.001}\n",
                ARGUMENTS("-q"),
                DESCRIPTION "* T1006\ttechnique=No Event\tcomponent=process: process creation\n"
                            "* T1007\ttechnique=No Component\n"
                            "* T1008\ttechnique=Nothing Known\tcomponent=radio: signal\tcomponent=noise\n");
}

static void joins_a_list_of_relationships_with_a_file_of_techniques(void **state)
{
    char *printed;

    generate_quietly(*state, ARGUMENTS(write_text(*state, "relationships.yml", RELATIONSHIPS),
                                       write_text(*state, "techniques.yml",
                                                  "techniques:\n- {technique_id: T1005, platform: linux, "
                                                  "data_components: file access}\n")));
    printed = print_mapping(*state, "attack_events_builtin");
    assert_string_equal(printed, "T1005\tplatform=linux" ROW_1 "\tevent_id=5\tevent_platform=linux\n"
                                 "* T1005\tcomponent=file: file access\tcomponent=cloud storage: file access\n");
    free(printed);
}

static void reads_anchors_and_aliases(void **state)
{
    expect_rows(
        *state,
        "x-shared: &windows [Windows]\n"
        "relationships:\n- &first\n  attack: &file {data_source: file, data_component: file access}\n"
        "  security_events: &events\n  - &event {event_id: &id 1, platform: windows}\n"
        "  - {event_id: *id, platform: windows, channel: x}\n"
        "- {relationship_id: R, attack: *file, security_events: *events}\n"
        "- {relationship_id: S, attack: *file, security_events: [*event]}\n"
        "techniques: &techniques\n- &one {technique_id: T1001, platform: *windows, data_components: file access}\n",
        ARGUMENTS("-q"),
        "T1001\tplatform=Windows\tdata_source=file\tdata_component=file access\tevent_id=1\tevent_platform=windows\n"
        "T1001\tplatform=Windows\tdata_source=file\tdata_component=file access\tevent_id=1\tevent_platform=windows"
        "\tchannel=x\n"
        "T1001\tplatform=Windows\tdata_source=file\tdata_component=file access\trelationship_id=R\tevent_id=1"
        "\tevent_platform=windows\n"
        "T1001\tplatform=Windows\tdata_source=file\tdata_component=file access\trelationship_id=R\tevent_id=1"
        "\tevent_platform=windows\tchannel=x\n"
        "T1001\tplatform=Windows\tdata_source=file\tdata_component=file access\trelationship_id=S\tevent_id=1"
        "\tevent_platform=windows\n"
        "* T1001\tcomponent=file: file access\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(reads_rows_of_the_notebooks_schema),
        SCRATCH_TEST(reads_rows_of_todays_schema),
        SCRATCH_TEST(reads_json),
        SCRATCH_TEST(keeps_techniques_sorted_and_rows_in_the_order_of_the_source),
        SCRATCH_TEST(joins_events_to_techniques_by_component_and_platform),
        SCRATCH_TEST(counts_a_cloud_as_iaas),
        SCRATCH_TEST(takes_a_component_of_one_source_where_it_is_named),
        SCRATCH_TEST(keeps_techniques_without_events_or_components),
        SCRATCH_TEST(joins_a_list_of_relationships_with_a_file_of_techniques),
        SCRATCH_TEST(reads_anchors_and_aliases),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
