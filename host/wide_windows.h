/* SPDX-License-Identifier: MIT
 *
 * For the Windows face of host/ alone: texts as Windows takes them, and its errors as errno.
 */
#ifndef HOST_WIDE_WINDOWS_H
#define HOST_WIDE_WINDOWS_H

#include <stddef.h>
#include <wchar.h>

/* Returns the text in UTF-16, or in UTF-8, for free(); NULL, with errno, without memory or if it is malformed. */
wchar_t *wide_of(const char *text);
char *utf8_of(const wchar_t *text);

/* Sets errno to what GetLastError() says. */
void take_windows_error(void);

#endif
