/* SPDX-License-Identifier: MIT
 *
 * The lookups and walks of attack_events.h over the tables of tables.h. Freestanding: it needs no C library and keeps
 * no state. It knows nothing of how tables are made; it trusts their offsets, as they are compiled in with it, but no
 * key and no index that a caller passes.
 */
#include "views.h"

enum { BY_ID, BY_PROVIDER, BY_CHANNEL };

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

static struct attack_names names_of(const struct attack_db *db, uint32_t list)
{
    struct attack_names names;

    names.db = db;
    names.at = usable(db) && list < db->list_bytes ? list : 0;
    names.left = names.at ? next_number(db, &names.at) : 0;
    return names;
}

const char *attack_names_next(struct attack_names *names)
{
    if (!names || !names->left)
        return NULL;
    names->left--;
    return names->db->strings + next_number(names->db, &names->at);
}

struct attack_names attack_tactics(const struct attack_db *db)
{
    return names_of(db, usable(db) ? db->tactics : 0);
}

struct attack_names attack_platforms(const struct attack_db *db)
{
    return names_of(db, usable(db) ? db->platforms : 0);
}

struct attack_names attack_data_sources(const struct attack_db *db)
{
    return names_of(db, usable(db) ? db->data_sources : 0);
}

/* ---- The mapping ------------------------------------------------------------------------------------------------ */

bool attack_db_info(const struct attack_db *db, struct attack_info *info)
{
    bool found = usable(db);

    if (!info)
        return false;
    info->attack_domain = found ? text(db, db->domain) : NULL;
    info->attack_version = found ? text(db, db->version) : NULL;
    info->input_sha256 = found ? text(db, db->sha256) : NULL;
    info->selection = found ? text(db, db->selection) : NULL;
    info->attribution = found ? text(db, db->attribution) : NULL;
    info->techniques = attack_technique_count(db);
    info->events = attack_event_count(db);
    info->rows = found ? db->row_count : 0;
    info->relationships = attack_relationship_count(db);
    info->data_components = attack_data_component_count(db);
    return found;
}

uint32_t attack_data_component_count(const struct attack_db *db)
{
    return usable(db) ? db->component_count : 0;
}

bool attack_data_component_at(const struct attack_db *db, uint32_t index, struct attack_data_component *component)
{
    if (!component)
        return false;
    if (index >= attack_data_component_count(db)) {
        clear_component(component, 0);
        return false;
    }
    fill_component(db, index, component, db->wide != 0);
    return true;
}

uint32_t attack_relationship_count(const struct attack_db *db)
{
    return usable(db) ? db->relationship_count : 0;
}

