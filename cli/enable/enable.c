/* SPDX-License-Identifier: MIT
 *
 * `attack-events enable`: what to switch on so that the events of techniques are written. It selects events and parts;
 * enabling_list.c lists what is wanted, and the other enabling*.c write the parts.
 */
#include "enabling.h"
#include "line/command.h"
#include "line/scope.h"
#include "text/text.h"
#include "text/whole_file.h"

#include <string.h>

static const struct part {
    const char *name; /* for --as; NULL: it cannot be printed alone */
    const char *title;
    bool is_optional; /* left out of the whole if no event is for it */
    enabling_takes *takes;
    enabling_write *write;
} parts[] = {
    {"auditpol", "Audit policy: commands for cmd.exe, as administrator", false, enabling_takes_audit,
     enabling_write_audit},
    {"sysmon", "Sysmon: a configuration", false, enabling_takes_sysmon, enabling_write_sysmon},
    {NULL, "Channels", false, enabling_takes_channel, enabling_write_channels},
    {NULL, "What it takes besides", false, enabling_takes_needs, enabling_write_needs},
    {"xpath", "XPath: a filter for a subscription", false, enabling_takes_xpath, enabling_write_xpath},
    {"auditd", "Linux audit: rules for augenrules", true, enabling_takes_rules, enabling_write_rules},
    {"eslogger", "Endpoint Security of macOS: a command", true, enabling_takes_eslogger, enabling_write_eslogger},
    {NULL, "Other logs: what to set, system by system", true, enabling_takes_other, enabling_write_other},
    {NULL, "What cannot or need not be switched on here", false, enabling_takes_rest, enabling_write_rest},
};

enum { PART_COUNT = sizeof parts / sizeof parts[0] };

/* Returns the part of --as, PART_COUNT for all parts, or -1 after a message. */
static int asked_part(const struct options *options)
{
    const char *typed = options->values[OPTION_AS];

    if (!typed)
        return PART_COUNT;
    for (int i = 0; i < PART_COUNT; i++)
        if (parts[i].name && strcmp(parts[i].name, typed) == 0)
            return i;
    text_begin_message("'--as' takes auditpol, sysmon, xpath, auditd or eslogger, and not '", typed);
    fputs("'\n", stderr);
    return -1;
}

/* Removes the events that no technique of the scope has. */
static void keep_events_of_techniques(const struct attack_db *db, struct scope *scope)
{
    struct attack_event event;

    for (uint32_t i = 0; attack_set_next(scope->events, &i) && attack_event_at(db, i, &event); i++) {
        struct attack_technique_iterator techniques = attack_event_techniques(db, &event);
        struct attack_technique technique;
        bool is_wanted = false;

        while (!is_wanted && attack_technique_next(&techniques, &technique))
            is_wanted = attack_set_has(scope->techniques, technique.index);
        if (!is_wanted)
            attack_set_remove(scope->events, i);
    }
}

/* Whether a part is for one of the events; with `needs`, for one that needs other settings as well. */
static bool takes_any(const struct enabling *enabling, const struct part *part, bool needs)
{
    for (size_t i = 0; i < enabling->count; i++)
        if (part->takes(enabling, &enabling->events[i]) &&
            (!needs || enabling_takes_needs(enabling, &enabling->events[i])))
            return true;
    return false;
}

static enum exit_status write_all(const struct enabling *enabling, const char *path)
{
    FILE *file = whole_file_open(path);

    if (!file)
        return EXIT_CANNOT_WRITE;
    for (int i = 0; i < PART_COUNT; i++) {
        if (parts[i].is_optional && !takes_any(enabling, &parts[i], false))
            continue;
        fprintf(file, "%s== %s\n\n", i ? "\n" : "", parts[i].title);
        if (takes_any(enabling, &parts[i], false))
            parts[i].write(enabling, file);
        else
            fputs("(nothing)\n", file);
    }
    return whole_file_close() ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
}

static enum exit_status write_part(const struct enabling *enabling, const struct part *part, const char *path)
{
    FILE *file;

    if (!takes_any(enabling, part, false)) {
        fprintf(stderr, "attack-events: none of these events is for '--as %s'\n", part->name);
        return EXIT_NOT_FOUND;
    }
    if (!(file = whole_file_open(path)))
        return EXIT_CANNOT_WRITE;
    part->write(enabling, file);
    if (!whole_file_close())
        return EXIT_CANNOT_WRITE;
    if (takes_any(enabling, part, true))
        fputs("attack-events: some of these events need more, such as a SACL: 'enable' without --as says what\n",
              stderr);
    return EXIT_ANSWERED;
}

/* Writes one part or all for the events of the scope. */
static enum exit_status write_parts(const struct attack_db *db, const struct options *options,
                                    const struct scope *scope, int part)
{
    const char *platform = options->values[OPTION_PLATFORM], *path = options->values[OPTION_OUTPUT];
    struct enabling enabling = enabling_list(db, scope->events, scope->techniques, platform ? platform : "windows");
    enum exit_status status =
        part == PART_COUNT ? write_all(&enabling, path) : write_part(&enabling, &parts[part], path);

    enabling_free(&enabling);
    return status;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    enum exit_status status = EXIT_ANSWERED, written;
    int part = asked_part(options);
    struct scope scope;

    if (part < 0)
        return EXIT_USAGE;
    if (!scope_fill(db, options, &scope))
        status = EXIT_NOT_FOUND;
    keep_events_of_techniques(db, &scope);
    if (attack_set_count(scope.events)) {
        written = write_parts(db, options, &scope, part);
        status = written != EXIT_ANSWERED ? written : status;
    } else if (status == EXIT_ANSWERED) {
        fputs("attack-events: no event is left to switch on\n", stderr);
        status = EXIT_NOT_FOUND;
    }
    scope_free(&scope);
    return status;
}

const struct command command_enable = {
    .name = "enable",
    .operand = "[ID...]",
    .operands_most = SIZE_MAX,
    .accepts = ACCEPTS_SCOPE | ACCEPTS(OPTION_AS) | ACCEPTS(OPTION_OUTPUT),
    .has_no_format = true,
    .summary = "print what to switch on so that events are written",
    .description = "Prints what to switch on so that the events of techniques, or of all, are\n"
                   "written: Windows audit sub-categories as auditpol commands, by GUID, so that\n"
                   "they work in every display language; a configuration for Sysmon, of Windows or\n"
                   "with '--platform linux' of Linux; channels; other settings; an XPath filter for\n"
                   "a subscription; rules for Linux's audit system; a command for Endpoint Security\n"
                   "of macOS; what to set for the logs of other systems, in words; and what cannot\n"
                   "be switched on. With --as, it prints only one part, to be run by a shell or\n"
                   "loaded from a file.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events enable T1003.001\n"
                   "  attack-events enable 'T1003.*' --as sysmon -o sysmon.xml\n"
                   "  attack-events enable --platform linux --as auditd -o 50-attack-events.rules\n",
    .run = run,
};
