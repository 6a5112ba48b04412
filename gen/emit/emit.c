/* SPDX-License-Identifier: MIT
 *
 * Writes the C source and header of packed tables. It sees only packed numbers, never the model or its files.
 */
#include "emit.h"

#include "attack_events.h"
#include "emit_arrays.h"
#include "emit_conditions.h"
#include "emit_ids.h"
#include "emit_rules.h"
#include "host/date.h"
#include "host/memory_stream.h"
#include "host/order.h"
#include "tables.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *cell_type(const struct packed *packed)
{
    return packed->wide ? "uint32_t" : "uint16_t";
}

static void emit_hash(FILE *file, const struct packed *packed, const struct hash *hash, const char *what)
{
    struct line line = {file, 0};
    char name[64];

    if (!hash->slot_count)
        return;
    snprintf(name, sizeof name, "%s_hash_steps", what);
    emit_bytes(file, name, hash->steps, 2 * hash->step_count);
    if (hash->weight_count)
        fprintf(file, "static const uint16_t %s_hash_weights[] = {\n", what);
    for (size_t i = 0; i < hash->weight_count; i++)
        put_number(&line, hash->weights[i]);
    end_lines(&line);
    if (hash->weight_count)
        fputs("};\n\n", file);
    snprintf(name, sizeof name, "%s_hash_slots", what);
    emit_numbers(file, cell_type(packed), name, hash->slots, hash->slot_count, 1);
}

static void emit_hash_descriptor(FILE *file, const struct hash *hash, const char *what, const char *end)
{
    if (hash->slot_count && !hash->step_count) /* the keys differ in length, so no position is looked at */
        fprintf(file, "    {NULL, NULL, %s_hash_slots, 0, 0, %lu, %lu}%s\n", what, (unsigned long)hash->base,
                (unsigned long)hash->slot_count, end);
    else if (hash->slot_count)
        fprintf(file, "    {%s_hash_steps, %s_hash_weights, %s_hash_slots, %lu, %lu, %lu, %lu}%s\n", what, what, what,
                (unsigned long)hash->step_count, (unsigned long)hash->weight_count, (unsigned long)hash->base,
                (unsigned long)hash->slot_count, end);
    else
        fprintf(file, "    {NULL, NULL, NULL, 0, 0, 0, 0}%s\n", end);
}

static void emit_descriptor(FILE *file, const struct emission *emission)
{
    const struct packed *packed = emission->packed;

    fprintf(file, "static const struct attack_db db = {\n    %#lx, %lu, %d,\n   ", (unsigned long)ATTACK_TABLES_LAYOUT,
            (unsigned long)packed->date, packed->wide);
    for (enum table table = 0; table < TABLES; table++)
        fprintf(file, " %lu,", (unsigned long)packed_count(packed, table));
    fprintf(file, "\n    %lu, %lu,\n    %lu, %lu, %lu,\n", (unsigned long)packed->candidates_most,
            (unsigned long)packed->fields_most, (unsigned long)packed->row_count, (unsigned long)packed->strings.size,
            (unsigned long)packed->lists.encoded.size);
    fprintf(file, "    %lu, %lu, %lu, %lu, %lu, %lu, %lu, %lu,\n    strings, lists,", (unsigned long)packed->domain,
            (unsigned long)packed->version, (unsigned long)packed->sha256, (unsigned long)packed->selection,
            (unsigned long)packed->attribution, (unsigned long)packed->tactics, (unsigned long)packed->platforms,
            (unsigned long)packed->data_sources);
    for (enum table table = 0; table < TABLES; table++)
        fprintf(file, " %s,", packed->cells[table].count ? table_shapes[table].name : "NULL");
    putc('\n', file);
    emit_hash_descriptor(file, &packed->technique_hash, "technique", ",");
    emit_hash_descriptor(file, &packed->event_hash, "event", ",");
    fprintf(file, "    %s, %s\n", packed->conditions ? "&all_conditions" : "NULL",
            packed->rules ? "&all_rules" : "NULL");
    fprintf(file, "};\n\nconst struct attack_db *%s(void)\n{\n    return &db;\n}\n", emission->prefix);
}

