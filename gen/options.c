/* SPDX-License-Identifier: MIT
 *
 * The option list, and the checks of each value. It acts on no option.
 */
#include "options.h"

#include "attack_events.h"
#include "base/generator_limits.h"
#include "emit/amalgamate.h"
#include "emit/identifiers.h"
#include "help.h"
#include "host/date.h"
#include "host/option_words.h"
#include "host/paths.h"
#include "pack/pack.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PREFIX = 256,
    AMALGAMATE,
    PACK,
    PACK_ORDER,
    DATE,
    EMIT_IDS,
    INDEX,
    DEPFILE,
    PLATFORM,
    TACTIC,
    PROVIDER,
    TECHNIQUE,
    SOURCE,
    LEVEL,
    STATUS,
    LOGSOURCE,
    LOGSOURCES,
    MAX_RULE_BYTES,
    LENIENT,
    RULES_URI,
    RULES_LICENSE,
    RULES,
    ANALYTICS,
    CHECK,
    AGAINST,
    STATS,
    STRICT
};

static const struct option_name option_names[] = {
    {"output", 'o', true, 'o'},
    {"prefix", '\0', true, PREFIX},
    {"amalgamate", '\0', false, AMALGAMATE},
    {"pack", '\0', false, PACK},
    {"byte-order", '\0', true, PACK_ORDER},
    {"date", '\0', true, DATE},
    {"emit-ids", '\0', false, EMIT_IDS},
    {"index", '\0', true, INDEX},
    {"depfile", '\0', true, DEPFILE},
    {"platform", '\0', true, PLATFORM},
    {"tactic", '\0', true, TACTIC},
    {"provider", '\0', true, PROVIDER},
    {"technique", '\0', true, TECHNIQUE},
    {"source", '\0', true, SOURCE},
    {"level", '\0', true, LEVEL},
    {"status", '\0', true, STATUS},
    {"logsource", '\0', true, LOGSOURCE},
    {"logsources", '\0', true, LOGSOURCES},
    {"max-rule-bytes", '\0', true, MAX_RULE_BYTES},
    {"lenient", '\0', false, LENIENT},
    {"rules-uri", '\0', true, RULES_URI},
    {"rules-license", '\0', true, RULES_LICENSE},
    {"rules", '\0', false, RULES},
    {"analytics", '\0', true, ANALYTICS},
    {"check", '\0', false, CHECK},
    {"against", '\0', true, AGAINST},
    {"stats", '\0', false, STATS},
    {"strict", '\0', false, STRICT},
    {"quiet", 'q', false, 'q'},
    {"help", 'h', false, 'h'},
    {"version", 'V', false, 'V'},
    {NULL, '\0', false, 0},
};

static void add_value(struct arena *arena, struct choice *choice, const char *value)
{
    choice->values = arena_grow(arena, choice->values, choice->count, &choice->capacity, sizeof(char *));
    choice->values[choice->count++] = value;
}

static bool set_index(struct options *options, const char *value)
{
    options->index = strcmp(value, "none") == 0 ? INDEX_NONE : INDEX_GPERF;
    if (options->index == INDEX_NONE || strcmp(value, "gperf") == 0)
        return true;
    report_failure("--index %s: expected gperf or none", quoted(value, strlen(value)));
    return false;
}

static bool set_byte_order(struct options *options, const char *value)
{
    options->has_byte_order = true;
    options->byte_order = strcmp(value, "big") == 0 ? BYTE_ORDER_BIG : BYTE_ORDER_LITTLE;
    if (options->byte_order == BYTE_ORDER_BIG || strcmp(value, "little") == 0)
        return true;
    report_failure("--byte-order %s: expected big or little", quoted(value, strlen(value)));
    return false;
}

static bool set_date(struct options *options, const char *value)
{
    if (date_read_known(value, &options->date))
        return true;
    report_failure("--date %s: " DATE_EXPECTED, quoted(value, strlen(value)));
    return false;
}

/* Takes the date of a pack from the environment if no option states it. Not that of C: SOURCE_DATE_EPOCH is when the
 * program around it changed last, and a mapping that is said to be newer than it is would refuse newer packs. */
static bool complete_date(struct options *options)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");

    if (!options->pack || options->check || options->date || !epoch)
        return true;
    if (date_read_epoch(epoch, &options->date) && options->date)
        return true;
    report_failure("SOURCE_DATE_EPOCH=%s: expected seconds since 1970, 1 to 4294967295", quoted(epoch, strlen(epoch)));
    return false;
}

static bool set_prefix(struct options *options, const char *value)
{
    options->prefix = value;
    options->has_prefix = true;
    if (is_free_identifier(value))
        return true;
    report_failure("--prefix %s: expected a name that is free in C and C++: lower-case letters, digits and '_'",
                   quoted(value, strlen(value)));
    return false;
}

static bool add_technique(struct arena *arena, struct options *options, const char *value)
{
    add_value(arena, &options->selection.techniques, value);
    if (is_technique_choice(value))
        return true;
    report_failure("--technique %s: expected T1234, T1234.001 or T1234.*", quoted(value, strlen(value)));
    return false;
}

