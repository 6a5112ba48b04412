/* SPDX-License-Identifier: MIT
 *
 * Asks a mapping the questions in a text, through the public functions, and prints what they tell. It knows no pack.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "attack_events.h"

#include <stdio.h>

/* Copies the lines of `questions`, a text in which a line that begins with "? " is a question, a line that begins with
 * "# " a comment, an empty line itself, and all others are expected answers. These are replaced by the answers of this
 * mapping: if these are the expected ones, the copy equals the text. The questions are
 *
 *     ? info
 *     ? technique T1001         its names, and its rows
 *     ? became T1004            what became of an id
 *     ? events 4688             those with this id, with their filters, conditions and techniques
 *     ? rules
 *     ? answer id=4688 | channel=Security | platform=windows | provider=Auditing | Field=value | Field=value
 *
 * Returns false, and says so on standard error, for one that is not among them. */
bool print_answers(const struct attack_db *db, FILE *questions, FILE *to);

#endif
