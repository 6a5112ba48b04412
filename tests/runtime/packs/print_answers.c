/* SPDX-License-Identifier: MIT
 *
 * print_answers PACK ANSWERS: opens the pack and asks it the questions in ANSWERS, or prints why it was refused. For
 * other processors.
 */
#include "answers.h"

#include <stdlib.h>

/* Returns the bytes of a file, for free(); NULL if it cannot be read. */
static void *read_pack(const char *path, size_t *size)
{
    enum { MOST = 1 << 24 };
    FILE *file = fopen(path, "rb");
    void *bytes = malloc(MOST);

    *size = file && bytes ? fread(bytes, 1, MOST, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    struct attack_pack pack;
    size_t size;
    void *bytes = argc == 3 ? read_pack(argv[1], &size) : NULL;
    FILE *questions = argc == 3 ? fopen(argv[2], "r") : NULL;
    enum attack_pack_result result = ATTACK_PACK_NO_PACK;
    bool is_answered = false;

    if (bytes && questions) {
        result = attack_pack_open(bytes, size, NULL, &pack);
        if (result == ATTACK_PACK_OPENED)
            is_answered = print_answers(attack_pack_db(&pack), questions, stdout);
        else
            puts(attack_pack_result_text(result));
    }
    if (questions)
        fclose(questions);
    free(bytes);
    return is_answered ? 0 : 1;
}
