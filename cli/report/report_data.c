/* SPDX-License-Identifier: MIT
 *
 * Writes the JSON object. Names and runs are numbered while the rest is written, so they come last.
 */
#include "report_data.h"

#include "ask/ranking.h"
#include "line/event_ids.h"
#include "print/rule_words.h"
#include "print/value.h"
#include "report_text.h"
#include "text/text_numbers.h"

#include <stdlib.h>
#include <string.h>

struct writer {
    FILE *file;
    const struct attack_db *db;
    struct text_numbers names, runs;
};

static unsigned long number_of(struct writer *writer, const char *text)
{
    return text ? text_numbers_add(&writer->names, text) + 1ul : 0;
}

/* Writes the numbers of texts, with commas between them, behind `before`. */
static void write_texts(struct writer *writer, const char *before, const char *const *texts, size_t count)
{
    fputs(before, writer->file);
    for (size_t i = 0; i < count; i++)
        fprintf(writer->file, i ? ",%lu" : "%lu", number_of(writer, texts[i]));
}

static void write_names(struct writer *writer, struct attack_name_iterator names)
{
    const char *name;

    for (char before = '['; (name = attack_name_next(&names)) != NULL || before == '['; before = ',') {
        putc(before, writer->file);
        if (!name)
            break;
        fprintf(writer->file, "%lu", number_of(writer, name));
    }
    putc(']', writer->file);
}

static void write_pair(FILE *file, const char *key, const char *text)
{
    fprintf(file, "\"%s\":", key);
    report_json(file, text);
    putc(',', file);
}

static void write_info(struct writer *writer)
{
    struct attack_info info;

    attack_db_info(writer->db, &info);
    write_pair(writer->file, "library", ATTACK_EVENTS_VERSION);
    fputs("\"info\":{", writer->file);
    write_pair(writer->file, "domain", info.attack_domain);
    write_pair(writer->file, "version", info.attack_version);
    write_pair(writer->file, "sha256", info.input_sha256);
    write_pair(writer->file, "selection", info.selection);
    write_pair(writer->file, "attribution", info.attribution);
    fprintf(writer->file, "\"rows\":%lu}", (unsigned long)info.rows);
}

static void write_components(struct writer *writer)
{
    struct attack_data_component component;

    fputs(",\n\"components\":[", writer->file);
    for (uint32_t i = 0; attack_data_component_at(writer->db, i, &component); i++) {
        const char *const texts[] = {component.data_source, component.name};

        write_texts(writer, i ? ",[" : "[", texts, sizeof texts / sizeof *texts);
        putc(']', writer->file);
    }
    putc(']', writer->file);
}

static void write_relationships(struct writer *writer)
{
    struct attack_relationship relationship;

    fputs(",\n\"relationships\":[", writer->file);
    for (uint32_t i = 0; attack_relationship_at(writer->db, i, &relationship); i++) {
        const char *const texts[] = {relationship.id, relationship.name, relationship.source, relationship.relationship,
                                     relationship.target};

        write_texts(writer, i ? ",[" : "[", texts, sizeof texts / sizeof *texts);
        putc(']', writer->file);
    }
    putc(']', writer->file);
}

static void write_events(struct writer *writer)
{
    struct attack_event event;

    fputs(",\n\"events\":[", writer->file);
    for (uint32_t i = 0; attack_event_at(writer->db, i, &event); i++) {
        const char *const texts[] = {
            event_id_shown(writer->db, &event), event.name,    event.platform, event.audit_category,
            event.audit_sub_category,           event.channel, event.provider};
        struct attack_filter_iterator filters = attack_event_filters(writer->db, &event);
        struct attack_filter filter;
        struct attack_rule rule;
        char *condition;

        write_texts(writer, i ? ",[" : "[", texts, sizeof texts / sizeof *texts);
        fputs(",[", writer->file);
        for (bool first = true; attack_filter_next(&filters, &filter); first = false) {
            const char *const pair[] = {filter.field, filter.value};

            write_texts(writer, first ? "" : ",", pair, sizeof pair / sizeof *pair);
        }
        condition = value_condition_text(writer->db, &event);
        fprintf(writer->file, "],%lu", number_of(writer, condition));
        if (attack_event_rule(writer->db, &event, &rule))
            fprintf(writer->file, ",%lu", rule.index + 1ul);
        putc(']', writer->file);
        free(condition);
    }
    putc(']', writer->file);
}

