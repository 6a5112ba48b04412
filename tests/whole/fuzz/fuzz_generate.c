/* SPDX-License-Identifier: MIT
 *
 * Feeds bytes to the whole generator, in its own order: read, join, check, select, pack, verify, emit; then to the
 * lookups of the resulting mapping. gperf is left out, as with --index none; compile_corpus.sh runs it, and a C
 * compiler.
 *
 * An input is a YAML file, a mapping or rules, or several with 0x1e between them. Behind the last 0x1e are choices.
 * With
 * --against, the first file is the old mapping, and the others are the new one.
 */
#define main generator_main
int main(int argc, char **argv);
/* NOLINTNEXTLINE(bugprone-suspicious-include): this calls its static functions */
#include "../../../gen/main.c"
#undef main

#include "oracle_walk.h"
#include "pack/packing.h"
#include "pack/trial_db.h"
#include "pack/verify.h"
#include "probe.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILES_MOST = 3 };
enum {
    NO_FACTORS = 1,
    WITH_IDS = 2,
    STRICT = 4,
    BY_PLATFORM = 8,
    BY_TACTIC = 16,
    BY_PROVIDER = 32,
    BY_TECHNIQUE = 64,
    AGAINST = 128
};

static const char sha256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/* ---- Choices ---------------------------------------------------------------------------------------------------- */

static void choose(struct choice *choice, struct arena *arena, const char *value)
{
    choice->values = arena_grow(arena, choice->values, choice->count, &choice->capacity, sizeof *choice->values);
    choice->values[choice->count++] = value;
}

/* The values that read_options() accepts. */
static void read_choices(struct arena *arena, uint8_t flags, struct part rest, struct options *options)
{
    const char *value = arena_copy(arena, rest.at, (size_t)(rest.end - rest.at));

    options->index = flags & NO_FACTORS ? INDEX_NONE : INDEX_GPERF_OR_NONE;
    options->emit_ids = flags & WITH_IDS;
    options->rule_options.is_lenient = flags & WITH_IDS;
    options->rule_options.uri = flags & NO_FACTORS ? "https://example.org/" : NULL;
    options->rule_options.license = options->rule_options.uri ? "MIT" : NULL;
    if (!*value)
        return;
    if (flags & BY_PLATFORM)
        choose(&options->selection.platforms, arena, value);
    if (flags & BY_TACTIC)
        choose(&options->selection.tactics, arena, value);
    if (flags & BY_PROVIDER)
        choose(&options->selection.providers, arena, value);
    if ((flags & BY_TECHNIQUE) && is_technique_choice(value))
        choose(&options->selection.techniques, arena, value);
}

/* ---- C ---------------------------------------------------------------------------------------------------------- */

/* Checks that there is only printable ASCII, and that each comment ends once: no text has escaped. */
static void check_c(const char *text, size_t size)
{
    bool in_comment = false;

    for (size_t i = 0; i < size; i++) {
        CHECK((text[i] >= ' ' && text[i] <= '~') || text[i] == '\n');
        if (i + 1 == size)
            break;
        if (text[i] == '/' && text[i + 1] == '*') {
            CHECK(!in_comment);
            in_comment = true;
        } else if (text[i] == '*' && text[i + 1] == '/') {
            CHECK(in_comment);
            in_comment = false;
        }
    }
    CHECK(!in_comment);
}

static void check_emission(const struct emission *emission)
{
    size_t length, source_size, header_size;
    char *body = emit_body(emission, &length), *source, *header;
    FILE *source_file = open_memstream(&source, &source_size), *header_file = open_memstream(&header, &header_size);

    CHECK(source_file && header_file);
    emit_source(source_file, emission, body, length, "01234567");
    emit_header(header_file, emission, "01234567");
    fclose(source_file);
    fclose(header_file);
    check_c(source, source_size);
    check_c(header, header_size);
    free(source);
    free(header);
    free(body);
}

/* ---- The mapping ------------------------------------------------------------------------------------------------ */

static const struct attack_db *make(const struct options *options, struct model *model)
{
    struct packed packed;
    struct emission emission = {
        .packed = &packed,
        .prefix = "fuzzed",
        .has_ids = options->emit_ids,
        .sha256 = sha256,
        .domain = model_text_at(model, model->attack_domain),
        .version = model_text_at(model, model->attack_version),
        .selection = selection_of(model->arena, options),
    };

    pack_tables(model, sha256, emission.selection, &packed);
    if (options->index != INDEX_NONE)
        pack_factors(model, &packed);
    CHECK(verify_packed(model, &packed));
    check_emission(&emission);
    return make_trial_db(model->arena, &packed);
}

/* ---- --against -------------------------------------------------------------------------------------------------- */

struct difference {
    unsigned long lost, gained;
};

/* Checks the printed difference: lines that cannot control a terminal, and as many as it says. */
static struct difference print_checked(const struct model *from, const struct model *to)
{
    static const struct difference none;
    struct difference printed = none, all = none;
    FILE *before = stdout;
    char *text, *line, *end;
    size_t size;

