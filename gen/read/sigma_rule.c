/* SPDX-License-Identifier: MIT
 *
 * Reads one rule: what it is, which techniques it names, and its detection. It knows nothing of logs.
 */
#include "sigma.h"

#include "host/letter_case.h"
#include "host/paths.h"

#include <stdio.h>
#include <string.h>

/* ---- What a rule says of itself --------------------------------------------------------------------------------- */

/* Reports keys that a map has twice: readers of YAML differ in which one counts. */
static void check_keys(struct reading *reading, const struct node *map)
{
    for (const struct node *key = map && map->kind == NODE_MAP ? map->first : NULL; key; key = key->next->next)
        if (key->kind == NODE_SCALAR && is_earlier_key(map, key))
            report_twice(reading, key);
}

/* Reports what is no rule but stands in files of rules. */
static bool is_rule(struct reading *reading, const struct node *document)
{
    static const struct {
        const char *key, *what;
    } others[] = {{"correlation", "a correlation of several events; a condition is about one event"},
                  {"filter", "a filter of other rules, which it changes"},
                  {"action", "'action', of collections of rules, which Sigma has no longer"}};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const struct node *found = value_of(document, others[i].key);

        if (is_given(found)) {
            report_error(reading->model->diagnostics, found->place, "found %s", others[i].what);
            return false;
        }
    }
    if (document->kind == NODE_MAP && value_of(document, "detection"))
        return true;
    report_error(reading->model->diagnostics, document->place, "found %s without detection; expected a Sigma rule",
                 kind_of(document));
    return false;
}

/* Returns the text of a scalar, or of a list of texts with commas between them. */
static uint32_t read_names(struct reading *reading, const struct node *node, const char *what)
{
    struct model *model = reading->model;
    size_t count, size = 1;
    const uint32_t *texts = model_list_at(model, read_text_list(reading, node, what, false), &count);
    char *names, *end;

    for (size_t i = 0; i < count; i++)
        size += strlen(model_text_at(model, texts[i])) + strlen(", ");
    names = end = arena_allocate(model->arena, size);
    for (size_t i = 0; i < count; i++)
        end += sprintf(end, "%s%s", i ? ", " : "", model_text_at(model, texts[i]));
    return count ? model_text(model, names, strlen(names), node->place) : ABSENT;
}

static void report_word(struct reading *reading, const struct node *node, const char *what, const char *expected)
{
    report_error(reading->model->diagnostics, node->place, "found %s as %s; expected %s",
                 node->kind == NODE_SCALAR ? quoted(node->text, node->length) : kind_of(node), what, expected);
}

static void read_level_and_status(struct reading *reading, const struct node *document, struct rule *rule)
{
    const struct node *level = value_of(document, "level"), *status = value_of(document, "status");

    if (is_given(level) && (level->kind != NODE_SCALAR || !level_of(level->text, &rule->level)))
        report_word(reading, level, "level", "informational, low, medium, high or critical");
    if (is_given(status) && (status->kind != NODE_SCALAR || !status_of(status->text, &rule->status)))
        report_word(reading, status, "status", "stable, test, experimental, deprecated or unsupported");
}

/* Reads the tags: the techniques that they name, in `ids`, and whether the rule is for threat hunting. */
static void read_tags(struct reading *reading, const struct node *document, struct rule *rule, struct numbers *ids)
{
    static const char prefix[] = "attack.t";
    const struct node *tags = value_of(document, "tags");

    if (is_given(tags) && tags->kind != NODE_LIST)
        report_error(reading->model->diagnostics, tags->place, "found %s; expected tags: a list of texts",
                     kind_of(tags));
    for (const struct node *tag = tags && tags->kind == NODE_LIST ? tags->first : NULL; tag; tag = tag->next) {
        char id[sizeof "T1234.001"];

        if (tag->kind != NODE_SCALAR)
            continue;
        rule->is_hunting = rule->is_hunting || fold_equal(tag->text, "detection.threat-hunting");
        if (fold_shared(tag->text, tag->length, prefix) != strlen(prefix) ||
            tag->length - strlen(prefix) + 1 >= sizeof id)
            continue;
        id[0] = 'T';
        strcpy(id + 1, tag->text + strlen(prefix));
        if (is_technique_id(id))
            numbers_add(reading->expressions, ids, model_text(reading->model, id, strlen(id), tag->place));
    }
}

/* Sets where a rule is from: a folder, at the URI of the set of rules, and a file; or that URI alone, if it is not one
 * of folders. */
static void set_place(struct rule_reading *reading, struct rule *rule)
{
    struct model *model = reading->reading->model;
    const char *path = reading->input->name + reading->input->folder, *file = path + path_directory(path);
    const char *uri = reading->options->uri;
    size_t folder = reading->input->folder ? (size_t)(file - path) : 0, length = uri ? strlen(uri) : 0;
    bool is_folder = length && uri[length - 1] == '/';
    char *joined;

    rule->folder = rule->file = ABSENT;
    if (!length)
        return;
    folder = is_folder ? folder : 0;
    joined = arena_allocate(model->arena, length + folder + 1);
    memcpy(joined, uri, length);
    memcpy(joined + length, path, folder);
    rule->folder = model_text(model, joined, length + folder, rule->place);
    if (is_folder)
        rule->file = model_text(model, file, strlen(file), rule->place);
}

/* Returns what a rule without an id is known by: its file's name; if another rule has it, also its folder and line. */
static uint32_t id_of_place(struct rule_reading *reading, struct place place)
{
    struct model *model = reading->reading->model;
    const char *path = reading->input->name + reading->input->folder, *file = path + path_directory(path);
    uint32_t id = model_text(model, file, strlen(file), place), number;

    if (!intern_find(&reading->reports->ids, &id, sizeof id, &number))
        return id;
    path = arena_format(model->arena, "%s:%u", reading->input->folder ? path : file, (unsigned)place.line);
    return model_text(model, path, strlen(path), place);
}

