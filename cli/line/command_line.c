/* SPDX-License-Identifier: MIT
 *
 * Takes the command line apart. It runs twice, before and after the command, as the command decides which
 * options are allowed. It acts on no option.
 */
#include "command_line.h"

#include "help.h"
#include "host/option_words.h"
#include "text/suggest.h"
#include "text/terminal.h"

#include <stdio.h>
#include <string.h>

static const char *const format_names[] = {[FORMAT_TABLE] = "table", [FORMAT_TSV] = "tsv", [FORMAT_JSON] = "json"};

enum { FIRST_BY_DEFAULT = 15 /* as the help of --number says */ };

enum { FORMAT_COUNT = sizeof format_names / sizeof format_names[0] };

static bool unknown_option(const char *typed, uint64_t accepted, const struct command *command)
{
    const char *name = typed + strspn(typed, "-");
    struct suggestions suggestions;

    suggest_start(&suggestions, name, strcspn(name, "="));
    suggestions.prefix = "--";
    for (unsigned id = 0; id < OPTION_COUNT; id++)
        if (accepted & ACCEPTS(id))
            suggest_offer(&suggestions, option_texts[id].name);
    return help_wrong_usage(command, "unknown option '", typed, "'", &suggestions);
}

static bool bad_option(int answer, const struct option_reader *reader, uint64_t accepted, const struct command *command)
{
    const char letter[] = {'-', reader->letter, '\0'};

    if (answer == WORD_IS_UNKNOWN)
        return unknown_option(reader->letter ? letter : reader->word, accepted, command);
    return help_wrong_usage(command, "option '--", reader->found->name,
                            answer == WORD_NEEDS_VALUE ? "' needs an argument" : "' takes no argument", NULL);
}

size_t command_line_choose(const char *const *names, size_t count, const char *typed, const struct command *command,
                           const char *before, const char *after)
{
    struct suggestions suggestions;

    suggest_start(&suggestions, typed, strlen(typed));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], typed) == 0)
            return i;
        suggest_offer(&suggestions, names[i]);
    }
    help_wrong_usage(command, before, typed, after, &suggestions);
    return count;
}

static bool read_format(struct options *options, const struct command *command)
{
    const char *typed = options->values[OPTION_FORMAT];
    size_t format = terminal_is_output() ? FORMAT_TABLE : FORMAT_TSV;

    if (typed)
        format = command_line_choose(format_names, FORMAT_COUNT, typed, command, "unknown format '",
                                     "': table, tsv and json are known");
    options->format = (enum format)format;
    return format < FORMAT_COUNT;
}

/* Collects operands at the start of argv, in place of words that were read. */
static bool take_operand(char *operand, struct options *options, const struct command *command)
{
    if (options->operand_count == command->operands_most)
        return help_wrong_usage(command, "unexpected operand '", operand, "'", NULL);
    options->operands[options->operand_count++] = operand;
    return true;
}

static bool take_option(enum option_id id, const char *value, struct options *options, const struct command *command)
{
    if (options->given_count == OPTIONS_LIMIT)
        return help_wrong_usage(command, "too many options: '--", option_texts[id].name, "' is one too many", NULL);
    options->values[id] = value ? value : "";
    options->given[options->given_count].id = id;
    options->given[options->given_count++].value = options->values[id];
    return true;
}

static void list_options(uint64_t accepted, struct option_name list[OPTION_COUNT + 1])
{
    size_t count = 0;

    for (int id = 0; id < OPTION_COUNT; id++)
        if (accepted & ACCEPTS(id)) {
            const struct option_name name = {option_texts[id].name, option_texts[id].letter,
                                             option_texts[id].argument != NULL, id};

            list[count++] = name;
        }
    list[count].name = NULL;
}

/* Reads options to the end; or to the first operand, if no command is known yet. Sets `read` to the number of words. */
static bool read_options(int argc, char **argv, const struct command *command, struct options *options, int *read)
{
    uint64_t accepted = ACCEPTS_ALWAYS | (command ? command->accepts : 0);
    struct option_name list[OPTION_COUNT + 1];
    struct option_reader reader = {.names = list, .words = argv, .count = argc, .at = 1, .stops_at_operand = !command};
    int answer;

    list_options(accepted, list);
    while ((answer = option_next(&reader)) != WORDS_END) {
        if (answer == WORD_IS_OPERAND) {
            if (!take_operand(argv[reader.at - 1], options, command))
                return false;
        } else if (answer < 0) {
            return bad_option(answer, &reader, accepted, command);
        } else if (!take_option((enum option_id)answer, reader.value, options, command)) {
            return false;
        }
    }
    *read = reader.at;
    return true;
}

bool command_line_before(int *argc, char ***argv, struct options *options)
{
    int read;

    memset(options, 0, sizeof *options);
    if (!read_options(*argc, *argv, NULL, options, &read))
        return false;
    *argc -= read;
    *argv += read;
    return true;
}

bool command_line_of(int argc, char **argv, const struct command *command, struct options *options)
{
    int read;

    options->operands = argv;
    if (!read_options(argc, argv, command, options, &read))
        return false;
    if (options->operand_count < command->operands_least && !options->values[OPTION_HELP] &&
        !options->values[OPTION_VERSION]) {
        char needs[80];

        snprintf(needs, sizeof needs, "' needs %s", command->operand);
        return help_wrong_usage(command, "'", command->name, needs, NULL);
    }
    return read_format(options, command);
}

bool command_line_first(const struct options *options, const struct command *command, size_t *number)
{
    const char *typed = options->values[OPTION_NUMBER];

    *number = typed ? options_number(typed) : FIRST_BY_DEFAULT;
    return *number > 0 ||
           help_wrong_usage(command, "'--number' needs a whole number, 1 or more, and not '", typed, "'", NULL);
}
