/* SPDX-License-Identifier: MIT
 *
 * attack-events-gen compiles mappings in YAML or JSON into C source: read, join, check, select, pack, verify, emit.
 * This file calls these steps in order and must not do their work.
 */
#include "base/output.h"
#include "emit/amalgamate.h"
#include "emit/emit.h"
#include "host/interrupt.h"
#include "model/check.h"
#include "model/compare.h"
#include "model/join.h"
#include "options.h"
#include "pack/pack.h"
#include "pack/stats.h"
#include "read/input.h"
#include "read/read.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads files into one model. Returns an exit code. */
static int read_all(const char *const *files, size_t count, struct model *model, const char **sha256)
{
    struct input *inputs = read_inputs(model->arena, files, count);

    if (!inputs)
        return EXIT_ENVIRONMENT;
    for (size_t i = 0; i < count; i++)
        if (!has_too_many_errors(model->diagnostics))
            read_mapping(model, inputs[i].name, inputs[i].bytes, inputs[i].size);
    *sha256 = sha256_of_inputs(model->arena, inputs, count);
    free_inputs(inputs, count);
    return model->diagnostics->errors ? EXIT_BAD_DATA : EXIT_GOOD;
}

/* Joins and checks a model that was read; `file` is its first file. Returns an exit code. */
static int complete(const struct options *options, const char *file, struct model *model)
{
    struct place inputs = {file, 0, 0};

    join_rows(model);
    if (model->duplicates)
        report_note(model->diagnostics, "%s dropped", counted(model->duplicates, "exact duplicate row"));
    if (!model->technique_ids.count)
        report_error(model->diagnostics, inputs,
                     "found no technique; relationships need a file with 'techniques' beside them");
    check_model(model);
    if (!selects_everything(&options->selection)) {
        select_rows(model, &options->selection);
        if (!model->row_count)
            report_error(model->diagnostics, inputs, "no row is left by the options that choose a subset");
    }
    return model->diagnostics->errors ? EXIT_BAD_DATA : EXIT_GOOD;
}

/* Returns the path of the output with this extension, ".c" or ".h". */
static const char *output_path(struct arena *arena, const struct options *options, const char *ending)
{
    size_t size = strlen(options->output) + strlen(options->prefix) + 8;
    char *path = arena_allocate(arena, size);

    if (options->amalgamate)
        snprintf(path, size, "%.*s%s", (int)(strlen(options->output) - strlen(ending)), options->output, ending);
    else
        snprintf(path, size, "%s/%s%s", options->output, options->prefix, ending);
    return path;
}

static void emit_both(FILE *source, FILE *header, const struct options *options, const struct emission *emission,
                      const char *header_path, const char *body, size_t length, const char *id)
{
    const char *slash = strrchr(header_path, '/');

    if (options->amalgamate) {
        amalgamate_source(source, emission, slash ? slash + 1 : header_path, body, length, id);
        amalgamate_header(header, emission, id);
    } else {
        emit_source(source, emission, body, length, id);
        emit_header(header, emission, id);
    }
}

static void put_make_path(FILE *file, const char *path)
{
    for (; *path; path++) {
        if (*path == '$')
            putc('$', file);
        else if (*path == ' ' || *path == '#' || *path == ':')
            putc('\\', file);
        putc(*path, file);
    }
}

/* Whether a name can be written so that Make and Ninja both read it correctly. Some names cannot: no escape works in
 * both. For example, a line end starts another rule, "define" starts a variable, and only Ninja keeps a blank at the
 * end. */
static bool can_be_in_depfile(const char *path)
{
    size_t length = strlen(path);
    char last = length ? path[length - 1] : ' ';
    bool is_special = strpbrk(path, ";=%*?[]|\\\"&'<>^`") || *path == '~' || last == ')' || last == ' ' ||
                      last == ':' || strcmp(path, "define") == 0 || strcmp(path, "undefine") == 0;

    for (const char *at = path; *at; at++)
        is_special = is_special || iscntrl((unsigned char)*at);
    if (is_special)
        report_failure("--depfile cannot name %s: Make or Ninja takes a part of it for something else",
                       quoted(path, length));
    return !is_special;
}

static bool write_depfile(struct arena *arena, const struct options *options, const char *source, const char *header)
{
    FILE *file = output_begin(arena, options->depfile);

    if (!file)
        return false;
    put_make_path(file, source);
    putc(' ', file);
    put_make_path(file, header);
    putc(':', file);
    for (size_t i = 0; i < options->file_count; i++)
        if (strcmp(options->files[i], "-") != 0) {
            putc(' ', file);
            put_make_path(file, options->files[i]);
        }
    putc('\n', file);
    return true;
}

static bool is_same_there(const char *one, const char *other)
{
    struct stat mine, theirs;

    return stat(one, &mine) == 0 && stat(other, &theirs) == 0 && mine.st_dev == theirs.st_dev &&
           mine.st_ino == theirs.st_ino;
}

/* Whether two paths are the same file, or would be if they existed. */
static bool is_same_file(struct arena *arena, const char *one, const char *other)
{
    const char *name, *other_name;
    const char *directory = output_split_path(arena, one, &name),
               *other_directory = output_split_path(arena, other, &other_name);

    return is_same_there(one, other) || (strcmp(name, other_name) == 0 && is_same_there(directory, other_directory));
}