char *emit_body(const struct emission *emission, size_t *length)
{
    const struct packed *packed = emission->packed;
    struct memory_stream stream;
    FILE *file = memory_stream_open(&stream);

    if (!file)
        fail_out_of_memory();
    emit_strings(file, "strings", &packed->strings);
    emit_bytes(file, "lists", packed->lists.encoded.bytes, packed->lists.encoded.size);
    for (enum table table = 0; table < TABLES; table++)
        emit_numbers(file, cell_type(packed), table_shapes[table].name, packed->cells[table].items,
                     packed->cells[table].count, table_shapes[table].cells);
    emit_hash(file, packed, &packed->technique_hash, "technique");
    emit_hash(file, packed, &packed->event_hash, "event");
    if (packed->conditions)
        emit_conditions(file, packed->conditions);
    if (packed->rules)
        emit_rules(file, packed->rules);
    emit_descriptor(file, emission);
    if (!memory_stream_close(&stream))
        fail_out_of_memory();
    *length = stream.size;
    return stream.text;
}

/* Writes text from outside into a comment, behind a blank: only characters that cannot end the comment or have a
 * meaning in C. A slash cannot, as no star stands before it. */
static void put_comment_text(FILE *file, const char *text)
{
    for (; *text; text++) {
        bool harmless = isalnum((unsigned char)*text) || strchr(" .-_:/", *text);

        putc(harmless ? *text : '_', file);
    }
}

/* Says that there are rules of others in the file, and on which terms. */
static void emit_rules_banner(FILE *file, const struct emission *emission)
{
    const struct packed_rules *rules = emission->packed->rules;

    if (!rules)
        return;
    fprintf(file, " * Sigma rules: %lu, each with its author",
            (unsigned long)packed_rule_count(rules, RULE_TABLE_RULES));
    if (emission->rules_uri) {
        fputs(", from ", file);
        put_comment_text(file, emission->rules_uri);
    }
    if (emission->rules_license) {
        fputs("; licence of those that state none: ", file);
        put_comment_text(file, emission->rules_license);
    }
    putc('\n', file);
}

void emit_banner(FILE *file, const struct emission *emission)
{
    fprintf(
        file,
        "/* DO NOT EDIT: generated by attack-events-gen %s from a mapping of MITRE ATT&CK techniques to events.\n *\n",
        ATTACK_EVENTS_VERSION);
    fprintf(file, " * SHA-256 of the input: %s\n", emission->sha256);
    if (*emission->domain || *emission->version) {
        fputs(" * ATT&CK: ", file);
        put_comment_text(file, emission->domain);
        if (*emission->domain && *emission->version)
            putc(' ', file);
        put_comment_text(file, emission->version);
        putc('\n', file);
    }
    if (emission->packed->date) {
        char date[DATE_BYTES];

        date_write(emission->packed->date, date);
        fprintf(file, " * Date: %s\n", date);
    }
    if (*emission->selection) {
        fputs(" * Subset: ", file);
        put_comment_text(file, emission->selection);
        putc('\n', file);
    }
    emit_rules_banner(file, emission);
    fprintf(file, " * Perfect hashes: %s%s\n", *emission->packed->gperf_version ? "gperf " : "none",
            emission->packed->gperf_version);
    fputs(" *\n * (c) 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The\n"
          " * MITRE Corporation. The licence is in NOTICE.\n */\n",
          file);
}

void emit_guard(FILE *file, const struct emission *emission, const char *id)
{
    fprintf(
        file,
        "#if %s_mapping_id != 0x%s\n#error \"the .h and the .c of this mapping come from different runs\"\n#endif\n\n",
        emission->prefix, id);
}

void emit_body_of(FILE *file, const struct emission *emission, const char *body, size_t length, const char *id)
{
    if (emission->has_ids)
        fprintf(file, "#define %s %s_%s\n\n", emission->prefix, emission->prefix, id);
    fwrite(body, 1, length, file);
}

