/* SPDX-License-Identifier: MIT
 *
 * The lower bound of reading JSON with YAJL: it parses a whole file, takes every event of it and discards it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

static unsigned long events;

static int on_event(void *context)
{
    (void)context;
    events++;
    return 1;
}

static int on_boolean(void *context, int value)
{
    (void)value;
    return on_event(context);
}

static int on_number(void *context, const char *text, size_t length)
{
    (void)text;
    (void)length;
    return on_event(context);
}

static int on_text(void *context, const unsigned char *text, size_t length)
{
    return on_number(context, (const char *)text, length);
}

int main(int argc, char **argv)
{
    static const yajl_callbacks callbacks = {on_event, on_boolean, NULL,     NULL,     on_number, on_text,
                                             on_event, on_text,    on_event, on_event, on_event};
    yajl_handle parser = yajl_alloc(&callbacks, NULL, NULL);
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    unsigned char *bytes;
    long size;

    if (!file || !parser || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
        return 1;
    rewind(file);
    bytes = malloc((size_t)size + 1);
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size ||
        yajl_parse(parser, bytes, (size_t)size) != yajl_status_ok || yajl_complete_parse(parser) != yajl_status_ok)
        return 1;
    printf("%lu\n", events);
    yajl_free(parser);
    free(bytes);
    fclose(file);
    return 0;
}
