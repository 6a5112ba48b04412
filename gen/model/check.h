/* SPDX-License-Identifier: MIT
 *
 * What is suspicious in a mapping though every value is well-formed. Each finding is a warning with a place and a
 * count; nothing is altered.
 */
#ifndef GEN_CHECK_H
#define GEN_CHECK_H

#include "model.h"

void check_model(struct model *model);

#endif
