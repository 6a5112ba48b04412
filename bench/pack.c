/* SPDX-License-Identifier: MIT
 *
 * Packs: the time to open them, and to do its two large parts alone; and the same lookups through a pack and through
 * the linked tables of the same mapping, for valgrind to count their instructions.
 *
 *     pack PACK                            times
 *     pack PACK linked|packed WHAT ROUNDS  WHAT: techniques, events or answers
 */
#define _POSIX_C_SOURCE 200809L
#include MAPPING_HEADER
#include "pack_format.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct file {
    void *bytes;
    size_t size;
    struct attack_pack pack;
};

static bool read_file(const char *path, struct file *file)
{
    FILE *stream = fopen(path, "rb");
    long size;

    if (!stream || fseek(stream, 0, SEEK_END) != 0 || (size = ftell(stream)) <= 0)
        return false;
    rewind(stream);
    file->size = (size_t)size;
    file->bytes = malloc(file->size);
    if (!file->bytes || fread(file->bytes, 1, file->size, stream) != file->size)
        return false;
    fclose(stream);
    return attack_pack_open(file->bytes, file->size, NULL, &file->pack) == ATTACK_PACK_OPENED;
}

/* ---- Times ------------------------------------------------------------------------------------------------------ */

static unsigned long run_open(const void *work, size_t operations)
{
    const struct file *file = work;
    struct attack_pack pack;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += attack_pack_open(file->bytes, file->size, NULL, &pack) == ATTACK_PACK_OPENED;
    return sum;
}

static unsigned long run_crc32(const void *work, size_t operations)
{
    const struct file *file = work;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += attack_crc32(file->bytes, file->size);
    return sum;
}

static unsigned long run_verify(const void *work, size_t operations)
{
    const struct file *file = work;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += attack_db_verify(attack_pack_db(&file->pack));
    return sum;
}

/* ---- Lookups ---------------------------------------------------------------------------------------------------- */

static struct attack_text text_of(const char *text)
{
    struct attack_text made = {text, text ? strlen(text) : 0};

    return made;
}

static struct attack_text value_of(void *context, uint32_t field, uint32_t value)
{
    static const char *const values[] = {"C:\\Windows\\System32\\cmd.exe", "powershell -enc SQBFAFgA", "4"};

    (void)context;
    return text_of(value ? NULL : values[field % 3]);
}

static unsigned long look_up(const struct attack_db *db, const char *what)
{
    static union attack_scratch scratch[4096];
    struct attack_technique technique, found;
    struct attack_event event;
    struct attack_answer answers[10];
    unsigned long sum = 0;

    for (uint32_t i = 0; *what == 't' && attack_technique_at(db, i, &technique); i++)
        sum += attack_technique_find(db, technique.id, strlen(technique.id), &found) + found.index;
    for (uint32_t i = 0; *what != 't' && attack_event_at(db, i, &event); i += 7) {
        struct attack_log_event logged = {.id = text_of(event.id),
                                          .provider = text_of(event.provider),
                                          .channel = text_of(event.channel),
                                          .field = value_of};
        struct attack_event_iterator events;

        if (*what == 'a') {
            sum += attack_answers(db, &logged, scratch, sizeof scratch, answers, 10, NULL);
            continue;
        }
        events = attack_events_find(db, logged.id.text, logged.id.length);
        while (attack_event_next(&events, &event))
            sum++;
    }
    return sum;
}

int main(int argc, char **argv)
{
    struct file file;
    const struct contestant contestants[] = {{"attack_pack_open", run_open, &file},
                                             {"of it, the checksum", run_crc32, &file},
                                             {"of it, attack_db_verify", run_verify, &file}};

    if ((argc != 2 && argc != 5) || !read_file(argv[1], &file)) {
        fputs("usage: pack PACK [linked|packed techniques|events|answers ROUNDS]\n", stderr);
        return 2;
    }
    if (argc == 2) {
        compare("opening a pack", contestants, sizeof contestants / sizeof *contestants, 10);
    } else {
        const struct attack_db *db = strcmp(argv[2], "packed") == 0 ? attack_pack_db(&file.pack) : MAPPING();
        unsigned long sum = 0;

        for (long left = strtol(argv[4], NULL, 10); left > 0; left--)
            sum += look_up(db, argv[3]);
        printf("%lu\n", sum);
    }
    free(file.bytes);
    return 0;
}
