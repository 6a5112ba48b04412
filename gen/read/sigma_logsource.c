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

static const struct event_class *find(struct model *model, const struct logsource *logsource)
{
    uint32_t application = text_of(model, "application");
    const struct event_class *class = NULL;

    if (logsource->category != ABSENT && logsource->category != application) {
        class = find_class(model, logsource->category, logsource->product);
        if (!class)
            class = find_class(model, logsource->category, ABSENT);
    }
    if (!class && logsource->service != ABSENT)
        class = find_service(model, logsource->service, logsource->product);
    if (!class && logsource->category == application)
        class = find_class(model, application, logsource->product);
    if (!class && logsource->category == ABSENT && logsource->service == ABSENT)
        class = find_class(model, text_of(model, "*"), logsource->product);
    return class;
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
