/* SPDX-License-Identifier: MIT
 *
 * Recognises STIX and reads it item by item. It knows which keys an object has, and not what they mean.
 */
#include "stix.h"

#include "base/generator_limits.h"
#include "json_tree.h"

#include <string.h>

/* The keys whose values are kept, at any depth. */
static const struct known_key keys[] = {
    {"type", STIX_TYPE},
    {"id", STIX_ID},
    {"name", STIX_NAME},
    {"modified", STIX_MODIFIED},
    {"revoked", STIX_REVOKED},
    {"x_mitre_deprecated", STIX_DEPRECATED},
    {"external_references", STIX_REFERENCES},
    {"kill_chain_phases", STIX_PHASES},
    {"x_mitre_platforms", STIX_PLATFORMS},
    {"x_mitre_version", STIX_VERSION},
    {"relationship_type", STIX_RELATIONSHIP_TYPE},
    {"source_ref", STIX_SOURCE},
    {"target_ref", STIX_TARGET},
    {"x_mitre_data_source_ref", STIX_DATA_SOURCE},
    {"x_mitre_analytic_refs", STIX_ANALYTICS},
    {"x_mitre_log_source_references", STIX_LOG_SOURCES},
    /* of a map within an object */
    {"source_name", IGNORED},
    {"external_id", IGNORED},
    {"kill_chain_name", IGNORED},
    {"phase_name", IGNORED},
    {"x_mitre_data_component_ref", IGNORED},
    {"channel", IGNORED},
};
enum { KEYS = sizeof keys / sizeof *keys };
static const struct schema schema = {"a STIX object", keys, KEYS};

/* Keys with which a STIX file may begin: no mapping has one of them at its root. */
static const char *const first_keys[] = {
    "type",
    "id",
    "spec_version",
    "objects",
    "created",
    "modified",
    "name",
    "revoked",
    "description",
    "source_ref",
    "relationship_type",
    "target_ref",
    "created_by_ref",
    "object_marking_refs",
    "external_references",
    "kill_chain_phases",
    "aliases",
    "definition",
    "definition_type",
    "extensions",
    "first_seen",
    "identity_class",
    "is_family",
    "labels",
    "lang",
    "last_seen",
    "object_refs",
    "tactic_refs",
};

/* What editors of Windows put before a text. */
static const char byte_order_mark[] = "\xef\xbb\xbf";

static size_t mark_length(const void *bytes, size_t size)
{
    size_t length = strlen(byte_order_mark);

    return size >= length && memcmp(bytes, byte_order_mark, length) == 0 ? length : 0;
}

static size_t skip_blanks(const char *text, size_t at, size_t size)
{
    while (at < size && memchr(" \t\r\n", text[at], 4))
        at++;
    return at;
}

bool is_stix(const void *bytes, size_t size)
{
    const char *text = bytes, *key, *end;
    size_t at = skip_blanks(text, mark_length(bytes, size), size), length;

    if (at == size || text[at] != '{')
        return false;
    at = skip_blanks(text, at + 1, size);
    if (at == size || text[at] != '"')
        return false;
    key = text + at + 1;
    end = memchr(key, '"', size - at - 1);
    if (!end)
        return false;
    length = (size_t)(end - key);
    if (length > strlen("x_mitre_") && memcmp(key, "x_mitre_", strlen("x_mitre_")) == 0)
        return true;
    for (size_t i = 0; i < sizeof first_keys / sizeof *first_keys; i++)
        if (strlen(first_keys[i]) == length && memcmp(first_keys[i], key, length) == 0)
            return true;
    return false;
}

static bool is_wanted(const char *key, const char *text)
{
    if (strcmp(key, "type") == 0)
        return is_stix_type(text);
    return strcmp(key, "relationship_type") != 0 || is_stix_relationship(text);
}

static void take_item(void *context, const struct node *item, bool is_root)
{
    struct reading *reading = context;
    const struct node *fields[FIELDS_LIMIT];

    if (!read_fields(reading, item, &schema, fields) || (is_root && is_text(fields[STIX_TYPE], "bundle")))
        return;
    if (!fields[STIX_TYPE] || (fields[STIX_TYPE]->kind == NODE_SCALAR && fields[STIX_TYPE]->absent))
        report_error(reading->model->diagnostics, item->place, "found no type; expected one in every STIX object");
    else if (fields[STIX_TYPE]->kind != NODE_SCALAR)
        report_error(reading->model->diagnostics, fields[STIX_TYPE]->place, "found %s; expected the type of an object",
                     kind_of(fields[STIX_TYPE]));
    else if (is_stix_type(fields[STIX_TYPE]->text))
        read_stix_object(reading, item, fields);
}

bool read_stix(struct model *model, const char *file, const void *bytes, size_t size)
{
    struct reading reading = {.model = model};
    const char *names[KEYS];
    struct json_wishes wishes = {"objects", names, KEYS, is_wanted, take_item, &reading};
    size_t mark = mark_length(bytes, size);
    bool finished;

    for (size_t i = 0; i < KEYS; i++)
        names[i] = keys[i].name;
    model->release.is_given = true;
    finished = json_read(&wishes, file, (const char *)bytes + mark, size - mark, model->diagnostics);
    report_unknown_keys(&reading);
    return finished && !model->diagnostics->errors;
}
