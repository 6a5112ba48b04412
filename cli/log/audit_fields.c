/* SPDX-License-Identifier: MIT
 *
 * Which fields are encoded, and which have numbers of another base, is listed in the audit system's documentation of
 * its fields; a field that is not in the lists is written as it is spelt. Of fields with the same name, the last one
 * counts for those who read the line, as in any JSON.
 */
#include "audit_fields.h"

#include "audit_address.h"
#include "audit_names.h"
#include "audit_tokens.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

/* Quoted if they are safe, else two hexadecimal digits a byte. */
static const char encoded[] =
    " acct apparmor cgroup cmd comm cwd data device dir exe file grp invalid_context key name new-chardev new-disk "
    "new-fs"
    " new-net new-rng new_group ocomm old-chardev old-disk old-fs old-net old-rng path proctitle root_dir sw vm watch ";
static const char hexadecimal[] =
    " arch cap_fi cap_fp cap_fver cap_pa cap_pe cap_pi cap_pp code flags fi fp fver ioctlcmd"
    " old_pa old_pe old_pi old_pp pa pe pi pp per qbytes ";

/* What is being written. */
struct fields {
    struct attack_text type;
    struct made_text *out;
    bool any;
    struct made_text bytes;      /* of one value, decoded */
    struct made_text arguments;  /* the elements of ARGV */
    struct attack_text argument; /* the number of the one in `bytes`, which more records may go on with; or absent */
    struct attack_text arch, syscall; /* of a record SYSCALL */
    bool is_named;                    /* the call is, by auditd; or the address of a socket is, by us */
};

static bool is(struct attack_text text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.text, word, text.length) == 0;
}

static bool is_listed(const char *list, struct attack_text name)
{
    return text_has_word(list, name.text, name.length);
}

/* ---- Values ----------------------------------------------------------------------------------------------------- */

static int digit_of(char byte)
{
    return byte >= '0' && byte <= '9'   ? byte - '0'
           : byte >= 'a' && byte <= 'f' ? byte - 'a' + 10
           : byte >= 'A' && byte <= 'F' ? byte - 'A' + 10
                                        : -1;
}

static bool is_digits(struct attack_text text, int base)
{
    for (size_t i = 0; i < text.length; i++)
        if (digit_of(text.text[i]) < 0 || digit_of(text.text[i]) >= base)
            return false;
    return text.length > 0;
}

/* Adds to `bytes` what a value stands for, if the field is encoded. */
static void decode(struct made_text *bytes, const struct audit_token *token)
{
    struct attack_text value = token->value;

    if (token->quotes != AUDIT_UNQUOTED || value.length % 2 || !is_digits(value, 16)) {
        made_text_add(bytes, value.text, value.length);
        return;
    }
    for (size_t i = 0; i < value.length; i += 2) {
        char byte = (char)(digit_of(value.text[i]) * 16 + digit_of(value.text[i + 1]));

        made_text_add(bytes, &byte, 1);
    }
}

/* Whether a value without quotes can be written as a number of JSON. */
static bool is_number(struct attack_text value)
{
    bool is_negative = value.length && *value.text == '-';
    struct attack_text digits = {value.text + is_negative, value.length - is_negative};

    return is_digits(digits, 10) && (digits.length == 1 || *digits.text != '0');
}

/* Adds a number with a prefix that names its base, without leading zeros. */
static void add_based(struct made_text *out, const char *prefix, struct attack_text digits)
{
    while (digits.length > 1 && *digits.text == '0') {
        digits.text++;
        digits.length--;
    }
    made_text_add(out, "\"", 1);
    made_text_add_word(out, prefix);
    made_text_add(out, digits.text, digits.length);
    made_text_add(out, "\"", 1);
}

static void begin_member(struct fields *fields, struct attack_text name)
{
    made_text_add(fields->out, ",", fields->any ? 1 : 0);
    fields->any = true;
    made_text_add_string(fields->out, name.text, name.length);
    made_text_add(fields->out, ":", 1);
}

static void add_word(struct fields *fields, const char *name, const char *value)
{
    begin_member(fields, (struct attack_text){name, strlen(name)});
    made_text_add_string(fields->out, value, strlen(value));
}

/* The name of a kernel module is encoded, and that of a program that answers is not. */
static bool is_encoded(const struct fields *fields, const struct audit_token *token)
{
    return is_listed(encoded, token->name) || (is(fields->type, "USER_TTY") && is(token->name, "msg"));
}

