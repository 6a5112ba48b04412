/* SPDX-License-Identifier: MIT
 *
 * Feeds bytes to `attack-events tag`: decompression and the stages that make lines, with reads as short as a pipe's and
 * a small limit, a JSON parser, log formats, matching, writing, in one thread or several. logs.c says which lines a log
 * becomes. lines.c, which reads JSON a second time, checks the output: each line that is an object comes out with its
 * bytes and one more member; each other line is reported by number. On a terminal, no byte of the output controls it.
 * To rsyslog, each line is answered before the next one is read.
 *
 * An input is a file, or two with 0x1e between them. Behind the last 0x1e are choices: one makes the second file one of
 * log formats, others compress a file before it is read.
 */
#define _GNU_SOURCE

#undef isatty /* the tool calls fuzz_isatty() and fuzz_read() instead of the headers' functions */
#undef read

#include "attack_events_builtin.h"
#include "fuzz.h"
#include "line/command.h"
#include "lines.h"
#include "logs.h"
#include "messages.h"
#include "tag/tag.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
ssize_t fuzz_read(int file, void *buffer, size_t size);
int fuzz_isatty(int file);

enum { FILES_MOST = 2 };
enum {
    SKIPS_MALFORMED = 1,
    WITH_ROWS = 2,
    UNKNOWN_MATCHES = 4,
    WITH_TABLE = 8,
    WITH_PLATFORM = 16,
    ON_TERMINAL = 32,
    WITH_FORMATS = 64,
    WITH_JOBS = 128
};

const struct command *const commands[] = {NULL}; /* for help.c */

static unsigned read_most; /* 0: no limit */
static bool is_on_terminal;
static char *out, *said; /* standard output and standard error */
static size_t out_size, said_size;
static struct messages *messages; /* NULL: rsyslog does not write any */
static struct memory_file files_read[FILES_MOST];
static struct log_formats *shipped;

/* Stands in for read(2): it may be interrupted or return less. */
ssize_t fuzz_read(int file, void *buffer, size_t size)
{
    static unsigned turn;

    if (read_most && ++turn % 5 == 0) {
        errno = EINTR;
        return -1;
    }
    if (read_most && size > read_most)
        size = read_most;
    return messages ? messages_read(messages, out, out_size, file, buffer, size) : read(file, buffer, size);
}

/* Stands in for isatty(3). */
int fuzz_isatty(int file)
{
    return is_on_terminal && file == STDOUT_FILENO;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): libFuzzer's own prototype */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    CHECK(setenv("NO_COLOR", "1", 1) == 0); /* colours would be control characters */
    for (int i = 0; i < FILES_MOST; i++)
        open_memory_file(&files_read[i]);
    shipped = log_formats_open(NULL, 0);
    CHECK(shipped);
    return 0;
}

/* ---- Output ------------------------------------------------------------------------------------------------------ */

/* U+200E and U+200F, U+202A to U+202E, U+2066 to U+2069: they change the direction of text. */
static bool is_direction_mark(const unsigned char *at, size_t left)
{
    if (left < 3 || at[0] != 0xe2)
        return false;
    return (at[1] == 0x80 && (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xaa && at[2] <= 0xae))) ||
           (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9);
}

/* Checks that line ends are the only control characters, and that there is no direction mark. */
static void check_shown(void)
{
    for (size_t i = 0; i < out_size; i++) {
        unsigned char byte = (unsigned char)out[i];

        CHECK(byte == '\n' || (byte == '\r' && i + 1 < out_size && out[i + 1] == '\n') ||
              (byte >= ' ' && byte != 0x7f));
        CHECK(byte != 0xc2 || (unsigned char)out[i + 1] >= 0xa0);
        CHECK(!is_direction_mark((const unsigned char *)out + i, out_size - i));
    }
}

/* Checks the lines that logs have become. */
static void check_tagged(const struct tag_request *request, const struct log_lines *logs, size_t count)
{
    struct said left = {out, out + out_size, said, said + said_size, out, false, 0};

    for (size_t i = 0; i < count; i++) {
        struct part lines = {(const uint8_t *)logs[i].lines, (const uint8_t *)logs[i].lines + logs[i].length};

        check_lines(lines, files_read[i].path, request->skips_malformed, &left);
        if (logs[i].error)
            check_unreadable(files_read[i].path, logs[i].error, &left);
    }
    check_count(&left);
    CHECK(left.out == left.out_end && !strstr(left.said, files_read[0].path) &&
          !strstr(left.said, files_read[1].path));
}

