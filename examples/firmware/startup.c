/* SPDX-License-Identifier: MIT
 *
 * From reset to main(). The library has nothing in .data or .bss: the loops are for the program's own variables.
 */
#include "semihosting.h"

#include <stdint.h>

extern uint32_t data_start[], data_end[], data_in_flash[], bss_start[], bss_end[], stack_top[]; /* microbit.ld */

int main(void);
void reset(void);

void reset(void)
{
    const uint32_t *from = data_in_flash;

    /* cppcheck-suppress comparePointers; the linker defines both */
    for (uint32_t *to = data_start; to < data_end; to++)
        *to = *from++;
    /* cppcheck-suppress comparePointers */
    for (uint32_t *to = bss_start; to < bss_end; to++)
        *to = 0;
    leave(main());
}

static void fault(void)
{
    leave(255);
}

struct vectors {
    const void *stack;
    void (*handlers[15])(void); /* reset, NMI, hard fault; then SVCall, PendSV and SysTick, and the chip's own */
};

__attribute__((section(".vectors"), used)) static const struct vectors vectors = {stack_top, {reset, fault, fault}};
