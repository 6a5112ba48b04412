/* SPDX-License-Identifier: MIT
 *
 * Parses JSON lines with cJSON and discards them: the cost of reading a log with a widely used parser.
 *
 *     json_parse FILE      no line longer than ROOM
 */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <string.h>

enum { ROOM = 1 << 20 };

static size_t parsed;

static void parse(const char *line, size_t length)
{
    cJSON *value = cJSON_ParseWithLength(line, length);

    parsed += value != NULL;
    cJSON_Delete(value);
}

int main(int argc, char **argv)
{
    static char buffer[ROOM];
    size_t held = 0, got;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;

    if (!file)
        return 2;
    setvbuf(file, NULL, _IONBF, 0); /* read directly into the buffer */
    while ((got = fread(buffer + held, 1, ROOM - held, file)) > 0) {
        char *line = buffer, *end;

        held += got;
        for (; (end = memchr(line, '\n', (size_t)(buffer + held - line))) != NULL; line = end + 1)
            parse(line, (size_t)(end - line));
        held = (size_t)(buffer + held - line);
        memmove(buffer, line, held);
    }
    if (held)
        parse(buffer, held);
    printf("%zu lines\n", parsed);
    return fclose(file) != 0;
}