static void tag(const struct tag_request *request, const struct log_lines *logs, size_t count)
{
    FILE *stdout_before = stdout, *stderr_before = stderr;
    bool is_certain = true;

    for (size_t i = 0; i < count; i++)
        is_certain = is_certain && logs[i].is_certain;
    stdout = open_memstream(&out, &out_size);
    stderr = open_memstream(&said, &said_size);
    CHECK(stdout && stderr && fflush(stdout) == 0);
    tag_run(request);
    fclose(stdout);
    fclose(stderr);
    stdout = stdout_before;
    stderr = stderr_before;
    CHECK(request->mode != TAG_RSYSLOG || said_size == 0);
    if (request->mode == TAG_RSYSLOG)
        messages_check(messages, out, out_size);
    else if (is_on_terminal)
        check_shown();
    else if (request->mode == TAG_LINES && is_certain)
        check_tagged(request, logs, count);
    free(out);
    free(said);
}

/* ---- Input ------------------------------------------------------------------------------------------------------ */

/* Reads a file of log formats, whose errors are not shown. Returns the shipped formats if it has some. */
static struct log_formats *read_formats(const char *path)
{
    FILE *stderr_before = stderr;
    struct log_formats *formats;
    char *words;
    size_t size;

    stderr = open_memstream(&words, &size);
    CHECK(stderr);
    formats = log_formats_open(&path, 1);
    fclose(stderr);
    stderr = stderr_before;
    CHECK(formats ? size == 0 : size > 0);
    free(words);
    return formats ? formats : shipped;
}

/* Writes a log to its file, and finds its lines. Returns false if there are too many. */
static bool write_log(const struct memory_file *file, struct part bytes, unsigned packing, struct log_lines *log)
{
    size_t size = (size_t)(bytes.end - bytes.at), left_out = packing / 4 % 16; /* bytes */
    bool is_read;

    write_memory_file(file, bytes);
    is_read = log_lines_of(file, size, log);
    if (!is_read || packing % 4 == PACKED_NOT || packing % 4 > PACKED_ZSTD || log->is_packed)
        return is_read;
    pack_file(file, bytes, packing % 4, left_out);
    if (left_out) {
        free(log->lines);
        return log_lines_of(file, size, log);
    }
    return true;
}

/* Gives rsyslog's messages, the first log, as standard input. */
static void write_messages(struct options *options, struct messages *of_log)
{
    CHECK(dup2(files_read[0].descriptor, STDIN_FILENO) >= 0 && lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
    options->operand_count = 0;
    messages = of_log;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum tag_mode modes[] = {TAG_LINES, TAG_SUMMARY, TAG_EVENTS, TAG_RSYSLOG};
    struct part files[FILES_MOST], choices = cut_choices(data, &size);
    struct options options = {0};
    struct tag_request request = {.db = attack_events_builtin(), .options = &options, .formats = shipped};
    struct log_lines logs[FILES_MOST] = {{0}};
    struct messages of_log = {0, 0};
    uint8_t flags = take_byte(&choices), mode = take_byte(&choices), shortest = take_byte(&choices);
    uint8_t packing = take_byte(&choices);
    char *operands[FILES_MOST];
    bool is_read = true;
    size_t count;

    request.skips_malformed = flags & SKIPS_MALFORMED;
    request.with_rows = flags & WITH_ROWS;
    request.jobs = flags & WITH_JOBS ? 3 : 1;
    request.mode = modes[mode % 4];
    request.top = 1 + mode / 4;
    is_on_terminal = flags & ON_TERMINAL && request.mode != TAG_RSYSLOG;
    options.format = is_on_terminal ? FORMAT_TABLE : FORMAT_TSV;
    options.values[OPTION_UNKNOWN] = flags & UNKNOWN_MATCHES ? "" : NULL;
    options.values[OPTION_TABLE] = flags & WITH_TABLE ? "DeviceProcessEvents" : NULL;
    options.values[OPTION_PLATFORM] = flags & WITH_PLATFORM ? "windows" : NULL;
    options.operands = operands;
    count = split(data, size, files, FILES_MOST);
    if (flags & WITH_FORMATS && count == FILES_MOST) {
        count--;
        write_memory_file(&files_read[1], files[1]);
        request.formats = read_formats(files_read[1].path);
    }
    for (size_t i = 0; i < count && is_read; i++) {
        is_read = write_log(&files_read[i], files[i], request.mode == TAG_RSYSLOG ? PACKED_NOT : packing, &logs[i]);
        operands[i] = files_read[i].path;
    }
    options.operand_count = count;
    read_most = shortest;
    if (request.mode == TAG_RSYSLOG)
        write_messages(&options, &of_log);
    if (is_read)
        tag(&request, logs, count);
    read_most = 0;
    messages = NULL;
    for (size_t i = 0; i < count; i++)
        free(logs[i].lines);
    if (request.formats != shipped)
        log_formats_close(request.formats);
    return 0;
}
