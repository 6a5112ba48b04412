/* SPDX-License-Identifier: MIT
 *
 * attack-events: asks the linked mapping, or a pack, which security events show which ATT&CK technique. This file finds
 * the command and the mapping, and runs it. No other file may know which mapping is linked.
 */
#include "attack_events_builtin.h"
#include "host/arguments.h"
#include "host/file_facts.h"
#include "host/streams.h"
#include "line/command_line.h"
#include "line/help.h"
#include "line/pack_file.h"
#include "text/suggest.h"
#include "text/terminal.h"

#include <stdio.h>
#include <string.h>

const struct command *const commands[] = {
    &command_technique, /* one a line */
    &command_event,     &command_rows,     &command_rules, &command_top,   &command_graph,
    &command_report,    &command_coverage, &command_plan,  &command_layer, &command_tag,
    &command_enable,    &command_info,     NULL,
};

/* Returns the command with this name; NULL, with a message and the usage on standard error, if there is none. */
static const struct command *find_command(const char *name)
{
    struct suggestions suggestions;

    suggest_start(&suggestions, name, strlen(name));
    for (const struct command *const *command = commands; *command; command++) {
        if (strcmp((*command)->name, name) == 0)
            return *command;
        if (!(*command)->is_deprecated)
            suggest_offer(&suggestions, (*command)->name);
    }
    help_wrong_usage(NULL, "unknown command '", name, "'", &suggestions);
    return NULL;
}

static bool is_file(const struct file_facts *file, const char *path)
{
    struct file_facts other;

    return (strcmp(path, "-") == 0 ? file_facts_of_descriptor(STREAM_INPUT, &other) : file_facts_of(path, &other)) &&
           are_same_file(&other, file);
}

static bool is_input(const struct file_facts *file, const struct command *command, const struct options *options)
{
    if (file->kind != FILE_REGULAR)
        return false;
    for (size_t i = 0; i < options->given_count; i++)
        if ((options->given[i].id == OPTION_COLLECTED || options->given[i].id == OPTION_MAPPING) &&
            is_file(file, options->given[i].value))
            return true;
    for (size_t i = 0; command->reads_operands && i < options->operand_count; i++)
        if (is_file(file, options->operands[i]))
            return true;
    return command->reads_operands && options->operand_count == 0 && is_file(file, "-");
}

/* Returns false, with a message, if the output would overwrite an input, or grow while it is being read. */
static bool keeps_inputs(const struct command *command, const struct options *options)
{
    const char *output = options->values[options->values[OPTION_LAYER] ? OPTION_LAYER : OPTION_OUTPUT];
    struct file_facts file;

    if (output && file_facts_of(output, &file) && is_input(&file, command, options))
        return help_wrong_usage(command, "cannot write '", output, "': it is an input", NULL);
    if (file_facts_of_descriptor(STREAM_OUTPUT, &file) && is_input(&file, command, options))
        return help_wrong_usage(command, "cannot write standard output: it is an input", "", "", NULL);
    return true;
}

/* Answers from a mapping. Without a command, --version is given. */
static enum exit_status answer_from(const struct attack_db *db, const struct command *command,
                                    const struct options *options)
{
    struct attack_info info;

    if (options->values[OPTION_VERSION]) {
        help_version(db);
        return EXIT_ANSWERED;
    }
    if (!attack_db_info(db, &info)) {
        fputs("attack-events: the linked mapping is empty, or generated for another version of the library\n", stderr);
        return EXIT_NOT_FOUND;
    }
    return command->run(db, options);
}

static enum exit_status answer_from_pack(const struct command *command, struct options *options)
{
    struct pack_file file;
    enum exit_status status;

    if (!pack_file_open(&file, options->values[OPTION_MAPPING]))
        return EXIT_NOT_FOUND;
    options->pack = &file.info;
    status = answer_from(attack_pack_db(&file.pack), command, options);
    pack_file_close(&file);
    return status;
}

static enum exit_status answer(int argc, char **argv)
{
    const struct command *command = NULL;
    struct options options;

    if (!command_line_before(&argc, &argv, &options))
        return EXIT_USAGE;
    if (argc > 0 && !(command = find_command(argv[0])))
        return EXIT_USAGE;
    if (command && !command_line_of(argc, argv, command, &options))
        return EXIT_USAGE;
    if (options.values[OPTION_HELP]) {
        help_print(command);
        return EXIT_ANSWERED;
    }
    if (!command && !options.values[OPTION_VERSION]) {
        fputs("attack-events: no command is given\n", stderr);
        help_usage(stderr, NULL);
        return EXIT_USAGE;
    }
    if (!options.values[OPTION_VERSION] && !keeps_inputs(command, &options))
        return EXIT_USAGE;
    return options.values[OPTION_MAPPING] ? answer_from_pack(command, &options)
                                          : answer_from(attack_events_builtin(), command, &options);
}

int main(int argc, char **argv)
{
    enum exit_status status;

    terminal_start();
    if (!take_arguments(&argc, &argv))
        return EXIT_CANNOT_WRITE;
    status = answer(argc, argv);
    terminal_finish();
    return (int)status;
}
