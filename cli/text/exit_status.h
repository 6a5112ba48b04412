/* SPDX-License-Identifier: MIT
 *
 * The tool's exit statuses. --help and the manual page list the same.
 */
#ifndef ATTACK_EVENTS_CLI_EXIT_STATUS_H
#define ATTACK_EVENTS_CLI_EXIT_STATUS_H

enum exit_status {
    EXIT_ANSWERED = 0,
    EXIT_NOT_FOUND = 1,
    EXIT_USAGE = 2,
    EXIT_CANNOT_WRITE = 3,
};

#endif
