/* SPDX-License-Identifier: MIT */
#include "log_keys.h"

#include "host/letter_case.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool is_letter(char byte)
{
    return isalpha((unsigned char)byte);
}

static bool is_small(char byte)
{
    return islower((unsigned char)byte);
}

static bool is_capital(char byte)
{
    return isupper((unsigned char)byte);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether the text consists of letters, digits and these other bytes only, and is not empty. */
static bool has_only(const char *text, const char *others)
{
    if (!*text)
        return false;
    for (; *text; text++)
        if (!is_letter(*text) && !is_digit(*text) && !strchr(others, *text))
            return false;
    return true;
}

static bool is_word(const char *const *words, const char *text)
{
    for (; *words; words++)
        if (**words == *text && strcmp(*words, text) == 0)
            return true;
    return false;
}

/* RunInstances: it begins with a word in mixed case, and has two of them. */
static bool is_operation(const char *text)
{
    unsigned words = 0;

    if (!has_only(text, "") || !is_capital(text[0]) || !is_small(text[1]))
        return false;
    for (; *text; text++)
        words += is_capital(text[0]) && is_small(text[1]);
    return words >= 2;
}

/* Set-Mailbox */
static bool is_cmdlet(const char *text)
{
    const char *dash = strchr(text, '-');

    return dash && has_only(text, "-") && is_capital(text[0]) && is_small(text[1]) && is_capital(dash[1]) &&
           !strchr(dash + 1, '-');
}

/* users.list, but not the name of a host. */
static bool is_method(const char *text)
{
    static const char *const hosts[] = {"com", "io", "net", "org", NULL};
    const char *dot = strrchr(text, '.');

    return dot && has_only(text, ".") && is_small(text[0]) && is_letter(dot[1]) && !strstr(text, "..") &&
           !is_word(hosts, dot + 1);
}

static bool is_path(const char *text)
{
    const char *slash = strchr(text, '/');

    return slash && has_only(text, "./") && is_letter(text[0]) && is_letter(slash[1]);
}

static bool is_subsystem(const char *text)
{
    static const char prefix[] = "com.apple.";

    return strncmp(text, prefix, strlen(prefix)) == 0 && has_only(text + strlen(prefix), ".");
}

/* An API call may name its service: sts:AssumeRole. */
static bool read_operation(char *key)
{
    char *colon = strchr(key, ':');

    if (colon && is_operation(colon + 1) && is_small(key[0]))
        memmove(key, colon + 1, strlen(colon + 1) + 1);
    return is_operation(key);
}

static bool read_log(const struct log_family *family, char *key)
{
    size_t length = strlen(key);

    fold_text(key);
    if (!strchr(key, '.') && length + sizeof ".log" <= KEY_BYTES)
        memcpy(key + length, ".log", sizeof ".log");
    return is_word(family->words, key);
}

static bool read_table(const struct log_family *family, char *key)
{
    char *dot = strchr(key, '.');

    if (dot && !has_only(dot + 1, "_"))
        return false;
    if (dot)
        *dot = '\0';
    return is_word(family->words, key);
}

/* ES_EVENT_TYPE_NOTIFY_EXEC, ES_EVENT_MMAP, es_event_file_rename_t, exec */
static bool read_es_event(const struct log_family *family, char *key)
{
    static const char *const prefixes[] = {"es_event_", "type_notify_", "file_"};
    char name[KEY_BYTES], *at = name;
    size_t length;

    strcpy(name, key);
    fold_text(name);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(at, prefixes[i], strlen(prefixes[i])) == 0)
            at += strlen(prefixes[i]);
    length = strlen(at);
    if (length > 2 && strcmp(at + length - 2, "_t") == 0)
        at[length - 2] = '\0';
    if (!is_word(family->words, at))
        return false;
    strcpy(key, "ES_EVENT_TYPE_NOTIFY_"); /* a key has room for that */
    strcat(key, at);
    for (; *key; key++)
        *key = (char)toupper((unsigned char)*key);
    return true;
}

static bool read_quoted(char *key)
{
    size_t length = strlen(key);

    if (length < 3 || key[0] != '\'' || key[length - 1] != '\'')
        return false;
    key[length - 1] = '\0';
    memmove(key, key + 1, length - 1);
    return has_only(key, "._-");
}

bool read_log_key(const struct log_family *family, const char *text, size_t length, char key[KEY_BYTES])
{
    if (length >= KEY_BYTES / 2) /* room for what is put before or behind it */
        return false;
    memcpy(key, text, length);
    key[length] = '\0';
    switch (family->shape) {
    case KEY_CODE:
        return length <= 5 && strspn(key, "0123456789") == length && length;
    case KEY_LOG:
        return read_log(family, key);
    case KEY_WORD:
        return is_word(family->words, key);
    case KEY_TABLE:
        return read_table(family, key);
    case KEY_OPERATION:
        return read_operation(key);
    case KEY_ACTIVITY:
        return is_operation(key) || is_cmdlet(key) || is_word(family->words, key);
    case KEY_METHOD:
        return is_method(key);
    case KEY_PATH:
        return is_path(key);
    case KEY_SUBSYSTEM:
        return is_subsystem(key);
    case KEY_ES_EVENT:
        return read_es_event(family, key);
    case KEY_QUOTED:
        return read_quoted(key);
    case KEY_ANYTHING:
        return has_only(key, "._-");
    }
    return false;
}
