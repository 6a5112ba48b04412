/* SPDX-License-Identifier: MIT
 *
 * What a program that was compiled before relies on: the structs of attack_events.h, and the values of its constants.
 * docs/stability.md says when a line may change: of a struct, only with a new major version, and that a line is added
 * for a constant.
 */
#include "layout.h"

STRUCT(attack_info, 56, 80);
MEMBER(attack_info, attack_domain, 0, 0);
MEMBER(attack_info, attack_version, 4, 8);
MEMBER(attack_info, input_sha256, 8, 16);
MEMBER(attack_info, selection, 12, 24);
MEMBER(attack_info, attribution, 16, 32);
MEMBER(attack_info, techniques, 20, 40);
MEMBER(attack_info, events, 24, 44);
MEMBER(attack_info, rows, 28, 48);
MEMBER(attack_info, relationships, 32, 52);
MEMBER(attack_info, data_components, 36, 56);
MEMBER(attack_info, conditions, 40, 60);
MEMBER(attack_info, rules, 44, 64);
MEMBER(attack_info, candidates_most, 48, 68);
MEMBER(attack_info, date, 52, 72);

STRUCT(attack_technique, 20, 32);
MEMBER(attack_technique, id, 0, 0);
MEMBER(attack_technique, name, 4, 8);
MEMBER(attack_technique, index, 8, 16);
MEMBER(attack_technique, variant, 12, 20);
MEMBER(attack_technique, is_subtechnique, 16, 24);

STRUCT(attack_data_component, 12, 24);
MEMBER(attack_data_component, data_source, 0, 0);
MEMBER(attack_data_component, name, 4, 8);
MEMBER(attack_data_component, index, 8, 16);

STRUCT(attack_relationship, 24, 48);
MEMBER(attack_relationship, id, 0, 0);
MEMBER(attack_relationship, name, 4, 8);
MEMBER(attack_relationship, source, 8, 16);
MEMBER(attack_relationship, relationship, 12, 24);
MEMBER(attack_relationship, target, 16, 32);
MEMBER(attack_relationship, index, 20, 40);

STRUCT(attack_event, 32, 64);
MEMBER(attack_event, id, 0, 0);
MEMBER(attack_event, name, 4, 8);
MEMBER(attack_event, platform, 8, 16);
MEMBER(attack_event, audit_category, 12, 24);
MEMBER(attack_event, audit_sub_category, 16, 32);
MEMBER(attack_event, channel, 20, 40);
MEMBER(attack_event, provider, 24, 48);
MEMBER(attack_event, index, 28, 56);

STRUCT(attack_filter, 8, 16);
MEMBER(attack_filter, field, 0, 0);
MEMBER(attack_filter, value, 4, 8);

STRUCT(attack_row, 92, 176);
MEMBER(attack_row, technique, 0, 0);
MEMBER(attack_row, data_component, 20, 32);
MEMBER(attack_row, relationship, 32, 56);
MEMBER(attack_row, event, 56, 104);
MEMBER(attack_row, kind, 88, 168);

STRUCT(attack_former_id, 16, 16);
MEMBER(attack_former_id, id, 0, 0);

STRUCT(attack_name_iterator, 12, 16);
MEMBER(attack_name_iterator, db, 0, 0);
MEMBER(attack_name_iterator, at, 4, 8);
MEMBER(attack_name_iterator, left, 8, 12);

STRUCT(attack_technique_iterator, 36, 40);
MEMBER(attack_technique_iterator, db, 0, 0);
MEMBER(attack_technique_iterator, kind, 4, 8);
MEMBER(attack_technique_iterator, at, 8, 12);
MEMBER(attack_technique_iterator, left, 12, 16);
MEMBER(attack_technique_iterator, technique, 16, 20);
MEMBER(attack_technique_iterator, exceptions, 20, 24);
MEMBER(attack_technique_iterator, exceptions_left, 24, 28);
MEMBER(attack_technique_iterator, before, 28, 32);
MEMBER(attack_technique_iterator, exception_kind, 32, 36);
MEMBER(attack_technique_iterator, stored, 33, 37);

