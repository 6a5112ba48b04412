/* SPDX-License-Identifier: MIT
 *
 * The lookups and iterators of attack_events.h over the tables of tables.h. It must not need a C library, keep state,
 * or know how tables are made. It trusts the offsets in tables, since they are compiled into the same program, but
 * checks every key and index from the caller.
 */
#include "event_techniques.h"
#include "views.h"

enum { BY_ID, BY_PROVIDER, BY_CHANNEL };

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

static struct attack_name_iterator names_of(const struct attack_db *db, uint32_t list)
{
    struct attack_name_iterator names;

    names.db = db;
    names.at = usable(db) && list < db->list_bytes ? list : 0;
    names.left = names.at ? next_number(db, &names.at) : 0;
    return names;
}

const char *attack_name_next(struct attack_name_iterator *names)
{
    if (!names || !names->left)
        return NULL;
    names->left--;
    return names->db->strings + next_number(names->db, &names->at);
}

struct attack_name_iterator attack_tactics(const struct attack_db *db)
{
    return names_of(db, usable(db) ? db->tactics : 0);
}

struct attack_name_iterator attack_platforms(const struct attack_db *db)
{
    return names_of(db, usable(db) ? db->platforms : 0);
}

struct attack_name_iterator attack_data_sources(const struct attack_db *db)
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
    info->date = found ? db->date : 0;
    info->techniques = attack_technique_count(db);
    info->events = attack_event_count(db);
    info->rows = found ? db->row_count : 0;
    info->relationships = attack_relationship_count(db);
    info->data_components = attack_data_component_count(db);
    info->candidates_most = found ? db->candidates_most : 0;
    info->conditions = found && db->conditions ? db->conditions->condition_count : 0;
    info->rules = found ? info->relationships - db->relationship_count : 0;
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
        clear_component(component);
        return false;
    }
    fill_component(db, index, component, db->wide != 0);
    return true;
}

uint32_t attack_relationship_count(const struct attack_db *db)
{
    return usable(db) ? db->relationship_count + rule_count(db) : 0;
}

