/* SPDX-License-Identifier: MIT
 *
 * `attack-events layer`, deprecated: what `coverage --layer` and `event --layer` do, under one name.
 */
#include "line/command.h"
#include "line/help.h"
#include "line/row_filters.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct options forwarded = *options;
    const char *id = options->values[OPTION_EVENT];
    enum exit_status status;
    char *operand;

    if (!options->values[OPTION_COLLECTED] == !id) {
        help_wrong_usage(&command_layer, "'layer' needs --collected FILE or --event ID, one of the two", "", "", NULL);
        return EXIT_USAGE;
    }
    forwarded.values[OPTION_LAYER] = options->values[OPTION_OUTPUT] ? options->values[OPTION_OUTPUT] : "-";
    if (!id)
        return command_coverage.run(db, &forwarded);
    operand = strcpy(memory_resize(NULL, strlen(id) + 1, 1), id);
    forwarded.operands = &operand;
    forwarded.operand_count = 1;
    status = command_event.run(db, &forwarded);
    free(operand);
    return status;
}

const struct command command_layer = {
    .name = "layer",
    .accepts = ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_COLLECTED) | ACCEPTS(OPTION_EVENT) | ACCEPTS(OPTION_OUTPUT),
    .has_no_format = true,
    .is_deprecated = true,
    .summary = "write a layer for ATT&CK Navigator",
    .description = "Deprecated: use `attack-events coverage --collected FILE --layer FILE`, or\n"
                   "`attack-events event ID --layer FILE`, which write the same.\n",
    .run = run,
};