/* Reads all but logsource and detection, and keeps it in the report, too. */
static struct relationship read_about(struct rule_reading *reading, const struct node *document, struct rule *rule)
{
    struct reading *values = reading->reading;
    struct model *model = values->model;
    struct relationship relationship = {.id = read_text(values, value_of(document, "id"), "id"),
                                        .name = read_text(values, value_of(document, "title"), "title")};

    rule->place = document->place;
    set_place(reading, rule);
    rule->author = read_names(values, value_of(document, "author"), "author");
    rule->license = read_text(values, value_of(document, "license"), "license");
    if (rule->license == ABSENT && reading->options->license)
        rule->license = model_text(model, reading->options->license, strlen(reading->options->license), rule->place);
    read_level_and_status(values, document, rule);
    if (relationship.id == ABSENT)
        relationship.id = id_of_place(reading, rule->place);
    reading->report->id = model_text_at(model, relationship.id);
    reading->report->title = model_text_at(model, relationship.name);
    reading->report->author = model_text_at(model, rule->author);
    reading->report->level = rule->level;
    reading->report->status = rule->status;
    return relationship;
}

/* ---- The model -------------------------------------------------------------------------------------------------- */

/* Adds the rule with its events to the model. */
static void add_rule(struct model *model, struct rule *rule, const struct relationship *relationship,
                     const struct numbers *ids, const struct numbers *events)
{
    struct component none = {ABSENT, ABSENT};
    struct relationship_entry entry = {.component = intern(&model->components, &none, sizeof none),
                                       .first_event = model->listed_event_count,
                                       .event_count = events->count,
                                       .is_named = true,
                                       .place = rule->place};
    struct listed_event listed = {.techniques = intern(&model->lists, ids->items, ids->count * sizeof *ids->items),
                                  .relationship = (uint32_t)model->relationship_entry_count,
                                  .kind = KIND_RULE,
                                  .place = rule->place};

    rule->relationship = entry.relationship = intern(&model->relationships, relationship, sizeof *relationship) + 1;
    for (size_t i = 0; i < events->count; i++) {
        listed.event = events->items[i];
        model_list_event(model, &listed);
    }
    model->relationship_entries = arena_grow(model->arena, model->relationship_entries, model->relationship_entry_count,
                                             &model->relationship_entry_capacity, sizeof entry);
    model->relationship_entries[model->relationship_entry_count++] = entry;
    model->rules = arena_grow(model->arena, model->rules, model->rule_count, &model->rule_capacity, sizeof *rule);
    model->rules[model->rule_count++] = *rule;
}

/* Takes an id for a rule that is compiled. Returns false, and reports, if another one has it. */
static bool take_id(struct rule_reading *reading, uint32_t id, struct place place)
{
    struct model *model = reading->reading->model;
    struct rule_reports *reports = reading->reports;
    size_t known = reports->ids.count;
    uint32_t number = intern(&reports->ids, &id, sizeof id);

    if (number < known) {
        report_error(model->diagnostics, place, "another rule has the same id, at %s:%u", reports->places[number].file,
                     (unsigned)reports->places[number].line);
        return false;
    }
    reports->places = arena_grow(model->arena, reports->places, known, &reports->place_capacity, sizeof place);
    reports->places[number] = place;
    return true;
}

/* Reads what a rule detects, once it is to be compiled. Sets the report's fate. */
static void compile(struct rule_reading *reading, const struct node *document, const struct event_class *class,
                    struct rule *rule, const struct relationship *relationship, const struct numbers *ids)
{
    struct model *model = reading->reading->model;
    unsigned errors = model->diagnostics->errors;
    struct criteria criteria = read_criteria(reading->reading, NULL, value_of(document, "detection"));
    struct numbers events = {NULL, 0, 0};

    if (!criteria.expression || model->diagnostics->errors > errors)
        return;
    add_rule_events(reading, class, criteria.expression, document->place, &events);
    if (model->diagnostics->errors > errors || (events.count && !take_id(reading, relationship->id, document->place)))
        return;
    if (events.count)
        add_rule(model, rule, relationship, ids, &events);
    reading->report->fate = events.count ? RULE_COMPILED : RULE_WITHOUT_LOG;
}

void read_rule(struct rule_reading *reading, const struct node *document)
{
    struct rule rule = {.level = LEVEL_NONE};
    struct relationship relationship;
    struct numbers ids = {NULL, 0, 0};
    const struct event_class *class;
    const char *logsource = "";
    unsigned errors = reading->reading->model->diagnostics->errors;

    arena_reset(reading->reading->expressions);
    relationship = read_about(reading, document, &rule);
    if (!is_rule(reading->reading, document))
        return;
    check_keys(reading->reading, document);
    check_keys(reading->reading, value_of(document, "logsource"));
    class = read_logsource(reading->reading, document, &logsource);
    reading->report->logsource = logsource;
    read_tags(reading->reading, document, &rule, &ids);
    if (!is_selected_rule(reading->options, &rule, logsource))
        reading->report->fate = RULE_DESELECTED;
    else if (is_too_large_rule(reading->options, value_of(document, "detection")))
        leave_out_large(reading, document);
    else if (!ids.count)
        reading->report->fate = RULE_WITHOUT_TECHNIQUE;
    else if (!class)
        report_error(reading->reading->model->diagnostics, document->place,
                     "no log is known that carries logsource %s; --logsources FILE adds logs",
                     quoted(logsource, strlen(logsource)));
    else if (reading->reading->model->diagnostics->errors == errors)
        compile(reading, document, class, &rule, &relationship, &ids);
}
