/* SPDX-License-Identifier: MIT
 *
 * Output through the debugger, or through qemu. Without either, the processor faults at the first call.
 */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

void print(const char *text);
void leave(int status); /* ends the program; qemu exits with this status */

#endif
