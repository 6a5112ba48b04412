/* SPDX-License-Identifier: MIT
 *
 * Pictures are drawn into memory, so that a program that fails half-way leaves nothing. Its messages are shown only if
 * it fails: dot also warns when it scales a picture down to the largest possible PNG.
 */
#include "draw.h"

#include "host/child.h"
#include "host/letter_case.h"
#include "text/text.h"
#include "text/tool_limits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOT_INSTALLED = 127 }; /* the exit code on systems where posix_spawnp() succeeds without a program */

enum draw_form draw_form_of(const char *path)
{
    static const char *const endings[DRAW_FORMS] = {[DRAW_SVG] = ".svg", [DRAW_PNG] = ".png", [DRAW_DOT] = ".dot"};
    size_t length = strlen(path), ending = strlen(endings[0]);
    int form = DRAW_SVG;

    while (form < DRAW_FORMS && !(length > ending && fold_equal(path + length - ending, endings[form])))
        form++;
    return (enum draw_form)form;
}

static void say_why(const struct child *child, enum child_result result)
{
    switch (result) {
    case CHILD_NOT_STARTED:
        fprintf(stderr, " cannot be run: %s\n", strerror(child->number));
        break;
    case CHILD_UNWRITABLE:
        fprintf(stderr, " cannot be told what to draw: %s\n", strerror(child->number));
        break;
    case CHILD_UNREADABLE:
        fprintf(stderr, "'s picture cannot be read: %s\n", strerror(child->number));
        break;
    case CHILD_OUT_OF_MEMORY:
        fputs("'s picture does not fit into memory\n", stderr);
        break;
    case CHILD_PRINTS_TOO_MUCH:
        fprintf(stderr, "'s picture is larger than %d bytes\n", PICTURE_BYTES_LIMIT);
        break;
    case CHILD_TAKES_TOO_LONG:
        fprintf(stderr, " has not ended after %d seconds\n", DRAWING_WAIT_LIMIT);
        break;
    case CHILD_WORKS_TOO_LONG:
        fprintf(stderr, " takes longer than %d seconds of the processor\n", DRAWING_SECONDS_LIMIT);
        break;
    case CHILD_KILLED:
        fprintf(stderr, " was killed by signal %d\n", child->number);
        break;
    case CHILD_FAILED:
        fprintf(stderr, " failed with exit code %d\n", child->number);
        break;
    case CHILD_SUCCEEDED:
        fputs(" has drawn nothing\n", stderr);
        break;
    }
}

/* Prints the program's messages line by line, safe for a terminal. */
static void show_messages(char *messages)
{
    for (char *line = strtok(messages, "\n"); line; line = strtok(NULL, "\n")) {
        fputs("  ", stderr);
        text_show(stderr, line);
        fputc('\n', stderr);
    }
}

/* `advice` is printed if the program is not installed. */
static bool run(char *const *arguments, const char *input, size_t input_size, const char *advice, char **picture,
                size_t *size)
{
    struct child child = {
        .arguments = arguments,
        .input = input,
        .input_size = input_size,
        .processor_seconds = DRAWING_SECONDS_LIMIT,
        .seconds = DRAWING_WAIT_LIMIT,
        .output_limit = PICTURE_BYTES_LIMIT,
        .keeps_messages = true,
    };
    enum child_result result = child_run(&child);

    *picture = child.output;
    *size = child.output_size;
    if (*size)
        return true;
    free(*picture);
    *picture = NULL;
    fprintf(stderr, "attack-events: cannot draw: %s", arguments[0]);
    if ((result == CHILD_NOT_STARTED && child.number == ENOENT) ||
        (result == CHILD_FAILED && child.number == NOT_INSTALLED)) {
        fprintf(stderr, " is not installed\n%s", advice);
        return false;
    }
    say_why(&child, result);
    show_messages(child.messages);
    return false;
}

bool draw_graph(const char *dot, size_t dot_size, enum draw_form form, char **picture, size_t *size)
{
    static char program[] = "dot", quiet[] = "-q", svg[] = "-Tsvg", png[] = "-Tpng", fine[] = "-Gdpi=144";
    char *const as_svg[] = {program, quiet, svg, NULL}, *const as_png[] = {program, quiet, fine, png, NULL};

    return run(form == DRAW_PNG ? as_png : as_svg, dot, dot_size,
               "To draw, install Graphviz (Debian, Ubuntu: graphviz), or\n"
               "write a FILE.dot and draw it elsewhere: dot -Tsvg -O FILE.dot\n",
               picture, size);
}

bool draw_png(const char *svg, size_t svg_size, char **picture, size_t *size)
{
    static char program[] = "rsvg-convert", png[] = "--format=png";
    char *const arguments[] = {program, png, NULL};

    return run(arguments, svg, svg_size,
               "To draw a PNG, install librsvg (Debian, Ubuntu: librsvg2-bin), or\n"
               "write a FILE.svg, which needs no other program\n",
               picture, size);
}
