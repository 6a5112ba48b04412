/* SPDX-License-Identifier: MIT
 *
 * Writes layer format 4.5, as in github.com/mitre-attack/attack-navigator, layers/spec/v4.5/layerformat.md. Optional
 * members without a value are left out.
 */
#include "layer.h"

#include "json.h"
#include "text/memory.h"
#include "text/whole_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A technique in the layer. */
struct mark {
    const struct layer_entry *entry; /* NULL: none */
    bool opens;                      /* whether its sub-techniques are expanded */
};

static const char *domain_of(const struct attack_info *info)
{
    static const char *const known[] = {"enterprise-attack", "mobile-attack", "ics-attack"};

    for (size_t i = 0; info->attack_domain && i < sizeof known / sizeof *known; i++)
        if (strcmp(info->attack_domain, known[i]) == 0)
            return known[i];
    return known[0];
}

/* The Navigator uses only the major version of ATT&CK. 4.9.0 is the first Navigator that reads this format. */
static void write_versions(FILE *file, const struct attack_info *info)
{
    const char *version = info->attack_version ? info->attack_version : "";
    size_t digits = strspn(version, "0123456789");

    fputs("  \"versions\": {", file);
    if (digits && (version[digits] == '.' || !version[digits]))
        fprintf(file, "\"attack\": \"%.*s\", ", (int)digits, version);
    fputs("\"navigator\": \"4.9.0\", \"layer\": \"4.5\"},\n", file);
}

static void write_member(FILE *file, const char *before, const char *key, const char *text)
{
    fprintf(file, "%s\"%s\": ", before, key);
    json_text(file, text);
}

/* MITRE requires its copyright notice with the data; the checksum identifies the data. */
static void write_metadata(FILE *file, const struct attack_info *info)
{
    const struct {
        const char *name, *value;
    } all[] = {
        {"mapping (SHA-256)", info->input_sha256}, {"selection", info->selection}, {"copyright", info->attribution}};
    const char *before = "\n";

    fputs("  \"metadata\": [", file);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].value)
            continue;
        fputs(before, file);
        write_member(file, "    {", "name", all[i].name);
        write_member(file, ", ", "value", all[i].value);
        fputc('}', file);
        before = ",\n";
    }
    fputs("\n  ],\n", file);
}

static void write_scale(FILE *file, const struct layer *layer)
{
    uint32_t most = layer->score_most > layer->score_least ? layer->score_most : layer->score_least + 1;

    fputs("  \"gradient\": {\"colors\": [", file);
    for (size_t i = 0; layer->gradient[i]; i++) {
        fputs(i ? ", " : "", file);
        json_text(file, layer->gradient[i]);
    }
    fprintf(file, "], \"minValue\": %lu, \"maxValue\": %lu},\n", (unsigned long)layer->score_least,
            (unsigned long)most);
    fputs("  \"legendItems\": [", file);
    for (size_t i = 0; layer->legend && i < layer->legend_count; i++) {
        write_member(file, i ? ",\n    {" : "\n    {", "label", layer->legend[i].label);
        write_member(file, ", ", "color", layer->legend[i].color);
        fputc('}', file);
    }
    fputs(layer->legend && layer->legend_count ? "\n  ],\n" : "],\n", file);
}

/* Without a tactic, an entry applies to the technique under all its tactics. */
static void write_technique(FILE *file, const struct attack_technique *technique, const struct mark *mark)
{
    const struct layer_entry *entry = mark->entry;

    write_member(file, "    {", "techniqueID", technique->id);
    if (entry && entry->score != LAYER_UNSCORED)
        fprintf(file, ", \"score\": %lu", (unsigned long)entry->score);
    if (entry && entry->color)
        write_member(file, ", ", "color", entry->color);
    if (entry && entry->comment)
        write_member(file, ", ", "comment", entry->comment);
    fputs(", \"enabled\": true", file);
    if (mark->opens)
        fputs(", \"showSubtechniques\": true", file);
    fputc('}', file);
}

static void write_techniques(FILE *file, const struct attack_db *db, const struct mark *marks)
{
    struct attack_technique technique;
    const char *before = "\n";

    fputs("  \"techniques\": [", file);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++) {
        if (!marks[i].entry && !marks[i].opens)
            continue;
        fputs(before, file);
        write_technique(file, &technique, &marks[i]);
        before = ",\n";
    }
    fputs("\n  ]\n", file);
}

/* Returns an array with an element for each technique of the mapping, for free(). */
static struct mark *mark_techniques(const struct attack_db *db, const struct layer *layer)
{
    struct mark *marks = memory_zeros(attack_technique_count(db), sizeof *marks);

    for (size_t i = 0; i < layer->entry_count; i++) {
        const struct layer_entry *entry = &layer->entries[i];
        struct attack_technique technique, parent;

        attack_technique_at(db, entry->technique, &technique);
        marks[entry->technique].entry = entry;
        if (layer->shows_subtechniques && attack_technique_parent(db, &technique, &parent))
            marks[parent.index].opens = true;
    }
    return marks;
}

bool layer_write(const struct attack_db *db, const struct layer *layer, const char *path)
{
    FILE *file = whole_file_open(path);
    struct attack_info info;
    struct mark *marks;

    if (!file)
        return false;
    attack_db_info(db, &info);
    marks = mark_techniques(db, layer);
    write_member(file, "{\n  ", "name", layer->name);
    write_member(file, ",\n  ", "description", layer->description);
    fputs(",\n", file);
    write_versions(file, &info);
    write_member(file, "  ", "domain", domain_of(&info));
    fputs(",\n  \"sorting\": 3,\n", file); /* highest score first */
    write_scale(file, layer);
    write_metadata(file, &info);
    write_techniques(file, db, marks);
    fputs("}\n", file);
    free(marks);
    return whole_file_close();
}
