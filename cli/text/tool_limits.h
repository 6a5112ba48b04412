/* SPDX-License-Identifier: MIT
 *
 * All limits of the tool. They bound its time and memory on hostile logs and tables. Each is far above what real data
 * needs. docs/limits.md says what happens above a limit.
 */
#ifndef ATTACK_EVENTS_CLI_TOOL_LIMITS_H
#define ATTACK_EVENTS_CLI_TOOL_LIMITS_H

#ifndef LINE_BYTES_LIMIT                    /* fuzz targets define a smaller one */
#define LINE_BYTES_LIMIT (16 * 1024 * 1024) /* of a line of a log, including its line end; a power of two */
#endif
#define JSON_MEMBERS_LIMIT (1024 * 1024) /* of a line */
#define JSON_NESTING_LIMIT 1024 /* of objects and arrays in a line */
#define JSON_DEPTH_LIMIT 16              /* deeper members are checked, but not kept */
#define EVENTS_LIMIT (64 * 1024)         /* of a line; further events are ignored */
#define RECORDS_WORK (1024 * 1024 * 1024) /* records of an event, such as laurel's, times members of the line */
#define NESTED_LIMIT 4                   /* wrappers around an event */
#define NESTED_TEXTS_LIMIT 3             /* of them, strings that are JSON themselves */
#define NESTED_BYTES_LIMIT (1024 * 1024) /* of such a string */
#define FORMATS_LIMIT 128                /* known log formats */
#define FORMATS_BYTES_LIMIT (1024 * 1024) /* of a file of log formats */
#define FORMAT_LIST_LIMIT 64             /* elements of a list in such a file */
#define FORMAT_FIELDS_LIMIT 8            /* objects in which a format has its fields */
#define FORMAT_TEXT_LIMIT 200            /* bytes of a name, path or pattern in such a file */
#define MARKS_LIMIT 512                  /* different first names of all paths of all formats */
#define ARGUMENTS_LIMIT (32 * 1024)      /* bytes of a command line that is put together of arguments */
#define REPORTS_LIMIT 20                 /* messages about lines that cannot be read; further lines are only counted */
#define TALLY_KINDS_LIMIT 512            /* cached sets of events that lines match */
#define TALLY_TEXT_LIMIT (16 * 1024 * 1024)      /* bytes of their cached answers */
#define UNMATCHED_LIMIT 256                      /* events without a match, or fields, counted to find the commonest */
#define PACK_BYTES_LIMIT (128 * 1024 * 1024)     /* of the pack of --mapping, as the library's limit */
#define DELIMITED_BYTES_LIMIT (1024 * 1024)      /* of a row of a table */
#define DELIMITED_FIELDS_LIMIT 256               /* of a row of a table; further fields are ignored */
#define OPTIONS_LIMIT 64                         /* on one command line */
#define DRAWING_SECONDS_LIMIT 3600               /* of the processor, for the program that draws a picture */
#define DRAWING_WAIT_LIMIT 7200                  /* seconds that pass, for the same */
#define PICTURE_BYTES_LIMIT (1024 * 1024 * 1024) /* of what it draws */

#endif
