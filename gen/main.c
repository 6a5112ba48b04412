/* SPDX-License-Identifier: MIT
 *
 * attack-events-gen compiles mappings in YAML or JSON into C source or a pack: read, retire, join, check, select, pack,
 * verify, emit. This file calls these steps in order and must not do their work.
 */
#include "emit/outputs.h"
#include "emit/places.h"
#include "host/arguments.h"
#include "host/directories.h"
#include "host/interrupt.h"
#include "host/streams.h"
#include "model/check.h"
#include "model/compare.h"
#include "model/join.h"
#include "model/release.h"
#include "model/retire.h"
#include "options.h"
#include "pack/pack.h"
#include "pack/stats.h"
#include "read/input.h"
#include "read/read.h"
#include "read/sigma.h"

#include <stdio.h>
#include <string.h>

/* Reads what is no rule, then the rules, which are resolved against it. Of a directory, only rules are read. */
static void read_files(const struct rule_options *options, const struct inputs *inputs, struct model *model,
                       struct rule_reports *reports)
{
    bool *are_rules = arena_allocate(model->arena, inputs->count * sizeof *are_rules);
    const char *first = NULL;
    size_t others = 0;

    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];

        are_rules[i] = is_sigma(input->bytes, input->size);
        if (are_rules[i] || has_too_many_errors(model->diagnostics))
            continue;
        if (input->folder)
            first = others++ ? first : input->name;
        else
            read_mapping(model, input->name, input->bytes, input->size);
    }
    for (size_t i = 0; i < inputs->count && !has_too_many_errors(model->diagnostics); i++)
        if (are_rules[i])
            read_sigma(model, options, reports, &inputs->items[i]);
    join_rule_places(model);
    if (others)
        report_note(model->diagnostics, "%s in directories hold no Sigma rule, and are ignored: %s%s",
                    counted(others, "YAML file"), first, others > 1 ? " and others" : "");
}

/* Reads files into one model. Sets `sha256` unless it is NULL: to hash a file takes longer than to read it. Returns an
 * exit code. */
static int read_all(const struct rule_options *options, struct inputs *inputs, struct model *model,
                    struct rule_reports *reports, const char **sha256)
{
    if (!read_inputs(inputs)) {
        free_inputs(inputs);
        return EXIT_ENVIRONMENT;
    }
    read_files(options, inputs, model, reports);
    if (sha256)
        *sha256 = sha256_of_inputs(model->arena, inputs);
    free_inputs(inputs);
    return model->diagnostics->errors ? EXIT_BAD_DATA : EXIT_GOOD;
}

/* Joins and checks a model that was read; `file` is its first file. Returns an exit code. */
static int complete(const struct options *options, const char *file, struct model *model)
{
    struct place inputs = {file, 0, 0};

    apply_release(model);
    retire_techniques(model);
    join_rows(model);
    if (model->duplicates)
        report_note(model->diagnostics, "%s dropped", counted(model->duplicates, "exact duplicate row"));
    if (!model->technique_ids.count)
        report_error(model->diagnostics, inputs,
                     "found no technique; relationships and rules need a file with 'techniques' beside them");
    check_model(model);
    if (!selects_everything(&options->selection)) {
        select_rows(model, &options->selection);
        if (!model->row_count)
            report_error(model->diagnostics, inputs, "no row is left by the options that choose a subset");
    }
    return model->diagnostics->errors ? EXIT_BAD_DATA : EXIT_GOOD;
}

/* Returns the options that choose rows and rules as text. */
static const char *selection_of(struct arena *arena, const struct options *options)
{
    const char *rows = selection_text(arena, &options->selection);
    const char *rules = rule_options_text(arena, &options->rule_options);
    size_t size = strlen(rows) + strlen(rules) + 2;
    char *both = arena_allocate(arena, size);

    snprintf(both, size, "%s%s%s", rows, *rows && *rules ? " " : "", rules);
    return both;
}

