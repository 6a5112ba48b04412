/* SPDX-License-Identifier: MIT
 *
 * What a mapping that was generated before relies on: the descriptors of tables.h, and the header of a pack.
 * docs/stability.md says when a line may change: with a new major version of the layout, ATTACK_TABLES_MAJOR. A member
 * may be added at the end of struct attack_db with a new minor version, if it is read only where `layout` says that it
 * is there.
 */
#include "layout.h"
#include "pack_format.h"

STRUCT(attack_hash, 28, 40);
MEMBER(attack_hash, steps, 0, 0);
MEMBER(attack_hash, weights, 4, 8);
MEMBER(attack_hash, slots, 8, 16);
MEMBER(attack_hash, step_count, 12, 24);
MEMBER(attack_hash, weight_count, 16, 28);
MEMBER(attack_hash, base, 20, 32);
MEMBER(attack_hash, slot_count, 24, 36);

STRUCT(attack_conditions, 88, 128);
MEMBER(attack_conditions, wide, 0, 0);
MEMBER(attack_conditions, wide_gates, 4, 4);
MEMBER(attack_conditions, group_count, 8, 8);
MEMBER(attack_conditions, condition_count, 12, 12);
MEMBER(attack_conditions, field_count, 16, 16);
MEMBER(attack_conditions, bucket_count, 20, 20);
MEMBER(attack_conditions, entry_count, 24, 24);
MEMBER(attack_conditions, gram_bits, 28, 28);
MEMBER(attack_conditions, gram_bytes, 32, 32);
MEMBER(attack_conditions, group_most, 36, 36);
MEMBER(attack_conditions, fields_most, 40, 40);
MEMBER(attack_conditions, string_bytes, 44, 44);
MEMBER(attack_conditions, code_bytes, 48, 48);
MEMBER(attack_conditions, strings, 52, 56);
MEMBER(attack_conditions, code, 56, 64);
MEMBER(attack_conditions, grams, 60, 72);
MEMBER(attack_conditions, marks, 64, 80);
MEMBER(attack_conditions, groups, 68, 88);
MEMBER(attack_conditions, conditions, 72, 96);
MEMBER(attack_conditions, fields, 76, 104);
MEMBER(attack_conditions, buckets, 80, 112);
MEMBER(attack_conditions, entries, 84, 120);

STRUCT(attack_rules, 32, 48);
MEMBER(attack_rules, wide, 0, 0);
MEMBER(attack_rules, wide_of_conditions, 4, 4);
MEMBER(attack_rules, rule_count, 8, 8);
MEMBER(attack_rules, string_bytes, 12, 12);
MEMBER(attack_rules, condition_count, 16, 16);
MEMBER(attack_rules, strings, 20, 24);
MEMBER(attack_rules, rules, 24, 32);
MEMBER(attack_rules, of_conditions, 28, 40);

STRUCT(attack_db, 224, 312);
MEMBER(attack_db, layout, 0, 0);
MEMBER(attack_db, date, 4, 4);
MEMBER(attack_db, wide, 8, 8);
MEMBER(attack_db, technique_count, 12, 12);
MEMBER(attack_db, run_count, 16, 16);
MEMBER(attack_db, component_count, 20, 20);
MEMBER(attack_db, relationship_count, 24, 24);
MEMBER(attack_db, event_count, 28, 28);
MEMBER(attack_db, log_count, 32, 32);
MEMBER(attack_db, variant_count, 36, 36);
MEMBER(attack_db, retired_count, 40, 40);
MEMBER(attack_db, alias_count, 44, 44);
MEMBER(attack_db, field_count, 48, 48);
MEMBER(attack_db, factor_count, 52, 52);
MEMBER(attack_db, candidates_most, 56, 56);
MEMBER(attack_db, fields_most, 60, 60);
MEMBER(attack_db, row_count, 64, 64);
MEMBER(attack_db, string_bytes, 68, 68);
MEMBER(attack_db, list_bytes, 72, 72);
MEMBER(attack_db, domain, 76, 76);
MEMBER(attack_db, version, 80, 80);
MEMBER(attack_db, sha256, 84, 84);
MEMBER(attack_db, selection, 88, 88);
MEMBER(attack_db, attribution, 92, 92);
MEMBER(attack_db, tactics, 96, 96);
MEMBER(attack_db, platforms, 100, 100);
MEMBER(attack_db, data_sources, 104, 104);
MEMBER(attack_db, strings, 108, 112);
MEMBER(attack_db, lists, 112, 120);
MEMBER(attack_db, techniques, 116, 128);
MEMBER(attack_db, runs, 120, 136);
MEMBER(attack_db, components, 124, 144);
MEMBER(attack_db, relationships, 128, 152);
MEMBER(attack_db, events, 132, 160);
MEMBER(attack_db, logs, 136, 168);
MEMBER(attack_db, variants, 140, 176);
MEMBER(attack_db, retired, 144, 184);
MEMBER(attack_db, aliases, 148, 192);
MEMBER(attack_db, fields, 152, 200);
MEMBER(attack_db, factors, 156, 208);
MEMBER(attack_db, technique_hash, 160, 216);
MEMBER(attack_db, event_hash, 188, 256);
MEMBER(attack_db, conditions, 216, 296);
MEMBER(attack_db, rules, 220, 304);

