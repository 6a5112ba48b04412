/* SPDX-License-Identifier: MIT
 *
 * The start of a Cortex-M3: newlib's start-up code does the rest.
 */
extern void _start(void);
extern char __stack[];

__attribute__((section(".vectors"), used)) static const void *const vectors[] = {__stack, (const void *)_start};
