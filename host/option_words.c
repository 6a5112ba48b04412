/* SPDX-License-Identifier: MIT */
#include "option_words.h"

#include <stddef.h>
#include <string.h>

/* Returns the option with this long name, which may be abbreviated; NULL if there is none, or more than one. */
static const struct option_name *find_long(const struct option_name *names, const char *name, size_t length)
{
    const struct option_name *found = NULL;
    bool is_ambiguous = false;

    for (; names->name; names++) {
        if (strncmp(names->name, name, length) != 0)
            continue;
        if (!names->name[length])
            return names;
        is_ambiguous = is_ambiguous || found;
        found = names;
    }
    return is_ambiguous ? NULL : found;
}

static const struct option_name *find_letter(const struct option_name *names, char letter)
{
    for (; names->name; names++)
        if (names->letter == letter)
            return names;
    return NULL;
}

/* Takes the value of the option that was found, from the next word if there is none in its own. */
static int take_value(struct option_reader *reader, const char *value)
{
    if (!reader->found->has_value)
        return value ? WORD_HAS_NO_VALUE : reader->found->id;
    if (!value && reader->at == reader->count)
        return WORD_NEEDS_VALUE;
    reader->value = value ? value : reader->words[reader->at++];
    return reader->found->id;
}

static int take_long(struct option_reader *reader, const char *name)
{
    size_t length = strcspn(name, "=");

    reader->found = find_long(reader->names, name, length);
    return reader->found ? take_value(reader, name[length] ? name + length + 1 : NULL) : WORD_IS_UNKNOWN;
}

/* Takes the next letter of a word. What comes behind it is its value, or more letters. */
static int take_letter(struct option_reader *reader)
{
    const char *rest = reader->letters + 1;

    reader->letter = *reader->letters;
    reader->found = find_letter(reader->names, reader->letter);
    reader->letters = *rest ? rest : NULL;
    if (!reader->found)
        return WORD_IS_UNKNOWN;
    if (!reader->found->has_value)
        return reader->found->id;
    reader->letters = NULL;
    return take_value(reader, *rest ? rest : NULL);
}

int option_next(struct option_reader *reader)
{
    const char *word;

    reader->value = NULL;
    reader->letter = '\0';
    reader->found = NULL;
    if (reader->letters)
        return take_letter(reader);
    if (reader->at == reader->count)
        return WORDS_END;
    reader->word = word = reader->words[reader->at];
    if (!reader->is_ended && strcmp(word, "--") == 0) {
        reader->is_ended = true;
        reader->at++;
        return reader->stops_at_operand ? WORDS_END : option_next(reader);
    }
    if (reader->is_ended || word[0] != '-' || !word[1]) {
        reader->at += !reader->stops_at_operand;
        return reader->stops_at_operand ? WORDS_END : WORD_IS_OPERAND;
    }
    reader->at++;
    if (word[1] == '-')
        return take_long(reader, word + 2);
    reader->letters = word + 1;
    return take_letter(reader);
}
