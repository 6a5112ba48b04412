/* SPDX-License-Identifier: MIT
 *
 * What attack-events-gen --help prints.
 */
#ifndef GEN_HELP_H
#define GEN_HELP_H

void print_help(void);

#endif
