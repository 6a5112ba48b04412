/* SPDX-License-Identifier: MIT
 *
 * The start of a Cortex-M3: newlib's start-up code does the rest. Where sections are dropped, link with -u vectors.
 */
extern void _start(void);
extern char __stack[];
extern const void *const vectors[];

__attribute__((section(".vectors"), used)) const void *const vectors[] = {__stack, (const void *)_start};