static void write_rules(struct writer *writer)
{
    struct attack_rule rule;

    fputs(",\n\"rules\":[", writer->file);
    for (uint32_t i = 0; attack_rule_at(writer->db, i, &rule); i++) {
        char *uri = rule_uri(&rule);
        const char *const texts[] = {
            rule.id,      rule.title, attack_level_name(rule.level), attack_status_name(rule.status), rule.author,
            rule.license, uri};

        write_texts(writer, i ? ",[" : "[", texts, sizeof texts / sizeof *texts);
        fputs(rule.is_detection ? ",1]" : ",0]", writer->file);
        free(uri);
    }
    putc(']', writer->file);
}

static bool same_names(struct attack_name_iterator a, struct attack_name_iterator b)
{
    const char *name;

    do {
        name = attack_name_next(&a);
        if (name != attack_name_next(&b))
            return false;
    } while (name);
    return true;
}

/* Returns whether two views of one technique have the same name, tactics and platforms. It compares positions: equal
 * texts at different positions only make a run shorter. Most views have the same naming, so that no lists are compared.
 */
static bool same_naming(const struct attack_db *db, const struct attack_technique *a, const struct attack_technique *b)
{
    return a->variant == b->variant ||
           (a->name == b->name && same_names(attack_technique_tactics(db, a), attack_technique_tactics(db, b)) &&
            same_names(attack_technique_platforms(db, a), attack_technique_platforms(db, b)));
}

static void append_number(struct writer *writer, const char *before, uint32_t index)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%lu", (unsigned long)(uint32_t)(index + 1)); /* 0 for ATTACK_NONE */
    text_numbers_append(&writer->runs, before);
    text_numbers_append(&writer->runs, digits);
}

/* Ends the current run, whose technique has the naming of `row`. */
static void end_run(struct writer *writer, const struct attack_technique *technique, const struct attack_row *row,
                    bool first)
{
    uint32_t run;

    text_numbers_append(&writer->runs, "]]");
    run = text_numbers_end(&writer->runs);
    fputs(first ? "" : ",", writer->file);
    if (same_naming(writer->db, technique, &row->technique)) {
        fprintf(writer->file, "%lu", (unsigned long)run);
        return;
    }
    fprintf(writer->file, "[%lu,%lu,", (unsigned long)run, number_of(writer, row->technique.name));
    write_names(writer, attack_technique_tactics(writer->db, &row->technique));
    putc(',', writer->file);
    write_names(writer, attack_technique_platforms(writer->db, &row->technique));
    putc(']', writer->file);
}

static void write_runs_of(struct writer *writer, const struct attack_technique *technique)
{
    struct attack_row_iterator rows = attack_technique_rows(writer->db, technique);
    struct attack_row row, before;
    bool any = false, ended = false;

    putc('[', writer->file);
    for (; attack_row_next(&rows, &row); before = row) {
        bool starts = !any || row.data_component.index != before.data_component.index ||
                      !same_naming(writer->db, &row.technique, &before.technique);

        if (starts && any) {
            end_run(writer, technique, &before, !ended);
            ended = true;
        }
        if (starts)
            append_number(writer, "[", row.data_component.index);
        if (starts || row.relationship.index != before.relationship.index) {
            append_number(writer, starts ? "," : "],", row.relationship.index);
            append_number(writer, ",[", row.event.index);
        } else {
            append_number(writer, ",", row.event.index);
        }
        any = true;
    }
    if (any)
        end_run(writer, technique, &before, !ended);
    putc(']', writer->file);
}