STRUCT(attack_data_component_iterator, 12, 16);
MEMBER(attack_data_component_iterator, db, 0, 0);
MEMBER(attack_data_component_iterator, at, 4, 8);
MEMBER(attack_data_component_iterator, left, 8, 12);

STRUCT(attack_filter_iterator, 12, 16);
MEMBER(attack_filter_iterator, db, 0, 0);
MEMBER(attack_filter_iterator, at, 4, 8);
MEMBER(attack_filter_iterator, left, 8, 12);

STRUCT(attack_former_id_iterator, 12, 16);
MEMBER(attack_former_id_iterator, db, 0, 0);
MEMBER(attack_former_id_iterator, at, 4, 8);
MEMBER(attack_former_id_iterator, technique, 8, 12);

STRUCT(attack_event_iterator, 24, 40);
MEMBER(attack_event_iterator, db, 0, 0);
MEMBER(attack_event_iterator, log, 4, 8);
MEMBER(attack_event_iterator, log_length, 8, 16);
MEMBER(attack_event_iterator, at, 12, 24);
MEMBER(attack_event_iterator, first, 16, 28);
MEMBER(attack_event_iterator, by, 20, 32);

STRUCT(attack_row_iterator, 52, 56);
MEMBER(attack_row_iterator, db, 0, 0);
MEMBER(attack_row_iterator, technique, 4, 8);
MEMBER(attack_row_iterator, technique_end, 8, 12);
MEMBER(attack_row_iterator, runs, 12, 16);
MEMBER(attack_row_iterator, runs_left, 16, 20);
MEMBER(attack_row_iterator, run, 20, 24);
MEMBER(attack_row_iterator, groups, 24, 28);
MEMBER(attack_row_iterator, groups_left, 28, 32);
MEMBER(attack_row_iterator, in_group, 32, 36);
MEMBER(attack_row_iterator, relationship, 36, 40);
MEMBER(attack_row_iterator, data_component, 40, 44);
MEMBER(attack_row_iterator, variant, 44, 48);
MEMBER(attack_row_iterator, kind, 48, 52);

STRUCT(attack_rule, 40, 64);
MEMBER(attack_rule, id, 0, 0);
MEMBER(attack_rule, title, 4, 8);
MEMBER(attack_rule, author, 8, 16);
MEMBER(attack_rule, license, 12, 24);
MEMBER(attack_rule, folder, 16, 32);
MEMBER(attack_rule, file, 20, 40);
MEMBER(attack_rule, level, 24, 48);
MEMBER(attack_rule, status, 28, 52);
MEMBER(attack_rule, is_hunting, 32, 56);
MEMBER(attack_rule, is_detection, 33, 57);
MEMBER(attack_rule, index, 36, 60);

STRUCT(attack_text, 8, 16);
MEMBER(attack_text, text, 0, 0);
MEMBER(attack_text, length, 4, 8);

STRUCT(attack_log_event, 52, 104);
MEMBER(attack_log_event, id, 0, 0);
MEMBER(attack_log_event, number, 8, 16);
MEMBER(attack_log_event, platform, 12, 24);
MEMBER(attack_log_event, provider, 20, 40);
MEMBER(attack_log_event, channel, 28, 56);
MEMBER(attack_log_event, field, 36, 72);
MEMBER(attack_log_event, value, 40, 80);
MEMBER(attack_log_event, context, 44, 88);
MEMBER(attack_log_event, flags, 48, 96);

UNION(attack_scratch, 8, 8);

STRUCT(attack_answer, 16, 16);
MEMBER(attack_answer, technique, 0, 0);
MEMBER(attack_answer, event, 4, 4);
MEMBER(attack_answer, score, 8, 8);
MEMBER(attack_answer, kind, 12, 12);

