/* SPDX-License-Identifier: MIT
 *
 * The words of the command line, as UTF-8 on every system.
 */
#ifndef HOST_ARGUMENTS_H
#define HOST_ARGUMENTS_H

#include <stdbool.h>

/* Sets main()'s own parameters to the words as they were typed: a `*` is no pattern. Returns false without memory. */
bool take_arguments(int *count, char ***words);

#endif
