/* SPDX-License-Identifier: MIT
 *
 * The rules of Linux's audit system. Calls and files are those that the events' filters name, so the rules cannot
 * differ from the mapping; audit_rules.c groups and narrows them. A rule on a call that a processor does not have, or
 * on a file whose directory does not exist, is an error to auditctl, so these are rules of their own, and -i goes past
 * them.
 */
#include "enabling.h"

#include "host/letter_case.h"

#include <stdio.h>
#include <string.h>

#define KEY " -F key=attack_events"

bool enabling_takes_rules(const struct enabling *enabling, const struct wanted_event *wanted)
{
    (void)enabling;
    return wanted->rules != NULL;
}

/* Whether a call, which starts at `call`, is wanted: by its name, or by a record that any of the calls may bring. */
static bool is_call_wanted(const struct enabling *enabling, const struct audit_rules *rules, const char *call,
                           size_t length)
{
    for (size_t i = 0; i < enabling->count; i++) {
        const struct wanted_event *wanted = &enabling->events[i];
        const char *filter = wanted->object.call;

        if (wanted->rules == rules && (!filter || (strlen(filter) == length && memcmp(filter, call, length) == 0)))
            return true;
    }
    return false;
}

enum call_kind { CALLS_OF_64_BIT, CALLS_OF_X86, CALLS_OF_32_BIT, CALL_KINDS };

static bool is_of_kind(const char *call, size_t length, enum call_kind kind)
{
    if (kind == CALLS_OF_32_BIT)
        return audit_call_is_of_32_bit(call, length);
    return audit_call_is_old(call, length) == (kind == CALLS_OF_X86);
}

static void begin_rule(const struct audit_rules *rules, enum call_kind kind, FILE *file)
{
    fprintf(file, "%s-a always,exit -F arch=b%s", rules->is_left_off ? "#" : "", kind == CALLS_OF_32_BIT ? "32" : "64");
}

/* Writes one rule for the wanted calls of one kind, if there are any. */
static void write_rule(const struct enabling *enabling, const struct audit_rules *rules, const char *narrowing,
                       enum call_kind kind, FILE *file)
{
    unsigned written = 0;
    size_t length;

    for (const char *call = rules->calls + 1; *call; call += length + 1) {
        length = strcspn(call, " ");
        if (!is_of_kind(call, length, kind) || !is_call_wanted(enabling, rules, call, length))
            continue;
        if (!written++)
            begin_rule(rules, kind, file);
        fprintf(file, "%s%.*s", written == 1 ? " -S " : ",", (int)length, call);
    }
    if (written)
        fprintf(file, "%s%s" KEY "\n", narrowing ? " " : "", narrowing ? narrowing : "");
}

static void write_rules(const struct enabling *enabling, const struct audit_rules *rules, FILE *file)
{
    fprintf(file, "\n# %s%s%s\n", rules->name, rules->note ? ", " : "", rules->note ? rules->note : "");
    for (size_t i = 0; i < sizeof rules->narrowing / sizeof *rules->narrowing; i++)
        for (int kind = 0; kind < CALL_KINDS && (i == 0 || rules->narrowing[i]); kind++)
            write_rule(enabling, rules, rules->narrowing[i], (enum call_kind)kind, file);
}

/* Writes the rules for a call that is in no row of audit_rules.c. */
static void write_other_call(const struct wanted_event *wanted, FILE *file)
{
    fprintf(file, "\n# %s\n", wanted->object.call);
    for (int is_32_bit = 0; is_32_bit < 2; is_32_bit++)
        fprintf(file, "-a always,exit -F arch=b%s -S %s" KEY "\n", is_32_bit ? "32" : "64", wanted->object.call);
}

/* Writes the rules for a file: events with one name and several nametypes stand together, and have one rule. */
static void write_file(const struct enabling *enabling, size_t first, FILE *file)
{
    const char *path = enabling->events[first].object.path;
    unsigned uses = 0;

    for (size_t i = first; i < enabling->count && fold_equal(enabling->events[i].object.path, path); i++)
        uses |= enabling->events[i].uses;
    for (int is_32_bit = 0; is_32_bit < 2; is_32_bit++)
        fprintf(file, "-a always,exit -F arch=b%s -F path=%s -F perm=%s%s" KEY "\n", is_32_bit ? "32" : "64", path,
                uses & FILE_IS_READ ? "r" : "", uses & FILE_IS_CHANGED ? "wa" : "");
}

void enabling_write_rules(const struct enabling *enabling, FILE *file)
{
    const struct audit_rules *last = NULL;
    const char *last_object = NULL;

    fputs("# Save as /etc/audit/rules.d/50-attack-events.rules, then run: augenrules --load\n"
          "# With log_format = ENRICHED in /etc/audit/auditd.conf, records hold the names of calls.\n"
          "# -i goes past rules that this machine cannot have: of another processor, of a directory that it lacks.\n"
          "-i\n",
          file);
    for (size_t i = 0; i < enabling->count; i++) {
        const struct wanted_event *wanted = &enabling->events[i];
        const char *object = wanted->object.path ? wanted->object.path : wanted->object.call;
        bool is_new = wanted->rules != last;

        if (!wanted->rules)
            continue;
        if (!wanted->rules->calls) {
            if (is_new)
                fprintf(file, "\n# %s\n", wanted->rules->name);
            if (is_new || !fold_equal(object, last_object))
                write_file(enabling, i, file);
        } else if (!*wanted->rules->name) {
            if (is_new || !fold_equal(object, last_object))
                write_other_call(wanted, file);
        } else if (is_new) {
            write_rules(enabling, wanted->rules, file);
        }
        last = wanted->rules;
        last_object = object;
    }
}
