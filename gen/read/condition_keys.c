/* SPDX-License-Identifier: MIT */
#include "condition_keys.h"

#include "host/edit_distance.h"

#include <string.h>

enum {
    PARTS = MODIFIER_PARTS,
    ENCODINGS = MODIFIER_WIDES | MODIFIER_BASE64 | MODIFIER_BASE64OFFSET,
    OF_TEXTS = MODIFIER_ALL | MODIFIER_CASED | MODIFIER_WINDASH | ENCODINGS | MODIFIER_FIELDREF,
    OF_ENCODINGS = PARTS | MODIFIER_ALL | MODIFIER_CASED,
    FLAGS = MODIFIER_RE_FOLDED | MODIFIER_RE_LINES | MODIFIER_RE_OVER_LINES,
    OF_RE = MODIFIER_RE | FLAGS
};

static const struct {
    const char *name;
    unsigned modifier;
    unsigned company; /* the modifiers that it may stand with */
} modifiers[] = {
    {"contains", MODIFIER_CONTAINS, OF_TEXTS},
    {"startswith", MODIFIER_STARTSWITH, OF_TEXTS},
    {"endswith", MODIFIER_ENDSWITH, OF_TEXTS},
    {"exists", MODIFIER_EXISTS, 0},
    {"cidr", MODIFIER_CIDR, MODIFIER_ALL},
    {"gt", MODIFIER_GT, 0},
    {"gte", MODIFIER_GTE, 0},
    {"lt", MODIFIER_LT, 0},
    {"lte", MODIFIER_LTE, 0},
    {"all", MODIFIER_ALL, PARTS | MODIFIER_CIDR | OF_RE | (OF_TEXTS & ~MODIFIER_ALL)},
    {"cased", MODIFIER_CASED, PARTS | (OF_TEXTS & ~MODIFIER_CASED)},
    {"windash", MODIFIER_WINDASH, PARTS | MODIFIER_ALL | MODIFIER_CASED},
    {"wide", MODIFIER_WIDE, OF_ENCODINGS | MODIFIER_BASE64 | MODIFIER_BASE64OFFSET},
    {"utf16le", MODIFIER_WIDE, OF_ENCODINGS | MODIFIER_BASE64 | MODIFIER_BASE64OFFSET},
    {"utf16be", MODIFIER_UTF16BE, OF_ENCODINGS | MODIFIER_BASE64 | MODIFIER_BASE64OFFSET},
    {"utf16", MODIFIER_UTF16, OF_ENCODINGS | MODIFIER_BASE64 | MODIFIER_BASE64OFFSET},
    {"base64", MODIFIER_BASE64, OF_ENCODINGS | MODIFIER_WIDES},
    {"base64offset", MODIFIER_BASE64OFFSET, OF_ENCODINGS | MODIFIER_WIDES},
    {"fieldref", MODIFIER_FIELDREF, PARTS | MODIFIER_ALL | MODIFIER_CASED},
    {"re", MODIFIER_RE, MODIFIER_ALL},
    {"i", MODIFIER_RE_FOLDED, (OF_RE & ~MODIFIER_RE_FOLDED) | MODIFIER_ALL},
    {"m", MODIFIER_RE_LINES, (OF_RE & ~MODIFIER_RE_LINES) | MODIFIER_ALL},
    {"s", MODIFIER_RE_OVER_LINES, (OF_RE & ~MODIFIER_RE_OVER_LINES) | MODIFIER_ALL},
};
enum { MODIFIERS = sizeof modifiers / sizeof *modifiers };

/* Modifiers of Sigma that no condition may have. */
static const char *const unsupported[] = {"expand", "neq", "minute", "hour", "day", "week", "month", "year"};

static const char *name_of(unsigned modifier)
{
    size_t i = 0;

    while (modifiers[i].modifier != modifier)
        i++;
    return modifiers[i].name;
}

