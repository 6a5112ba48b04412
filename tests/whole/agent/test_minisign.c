/* SPDX-License-Identifier: MIT
 *
 * What the program minisign signs is accepted, and nothing else: of all that hostile hands can make of a signature, a
 * key or a pack, what minisign refuses is refused here, too.
 */
#include "agent_packs.h"
#include "generating.h"
#include "live_mapping.h"
#include "minisign.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A pack, its signature, and the key, as minisign wrote them. */
struct signed_pack {
    char *pack, *signature, key[80];
    size_t pack_size, signature_size;
};

static void run_minisign(const char *const arguments[])
{
    struct run_result result;

    run(arguments, NULL, &result);
    if (result.exit_code != 0)
        fail_msg("minisign: %s%s", result.out, result.err);
    run_result_free(&result);
}

/* The last line of the file of a public key. */
static void read_key(const char *path, char key[80])
{
    char *text = read_file(path, NULL), *line = strchr(text, '\n');

    assert_non_null(line);
    snprintf(key, 80, "%.*s", (int)strcspn(line + 1, "\n"), line + 1);
    free(text);
}

static void make_key(const char *scratch, const char *name, char key[80])
{
    char public[1000], secret[1000];

    snprintf(public, sizeof public, "%s.pub", path_in(scratch, name));
    snprintf(secret, sizeof secret, "%s.key", path_in(scratch, name));
    run_minisign(ARGUMENTS("minisign", "-G", "-W", "-f", "-p", public, "-s", secret));
    read_key(public, key);
}

/* Signs the pack with the key mine.key. `form` is "-H" or, as older versions sign, "-l". */
static void sign(const char *scratch, const char *form, struct signed_pack *made)
{
    struct pack_recipe recipe = {.name = "pack", .technique = "of a signed pack"};
    const char *pack = make_pack(scratch, &recipe);

    make_key(scratch, "mine", made->key);
    run_minisign(ARGUMENTS("minisign", "-S", form, "-s", path_in(scratch, "mine.key"), "-t", "for acme's agents", "-x",
                           path_in(scratch, "pack.minisig"), "-m", pack));
    made->pack = read_file(pack, &made->pack_size);
    made->signature = read_file(path_in(scratch, "pack.minisig"), &made->signature_size);
}

static void free_signed(struct signed_pack *made)
{
    free(made->pack);
    free(made->signature);
}

static const char *ask(const struct signed_pack *made, const char *signature, size_t length)
{
    /* Exactly as large, so that a sanitizer sees what is read behind it. */
    char *copy = malloc(length ? length : 1);
    const char *refusal;

    assert_non_null(copy);
    memcpy(copy, signature, length);
    refusal = minisign_check(made->key, copy, length, made->pack, made->pack_size);
    free(copy);
    return refusal;
}

static void expect(const char *refusal, const char *expected)
{
    if (!refusal || strcmp(refusal, expected) != 0)
        fail_msg("\"%s\" instead of \"%s\"", refusal ? refusal : "accepted", expected);
}

#define NOT_MINISIGN "its signature is not in the form of minisign"

static const char *const forms[] = {"-H", "-l"};

static void accepts_what_minisign_signs(void **state)
{
    static const char *const algorithms[] = {"RU", "RW"}; /* the base64 of "ED" and "Ed" begins so */

    for (int i = 0; i < 2; i++) {
        struct signed_pack made;

        sign(*state, forms[i], &made);
        assert_memory_equal(strchr(made.signature, '\n') + 1, algorithms[i], 2);
        assert_null(ask(&made, made.signature, made.signature_size));
        free_signed(&made);
    }
}

static void accepts_a_pack_only_as_it_was_signed(void **state)
{
    struct signed_pack made;

    for (int form = 0; form < 2; form++) {
        sign(*state, forms[form], &made);
        for (size_t i = 0; i < made.pack_size; i++) {
            made.pack[i] = (char)(made.pack[i] ^ (1 << i % 8));
            expect(ask(&made, made.signature, made.signature_size), "its signature is wrong");
            made.pack[i] = (char)(made.pack[i] ^ (1 << i % 8));
        }
        made.pack_size--;
        expect(ask(&made, made.signature, made.signature_size), "its signature is wrong");
        made.pack_size = 0;
        expect(ask(&made, made.signature, made.signature_size), "its signature is wrong");
        free_signed(&made);
    }
}