/* Checks that no output would overwrite an input or another output. */
static bool are_places_free(struct arena *arena, const struct options *options, const char *const places[],
                            size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t f = 0; f < options->file_count; f++)
            if (is_same_file(arena, places[i], options->files[f])) {
                report_failure("cannot write %s: it is an input", places[i]);
                return false;
            }
        for (size_t other = 0; other < i; other++)
            if (is_same_file(arena, places[i], places[other])) {
                report_failure("cannot write %s: it is another output", places[i]);
                return false;
            }
    }
    return true;
}

static bool is_directory_there(struct arena *arena, const char *path)
{
    const char *name, *directory = output_split_path(arena, path, &name);
    struct stat there;

    bool exists = stat(directory, &there) == 0;

    if (exists && S_ISDIR(there.st_mode))
        return true;
    report_failure("cannot write %s: %s", path, strerror(exists ? ENOTDIR : errno));
    return false;
}

/* Checks the paths of all outputs before any work, and makes the directory of the C files. Returns an exit code. */
static int prepare_places(struct arena *arena, const struct options *options)
{
    const char *source = output_path(arena, options, ".c"), *header = output_path(arena, options, ".h"), *name;
    const char *const places[] = {source, header, options->depfile};

    if (options->depfile) {
        if (!can_be_in_depfile(source))
            return EXIT_ENVIRONMENT;
        for (size_t i = 0; i < options->file_count; i++)
            if (!can_be_in_depfile(options->files[i]))
                return EXIT_ENVIRONMENT;
    }
    if (!output_make_directory(arena, output_split_path(arena, source, &name)) ||
        (options->depfile && !is_directory_there(arena, options->depfile)))
        return EXIT_ENVIRONMENT;
    return are_places_free(arena, options, places, options->depfile ? 3 : 2) ? EXIT_GOOD : EXIT_USAGE;
}

/* Returns an exit code. */
static int write_all(struct arena *arena, const struct options *options, const struct emission *emission)
{
    const char *source = output_path(arena, options, ".c"), *header = output_path(arena, options, ".h");
    char digest[SHA256_DIGEST_STRING_LENGTH], id[9];
    size_t length;
    char *body = emit_body(emission, &length);
    FILE *source_file, *header_file;
    bool good;

    SHA256Data((const uint8_t *)body, length, digest);
    snprintf(id, sizeof id, "%.8s", digest);
    source_file = output_begin(arena, source);
    header_file = source_file ? output_begin(arena, header) : NULL;
    good = header_file && (!options->depfile || write_depfile(arena, options, source, header));
    if (good) {
        emit_both(source_file, header_file, options, emission, header, body, length, id);
        good = output_commit_all();
    } else {
        output_discard_all();
    }
    free(body);
    return good ? EXIT_GOOD : EXIT_ENVIRONMENT;
}

static int compile(const struct options *options, struct model *model, const char *sha256)
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
        .selection = selection_text(arena, &options->selection),
    };

    if (!pack(model, sha256, emission.selection, options->index, &packed))
        return EXIT_ENVIRONMENT;
    if (options->stats) {
        print_stats(model, &packed);
        if (fflush(stdout) != 0)
            return EXIT_ENVIRONMENT; /* main reports it */
    }
    return options->check ? EXIT_GOOD : write_all(arena, options, &emission);
}

/* Prints the changes since the earlier mapping, without warnings about that one. Returns an exit code. */
static int compare(const struct options *options, const struct model *model)
{
    struct diagnostics diagnostics = {false, true, 0, 0};
    struct model old;
    const char *sha256;
    int code;

    model_init(&old, model->arena, &diagnostics);
    code = read_all(options->against, options->against_count, &old, &sha256);
    if (code == EXIT_GOOD)
        code = complete(options, options->against[0], &old);
    if (code == EXIT_GOOD && !print_difference(&old, model))
        code = EXIT_BAD_DATA;
    return code;
}

/* Flushes standard output, and reports if a write failed. */
static int finish_stdout(int code)
{
    int problem = output_problem(stdout);

    if (!problem)
        return code;
    report_failure("cannot write to standard output: %s", strerror(problem));
    return EXIT_ENVIRONMENT;
}

/* If a standard stream is closed, the next file that is opened gets its descriptor, and messages would be written into
 * that file. So this opens a placeholder, on which reads or writes fail as on a closed stream. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            exit(EXIT_ENVIRONMENT);
}

int main(int argc, char **argv)
{
    struct arena arena = {NULL};
    struct diagnostics diagnostics = {false, false, 0, 0};
    struct options options;
    struct model model;
    const char *sha256;
    enum options_result result;
    int code;

    hold_standard_streams();
    catch_signals();
    result = read_options(argc, argv, &arena, &options, &diagnostics);
    if (result != OPTIONS_GOOD) {
        arena_free(&arena);
        return result == OPTIONS_BAD ? EXIT_USAGE : finish_stdout(EXIT_GOOD);
    }
    model_init(&model, &arena, &diagnostics);
    code = options.check ? EXIT_GOOD : prepare_places(&arena, &options);
    if (code == EXIT_GOOD)
        code = read_all(options.files, options.file_count, &model, &sha256);
    if (code == EXIT_GOOD)
        code = complete(&options, options.files[0], &model);
    if (code == EXIT_GOOD && (!options.check || options.stats))
        code = compile(&options, &model, sha256);
    if (code == EXIT_GOOD && options.against_count)
        code = compare(&options, &model);
    output_discard_all();
    arena_free(&arena);
    return finish_stdout(code);
}
