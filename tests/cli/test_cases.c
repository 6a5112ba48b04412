/* SPDX-License-Identifier: MIT
 *
 * Runs the cases of cases/ *.txt, with the mapping cases/cases.yaml; "flat-events", "many-events", "wordy-events",
 * "systems-events", "direct-events", "telling-events" and "ruled-events" have mappings of that name, and "ruled.aepack"
 * is a pack of the last. A case is some lines, and ends at a blank one: "$" starts the command, for a shell; "<" a line
 * of standard input; ">" an expected line of standard output and "!" of standard error, which must be complete; "?" the
 * exit status, if it is not 0. "#" starts a comment. In each line but the first, \t, \v, \f, \r, \\ and \xHH are
 * bytes.
 */
#include "ask_tool.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { TEXT_MOST = 1 << 16 };

struct a_case {
    const char *file;
    size_t line; /* of the command */
    char command[TEXT_MOST], in[TEXT_MOST], out[TEXT_MOST], err[TEXT_MOST];
    int status;
};

static const char *const files[] = {CASES};

static char byte_of(const char **escape)
{
    static const char names[] = "tvfr\\", bytes[] = "\t\v\f\r\\";
    const char *name = strchr(names, **escape);
    char digits[3] = {0};

    if (**escape != 'x') {
        if (!name || !**escape)
            fail_msg("an unknown escape: \\%s", *escape);
        (*escape)++;
        return bytes[name - names];
    }
    memcpy(digits, *escape + 1, 2);
    *escape += 3;
    return (char)strtoul(digits, NULL, 16);
}

static void add_line(char *text, const char *line)
{
    char *end = text + strlen(text);

    if (*line == ' ')
        line++;
    if (strlen(text) + strlen(line) + 2 > TEXT_MOST)
        fail_msg("a case is too long: %s", line);
    while (*line)
        if (*line == '\\') {
            line++;
            *end++ = byte_of(&line);
        } else {
            *end++ = *line++;
        }
    *end++ = '\n';
    *end = '\0';
}

/* The name of a tool stands for its path. */
static void set_command(struct a_case *this, const char *line, size_t number)
{
    static const char *const names[] = {"attack-events ",  "flat-events ",    "many-events ",
                                        "wordy-events ",   "systems-events ", "direct-events ",
                                        "telling-events ", "ruled-events ",   "ruled.aepack "};
    static const char *const paths[] = {"\"$0\" ", "\"$1\" ", "\"$2\" ", "\"$3\" ", "\"$4\" ",
                                        "\"$5\" ", "\"$6\" ", "\"$7\" ", "\"$8\" "};
    enum { NAMES = sizeof names / sizeof *names };
    char *end = this->command;

    while (*line) {
        size_t i = 0;

        while (i < NAMES && strncmp(line, names[i], strlen(names[i])) != 0)
            i++;
        if (i == NAMES) {
            *end++ = *line++;
            continue;
        }
        end = stpcpy(end, paths[i]);
        line += strlen(names[i]);
    }
    *end = '\0';
    this->in[0] = this->out[0] = this->err[0] = '\0';
    this->status = 0;
    this->line = number;
}

static bool is_as_expected(const struct a_case *this)
{
    const struct run_options options = {.input = this->in, .input_size = strlen(this->in)};
    struct run_result result;
    bool good;

    run(ARGUMENTS("sh", "-c", this->command, TOOL, FLAT_TOOL, MANY_TOOL, WORDY_TOOL, SYSTEMS_TOOL, DIRECT_TOOL,
                  TELLING_TOOL, RULED_TOOL, RULED_PACK),
        &options, &result);
    good = result.exit_code == this->status && strcmp(result.out, this->out) == 0 && strcmp(result.err, this->err) == 0;
    if (!good)
        print_error("%s:%zu: ends with %d, and prints\n%s%s\nand not\n%s%s\n", this->file, this->line, result.exit_code,
                    result.out, result.err, this->out, this->err);
    run_result_free(&result);
    return good;
}

/* Returns how many cases fail. */
static size_t run_cases(const char *file, size_t *count)
{
    static struct a_case this;
    char *text = read_file(file, NULL);
    size_t failed = 0, number = 0;

    this.file = file;
    this.command[0] = '\0';
    for (char *line = text, *next; line; line = next) {
        char kind;

        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        kind = *line;
        number++;
        if (kind == '$')
            set_command(&this, line + 1, number);
        else if (kind == '?')
            this.status = atoi(line + 1);
        else if (kind == '<' || kind == '>' || kind == '!')
            add_line(kind == '<' ? this.in : kind == '>' ? this.out : this.err, line + 1);
        else if (kind && kind != '#')
            fail_msg("%s:%zu: begins with no mark: %s", file, number, line);
        if (!kind && this.command[0]) {
            failed += !is_as_expected(&this);
            ++*count;
            this.command[0] = '\0';
        }
    }
    free(text);
    return failed;
}

static void answers_every_case(void **state)
{
    size_t failed = 0, count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        failed += run_cases(files[i], &count);
    assert_true(count > 0);
    if (failed)
        fail_msg("%zu of %zu cases are not as expected", failed, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_every_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
