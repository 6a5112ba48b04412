/* SPDX-License-Identifier: MIT
 *
 * The table of event classes. It knows nothing of how a class is written.
 */
#include "classes.h"

#include "host/edit_distance.h"

#include <string.h>

struct event_classes {
    struct interner keys; /* name, platform, and whether it is a service */
    struct event_class *items;
    size_t capacity;
    bool is_built_in; /* those that are added now are part of the program */
};

/* Reads the classes that are part of the program. */
static void read_built_in(struct model *model)
{
    struct reading reading = {.model = model, .expressions = model->arena};
    enum node_kind kind;
    struct place place;
    const struct node *item;

    for (const struct class_text *text = class_texts; text->name; text++) {
        reading.stream = stream_open(text->name, text->text, strlen(text->text), model->arena, model->diagnostics);
        if (stream_enter_root(reading.stream, &kind, &place) && stream_next(reading.stream) &&
            stream_enter_list(reading.stream))
            while ((item = stream_next(reading.stream)))
                read_class(&reading, item);
        report_unknown_keys(&reading);
        stream_close(reading.stream);
    }
}

static struct event_classes *classes_of(struct model *model)
{
    if (!model->classes) {
        model->classes = arena_allocate(model->arena, sizeof *model->classes);
        model->classes->keys.arena = model->arena;
        model->classes->is_built_in = true;
        read_built_in(model);
        model->classes->is_built_in = false;
    }
    return model->classes;
}

static struct event_class *find(struct model *model, uint32_t name, uint32_t platform, bool is_service)
{
    struct event_classes *classes = classes_of(model);
    uint32_t key[] = {name, platform, is_service}, number;

    return intern_find(&classes->keys, key, sizeof key, &number) ? &classes->items[number] : NULL;
}

struct event_class *find_class(struct model *model, uint32_t name, uint32_t platform)
{
    return find(model, name, platform, false);
}

struct event_class *find_service(struct model *model, uint32_t name, uint32_t platform)
{
    return find(model, name, platform, true);
}

static void report_known(struct model *model, const struct event_class *class, const struct event_class *known)
{
    const char *name = model_text_at(model, class->name), *platform = model_text_at(model, class->platform);

    if (known->first_use.line)
        report_error(model->diagnostics, class->place,
                     "class %s on %s was used before, at %s:%u; expected 'classes' before the events that name them",
                     quoted(name, strlen(name)), quoted(platform, strlen(platform)), known->first_use.file,
                     (unsigned)known->first_use.line);
    else
        report_error(model->diagnostics, class->place, "class %s on %s is given twice, first at %s:%u",
                     quoted(name, strlen(name)), quoted(platform, strlen(platform)), known->place.file,
                     (unsigned)known->place.line);
}

void add_class(struct model *model, const struct event_class *class)
{
    struct event_classes *classes = classes_of(model);
    uint32_t key[] = {class->name, class->platform, class->is_service}, number;
    size_t known = classes->keys.count;

    number = intern(&classes->keys, key, sizeof key);
    if (number == known) {
        classes->items = arena_grow(model->arena, classes->items, known, &classes->capacity, sizeof *class);
    } else if (classes->items[number].first_use.line || !classes->items[number].is_built_in || classes->is_built_in) {
        report_known(model, class, &classes->items[number]);
        return;
    }
    classes->items[number] = *class;
    classes->items[number].is_built_in = classes->is_built_in;
}

/* Reports a class that has no carrier on a platform, but on others. */
static bool report_elsewhere(struct model *model, struct place place, uint32_t name, uint32_t platform)
{
    struct event_classes *classes = classes_of(model);
    const char *text = model_text_at(model, name), *wanted = model_text_at(model, platform);
    const char *others = "";

    for (size_t i = 0; i < classes->keys.count; i++)
        if (classes->items[i].name == name && !classes->items[i].is_service)
            others = arena_format(model->arena, "%s%s%s", others, *others ? ", " : "",
                                  model_text_at(model, classes->items[i].platform));
    if (*others)
        report_error(model->diagnostics, place, "class %s has no carrier on %s; expected one of: %s",
                     quoted(text, strlen(text)), quoted(wanted, strlen(wanted)), quoted(others, strlen(others)));
    return *others != '\0';
}

void report_unknown_class(struct model *model, struct place place, uint32_t name, uint32_t platform)
{
    struct event_classes *classes = classes_of(model);
    const char *text = model_text_at(model, name);
    struct nearest_spelling nearest = {NULL, 6};

    if (report_elsewhere(model, place, name, platform))
        return;
    for (size_t i = 0; i < classes->keys.count; i++)
        consider_spelling(&nearest, text, strlen(text), model_text_at(model, classes->items[i].name));
    report_error(model->diagnostics, place, "unknown class %s%s%s", quoted(text, strlen(text)),
                 nearest.text ? "; did you mean " : "", nearest.text ? quoted(nearest.text, strlen(nearest.text)) : "");
}
