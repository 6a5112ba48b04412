/* SPDX-License-Identifier: MIT
 *
 * Looks security events and techniques up on a Cortex-M0, here the BBC micro:bit, without a C library.
 *
 *     make run        # Debian: apt-get install gcc-arm-none-eabi qemu-system-arm, and attack-events-gen in the PATH
 *
 * The library and the tables are the two sources at the top of the Makefile. They take flash, and no RAM but the stack:
 * STACK in the Makefile; docs/embedding/firmware.md says how much each question needs. The tables are the default
 * mapping's subset of Windows: all of it is more than this chip's flash. For another chip, change the memory in
 * microbit.ld and add its interrupts to startup.c; on a board without a debugger, let print() write to your UART.
 */
#include "attack_events_builtin.h"
#include "semihosting.h"

/* What a sensor does with an event: which techniques could it show? */
static bool print_techniques_of_event(const struct attack_db *db, const char *provider, size_t length, uint32_t id)
{
    struct attack_event_iterator events = attack_events_find_provider_number(db, provider, length, id);
    struct attack_event event;
    struct attack_technique technique;
    bool found = false;

    while (attack_event_next(&events, &event)) {
        struct attack_technique_iterator techniques = attack_event_techniques(db, &event);

        found = true;
        print(event.id);
        print(" of ");
        print(event.provider);
        print(" can show\n");
        while (attack_technique_next(&techniques, &technique)) {
            print("  ");
            print(technique.id);
            print(" ");
            print(technique.name ? technique.name : "-");
            print("\n");
        }
    }
    return found;
}

/* What to watch for a technique: the events of its rows. */
static bool print_events_of_technique(const struct attack_db *db, const char *id, size_t length)
{
    struct attack_technique technique;
    struct attack_row row;

    if (!attack_technique_find(db, id, length, &technique))
        return false;
    print(technique.id);
    print(" shows in\n");
    for (struct attack_row_iterator rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);) {
        print("  ");
        print(row.event.provider ? row.event.provider : "-");
        print(" ");
        print(row.event.id ? row.event.id : "-");
        print(": ");
        print(row.relationship.name ? row.relationship.name : "-");
        print("\n");
    }
    return true;
}

int main(void)
{
    const struct attack_db *db = attack_events_builtin();

    if (!print_techniques_of_event(db, "Microsoft-Windows-Sysmon", 24, 10) || /* ProcessAccess */
        !print_events_of_technique(db, "T1003.001", 9))
        return 1;
    return 0;
}
