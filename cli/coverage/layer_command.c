/* SPDX-License-Identifier: MIT
 *
 * `attack-events layer`: layers for ATT&CK Navigator, for collected events or for the events of an id. layer_of.c fills
 * them.
 */
#include "collected.h"
#include "layer_of.h"
#include "line/command.h"
#include "line/help.h"
#include "line/scope.h"
#include "line/selection.h"

#include <stdio.h>
#include <string.h>

static enum exit_status write_coverage(const struct attack_db *db, const struct options *options,
                                       const struct scope *scope)
{
    enum exit_status status = EXIT_NOT_FOUND;

    if (!attack_set_count(scope->events)) {
        row_filters_complain(options);
        return EXIT_NOT_FOUND;
    }
    if (collected_fill(db, options, scope->collected))
        status = layer_of_coverage(db, scope, options->values[OPTION_OUTPUT]) ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
    return status;
}

static enum exit_status write_event(const struct attack_db *db, const struct options *options,
                                    const struct scope *scope)
{
    const char *id = options->values[OPTION_EVENT];
    struct attack_events events = attack_events_find(db, id, strlen(id));
    bool any = false, chosen = false;
    struct attack_event event;

    while (attack_events_next(&events, &event)) {
        any = true;
        chosen = chosen || attack_set_has(scope->events, event.index);
    }
    if (chosen)
        return layer_of_events(db, id, scope, options->values[OPTION_OUTPUT]) ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
    if (any)
        row_filters_complain(options);
    else
        selection_no_event(db, id);
    return EXIT_NOT_FOUND;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    enum exit_status status;
    struct scope scope;
    bool known;

    if (!options->values[OPTION_COLLECTED] == !options->values[OPTION_EVENT]) {
        help_wrong_usage(&command_layer, "'layer' needs --collected FILE or --event ID, one of the two", "", "", NULL);
        return EXIT_USAGE;
    }
    known = scope_fill(db, options, &scope);
    status = options->values[OPTION_EVENT] ? write_event(db, options, &scope) : write_coverage(db, options, &scope);
    scope_free(&scope);
    return status == EXIT_ANSWERED && !known ? EXIT_NOT_FOUND : status;
}

const struct command command_layer = {
    .name = "layer",
    .accepts = ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_COLLECTED) | ACCEPTS(OPTION_EVENT) | ACCEPTS(OPTION_OUTPUT),
    .has_no_format = true,
    .summary = "write a layer for ATT&CK Navigator, of what is collected or of an event",
    .description = "Writes a layer for ATT&CK Navigator (format 4.5), to standard output or with -o\n"
                   "to a file. With --collected, the score of a technique is the percentage of its\n"
                   "data components that are covered, as `attack-events coverage` counts them, and\n"
                   "its comment lists those that are missing. With --event, the score is how specific\n"
                   "the events with this id are for the technique, as a percentage of the highest.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events layer --collected collected.csv -o layer.json\n"
                   "  attack-events layer --event 4663 --provider Microsoft-Windows-Security-Auditing\n",
    .run = run,
};
