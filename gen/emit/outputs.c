/* SPDX-License-Identifier: MIT
 *
 * What the files hold is emit.c's; that they appear together is host/whole_files.h's.
 */
#include "outputs.h"

#include "amalgamate.h"
#include "base/diagnostics.h"
#include "base/generator_limits.h"
#include "depfile.h"
#include "host/file_facts.h"
#include "host/paths.h"
#include "host/whole_files.h"
#include "pack_file.h"

#include <errno.h>
#include <sha256.h>
#include <stdlib.h>
#include <string.h>

static void report(const struct whole_files_problem *problem)
{
    switch (problem->kind) {
    case WHOLE_FILES_NOT_WRITTEN:
        report_failure("cannot write %s: %s", problem->path, strerror(problem->error));
        break;
    case WHOLE_FILES_LOCKED:
        report_failure("cannot write %s: another process has held a lock on the directory %s for %d seconds; "
                       "end that process, or write into another directory",
                       problem->path, problem->other, DIRECTORY_SECONDS_LIMIT);
        break;
    case WHOLE_FILES_NOT_PUT_BACK:
        report_failure("cannot put %s back: %s; it is kept as %s", problem->path, strerror(problem->error),
                       problem->other);
        break;
    }
}

/* Returns NULL, and reports, if the file cannot be started. */
static FILE *begin(const char *path)
{
    struct file_facts there;
    FILE *file;

    if (file_facts_of_link(path, &there) && there.kind != FILE_REGULAR) {
        report_failure("cannot write %s: it exists and is not a regular file", path);
        return NULL;
    }
    file = whole_files_begin(path);
    if (!file && errno == ENOMEM)
        fail_out_of_memory();
    if (!file)
        report_failure("cannot write %s: %s", path, strerror(errno));
    return file;
}

static void emit_both(FILE *source, FILE *header, const struct places *places, const struct emission *emission,
                      const char *body, size_t length, const char *id)
{
    if (places->is_one_file) {
        amalgamate_source(source, emission, places->header + path_directory(places->header), body, length, id);
        amalgamate_header(header, emission, id);
    } else {
        emit_source(source, emission, body, length, id);
        emit_header(header, emission, id);
    }
}

/* Starts the files of a run, and writes the depfile. `header` becomes NULL if the output is a pack. Returns false,
 * having reported and discarded all, if one cannot be started. */
static bool begin_all(const struct places *places, FILE **output, FILE **header)
{
    FILE *depfile = NULL;
    bool is_begun;

    *header = NULL;
    *output = begin(places->output);
    is_begun = *output && (!places->header || (*header = begin(places->header)) != NULL) &&
               (!places->depfile || (depfile = begin(places->depfile)) != NULL);
    if (!is_begun)
        whole_files_discard();
    else if (depfile)
        depfile_write(depfile, places->output, places->header, places->inputs, places->input_count);
    return is_begun;
}

static bool write_c(const struct places *places, const struct emission *emission, const char *body, size_t length)
{
    FILE *source, *header;
    char digest[SHA256_DIGEST_STRING_LENGTH], id[9];

    if (!begin_all(places, &source, &header))
        return false;
    SHA256Data((const uint8_t *)body, length, digest);
    snprintf(id, sizeof id, "%.8s", digest);
    emit_both(source, header, places, emission, body, length, id);
    return whole_files_commit(DIRECTORY_SECONDS_LIMIT, report);
}

static bool write_pack(const struct places *places, const uint8_t *bytes, size_t size)
{
    FILE *file, *header;

    if (!begin_all(places, &file, &header))
        return false;
    fwrite(bytes, 1, size, file);
    return whole_files_commit(DIRECTORY_SECONDS_LIMIT, report);
}

bool write_outputs(struct arena *arena, const struct places *places, const struct emission *emission)
{
    size_t length;
    const uint8_t *pack;
    char *body;
    bool is_written;

    if (!places->header) {
        pack = make_pack(arena, emission->packed, emission->byte_order, &length);
        return pack && write_pack(places, pack, length);
    }
    body = emit_body(emission, &length);
    is_written = write_c(places, emission, body, length);
    free(body);
    return is_written;
}
