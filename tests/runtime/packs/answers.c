/* SPDX-License-Identifier: MIT */
#include "answers.h"

#include "answers_of_event.h"

#include <string.h>

static const char *or_none(const char *text)
{
    return text ? text : "-";
}

static void print_names(FILE *to, const char *what, struct attack_name_iterator names)
{
    const char *name;

    fputs(what, to);
    while ((name = attack_name_next(&names)))
        fprintf(to, " [%s]", name);
    putc('\n', to);
}

static void print_info(FILE *to, const struct attack_db *db)
{
    struct attack_info info;
    struct attack_former_id retired;

    attack_db_info(db, &info);
    fprintf(to, "%s %s, date %lu\n%s\n%s\n%s\n", or_none(info.attack_domain), or_none(info.attack_version),
            (unsigned long)info.date, or_none(info.input_sha256), or_none(info.selection), or_none(info.attribution));
    fprintf(to,
            "techniques %lu, events %lu, rows %lu, relationships %lu, data components %lu, conditions %lu, rules %lu\n",
            (unsigned long)info.techniques, (unsigned long)info.events, (unsigned long)info.rows,
            (unsigned long)info.relationships, (unsigned long)info.data_components, (unsigned long)info.conditions,
            (unsigned long)info.rules);
    print_names(to, "tactics", attack_tactics(db));
    print_names(to, "platforms", attack_platforms(db));
    print_names(to, "data sources", attack_data_sources(db));
    fputs("retired", to);
    for (uint32_t i = 0; attack_retired_at(db, i, &retired); i++)
        fprintf(to, " %s", retired.id);
    fputs("\nfields", to);
    for (uint32_t i = 0; i < attack_field_count(db); i++)
        fprintf(to, " %s", attack_field_name(db, i));
    putc('\n', to);
}

static void print_row(FILE *to, const struct attack_db *db, const struct attack_row *row)
{
    fprintf(to, "row %s: %s/%s: %s %s (%s %s %s): %s %s\n", kind_text(row->kind),
            or_none(row->data_component.data_source), or_none(row->data_component.name), or_none(row->relationship.id),
            or_none(row->relationship.name), or_none(row->relationship.source), or_none(row->relationship.relationship),
            or_none(row->relationship.target), or_none(row->event.provider), or_none(row->event.id));
    if (!row->technique.variant)
        return;
    fprintf(to, "    as %s\n", or_none(row->technique.name));
    print_names(to, "    on tactics", attack_technique_tactics(db, &row->technique));
    print_names(to, "    on platforms", attack_technique_platforms(db, &row->technique));
}

static void print_technique(FILE *to, const struct attack_db *db, const char *id)
{
    struct attack_technique technique, other;
    struct attack_technique_iterator below;
    struct attack_former_id_iterator ids;
    struct attack_data_component_iterator components;
    struct attack_data_component component;
    struct attack_row_iterator rows;
    struct attack_former_id former;
    struct attack_row row;

    if (!attack_technique_find(db, id, strlen(id), &technique)) {
        fputs("not there\n", to);
        return;
    }
    fprintf(to, "%s\n", or_none(technique.name));
    if (attack_technique_parent(db, &technique, &other))
        fprintf(to, "below %s\n", other.id);
    for (below = attack_technique_subtechniques(db, &technique); attack_technique_next(&below, &other);)
        fprintf(to, "above %s\n", other.id);
    for (ids = attack_technique_former_ids(db, &technique); attack_former_id_next(&ids, &former);)
        fprintf(to, "was %s\n", former.id);
    print_names(to, "tactics", attack_technique_tactics(db, &technique));
    print_names(to, "platforms", attack_technique_platforms(db, &technique));
    fputs("components", to);
    for (components = attack_technique_data_components(db, &technique);
         attack_data_component_next(&components, &component);)
        fprintf(to, " [%s/%s]", or_none(component.data_source), or_none(component.name));
    putc('\n', to);
    for (rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
        print_row(to, db, &row);
}

static void print_successor(FILE *to, const struct attack_db *db, const char *id)
{
    static const char *const became[] = {"not retired", "revoked:", "deprecated"};
    struct attack_technique successor;
    enum attack_retirement is = attack_technique_successor(db, id, strlen(id), &successor);

    fprintf(to, is == ATTACK_REVOKED ? "%s %s\n" : "%s\n", became[is], or_none(successor.id));
}

static void print_rules(FILE *to, const struct attack_db *db)
{
    struct attack_rule rule;

    for (uint32_t i = 0; attack_rule_at(db, i, &rule); i++)
        fprintf(to, "%s: %s, by %s, %s, level %s, status %s%s%s, %s%s\n", rule.id, or_none(rule.title),
                or_none(rule.author), or_none(rule.license), or_none(attack_level_name(rule.level)),
                or_none(attack_status_name(rule.status)), rule.is_hunting ? ", for hunting" : "",
                rule.is_detection ? ", a detection" : "", or_none(rule.folder), or_none(rule.file));
}

static const char *behind(const char *text, const char *start)
{
    size_t length = strlen(start);

    return strncmp(text, start, length) == 0 ? text + length : NULL;
}

static bool print_answer(FILE *to, const struct attack_db *db, const char *question)
{
    const char *id; /* or an event */

    if (strcmp(question, "info") == 0)
        print_info(to, db);
    else if ((id = behind(question, "technique ")))
        print_technique(to, db, id);
    else if ((id = behind(question, "became ")))
        print_successor(to, db, id);
    else if ((id = behind(question, "events ")))
        print_events(to, db, id);
    else if (strcmp(question, "rules") == 0)
        print_rules(to, db);
    else if ((id = behind(question, "answer ")))
        print_techniques_of_log(to, db, id);
    else
        return false;
    return true;
}

bool print_answers(const struct attack_db *db, FILE *questions, FILE *to)
{
    char line[1000];

    while (fgets(line, sizeof line, questions)) {
        if (*line == '\n' || strncmp(line, "# ", 2) == 0 || strncmp(line, "? ", 2) == 0)
            fputs(line, to);
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "? ", 2) == 0 && !print_answer(to, db, line + 2)) {
            fprintf(stderr, "this is no question: %s\n", line);
            return false;
        }
    }
    return true;
}
