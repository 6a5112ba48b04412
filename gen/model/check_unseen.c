/* SPDX-License-Identifier: MIT */
#include "check_unseen.h"

#include "condition.h"
#include "host/code_point.h"

#include <string.h>

/* Returns the first code point of a text that is invisible or looks like U+0020, or U+0020 itself if the text starts or
 * ends with it. Returns 0 if there is none. */
static uint32_t find_unseen(const char *text)
{
    size_t length = strlen(text);

    for (const char *at = text; *at;) {
        uint32_t code = 0;
        size_t taken = code_point_decode(at, &code);

        if (!taken || code_point_is_unprintable(code) || code_point_is_other_blank(code))
            return code;
        at += taken;
    }
    return length && (text[0] == ' ' || text[length - 1] == ' ') ? ' ' : 0;
}

/* Warns about a text, once. */
static void check_seen(const struct model *model, bool *is_checked, uint32_t text, const char *what)
{
    const char *string = model_text_at(model, text);
    uint32_t code = is_checked[text] ? 0 : find_unseen(string);

    is_checked[text] = true;
    if (code)
        report_warning(model->diagnostics, model->text_places[text], "%s %s has U+%04X%s", what,
                       quoted(string, strlen(string)), (unsigned)code,
                       code == ' '                       ? ", a blank, at its start or end"
                       : code_point_is_other_blank(code) ? ", which looks like a blank and is not U+0020"
                                                         : ", which is invisible");
}

static void check_seen_list(const struct model *model, bool *is_checked, uint32_t list, const char *what)
{
    size_t count;
    const uint32_t *texts = model_list_at(model, list, &count);

    for (size_t i = 0; i < count; i++)
        check_seen(model, is_checked, texts[i], what);
}

void check_unseen(const struct model *model)
{
    bool *is_checked = arena_allocate(model->arena, model->texts.count * sizeof *is_checked);

    for (uint32_t i = 0; i < model->events.count; i++) {
        const struct event *event = model_event(model, i);

        check_seen(model, is_checked, event->id, "event_id");
        check_seen(model, is_checked, event->provider, "log_source");
        check_seen(model, is_checked, event->channel, "log_channel");
        check_seen(model, is_checked, event->platform, "event_platform");
        check_seen(model, is_checked, event->audit_category, "audit_category");
        check_seen(model, is_checked, event->audit_sub_category, "audit_sub_category");
        check_seen_list(model, is_checked, event->filters, "filter_in");
    }
    for (uint32_t i = 0; i < model->tests.count; i++)
        check_seen(model, is_checked, model_test(model, i)->field, "a field of a condition");
    for (uint32_t i = 0; i < model->namings.count; i++) {
        check_seen_list(model, is_checked, model_naming(model, i)->tactics, "tactic");
        check_seen_list(model, is_checked, model_naming(model, i)->platforms, "platform");
    }
    for (uint32_t i = 0; i < model->components.count; i++) {
        check_seen(model, is_checked, model_component(model, i)->source, "data_source");
        check_seen(model, is_checked, model_component(model, i)->name, "data_component");
    }
    for (uint32_t i = 0; i < model->relationships.count; i++)
        check_seen(model, is_checked, model_relationship(model, i)->id, "relationship_id");
    for (uint32_t i = 0; i < model->alias_names.count; i++)
        check_seen(model, is_checked, model->aliases[i].name, "alias");
}