void emit_source(FILE *file, const struct emission *emission, const char *body, size_t length, const char *id)
{
    emit_banner(file, emission);
    fprintf(file,
            "#include \"%s.h\"\n#include \"tables.h\"\n\n"
            "#if ATTACK_TABLES_MAJOR != %d || ATTACK_TABLES_MINOR < %d\n"
            "#error \"generated for table layout %d.%d: generate this file again with the attack-events-gen of this "
            "runtime\"\n"
            "#endif\n",
            emission->prefix, ATTACK_TABLES_MAJOR, ATTACK_TABLES_MINOR, ATTACK_TABLES_MAJOR, ATTACK_TABLES_MINOR);
    emit_guard(file, emission, id);
    emit_body_of(file, emission, body, length, id);
}

/* Writes a constant for the size of an array, which must not be 0 in C. */
static void emit_constant(FILE *file, const char *prefix, const char *name, size_t value, const char *what)
{
    fputs("#define ", file);
    for (; *prefix; prefix++)
        putc(toupper((unsigned char)*prefix), file);
    fprintf(file, "_%s %lu /* %s */\n", name, (unsigned long)(value ? value : 1), what);
}

/* The scratch memory that a call needs on any processor. */
static size_t scratch_bytes(const struct packed *packed)
{
    const struct packed_conditions *conditions = packed->conditions;
    size_t fields = most_of(packed->fields_most, conditions ? conditions->fields_most : 0);

    return attack_scratch_bytes(SCRATCH_SLOT_MOST, fields, conditions ? conditions->group_most : 0);
}

static void emit_constants(FILE *file, const char *prefix, const struct packed *packed)
{
    size_t techniques = packed_count(packed, TABLE_TECHNIQUES), events = packed_count(packed, TABLE_EVENTS);

    fputs("/* For arrays; none is below 1. */\n", file);
    emit_constant(file, prefix, "TECHNIQUES", techniques, "their number");
    emit_constant(file, prefix, "EVENTS", events, "their number");
    emit_constant(file, prefix, "TECHNIQUE_WORDS", ATTACK_SET_WORDS(techniques), "of a set of techniques");
    emit_constant(file, prefix, "EVENT_WORDS", ATTACK_SET_WORDS(events), "of a set of events");
    emit_constant(file, prefix, "CANDIDATES", packed->candidates_most, "that an event of a log has at most");
    emit_constant(file, prefix, "SCRATCH", scratch_bytes(packed) / SCRATCH_UNIT,
                  "elements of scratch memory for one event");
}

void emit_header(FILE *file, const struct emission *emission, const char *id)
{
    emit_banner(file, emission);
    fputs("#include \"attack_events.h\"\n\n", file);
    emit_declarations(file, emission, id);
}

void emit_declarations(FILE *file, const struct emission *emission, const char *id)
{
    fprintf(file,
            "#ifndef %s_h\n#define %s_h\n\n"
            "#define %s_mapping_id 0x%s /* of the .c that belongs to this file */\n\n",
            emission->prefix, emission->prefix, emission->prefix, id);
    emit_constants(file, emission->prefix, emission->packed);
    putc('\n', file);
    if (emission->has_ids)
        emit_ids(file, emission->packed, emission->prefix);
    fputs("#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n", file);
    if (emission->has_ids)
        fprintf(file,
                "/* Named after this run, so that a program compiled with these ids does not link with a .c of "
                "another. */\n"
                "const struct attack_db *%s_%s(void);\n\n"
                "/* The mapping. It lives as long as the program. */\n"
                "#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L)\n"
                "static inline const struct attack_db *%s(void)\n{\n    return %s_%s();\n}\n"
                "#else\n#define %s() %s_%s()\n#endif\n",
                emission->prefix, id, emission->prefix, emission->prefix, id, emission->prefix, emission->prefix, id);
    else
        fprintf(file,
                "/* The mapping. It lives as long as the program. */\n"
                "const struct attack_db *%s(void);\n",
                emission->prefix);
    fputs("\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n", file);
}
