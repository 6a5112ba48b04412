/* SPDX-License-Identifier: MIT
 *
 * Prints help, version and usage. The texts of a single command or option are with the command or option, not here.
 */
#include "help.h"

#include "command.h"
#include "host/date.h"
#include "text/text.h"

#include <string.h>

enum { SYNOPSIS_WIDTH = 80, SYNOPSIS_INDENT = 20 };

static void print_options(FILE *file, uint64_t accepted)
{
    for (unsigned id = 0; id < OPTION_COUNT; id++) {
        const struct option_text *option = &option_texts[id];
        int used;

        if (!(accepted & ACCEPTS(id)))
            continue;
        used = option->letter ? fprintf(file, "  -%c, ", option->letter) : fprintf(file, "      ");
        used += fprintf(file, "--%s%s%s", option->name, option->argument ? " " : "",
                        option->argument ? option->argument : "");
        fprintf(file, "%*s%s\n", used < 29 ? 29 - used : 1, "", option->help);
    }
}

/* Writes a word of the synopsis, on a new line if this one is full. Returns the columns of the line so far. */
static int print_word(FILE *file, int used, const char *name, const char *argument)
{
    int width = (int)(strlen(name) + (argument ? strlen(argument) + 1 : 0)) + 5; /* " [--NAME ARGUMENT]" */

    if (used + width > SYNOPSIS_WIDTH)
        used = fprintf(file, "\n%*s", SYNOPSIS_INDENT, "") - 1;
    return used + fprintf(file, " [--%s%s%s]", name, argument ? " " : "", argument ? argument : "");
}

static void print_synopsis(FILE *file, const struct command *command)
{
    int used = fprintf(file, "usage: attack-events %s%s%s", command->name, command->operand ? " " : "",
                       command->operand ? command->operand : "");

    for (unsigned id = 0; id < OPTION_COUNT; id++)
        if (command->accepts & ACCEPTS(id))
            used = print_word(file, used, option_texts[id].name, option_texts[id].argument);
    if (!command->has_no_format)
        print_word(file, used, option_texts[OPTION_FORMAT].name, "table|tsv|json");
    fputc('\n', file);
}

static void print_tool(FILE *file)
{
    fputs("usage: attack-events COMMAND [OPTION...]\n\ncommands:\n", file);
    for (const struct command *const *command = commands; *command; command++) {
        int used;

        if ((*command)->is_deprecated)
            continue;
        used = fprintf(file, "  %s%s%s", (*command)->name, (*command)->operand ? " " : "",
                       (*command)->operand ? (*command)->operand : "");
        fprintf(file, "%*s%s\n", used < 20 ? 20 - used : 1, "", (*command)->summary);
    }
}

void help_usage(FILE *file, const struct command *command)
{
    if (command)
        print_synopsis(file, command);
    else
        print_tool(file);
    fprintf(file, "\nattack-events %s%s--help says more.\n", command ? command->name : "", command ? " " : "");
}

bool help_wrong_usage(const struct command *command, const char *before, const char *typed, const char *after,
                      const struct suggestions *near)
{
    text_begin_message(before, typed);
    fputs(after, stderr);
    if (near)
        suggest_print(near, stderr);
    fputc('\n', stderr);
    help_usage(stderr, command);
    return false;
}

void help_print(const struct command *command)
{
    if (command) {
        print_synopsis(stdout, command);
        printf("\n%s\noptions:\n", command->description);
        print_options(stdout,
                      (command->accepts | ACCEPTS_ALWAYS) & ~(command->has_no_format ? ACCEPTS(OPTION_FORMAT) : 0));
        return;
    }
    fputs("Which security events show which MITRE ATT&CK technique, from tables in this program or in a pack.\n\n",
          stdout);
    print_tool(stdout);
    fputs("\noptions, before the command or after it:\n", stdout);
    print_options(stdout, ACCEPTS_ALWAYS);
    fputs("\n"
          "attack-events COMMAND --help describes a command and its options.\n"
          "\n"
          "examples:\n"
          "  attack-events technique T1003.001\n"
          "  attack-events event 4663 --format json\n"
          "\n"
          "exit status: 0 answered, 1 not found or a file cannot be read, 2 wrong usage,\n"
          "             3 the output cannot be written\n",
          stdout);
}

static void print_data(const char *label, const char *text)
{
    if (!text)
        return;
    fputs(label, stdout);
    text_show(stdout, text);
}

void help_version(const struct attack_db *db)
{
    struct attack_info info;
    char date[DATE_BYTES];

    puts("attack-events " ATTACK_EVENTS_VERSION);
    if (!attack_db_info(db, &info)) {
        puts("data: none");
        return;
    }
    fputs("data: ATT&CK", stdout);
    print_data(" ", info.attack_domain);
    print_data(" ", info.attack_version ? info.attack_version : "(version not stated)");
    if (info.date) {
        date_write(info.date, date);
        print_data("\ndate: ", date);
    }
    print_data("\nselection: ", info.selection);
    print_data("\ninput sha256: ", info.input_sha256);
    putchar('\n');
}