/* Whether minisign, asked for each, accepts this signature for the pack in the scratch directory. */
static bool minisign_accepts(const char *scratch, const struct signed_pack *made, const char *signature, size_t length)
{
    const char *path = write_bytes(scratch, "changed.minisig", signature, length);
    struct run_result result;
    bool accepted;

    run(ARGUMENTS("minisign", "-V", "-q", "-P", made->key, "-x", path, "-m", path_in(scratch, "pack")), NULL, &result);
    accepted = result.exit_code == 0;
    run_result_free(&result);
    return accepted;
}

static void accepts_no_change_of_a_signature_that_minisign_refuses(void **state)
{
    struct signed_pack made;
    size_t untrusted;

    for (int form = 0; form < 2; form++) {
        sign(*state, forms[form], &made);
        untrusted = strcspn(made.signature, "\n");
        assert_memory_equal(made.signature, "untrusted comment: ", 19);
        for (size_t i = 0; i < made.signature_size; i++) {
            const char *refusal;

            made.signature[i] ^= 1;
            refusal = ask(&made, made.signature, made.signature_size);
            if (!refusal != (i >= 19 && i < untrusted)) /* this text is not signed */
                fail_msg("byte %zu: %s", i, refusal ? refusal : "accepted");
            /* The other way round, minisign takes base64 that no encoder writes. */
            if (!refusal && !minisign_accepts(*state, &made, made.signature, made.signature_size))
                fail_msg("byte %zu: accepted, but not by minisign", i);
            made.signature[i] ^= 1;
        }
        free_signed(&made);
    }
}

static void accepts_no_other_value_of_a_byte_that_is_signed(void **state)
{
    struct signed_pack made;
    size_t start;

    sign(*state, "-H", &made);
    start = strcspn(made.signature, "\n");
    for (size_t i = start; i < made.signature_size; i++)
        for (int change = 1; change < 256; change++) {
            made.signature[i] = (char)(made.signature[i] ^ change);
            if (!ask(&made, made.signature, made.signature_size))
                fail_msg("byte %zu is not signed: %d makes no difference:\n%s", i, change, made.signature);
            made.signature[i] = (char)(made.signature[i] ^ change);
        }
    free_signed(&made);
}

static void accepts_no_part_of_a_signature(void **state)
{
    struct signed_pack made;

    sign(*state, "-H", &made);
    for (size_t length = 0; length < made.signature_size; length++)
        expect(ask(&made, made.signature, length), NOT_MINISIGN);
    for (size_t start = 1; start <= made.signature_size; start++)
        expect(ask(&made, made.signature + start, made.signature_size - start), NOT_MINISIGN);
    free_signed(&made);
}

/* Puts `text` in place of the line with this number, and asks. */
static const char *ask_with_line(const struct signed_pack *made, int number, const char *text, size_t length)
{
    char *changed = malloc(made->signature_size + length), *to = changed;
    const char *at = made->signature, *refusal;

    assert_non_null(changed);
    for (int i = 0; i < 4; i++) {
        size_t taken = strcspn(at, "\n") + 1;

        memcpy(to, i == number ? text : at, i == number ? length : taken);
        to += i == number ? length : taken;
        at += taken;
    }
    refusal = ask(made, changed, (size_t)(to - changed));
    free(changed);
    return refusal;
}