static int compile(const struct options *options, const struct places *places, struct model *model, const char *sha256)
{
    struct arena *arena = model->arena;
    struct packed packed;
    struct emission emission = {
        .packed = &packed,
        .prefix = options->prefix,
        .has_ids = options->emit_ids,
        .sha256 = sha256,
        .domain = model_text_at(model, model->attack_domain),
        .version = model_text_at(model, model->attack_version),
        .selection = selection_of(arena, options),
        .rules_uri = options->rule_options.uri,
        .rules_license = options->rule_options.license,
        .byte_order = options->byte_order,
    };

    if (!pack(model, sha256, emission.selection, options->index, &packed))
        return EXIT_ENVIRONMENT;
    packed.date = options->date ? options->date : model->date;
    if (options->stats) {
        print_stats(model, &packed);
        if (fflush(stdout) != 0)
            return EXIT_ENVIRONMENT; /* main reports it */
    }
    return options->check || write_outputs(arena, places, &emission) ? EXIT_GOOD : EXIT_ENVIRONMENT;
}

/* Returns the files of an earlier mapping, behind the logs that its rules are read with, too. */
static const char *const *earlier_files(struct arena *arena, const struct options *options, size_t *count)
{
    const char **files;

    *count = options->logsource_file_count + options->against_count;
    files = arena_allocate(arena, *count * sizeof *files);
    for (size_t i = 0; i < *count; i++)
        files[i] =
            i < options->logsource_file_count ? options->files[i] : options->against[i - options->logsource_file_count];
    return files;
}

/* Prints the changes since the earlier mapping, without warnings about that one. Returns an exit code. */
static int compare(const struct options *options, const struct model *model)
{
    struct diagnostics diagnostics = {.quiet = true};
    struct rule_reports reports = {.count = 0};
    struct inputs inputs;
    struct model old;
    size_t count;
    const char *const *files = earlier_files(model->arena, options, &count);
    int code;

    model_init(&old, model->arena, &diagnostics);
    old.analytics = options->analytics;
    if (!list_inputs(model->arena, files, count, &inputs))
        return EXIT_ENVIRONMENT;
    code = read_all(&options->rule_options, &inputs, &old, &reports, NULL);
    if (code == EXIT_GOOD)
        code = complete(options, options->against[0], &old);
    if (code == EXIT_GOOD && !print_difference(&old, model))
        code = EXIT_BAD_DATA;
    return code;
}

/* Flushes standard output, and reports if a write failed. */
static int finish_stdout(int code)
{
    int problem = stream_problem(stdout);

    if (!problem)
        return code;
    report_failure("cannot write to standard output: %s", strerror(problem));
    return EXIT_ENVIRONMENT;
}

static int run(const struct options *options, struct model *model)
{
    struct arena *arena = model->arena;
    struct places places =
        places_of(arena, options->output, options->prefix, options->amalgamate, options->pack, options->depfile);
    struct rule_reports reports = {.count = 0};
    struct inputs inputs;
    const char *sha256 = NULL;
    int code;

    if (!list_inputs(arena, options->files, options->file_count, &inputs))
        return EXIT_ENVIRONMENT;
    places.inputs = inputs.paths;
    places.input_count = inputs.path_count;
    code = options->check ? EXIT_GOOD : prepare_places(arena, &places);
    if (code == EXIT_GOOD)
        code = read_all(&options->rule_options, &inputs, model, &reports,
                        options->check && !options->stats ? NULL : &sha256);
    if (code == EXIT_GOOD)
        code = complete(options, options->files[options->logsource_file_count], model);
    if (code == EXIT_GOOD)
        settle_rules(model, &reports);
    report_rules(model, &reports);
    if (options->rules)
        print_rules(&reports);
    if (options->stats && reports.count && code == EXIT_GOOD)
        print_rule_counts(&reports);
    if (code == EXIT_GOOD && (!options->check || options->stats))
        code = compile(options, &places, model, sha256);
    if (code == EXIT_GOOD && options->against_count)
        code = compare(options, model);
    return code;
}

int main(int argc, char **argv)
{
    struct arena arena = {NULL};
    struct diagnostics diagnostics = {.strict = false};
    struct options options;
    struct model model;
    enum options_result result;
    int code;

    if (!hold_standard_streams() || !take_arguments(&argc, &argv))
        return EXIT_ENVIRONMENT;
    catch_signals();
    result = read_options(argc, argv, &arena, &options, &diagnostics);
    if (result != OPTIONS_GOOD) {
        arena_free(&arena);
        return result == OPTIONS_BAD ? EXIT_USAGE : finish_stdout(EXIT_GOOD);
    }
    model_init(&model, &arena, &diagnostics);
    model.analytics = options.analytics;
    code = run(&options, &model);
    directories_remove_empty();
    arena_free(&arena);
    return finish_stdout(code);
}
