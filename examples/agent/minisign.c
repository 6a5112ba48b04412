/* SPDX-License-Identifier: MIT
 *
 * Checks a detached signature of minisign with libsodium. The file of a signature has four lines:
 *
 *     untrusted comment: TEXT
 *     base64 of: "ED" or "Ed", the id of the key (8 bytes), the signature (64)
 *     trusted comment: TEXT
 *     base64 of a second signature, of the first one's 64 bytes and the TEXT of the trusted comment
 *
 * "ED" signs the BLAKE2b-512 of the file, "Ed", which older versions write, the file itself. A public key is the base64
 * of "Ed", the id of the key, and the key.
 */
#include "minisign.h"

#include <sodium.h>
#include <stdbool.h>
#include <string.h>

enum { KEY_ID_BYTES = 8, HASH_BYTES = 64 };

/* These are read from bytes as they are: they have no padding. */
struct public_key {
    unsigned char algorithm[2], id[KEY_ID_BYTES], key[crypto_sign_PUBLICKEYBYTES];
};
struct signature {
    unsigned char algorithm[2], key_id[KEY_ID_BYTES], signature[crypto_sign_BYTES];
};

struct text {
    const char *start;
    size_t length;
};

/* Takes a line off the start of `rest`. Returns whether there is one that begins so; `line` is what follows there. */
static bool take_line(struct text *rest, const char *beginning, struct text *line)
{
    const char *end = rest->length ? memchr(rest->start, '\n', rest->length) : NULL;
    size_t skipped = strlen(beginning);

    line->length = end ? (size_t)(end - rest->start) : 0;
    if (!end || line->length < skipped || memcmp(rest->start, beginning, skipped) != 0)
        return false;
    line->start = rest->start + skipped;
    line->length -= skipped;
    rest->length -= (size_t)(end + 1 - rest->start);
    rest->start = end + 1;
    return true;
}

/* Returns whether the text is base64 of so many bytes, as an encoder writes it: libsodium 1.0.18 also takes '+' and '/'
 * with the highest bit set for what they are without, so that more than one text would pass. */
static bool decode(struct text base64, void *bytes, size_t size)
{
    char again[sodium_base64_ENCODED_LEN(sizeof(struct signature), sodium_base64_VARIANT_ORIGINAL)];
    size_t decoded = 0;

    if (sodium_base642bin(bytes, size, base64.start, base64.length, NULL, &decoded, NULL,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        decoded != size)
        return false;
    sodium_bin2base64(again, sizeof again, bytes, size, sodium_base64_VARIANT_ORIGINAL);
    return strlen(again) == base64.length && memcmp(again, base64.start, base64.length) == 0;
}

static bool has_signed_bytes(const struct public_key *key, const struct signature *signature, const void *bytes,
                             size_t size)
{
    unsigned char hash[HASH_BYTES];
    const unsigned char *message = bytes;

    if (signature->algorithm[1] == 'D') {
        crypto_generichash(hash, sizeof hash, bytes, size, NULL, 0);
        message = hash;
        size = sizeof hash;
    }
    return crypto_sign_verify_detached(signature->signature, message, size, key->key) == 0;
}

static bool has_signed_comment(const struct public_key *key, const struct signature *signature, struct text comment,
                               const unsigned char *by)
{
    unsigned char message[crypto_sign_BYTES + MINISIGN_BYTES_MOST];

    memcpy(message, signature->signature, crypto_sign_BYTES);
    memcpy(message + crypto_sign_BYTES, comment.start, comment.length);
    return crypto_sign_verify_detached(by, message, crypto_sign_BYTES + comment.length, key->key) == 0;
}

const char *minisign_check(const char *key, const char *signature, size_t length, const void *bytes, size_t size)
{
    struct text key_line = {key, strlen(key)}, rest = {signature, length}, unused, first_line, comment, second_line;
    struct public_key public;
    struct signature first;
    unsigned char second[crypto_sign_BYTES];

    if (sodium_init() < 0)
        return "its signature cannot be checked: libsodium does not start";
    if (!decode(key_line, &public, sizeof public) || memcmp(public.algorithm, "Ed", 2) != 0)
        return "its signature cannot be checked: the key is no public key of minisign";
    if (length > MINISIGN_BYTES_MOST || !take_line(&rest, "untrusted comment: ", &unused) ||
        !take_line(&rest, "", &first_line) || !take_line(&rest, "trusted comment: ", &comment) ||
        !take_line(&rest, "", &second_line) || rest.length)
        return "its signature is not in the form of minisign";
    if (!decode(first_line, &first, sizeof first) || !decode(second_line, second, sizeof second))
        return "its signature is not in the form of minisign";
    if (memcmp(first.algorithm, "Ed", 2) != 0 && memcmp(first.algorithm, "ED", 2) != 0)
        return "its signature is of an unknown algorithm";
    if (memcmp(first.key_id, public.id, sizeof public.id) != 0)
        return "its signature is of another key";
    if (!has_signed_bytes(&public, &first, bytes, size) || !has_signed_comment(&public, &first, comment, second))
        return "its signature is wrong";
    return NULL;
}
