/* SPDX-License-Identifier: MIT
 *
 * The option list, its help, and the checks of each value. It acts on no option.
 */
#include "options.h"

#include "attack_events.h"
#include "base/generator_limits.h"
#include "emit/amalgamate.h"
#include "emit/identifiers.h"
#include "pack/pack.h"

#include <ctype.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] =
    "Usage: attack-events-gen [OPTION]... FILE...\n"
    "Compile mappings of MITRE ATT&CK techniques to security events into C source.\n"
    "\n"
    "Each FILE is YAML or JSON: OSSEM-DM's techniques_to_events_mapping (a list of rows),\n"
    "a map with 'relationships' and 'techniques' such as mapping.yaml, or OSSEM-DM's\n"
    "attack_relationships beside a file with 'techniques'; ATT&CK's STIX bundle, which\n"
    "is the authority on techniques; or a Sigma rule. A directory stands for all YAML files\n"
    "in it and below. Several files are merged; '-' is standard input.\n"
    "\n"
    "Output:\n"
    "  -o, --output DIR       write NAME.c and NAME.h to DIR, which is created if it does not\n"
    "                         exist (default: the current folder)\n"
    "      --prefix NAME      name of the exported function and of the files\n"
    "                         (default: attack_events_builtin)\n"
    "      --amalgamate       write the runtime and the mapping as one source file: -o\n"
    "                         attack_events.c writes that and attack_events.h\n"
    "      --emit-ids         add a constant for each technique to the .h: NAME_T1003_001\n"
    "      --index gperf|none gperf: perfect hashes, or an error if gperf finds none; none: binary\n"
    "                         search only (default: perfect hashes if gperf finds them)\n"
    "      --depfile FILE     write a Makefile rule that names the inputs\n"
    "\n"
    "Subset (a repeated option means or, different options mean and):\n"
    "      --platform NAME    rows whose event has this platform\n"
    "      --tactic NAME      rows whose technique has this tactic\n"
    "      --provider NAME    rows whose event has this provider (log_source)\n"
    "      --technique ID     rows of this technique; T1003.* is T1003 and its sub-techniques\n"
    "      --source KIND      rows from OSSEM-DM (ossem), this project (project), ATT&CK's\n"
    "                         analytics (analytic), rules (rule) or elsewhere (other); analytics\n"
    "                         count in scores only if this option names them\n"
    "\n"
    "Sigma rules:\n"
    "      --level LEVEL      rules of this level or a higher one: informational, low, medium,\n"
    "                         high, critical (default: all)\n"
    "      --status STATUS    rules of this status or a better one: unsupported, deprecated,\n"
    "                         experimental, test, stable (default: experimental, or none)\n"
    "      --logsource WORDS  rules whose logsource has these words: windows/process_creation\n"
    "      --logsources FILE  more logs for logsources, in the form of gen/read/logsources.yaml\n"
    "      --max-rule-bytes N leave out rules with more bytes of text in their detection\n"
    "      --lenient          where a log lacks a field, take what a rule excludes by it as not\n"
    "                         excluded; without this option the rule is off on that log\n"
    "      --rules-uri URI    where the directory of rules is published, to tell where each rule\n"
    "                         is from: if URI ends in '/', it is put before the path of the rule\n"
    "      --rules-license L  the licence of rules that state none, as SPDX has it: DRL-1.1\n"
    "      --rules            print what became of each rule, as tab-separated values\n"
    "\n"
    "STIX:\n"
    "      --analytics exact|keys|none\n"
    "                         the analytics' log sources that give events: those that are\n"
    "                         nothing but keys (default), also those of keys and prose, none\n"
    "\n"
    "Diagnosis:\n"
    "      --check            read and check only; write nothing\n"
    "      --against OLD      with --check: print the techniques that differ from those of OLD\n"
    "                         (~), and the rows lost (-) and gained (+); several OLD are\n"
    "                         read as one mapping\n"
    "      --stats            print rows, techniques, events and the bytes of each table\n"
    "      --strict           treat warnings as errors\n"
    "  -q, --quiet            print errors only\n"
    "  -h, --help             print this help\n"
    "  -V, --version          print the version\n"
    "\n"
    "Exit code: 0 good, 1 bad data, 2 wrong usage, 3 cannot read, write or run gperf.\n"
    "\n"
    "Example: attack-events-gen -o generated --platform windows mapping.yaml\n";

enum {
    PREFIX = 256,
    AMALGAMATE,
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

static const char short_options[] = ":o:qhV"; /* the first ':' distinguishes a missing value from an unknown option */

static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"prefix", required_argument, NULL, PREFIX},
    {"amalgamate", no_argument, NULL, AMALGAMATE},
    {"emit-ids", no_argument, NULL, EMIT_IDS},
    {"index", required_argument, NULL, INDEX},
    {"depfile", required_argument, NULL, DEPFILE},
    {"platform", required_argument, NULL, PLATFORM},
    {"tactic", required_argument, NULL, TACTIC},
    {"provider", required_argument, NULL, PROVIDER},
    {"technique", required_argument, NULL, TECHNIQUE},
    {"source", required_argument, NULL, SOURCE},
    {"level", required_argument, NULL, LEVEL},
    {"status", required_argument, NULL, STATUS},
    {"logsource", required_argument, NULL, LOGSOURCE},
    {"logsources", required_argument, NULL, LOGSOURCES},
    {"max-rule-bytes", required_argument, NULL, MAX_RULE_BYTES},
    {"lenient", no_argument, NULL, LENIENT},
    {"rules-uri", required_argument, NULL, RULES_URI},
    {"rules-license", required_argument, NULL, RULES_LICENSE},
    {"rules", no_argument, NULL, RULES},
    {"analytics", required_argument, NULL, ANALYTICS},
    {"check", no_argument, NULL, CHECK},
    {"against", required_argument, NULL, AGAINST},
    {"stats", no_argument, NULL, STATS},
    {"strict", no_argument, NULL, STRICT},
    {"quiet", no_argument, NULL, 'q'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, 'V'},
    {NULL, 0, NULL, 0},
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

