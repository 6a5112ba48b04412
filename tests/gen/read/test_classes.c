/* SPDX-License-Identifier: MIT
 *
 * Event classes: an item that names one has a row for each carrier on which its condition can hold. Most tests use
 * classes of their own, so that they do not depend on classes.yaml.
 */
#include "conditions.h"
#include "generating.h"

#include "cmocka_test.h"

static const char classes[] = "classes:\n"
                              "  - class: process\n"
                              "    platform: windows\n"
                              "    fields: [Image, Level, Parent, Hash]\n"
                              "    carriers:\n"
                              "      - {event_id: 1, log_source: one}\n"
                              "      - event_id: [21, 22]\n"
                              "        log_source: two\n"
                              "        fields: {Image: Name, Level: Label, Parent: Creator}\n"
                              "        values: {Level: {High: H, Low: L}}\n"
                              "        lacks: [Hash]\n"
                              "      - {event_id: 3, log_source: three, filter_in: {Action: made}, fields: {Image: "
                              "Path, Level: Level}, lacks: ['*']}\n"
                              "      - {event_id: 4, log_source: four, filter_in: {Type: [x, y]}, lacks: [Image]}\n";

#define EXPECT(scratch, cases) expect_conditions(scratch, classes, cases, sizeof(cases) / sizeof *(cases))

static void renames_fields_on_each_carrier(void **state)
{
    static const struct condition_case cases[] = {
        {"class: process, filter_in: {Image|endswith: x}", "1 Image|endswith 'x' condition\n"
                                                           "21 Name|endswith 'x' condition\n"
                                                           "22 Name|endswith 'x' condition\n"
                                                           "3 Action = 'made' and Path|endswith 'x' condition\n"},
        {"class: process", "1  direct\n"
                           "21  direct\n"
                           "22  direct\n"
                           "3 Action=made direct\n"
                           "4 Type = ('x' or 'y') condition\n"},
        {"class: PROCESS, platform: Windows, filter_in: {Image: x}",
         "1 Image=x direct\n21 Name=x direct\n22 Name=x direct\n3 Action=made,Path=x direct\n"},
        {"class: process, filter_in: {IMAGE: x, parent|fieldref: image, level: high}",
         "1 IMAGE = 'x' and parent = image and level = 'high' condition\n"
         "21 Name = 'x' and Creator = Name and Label = 'H' condition\n"
         "22 Name = 'x' and Creator = Name and Label = 'H' condition\n"},
        {"class: process, filter_in: {Image|fieldref: Parent}", "1 Image = Parent condition\n"
                                                                "21 Name = Creator condition\n"
                                                                "22 Name = Creator condition\n"},
        {"class: process, detection: {k: [word], condition: k}",
         "1 any value|contains 'word' condition\n"
         "21 any value|contains 'word' condition\n"
         "22 any value|contains 'word' condition\n"
         "3 Action = 'made' and any value|contains 'word' condition\n"
         "4 Type = ('x' or 'y') and any value|contains 'word' condition\n"},
    };

    EXPECT(*state, cases);
}

/* What a carrier lacks is unknown: an OR goes without it, and an AND cannot hold. */
static void drops_what_a_carrier_lacks(void **state)
{
    static const struct condition_case cases[] = {
        {"class: process, filter_in: {Image|endswith: x, Hash|contains: y}",
         "1 Image|endswith 'x' and Hash|contains 'y' condition\n"},
        {"class: process, detection: {a: {Image|endswith: x}, b: {Hash|contains: y}, condition: a or b}",
         "1 Image|endswith 'x' or Hash|contains 'y' condition\n"
         "21 Name|endswith 'x' condition\n"
         "22 Name|endswith 'x' condition\n"
         "3 Action = 'made' and Path|endswith 'x' condition\n"
         "4 Type = ('x' or 'y') and Hash|contains 'y' condition\n"},
        {"class: process, detection: {a: {Image|endswith: x}, b: {Hash|contains: y}, condition: a and not b}",
         "1 Image|endswith 'x' and not Hash|contains 'y' condition\n"},
        {"class: process, detection: {a: {Image|endswith: x}, b: {Hash|contains: y, Image: z}, condition: a and not b}",
         "1 Image|endswith 'x' and (not Hash|contains 'y' or not Image = 'z') condition\n"
         "21 Name|endswith 'x' and not Name = 'z' condition\n"
         "22 Name|endswith 'x' and not Name = 'z' condition\n"
         "3 Action = 'made' and Path|endswith 'x' and not Path = 'z' condition\n"},
        {"class: process, filter_in: {Hash: null}", "1 Hash is null condition\n"
                                                    "4 Type = ('x' or 'y') and Hash is null condition\n"},
    };

    EXPECT(*state, cases);
}

