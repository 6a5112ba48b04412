/* SPDX-License-Identifier: MIT
 *
 * Seconds that pass, and the number of this process.
 */
#ifndef HOST_SYSTEM_CLOCK_H
#define HOST_SYSTEM_CLOCK_H

/* Returns seconds since some moment. They only grow, whatever is done to the time of day. */
double seconds_passed(void);

/* Waits; a signal may end it early. */
void wait_milliseconds(int milliseconds);

/* Returns a number that no other process of this machine has at the same time. */
unsigned long process_number(void);

#endif
