/* SPDX-License-Identifier: MIT
 *
 * Starts attack-events-gen with an input that does not end, waits until it has made its output directory, presses
 * Ctrl-C, and checks that the program has ended and the directory is gone.
 *
 *     interrupt GENERATOR DIRECTORY
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <windows.h>

/* This program gets the same event, and goes on. */
static BOOL WINAPI go_on(DWORD event)
{
    (void)event;
    return TRUE;
}

static int fail(const char *what)
{
    printf("%s: error %lu\n", what, (unsigned long)GetLastError());
    return 1;
}

static bool is_there(const char *path)
{
    return GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES;
}

/* The other end of its input stays open in this program. */
static bool start(char *command, HANDLE *input, PROCESS_INFORMATION *started)
{
    SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
    STARTUPINFOA startup;
    HANDLE reading;

    if (!CreatePipe(&reading, input, &inherited, 0))
        return false;
    SetHandleInformation(*input, HANDLE_FLAG_INHERIT, 0);
    memset(&startup, 0, sizeof startup);
    startup.cb = sizeof startup;
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = reading;
    startup.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    startup.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    return CreateProcessA(NULL, command, NULL, NULL, TRUE, 0, NULL, NULL, &startup, started);
}

int main(int argc, char **argv)
{
    enum { TRIES = 1200, MILLISECONDS = 50 };
    PROCESS_INFORMATION started;
    char command[1024];
    DWORD code = 0;
    HANDLE input;

    if (argc != 3)
        return 2;
    snprintf(command, sizeof command, "\"%s\" -o \"%s\" -", argv[1], argv[2]);
    if (!start(command, &input, &started))
        return fail("it did not start");
    for (int i = 0; i < TRIES && !is_there(argv[2]); i++)
        Sleep(MILLISECONDS);
    if (!is_there(argv[2]))
        return fail("it has made no directory");
    SetConsoleCtrlHandler(go_on, TRUE);
    if (!GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0))
        return fail("there is no Ctrl-C");
    if (WaitForSingleObject(started.hProcess, TRIES * MILLISECONDS) != WAIT_OBJECT_0) {
        TerminateProcess(started.hProcess, 1);
        return fail("it has not ended");
    }
    GetExitCodeProcess(started.hProcess, &code);
    if (is_there(argv[2]))
        return fail("the directory is left");
    printf("ended with %#lx, and left nothing\n", (unsigned long)code);
    return code == 0;
}