static void translates_values(void **state)
{
    static const struct condition_case cases[] = {
        {"class: process, filter_in: {Level: [high, LOW]}",
         "1 Level = ('high' or 'LOW') condition\n"
         "21 Label = ('H' or 'L') condition\n"
         "22 Label = ('H' or 'L') condition\n"
         "3 Action = 'made' and Level = ('high' or 'LOW') condition\n"
         "4 Type = ('x' or 'y') and Level = ('high' or 'LOW') condition\n"},
        {"class: process, filter_in: {Level: [high, other]}",
         "1 Level = ('high' or 'other') condition\n"
         "21 Label = 'H' condition\n"
         "22 Label = 'H' condition\n"
         "3 Action = 'made' and Level = ('high' or 'other') condition\n"
         "4 Type = ('x' or 'y') and Level = ('high' or 'other') condition\n"},
        /* not (H or unknown) is never true */
        {"class: process, detection: {s: {Image: x}, f: {Level: [high, other]}, condition: s and not f}",
         "1 Image = 'x' and not Level = ('high' or 'other') condition\n"
         "3 Action = 'made' and Path = 'x' and not Level = ('high' or 'other') condition\n"},
        {"class: process, detection: {s: {Image: x}, f: {Level: high}, condition: s and not f}",
         "1 Image = 'x' and not Level = 'high' condition\n"
         "21 Name = 'x' and not Label = 'H' condition\n"
         "22 Name = 'x' and not Label = 'H' condition\n"
         "3 Action = 'made' and Path = 'x' and not Level = 'high' condition\n"},
        {"class: process, filter_in: {Level|startswith: h}",
         "1 Level|startswith 'h' condition\n"
         "3 Action = 'made' and Level|startswith 'h' condition\n"
         "4 Type = ('x' or 'y') and Level|startswith 'h' condition\n"},
        {"class: process, filter_in: {Level: Low}", "1 Level=Low direct\n"
                                                    "21 Label=L direct\n"
                                                    "22 Label=L direct\n"
                                                    "3 Action=made,Level=Low direct\n"
                                                    "4 Type = ('x' or 'y') and Level = 'Low' condition\n"},
        {"class: process, filter_in: {Level|exists: true}", "1 Level exists condition\n"
                                                            "21 Label exists condition\n"
                                                            "22 Label exists condition\n"
                                                            "3 Action = 'made' and Level exists condition\n"
                                                            "4 Type = ('x' or 'y') and Level exists condition\n"},
    };

    EXPECT(*state, cases);
}

static void has_the_classes_of_the_file(void **state)
{
    static const struct condition_case cases[] = {
        {"class: process_creation, filter_in: {IntegrityLevel: System, CommandLine|contains: x}",
         "1 IntegrityLevel = 'System' and CommandLine|contains 'x' condition\n"
         "4688 MandatoryLabel = 'S-1-16-16384' and CommandLine|contains 'x' condition\n"
         "DeviceProcessEvents ActionType = 'ProcessCreated' and ProcessIntegrityLevel = 'System' and "
         "ProcessCommandLine|contains 'x' condition\n"},
        {"class: process_creation, platform: linux, filter_in: {Image|endswith: /x}",
         "1 Image|endswith '/x' condition\n"
         "SYSCALL SYSCALL = 'execve' and exe|endswith '/x' condition\n"
         "DeviceProcessEvents ActionType = 'ProcessCreated' and FolderPath|endswith '/x' condition\n"},
    };

    expect_conditions(*state, "", cases, sizeof cases / sizeof *cases);
}

static void lets_a_mapping_replace_a_class(void **state)
{
    static const struct condition_case cases[] = {{"class: dns_query, filter_in: {QueryName: x}", "7 q=x direct\n"}};

    expect_conditions(
        *state,
        "classes:\n  - {class: dns_query, platform: windows, carriers: [{event_id: 7, fields: {QueryName: "
        "q}}]}\n",
        cases, 1);
}

