/* SPDX-License-Identifier: MIT
 *
 * Tags lines with the tool's own tagger. The tool ends when memory runs out; here, that ends the call.
 */
#include "shim.h"

#include "tag/tagger.h"
#include "text/memory.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

struct python_tagger {
    struct options options;
    struct tag_request request;
    struct tagger tagger;
    struct bytes output;
    bool has_failed; /* memory ran out in the middle of something */
};

/* Where a thread goes on when memory runs out. */
static __thread jmp_buf *way_out;

static void leave(void)
{
    if (!way_out)
        abort(); /* cannot be: nothing of the tool is called without */
    longjmp(*way_out, 1);
}

__attribute__((constructor)) static void start_library(void)
{
    memory_on_exhaustion(leave);
}

static void set_option(struct options *options, enum option_id id, const char *value)
{
    if (!value)
        return;
    options->values[id] = value;
    options->given[options->given_count].id = id;
    options->given[options->given_count++].value = value;
}

static bool start(struct python_tagger *made, const struct attack_db *db, const struct python_tag_options *options)
{
    uint32_t techniques = attack_technique_count(db);

    set_option(&made->options, OPTION_PLATFORM, options->platform);
    set_option(&made->options, OPTION_TABLE, options->table);
    set_option(&made->options, OPTION_UNKNOWN, options->unknown_matches ? "" : NULL);
    for (size_t i = 0; i < options->format_count && i < PYTHON_FORMATS_MOST; i++)
        set_option(&made->options, OPTION_FORMATS, options->formats[i]);
    made->request = (struct tag_request){
        .db = db,
        .options = &made->options,
        .mode = TAG_LINES,
        .jobs = 1,
        .top = options->top < techniques ? options->top : techniques,
        .with_rows = options->with_rows,
    };
    if (!tag_formats_open(&made->request))
        return false;
    tagger_start(&made->tagger, &made->request);
    return true;
}

/* In a function of its own, as setjmp() leaves variables that change undefined. Returns whether memory was enough. */
static bool try_start(struct python_tagger *made, const struct attack_db *db, const struct python_tag_options *options,
                      bool *has_started)
{
    jmp_buf here;

    if (setjmp(here)) {
        way_out = NULL;
        return false;
    }
    way_out = &here;
    *has_started = start(made, db, options);
    way_out = NULL;
    return true;
}

struct python_tagger *attack_python_tagger_new(const struct attack_db *db, const struct python_tag_options *options,
                                               const char **reason)
{
    struct python_tagger *made = calloc(1, sizeof *made);
    bool has_started = false;

    *reason = NULL;
    if (!made || !try_start(made, db, options, &has_started))
        return NULL; /* what was being made is lost: it is not known how far it is */
    if (has_started)
        return made;
    *reason = "the log formats have errors, which are on standard error";
    free(made);
    return NULL;
}

void attack_python_tagger_free(struct python_tagger *tagger)
{
    if (tagger->has_failed)
        return; /* it is not known which of its parts are whole */
    tagger_free(&tagger->tagger);
    tag_formats_close(&tagger->request);
    bytes_free(&tagger->output);
    free(tagger);
}

size_t attack_python_tag_padding(void)
{
    return JSON_PADDING;
}

/* The same as tag_run.c does with a line of a file. */
static const char *tag_line(struct python_tagger *tagger, const char *text, size_t length)
{
    size_t end = length && text[length - 1] == '\n' ? 1 : 0;
    bool passes = tagger_is_blank(text, length);
    const char *wrong = NULL;

    if (length - end >= LINE_BYTES_LIMIT)
        wrong = TAGGER_TOO_LONG;
    else if (!passes)
        wrong = tagger_line(&tagger->tagger, text, length, &tagger->output);
    if (wrong || passes)
        bytes_add(&tagger->output, text, length);
    return wrong;
}

static void tag_lines(struct python_tagger *tagger, const char *text, size_t *lengths, const char **wrong, size_t count)
{
    tagger->output.length = 0;
    for (size_t i = 0; i < count; i++) {
        size_t before = tagger->output.length, length = lengths[i];

        wrong[i] = tag_line(tagger, text, length);
        lengths[i] = tagger->output.length - before;
        text += length;
    }
}

const char *attack_python_tag(struct python_tagger *tagger, const char *texts, size_t *lengths, const char **wrong,
                              size_t count)
{
    jmp_buf here;

    if (tagger->has_failed)
        return NULL;
    if (setjmp(here)) {
        way_out = NULL;
        tagger->has_failed = true;
        return NULL;
    }
    way_out = &here;
    tag_lines(tagger, texts, lengths, wrong, count);
    way_out = NULL;
    return tagger->output.text ? tagger->output.text : "";
}
