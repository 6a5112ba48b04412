/* SPDX-License-Identifier: MIT
 *
 * The parts for systems that are no Windows and no Linux: the command that prints events of macOS, and what a person
 * sets elsewhere.
 */
#include "enabling.h"

#include "host/letter_case.h"
#include "text/text.h"

#include <string.h>

/* Events that Endpoint Security has only from a version on; all others are of macOS 13 or before. Source:
 * ESTypes.h of Apple's SDK. */
static const struct later_events {
    const char *before, *names[8];
} later_events[] = {
    {"# macOS 14 or later:", {"authorization_", "od_", "profile_", "su", "sudo", "xpc_connect", NULL}},
    {"# macOS 15 or later:", {"gatekeeper_user_override", NULL}},
    {"# macOS 15.4 or later:", {"tcc_modify", NULL}},
};

static const char *const frequent_events[] = {"close",    "fork",     "get_task",    "get_task_read",
                                              "mmap",     "mprotect", "open",        "proc_check",
                                              "readlink", "write",    "xpc_connect", NULL};

bool enabling_takes_eslogger(const struct enabling *enabling, const struct wanted_event *wanted)
{
    (void)enabling;
    return wanted->log_switch.kind == SWITCH_ENDPOINT;
}

/* Whether an event's name is one of `names`, or starts with one that ends in "_". */
static bool is_any_of(const char *event, const char *const *names)
{
    for (; *names; names++) {
        size_t length = strlen(*names);

        if ((*names)[length - 1] == '_' ? strncmp(event, *names, length) == 0 : strcmp(event, *names) == 0)
            return true;
    }
    return false;
}

/* Writes the names of the wanted events that are among `names`, or all, each after a blank. Returns their number. */
static unsigned write_events(const struct enabling *enabling, const char *before, const char *const *names, FILE *file)
{
    unsigned written = 0;

    for (size_t i = 0; i < enabling->count; i++) {
        const char *event = enabling->events[i].log_switch.name;

        if (enabling_takes_eslogger(enabling, &enabling->events[i]) && (!names || is_any_of(event, names)))
            fprintf(file, "%s %s", written++ ? "" : before, event);
    }
    return written;
}

void enabling_write_eslogger(const struct enabling *enabling, FILE *file)
{
    fputs("# macOS 13 or later. The program that starts it, as Terminal, needs Full Disk Access (System Settings, "
          "Privacy &\n"
          "# Security). eslogger --list-events names the events of this Mac: take others out of the command.\n",
          file);
    for (size_t i = 0; i < sizeof later_events / sizeof *later_events; i++)
        if (write_events(enabling, later_events[i].before, later_events[i].names, file))
            fputc('\n', file);
    if (write_events(enabling, "# very many, best left out where they are not needed:", frequent_events, file))
        fputc('\n', file);
    write_events(enabling, "sudo eslogger", NULL, file);
    fputc('\n', file);
}

bool enabling_takes_other(const struct enabling *enabling, const struct wanted_event *wanted)
{
    (void)enabling;
    return wanted->log_switch.kind == SWITCH_LOG;
}

/* Whether the line of an event has been written, for one before it. */
static bool is_written(const struct enabling *enabling, size_t index)
{
    const struct wanted_event *wanted = &enabling->events[index];

    for (size_t i = 0; i < index; i++)
        if (enabling_takes_other(enabling, &enabling->events[i]) &&
            strcmp(enabling->events[i].other->how, wanted->other->how) == 0 &&
            strcmp(enabling->events[i].other->name, wanted->other->name) == 0 &&
            fold_equal(enabling->events[i].event.platform, wanted->event.platform))
            return true;
    return false;
}

void enabling_write_other(const struct enabling *enabling, FILE *file)
{
    for (size_t i = 0; i < enabling->count; i++) {
        const struct other_log *log = enabling->events[i].other;
        bool is_on;

        if (!enabling_takes_other(enabling, &enabling->events[i]) || is_written(enabling, i))
            continue;
        is_on = strcmp(log->kind, "on") == 0;
        fprintf(file, "%s", log->name);
        if (enabling->events[i].event.platform) {
            fputs(" on ", file);
            text_show(file, enabling->events[i].event.platform);
        }
        fprintf(file, ": %s%s%s\n", is_on ? "always on" : "", is_on && strcmp(log->how, "-") ? "; " : "",
                strcmp(log->how, "-") ? log->how : "");
    }
}