static void refuses_classes_that_are_none(void **state)
{
    expect_bad(
        *state,
        "classes:\n"
        "  - {class: a, platform: windows}\n"
        "  - {class: a, platform: windows, carriers: [{log_source: x}]}\n"
        "  - {class: b, platform: windows, carriers: [{event_id: 1, fields: [x]}, {event_id: 2, values: {x: y}}]}\n"
        "  - {class: c, platform: windows, carriers: [{event_id: 1}]}\n"
        "  - {class: C, platform: Windows, carriers: [{event_id: 1}]}\n"
        "  - {class: d, platform: windows, carriers: [{event_id: 1, fields: {x: }, lacks: [x]}]}\n"
        "  - {class: e, platform: windows, carriers: [{event_id: 1, filter_in: {a|expand: x}}]}\n",
        "NAME:2:5: error: found a class without its name or a list of carriers; expected both\n"
        "NAME:3:46: error: found no event_id; expected one in every carrier\n"
        "NAME:4:68: error: found a list in fields; expected a map of texts\n"
        "NAME:4:100: error: found text in values; expected a map of texts\n"
        "NAME:6:5: error: class \"c\" on \"windows\" is given twice, first at NAME:5\n"
        "NAME:7:69: error: found nothing in fields; expected a name and what stands for it\n"
        "NAME:8:74: error: modifier \"expand\" is not supported in conditions\n");
}

static void refuses_a_class_behind_its_events(void **state)
{
    expect_bad(
        *state,
        "relationships:\n"
        "  - {name: r, attack: {data_component: c}, security_events: [{class: dns_query, platform: windows}]}\n"
        "classes:\n"
        "  - {class: dns_query, platform: windows, carriers: [{event_id: 1}]}\n",
        "NAME:4:5: error: class \"dns_query\" on \"windows\" was used before, at NAME:2; expected 'classes' before "
        "the events that name them\n");
}

static void refuses_a_platform_without_carriers(void **state)
{
    expect_bad(*state,
               "relationships:\n"
               "  - {name: r, attack: {data_component: c}, security_events: [{class: dns_query, platform: linux},\n"
               "      {class: dns_query}]}\n",
               "NAME:2:70: error: class \"dns_query\" has no carrier on \"linux\"; expected one of: \"windows\"\n"
               "NAME:3:7: error: found no platform; expected one beside class\n");
}

static void warns_of_a_condition_that_can_never_be_true(void **state)
{
    const char *path = write_conditions(
        *state, "classes:\n  - {class: own, platform: windows, carriers: [{event_id: 1, lacks: [a]}]}\n",
        "      - {class: share_access, platform: windows, filter_in: {ShareName|contains: "
        "x}, techniques: [T1001]}\n"
        "      - {class: own, platform: windows, filter_in: {a: 4}, techniques: [T1001]}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path), NULL, &result);
    expect_lines(result.err,
                 "NAME:8:9: warning: this condition can be true on no carrier of class \"own\", as each lacks a "
                 "field that it needs\n",
                 path);
    run_result_free(&result);
}

static void warns_of_fields_that_no_class_has(void **state)
{
    const char *path = write_conditions(
        *state,
        "classes:\n"
        "  - class: process\n"
        "    platform: windows\n"
        "    fields: [Image, Level]\n"
        "    carriers: [{event_id: 1, fields: {Imge: Name, level: Label}, values: {Lvl: {a: b}}, lacks: ['*', Hash]}, "
        "{event_id: 2}]\n"
        "  - {class: other, platform: windows, carriers: [{event_id: 1}]}\n",
        "      - {class: process, platform: windows, filter_in: {IMAGE|endswith: x, level: y, Imag|contains: z}}\n"
        "      - {class: process, platform: windows, detection: {s: [{Level|fieldref: Leve}, word], t: {CommandLine: "
        "z}, "
        "condition: s or t}}\n"
        "      - {class: other, platform: windows, filter_in: {anything|contains: z}}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path), NULL, &result);
    expect_lines(result.err,
                 "NAME:5:39: warning: class \"process\" has no field \"Imge\"; did you mean \"Image\"\n"
                 "NAME:5:75: warning: class \"process\" has no field \"Lvl\"; did you mean \"Level\"\n"
                 "NAME:5:102: warning: class \"process\" has no field \"Hash\"\n"
                 "NAME:11:86: warning: class \"process\" has no field \"Imag\"; did you mean \"Image\"\n"
                 "NAME:12:78: warning: class \"process\" has no field \"Leve\"; did you mean \"Level\"\n"
                 "NAME:12:96: warning: class \"process\" has no field \"CommandLine\"\n",
                 path);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(renames_fields_on_each_carrier),
        SCRATCH_TEST(drops_what_a_carrier_lacks),
        SCRATCH_TEST(translates_values),
        SCRATCH_TEST(has_the_classes_of_the_file),
        SCRATCH_TEST(lets_a_mapping_replace_a_class),
        SCRATCH_TEST(refuses_classes_that_are_none),
        SCRATCH_TEST(refuses_a_class_behind_its_events),
        SCRATCH_TEST(refuses_a_platform_without_carriers),
        SCRATCH_TEST(warns_of_a_condition_that_can_never_be_true),
        SCRATCH_TEST(warns_of_fields_that_no_class_has),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