STRUCT(attack_pack_header, 64, 64);
MEMBER(attack_pack_header, magic, 0, 0);
MEMBER(attack_pack_header, crc32, 8, 8);
MEMBER(attack_pack_header, sha256, 12, 12);
MEMBER(attack_pack_header, byte_order, 44, 44);
MEMBER(attack_pack_header, size, 48, 48);
MEMBER(attack_pack_header, layout, 52, 52);
MEMBER(attack_pack_header, lowest_runtime, 56, 56);
MEMBER(attack_pack_header, header_size, 60, 60);

VALUE(TECHNIQUE_TEXT, 0);
VALUE(TECHNIQUE_BODY, 1);
VALUE(TECHNIQUE_CELLS, 2);

VALUE(RUN_COMPONENT, 0);
VALUE(RUN_GROUPS, 1);
VALUE(RUN_CELLS, 2);

VALUE(COMPONENT_SOURCE, 0);
VALUE(COMPONENT_NAME, 1);
VALUE(COMPONENT_CELLS, 2);

VALUE(RELATIONSHIP_ID, 0);
VALUE(RELATIONSHIP_NAME, 1);
VALUE(RELATIONSHIP_SOURCE, 2);
VALUE(RELATIONSHIP_RELATIONSHIP, 3);
VALUE(RELATIONSHIP_TARGET, 4);
VALUE(RELATIONSHIP_CELLS, 5);

VALUE(EVENT_ID, 0);
VALUE(EVENT_NAME, 1);
VALUE(EVENT_LOG, 2);
VALUE(EVENT_FILTERS, 3);
VALUE(EVENT_TECHNIQUE_LIST, 4);
VALUE(EVENT_CELLS, 5);

VALUE(LOG_PLATFORM, 0);
VALUE(LOG_CHANNEL, 1);
VALUE(LOG_PROVIDER, 2);
VALUE(LOG_AUDIT_CATEGORY, 3);
VALUE(LOG_AUDIT_SUB_CATEGORY, 4);
VALUE(LOG_CELLS, 5);

VALUE(VARIANT_TECHNIQUE, 0);
VALUE(VARIANT_RUN, 1);
VALUE(VARIANT_NAME, 2);
VALUE(VARIANT_TACTICS, 3);
VALUE(VARIANT_PLATFORMS, 4);
VALUE(VARIANT_CELLS, 5);

VALUE(RETIRED_NUMBER, 0);
VALUE(RETIRED_SUB_NUMBER, 1);
VALUE(RETIRED_SUCCESSOR, 2);
VALUE(RETIRED_CELLS, 3);

VALUE(ALIAS_NAME, 0);
VALUE(ALIAS_EVENT, 1);
VALUE(ALIAS_CELLS, 2);

VALUE(FIELD_NAME, 0);
VALUE(FIELD_CELLS, 1);

