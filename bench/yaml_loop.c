/* SPDX-License-Identifier: MIT
 *
 * The lower bound of reading YAML with libyaml: it reads every event of a file and discards it.
 */
#include <stdio.h>
#include <yaml.h>

int main(int argc, char **argv)
{
    yaml_parser_t parser;
    yaml_event_t event;
    unsigned long events = 0;
    yaml_event_type_t type;
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;

    if (!file || !yaml_parser_initialize(&parser))
        return 1;
    yaml_parser_set_input_file(&parser, file);
    do {
        if (!yaml_parser_parse(&parser, &event))
            return 1;
        type = event.type;
        events++;
        yaml_event_delete(&event);
    } while (type != YAML_STREAM_END_EVENT);
    printf("%lu\n", events);
    yaml_parser_delete(&parser);
    fclose(file);
    return 0;
}
