/* SPDX-License-Identifier: MIT
 *
 * Uses CreateProcess(), pipes and threads, as a pipe of Windows cannot be waited for: one thread writes the input, one
 * reads the messages, one watches the time. The child and what it starts are a job, which ends with this program,
 * however that ends. It must not interpret what the child prints.
 */
#include "child.h"

#include "command_words_windows.h"
#include "interrupt.h"
#include "system_clock.h"
#include "wide_windows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

/* The pipes of one run, each with both its ends; NULL is an end that is not open. */
enum { INPUT_PIPE, OUTPUT_PIPE, MESSAGE_PIPE, PIPES };
enum { READING, WRITING };
enum { WRITER, READER, WATCHER, THREADS };

struct run {
    struct child *child;
    HANDLE pipes[PIPES][2];
    HANDLE process, job, finished;
    HANDLE threads[THREADS];
    size_t output_room, message_size;
    double end;
    int input_problem;
    volatile LONG verdict; /* of the watcher: an enum child_result */
};

/* The job of a child that has not ended, or NULL. It changes only while signals are held. */
static HANDLE volatile running;

static void stop_running(void)
{
    if (running)
        TerminateJobObject(running, 1);
}

static void close_end(HANDLE *end)
{
    if (*end)
        CloseHandle(*end);
    *end = NULL;
}

/* ---- The threads ------------------------------------------------------------------------------------------------ */

/* A child that closes its end wants no more input; its exit status says whether it failed. */
static DWORD WINAPI write_input(void *context)
{
    struct run *run = context;
    size_t done = 0;

    while (done < run->child->input_size) {
        size_t left = run->child->input_size - done;
        DWORD put = 0;

        if (!WriteFile(run->pipes[INPUT_PIPE][WRITING], run->child->input + done,
                       left < 1 << 16 ? (DWORD)left : 1 << 16, &put, NULL)) {
            take_windows_error();
            run->input_problem = errno == EPIPE ? 0 : errno;
            break;
        }
        done += put;
    }
    close_end(&run->pipes[INPUT_PIPE][WRITING]);
    return 0;
}

/* Keeps the start of the messages, as much as fits. */
static DWORD WINAPI read_messages(void *context)
{
    struct run *run = context;
    struct child *child = run->child;
    char buffer[sizeof child->messages];
    DWORD got;

    while (ReadFile(run->pipes[MESSAGE_PIPE][READING], buffer, sizeof buffer, &got, NULL) && got) {
        size_t room = sizeof child->messages - 1 - run->message_size;

        room = room < got ? room : got;
        memcpy(child->messages + run->message_size, buffer, room);
        run->message_size += room;
    }
    return 0;
}

static double processor_seconds(HANDLE process)
{
    FILETIME created, ended, kernel = {0, 0}, user = {0, 0};

    GetProcessTimes(process, &created, &ended, &kernel, &user);
    return ((double)kernel.dwHighDateTime + (double)user.dwHighDateTime) * 429.4967296 +
           ((double)kernel.dwLowDateTime + (double)user.dwLowDateTime) / 1e7;
}

/* Ends the child when its time is over. */
static DWORD WINAPI watch_time(void *context)
{
    enum { MILLISECONDS = 50 };
    struct run *run = context;

    while (WaitForSingleObject(run->finished, MILLISECONDS) == WAIT_TIMEOUT) {
        if (seconds_passed() >= run->end)
            run->verdict = CHILD_TAKES_TOO_LONG;
        else if (processor_seconds(run->process) > run->child->processor_seconds)
            run->verdict = CHILD_WORKS_TOO_LONG;
        else
            continue;
        TerminateJobObject(run->job, 1);
        break;
    }
    return 0;
}

/* ---- Starting --------------------------------------------------------------------------------------------------- */

/* The child inherits its own ends alone. */
static bool open_pipes(struct run *run)
{
    for (int i = 0; i < (run->child->keeps_messages ? PIPES : MESSAGE_PIPE); i++) {
        HANDLE *ends = run->pipes[i];

        if (!CreatePipe(&ends[READING], &ends[WRITING], NULL, 1 << 16) ||
            !SetHandleInformation(ends[i == INPUT_PIPE ? READING : WRITING], HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT))
            return false;
    }
    return run->child->keeps_messages ||
           DuplicateHandle(GetCurrentProcess(), GetStdHandle(STD_ERROR_HANDLE), GetCurrentProcess(),
                           &run->pipes[MESSAGE_PIPE][WRITING], 0, TRUE, DUPLICATE_SAME_ACCESS) ||
           GetLastError() == ERROR_INVALID_HANDLE; /* this program has no standard error */
}

/* A job that ends with its last handle, which this process has. */
static HANDLE make_job(void)
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits;
    HANDLE job = CreateJobObjectW(NULL, NULL);

    memset(&limits, 0, sizeof limits);
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    if (job)
        SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    return job;
}

