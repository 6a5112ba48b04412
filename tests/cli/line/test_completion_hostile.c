/* SPDX-License-Identifier: MIT
 *
 * Completion of names that a shell would run: the test types a part into a real bash and a real zsh, then TAB and
 * Enter. Nothing but the tool may run, and it must get exactly the name. The mapping is hostile.yaml.
 */
#include "ask_tool.h"
#include "scratch.h"
#include "typing.h"

#include "cmocka_test.h"
#include "pseudo_terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char prompt[] = "<ready>";
static const char *const quotes[] = {"\"", "'", ""};

/* The typed text, and the provider that the tool must get, as in TSV. */
static const struct {
    const char *typed, *provider;
} names[] = {
    {"Doll\t", "Dollar $(touch ran)"},
    {"Tick\t", "Tick `touch ran`"},
    {"Quot\t", "Quotation \"; touch ran; \""},
    {"Apos\t", "Apostrophe '; touch ran; '"},
    {"Both\t", "Both '\"$(touch ran)"},
    {"Slas\t", "Slash \\\\$(touch ran)\\\\"},
    {"Lett\t", "Letters \\\\t\\\\n"},
    {"Hist\t", "History !echo"},
    {"Bang\t", "Bang!"},
    {"Seve\t", "Several; touch ran & touch ran | touch ran > ran"},
    {"Patt\t", "Pattern * ? [a] ~ {a,b} # x"},
    {"H\303\244us\t", "H\303\244user \342\202\254"},
};

struct shell {
    const char *const *arguments;
    const char *const *start; /* lines */
};

static const struct shell bash = {
    ARGUMENTS("bash", "--norc", "--noprofile", "-i"),
    ARGUMENTS("set -o history -o histexpand; bind 'set bell-style none'\r",
              "source '" CLI_DIRECTORY "/completion/attack-events.bash'\r", "echo '$(touch ran)' >nothing\r"),
};

static const struct shell zsh = {
    ARGUMENTS("zsh", "-f", "-i"),
    ARGUMENTS("fpath=('" CLI_DIRECTORY "/completion' $fpath); autoload -Uz compinit; compinit -u -D\r",
              "setopt NO_BEEP BANG_HIST\r", "echo '$(touch ran)' >nothing\r"),
};

enum { LINES_MOST = 10 };

/* Types lines into a shell that finds the tool in a directory. Returns the content of the file `out` there, or NULL.
 */
static char *type_into(const struct shell *shell, const char *directory, const char *const typed[])
{
    const char *lines[LINES_MOST] = {NULL};
    const char *out = path_in(directory, "out");
    char path[2000], *screen;
    size_t count = 0;

    snprintf(path, sizeof path, "PATH=%s:%s", directory, getenv("PATH"));
    for (size_t i = 0; shell->start[i]; i++)
        lines[count++] = shell->start[i];
    for (size_t i = 0; typed[i]; i++)
        lines[count++] = typed[i];
    lines[count++] = "exit\r";
    assert_true(count < LINES_MOST);
    screen = type_lines(shell->arguments, directory,
                        ARGUMENTS("PS1=<ready>", "TERM=dumb", "LC_ALL=C.UTF-8", "ASAN_OPTIONS=detect_leaks=0", path),
                        prompt, lines);
    if (access(path_in(directory, "ran"), F_OK) == 0)
        fail_msg("it ran:\n%s", screen);
    free(screen);
    return access(out, F_OK) == 0 ? read_file(out, NULL) : NULL;
}

static void expect_provider(const struct shell *shell, const char *directory, const char *before, const char *typed,
                            const char *provider)
{
    char line[500], expected[500], *out;

    snprintf(line, sizeof line, "attack-events rows --provider%s%s--columns log_source --format tsv >out\r", before,
             typed);
    out = type_into(shell, directory, ARGUMENTS(line));
    snprintf(expected, sizeof expected, "log_source\n%s\n", provider);
    if (!out || strcmp(out, expected) != 0)
        fail_msg("%s: %s is printed", line, out ? out : "nothing");
    free(out);
    unlink(path_in(directory, "out"));
}

static void link_tool(const char *directory)
{
    assert_int_equal(symlink(TOOL, path_in(directory, "attack-events")), 0);
}

static void offer_names_as_text(const struct shell *shell, const char *directory)
{
    char before[10];

    link_tool(directory);
    for (size_t quote = 0; quote < 3; quote++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            snprintf(before, sizeof before, " %s", quotes[quote]);
            expect_provider(shell, directory, before, names[i].typed, names[i].provider);
        }
    expect_provider(shell, directory, "=\"", "Doll\t", "Dollar $(touch ran)");
}

/* Readline inserts the common prefix of several names, up to the backslash of the first difference; then the rest is
 * typed. */
static void goes_on_behind_a_common_start_in_bash(void **state)
{
    static const struct {
        const char *typed, *provider;
    } forks[] = {
        {"Fork\t\"\t", "Fork'! \"$(touch ran)"},
        {"Fork\t\\\t", "Fork'! \\\\$(touch ran)"},
        {"Fork\t`\t", "Fork'! `touch ran`"},
    };
    char before[10];

    link_tool(*state);
    for (size_t quote = 0; quote < 3; quote++)
        for (size_t i = 0; i < sizeof forks / sizeof *forks; i++) {
            snprintf(before, sizeof before, " %s", quotes[quote]);
            expect_provider(&bash, *state, before, forks[i].typed, forks[i].provider);
        }
}

/* Their common prefix is not inserted either: the tool gets what was typed. */
static void offer_no_unseen_characters(const struct shell *shell, const char *directory)
{
    link_tool(directory);
    for (size_t quote = 0; quote < 3; quote++) {
        char line[200], *out;

        snprintf(line, sizeof line, "attack-events rows --provider %sOff\t%s 2>out\r", quotes[quote], quotes[quote]);
        out = type_into(shell, directory, ARGUMENTS(line));
        if (!out || !strstr(out, "no provider 'Off' in this mapping"))
            fail_msg("%s: %s is said", line, out ? out : "nothing");
        free(out);
    }
}

static void offers_names_as_text_in_bash(void **state)
{
    offer_names_as_text(&bash, *state);
}

static void offers_no_unseen_characters_in_bash(void **state)
{
    offer_no_unseen_characters(&bash, *state);
}

static void need_zsh(void)
{
    if (!has_program("zsh")) {
        print_message("skipped: there is no zsh\n");
        skip();
    }
}

static void offers_names_as_text_in_zsh(void **state)
{
    need_zsh();
    offer_names_as_text(&zsh, *state);
}

static void offers_no_unseen_characters_in_zsh(void **state)
{
    need_zsh();
    offer_no_unseen_characters(&zsh, *state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(offers_names_as_text_in_bash),        SCRATCH_TEST(goes_on_behind_a_common_start_in_bash),
        SCRATCH_TEST(offers_no_unseen_characters_in_bash), SCRATCH_TEST(offers_names_as_text_in_zsh),
        SCRATCH_TEST(offers_no_unseen_characters_in_zsh),
    };

    if (!has_pseudo_terminals())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
