/* SPDX-License-Identifier: MIT
 *
 * The known log formats: those that the tool ships, from formats.json, and those of the user's files. It reads no log.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_FORMATS_H
#define ATTACK_EVENTS_CLI_LOG_FORMATS_H

#include <stddef.h>

struct log_formats;

/* Reads the shipped formats and these files, each of which goes before those that were read earlier. Returns NULL, with
 * messages on standard error, if a file cannot be read or has errors. */
struct log_formats *log_formats_open(const char *const files[], size_t count);

void log_formats_close(struct log_formats *formats);

#endif
