/* SPDX-License-Identifier: MIT
 *
 * Takes a new mapping while the program stays as it is: "over the air".
 *
 *     make update        # as main.c; writes update.aepack, which the program receives
 *
 * It says which mapping answers, and why the packs in the two regions do not. If there is a file update.aepack on the
 * debugger's computer, which is the air here, the program writes it into its flash and opens it. Before it writes a
 * pack, a product checks who made it: docs/embedding/firmware.md. STACK in the Makefile is enough for the check of a
 * pack.
 */
#include "attack_events_builtin.h"
#include "regions.h"
#include "semihosting.h"

static void print_answer(const struct attack_db *db)
{
    struct attack_technique technique;

    print("T1003.008 is ");
    print(attack_technique_find(db, "T1003.008", 9, &technique) && technique.name ? technique.name : "unknown");
    print("\n");
}

static void print_regions(const struct regions *regions)
{
    static const char *const names[REGIONS + 1] = {"region A", "region B", "the program"};

    for (int i = 0; i < REGIONS; i++) {
        print(names[i]);
        print(": ");
        print(attack_pack_result_text(regions->results[i]));
        print("\n");
    }
    print(names[regions->answering]);
    print(" answers: ");
    print_answer(regions->db);
}

int main(void)
{
    static struct regions regions;
    size_t size;
    bool written;

    open_regions(&regions, attack_events_builtin());
    print_regions(&regions);
    if (!open_file("update.aepack", &size))
        return 0;
    written = write_pack(&regions, size, read_file);
    print(written ? "a pack was received\n" : "no pack was received: it is too large, or was not sent to its end\n");
    open_regions(&regions, attack_events_builtin());
    print_regions(&regions);
    return written ? 0 : 1;
}
