/* SPDX-License-Identifier: MIT
 *
 * Parses the command line with getopt_long. It runs twice, before and after the command, as the command decides which
 * options are allowed. It acts on no option.
 */
#include "command_line.h"

#include "help.h"
#include "text/suggest.h"
#include "text/terminal.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

static const char *const format_names[] = {[FORMAT_TABLE] = "table", [FORMAT_TSV] = "tsv", [FORMAT_JSON] = "json"};

enum { FIRST_BY_DEFAULT = 15 /* as the help of --number says */ };

enum { FORMAT_COUNT = sizeof format_names / sizeof format_names[0], FIRST_LONG = 256, OPERAND = 1 };

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

/* Returns the option for a result of getopt_long, a long name or a letter; OPTION_COUNT if there is none. */
static enum option_id option_of(int answer)
{
    if (answer >= FIRST_LONG)
        return (enum option_id)(answer - FIRST_LONG);
    for (int id = 0; id < OPTION_COUNT; id++)
        if (option_texts[id].letter && option_texts[id].letter == answer)
            return (enum option_id)id;
    return OPTION_COUNT;
}

/* Reports getopt_long's error; `last` is the word that it read last. */
static bool bad_option(int answer, const char *last, uint64_t accepted, const struct command *command)
{
    const char letter[] = {'-', (char)optopt, '\0'};

    if (option_of(optopt) != OPTION_COUNT && (optopt >= FIRST_LONG || answer == ':'))
        return help_wrong_usage(command, "option '--", option_texts[option_of(optopt)].name,
                                answer == ':' ? "' needs an argument" : "' takes no argument", NULL);
    return unknown_option(optopt ? letter : last, accepted, command);
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

/* Collects operands at the start of argv, in place of words that getopt_long has already read. */
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

/* Fills getopt_long's lists. A leading "+" stops at the first operand; "-" returns operands in order, even with
 * POSIXLY_CORRECT; ":" distinguishes a missing argument from an unknown option. */
static void list_options(uint64_t accepted, bool has_command, struct option list[OPTION_COUNT + 1],
                         char letters[2 * OPTION_COUNT + 3])
{
    size_t count = 0;

    *letters++ = has_command ? '-' : '+';
    *letters++ = ':';
    for (int id = 0; id < OPTION_COUNT; id++) {
        if (!(accepted & ACCEPTS(id)))
            continue;
        list[count].name = option_texts[id].name;
        list[count].has_arg = option_texts[id].argument ? required_argument : no_argument;
        list[count].flag = NULL;
        list[count].val = FIRST_LONG + id;
        count++;
        if (option_texts[id].letter)
            *letters++ = option_texts[id].letter;
        if (option_texts[id].letter && option_texts[id].argument)
            *letters++ = ':';
    }
    memset(&list[count], 0, sizeof list[count]);
    *letters = '\0';
}

/* Reads options to the end; or to the first operand, if no command is known yet. */
static bool read_options(int argc, char **argv, const struct command *command, struct options *options)
{
    uint64_t accepted = ACCEPTS_ALWAYS | (command ? command->accepts : 0);
    struct option list[OPTION_COUNT + 1];
    char letters[2 * OPTION_COUNT + 3];
    int answer;

    list_options(accepted, command, list, letters);
    opterr = 0;
    optind = 0; /* restart getopt_long */
    while ((answer = getopt_long(argc, argv, letters, list, NULL)) != -1) {
        if (answer == OPERAND && command) { /* without a command, "+" returns none */
            if (!take_operand(optarg, options, command))
                return false;
        } else if (option_of(answer) == OPTION_COUNT) {
            return bad_option(answer, argv[optind - 1], accepted, command);
        } else if (!take_option(option_of(answer), optarg, options, command)) {
            return false;
        }
    }
    return true;
}

bool command_line_before(int *argc, char ***argv, struct options *options)
{
    memset(options, 0, sizeof *options);
    if (!read_options(*argc, *argv, NULL, options))
        return false;
    *argc -= optind;
    *argv += optind;
    return true;
}

bool command_line_of(int argc, char **argv, const struct command *command, struct options *options)
{
    options->operands = argv;
    if (!read_options(argc, argv, command, options))
        return false;
    for (int i = optind; i < argc; i++) /* operands behind "--" */
        if (!take_operand(argv[i], options, command))
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
