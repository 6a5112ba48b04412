/* SPDX-License-Identifier: MIT
 *
 * Writes the runtime's source files as C string constants, for --amalgamate. It runs when attack-events-gen is built,
 * and knows nothing of what the files contain.
 *
 *     embed OUTPUT FILE...
 */
#include <stdio.h>
#include <string.h>

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/'), *backslash = strrchr(path, '\\');

    if (backslash && (!slash || backslash > slash))
        slash = backslash;
    return slash ? slash + 1 : path;
}

static int put_text(FILE *output, const char *path, int number)
{
    FILE *file = fopen(path, "rb");
    unsigned column = 0;
    int byte;

    if (!file)
        return 0;
    fprintf(output, "static const char text_%d[] = {\n", number);
    while ((byte = getc(file)) != EOF)
        if (byte != '\r')
            fprintf(output, ++column % 24 ? "%d," : "%d,\n", byte);
    fprintf(output, "0};\n\n");
    byte = ferror(file);
    return fclose(file) == 0 && !byte;
}

int main(int argc, char **argv)
{
    FILE *output = argc > 2 ? fopen(argv[1], "wb") : NULL;
    int is_bad;

    if (!output) {
        fputs("usage: embed OUTPUT FILE...\n", stderr);
        return 2;
    }
    fputs("/* DO NOT EDIT: made by gen/embed.c. */\n#include \"emit/amalgamate.h\"\n\n", output);
    for (int i = 2; i < argc; i++)
        if (!put_text(output, argv[i], i)) {
            perror(argv[i]);
            fclose(output);
            return 1;
        }
    fputs("const struct runtime_text runtime_texts[] = {\n", output);
    for (int i = 2; i < argc; i++)
        fprintf(output, "    {\"%s\", text_%d},\n", base_name(argv[i]), i);
    fputs("    {NULL, NULL},\n};\n", output);
    is_bad = ferror(output) != 0;
    return fclose(output) != 0 || is_bad;
}