/* The child waits until it is in its job. */
static bool create(struct run *run, const wchar_t *path, wchar_t *words)
{
    STARTUPINFOW startup;
    PROCESS_INFORMATION started;
    bool is_created;

    memset(&startup, 0, sizeof startup);
    startup.cb = sizeof startup;
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdInput = run->pipes[INPUT_PIPE][READING];
    startup.hStdOutput = run->pipes[OUTPUT_PIPE][WRITING];
    startup.hStdError = run->pipes[MESSAGE_PIPE][WRITING];
    is_created = CreateProcessW(path, words, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &startup, &started);
    if (!is_created)
        return false;
    run->process = started.hProcess;
    is_created = AssignProcessToJobObject(run->job, started.hProcess) && ResumeThread(started.hThread) != (DWORD)-1;
    if (!is_created)
        TerminateProcess(started.hProcess, 1);
    CloseHandle(started.hThread);
    return is_created;
}

/* Starts the child, and closes its ends of the pipes here. Returns 0 or an error number. */
static int start(struct run *run)
{
    wchar_t *path = program_in_path(run->child->arguments[0]);
    wchar_t *words = path ? command_words(run->child->arguments) : NULL;
    int problem = words ? 0 : errno;

    if (!problem) {
        run->job = make_job();
        run->finished = CreateEventW(NULL, TRUE, FALSE, NULL);
        hold_signals();
        if (!run->job || !run->finished || !open_pipes(run) || !create(run, path, words)) {
            take_windows_error();
            problem = errno;
        } else {
            running = run->job;
        }
        let_signals();
    }
    free(path);
    free(words);
    close_end(&run->pipes[INPUT_PIPE][READING]);
    close_end(&run->pipes[OUTPUT_PIPE][WRITING]);
    close_end(&run->pipes[MESSAGE_PIPE][WRITING]);
    return problem;
}

static bool start_threads(struct run *run)
{
    static LPTHREAD_START_ROUTINE const work[THREADS] = {write_input, read_messages, watch_time};

    for (int i = 0; i < THREADS; i++)
        if (i != READER || run->child->keeps_messages) {
            run->threads[i] = CreateThread(NULL, 0, work[i], run, 0, NULL);
            if (!run->threads[i])
                return false;
        }
    return true;
}

/* ---- Running ---------------------------------------------------------------------------------------------------- */

static enum child_result keep(struct run *run, const char *bytes, size_t size)
{
    struct child *child = run->child;

    if (size > child->output_limit - child->output_size)
        return CHILD_PRINTS_TOO_MUCH;
    if (run->output_room - child->output_size <= size) {
        size_t room = 2 * (child->output_size + size) + 1;
        char *grown = realloc(child->output, room);

        if (!grown)
            return CHILD_OUT_OF_MEMORY;
        child->output = grown;
        run->output_room = room;
    }
    memcpy(child->output + child->output_size, bytes, size);
    child->output_size += size;
    child->output[child->output_size] = '\0';
    return CHILD_SUCCEEDED;
}

static enum child_result read_output(struct run *run)
{
    enum child_result result = keep(run, "", 0);
    char buffer[1 << 14];
    DWORD got = 1;

    while (!result && got)
        if (ReadFile(run->pipes[OUTPUT_PIPE][READING], buffer, sizeof buffer, &got, NULL)) {
            result = keep(run, buffer, got);
        } else {
            got = 0;
            take_windows_error();
            if (errno != EPIPE) {
                run->child->number = errno;
                result = CHILD_UNREADABLE;
            }
        }
    return result;
}

static void end_threads(struct run *run)
{
    for (int i = 0; i < THREADS; i++) {
        if (i == WATCHER)
            SetEvent(run->finished); /* until then it may have to end what the others wait for */
        if (!run->threads[i])
            continue;
        WaitForSingleObject(run->threads[i], INFINITE);
        CloseHandle(run->threads[i]);
    }
}

/* Waits for a child whose output has ended; ends a child whose output failed. */
static enum child_result finish(struct run *run, enum child_result result)
{
    DWORD code = 1;

    if (result)
        TerminateJobObject(run->job, 1);
    WaitForSingleObject(run->process, INFINITE);
    end_threads(run);
    hold_signals();
    running = NULL;
    let_signals();
    GetExitCodeProcess(run->process, &code);
    if (result)
        return result;
    if (run->verdict)
        return (enum child_result)run->verdict;
    if (run->input_problem) {
        run->child->number = run->input_problem;
        return CHILD_UNWRITABLE;
    }
    run->child->number = (int)code;
    return code ? CHILD_FAILED : CHILD_SUCCEEDED;
}

enum child_result child_run(struct child *child)
{
    struct run run = {.child = child};
    enum child_result result = CHILD_NOT_STARTED;

    child->output = NULL;
    child->output_size = 0;
    memset(child->messages, 0, sizeof child->messages);
    undo_at_end(stop_running);
    run.end = seconds_passed() + child->seconds;
    child->number = start(&run);
    if (!child->number)
        result = finish(&run, start_threads(&run) ? read_output(&run) : CHILD_OUT_OF_MEMORY);
    for (int i = 0; i < PIPES; i++)
        for (int end = READING; end <= WRITING; end++)
            close_end(&run.pipes[i][end]);
    close_end(&run.process);
    close_end(&run.job);
    close_end(&run.finished);
    if (result) {
        free(child->output);
        child->output = NULL;
        child->output_size = 0;
    }
    return result;
}