static void report_unknown(struct reading *reading, struct place place, const char *name, size_t length)
{
    struct nearest_spelling nearest = {NULL, 3};

    for (size_t i = 0; i < sizeof unsupported / sizeof *unsupported; i++)
        if (strlen(unsupported[i]) == length && memcmp(unsupported[i], name, length) == 0) {
            report_error(reading->model->diagnostics, place, "modifier %s is not supported in conditions",
                         quoted(name, length));
            return;
        }
    for (size_t i = 0; i < MODIFIERS; i++)
        consider_spelling(&nearest, name, length, modifiers[i].name);
    report_error(
        reading->model->diagnostics, place,
        "unknown modifier %s; expected %s%s%scontains, startswith, endswith, all, cased, exists, cidr, gt, gte, "
        "lt, lte, windash, base64, base64offset, wide, fieldref or re",
        quoted(name, length), nearest.text ? "'" : "one of ", nearest.text ? nearest.text : "",
        nearest.text ? "', or one of " : "");
}

/* Adds a modifier to those of a key. Returns false, and reports, if it cannot be there. */
static bool add_modifier(struct reading *reading, struct place place, const char *name, size_t length, unsigned *had)
{
    struct diagnostics *diagnostics = reading->model->diagnostics;
    size_t m = 0;
    unsigned strangers;

    while (m < MODIFIERS && (strlen(modifiers[m].name) != length || memcmp(modifiers[m].name, name, length) != 0))
        m++;
    if (m == MODIFIERS) {
        report_unknown(reading, place, name, length);
        return false;
    }
    strangers = *had & ~modifiers[m].company;
    if (strangers & modifiers[m].modifier)
        report_error(diagnostics, place, "modifier %s is given twice", modifiers[m].name);
    else if (strangers)
        report_error(diagnostics, place, "modifier %s contradicts %s before it", modifiers[m].name,
                     name_of(strangers & (~strangers + 1)));
    else if (modifiers[m].modifier & MODIFIER_WIDES && *had & (MODIFIER_BASE64 | MODIFIER_BASE64OFFSET))
        report_error(diagnostics, place,
                     "modifier %s stands behind base64; expected it before, as texts are encoded in "
                     "the order of the modifiers",
                     modifiers[m].name);
    else if (modifiers[m].modifier & FLAGS && !(*had & MODIFIER_RE))
        report_error(diagnostics, place, "modifier %s without re before it", modifiers[m].name);
    *had |= modifiers[m].modifier;
    return true;
}

bool has_modifiers(const struct node *key)
{
    return key->kind == NODE_SCALAR && strchr(key->text, '|');
}

bool read_condition_key(struct reading *reading, const struct node *key, struct condition_key *result)
{
    struct model *model = reading->model;
    unsigned errors = model->diagnostics->errors;
    const char *name = key->kind == NODE_SCALAR ? key->text : "";
    size_t length = strcspn(name, "|");

    result->modifiers = 0;
    if (read_text(reading, key, "a field with its modifiers") == ABSENT) { /* also reports what is too long */
        if (!key->is_faulty && key->kind == NODE_SCALAR && key->absent)
            report_error(model->diagnostics, key->place, "a filter has no field");
        return false;
    }
    result->field = model_text(model, name, length, key->place);
    for (name += length; *name; name += length) {
        length = strcspn(++name, "|");
        if (!add_modifier(reading, place_within(key, (size_t)(name - key->text)), name, length, &result->modifiers))
            return false;
    }
    if (result->modifiers & MODIFIER_WIDES && !(result->modifiers & (MODIFIER_BASE64 | MODIFIER_BASE64OFFSET)))
        report_error(model->diagnostics, key->place, "modifier %s without base64 or base64offset behind it",
                     name_of(result->modifiers & MODIFIER_WIDES));
    if (result->field == ABSENT && result->modifiers & ~(unsigned)(PARTS | OF_TEXTS | OF_RE))
        report_error(model->diagnostics, key->place, "found no field before the modifiers; expected one");
    return model->diagnostics->errors == errors;
}
