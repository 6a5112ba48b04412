/* SPDX-License-Identifier: MIT
 *
 * Feeds bytes to `attack-events tag`: the line reader, with reads as short as a pipe's and a small limit, the JSON
 * reader, log formats, matching, writing. lines.c, which reads JSON a second time, checks the output: each line that is
 * an object comes out with its bytes and one more member; each other line is reported by number. On a terminal, no byte
 * of the output controls it.
 *
 * An input is a file of lines, or two with 0x1e between them. Behind the last 0x1e are choices, one of which makes the
 * second file one of log formats.
 */
#define _GNU_SOURCE

#undef isatty /* the tool calls fuzz_isatty() instead of the header's function */

#include "attack_events_builtin.h"
#include "fuzz.h"
#include "line/command.h"
#include "lines.h"
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
    WITH_FORMATS = 64
};

const struct command *const commands[] = {NULL}; /* for help.c */

static unsigned read_most; /* 0: no limit */
static bool is_on_terminal;
static struct memory_file files_read[FILES_MOST];
static struct log_formats *shipped;

/* Stands in for read(2) in line_reader.c: it may be interrupted or return less. */
ssize_t fuzz_read(int file, void *buffer, size_t size)
{
    static unsigned turn;

    if (read_most && ++turn % 5 == 0) {
        errno = EINTR;
        return -1;
    }
    return read(file, buffer, read_most && size > read_most ? read_most : size);
}

/* Stands in for isatty(3) in terminal.c. */
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

/* U+200E and U+200F, U+202A to U+202E, U+2066 to U+2069: they change the direction of text. */
static bool is_direction_mark(const unsigned char *at, size_t left)
{
    if (left < 3 || at[0] != 0xe2)
        return false;
    return (at[1] == 0x80 && (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xaa && at[2] <= 0xae))) ||
           (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9);
}

/* Checks that line ends are the only control characters, and that there is no direction mark. */
static void check_shown(const char *out, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)out[i];

        CHECK(byte == '\n' || (byte == '\r' && i + 1 < size && out[i + 1] == '\n') || (byte >= ' ' && byte != 0x7f));
        CHECK(byte != 0xc2 || (unsigned char)out[i + 1] >= 0xa0);
        CHECK(!is_direction_mark((const unsigned char *)out + i, size - i));
    }
}

static void tag(const struct tag_request *request, const struct bytes *files, size_t count)
{
    char *out, *said;
    size_t out_size, said_size;
    FILE *stdout_before = stdout, *stderr_before = stderr;

    stdout = open_memstream(&out, &out_size);
    stderr = open_memstream(&said, &said_size);
    CHECK(stdout && stderr);
    tag_run(request);
    fclose(stdout);
    fclose(stderr);
    stdout = stdout_before;
    stderr = stderr_before;
    if (is_on_terminal) {
        check_shown(out, out_size);
    } else if (request->mode == TAG_LINES) {
        struct said left = {out, out + out_size, said, said + said_size, out, false, 0};

        for (size_t i = 0; i < count; i++)
            check_lines(files[i], files_read[i].path, request->skips_malformed, &left);
        check_count(&left);
        CHECK(left.out == left.out_end && !strstr(left.said, files_read[0].path) &&
              !strstr(left.said, files_read[1].path));
    }
    free(out);
    free(said);
}

/* Reads a file of log formats, whose errors are not shown. Returns the shipped formats if it has some. */
static struct log_formats *read_formats(const char *path)
{
    FILE *stderr_before = stderr;
    struct log_formats *formats;
    char *said;
    size_t size;

    stderr = open_memstream(&said, &size);
    CHECK(stderr);
    formats = log_formats_open(&path, 1);
    fclose(stderr);
    stderr = stderr_before;
    CHECK(formats ? size == 0 : size > 0);
    free(said);
    return formats ? formats : shipped;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum tag_mode modes[] = {TAG_LINES, TAG_SUMMARY, TAG_EVENTS, TAG_LINES};
    struct bytes files[FILES_MOST], choices = cut_choices(data, &size);
    struct options options = {0};
    struct tag_request request = {.db = attack_events_builtin(), .options = &options};
    uint8_t flags = take_byte(&choices), mode = take_byte(&choices);
    char *operands[FILES_MOST];

    request.skips_malformed = flags & SKIPS_MALFORMED;
    request.with_rows = flags & WITH_ROWS;
    request.mode = modes[mode % 4];
    request.top = 1 + mode / 4;
    read_most = take_byte(&choices);
    is_on_terminal = flags & ON_TERMINAL;
    options.format = is_on_terminal ? FORMAT_TABLE : FORMAT_TSV;
    options.values[OPTION_UNKNOWN] = flags & UNKNOWN_MATCHES ? "" : NULL;
    options.values[OPTION_TABLE] = flags & WITH_TABLE ? "DeviceProcessEvents" : NULL;
    options.values[OPTION_PLATFORM] = flags & WITH_PLATFORM ? "windows" : NULL;
    options.operands = operands;
    options.operand_count = split(data, size, files, FILES_MOST);
    for (size_t i = 0; i < options.operand_count; i++) {
        write_memory_file(&files_read[i], files[i]);
        operands[i] = files_read[i].path;
    }
    request.formats = shipped;
    if (flags & WITH_FORMATS && options.operand_count == FILES_MOST) {
        options.operand_count--;
        request.formats = read_formats(files_read[1].path);
    }
    tag(&request, files, options.operand_count);
    if (request.formats != shipped)
        log_formats_close(request.formats);
    return 0;
}
