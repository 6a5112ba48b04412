/* SPDX-License-Identifier: MIT
 *
 * The tool's limits, all of them. They bound its time and memory on hostile logs and tables; each is far above what
 * real ones hold. docs/limits.md says what happens above.
 */
#ifndef ATTACK_EVENTS_CLI_TOOL_LIMITS_H
#define ATTACK_EVENTS_CLI_TOOL_LIMITS_H

#ifndef LINE_BYTES_LIMIT                    /* the fuzz targets' is smaller */
#define LINE_BYTES_LIMIT (16 * 1024 * 1024) /* of a line of a log, its end counted: a power of two */
#endif
#define JSON_MEMBERS_LIMIT (1024 * 1024)         /* of a line */
#define JSON_DEPTH_LIMIT 8                       /* members that lie deeper are checked, and not kept */
#define REPORTS_LIMIT 20                         /* messages for lines that cannot be read; the rest are counted */
#define TALLY_KINDS_LIMIT 512                    /* sets of events that lines match, kept at a time */
#define TALLY_TEXT_LIMIT (16 * 1024 * 1024)      /* bytes of their answers, before they are made anew */
#define STRANGERS_LIMIT 256                      /* events that the mapping does not have, kept to name the commonest */
#define DELIMITED_BYTES_LIMIT (1024 * 1024)      /* of a row of a table */
#define DELIMITED_FIELDS_LIMIT 256               /* of a row of a table; fields beyond are ignored */
#define OPTIONS_LIMIT 64                         /* given in one call */
#define DRAWING_SECONDS_LIMIT 3600               /* of the processor, for the program that draws a picture */
#define DRAWING_WAIT_LIMIT 7200                  /* seconds that pass, for the same */
#define PICTURE_BYTES_LIMIT (1024 * 1024 * 1024) /* of what it draws */

#endif
