/* SPDX-License-Identifier: MIT
 *
 * The fields of a record of Linux's audit system, one after the other: NAME=VALUE, with quotes or braces around a value
 * or without. It does not know what they mean.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_TOKENS_H
#define ATTACK_EVENTS_CLI_AUDIT_TOKENS_H

#include "attack_events.h"

#include <stdbool.h>

enum audit_quotes { AUDIT_UNQUOTED, AUDIT_DOUBLE, AUDIT_SINGLE, AUDIT_BRACES };

struct audit_token {
    struct attack_text name, value; /* without the quotes */
    enum audit_quotes quotes;
};

/* Takes the next field from the start of `body`. With `in_words`, as inside msg='...', a value without quotes may have
 * blanks. Words that are no fields are skipped. Returns false if there is no field left. */
bool audit_token_next(struct attack_text *body, bool in_words, struct audit_token *token);

#endif
