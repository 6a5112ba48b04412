/* SPDX-License-Identifier: MIT
 *
 * Uses POSIX pseudo-terminals. The program leads its own session, so that the terminal is its controlling one.
 */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* TIOCSCTTY */

#include "typing.h"

#include "cmocka_test.h"
#include "pseudo_terminal.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 60 };

struct screen {
    char *text; /* all that was printed so far */
    size_t length;
};

/* Runs in the child process; does not return. */
static void become(const char *const arguments[], const char *directory, const char *const environment[],
                   const char *terminal_name)
{
    int terminal;

    setsid();
    terminal = open(terminal_name, O_RDWR);
    if (terminal < 0 || ioctl(terminal, TIOCSCTTY, 0) != 0 || chdir(directory) != 0)
        _exit(126);
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        dup2(terminal, stream);
    for (size_t i = 0; environment[i]; i++)
        putenv((char *)(size_t)environment[i]);             /* NOLINT(performance-no-int-to-ptr): it is not written */
    execvp(arguments[0], (char *const *)(size_t)arguments); /* NOLINT(performance-no-int-to-ptr): nor are these */
    _exit(127);
}

/* Reads once. Returns false if the other end is closed, or nothing comes for too long. */
static bool read_more(int terminal, struct screen *screen)
{
    struct pollfd ready = {terminal, POLLIN, 0};
    ssize_t got;

    if (poll(&ready, 1, SECONDS * 1000) != 1)
        return false;
    screen->text = realloc(screen->text, screen->length + 4096 + 1);
    assert_non_null(screen->text);
    got = read(terminal, screen->text + screen->length, 4096);
    screen->length += got > 0 ? (size_t)got : 0;
    screen->text[screen->length] = '\0';
    return got > 0;
}

/* Waits for the next prompt behind `seen` bytes. Returns its end, or 0 if none comes. */
static size_t wait_for_prompt(int terminal, struct screen *screen, size_t seen, const char *prompt)
{
    const char *found = NULL;

    while (!(found = screen->text ? strstr(screen->text + seen, prompt) : NULL) && read_more(terminal, screen))
        ;
    return found ? (size_t)(found - screen->text) + strlen(prompt) : 0;
}

char *type_lines(const char *const arguments[], const char *directory, const char *const environment[],
                 const char *prompt, const char *const lines[])
{
    int terminal = open_pseudo_terminal();
    struct screen screen = {NULL, 0};
    pid_t child = fork();
    size_t seen = 0;

    assert_true(terminal >= 0 && child >= 0);
    if (child == 0)
        become(arguments, directory, environment, ptsname(terminal));
    for (size_t i = 0; lines[i]; i++) {
        seen = wait_for_prompt(terminal, &screen, seen, prompt);
        if (!seen || write(terminal, lines[i], strlen(lines[i])) != (ssize_t)strlen(lines[i])) {
            kill(child, SIGKILL);
            fail_msg("no prompt for '%s' behind\n%s", lines[i], screen.text ? screen.text : "nothing");
        }
    }
    while (read_more(terminal, &screen))
        ;
    kill(-child, SIGKILL); /* whatever is still running */
    close(terminal);
    waitpid(child, NULL, 0);
    return screen.text;
}
