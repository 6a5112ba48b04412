/* SPDX-License-Identifier: MIT
 *
 * Creates, lists and removes the temporary directory.
 */
#include "scratch.h"

#include "cmocka_test.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES = 512, PATHS = 16, DEPTH = 64 /* musl goes no deeper than that */ };

int scratch_setup(void **state)
{
    const char *parent = getenv("TMPDIR");
    char *directory = malloc(PATH_BYTES);

    if (!directory)
        return -1;
    snprintf(directory, PATH_BYTES, "%s/attack events XXXXXX", parent && *parent ? parent : "/tmp");
    *state = directory;
    return mkdtemp(directory) ? 0 : -1;
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

int scratch_teardown(void **state)
{
    int result = nftw(*state, remove_one, DEPTH, FTW_DEPTH | FTW_PHYS);

    free(*state);
    return result;
}

const char *path_in(const char *directory, const char *name)
{
    static char paths[PATHS][PATH_BYTES];
    static unsigned turn;
    char *path = paths[turn++ % PATHS];

    if (snprintf(path, PATH_BYTES, "%s/%s", directory, name) >= PATH_BYTES)
        fail_msg("%s/%s is longer than this test expects", directory, name);
    return path;
}

const char *make_directory(const char *directory, const char *name)
{
    const char *path = path_in(directory, name);

    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        fail_msg("cannot make %s: %s", path, strerror(errno));
    return path;
}

const char *write_bytes(const char *directory, const char *name, const void *bytes, size_t size)
{
    const char *path = path_in(directory, name);
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        fail_msg("cannot write %s: %s", path, strerror(errno));
    return path;
}

const char *write_text(const char *directory, const char *name, const char *text)
{
    return write_bytes(directory, name, text, strlen(text));
}

const char *write_program(const char *directory, const char *name, const char *text)
{
    const char *path = write_text(directory, name, text);

    if (chmod(path, 0755) != 0)
        fail_msg("cannot make %s a program: %s", path, strerror(errno));
    return path;
}

char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb"), *memory;
    char *bytes = NULL, buffer[4096];
    size_t total = 0, got;

    memory = open_memstream(&bytes, &total);
    if (!file || !memory)
        fail_msg("cannot read %s: %s", path, strerror(errno));
    while ((got = fread(buffer, 1, sizeof buffer, file)) > 0)
        fwrite(buffer, 1, got, memory);
    fclose(file);
    if (fclose(memory) != 0)
        fail_msg("out of memory");
    if (size)
        *size = total;
    return bytes;
}

static int is_own_name(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static struct dirent **names_in(const char *path, int *count)
{
    struct dirent **names = NULL;

    *count = scandir(path, &names, is_own_name, alphasort);
    if (*count < 0)
        fail_msg("cannot list %s: %s", path, strerror(errno));
    return names;
}

static void free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static void append_file(FILE *all, const char *path)
{
    struct stat status;
    char *bytes;
    size_t size;

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    bytes = read_file(path, &size);
    fwrite(bytes, 1, size, all);
    free(bytes);
}

char *read_directory(const char *path, size_t *size)
{
    int count;
    struct dirent **names = names_in(path, &count);
    char *bytes = NULL;
    FILE *all = open_memstream(&bytes, size);

    assert_non_null(all);
    for (int i = 0; i < count; i++) {
        fprintf(all, "%s\n", names[i]->d_name);
        append_file(all, path_in(path, names[i]->d_name));
    }
    free_names(names, count);
    fclose(all);
    return bytes;
}

size_t count_names(const char *path)
{
    int count;
    struct dirent **names = names_in(path, &count);

    free_names(names, count);
    return (size_t)count;
}
