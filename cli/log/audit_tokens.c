/* SPDX-License-Identifier: MIT
 *
 * The kernel encodes what an attacker can choose, but programs quote as they like: so a quote that nothing closes goes
 * to the end of the record. What auditd adds stands behind a byte 0x1d.
 */
#include "audit_tokens.h"

#include <string.h>

enum { ENRICHED = 0x1D };

static bool is_separator(char byte)
{
    return byte == ' ' || byte == ENRICHED || byte == '\n' || byte == '\r';
}

static void drop(struct attack_text *body, size_t length)
{
    body->text += length;
    body->length -= length;
}

/* Returns the length of a name with a "=" behind it at the start, or 0. */
static size_t name_length(struct attack_text body)
{
    size_t at = 0;

    while (at < body.length &&
           ((body.text[at] >= 'a' && body.text[at] <= 'z') || (body.text[at] >= 'A' && body.text[at] <= 'Z') ||
            (at && ((body.text[at] >= '0' && body.text[at] <= '9') || memchr("-_[]", body.text[at], 4)))))
        at++;
    return at < body.length && body.text[at] == '=' ? at : 0;
}

/* Returns the offset of the byte that ends a value which begins with a quote; the end if there is none. A single quote
 * ends before what auditd adds: texts of programs have such quotes inside. */
static size_t closing(struct attack_text body, char quote)
{
    size_t length = 0;

    while (length < body.length && body.text[length] != ENRICHED && (body.text[length] != quote || quote == '\''))
        length++;
    if (quote != '\'')
        return length;
    for (size_t i = length; i > 0; i--)
        if (body.text[i - 1] == quote)
            return i - 1;
    return length;
}

/* Returns the length of a value without quotes. */
static size_t word_length(struct attack_text body, bool in_words)
{
    size_t at = 0;

    while (at < body.length && !is_separator(body.text[at]))
        at++;
    while (in_words && at < body.length && body.text[at] == ' ') {
        struct attack_text rest = {body.text + at, body.length - at};

        while (rest.length && *rest.text == ' ')
            drop(&rest, 1);
        if (!rest.length || name_length(rest) || *rest.text == ':')
            break;
        at = body.length - rest.length;
        while (at < body.length && !is_separator(body.text[at]))
            at++;
    }
    return at;
}

static void take_value(struct attack_text *body, bool in_words, struct audit_token *token)
{
    char first = body->length ? *body->text : ' ';
    bool has_quotes = first == '"' || first == '\'' || first == '{';

    token->quotes = first == '"'    ? AUDIT_DOUBLE
                    : first == '\'' ? AUDIT_SINGLE
                    : first == '{'  ? AUDIT_BRACES
                                    : AUDIT_UNQUOTED;
    if (has_quotes)
        drop(body, 1);
    token->value.text = body->text;
    token->value.length = has_quotes ? closing(*body, first == '{' ? '}' : first) : word_length(*body, in_words);
    drop(body, token->value.length);
    if (has_quotes && body->length && *body->text != ENRICHED)
        drop(body, 1);
}

bool audit_token_next(struct attack_text *body, bool in_words, struct audit_token *token)
{
    for (;;) {
        while (body->length && is_separator(*body->text))
            drop(body, 1);
        if (!body->length)
            return false;
        token->name = (struct attack_text){body->text, name_length(*body)};
        if (token->name.length)
            break;
        while (body->length && !is_separator(*body->text))
            drop(body, 1);
    }
    drop(body, token->name.length + 1);
    take_value(body, in_words, token);
    return true;
}
