/* SPDX-License-Identifier: MIT
 *
 * print_image INPUT DIRECTORY: prints the rows of an input of fuzz_generate from the generator's memory, before C is
 * made of them, and writes the input's files to the directory. Returns 1 if the generator rejects the input.
 */
/* NOLINTNEXTLINE(bugprone-suspicious-include): this calls its static functions */
#include "fuzz_generate.c"

static const struct attack_db *image;

static const struct attack_db *get_image(void)
{
    return image;
}

#define MAPPING get_image
#define MAPPING_HEADER "attack_events.h"
#define main print_rows_main
int main(void);
/* NOLINTNEXTLINE(bugprone-suspicious-include): the same program, with another mapping */
#include "../../support/fixtures/print_rows.c"
#undef main

static bool printed;

static void print(const struct attack_db *db, struct part bytes)
{
    (void)bytes;
    image = db;
    printed = print_rows_main() == 0;
}

static void write_part(const char *directory, size_t number, struct part bytes)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s/%zu.yaml", directory, number);
    file = fopen(path, "wb");
    CHECK(file && fwrite(bytes.at, 1, (size_t)(bytes.end - bytes.at), file) == (size_t)(bytes.end - bytes.at));
    CHECK(fclose(file) == 0);
}

int main(int argc, char **argv)
{
    char *path = argc == 3 ? argv[1] : NULL;
    struct arena arena = {NULL};
    const char *const paths[] = {path};
    struct inputs inputs;
    struct input *input;
    struct part files[FILES_MOST], none = {NULL, NULL};
    size_t size, count;

    if (!path || !list_inputs(&arena, paths, 1, &inputs) || !read_inputs(&inputs)) {
        fputs("usage: print_image INPUT DIRECTORY\n", stderr);
        arena_free(&arena);
        return 2;
    }
    input = inputs.items;
    size = input->size;
    cut_choices(input->bytes, &size);
    count = split(input->bytes, size, files, FILES_MOST);
    for (size_t i = 0; i < count; i++)
        write_part(argv[2], i, files[i]);
    generate(files, count, none, print);
    free_inputs(&inputs);
    arena_free(&arena);
    return printed ? 0 : 1;
}
