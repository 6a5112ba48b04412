/* SPDX-License-Identifier: MIT
 *
 * Warnings about suspicious values in a mapping whose syntax is right. Each has a place and a count. It must not change
 * the mapping.
 */
#ifndef GEN_CHECK_H
#define GEN_CHECK_H

#include "model.h"

void check_model(struct model *model);

#endif
