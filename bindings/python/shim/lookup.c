/* SPDX-License-Identifier: MIT
 *
 * The mapping, and what is found by an id.
 */
#include "shim.h"

#include "attack_events_builtin.h"

#include <stdlib.h>
#include <string.h>

const struct attack_db *attack_python_builtin(void)
{
    return attack_events_builtin();
}

struct attack_pack *attack_python_open(const void *bytes, size_t size, const char **reason)
{
    struct attack_pack *pack = calloc(1, sizeof *pack);
    enum attack_pack_result result = ATTACK_PACK_OPENED;

    if (pack)
        result = attack_pack_open(bytes, size, NULL, pack);
    *reason = result == ATTACK_PACK_OPENED ? NULL : attack_pack_result_text(result);
    if (result == ATTACK_PACK_OPENED)
        return pack;
    free(pack);
    return NULL;
}

const struct attack_db *attack_python_db(const struct attack_pack *pack)
{
    return attack_pack_db(pack);
}

void attack_python_close(struct attack_pack *pack)
{
    free(pack);
}

void attack_python_info(const struct attack_db *db, struct attack_info *info)
{
    attack_db_info(db, info);
}

uint32_t attack_python_retired_count(const struct attack_db *db)
{
    return attack_retired_count(db);
}

uint32_t attack_python_technique_count(const struct attack_db *db)
{
    return attack_technique_count(db);
}

const char *attack_python_version(void)
{
    return ATTACK_EVENTS_VERSION;
}

uint32_t attack_python_field_count(const struct attack_db *db)
{
    return attack_field_count(db);
}

const char *attack_python_field_name(const struct attack_db *db, uint32_t field)
{
    return attack_field_name(db, field);
}

uint32_t attack_python_technique(const struct attack_db *db, const char *id, size_t length, bool *is_deprecated)
{
    struct attack_technique technique;

    *is_deprecated = false;
    if (attack_technique_find(db, id, length, &technique))
        return technique.index;
    *is_deprecated = attack_technique_successor(db, id, length, &technique) == ATTACK_DEPRECATED;
    return technique.index;
}

uint32_t attack_python_events(const struct attack_db *db, const char *id, const char *provider, const char *channel,
                              uint32_t *events, uint32_t room)
{
    size_t length = strlen(id), channel_length = channel ? strlen(channel) : 0;
    struct attack_event_iterator found = provider
                                             ? attack_events_find_provider(db, provider, strlen(provider), id, length)
                                         : channel ? attack_events_find_channel(db, channel, channel_length, id, length)
                                                   : attack_events_find(db, id, length);
    struct attack_event event;
    uint32_t count = 0;

    while (attack_event_next(&found, &event)) {
        if (channel && !attack_text_is((struct attack_text){channel, channel_length}, event.channel))
            continue;
        if (count < room)
            events[count] = event.index;
        count++;
    }
    return count;
}

uint32_t attack_python_events_of(const struct attack_db *db, uint32_t technique, uint32_t *events, uint32_t room)
{
    struct attack_technique view;
    struct attack_row_iterator rows;
    struct attack_row row;
    uint32_t count = 0;

    attack_technique_at(db, technique, &view);
    rows = attack_technique_rows(db, &view);
    while (attack_row_next(&rows, &row)) {
        if (row.event.index == ATTACK_NONE)
            continue;
        if (count < room)
            events[count] = row.event.index;
        count++;
    }
    return count;
}

uint32_t attack_python_techniques_of(const struct attack_db *db, uint32_t event, uint32_t *techniques, uint32_t room)
{
    struct attack_technique_iterator found;
    struct attack_technique technique;
    struct attack_event view;
    uint32_t count = 0;

    attack_event_at(db, event, &view);
    found = attack_event_techniques(db, &view);
    while (attack_technique_next(&found, &technique)) {
        if (count < room)
            techniques[count] = technique.index;
        count++;
    }
    return count;
}

uint32_t attack_python_rule_of(const struct attack_db *db, uint32_t event)
{
    struct attack_event view;
    struct attack_rule rule;

    return attack_event_at(db, event, &view) && attack_event_rule(db, &view, &rule) ? rule.index : ATTACK_NONE;
}
