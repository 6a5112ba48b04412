/* SPDX-License-Identifier: MIT
 *
 * Prints the naive reader's rows for a test in another language: for each row and column, "-" for absent text, or "="
 * and the text, followed by a NUL.
 */
#include "naive.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct naive_mapping mapping;

    if (argc < 2 || !naive_read(&mapping, (const char *const *)(argv + 1), (size_t)argc - 1))
        return 1;
    for (size_t i = 0; i < mapping.rows.count; i++)
        for (int column = 0; column < NAIVE_COLUMNS; column++) {
            const char *text = mapping.rows.row[i].field[column];

            fputs(text ? "=" : "-", stdout);
            fputs(text ? text : "", stdout);
            putchar('\0');
        }
    naive_free(&mapping);
    return fflush(stdout) == 0 ? 0 : 1;
}
