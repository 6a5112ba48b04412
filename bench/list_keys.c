/* SPDX-License-Identifier: MIT
 *
 * Prints the keys of the linked mapping as gperf's input: list_keys technique|event
 */
#include "keys.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    struct keys keys = argc == 2 && strcmp(argv[1], "event") == 0 ? event_keys() : technique_keys();

    for (size_t i = 0; i < keys.count; i++) {
        putchar('"');
        for (const char *byte = keys.items[i].joined; *byte; byte++)
            printf("\\%03o", (unsigned)(unsigned char)*byte);
        puts("\"");
    }
    return 0;
}
