/* SPDX-License-Identifier: MIT
 *
 * Writes files as C string constants: the runtime's source, for --amalgamate, and the event classes. It runs when
 * attack-events-gen is built, and knows nothing of what the files contain.
 *
 *     embed OUTPUT HEADER STRUCT ARRAY FILE...
 *
 * The header declares the array, whose elements are a name and a text.
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

enum { FIRST_FILE = 5 }; /* among the arguments */

int main(int argc, char **argv)
{
    FILE *output = argc > FIRST_FILE ? fopen(argv[1], "wb") : NULL;
    int is_bad;

    if (!output) {
        fputs("usage: embed OUTPUT HEADER STRUCT ARRAY FILE...\n", stderr);
        return 2;
    }
    fprintf(output, "/* DO NOT EDIT: made by gen/embed.c. */\n#include \"%s\"\n\n", argv[2]);
    for (int i = FIRST_FILE; i < argc; i++)
        if (!put_text(output, argv[i], i)) {
            perror(argv[i]);
            fclose(output);
            return 1;
        }
    fprintf(output, "const struct %s %s[] = {\n", argv[3], argv[4]);
    for (int i = FIRST_FILE; i < argc; i++)
        fprintf(output, "    {\"%s\", text_%d},\n", base_name(argv[i]), i);
    fputs("    {NULL, NULL},\n};\n", output);
    is_bad = ferror(output) != 0;
    return fclose(output) != 0 || is_bad;
}