    stdout = open_memstream(&text, &size);
    CHECK(stdout);
    CHECK(print_difference(from, to));
    fclose(stdout);
    stdout = before;
    CHECK(strlen(text) == size);
    for (line = text; (end = strchr(line, '\n')); line = end + 1) {
        const char *counts = strstr(line, " lost ");
        char expected[80];

        for (const char *at = line; at < end; at++) {
            CHECK((unsigned char)*at >= ' ' || *at == '\t');
            if (strncmp(at, "\xe2\x80", 2) == 0) /* direction marks, line ends, and zero-width characters */
                CHECK((unsigned char)at[2] < 0x8b || ((unsigned char)at[2] > 0x8f && (unsigned char)at[2] < 0xa8) ||
                      (unsigned char)at[2] > 0xae);
        }
        if (*line == '~' || strncmp(line, "techniques gone ", strlen("techniques gone ")) == 0)
            continue; /* what is said of techniques */
        if (*line == '-' || *line == '+') {
            CHECK(line[1] == ' ');
            *(*line == '-' ? &printed.lost : &printed.gained) += 1;
            continue;
        }
        snprintf(expected, sizeof expected, " lost %lu, gained %lu\n", printed.lost, printed.gained);
        CHECK(counts && strncmp(counts, expected, strlen(expected)) == 0);
        all.lost += printed.lost;
        all.gained += printed.gained;
        printed = none;
    }
    CHECK(text && line > text && !*line);
    free(text);
    return all;
}

static void compare_both_ways(const struct model *earlier, const struct model *later)
{
    struct difference there = print_checked(earlier, later), back = print_checked(later, earlier),
                      none = print_checked(later, later);

    CHECK(there.lost == back.gained && there.gained == back.lost);
    CHECK(none.lost == 0 && none.gained == 0);
}

/* ---- All of it -------------------------------------------------------------------------------------------------- */

/* Checks what --rules prints: lines that cannot control a terminal, and as many as there are rules. */
static void check_rules(const struct rule_reports *reports)
{
    FILE *before = stdout;
    size_t size, lines = 0;
    char *text;

    stdout = open_memstream(&text, &size);
    CHECK(stdout);
    print_rules(reports);
    print_rule_counts(reports);
    fclose(stdout);
    stdout = before;
    CHECK(strlen(text) == size);
    for (const char *at = text; *at; at++) {
        CHECK((unsigned char)*at >= ' ' || *at == '\t' || *at == '\n');
        lines += *at == '\n';
    }
    CHECK(lines == 1 + reports->count + 1 + RULE_FATES + 2);
    free(text);
}

/* Whether a rule was compiled if and only if the model has it. */
static void check_reports(const struct model *model, const struct rule_reports *reports)
{
    size_t compiled = 0;

    for (size_t i = 0; i < reports->count; i++) {
        const struct rule_report *report = &reports->items[i];

        CHECK((report->fate == RULE_REFUSED) == (*report->reason != '\0'));
        CHECK((report->fate == RULE_COMPILED) == (report->logs > 0));
        compiled += report->fate == RULE_COMPILED;
    }
    CHECK(compiled == model->rule_count);
}

/* Returns whether the files are a mapping; if not, there must be an error. Where a choice makes
 * rules lenient, it also makes the last of several files one of a directory, where only rules are read. */
static bool read_parts(const struct options *options, const struct part *files, struct model *model)
{
    struct input items[FILES_MOST];
    struct inputs inputs = {.items = items, .count = options->file_count};
    struct rule_reports reports = {.count = 0};

    for (size_t i = 0; i < options->file_count; i++)
        items[i] = (struct input){.path = options->files[i],
                                  .name = options->files[i],
                                  .folder = options->rule_options.is_lenient && i && i + 1 == options->file_count
                                                ? strcspn(options->files[i], "/") + 1
                                                : 0,
                                  .bytes = (void *)(uintptr_t)files[i].at,
                                  .size = (size_t)(files[i].end - files[i].at)};
    read_files(&options->rule_options, &inputs, model, &reports);
    report_rules(model, &reports);
    check_rules(&reports);
    if (model->diagnostics->errors)
        return false;
    check_reports(model, &reports);
    return complete(options, options->files[0], model) == EXIT_GOOD;
}

typedef void use_mapping(const struct attack_db *db, struct part bytes);

static void ask(const struct attack_db *db, struct part bytes)
{
    struct questions questions = {.db = db};
    struct attack_info info;

    probe_whole(db);
    oracle_walk(&questions.oracle, db);
    attack_db_info(db, &info);
    CHECK(info.candidates_most == oracle_candidates_most(&questions.oracle));
    questions.fields_most = oracle_fields_most(&questions.oracle);
    probe(&questions, bytes);
    oracle_free(&questions.oracle);
}

static void generate(const struct part *files, size_t count, struct part choices, use_mapping *use)
{
    static const char *names[FILES_MOST] = {"one.yaml", "two/b.yaml", "three/c.yaml"};
    struct diagnostics diagnostics = {.quiet = false}, old_diagnostics = {.quiet = true};
    uint8_t flags = take_byte(&choices);
    size_t old_count = (flags & AGAINST) && count > 1;
    struct options options = {.files = names + old_count, .file_count = count - old_count};
    struct arena arena = {NULL};
    struct model model, old;

    CHECK(count <= FILES_MOST);
    diagnostics.strict = flags & STRICT;
    read_choices(&arena, flags, choices, &options);
    model_init(&model, &arena, &diagnostics);
    if (read_parts(&options, files + old_count, &model)) {
        use(make(&options, &model), files[0]);
        options.files = names;
        options.file_count = old_count;
        model_init(&old, &arena, &old_diagnostics);
        if (old_count && read_parts(&options, files, &old))
            compare_both_ways(&old, &model);
    }
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    struct part files[FILES_MOST], choices = cut_choices(data, &size);
    FILE *before = stderr;

    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    CHECK(nowhere);
    stderr = nowhere; /* messages are made, but not shown */
    generate(files, split(data, size, files, FILES_MOST), choices, ask);
    stderr = before;
    return 0;
}