/* Adds the sources of a list, "ossem,project". */
static bool add_sources(struct arena *arena, struct options *options, const char *value)
{
    for (const char *at = value;; at += strcspn(at, ",") + 1) {
        size_t length = strcspn(at, ",");
        const char *source = arena_copy(arena, at, length);

        if (!is_source(source)) {
            report_failure("--source %s: expected ossem, project, analytic, rule or other", quoted(at, length));
            return false;
        }
        add_value(arena, &options->selection.sources, source);
        if (!at[length])
            return true;
    }
}

static bool set_analytics(struct options *options, const char *value)
{
    static const char *const names[] = {"exact", "keys", "none"};

    for (int i = 0; i < 3; i++) {
        options->analytics = (enum analytics)i;
        if (strcmp(names[i], value) == 0)
            return true;
    }
    report_failure("--analytics %s: expected exact, keys or none", quoted(value, strlen(value)));
    return false;
}

static bool set_level(struct options *options, const char *value)
{
    if (level_of(value, &options->rule_options.level))
        return true;
    report_failure("--level %s: expected informational, low, medium, high or critical", quoted(value, strlen(value)));
    return false;
}

static bool set_status(struct options *options, const char *value)
{
    if (status_of(value, &options->rule_options.status))
        return true;
    report_failure("--status %s: expected unsupported, deprecated, experimental, test or stable",
                   quoted(value, strlen(value)));
    return false;
}

static bool set_rule_bytes(struct options *options, const char *value)
{
    char *end;
    unsigned long bytes = strtoul(value, &end, 10);

    options->rule_options.bytes_most = bytes;
    if (isdigit((unsigned char)*value) && !*end && bytes && bytes <= INPUT_BYTES_LIMIT)
        return true;
    report_failure("--max-rule-bytes %s: expected a number of bytes, 1 to %d", quoted(value, strlen(value)),
                   INPUT_BYTES_LIMIT);
    return false;
}

/* Whether there are words between the slashes; reports if one is empty. */
static bool are_words(const char *value)
{
    size_t length = strlen(value);

    if (length && *value != '/' && value[length - 1] != '/' && !strstr(value, "//"))
        return true;
    report_failure("--logsource %s: expected words, as windows/process_creation", quoted(value, length));
    return false;
}

static void add_file(struct arena *arena, struct options *options, const char *file)
{
    options->files =
        arena_grow(arena, options->files, options->file_count, &options->file_capacity, sizeof *options->files);
    options->files[options->file_count++] = file;
}

/* Stores an option that is about rules; `option` is one of them. Returns false, and reports, if its value is wrong. */
static bool set_rule_option(int option, const char *value, struct arena *arena, struct options *options)
{
    struct rule_options *rules = &options->rule_options;

    switch (option) {
    case LEVEL:
        return set_level(options, value);
    case STATUS:
        return set_status(options, value);
    case LOGSOURCE:
        if (!are_words(value))
            return false;
        rules->logsources = arena_grow(arena, rules->logsources, rules->logsource_count, &rules->logsource_capacity,
                                       sizeof *rules->logsources);
        rules->logsources[rules->logsource_count++] = value;
        return true;
    case LOGSOURCES:
        add_file(arena, options, value);
        options->logsource_file_count++;
        return true;
    case MAX_RULE_BYTES:
        return set_rule_bytes(options, value);
    case LENIENT:
        return rules->is_lenient = true;
    case RULES_URI:
        rules->uri = value;
        return true;
    case RULES_LICENSE:
        rules->license = value;
        return true;
    default:
        return options->rules = true;
    }
}

/* Reports what is wrong with an option. */
static bool report_option(int answer, const struct option_reader *reader)
{
    const char letter[] = {'-', reader->letter, '\0'};
    const char *name = reader->letter ? letter : reader->word;

    if (answer == WORD_NEEDS_VALUE)
        report_failure("option %s needs a value", quoted(name, strlen(name)));
    else if (answer == WORD_HAS_NO_VALUE)
        report_failure("option %s takes no value", quoted(name, strlen(name)));
    else
        report_failure("unknown %soption %s", reader->letter ? "" : "or ambiguous ", quoted(name, strlen(name)));
    return false;
}

/* Stores one option. Returns false, and reports, if its value is wrong. */
static bool set_option(int option, const struct option_reader *reader, struct arena *arena, struct options *options,
                       struct diagnostics *diagnostics)
{
    const char *value = reader->value;

