/* SPDX-License-Identifier: MIT
 *
 * regex_pairs: answers, for each line "EXPRESSION TEXT [TEXT...]" of stdin, all in hexadecimal, a line with 1 for each
 * text in which the expression finds something and 0 for each other one; or "- " and what is wrong with the expression.
 * It ends with status 1 if a text that matches has not what each match needs.
 */
#include "matching.h"
#include "model/regex.h"
#include "pack/pack_regex.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST = 4 };

static int digit_of(char byte)
{
    return byte <= '9' ? byte - '0' : byte - 'a' + 10;
}

/* Returns the bytes that a word stands for, with its length, in memory of exactly that size. */
static char *bytes_of(const char *word, size_t *length)
{
    char *bytes;

    *length = strlen(word) / 2;
    bytes = malloc(*length + (*length == 0));
    if (!bytes)
        abort();
    for (size_t i = 0; i < *length; i++)
        bytes[i] = (char)(16 * digit_of(word[2 * i]) + digit_of(word[2 * i + 1]));
    return bytes;
}

static bool has_text(const char *bytes, size_t length, const char *text)
{
    size_t wanted = strlen(text);

    for (size_t at = 0; at + wanted <= length; at++) {
        size_t i = 0;

        while (i < wanted && folded((unsigned char)bytes[at + i]) == (unsigned char)text[i])
            i++;
        if (i == wanted)
            return true;
    }
    return false;
}

static bool has_needs(const char *bytes, size_t length, const struct regex_need *need)
{
    for (; need; need = need->next) {
        size_t i = 0;

        while (i < need->count && !has_text(bytes, length, need->texts[i]))
            i++;
        if (i == need->count)
            return false;
    }
    return true;
}

/* Answers one text. */
static void answer(const uint8_t *automaton, const struct regex_need *needs, const char *word)
{
    struct matching matching = {.work = ATTACK_WORK_MOST};
    size_t length;
    char *bytes = bytes_of(word, &length);
    bool matches = attack_regex_matches(&matching, bytes, length, automaton);

    putchar('0' + matches);
    if (matches && !has_needs(bytes, length, needs)) {
        fprintf(stderr, "needs: %s\n", word);
        exit(1);
    }
    if (!matching.work) {
        fprintf(stderr, "work: %s\n", word);
        exit(1);
    }
    free(bytes);
}

static void answer_line(char *line)
{
    struct arena arena = {NULL};
    struct byte_stream stream = {.arena = &arena};
    struct regex_fault fault;
    size_t length;
    char *word = strtok(line, " \n"), *text = bytes_of(word, &length);
    char *expression = arena_copy(&arena, text, length);
    const struct regex_node *root = regex_parse(&arena, expression, length, &fault);
    const struct regex_need *needs;
    uint8_t *automaton;

    free(text);
    if (!root || root->positions > REGEX_POSITIONS_MOST) {
        printf("- %s\n", root ? "too many positions" : fault.message);
        arena_free(&arena);
        return;
    }
    pack_regex(&stream, expression);
    automaton = malloc(stream.size); /* of exactly this size, so that a sanitizer can check it */
    if (!automaton)
        abort();
    memcpy(automaton, stream.bytes, stream.size);
    needs = regex_needs_of(&arena, root, LEAST);
    while ((word = strtok(NULL, " \n")))
        answer(automaton, needs, word[0] == '-' ? "" : word);
    putchar('\n');
    free(automaton);
    arena_free(&arena);
}

int main(void)
{
    static char line[1 << 20];

    while (fgets(line, sizeof line, stdin))
        if (*line != '\n')
            answer_line(line);
    return 0;
}