bool attack_relationship_at(const struct attack_db *db, uint32_t index, struct attack_relationship *relationship)
{
    if (!relationship)
        return false;
    if (index >= attack_relationship_count(db)) {
        clear_relationship(relationship, 0);
        return false;
    }
    fill_relationship(db, index, relationship, db->wide != 0);
    return true;
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

ATTACK_INLINE const char *technique_id(const struct attack_db *db, uint32_t index, bool wide)
{
    return db->strings + cell(db->techniques, (size_t)index * TECHNIQUE_CELLS + TECHNIQUE_TEXT, wide);
}

static bool is_in_family(const char *id, const char *parent)
{
    for (int i = 0; i < TECHNIQUE_ID_LENGTH; i++)
        if (id[i] != parent[i])
            return false;
    return true;
}

/* Returns the index of the technique with this id + 1, or 0. */
static uint32_t search_technique(const struct attack_db *db, const char *id, size_t length)
{
    uint32_t low = 0, high = db->technique_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = compare_key(id, length, technique_id(db, middle, db->wide != 0));

        if (order == 0)
            return middle + 1;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

ATTACK_INLINE bool find_technique(const struct attack_db *db, const char *id, size_t length,
                                  struct attack_technique *technique, bool wide)
{
    uint32_t found;

    if (!db->technique_hash.slot_count) {
        found = search_technique(db, id, length);
    } else {
        found = hash_slot(&db->technique_hash, id, length, false, wide);
        if (found && compare_key(id, length, technique_id(db, found - 1, wide)) != 0)
            found = 0;
    }
    if (!found)
        return false;
    fill_technique(db, found - 1, technique, wide);
    return true;
}

bool attack_technique_find(const struct attack_db *db, const char *id, size_t length,
                           struct attack_technique *technique)
{
    if (!technique)
        return false;
    if (usable(db) && id && (length == TECHNIQUE_ID_LENGTH || length == SUBTECHNIQUE_ID_LENGTH) &&
        BY_WIDTH(db, find_technique, db, id, length, technique))
        return true;
    clear_technique(technique);
    return false;
}

uint32_t attack_technique_count(const struct attack_db *db)
{
    return usable(db) ? db->technique_count : 0;
}

bool attack_technique_at(const struct attack_db *db, uint32_t index, struct attack_technique *technique)
{
    if (!technique)
        return false;
    if (index >= attack_technique_count(db)) {
        clear_technique(technique);
        return false;
    }
    fill_technique(db, index, technique, db->wide != 0);
    return true;
}

static bool holds_technique(const struct attack_db *db, const struct attack_technique *technique)
{
    return technique && technique->tactics && technique->index < attack_technique_count(db);
}

bool attack_technique_parent(const struct attack_db *db, const struct attack_technique *technique,
                             struct attack_technique *parent)
{
    bool found = holds_technique(db, technique) && technique->is_subtechnique;

    return attack_technique_find(db, found ? technique->id : NULL, TECHNIQUE_ID_LENGTH, parent);
}

static struct attack_techniques no_techniques(bool stored)
{
    struct attack_techniques techniques;

    techniques.db = NULL;
    techniques.at = techniques.left = techniques.technique = 0;
    techniques.stored = stored;
    return techniques;
}

struct attack_techniques attack_technique_subtechniques(const struct attack_db *db,
                                                        const struct attack_technique *technique)
{
    struct attack_techniques techniques = no_techniques(false);
    uint32_t end;

    if (!holds_technique(db, technique) || technique->is_subtechnique)
        return techniques;
    techniques.db = db;
    techniques.at = technique->index + 1;
    for (end = techniques.at; end < db->technique_count; end++)
        if (!is_in_family(technique_id(db, end, db->wide != 0), technique->id))
            break;
    techniques.left = end - techniques.at;
    return techniques;
}

bool attack_techniques_next(struct attack_techniques *techniques, struct attack_technique *technique)
{
    if (!technique)
        return false;
    if (!techniques || !techniques->left) {
        clear_technique(technique);
        return false;
    }
    techniques->left--;
    if (techniques->stored)
        techniques->technique += next_number(techniques->db, &techniques->at);
    else
        techniques->technique = techniques->at++;
    fill_technique(techniques->db, techniques->technique, technique, techniques->db->wide != 0);
    return true;
}

struct attack_names attack_technique_tactics(const struct attack_db *db, const struct attack_technique *technique)
{
    return names_of(db, technique ? technique->tactics : 0);
}

struct attack_names attack_technique_platforms(const struct attack_db *db, const struct attack_technique *technique)
{
    return names_of(db, technique ? technique->platforms : 0);
}

/* Returns the record of a sorted table whose first two cells are these, or its count where there is none. */
static uint32_t find_pair(const void *table, uint32_t cells, uint32_t count, uint32_t first, uint32_t second, bool wide)
{
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        size_t record = (size_t)middle * cells;
        uint32_t mine = cell(table, record, wide);

        if (mine < first || (mine == first && cell(table, record + 1, wide) < second))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const char *attack_technique_revoked_by(const struct attack_db *db, const struct attack_technique *technique)
{
    uint32_t at;

    if (!holds_technique(db, technique))
        return NULL;
    at = find_pair(db->revocations, REVOCATION_CELLS, db->revocation_count, technique->index, 0, db->wide != 0);
    if (at == db->revocation_count ||
        cell(db->revocations, (size_t)at * REVOCATION_CELLS + REVOCATION_TECHNIQUE, db->wide != 0) != technique->index)
        return NULL;
    return text(db, cell(db->revocations, (size_t)at * REVOCATION_CELLS + REVOCATION_SUCCESSOR, db->wide != 0));
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

static struct attack_rows rows_from(const struct attack_db *db, uint32_t first, uint32_t end)
{
    struct attack_rows rows;

    rows.db = db;
    rows.technique = first;
    rows.technique_end = end;
    rows.runs = rows.runs_left = rows.run = 0;
    rows.groups = rows.groups_left = rows.in_group = 0;
    rows.relationship = rows.data_component = rows.variant = 0;
    return rows;
}

struct attack_rows attack_rows(const struct attack_db *db)
{
    return rows_from(db, 0, attack_technique_count(db));
}

struct attack_rows attack_technique_rows(const struct attack_db *db, const struct attack_technique *technique)
{
    if (!holds_technique(db, technique))
        return rows_from(db, 0, 0);
    return rows_from(db, technique->index, technique->index + 1);
}

/* Returns the variant that a run of a technique has + 1, or 0. */
static uint32_t find_variant(const struct attack_db *db, uint32_t technique, uint32_t run, bool wide)
{
    uint32_t at = find_pair(db->variants, VARIANT_CELLS, db->variant_count, technique, run, wide);
    size_t record = (size_t)at * VARIANT_CELLS;

    if (at == db->variant_count || cell(db->variants, record + VARIANT_TECHNIQUE, wide) != technique ||
        cell(db->variants, record + VARIANT_RUN, wide) != run)
        return 0;
    return at + 1;
}

static void apply_variant(const struct attack_db *db, uint32_t variant, struct attack_technique *technique)
{
    size_t record = (size_t)variant * VARIANT_CELLS;

    technique->name = text(db, cell(db->variants, record + VARIANT_NAME, db->wide != 0));
    technique->tactics = cell(db->variants, record + VARIANT_TACTICS, db->wide != 0);
    technique->platforms = cell(db->variants, record + VARIANT_PLATFORMS, db->wide != 0);
}

/* Returns where the list of a technique's runs starts. */
ATTACK_INLINE uint32_t runs_of(const struct attack_db *db, uint32_t technique, bool wide)
{
    uint32_t at = cell(db->techniques, (size_t)technique * TECHNIQUE_CELLS + TECHNIQUE_BODY, wide);

    next_number(db, &at); /* the tactics */
    next_number(db, &at); /* the platforms */
    return at;
}

/* Moves on to the next group of events, through the runs and techniques between. Returns false after the last. */
ATTACK_INLINE bool open_group(struct attack_rows *rows, bool wide)
{
    const struct attack_db *db = rows->db;

    while (!rows->groups_left) {
        if (rows->runs_left) {
            size_t record = (size_t)next_number(db, &rows->runs) * RUN_CELLS;

            rows->runs_left--;
            rows->variant = db->variant_count ? find_variant(db, rows->technique - 1, rows->run, wide) : 0;
            rows->run++;
            rows->data_component = cell(db->runs, record + RUN_DATA_COMPONENT, wide) / 2;
            rows->groups = cell(db->runs, record + RUN_GROUPS, wide);
            rows->groups_left = next_number(db, &rows->groups);
            next_number(db, &rows->groups); /* the number of rows */
        } else if (rows->technique < rows->technique_end) {
            rows->runs = runs_of(db, rows->technique, wide);
            rows->runs_left = next_number(db, &rows->runs);
            rows->run = 0;
            rows->technique++;
        } else {
            return false;
        }
    }
    rows->groups_left--;
    rows->relationship = next_number(db, &rows->groups);
    rows->in_group = next_number(db, &rows->groups);
    return true;
}

ATTACK_INLINE bool next_row(struct attack_rows *rows, struct attack_row *row, bool wide)
{
    const struct attack_db *db = rows->db;
    uint32_t event;

    if (!rows->in_group && !open_group(rows, wide))
        return false;
    rows->in_group--;
    event = next_number(db, &rows->groups);
    fill_technique(db, rows->technique - 1, &row->technique, wide);
    if (rows->variant)
        apply_variant(db, rows->variant - 1, &row->technique);
    if (rows->data_component)
        fill_component(db, rows->data_component - 1, &row->data_component, wide);
    else
        clear_component(&row->data_component, ATTACK_NONE);
    if (rows->relationship)
        fill_relationship(db, rows->relationship - 1, &row->relationship, wide);
    else
        clear_relationship(&row->relationship, ATTACK_NONE);
    if (event)
        fill_event(db, event - 1, &row->event, wide);
    else
        clear_event(&row->event, ATTACK_NONE);
    return true;
}

bool attack_rows_next(struct attack_rows *rows, struct attack_row *row)
{
    if (!row)
        return false;
    if (rows && usable(rows->db) && BY_WIDTH(rows->db, next_row, rows, row))
        return true;
    clear_technique(&row->technique);
    clear_component(&row->data_component, 0);
    clear_relationship(&row->relationship, 0);
    clear_event(&row->event, 0);
    return false;
}

struct attack_data_components attack_technique_data_components(const struct attack_db *db,
                                                               const struct attack_technique *technique)
{
    struct attack_data_components components;

    components.db = db;
    components.at = components.left = 0;
    if (!holds_technique(db, technique))
        return components;
    components.at = runs_of(db, technique->index, db->wide != 0);
    components.left = next_number(db, &components.at);
    return components;
}

bool attack_data_components_next(struct attack_data_components *components, struct attack_data_component *component)
{
    if (!component)
        return false;
    while (components && components->left) {
        const struct attack_db *db = components->db;
        size_t record = (size_t)next_number(db, &components->at) * RUN_CELLS;
        uint32_t value = cell(db->runs, record + RUN_DATA_COMPONENT, db->wide != 0);

        components->left--;
        if (value && value % 2 == 0) { /* odd: this technique has had it */
            fill_component(db, value / 2 - 1, component, db->wide != 0);
            return true;
        }
    }
    clear_component(component, 0);
    return false;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

ATTACK_INLINE const char *event_id(const struct attack_db *db, uint32_t index, bool wide)
{
    return db->strings + cell(db->events, (size_t)index * EVENT_CELLS + EVENT_ID, wide);
}

/* Returns the first event with this id + 1, or 0. */
static uint32_t search_event(const struct attack_db *db, const char *id, size_t length)
{
    uint32_t low = 0, high = db->event_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (compare_key_folded(id, length, event_id(db, middle, db->wide != 0)) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < db->event_count && compare_key_folded(id, length, event_id(db, low, db->wide != 0)) == 0 ? low + 1 : 0;
}

ATTACK_INLINE uint32_t find_event(const struct attack_db *db, const char *id, size_t length, bool wide)
{
    uint32_t found;

    if (!db->event_hash.slot_count)
        return search_event(db, id, length);
    found = hash_slot(&db->event_hash, id, length, true, wide);
    return found && compare_key_folded(id, length, event_id(db, found - 1, wide)) == 0 ? found : 0;
}

static struct attack_events find_events(const struct attack_db *db, uint8_t by, const char *log, size_t log_length,
                                        const char *id, size_t id_length)
{
    struct attack_events events;
    uint32_t found = 0;

    if (usable(db) && id && id_length && (by == BY_ID || (log && log_length)))
        found = BY_WIDTH(db, find_event, db, id, id_length);
    events.db = found ? db : NULL;
    events.log = log;
    events.log_length = log_length;
    events.at = events.first = found ? found - 1 : 0;
    events.by = by;
    return events;
}

enum { NUMBER_LENGTH = 10 }; /* digits of the largest uint32_t */

/* Writes a number in decimal to the end of `digits`. Returns where it starts. */
static const char *decimal(uint32_t number, char digits[NUMBER_LENGTH])
{
    char *digit = digits + NUMBER_LENGTH;

    do
        *--digit = (char)('0' + number % 10);
    while (number /= 10);
    return digit;
}

static struct attack_events find_events_number(const struct attack_db *db, uint8_t by, const char *log,
                                               size_t log_length, uint32_t id)
{
    char digits[NUMBER_LENGTH];
    const char *start = decimal(id, digits);

    return find_events(db, by, log, log_length, start, (size_t)(digits + NUMBER_LENGTH - start));
}

struct attack_events attack_events_find(const struct attack_db *db, const char *id, size_t length)
{
    return find_events(db, BY_ID, NULL, 0, id, length);
}

struct attack_events attack_events_find_number(const struct attack_db *db, uint32_t id)
{
    return find_events_number(db, BY_ID, NULL, 0, id);
}

struct attack_events attack_events_find_provider(const struct attack_db *db, const char *provider,
                                                 size_t provider_length, const char *id, size_t id_length)
{
    return find_events(db, BY_PROVIDER, provider, provider_length, id, id_length);
}

struct attack_events attack_events_find_provider_number(const struct attack_db *db, const char *provider,
                                                        size_t provider_length, uint32_t id)
{
    return find_events_number(db, BY_PROVIDER, provider, provider_length, id);
}

struct attack_events attack_events_find_channel(const struct attack_db *db, const char *channel, size_t channel_length,
                                                const char *id, size_t id_length)
{
    return find_events(db, BY_CHANNEL, channel, channel_length, id, id_length);
}

struct attack_events attack_events_find_channel_number(const struct attack_db *db, const char *channel,
                                                       size_t channel_length, uint32_t id)
{
    return find_events_number(db, BY_CHANNEL, channel, channel_length, id);
}

/* Whether two strings of the tables are equal, letter case aside. */
static bool same_id(const char *mine, const char *other)
{
    size_t i = 0;

    if (mine == other)
        return true;
    while (folded((unsigned char)mine[i]) == folded((unsigned char)other[i]))
        if (!mine[i++])
            return true;
    return false;
}

static bool is_in_log(const struct attack_events *events, bool wide)
{
    const struct attack_db *db = events->db;
    size_t log = (size_t)cell(db->events, (size_t)events->at * EVENT_CELLS + EVENT_LOG, wide) * LOG_CELLS;
    const char *name;

    if (events->by == BY_ID)
        return true;
    name = text(db, cell(db->logs, log + (events->by == BY_PROVIDER ? LOG_PROVIDER : LOG_CHANNEL), wide));
    return name && compare_key_folded(events->log, events->log_length, name) == 0;
}

ATTACK_INLINE bool next_event(struct attack_events *events, struct attack_event *event, bool wide)
{
    const struct attack_db *db = events->db;
    const char *id = event_id(db, events->first, wide);

    for (; events->at < db->event_count && same_id(id, event_id(db, events->at, wide)); events->at++)
        if (is_in_log(events, wide)) {
            fill_event(db, events->at++, event, wide);
            return true;
        }
    events->at = db->event_count;
    return false;
}

bool attack_events_next(struct attack_events *events, struct attack_event *event)
{
    if (!event)
        return false;
    if (events && usable(events->db) && BY_WIDTH(events->db, next_event, events, event))
        return true;
    clear_event(event, 0);
    return false;
}

uint32_t attack_event_count(const struct attack_db *db)
{
    return usable(db) ? db->event_count : 0;
}

bool attack_event_at(const struct attack_db *db, uint32_t index, struct attack_event *event)
{
    if (!event)
        return false;
    if (index >= attack_event_count(db)) {
        clear_event(event, 0);
        return false;
    }
    fill_event(db, index, event, db->wide != 0);
    return true;
}

static bool holds_event(const struct attack_db *db, const struct attack_event *event)
{
    return event && event->filters && event->index < attack_event_count(db);
}

struct attack_filters attack_event_filters(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filters filters;

    filters.db = db;
    filters.at = holds_event(db, event) ? event->filters : 0;
    filters.left = filters.at ? next_number(db, &filters.at) / 2 : 0;
    return filters;
}

bool attack_filters_next(struct attack_filters *filters, struct attack_filter *filter)
{
    if (!filter)
        return false;
    if (!filters || !filters->left) {
        filter->field = filter->value = NULL;
        return false;
    }
    filters->left--;
    filter->field = filters->db->strings + next_number(filters->db, &filters->at);
    filter->value = filters->db->strings + next_number(filters->db, &filters->at);
    return true;
}

struct attack_techniques attack_event_techniques(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_techniques techniques = no_techniques(true);

    if (!holds_event(db, event))
        return techniques;
    techniques.db = db;
    techniques.at = cell(db->events, (size_t)event->index * EVENT_CELLS + EVENT_TECHNIQUES, db->wide != 0);
    techniques.left = next_number(db, &techniques.at);
    return techniques;
}