    switch (option) {
    case 'o':
        options->output = value;
        return true;
    case 'q':
        return diagnostics->quiet = true;
    case PREFIX:
        return set_prefix(options, value);
    case AMALGAMATE:
        return options->amalgamate = true;
    case PACK:
        return options->pack = true;
    case PACK_ORDER:
        return set_byte_order(options, value);
    case DATE:
        return set_date(options, value);
    case EMIT_IDS:
        return options->emit_ids = true;
    case INDEX:
        return set_index(options, value);
    case DEPFILE:
        options->depfile = value;
        return true;
    case PLATFORM:
        add_value(arena, &options->selection.platforms, value);
        return true;
    case TACTIC:
        add_value(arena, &options->selection.tactics, value);
        return true;
    case PROVIDER:
        add_value(arena, &options->selection.providers, value);
        return true;
    case TECHNIQUE:
        return add_technique(arena, options, value);
    case SOURCE:
        return add_sources(arena, options, value);
    case LEVEL:
    case STATUS:
    case LOGSOURCE:
    case LOGSOURCES:
    case MAX_RULE_BYTES:
    case LENIENT:
    case RULES_URI:
    case RULES_LICENSE:
    case RULES:
        return set_rule_option(option, value, arena, options);
    case ANALYTICS:
        return set_analytics(options, value);
    case CHECK:
        return options->check = true;
    case AGAINST:
        options->against = arena_grow(arena, options->against, options->against_count, &options->against_capacity,
                                      sizeof *options->against);
        options->against[options->against_count++] = value;
        return true;
    case STATS:
        return options->stats = true;
    case STRICT:
        return diagnostics->strict = true;
    default:
        return report_option(option, reader);
    }
}

/* Whether a path ends in "NAME.c", with a name that can be used in an #include. */
static bool is_source_path(const char *path)
{
    const char *name = path + path_directory(path);
    size_t length = strlen(name);

    if (length < 3 || strcmp(name + length - 2, ".c") != 0)
        return false;
    for (; *name; name++)
        if (!isalnum((unsigned char)*name) && !strchr("._-+ ", *name))
            return false;
    return true;
}

/* Whether a path can be that of a pack: it does not say by itself that it is a directory or standard output. */
static bool is_file_path(const char *path)
{
    const char *name = path + path_directory(path);

    return *name && strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && strcmp(path, "-") != 0;
}

/* Whether the options of a pack fit together; reports if not. */
static bool is_pack_complete(const struct options *options)
{
    if (options->amalgamate || options->emit_ids || options->has_prefix)
        report_failure("--pack writes no C: it does not go with --amalgamate, --emit-ids or --prefix");
    else if (!is_file_path(options->output) && !options->check)
        report_failure("--pack needs the name of a file, not a directory or standard output: -o NAME.aepack");
    else if (!options->date && !options->check)
        report_failure("--pack needs --date, or SOURCE_DATE_EPOCH in the environment, so that programs can tell "
                       "which of two packs is newer");
    else
        return true;
    return false;
}

/* Checks the options as a whole. Returns false, and reports, if something is missing or they do not fit together. */
static bool are_complete(const struct options *options)
{
    if (!*options->output) {
        report_failure("--output is empty; expected a directory, '.' for this one");
        return false;
    }
    if (options->amalgamate && !is_source_path(options->output)) {
        report_failure("--amalgamate needs -o NAME.c, of letters, digits and '._-+ '");
        return false;
    }
    if (options->amalgamate && runtime_has_name(options->prefix)) {
        report_failure("--prefix %s: a name of the runtime, which --amalgamate puts into the same file",
                       quoted(options->prefix, strlen(options->prefix)));
        return false;
    }
    if (options->pack && !is_pack_complete(options))
        return false;
    if (options->has_byte_order && !options->pack) {
        report_failure("--byte-order needs --pack: C has the byte order of its compiler");
        return false;
    }
    if (options->against_count && !options->check) {
        report_failure("--against needs --check");
        return false;
    }
    if (options->file_count == options->logsource_file_count) {
        report_failure("no input file");
        return false;
    }
    return true;
}

static enum options_result answer(int option)
{
    if (option == 'h')
        print_help();
    else
        printf("attack-events-gen %s\n", ATTACK_EVENTS_VERSION);
    return OPTIONS_ANSWERED;
}

enum options_result read_options(int count, char **arguments, struct arena *arena, struct options *options,
                                 struct diagnostics *diagnostics)
{
    struct option_reader reader = {.names = option_names, .words = arguments, .count = count, .at = 1};
    int option, files = 0;

    memset(options, 0, sizeof *options);
    options->output = ".";
    options->prefix = "attack_events_builtin";
    while ((option = option_next(&reader)) != WORDS_END) {
        if (option == 'h' || option == 'V')
            return answer(option);
        if (option == WORD_IS_OPERAND) {
            arguments[files++] = arguments[reader.at - 1];
        } else if (!set_option(option, &reader, arena, options, diagnostics)) {
            fputs("Try 'attack-events-gen --help'.\n", stderr);
            return OPTIONS_BAD;
        }
    }
    for (int i = 0; i < files; i++) /* behind those that options name */
        add_file(arena, options, arguments[i]);
    if (options->pack && options->index == INDEX_GPERF_OR_NONE)
        options->index = INDEX_ALIKE;
    if (complete_date(options) && are_complete(options))
        return OPTIONS_GOOD;
    fputs("Try 'attack-events-gen --help'.\n", stderr);
    return OPTIONS_BAD;
}