bool attack_relationship_at(const struct attack_db *db, uint32_t index, struct attack_relationship *relationship)
{
    if (!relationship)
        return false;
    if (index >= attack_relationship_count(db)) {
        clear_relationship(relationship);
        return false;
    }
    fill_relationship(db, index, relationship, db->wide != 0);
    return true;
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

/* Binary search: returns the first record whose key, the text in its first cell, is not below this one, ignoring case;
 * `count` if all are below it. */
static uint32_t lower_bound(const struct attack_db *db, const void *table, uint32_t cells, uint32_t count,
                            const char *key, size_t length)
{
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const char *text_of_middle = db->strings + cell(table, (size_t)middle * cells, db->wide != 0);

        if (compare_key_folded(key, length, text_of_middle) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Returns 1 + the first record that can have this key, or 0 when none can. The caller has to compare the keys. */
ATTACK_INLINE uint32_t find_record(const struct attack_db *db, const struct attack_hash *hash, const void *table,
                                   uint32_t cells, uint32_t count, const char *key, size_t length, bool wide)
{
    uint32_t found;

    if (hash->slot_count)
        return hash_slot(hash, key, length, wide);
    found = lower_bound(db, table, cells, count, key, length);
    return found < count ? found + 1 : 0;
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

ATTACK_INLINE const char *technique_id(const struct attack_db *db, uint32_t index, bool wide)
{
    return db->strings + cell(db->techniques, (size_t)index * TECHNIQUE_CELLS + TECHNIQUE_TEXT, wide);
}

static inline bool is_in_family(const char *id, const char *parent)
{
    unsigned difference = 0;

    for (int i = 0; i < TECHNIQUE_ID_LENGTH; i++)
        difference |= (unsigned)(id[i] ^ parent[i]);
    return difference == 0;
}

/* Whether a key of one of the two lengths equals this id. It compares without a branch for each byte. */
static inline bool is_technique_id(const char *key, size_t length, const char *id)
{
    unsigned difference = 0;

    if ((id[TECHNIQUE_ID_LENGTH] == '.') != (length == SUBTECHNIQUE_ID_LENGTH) || !is_in_family(key, id))
        return false;
    if (length == SUBTECHNIQUE_ID_LENGTH)
        for (int i = TECHNIQUE_ID_LENGTH; i < SUBTECHNIQUE_ID_LENGTH; i++)
            difference |= (unsigned)(key[i] ^ id[i]);
    return difference == 0;
}

ATTACK_INLINE bool find_technique(const struct attack_db *db, const char *id, size_t length,
                                  struct attack_technique *technique, bool wide)
{
    uint32_t found =
        find_record(db, &db->technique_hash, db->techniques, TECHNIQUE_CELLS, db->technique_count, id, length, wide);

    if (!found || !is_technique_id(id, length, technique_id(db, found - 1, wide)))
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
    return technique && technique->index < attack_technique_count(db);
}

bool attack_technique_parent(const struct attack_db *db, const struct attack_technique *technique,
                             struct attack_technique *parent)
{
    bool found = holds_technique(db, technique) && technique->is_subtechnique;

    return attack_technique_find(db, found ? technique->id : NULL, TECHNIQUE_ID_LENGTH, parent);
}

static struct attack_technique_iterator no_techniques(void)
{
    struct attack_technique_iterator techniques;

    techniques.db = NULL;
    techniques.kind = ATTACK_CANDIDATE;
    techniques.at = techniques.left = techniques.technique = 0;
    techniques.exceptions = techniques.exceptions_left = techniques.before = 0;
    techniques.exception_kind = 0;
    techniques.stored = false;
    return techniques;
}

struct attack_technique_iterator attack_technique_subtechniques(const struct attack_db *db,
                                                                const struct attack_technique *technique)
{
    struct attack_technique_iterator techniques = no_techniques();
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

bool attack_technique_next(struct attack_technique_iterator *techniques, struct attack_technique *technique)
{
    if (!technique)
        return false;
    if (!techniques || !techniques->left) {
        clear_technique(technique);
        return false;
    }
    if (techniques->stored) {
        next_technique(techniques);
    } else {
        techniques->left--;
        techniques->technique = techniques->at++;
    }
    fill_technique(techniques->db, techniques->technique, technique, techniques->db->wide != 0);
    return true;
}

static struct attack_name_iterator names_of_technique(const struct attack_db *db,
                                                      const struct attack_technique *technique, bool platforms)
{
    uint32_t body, tactics;

    if (!holds_technique(db, technique))
        return names_of(db, 0);
    if (technique->variant - 1 < db->variant_count) { /* 0 - 1: too large */
        size_t variant = (size_t)(technique->variant - 1) * VARIANT_CELLS;

        return names_of(db,
                        cell(db->variants, variant + (platforms ? VARIANT_PLATFORMS : VARIANT_TACTICS), db->wide != 0));
    }
    body = cell(db->techniques, (size_t)technique->index * TECHNIQUE_CELLS + TECHNIQUE_BODY, db->wide != 0);
    tactics = next_number(db, &body);
    return names_of(db, platforms ? next_number(db, &body) : tactics);
}

struct attack_name_iterator attack_technique_tactics(const struct attack_db *db,
                                                     const struct attack_technique *technique)
{
    return names_of_technique(db, technique, false);
}

struct attack_name_iterator attack_technique_platforms(const struct attack_db *db,
                                                       const struct attack_technique *technique)
{
    return names_of_technique(db, technique, true);
}

/* Returns the record of a sorted table whose first two cells are these, or the number of records if there is none. */
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

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

static struct attack_row_iterator rows_from(const struct attack_db *db, uint32_t first, uint32_t end)
{
    struct attack_row_iterator rows;

    rows.db = db;
    rows.technique = first;
    rows.technique_end = end;
    rows.runs = rows.runs_left = rows.run = 0;
    rows.groups = rows.groups_left = rows.in_group = 0;
    rows.relationship = rows.data_component = rows.variant = 0;
    rows.kind = ATTACK_CANDIDATE;
    return rows;
}

struct attack_row_iterator attack_rows(const struct attack_db *db)
{
    return rows_from(db, 0, attack_technique_count(db));
}

struct attack_row_iterator attack_technique_rows(const struct attack_db *db, const struct attack_technique *technique)
{
    if (!holds_technique(db, technique))
        return rows_from(db, 0, 0);
    return rows_from(db, technique->index, technique->index + 1);
}

/* Returns 1 + the variant of a technique's run, or 0 if it has none. */
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
    size_t record = (size_t)(variant - 1) * VARIANT_CELLS;

    technique->name = text(db, cell(db->variants, record + VARIANT_NAME, db->wide != 0));
    technique->variant = variant;
}

/* Moves on to the next group of events, through the runs and techniques between. Returns false after the last. */
ATTACK_INLINE bool open_group(struct attack_row_iterator *rows, bool wide)
{
    const struct attack_db *db = rows->db;

    while (!rows->groups_left) {
        if (rows->runs_left) {
            size_t record = (size_t)next_number(db, &rows->runs) * RUN_CELLS;

            rows->runs_left--;
            rows->variant = db->variant_count ? find_variant(db, rows->technique - 1, rows->run, wide) : 0;
            rows->run++;
            rows->data_component = cell(db->runs, record + RUN_COMPONENT, wide);
            rows->kind = (enum attack_kind)(rows->data_component % RUN_COMPONENTS / 2);
            rows->data_component /= RUN_COMPONENTS;
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

ATTACK_INLINE bool next_row(struct attack_row_iterator *rows, struct attack_row *row, bool wide)
{
    const struct attack_db *db = rows->db;
    uint32_t event;

    if (!rows->in_group && !open_group(rows, wide))
        return false;
    rows->in_group--;
    event = next_number(db, &rows->groups);
    fill_technique(db, rows->technique - 1, &row->technique, wide);
    if (rows->variant)
        apply_variant(db, rows->variant, &row->technique);
    if (rows->data_component)
        fill_component(db, rows->data_component - 1, &row->data_component, wide);
    else
        clear_component(&row->data_component);
    if (rows->relationship)
        fill_relationship(db, rows->relationship - 1, &row->relationship, wide);
    else
        clear_relationship(&row->relationship);
    if (event)
        fill_event(db, event - 1, &row->event, wide);
    else
        clear_event(&row->event);
    row->kind = rows->kind;
    return true;
}

bool attack_row_next(struct attack_row_iterator *rows, struct attack_row *row)
{
    if (!row)
        return false;
    if (rows && usable(rows->db) && BY_WIDTH(rows->db, next_row, rows, row))
        return true;
    clear_technique(&row->technique);
    clear_component(&row->data_component);
    clear_relationship(&row->relationship);
    clear_event(&row->event);
    row->kind = ATTACK_CANDIDATE;
    return false;
}

struct attack_data_component_iterator attack_technique_data_components(const struct attack_db *db,
                                                                       const struct attack_technique *technique)
{
    struct attack_data_component_iterator components;

    components.db = db;
    components.at = components.left = 0;
    if (!holds_technique(db, technique))
        return components;
    components.at = runs_of(db, technique->index, db->wide != 0);
    components.left = next_number(db, &components.at);
    return components;
}

bool attack_data_component_next(struct attack_data_component_iterator *components,
                                struct attack_data_component *component)
{
    if (!component)
        return false;
    while (components && components->left) {
        const struct attack_db *db = components->db;
        size_t record = (size_t)next_number(db, &components->at) * RUN_CELLS;
        uint32_t value = cell(db->runs, record + RUN_COMPONENT, db->wide != 0);

        components->left--;
        if (value / RUN_COMPONENTS && value % 2 == 0) { /* odd: an earlier run of this technique has it too */
            fill_component(db, value / RUN_COMPONENTS - 1, component, db->wide != 0);
            return true;
        }
    }
    clear_component(component);
    return false;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

ATTACK_INLINE const char *event_id(const struct attack_db *db, uint32_t index, bool wide)
{
    return db->strings + cell(db->events, (size_t)index * EVENT_CELLS + EVENT_ID, wide);
}

static bool is_key(const struct attack_db *db, const char *key, size_t length, uint32_t offset)
{
    return compare_key_folded(key, length, db->strings + offset) == 0;
}

/* Returns 1 + the first event with this id, or with the id that it is an alias of; 0 if there is none. There is one
 * call of lower_bound(), so that its callers stay inlined: another level of calls would take stack. */
ATTACK_INLINE uint32_t find_event(const struct attack_db *db, const char *id, size_t length, bool wide)
{
    bool is_alias = db->event_hash.slot_count != 0;
    uint32_t found = is_alias ? hash_slot(&db->event_hash, id, length, wide) : 0;

    if (found && is_key(db, id, length, cell(db->events, (size_t)(found - 1) * EVENT_CELLS + EVENT_ID, wide)))
        return found;
    if (is_alias && !db->alias_count)
        return 0;
    for (;; is_alias = true) {
        const void *table = is_alias ? db->aliases : db->events;
        uint32_t cells = is_alias ? (uint32_t)ALIAS_CELLS : (uint32_t)EVENT_CELLS;
        uint32_t count = is_alias ? db->alias_count : db->event_count;
        size_t record;

        found = lower_bound(db, table, cells, count, id, length);
        record = (size_t)found * cells;
        if (found < count && is_key(db, id, length, cell(table, record, wide))) /* ALIAS_NAME or EVENT_ID */
            return 1 + (is_alias ? cell(table, record + ALIAS_EVENT, wide) : found);
        if (is_alias || !db->alias_count)
            return 0;
    }
}

static struct attack_event_iterator find_events(const struct attack_db *db, uint8_t by, const char *log,
                                                size_t log_length, const char *id, size_t id_length)
{
    struct attack_event_iterator events;
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

/* A number / 10. Many processors of firmware cannot divide; the compiler would call its library. */
static uint32_t tenth(uint32_t number)
{
    uint32_t quotient = (number >> 1) + (number >> 2);

    quotient += quotient >> 4;
    quotient += quotient >> 8;
    quotient += quotient >> 16;
    quotient >>= 3;
    return quotient + (number - 10 * quotient > 9); /* it may be one too small until here */
}

static struct attack_event_iterator find_events_number(const struct attack_db *db, uint8_t by, const char *log,
                                                       size_t log_length, uint32_t id)
{
    char digits[NUMBER_LENGTH];
    size_t first = NUMBER_LENGTH;

    do {
        uint32_t rest = tenth(id);

        digits[--first] = (char)('0' + (id - 10 * rest));
        id = rest;
    } while (id);
    return find_events(db, by, log, log_length, digits + first, NUMBER_LENGTH - first);
}

struct attack_event_iterator attack_events_find(const struct attack_db *db, const char *id, size_t length)
{
    return find_events(db, BY_ID, NULL, 0, id, length);
}

struct attack_event_iterator attack_events_find_number(const struct attack_db *db, uint32_t id)
{
    return find_events_number(db, BY_ID, NULL, 0, id);
}

struct attack_event_iterator attack_events_find_provider(const struct attack_db *db, const char *provider,
                                                         size_t provider_length, const char *id, size_t id_length)
{
    return find_events(db, BY_PROVIDER, provider, provider_length, id, id_length);
}

struct attack_event_iterator attack_events_find_provider_number(const struct attack_db *db, const char *provider,
                                                                size_t provider_length, uint32_t id)
{
    return find_events_number(db, BY_PROVIDER, provider, provider_length, id);
}

struct attack_event_iterator attack_events_find_channel(const struct attack_db *db, const char *channel,
                                                        size_t channel_length, const char *id, size_t id_length)
{
    return find_events(db, BY_CHANNEL, channel, channel_length, id, id_length);
}

struct attack_event_iterator attack_events_find_channel_number(const struct attack_db *db, const char *channel,
                                                               size_t channel_length, uint32_t id)
{
    return find_events_number(db, BY_CHANNEL, channel, channel_length, id);
}

static bool is_in_log(const struct attack_event_iterator *events, bool wide)
{
    const struct attack_db *db = events->db;
    size_t log = (size_t)cell(db->events, (size_t)events->at * EVENT_CELLS + EVENT_LOG, wide) * LOG_CELLS;
    const char *name;

    if (events->by == BY_ID)
        return true;
    name = text(db, cell(db->logs, log + (events->by == BY_PROVIDER ? LOG_PROVIDER : LOG_CHANNEL), wide));
    return name && compare_key_folded(events->log, events->log_length, name) == 0;
}

ATTACK_INLINE bool next_event(struct attack_event_iterator *events, struct attack_event *event, bool wide)
{
    const struct attack_db *db = events->db;
    const char *id = event_id(db, events->first, wide);

    for (; events->at < db->event_count && same_text(id, event_id(db, events->at, wide)); events->at++)
        if (is_in_log(events, wide)) {
            fill_event(db, events->at++, event, wide);
            return true;
        }
    events->at = db->event_count;
    return false;
}

bool attack_event_next(struct attack_event_iterator *events, struct attack_event *event)
{
    if (!event)
        return false;
    if (events && usable(events->db) && BY_WIDTH(events->db, next_event, events, event))
        return true;
    clear_event(event);
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
        clear_event(event);
        return false;
    }
    fill_event(db, index, event, db->wide != 0);
    return true;
}

static bool holds_event(const struct attack_db *db, const struct attack_event *event)
{
    return event && event->index < attack_event_count(db);
}

struct attack_filter_iterator attack_event_filters(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters;

    filters.db = db;
    filters.at = holds_event(db, event)
                     ? cell(db->events, (size_t)event->index * EVENT_CELLS + EVENT_FILTERS, db->wide != 0)
                     : 0;
    filters.left = filters.at ? next_number(db, &filters.at) / 2 : 0;
    return filters;
}

bool attack_filter_next(struct attack_filter_iterator *filters, struct attack_filter *filter)
{
    uint32_t field;

    if (!filter)
        return false;
    if (!filters || !filters->left) {
        filter->field = filter->value = NULL;
        return false;
    }
    filters->left--;
    field = next_number(filters->db, &filters->at);
    filter->field = filters->db->strings + cell(filters->db->fields, field, filters->db->wide != 0);
    filter->value = filters->db->strings + next_number(filters->db, &filters->at);
    return true;
}

struct attack_technique_iterator attack_event_techniques(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_technique_iterator techniques = no_techniques();

    if (holds_event(db, event))
        begin_techniques(db, event->index, &techniques);
    return techniques;
}

bool attack_event_kind(const struct attack_db *db, const struct attack_event *event,
                       const struct attack_technique *technique, enum attack_kind *kind)
{
    struct attack_technique_iterator walk;

    if (!kind || !holds_event(db, event) || !holds_technique(db, technique))
        return false;
    for (begin_techniques(db, event->index, &walk); next_technique(&walk);)
        if (walk.technique == technique->index) {
            *kind = walk.kind;
            return true;
        }
    return false;
}