STRUCT(attack_result, 20, 20);
MEMBER(attack_result, reason, 0, 0);
MEMBER(attack_result, events, 4, 4);
MEMBER(attack_result, conditions, 8, 8);
MEMBER(attack_result, unknown, 12, 12);
MEMBER(attack_result, is_cut_short, 16, 16);

STRUCT(attack_set, 8, 16);
MEMBER(attack_set, words, 0, 0);
MEMBER(attack_set, word_count, 4, 8);

STRUCT(attack_coverage, 8, 8);
MEMBER(attack_coverage, data_components, 0, 0);
MEMBER(attack_coverage, covered, 4, 4);

STRUCT(attack_pack, 480, 960);
MEMBER(attack_pack, room, 0, 0);

STRUCT(attack_pack_info, 24, 32);
MEMBER(attack_pack_info, size, 0, 0);
MEMBER(attack_pack_info, format_major, 4, 4);
MEMBER(attack_pack_info, format_minor, 8, 8);
MEMBER(attack_pack_info, runtime_major, 12, 12);
MEMBER(attack_pack_info, runtime_minor, 16, 16);
MEMBER(attack_pack_info, sha256, 20, 24);

VALUE(ATTACK_CANDIDATE, 0);
VALUE(ATTACK_DIRECT, 1);
VALUE(ATTACK_ANALYTIC, 2);
VALUE(ATTACK_CONDITION, 3);
VALUE(ATTACK_RULE, 4);

VALUE(ATTACK_NOT_RETIRED, 0);
VALUE(ATTACK_REVOKED, 1);
VALUE(ATTACK_DEPRECATED, 2);

VALUE(ATTACK_LEVEL_NONE, 0);
VALUE(ATTACK_LEVEL_INFORMATIONAL, 1);
VALUE(ATTACK_LEVEL_LOW, 2);
VALUE(ATTACK_LEVEL_MEDIUM, 3);
VALUE(ATTACK_LEVEL_HIGH, 4);
VALUE(ATTACK_LEVEL_CRITICAL, 5);

VALUE(ATTACK_STATUS_NONE, 0);
VALUE(ATTACK_STATUS_UNSUPPORTED, 1);
VALUE(ATTACK_STATUS_DEPRECATED, 2);
VALUE(ATTACK_STATUS_EXPERIMENTAL, 3);
VALUE(ATTACK_STATUS_TEST, 4);
VALUE(ATTACK_STATUS_STABLE, 5);

VALUE(ATTACK_NO_SCRATCH, 0);
VALUE(ATTACK_UNKNOWN_ID, 1);
VALUE(ATTACK_NO_LOG, 2);
VALUE(ATTACK_UNKNOWN_LOG, 3);
VALUE(ATTACK_OTHER_FIELDS, 4);
VALUE(ATTACK_MISSING_FIELDS, 5);
VALUE(ATTACK_MATCHED, 6);

VALUE(ATTACK_PACK_OPENED, 0);
VALUE(ATTACK_PACK_NOT_ALIGNED, 1);
VALUE(ATTACK_PACK_NO_PACK, 2);
VALUE(ATTACK_PACK_CUT_SHORT, 3);
VALUE(ATTACK_PACK_OTHER_BYTE_ORDER, 4);
VALUE(ATTACK_PACK_DAMAGED, 5);
VALUE(ATTACK_PACK_OTHER_FORMAT, 6);
VALUE(ATTACK_PACK_LATER_RUNTIME, 7);
VALUE(ATTACK_PACK_CORRUPT, 8);
VALUE(ATTACK_PACK_OTHER_DOMAIN, 9);
VALUE(ATTACK_PACK_OLDER, 10);

VALUE(ATTACK_NONE, 0xffffffff);
VALUE(ATTACK_UNKNOWN_MATCHES, 1);
VALUE(ATTACK_SCORE_ONE, 1048576);
VALUE(ATTACK_RULE_TELLS, 2);
VALUE(ATTACK_WORK_MOST, 16777216);
