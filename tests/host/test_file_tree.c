/* SPDX-License-Identifier: MIT
 *
 * The files of a tree: in bytewise order, whatever the language and the order in which they were made; links to
 * directories are not followed.
 */
#include "host/file_facts.h"
#include "host/file_tree.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const yaml[] = {".yml", ".yaml", NULL};

/* What was visited: paths behind that of the tree, a line each; directories end in a slash. */
struct visits {
    size_t root; /* length of the tree's path */
    size_t left; /* visits until one ends the walk */
    FILE *file;
};

static bool visit(void *context, const char *path, bool is_directory)
{
    struct visits *visits = context;

    fprintf(visits->file, "%s%s\n", path + visits->root, is_directory ? "/" : "");
    return visits->left-- > 1;
}

/* Fails unless a walk visits these, and ends as expected. */
static void expect_visits(const char *path, size_t most, bool is_good, const char *expected)
{
    struct visits visits = {.root = strlen(path), .left = most};
    char *text;
    size_t size;

    visits.file = open_memstream(&text, &size);
    assert_non_null(visits.file);
    assert_int_equal(file_tree_walk(path, yaml, visit, &visits), is_good);
    fclose(visits.file);
    assert_string_equal(text, expected);
    free(text);
}

static void visits_in_bytewise_order(void **state)
{
    static const char *const names[] = {"b.yml", "a.yaml", "B.yml",  "\xc3\xa9.yml",
                                        "a.yml", "_.yml",  "10.yml", "9.yml"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        write_text(*state, names[i], "");
    write_text(make_directory(*state, "a"), "z.yml", "");
    write_text(make_directory(*state, "c"), "y.yml", "");
    setlocale(LC_ALL, "");
    expect_visits(*state, SIZE_MAX, true,
                  "/\n/10.yml\n/9.yml\n/B.yml\n/_.yml\n/a/\n/a/z.yml\n/a.yaml\n/a.yml\n/b.yml\n/c/\n/c/y.yml\n"
                  "/\xc3\xa9.yml\n");
}

static void takes_names_by_their_ending(void **state)
{
    static const char *const names[] = {".yml", "yml", "a.YML", "a.yml~", "a.yml.yaml", ".a.yml", "a.yamlx", "..yml"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        write_text(*state, names[i], "");
    write_text(make_directory(*state, ".git"), "a.yml", "");
    make_directory(*state, "empty.yml");
    expect_visits(*state, SIZE_MAX, true, "/\n/a.yml.yaml\n/empty.yml/\n");
}

static void takes_regular_files_alone(void **state)
{
    const char *sub = make_directory(*state, "sub");

    write_text(*state, "file.yml", "");
    assert_int_equal(symlink("../file.yml", path_in(sub, "link.yml")), 0);
    assert_int_equal(symlink("..", path_in(sub, "up.yml")), 0);
    assert_int_equal(symlink(".", path_in(sub, "here")), 0);
    assert_int_equal(symlink("loop.yml", path_in(sub, "loop.yml")), 0);
    assert_int_equal(symlink("nothing", path_in(sub, "dangling.yml")), 0);
    assert_int_equal(symlink("/dev/null", path_in(sub, "device.yml")), 0);
    assert_int_equal(mkfifo(path_in(sub, "fifo.yml"), 0600), 0);
    expect_visits(*state, SIZE_MAX, true, "/\n/file.yml\n/sub/\n/sub/link.yml\n");
}

/* The path that is given may be a link, and may end in a slash. */
static void follows_the_path_that_is_given(void **state)
{
    char path[512];

    write_text(make_directory(*state, "rules"), "a.yml", "");
    assert_int_equal(symlink("rules", path_in(*state, "link")), 0);
    snprintf(path, sizeof path, "%s/link", (const char *)*state);
    assert_int_equal(file_kind_of(path), FILE_DIRECTORY);
    expect_visits(path, SIZE_MAX, true, "/\n/a.yml\n");
    snprintf(path, sizeof path, "%s/rules/", (const char *)*state);
    expect_visits(path, SIZE_MAX, true, "/\na.yml\n");
}

static void ends_where_a_visit_says_so(void **state)
{
    write_text(make_directory(*state, "a"), "1.yml", "");
    write_text(path_in(*state, "a"), "2.yml", "");
    write_text(*state, "b.yml", "");
    expect_visits(*state, 1, false, "/\n");
    expect_visits(*state, 2, false, "/\n/a/\n");
    expect_visits(*state, 3, false, "/\n/a/\n/a/1.yml\n");
    expect_visits(*state, 5, false, "/\n/a/\n/a/1.yml\n/a/2.yml\n/b.yml\n");
    expect_visits(*state, 6, true, "/\n/a/\n/a/1.yml\n/a/2.yml\n/b.yml\n");
}

static void tells_why_it_failed(void **state)
{
    struct visits visits = {.left = SIZE_MAX};
    char path[512];

    errno = 0;
    expect_visits(path_in(*state, "nothing"), SIZE_MAX, false, "/\n");
    assert_int_equal(errno, ENOENT);
    expect_visits(write_text(*state, "file.yml", ""), SIZE_MAX, false, "/\n");
    assert_int_equal(errno, ENOTDIR);
    snprintf(path, sizeof path, "%s", (const char *)*state);
    for (int i = 0; i < FILE_TREE_DEPTH + 1; i++)
        snprintf(path + strlen(path), sizeof path - strlen(path), "%s", strrchr(make_directory(path, "d"), '/'));
    visits.file = fopen("/dev/null", "w");
    assert_non_null(visits.file);
    errno = 0;
    assert_false(file_tree_walk(*state, yaml, visit, &visits));
    assert_int_equal(errno, ELOOP);
    assert_true(file_tree_walk(path_in(*state, "d"), yaml, visit, &visits));
    fclose(visits.file);
}

static void tells_kinds_apart(void **state)
{
    write_text(*state, "file", "");
    assert_int_equal(symlink("file", path_in(*state, "link")), 0);
    assert_int_equal(mkfifo(path_in(*state, "fifo"), 0600), 0);
    assert_int_equal(file_kind_of(*state), FILE_DIRECTORY);
    assert_int_equal(file_kind_of(path_in(*state, "file")), FILE_REGULAR);
    assert_int_equal(file_kind_of(path_in(*state, "link")), FILE_REGULAR);
    assert_int_equal(file_kind_of(path_in(*state, "fifo")), FILE_OTHER);
    assert_int_equal(file_kind_of(path_in(*state, "nothing")), FILE_OTHER);
    assert_int_equal(file_kind_of("/dev/null"), FILE_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(visits_in_bytewise_order),   SCRATCH_TEST(takes_names_by_their_ending),
        SCRATCH_TEST(takes_regular_files_alone),  SCRATCH_TEST(follows_the_path_that_is_given),
        SCRATCH_TEST(ends_where_a_visit_says_so), SCRATCH_TEST(tells_why_it_failed),
        SCRATCH_TEST(tells_kinds_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
