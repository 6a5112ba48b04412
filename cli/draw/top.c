/* SPDX-License-Identifier: MIT
 *
 * `attack-events top KIND`: a ranking, as bars, as rows or as a picture. ranking.c counts; bars.c and picture.c draw.
 */
#include "bars.h"
#include "line/command_line.h"
#include "line/help.h"
#include "picture.h"
#include "text/terminal.h"

#include <stdio.h>

enum { TITLE_BYTES = 128 };

struct request {
    enum ranking_kind kind;
    enum ranking_scope scope;
    enum ranking_by by;
    size_t first;
    enum draw_form form; /* of `path`: SVG or PNG */
    const char *path;    /* NULL: no picture */
};

static const char *const kind_names[RANKING_KINDS] = {
    [RANKING_DATA_SOURCES] = "data-sources",
    [RANKING_DATA_COMPONENTS] = "data-components",
    [RANKING_EVENTS] = "events",
    [RANKING_TACTICS] = "tactics",
    [RANKING_PLATFORMS] = "platforms",
};
static const char *const by_names[] = {[RANKING_BY_PAIRS] = "pairs", [RANKING_BY_TECHNIQUES] = "techniques"};

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

static bool read_kind(const char *typed, struct request *request)
{
    size_t kind =
        command_line_choose(kind_names, RANKING_KINDS, typed, &command_top, "nothing to rank is called '", "'");

    request->kind = (enum ranking_kind)kind;
    return kind < RANKING_KINDS;
}

/* If several are given, the last one counts. */
static void read_scope(const struct options *options, struct request *request)
{
    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].id == OPTION_SUBTECHNIQUES)
            request->scope = RANKING_SUBTECHNIQUES;
        else if (options->given[i].id == OPTION_TECHNIQUES)
            request->scope = RANKING_TECHNIQUES;
        else if (options->given[i].id == OPTION_ALL)
            request->scope = RANKING_ALL;
}

static bool read_by(const char *typed, struct request *request)
{
    bool of_components = request->kind == RANKING_DATA_SOURCES || request->kind == RANKING_DATA_COMPONENTS;
    size_t by = of_components ? RANKING_BY_PAIRS : RANKING_BY_TECHNIQUES;

    if (typed)
        by = command_line_choose(by_names, COUNT_OF(by_names), typed, &command_top, "what is counted cannot be '",
                                 "': pairs and techniques are known");
    if (by == COUNT_OF(by_names))
        return false;
    if (by == RANKING_BY_PAIRS && !of_components)
        return help_wrong_usage(&command_top, "'--by pairs' is for data-sources and data-components; of ",
                                kind_names[request->kind], ", techniques are counted", NULL);
    request->by = (enum ranking_by)by;
    return true;
}

static bool read_path(const char *path, struct request *request)
{
    request->path = path;
    request->form = path ? draw_form_of(path) : DRAW_SVG;
    return request->form <= DRAW_PNG ||
           help_wrong_usage(&command_top, "a picture's name must end in .svg or .png, and not '", path, "'", NULL);
}

static void walk(struct sink *sink, const void *source)
{
    const struct ranking *ranking = source;

    for (size_t i = 0; i < ranking->count; i++) {
        struct value values[] = {value_text(ranking->items[i].name), value_number(ranking->items[i].count)};

        sink_row(sink, values);
    }
}

static void print_rows(enum format format, const struct ranking *ranking)
{
    static const struct column name_and_count[] = {{.key = "name"}, {.key = "count"}};
    static const struct layout layout = {name_and_count, NULL, COUNT_OF(name_and_count)};

    sink_print(format, &layout, walk, ranking);
}

static enum exit_status show(const struct request *request, const struct options *options,
                             const struct ranking *ranking, size_t all)
{
    struct chart chart = {.items = ranking->items, .count = ranking->count};
    char title[TITLE_BYTES];

    if (!request->path && options->format != FORMAT_TABLE) {
        print_rows(options->format, ranking);
        return EXIT_ANSWERED;
    }
    snprintf(title, sizeof title, ranking->count < all ? "%s: the first %lu of %lu" : "%s",
             ranking_title(request->kind, request->scope), (unsigned long)ranking->count, (unsigned long)all);
    chart.title = title;
    chart.unit = ranking_unit(request->kind, request->scope, request->by);
    if (request->path)
        return picture_write(&chart, request->form, request->path) ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
    bars_print(&chart, &(struct bars_style){terminal_width(), options->values[OPTION_ASCII], terminal_is_coloured()});
    return EXIT_ANSWERED;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct request request = {.scope = RANKING_SUBTECHNIQUES};
    struct ranking ranking;
    enum exit_status status;
    size_t all;

    if (!read_kind(options->operands[0], &request) || !read_by(options->values[OPTION_BY], &request) ||
        !command_line_first(options, &command_top, &request.first) ||
        !read_path(options->values[OPTION_OUTPUT], &request))
        return EXIT_USAGE;
    read_scope(options, &request);
    ranking_fill(db, request.kind, request.scope, request.by, &ranking);
    all = ranking.count;
    if (ranking.count > request.first)
        ranking.count = request.first;
    if (all) {
        status = show(&request, options, &ranking, all);
    } else {
        fprintf(stderr, "attack-events: %s: none in this mapping\n", ranking_title(request.kind, request.scope));
        status = EXIT_NOT_FOUND;
    }
    ranking_free(&ranking);
    return status;
}

const struct command command_top = {
    .name = "top",
    .operand = "KIND",
    .operands_least = 1,
    .operands_most = 1,
    .accepts = ACCEPTS(OPTION_SUBTECHNIQUES) | ACCEPTS(OPTION_TECHNIQUES) | ACCEPTS(OPTION_ALL) | ACCEPTS(OPTION_BY) |
               ACCEPTS(OPTION_NUMBER) | ACCEPTS(OPTION_ASCII) | ACCEPTS(OPTION_OUTPUT),
    .summary = "rank data sources, data components, events, tactics or platforms",
    .description = "Ranks the names of one KIND: the highest count first, ties by name. It counts the\n"
                   "rows of sub-techniques, unless --techniques or --all is given; if several of these\n"
                   "options are, the last one counts. Names without a row are left out. KIND is one of\n"
                   "\n"
                   "  data-sources     by pairs: how many distinct triples of technique, data source\n"
                   "                   and data component a source is in. A source with many\n"
                   "                   components counts several times for one technique;\n"
                   "                   --by techniques counts it once.\n"
                   "  data-components  likewise, by the component's name\n"
                   "  events           how many distinct techniques an event can show; an event is an\n"
                   "                   id of one provider on one platform, whatever its filter\n"
                   "  tactics          how many distinct techniques a tactic has\n"
                   "  platforms        how many distinct techniques a platform has\n"
                   "\n"
                   "A table is a chart of bars that fits the terminal, in colour unless NO_COLOR is\n"
                   "set; TSV and JSON have name and count. With --output the chart is drawn as a\n"
                   "picture, FILE.svg or FILE.png, and nothing is printed;\n"
                   "rsvg-convert draws a PNG.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events top data-sources\n"
                   "  attack-events top events --all --number 20 --format tsv\n"
                   "  attack-events top tactics --output tactics.svg\n",
    .run = run,
};
