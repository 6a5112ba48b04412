/* SPDX-License-Identifier: MIT
 *
 * Prints each event of T1003.001 as `event_id<TAB>log_source`, from the pack that its build made.
 */
#include <attack_events.h>

#include <stdio.h>
#include <stdlib.h>

static void print_events(const struct attack_db *db)
{
    struct attack_technique technique;
    struct attack_row row;
    struct attack_row_iterator rows;

    attack_technique_find(db, "T1003.001", 9, &technique);
    for (rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
        if (row.event.id)
            printf("%s\t%s\n", row.event.id, row.event.provider ? row.event.provider : "");
}

int main(void)
{
    enum { MOST = 1 << 24 };
    struct attack_pack pack;
    FILE *file = fopen("out/new_data.aepack", "rb");
    void *bytes = malloc(MOST);
    size_t size = file && bytes ? fread(bytes, 1, MOST, file) : 0;
    enum attack_pack_result result = attack_pack_open(bytes, size, NULL, &pack);

    if (result == ATTACK_PACK_OPENED)
        print_events(attack_pack_db(&pack));
    else
        fprintf(stderr, "the pack was refused: %s\n", attack_pack_result_text(result));
    if (file)
        fclose(file);
    free(bytes);
    return result != ATTACK_PACK_OPENED;
}
