/* SPDX-License-Identifier: MIT
 *
 * All limits of the generator. They bound its time and memory on hostile input. Each is far above what real mappings
 * need (the largest published one has 13,000 rows), and the error message names the limit. docs/limits.md explains
 * each.
 */
#ifndef GEN_GENERATOR_LIMITS_H
#define GEN_GENERATOR_LIMITS_H

#define ERROR_LIMIT 100                       /* errors printed in one run */
#define INPUT_BYTES_LIMIT (128 * 1024 * 1024) /* of all files together */
#define INPUT_FILES_LIMIT 100000              /* also those in directories; SigmaHQ has 4,000 */
#define DEPTH_LIMIT 16                        /* lists and maps within one another; the deepest form needs 6 */
#define DIRECTIVES_LIMIT 1000                 /* %TAG in one file: libyaml compares each with all before it */
#define TAG_BYTES_LIMIT (256 * 1024 * 1024)   /* of the tags of all values, as %TAG makes them */
#define KEYS_LIMIT 256                        /* of one map */
#define TEXT_BYTES_LIMIT 65535                /* of one value */
#define ALIAS_VALUES_LIMIT 4000000            /* values that aliases stand for, all together */
#define ALIAS_BYTES_LIMIT (16 * 1024 * 1024)  /* of the texts that aliases stand for, all together */
#define ANCHORED_VALUES_LIMIT 1000000         /* values kept because an anchor stands before them */
#define ENTRY_VALUES_LIMIT 1000000            /* of one row, relationship or technique, which is held in memory */
#define LIST_LIMIT 1000                       /* texts of one list, filters of one event */
#define VALUES_LIMIT 10000                    /* of one field of a condition */
#define CONDITIONS_LIMIT 65535                /* different conditions, all together */
#define CONDITION_TESTS_LIMIT 1000            /* of one condition */
#define CONDITION_VALUES_LIMIT 100000         /* of one condition: within ATTACK_CONDITION_BYTES of runtime/tables.h */
#define CONDITION_DEPTH_LIMIT 8               /* ANDs and ORs within one another, as in runtime/tables.h */
#define CONDITION_NESTING_LIMIT 32            /* parentheses within one another */
#define CONDITION_BYTES_LIMIT 4096            /* of the words under 'condition' */
#define CONDITION_WORK_LIMIT 50000000         /* tests and values, and names that are looked for, of all conditions */
#define SELECTION_BYTES_LIMIT 128             /* of a selection's name */
#define MADE_BYTES_LIMIT (16 * 1024 * 1024)   /* of the texts that windash, base64 and wide make, all together */
#define REGEX_BYTES_LIMIT 4096                /* of a regular expression */
#define REGEX_DEPTH_LIMIT 32                  /* groups within one another */
#define REGEX_REPEATS_LIMIT 65535             /* in braces, as in PCRE */
#define REGEX_RANGES_LIMIT 100                /* beyond ASCII in one class */
#define REGEX_POSITIONS_LIMIT 255             /* of one automaton: the tables count them in a byte */
#define REGEX_ALL_POSITIONS_LIMIT 1000000     /* of all automata together */
#define CARRIERS_LIMIT 64                     /* events of one class on one platform */
#define RULE_EVENTS_LIMIT 1000                /* ids, times providers, times channels, of one rule on one log */
#define RULES_LIMIT 100000                    /* documents of files of rules, all together; SigmaHQ has 4,000 */
#define COMPONENTS_LIMIT 1000                 /* data components of one technique */
#define ROWS_LIMIT 250000                     /* ten times those of mapping.yaml */
#define JOINS_LIMIT 20000000                  /* pairs of a technique and a relationship or an event that may show it */
#define RELEASE_OBJECTS_LIMIT 250000          /* STIX objects: held, as they name one another in any order */
#define RELEASE_EVENTS_LIMIT 100000           /* events that analytics name, and log sources that name none */
#define CHANNEL_KEYS_LIMIT 64                 /* keys in the channel of a log source; more count as prose */
#define RELEASE_LINKS_LIMIT 250000            /* relationships of one type of a release */
#define DIFFERENCE_BYTES_LIMIT (512 * 1024 * 1024) /* of the lines of all rows that --against compares */
#define WARNING_LIMIT 100                          /* warnings printed in one run */
#define SPELLINGS_LIMIT 2000     /* with more providers or channels, spelling is not checked: it takes all pairs */
#define SPELLING_BYTES_LIMIT 255 /* a longer name is not checked either */
#define MATCH_ROOM_LIMIT 1000    /* candidates of an event of a log; more give a warning */
#define MATCH_WORK_LIMIT 100000  /* of events of one id: filters times distinct fields */

/* gperf's time grows faster than the number of keys: 835 take well under a second, 5,000 a minute, 10,000 more than ten
 * minutes. */
#define GPERF_KEYS_LIMIT 2000
#define GPERF_MANY_KEYS 1000                 /* more get one attempt at a hash instead of 30 */
#define GPERF_KEY_LIMIT 254                  /* bytes of a key: a position in it is stored in a byte */
#define GPERF_SECONDS_LIMIT 30               /* CPU time */
#define GPERF_WAIT_LIMIT 120                 /* seconds of real time, for a program that hangs */
#define GPERF_OUTPUT_LIMIT (4 * 1024 * 1024) /* bytes */

#define DIRECTORY_SECONDS_LIMIT 10 /* how long another program may hold the lock of the output directory */

#endif