VALUE(FACTOR_FACTOR, 0);
VALUE(FACTOR_CELLS, 1);

VALUE(NODE_EARLIER, 13);
VALUE(NODE_OR, 14);
VALUE(NODE_AND, 15);
VALUE(NODE_NOT, 128);

VALUE(OPERATOR_EQUAL, 0);
VALUE(OPERATOR_STARTS, 1);
VALUE(OPERATOR_ENDS, 2);
VALUE(OPERATOR_CONTAINS, 3);
VALUE(OPERATOR_MATCHES, 4);
VALUE(OPERATOR_EXISTS, 5);
VALUE(OPERATOR_IS_NULL, 6);
VALUE(OPERATOR_CIDR, 7);
VALUE(OPERATOR_GT, 8);
VALUE(OPERATOR_GTE, 9);
VALUE(OPERATOR_LT, 10);
VALUE(OPERATOR_LTE, 11);
VALUE(OPERATOR_REGEX, 12);

VALUE(OPERATOR_MASK, 15);
VALUE(OPERATOR_CASED, 16);
VALUE(OPERATOR_FIELD, 32);
VALUE(OPERATOR_OPTIONAL, 64);

VALUE(REGEX_COUNT, 0);
VALUE(REGEX_MASK_COUNT, 1);
VALUE(REGEX_STARTS, 2);
VALUE(REGEX_SET_BYTES, 17);

VALUE(REGEX_RECORDS, 19);

VALUE(REGEX_KIND, 0);
VALUE(REGEX_MASK, 1);
VALUE(REGEX_LOW, 2);
VALUE(REGEX_HIGH, 3);
VALUE(REGEX_CELLS, 4);

VALUE(REGEX_TO_NEXT, 1);
VALUE(REGEX_TO_MASK, 2);
VALUE(REGEX_IS_LAST, 4);
VALUE(REGEX_IS_PLACE, 8);
VALUE(REGEX_IS_LITERAL, 16);

VALUE(REGEX_NONE, 1);
VALUE(REGEX_LINE, 2);
VALUE(REGEX_LAST_LINE, 4);
VALUE(REGEX_WORD, 8);
VALUE(REGEX_OTHER, 16);
VALUE(REGEX_ANY_NEIGHBOUR, 31);

VALUE(GROUP_EVENT, 0);
VALUE(GROUP_CONDITION, 1);
VALUE(GROUP_FIELDS, 2);
VALUE(GROUP_CELLS, 3);

VALUE(CONDITION_CODE, 0);
VALUE(CONDITION_CELLS, 1);

VALUE(CONDITION_FIELD_NAME, 0);
VALUE(CONDITION_FIELD_CELLS, 1);

VALUE(GATE_WHOLE, 1);
VALUE(GATE_LAST, 2);
VALUE(GATE_GRAM, 4);
VALUE(GATE_LONG, 8);
VALUE(GATE_BYTE, 16);
VALUE(GATE_OPTIONAL, 32);

VALUE(GATE_OF_FIRST, 1);
VALUE(GATE_OF_SECOND, 2);
VALUE(GATE_SETS, 3);

VALUE(ENTRY_CONDITION, 0);
VALUE(ENTRY_CELLS, 1);

VALUE(BUCKET_ENTRY, 0);
VALUE(BUCKET_CELLS, 1);

VALUE(RULE_RECORD, 0);
VALUE(RULE_CELLS, 1);

VALUE(SCRATCH_HEAD, 32);
VALUE(SCRATCH_SLOT_MOST, 24);
VALUE(SCRATCH_MORE_SLOTS, 8);
VALUE(SCRATCH_UNIT, 8);
VALUE(SCRATCH_MEMORY, 496);

VALUE(ATTACK_HASH_LAST, 255);
VALUE(ATTACK_STRING_PADDING, 7);
VALUE(RUN_COMPONENTS, 16);
VALUE(ATTACK_CONDITION_DEPTH, 8);
VALUE(ATTACK_CONDITION_BYTES, 1048576);
VALUE(RULE_STATUS, 8);
VALUE(RULE_IS_HUNTING, 64);