static bool set_prefix(struct options *options, const char *value)
{
    options->prefix = value;
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
static bool set_rule_option(int option, struct arena *arena, struct options *options)
{
    struct rule_options *rules = &options->rule_options;

    switch (option) {
    case LEVEL:
        return set_level(options, optarg);
    case STATUS:
        return set_status(options, optarg);
    case LOGSOURCE:
        if (!are_words(optarg))
            return false;
        rules->logsources = arena_grow(arena, rules->logsources, rules->logsource_count, &rules->logsource_capacity,
                                       sizeof *rules->logsources);
        rules->logsources[rules->logsource_count++] = optarg;
        return true;
    case LOGSOURCES:
        add_file(arena, options, optarg);
        options->logsource_file_count++;
        return true;
    case MAX_RULE_BYTES:
        return set_rule_bytes(options, optarg);
    case LENIENT:
        return rules->is_lenient = true;
    case RULES_URI:
        rules->uri = optarg;
        return true;
    case RULES_LICENSE:
        rules->license = optarg;
        return true;
    default:
        return options->rules = true;
    }
}

/* Reports what is wrong with the option that getopt_long() read last, in `word`. getopt_long() would print the word to
 * the terminal without escapes. */
static bool report_option(int answer, const char *word)
{
    const char letter[] = {'-', (char)optopt, '\0'};
    const char *name = strncmp(word, "--", 2) == 0 ? word : letter;

    if (answer == ':')
        report_failure("option %s needs a value", quoted(name, strlen(name)));
    else if (optopt == 0)
        report_failure("unknown or ambiguous option %s", quoted(word, strlen(word)));
    else if (optopt == ':' || (optopt < PREFIX && !strchr(short_options, optopt)))
        report_failure("unknown option %s", quoted(letter, strlen(letter)));
    else
        report_failure("option %s takes no value", quoted(word, strlen(word)));
    return false;
}

/* Stores one option. Returns false, and reports, if its value is wrong. */
static bool set_option(int option, const char *word, struct arena *arena, struct options *options,
                       struct diagnostics *diagnostics)
{
    switch (option) {
    case 'o':
        options->output = optarg;
        return true;
    case 'q':
        return diagnostics->quiet = true;
    case PREFIX:
        return set_prefix(options, optarg);
    case AMALGAMATE:
        return options->amalgamate = true;
    case EMIT_IDS:
        return options->emit_ids = true;
    case INDEX:
        return set_index(options, optarg);
    case DEPFILE:
        options->depfile = optarg;
        return true;
    case PLATFORM:
        add_value(arena, &options->selection.platforms, optarg);
        return true;
    case TACTIC:
        add_value(arena, &options->selection.tactics, optarg);
        return true;
    case PROVIDER:
        add_value(arena, &options->selection.providers, optarg);
        return true;
    case TECHNIQUE:
        return add_technique(arena, options, optarg);
    case SOURCE:
        return add_sources(arena, options, optarg);
    case LEVEL:
    case STATUS:
    case LOGSOURCE:
    case LOGSOURCES:
    case MAX_RULE_BYTES:
    case LENIENT:
    case RULES_URI:
    case RULES_LICENSE:
    case RULES:
        return set_rule_option(option, arena, options);
    case ANALYTICS:
        return set_analytics(options, optarg);
    case CHECK:
        return options->check = true;
    case AGAINST:
        options->against = arena_grow(arena, options->against, options->against_count, &options->against_capacity,
                                      sizeof *options->against);
        options->against[options->against_count++] = optarg;
        return true;
    case STATS:
        return options->stats = true;
    case STRICT:
        return diagnostics->strict = true;
    default:
        return report_option(option, word);
    }
}

/* Whether a path ends in "NAME.c", with a name that can be used in an #include. */
static bool is_source_path(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t length = strlen(name);

    if (length < 3 || strcmp(name + length - 2, ".c") != 0)
        return false;
    for (; *name; name++)
        if (!isascii((unsigned char)*name) || (!isalnum((unsigned char)*name) && !strchr("._-+ ", *name)))
            return false;
    return true;
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
        fputs(help, stdout);
    else
        printf("attack-events-gen %s\n", ATTACK_EVENTS_VERSION);
    return OPTIONS_ANSWERED;
}

enum options_result read_options(int count, char **arguments, struct arena *arena, struct options *options,
                                 struct diagnostics *diagnostics)
{
    int option;

    memset(options, 0, sizeof *options);
    options->output = ".";
    options->prefix = "attack_events_builtin";
    opterr = 0;
    while ((option = getopt_long(count, arguments, short_options, long_options, NULL)) != -1) {
        if (option == 'h' || option == 'V')
            return answer(option);
        if (!set_option(option, arguments[optind - 1], arena, options, diagnostics)) {
            fputs("Try 'attack-events-gen --help'.\n", stderr);
            return OPTIONS_BAD;
        }
    }
    for (int i = optind; i < count; i++)
        add_file(arena, options, arguments[i]);
    if (are_complete(options))
        return OPTIONS_GOOD;
    fputs("Try 'attack-events-gen --help'.\n", stderr);
    return OPTIONS_BAD;
}
