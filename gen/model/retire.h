/* SPDX-License-Identifier: MIT
 *
 * Ids that ATT&CK retired: finds the technique of today for each, and moves there what the mapping says of the old one.
 * It knows neither YAML nor C.
 */
#ifndef GEN_RETIRE_H
#define GEN_RETIRE_H

#include "model.h"

/* Marks the techniques that are revoked or deprecated as retired, and follows each revoked one to the technique that
 * replaces it today. Moves rows and data components to that one, and drops those of a deprecated technique, with a
 * warning for each technique. One whose successor is not in the mapping stays a technique if it has rows or components.
 * Reports techniques that revoke each other. Call it when every file is read, before rows are joined. */
void retire_techniques(struct model *model);

#endif
