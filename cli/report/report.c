/* SPDX-License-Identifier: MIT
 *
 * `attack-events report`: the whole mapping as one HTML page. page/ has the page; this file inserts the data at its
 * marks, and knows nothing of how the page looks or works.
 */
#include "line/command.h"
#include "line/help.h"
#include "report_data.h"
#include "report_page.h"
#include "report_text.h"
#include "text/whole_file.h"

#include <string.h>

/* For readers without JavaScript. */
static void write_about(FILE *file, const struct attack_db *db)
{
    struct attack_info info;

    attack_db_info(db, &info);
    fputs("ATT&amp;CK ", file);
    report_html(file, info.attack_domain);
    fputs(info.attack_domain && info.attack_version ? " " : "", file);
    report_html(file, info.attack_version);
    fprintf(file, ": %lu techniques, %lu events, %lu rows. ", (unsigned long)info.techniques,
            (unsigned long)info.events, (unsigned long)info.rows);
    report_html(file, info.attribution);
}

static void write_list(FILE *file, const struct attack_db *db)
{
    struct attack_technique technique;

    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++) {
        fputs("<li>", file);
        report_html(file, technique.id);
        putc(' ', file);
        report_html(file, technique.name);
        putc('\n', file);
    }
}

static void write_page(FILE *file, const struct attack_db *db)
{
    static const struct {
        const char *mark;
        void (*write)(FILE *file, const struct attack_db *db);
    } places[] = {{"{{about}}", write_about}, {"{{techniques}}", write_list}, {"{{data}}", report_data}};
    const char *at = (const char *)report_page;

    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *place = strstr(at, places[i].mark); /* embed.cmake has checked that all are there, in this order */

        fwrite(at, 1, (size_t)(place - at), file);
        places[i].write(file, db);
        at = place + strlen(places[i].mark);
    }
    fputs(at, file);
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    FILE *file;

    if (options->values[OPTION_FORMAT]) {
        fputs("attack-events: report has no --format: it is a web page; rows --format json is all of the data\n",
              stderr);
        help_usage(stderr, &command_report);
        return EXIT_USAGE;
    }
    file = whole_file_open(options->values[OPTION_OUTPUT]);
    if (!file)
        return EXIT_CANNOT_WRITE;
    write_page(file, db);
    return whole_file_close() ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
}

const struct command command_report = {
    .name = "report",
    .accepts = ACCEPTS(OPTION_OUTPUT),
    .has_no_format = true,
    .summary = "write all of it as one web page, to look at instead of typing",
    .description = "Writes one self-contained HTML page: which data it shows, the rankings as\n"
                   "charts, every technique with its events and every event with its techniques,\n"
                   "with a search box. It needs no network and can be opened from a file. Without\n"
                   "-o, or with -o -, the page goes to standard output.\n"
                   "\n"
                   "Each technique and each event has an address to link to: report.html#T1003.001,\n"
                   "report.html#event-4663-microsoft-windows-security-auditing.\n"
                   "\n"
                   "example:\n"
                   "  attack-events report -o report.html\n",
    .run = run,
};