static void add_value(struct fields *fields, const struct audit_token *token)
{
    struct attack_text value = token->value;
    bool is_bare = token->quotes == AUDIT_UNQUOTED;

    if (is_bare && (is(value, "(null)") || is(value, "?"))) {
        made_text_add_word(fields->out, "null");
    } else if (is_encoded(fields, token)) {
        fields->bytes.length = 0;
        decode(&fields->bytes, token);
        made_text_add_string(fields->out, fields->bytes.bytes, fields->bytes.length);
    } else if (is_bare && is_listed(hexadecimal, token->name) && is_digits(value, 16)) {
        add_based(fields->out, "0x", value);
    } else if (is_bare && is(token->name, "mode") && is_digits(value, 8)) {
        add_based(fields->out, "0o", value);
    } else if (is_bare && is_number(value)) {
        made_text_add(fields->out, value.text, value.length);
    } else {
        made_text_add_string(fields->out, value.text, value.length);
    }
}

/* Writes what a program said: msg='op=login acct="root" res=success'. What is not of that form is a string. */
static void add_message(struct fields *fields, struct attack_text message)
{
    struct attack_text rest = message;
    struct audit_token token;
    bool any = false;

    if (!audit_token_next(&rest, true, &token)) {
        made_text_add_string(fields->out, message.text, message.length);
        return;
    }
    made_text_add(fields->out, "{", 1);
    do {
        made_text_add(fields->out, ",", any ? 1 : 0);
        any = true;
        made_text_add_string(fields->out, token.name.text, token.name.length);
        made_text_add(fields->out, ":", 1);
        add_value(fields, &token);
    } while (audit_token_next(&rest, true, &token));
    made_text_add(fields->out, "}", 1);
}

/* ---- Arguments -------------------------------------------------------------------------------------------------- */

static void add_argument(struct fields *fields, const char *bytes, size_t length)
{
    made_text_add(&fields->arguments, ",", fields->arguments.length ? 1 : 0);
    made_text_add_string(&fields->arguments, bytes, length);
}

/* Ends an argument that may have come in pieces: a1[0]=... a1[1]=... */
static void end_argument(struct fields *fields)
{
    if (fields->argument.text)
        add_argument(fields, fields->bytes.bytes, fields->bytes.length);
    fields->argument.text = NULL;
    fields->bytes.length = 0;
}

/* Takes a0, a1, a1[0] and a1_len of EXECVE. Returns false if it is none of them. */
static bool take_execve(struct fields *fields, const struct audit_token *token)
{
    struct attack_text number = {token->name.text, 1};
    bool is_piece;

    while (number.length < token->name.length && is_digits((struct attack_text){number.text + number.length, 1}, 10))
        number.length++;
    if (*number.text != 'a' || number.length == 1)
        return false;
    is_piece = number.length < token->name.length;
    if (is_piece && number.text[number.length] != '[') /* a1_len */
        return true;
    if (!is_piece || !fields->argument.text || fields->argument.length != number.length ||
        memcmp(fields->argument.text, number.text, number.length) != 0)
        end_argument(fields);
    fields->argument = number;
    decode(&fields->bytes, token);
    return true;
}

/* Takes the arguments of a system call, which are hexadecimal, and notes which one it is. */
static bool take_call(struct fields *fields, const struct audit_token *token)
{
    bool is_argument = token->name.length == 2 && token->name.text[0] == 'a' && token->name.text[1] >= '0' &&
                       token->name.text[1] <= '3' && is_digits(token->value, 16);

    if (is_argument) {
        made_text_add(&fields->arguments, ",", fields->arguments.length ? 1 : 0);
        add_based(&fields->arguments, "0x", token->value);
    }
    if (is(token->name, "arch"))
        fields->arch = token->value;
    if (is(token->name, "syscall"))
        fields->syscall = token->value;
    fields->is_named = fields->is_named || is(token->name, "SYSCALL") || is(token->name, "ARCH");
    return is_argument;
}

