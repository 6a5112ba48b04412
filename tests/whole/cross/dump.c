/* SPDX-License-Identifier: MIT
 *
 * Prints every row of a mapping and the answer to every lookup, one a line, with tabs between fields. The host's tests
 * check that the answers are right; here they only have to be the same on every processor.
 */
#include "dump.h"

enum { KEY_BYTES = 80 };

struct key {
    char text[KEY_BYTES];
    size_t length;
};

void put_field(const char *text)
{
    put("\t");
    put(text ? text : "(none)");
}

void put_number(uint32_t number)
{
    char digits[11], *start = digits + sizeof digits - 1;

    *start = '\0';
    do
        *--start = (char)('0' + number % 10);
    while (number /= 10);
    put_field(start);
}

size_t length_of(const char *text)
{
    size_t length = 0;

    while (text[length])
        length++;
    return length;
}

/* ---- Views ------------------------------------------------------------------------------------------------------ */

static void put_names(struct attack_name_iterator names)
{
    const char *name;

    while ((name = attack_name_next(&names)))
        put_field(name);
    put("\n");
}

static void put_technique(const struct attack_technique *technique)
{
    put_number(technique->index);
    put_field(technique->id);
    put_field(technique->name);
    put_field(technique->is_subtechnique ? "sub" : "top");
}

static void put_component(const struct attack_data_component *component)
{
    put_number(component->index);
    put_field(component->data_source);
    put_field(component->name);
}

static void put_relationship(const struct attack_relationship *relationship)
{
    put_number(relationship->index);
    put_field(relationship->id);
    put_field(relationship->name);
    put_field(relationship->source);
    put_field(relationship->relationship);
    put_field(relationship->target);
}

static void put_event(const struct attack_event *event)
{
    put_number(event->index);
    put_field(event->id);
    put_field(event->name);
    put_field(event->platform);
    put_field(event->audit_category);
    put_field(event->audit_sub_category);
    put_field(event->channel);
    put_field(event->provider);
}

static void put_techniques(const char *label, struct attack_technique_iterator techniques)
{
    struct attack_technique technique;

    put(label);
    while (attack_technique_next(&techniques, &technique))
        put_field(technique.id);
    put("\n");
}

static void put_events(const char *label, struct attack_event_iterator events)
{
    struct attack_event event;

    put(label);
    while (attack_event_next(&events, &event))
        put_number(event.index);
    put("\n");
}

/* Returns how many rows there are. */
static uint32_t put_rows(const struct attack_db *db, const char *label, struct attack_row_iterator rows)
{
    struct attack_row row;
    uint32_t count = 0;

    for (; attack_row_next(&rows, &row); count++) {
        put(label);
        put_technique(&row.technique);
        put_component(&row.data_component);
        put_relationship(&row.relationship);
        put_event(&row.event);
        put_names(attack_technique_tactics(db, &row.technique));
    }
    return count;
}

/* ---- Keys, right and nearly right -------------------------------------------------------------------------------- */

/* Copies as much of a text as fits. */
static void set_key(struct key *key, const char *text)
{
    for (key->length = 0; text[key->length] && key->length < KEY_BYTES; key->length++)
        key->text[key->length] = text[key->length];
}

static void swap_case(struct key *key)
{
    for (size_t i = 0; i < key->length; i++) {
        unsigned letter = (unsigned)(unsigned char)key->text[i] | 0x20;

        if (letter >= 'a' && letter <= 'z')
            key->text[i] = (char)(key->text[i] ^ 0x20);
    }
}