static void write_techniques(struct writer *writer)
{
    struct attack_technique technique;

    fputs(",\n\"techniques\":[", writer->file);
    for (uint32_t i = 0; attack_technique_at(writer->db, i, &technique); i++) {
        struct attack_data_component_iterator components = attack_technique_data_components(writer->db, &technique);
        struct attack_data_component component;

        fprintf(writer->file, i ? ",\n[%lu," : "[%lu,", number_of(writer, technique.id));
        /* in a statement of its own: its number must follow the id's */
        fprintf(writer->file, "%lu,", number_of(writer, technique.name));
        write_names(writer, attack_technique_tactics(writer->db, &technique));
        putc(',', writer->file);
        write_names(writer, attack_technique_platforms(writer->db, &technique));
        fputs(",[", writer->file);
        for (bool first = true; attack_data_component_next(&components, &component); first = false)
            fprintf(writer->file, first ? "%lu" : ",%lu", component.index + 1ul);
        fputs("],", writer->file);
        write_runs_of(writer, &technique);
        putc(']', writer->file);
    }
    putc(']', writer->file);
}

/* Each retired id, with 1 + the technique that took its place; 0 if none did. */
static void write_retired(struct writer *writer)
{
    struct attack_former_id retired;

    fputs(",\n\"retired\":[", writer->file);
    for (uint32_t i = 0; attack_retired_at(writer->db, i, &retired); i++) {
        struct attack_technique successor;
        bool any = attack_technique_successor(writer->db, retired.id, strlen(retired.id), &successor) == ATTACK_REVOKED;

        fprintf(writer->file, i ? ",[\"%s\",%lu]" : "[\"%s\",%lu]", retired.id, any ? successor.index + 1ul : 0);
    }
    putc(']', writer->file);
}

static void write_ranking(struct writer *writer, enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by)
{
    static const char *const kinds[RANKING_KINDS] = {"sources", "components", "events", "tactics", "platforms"};
    static const char *const scopes[] = {"subtechniques", "techniques", "all"};
    static const char *const bys[] = {"pairs", "techniques"};
    struct ranking ranking;

    ranking_fill(writer->db, kind, scope, by, &ranking);
    fprintf(writer->file, "{\"kind\":\"%s\",\"scope\":\"%s\",\"by\":\"%s\",", kinds[kind], scopes[scope], bys[by]);
    write_pair(writer->file, "title", ranking_title(kind, scope));
    write_pair(writer->file, "unit", ranking_unit(kind, scope, by));
    fputs("\"items\":[", writer->file);
    for (size_t i = 0; i < ranking.count; i++)
        fprintf(writer->file, i ? ",%lu,%lu" : "%lu,%lu", number_of(writer, ranking.items[i].name),
                (unsigned long)ranking.items[i].count);
    fputs("]}", writer->file);
    ranking_free(&ranking);
}

static void write_rankings(struct writer *writer)
{
    const char *before = ",\n\"rankings\":[";

    for (int kind = 0; kind < RANKING_KINDS; kind++)
        for (int scope = RANKING_SUBTECHNIQUES; scope <= RANKING_ALL; scope++)
            for (int by = RANKING_BY_PAIRS; by <= RANKING_BY_TECHNIQUES; by++) {
                if (by == RANKING_BY_PAIRS && kind != RANKING_DATA_SOURCES && kind != RANKING_DATA_COMPONENTS)
                    continue; /* other kinds have only one count */
                fputs(before, writer->file);
                before = ",\n";
                write_ranking(writer, (enum ranking_kind)kind, (enum ranking_scope)scope, (enum ranking_by)by);
            }
    putc(']', writer->file);
}

static void write_text_numbers(struct writer *writer)
{
    fputs(",\n\"runs\":[", writer->file);
    for (uint32_t i = 0; i < writer->runs.count; i++)
        fprintf(writer->file, i ? ",\n%s" : "%s", text_numbers_text(&writer->runs, i));
    fputs("],\n\"names\":[null", writer->file);
    for (uint32_t i = 0; i < writer->names.count; i++) {
        fputs(",\n", writer->file);
        report_json(writer->file, text_numbers_text(&writer->names, i));
    }
    fputs("]}", writer->file);
}

void report_data(FILE *file, const struct attack_db *db)
{
    struct writer writer = {.file = file, .db = db};

    putc('{', file);
    write_info(&writer);
    write_components(&writer);
    write_relationships(&writer);
    write_events(&writer);
    write_rules(&writer);
    write_techniques(&writer);
    write_retired(&writer);
    write_rankings(&writer);
    write_text_numbers(&writer);
    text_numbers_free(&writer.names);
    text_numbers_free(&writer.runs);
}
