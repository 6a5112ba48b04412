/* SPDX-License-Identifier: MIT
 *
 * The report's page without its data. page/embed.cmake generates it from the files beside it.
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_PAGE_H
#define ATTACK_EVENTS_CLI_REPORT_PAGE_H

extern const unsigned char report_page[]; /* NUL-terminated */

#endif