/* Takes the title of a process: its arguments with zeros between them. */
static bool take_title(struct fields *fields, const struct audit_token *token)
{
    const char *title;
    size_t start = 0;

    if (!is(token->name, "proctitle"))
        return false;
    fields->bytes.length = 0;
    decode(&fields->bytes, token);
    title = fields->bytes.length ? fields->bytes.bytes : "";
    for (size_t i = 0; i <= fields->bytes.length; i++)
        if (i == fields->bytes.length || !title[i]) {
            add_argument(fields, title + start, i - start);
            start = i + 1;
        }
    return true;
}

/* Takes the address of a socket: as it is spelt, and taken apart. What auditd says of it is left out then. */
static bool take_address(struct fields *fields, const struct audit_token *token)
{
    if (!is(token->name, "saddr"))
        return is(token->name, "SADDR") && fields->is_named;
    begin_member(fields, token->name);
    made_text_add_string(fields->out, token->value.text, token->value.length);
    fields->bytes.length = 0;
    decode(&fields->bytes, token);
    fields->is_named = audit_address_is_known(fields->bytes.bytes, fields->bytes.length);
    if (fields->is_named) {
        begin_member(fields, (struct attack_text){"SADDR", strlen("SADDR")});
        audit_address_write(fields->bytes.bytes, fields->bytes.length, fields->out);
    }
    return true;
}

/* ---- Records ---------------------------------------------------------------------------------------------------- */

static bool take_special(struct fields *fields, const struct audit_token *token)
{
    return is(fields->type, "EXECVE")      ? take_execve(fields, token)
           : is(fields->type, "SYSCALL")   ? take_call(fields, token)
           : is(fields->type, "PROCTITLE") ? take_title(fields, token)
           : is(fields->type, "SOCKADDR")  ? take_address(fields, token)
                                           : false;
}

/* Names the call, as auditd does if it is asked to. */
static void name_call(struct fields *fields)
{
    char digits[8] = "";
    const char *call, *processor;

    if (fields->is_named || !is_digits(fields->syscall, 10) || fields->syscall.length >= sizeof digits)
        return;
    memcpy(digits, fields->syscall.text, fields->syscall.length);
    processor = audit_processor_name(fields->arch, strtoul(digits, NULL, 10), &call);
    if (processor)
        add_word(fields, "ARCH", processor);
    if (call)
        add_word(fields, "SYSCALL", call);
}

/* "avc:  denied  { read write } for  pid=1 ...": what was denied or granted is a list. */
static void take_denial(struct fields *fields, struct attack_text *body)
{
    static const char *const heads[] = {"avc:  denied  { ", "avc:  granted  { "};
    const char *end = body->length ? memchr(body->text, '}', body->length) : NULL;

    for (size_t i = 0; i < 2 && end; i++) {
        size_t length = strlen(heads[i]);
        struct attack_text words;

        if (body->length < length || memcmp(body->text, heads[i], length) != 0 || end < body->text + length)
            continue;
        begin_member(fields, i ? (struct attack_text){"granted", 7} : (struct attack_text){"denied", 6});
        words = (struct attack_text){body->text + length, (size_t)(end - body->text) - length};
        made_text_add(fields->out, "[", 1);
        for (size_t at = 0, start = 0; at < words.length; at++)
            if (words.text[at] == ' ') {
                made_text_add(fields->out, ",", start ? 1 : 0);
                made_text_add_string(fields->out, words.text + start, at - start);
                start = at + 1;
            }
        made_text_add(fields->out, "]", 1);
        body->length -= (size_t)(end + 1 - body->text);
        body->text = end + 1;
        return;
    }
}

void audit_fields_write(struct attack_text type, struct attack_text body, struct made_text *out)
{
    struct fields fields = {.type = type, .out = out};
    struct audit_token token;

    made_text_add(out, "{", 1);
    take_denial(&fields, &body);
    while (audit_token_next(&body, false, &token)) {
        if (take_special(&fields, &token))
            continue;
        begin_member(&fields, token.name);
        if (token.quotes == AUDIT_SINGLE)
            add_message(&fields, token.value);
        else
            add_value(&fields, &token);
    }
    end_argument(&fields);
    name_call(&fields);
    if (fields.arguments.length) {
        begin_member(&fields, (struct attack_text){"ARGV", strlen("ARGV")});
        made_text_add(out, "[", 1);
        made_text_add(out, fields.arguments.bytes, fields.arguments.length);
        made_text_add(out, "]", 1);
    }
    made_text_add(out, "}", 1);
    made_text_free(&fields.bytes);
    made_text_free(&fields.arguments);
}
