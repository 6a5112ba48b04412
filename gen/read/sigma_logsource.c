/* SPDX-License-Identifier: MIT
 *
 * From a rule's logsource to the logs that carry it: those of classes.yaml, logsources.yaml and of files that add some.
 * It knows nothing of detections.
 */
#include "sigma.h"

#include <string.h>

struct logsource {
    uint32_t product, category, service; /* texts in lower case */
};

static uint32_t text_of(struct model *model, const char *text)
{
    struct place nowhere = {"", 0, 0};

    return model_text(model, text, strlen(text), nowhere);
}

/* Whether a service is the log of a carrier, too. */
static bool has_log(struct model *model, const struct event_class *service, const struct event *event)
{
    uint32_t channel = model_folded(model, event->channel), provider = model_folded(model, event->provider);

    for (size_t i = 0; i < service->count; i++) {
        const struct event *log = &service->carriers[i].event;

        if ((channel != ABSENT && channel == model_folded(model, log->channel)) ||
            (provider != ABSENT && provider == model_folded(model, log->provider)))
            return true;
    }
    return false;
}

/* Returns what of a category is in the logs of a service. */
static const struct event_class *in_service(struct model *model, const struct event_class *category,
                                            const struct event_class *service)
{
    struct event_class *both = arena_allocate(model->arena, sizeof *both);

    *both = *category;
    both->carriers = arena_allocate(model->arena, category->count * sizeof *both->carriers);
    both->count = 0;
    for (size_t i = 0; i < category->count; i++)
        if (has_log(model, service, &category->carriers[i].event))
            both->carriers[both->count++] = category->carriers[i];
    return both;
}

static const struct event_class *find(struct model *model, const struct logsource *logsource)
{
    uint32_t application = text_of(model, "application"), category = logsource->category;
    const struct event_class *class = NULL, *service = NULL;

    if (logsource->service != ABSENT)
        service = find_service(model, logsource->service, logsource->product);
    if (category == application)
        return service ? service : find_class(model, application, logsource->product);
    if (category != ABSENT)
        class = find_class(model, category, logsource->product);
    if (class && service)
        return in_service(model, class, service);
    if (category != ABSENT || logsource->service != ABSENT)
        return category != ABSENT ? class : service;
    return find_class(model, text_of(model, "*"), logsource->product);
}

/* "windows/process_creation", "windows/security", "proxy". */
static const char *logsource_text(struct model *model, const struct logsource *logsource)
{
    const uint32_t texts[] = {logsource->product, logsource->category, logsource->service};
    const char *joined = "";

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i] != ABSENT)
            joined =
                arena_format(model->arena, "%s%s%.100s", joined, *joined ? "/" : "", model_text_at(model, texts[i]));
    return joined;
}

const struct event_class *read_logsource(struct reading *reading, const struct node *rule, const char **text)
{
    const struct node *node = value_of(rule, "logsource");
    struct logsource logsource;

    if (!node || node->kind != NODE_MAP) {
        report_error(reading->model->diagnostics, node ? node->place : rule->place,
                     "found %s; expected logsource: a map of product, category and service", kind_of(node));
        return NULL;
    }
    logsource.product = read_lower_text(reading, value_of(node, "product"), "product");
    logsource.category = read_lower_text(reading, value_of(node, "category"), "category");
    logsource.service = read_lower_text(reading, value_of(node, "service"), "service");
    *text = logsource_text(reading->model, &logsource);
    return find(reading->model, &logsource);
}
