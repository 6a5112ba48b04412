/* SPDX-License-Identifier: MIT */
#include "arguments.h"

bool take_arguments(int *count, char ***words)
{
    (void)count;
    (void)words;
    return true;
}
