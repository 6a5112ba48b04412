/* SPDX-License-Identifier: MIT
 *
 * The part of check.h for characters that nobody sees. Private to the checks.
 */
#ifndef GEN_CHECK_UNSEEN_H
#define GEN_CHECK_UNSEEN_H

#include "model.h"

/* Checks every text that a log, an option or another part of the mapping is compared with: with an invisible character
 * it looks right and never matches. Names that are only displayed are not checked. */
void check_unseen(const struct model *model);

#endif