static void accepts_no_hostile_line(void **state)
{
    static char large[2 * MINISIGN_BYTES_MOST];
    static const char *const lines[] = {"",     "\n", "=\n", "====\n", "untrusted comment: \n", "trusted comment: \n",
                                        "RUQ\n"};
    struct signed_pack made;
    const char *first;
    char line[200], two_lines[400];
    size_t longest;

    sign(*state, "-H", &made);
    memset(large, 'A', sizeof large);
    large[sizeof large - 1] = '\n';
    for (int i = 1; i < 4; i++) { /* the untrusted comment may be anything short */
        for (size_t k = 0; k < sizeof lines / sizeof *lines; k++)
            assert_non_null(ask_with_line(&made, i, lines[k], strlen(lines[k])));
        expect(ask_with_line(&made, i, large, sizeof large), NOT_MINISIGN);
        expect(ask_with_line(&made, i, "\0\n", 2), NOT_MINISIGN);
    }
    memcpy(large, "trusted comment: ", 17); /* as long as it may be */
    longest = MINISIGN_BYTES_MOST - (made.signature_size - strlen("trusted comment: for acme's agents\n"));
    large[longest - 1] = '\n';
    expect(ask_with_line(&made, 2, large, longest), "its signature is wrong");
    large[longest - 1] = 'A';
    large[longest] = '\n';
    expect(ask_with_line(&made, 2, large, longest + 1), NOT_MINISIGN);
    large[longest] = 'A';
    memcpy(large, "untrusted comment: ", 19);
    expect(ask_with_line(&made, 0, large, sizeof large), NOT_MINISIGN);
    assert_null(ask_with_line(&made, 0, "untrusted comment: \n", 20));

    first = strchr(made.signature, '\n') + 1;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(first, "\n") + 1, first);
    assert_null(ask_with_line(&made, 1, line, strlen(line)));
    line[1] = 'V'; /* as the base64 of "ET" */
    line[2] = 'R';
    expect(ask_with_line(&made, 1, line, strlen(line)), "its signature is of an unknown algorithm");
    snprintf(two_lines, sizeof two_lines, "%.*s\n", (int)strcspn(first, "\n") - 4, first);
    expect(ask_with_line(&made, 1, two_lines, strlen(two_lines)), NOT_MINISIGN);
    snprintf(two_lines, sizeof two_lines, "%.*sAAAA\n", (int)strcspn(first, "\n"), first);
    expect(ask_with_line(&made, 1, two_lines, strlen(two_lines)), NOT_MINISIGN);
    free_signed(&made);
}

static void accepts_nothing_behind_a_signature(void **state)
{
    static const char *const behind[] = {"\n", " ", "x", "untrusted comment: x\n"};
    struct signed_pack made;
    char *longer;

    sign(*state, "-H", &made);
    longer = malloc(made.signature_size + 100);
    assert_non_null(longer);
    memcpy(longer, made.signature, made.signature_size);
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        memcpy(longer + made.signature_size, behind[i], strlen(behind[i]));
        expect(ask(&made, longer, made.signature_size + strlen(behind[i])), NOT_MINISIGN);
    }
    memset(longer + made.signature_size, 0, 1);
    expect(ask(&made, longer, made.signature_size + 1), NOT_MINISIGN);
    free(longer);
    free_signed(&made);
}

static void accepts_no_other_key(void **state)
{
    struct signed_pack made;
    char right[80], other[80];

    sign(*state, "-H", &made);
    make_key(*state, "other", other);
    memcpy(right, made.key, sizeof right);
    memcpy(made.key, other, sizeof right);
    expect(ask(&made, made.signature, made.signature_size), "its signature is of another key");
    memcpy(made.key, right, 14); /* its id with another key: "Ed" and the id are the first 80 bits */
    expect(ask(&made, made.signature, made.signature_size), "its signature is wrong");
    for (size_t i = 0; right[i]; i++) {
        memcpy(made.key, right, sizeof right);
        made.key[i] = made.key[i] == 'A' ? 'B' : 'A';
        assert_non_null(ask(&made, made.signature, made.signature_size));
        made.key[i] = (char)(right[i] ^ 128);
        assert_non_null(ask(&made, made.signature, made.signature_size));
        made.key[i] = '\0';
        assert_non_null(ask(&made, made.signature, made.signature_size));
    }
    memcpy(made.key, right, sizeof right);
    memcpy(made.key + strlen(right), "AAAA", 5);
    assert_non_null(ask(&made, made.signature, made.signature_size));
    memcpy(made.key, right, sizeof right);
    assert_null(ask(&made, made.signature, made.signature_size));
    free_signed(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(accepts_what_minisign_signs),
        SCRATCH_TEST(accepts_a_pack_only_as_it_was_signed),
        SCRATCH_TEST(accepts_no_change_of_a_signature_that_minisign_refuses),
        SCRATCH_TEST(accepts_no_other_value_of_a_byte_that_is_signed),
        SCRATCH_TEST(accepts_no_part_of_a_signature),
        SCRATCH_TEST(accepts_no_hostile_line),
        SCRATCH_TEST(accepts_nothing_behind_a_signature),
        SCRATCH_TEST(accepts_no_other_key),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
