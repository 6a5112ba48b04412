/* SPDX-License-Identifier: MIT
 *
 * The report's page without its data: report/embed.cmake makes it of the files beside itself.
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_PAGE_H
#define ATTACK_EVENTS_CLI_REPORT_PAGE_H

extern const unsigned char report_page[]; /* with a NUL behind it */

#endif
