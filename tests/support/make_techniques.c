/* SPDX-License-Identifier: MIT
 *
 * make_techniques FLAT.yaml OUT.yaml: writes the `techniques:` half of the relational format, taken from a mapping in
 * the flat format, so that a test can join it with OSSEM-DM's relationships file. It uses only the naive reader.
 */
#include "naive.h"

#include <stdio.h>
#include <stdlib.h>

static void write_quoted(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fputc('\\', file);
        fputc(*text, file);
    }
    fputc('"', file);
}

static void write_scalar(FILE *file, const char *key, const char *text)
{
    if (!text)
        return;
    fprintf(file, "%s", key);
    write_quoted(file, text);
    fputc('\n', file);
}

/* Writes names joined by "," as a YAML flow sequence. */
static void write_list(FILE *file, const char *key, const char *names)
{
    if (!names)
        return;
    fprintf(file, "%s[\"", key);
    for (; *names; names++) {
        if (*names == ',')
            fputs("\", \"", file);
        else
            fputc(*names, file);
    }
    fputs("\"]\n", file);
}

static void write_component(FILE *file, const struct naive_row *component)
{
    const char *source = component->field[NAIVE_DATA_SOURCE], *name = component->field[NAIVE_DATA_COMPONENT];
    char text[512];

    if (!name)
        return;
    if (snprintf(text, sizeof text, "%s%s%s", source ? source : "", source ? ": " : "", name) >= (int)sizeof text)
        abort();
    write_scalar(file, "      - ", text);
}

static void write_techniques(FILE *file, const struct naive_mapping *mapping)
{
    fputs("techniques:\n", file);
    for (size_t i = 0; i < mapping->techniques.count; i++) {
        const struct naive_row *technique = &mapping->techniques.row[i];

        write_scalar(file, "  - technique_id: ", technique->field[NAIVE_TECHNIQUE_ID]);
        write_scalar(file, "    technique: ", technique->field[NAIVE_TECHNIQUE]);
        write_list(file, "    tactic: ", technique->field[NAIVE_TACTIC]);
        write_list(file, "    platform: ", technique->field[NAIVE_PLATFORM]);
        fputs("    data_components:\n", file);
        for (size_t k = 0; k < mapping->components.count; k++)
            if (naive_same(mapping->components.row[k].field[NAIVE_TECHNIQUE_ID], technique->field[NAIVE_TECHNIQUE_ID]))
                write_component(file, &mapping->components.row[k]);
    }
}

int main(int argc, char **argv)
{
    const char *const paths[] = {argc == 3 ? argv[1] : ""};
    struct naive_mapping mapping;
    FILE *file;
    bool good;

    if (argc != 3) {
        fputs("usage: make_techniques FLAT.yaml OUT.yaml\n", stderr);
        return 2;
    }
    if (!naive_read(&mapping, paths, 1))
        return 1;
    file = fopen(argv[2], "wb");
    if (file)
        write_techniques(file, &mapping);
    good = file && !ferror(file);
    good = file && fclose(file) == 0 && good;
    if (!good)
        fprintf(stderr, "make_techniques: %s: cannot write\n", argv[2]);
    naive_free(&mapping);
    return good ? 0 : 1;
}
