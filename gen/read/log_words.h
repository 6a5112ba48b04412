/* SPDX-License-Identifier: MIT
 *
 * The words that are keys of a log. They are names of other programs' documentation: system calls of Linux, record
 * types of auditd, tables of osquery, logs of Zeek ...
 */
#ifndef GEN_LOG_WORDS_H
#define GEN_LOG_WORDS_H

extern const char *const cloud_calls[],
    *const system_calls[], *const audit_records[], *const osquery_tables[],
                                                       *const zeek_logs[], *const es_events[],
                                                                               *const kubernetes_verbs[],
                                                                                   *const container_actions[],
                                                                                       *const directory_activities[];

#endif
