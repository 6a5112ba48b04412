/* SPDX-License-Identifier: MIT
 *
 * Dates as text, in UTC: from 1970-01-01 to 2106-02-07, which is as far as 32 bits count seconds.
 */
#ifndef HOST_DATE_H
#define HOST_DATE_H

#include <stdbool.h>
#include <stdint.h>

enum { DATE_BYTES = sizeof "2026-11-30T00:00:00Z" };

/* Reads "2026-11-30" or "2026-11-30T17:05:00Z" as seconds since 1970-01-01. Returns false if it is neither. */
bool date_read(const char *text, uint32_t *seconds);

/* The same, but the first second of 1970 is no date: where 0 stands for a date that is not known. */
bool date_read_known(const char *text, uint32_t *seconds);
#define DATE_EXPECTED "expected 2026-11-30 or 2026-11-30T17:05:00Z, from 1970-01-02 to 2106-02-07T06:28:15Z"

/* Reads SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch): seconds, in decimal digits. */
bool date_read_epoch(const char *text, uint32_t *seconds);

/* Writes the long form. */
void date_write(uint32_t seconds, char text[DATE_BYTES]);

#endif