/* Bytes from 0x80 on show whether char is signed. */
static void spoil(struct key *key, size_t at)
{
    if (key->length)
        key->text[at % key->length] = (char)(key->text[at % key->length] ^ 0x80);
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

static void find_technique(const struct attack_db *db, const char *label, const struct key *key)
{
    struct attack_technique technique;

    put(label);
    put_field(attack_technique_find(db, key->text, key->length, &technique) ? "found" : "not found");
    put_technique(&technique);
    put("\n");
}

static void find_technique_and_neighbours(const struct attack_db *db, const struct attack_technique *technique)
{
    struct key key;

    set_key(&key, technique->id);
    find_technique(db, "find", &key);
    key.text[key.length - 1]++;
    find_technique(db, "find next", &key);
    spoil(&key, technique->index);
    find_technique(db, "find spoilt", &key);
    set_key(&key, technique->id);
    key.length--;
    find_technique(db, "find shorter", &key);
    key.length++;
    swap_case(&key);
    find_technique(db, "find lower case", &key);
}

static void dump_technique(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_technique parent;
    struct attack_former_id_iterator ids = attack_technique_former_ids(db, technique);
    struct attack_former_id former;
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_data_component component;

    put("technique");
    put_technique(technique);
    while (attack_former_id_next(&ids, &former))
        put_field(former.id);
    put("\ntactics");
    put_names(attack_technique_tactics(db, technique));
    put("platforms");
    put_names(attack_technique_platforms(db, technique));
    put("parent");
    put_field(attack_technique_parent(db, technique, &parent) ? "found" : "not found");
    put_technique(&parent);
    put("\n");
    put_techniques("sub-techniques", attack_technique_subtechniques(db, technique));
    put("data components");
    while (attack_data_component_next(&components, &component))
        put_component(&component);
    put("\n");
    find_technique_and_neighbours(db, technique);
    put("rows");
    put_number(put_rows(db, "", attack_technique_rows(db, technique)));
    put("\n");
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

static void find_event_in_log(const struct attack_db *db, const struct attack_event *event, const char *log,
                              bool by_provider)
{
    struct attack_event_iterator (*find)(const struct attack_db *, const char *, size_t, const char *, size_t) =
        by_provider ? attack_events_find_provider : attack_events_find_channel;
    struct key key;

    set_key(&key, log);
    if (key.length == KEY_BYTES)
        return;
    put_events(by_provider ? "by provider" : "by channel",
               find(db, log, length_of(log), event->id, length_of(event->id)));
    swap_case(&key);
    put_events("swapped case", find(db, key.text, key.length, event->id, length_of(event->id)));
    spoil(&key, event->index);
    put_events("spoilt", find(db, key.text, key.length, event->id, length_of(event->id)));
    put_events("shorter", find(db, log, length_of(log) - 1, event->id, length_of(event->id)));
}

static void find_event_and_neighbours(const struct attack_db *db, const struct attack_event *event)
{
    struct key key;

    set_key(&key, event->id);
    put_events("find", attack_events_find(db, event->id, length_of(event->id)));
    swap_case(&key);
    put_events("find swapped case", attack_events_find(db, key.text, key.length));
    spoil(&key, event->index);
    put_events("find spoilt", attack_events_find(db, key.text, key.length));
    put_events("find shorter", attack_events_find(db, event->id, length_of(event->id) - 1));
}

/* Looks up the number that the id is, or starts with. */
static void find_event_by_number(const struct attack_db *db, const struct attack_event *event)
{
    uint32_t number = 0;

    for (const char *digit = event->id; *digit >= '0' && *digit <= '9'; digit++)
        number = number * 10 + (uint32_t)(*digit - '0');
    put("number");
    put_number(number);
    put("\n");
    put_events("find", attack_events_find_number(db, number));
    if (event->provider)
        put_events("by provider",
                   attack_events_find_provider_number(db, event->provider, length_of(event->provider), number));
    if (event->channel)
        put_events("by channel",
                   attack_events_find_channel_number(db, event->channel, length_of(event->channel), number));
}

static bool same_text(const char *one, const char *other)
{
    if (!one || !other)
        return one == other;
    while (*one && *one == *other) {
        one++;
        other++;
    }
    return *one == *other;
}

bool repeats_before(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_event before;

    return attack_event_has_condition(db, event) && event->index && attack_event_at(db, event->index - 1, &before) &&
           attack_event_has_condition(db, &before) && same_text(before.id, event->id) &&
           same_text(before.platform, event->platform) && same_text(before.provider, event->provider) &&
           same_text(before.channel, event->channel);
}

static void dump_event(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_filter filter;

    put("event");
    put_event(event);
    put("\nfilters");
    while (attack_filter_next(&filters, &filter)) {
        put_field(filter.field);
        put_field(filter.value);
    }
    put("\n");
    put_techniques("techniques", attack_event_techniques(db, event));
    if (!event->id || repeats_before(db, event))
        return;
    find_event_and_neighbours(db, event);
    find_event_by_number(db, event);
    if (event->provider)
        find_event_in_log(db, event, event->provider, true);
    if (event->channel)
        find_event_in_log(db, event, event->channel, false);
}

/* ---- All of it -------------------------------------------------------------------------------------------------- */

static void dump_info(const struct attack_info *info)
{
    put("info");
    put_field(info->attack_domain);
    put_field(info->attack_version);
    put_field(info->input_sha256);
    put_field(info->selection);
    put_field(info->attribution);
    put_number(info->techniques);
    put_number(info->events);
    put_number(info->rows);
    put_number(info->relationships);
    put_number(info->data_components);
    put_number(info->conditions);
    put_number(info->candidates_most);
    put("\n");
}

static void dump_lists(const struct attack_db *db)
{
    struct attack_data_component component;
    struct attack_relationship relationship;

    put("tactics");
    put_names(attack_tactics(db));
    put("platforms");
    put_names(attack_platforms(db));
    put("data sources");
    put_names(attack_data_sources(db));
    for (uint32_t i = 0; attack_data_component_at(db, i, &component); i++) {
        put("data component");
        put_component(&component);
        put("\n");
    }
    for (uint32_t i = 0; attack_relationship_at(db, i, &relationship); i++) {
        put("relationship");
        put_relationship(&relationship);
        put("\n");
    }
}

bool dump(const struct attack_db *db)
{
    struct attack_info info;
    struct attack_technique technique;
    struct attack_event event;

    if (!attack_db_verify(db) || !attack_db_info(db, &info))
        return false;
    dump_info(&info);
    dump_lists(db);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        dump_technique(db, &technique);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        dump_event(db, &event);
    dump_matching(db);
    return put_rows(db, "row", attack_rows(db)) == info.rows;
}
