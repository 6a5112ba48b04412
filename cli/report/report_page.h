/* SPDX-License-Identifier: MIT
 *
 * The report's page without its data. report/embed.cmake generates it from the files in report/.
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_PAGE_H
#define ATTACK_EVENTS_CLI_REPORT_PAGE_H

extern const unsigned char report_page[]; /* NUL-terminated */

#endif
