/* SPDX-License-Identifier: MIT
 *
 * Choices, texts and parts of an input. It knows nothing of a target.
 */
#define _GNU_SOURCE

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { TEXTS_MOST = 4096 };
static char *texts[TEXTS_MOST];
static size_t text_count;

/* AddressSanitizer keeps freed blocks to detect their use. Its default of 256 MiB always means fresh memory, and
 * makes a target four times slower. */
const char *__asan_default_options(void); /* NOLINT: a name that is asked for */
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=8";
}

/* Not through stderr, which a target may have replaced. */
void fuzz_fail(const char *file, int line, const char *condition)
{
    dprintf(STDERR_FILENO, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

uint8_t take_byte(struct part *bytes)
{
    return bytes->at < bytes->end ? *bytes->at++ : 0;
}

uint32_t take_number(struct part *bytes)
{
    uint32_t number = take_byte(bytes);

    if (number < 0xf0) /* most tables have at most some hundred entries */
        return number | (uint32_t)(number & 1 ? take_byte(bytes) % 4 : 0) << 8;
    number = take_byte(bytes);
    for (int i = 0; i < 3; i++)
        number = number << 8 | take_byte(bytes);
    return number;
}

/* ---- Text ------------------------------------------------------------------------------------------------------- */

static struct attack_text copy(const void *bytes, size_t length)
{
    char *block = malloc(length ? length : 1);

    CHECK(block && text_count < TEXTS_MOST);
    texts[text_count++] = block;
    if (length)
        memcpy(block, bytes, length);
    return (struct attack_text){block, length};
}

void free_texts(void)
{
    while (text_count)
        free(texts[--text_count]);
}

static const char *nth_name(struct attack_name_iterator names, uint32_t number)
{
    const char *name = attack_name_next(&names), *next;

    while (number-- && (next = attack_name_next(&names)))
        name = next;
    return name;
}

static const char *field_of_condition(const struct attack_db *db, uint32_t number)
{
    uint32_t count = attack_field_count(db);

    return count ? attack_field_name(db, number % count) : NULL;
}

static const char *text_of_event(const struct attack_db *db, uint8_t kind, uint32_t number)
{
    struct attack_event event;
    struct attack_filter_iterator filters;
    struct attack_filter filter = {NULL, NULL};
    uint32_t count = attack_event_count(db);

    if (!attack_event_at(db, count ? number % count : 0, &event))
        return NULL;
    for (uint32_t i = 0; kind >= 4 && !filter.field && i < count; i++) { /* the next event that has a filter */
        attack_event_at(db, (number + i) % count, &event);
        filters = attack_event_filters(db, &event);
        attack_filter_next(&filters, &filter);
    }
    return kind == 0   ? event.id
           : kind == 1 ? event.provider
           : kind == 2 ? event.channel
           : kind == 3 ? event.platform
           : kind == 4 ? filter.field ? filter.field : field_of_condition(db, number)
                       : filter.value;
}

static const char *text_of_mapping(const struct attack_db *db, uint8_t kind, uint32_t number)
{
    uint32_t techniques = attack_technique_count(db), components = attack_data_component_count(db);
    struct attack_technique technique;
    struct attack_data_component component;

    if (kind < 6)
        return text_of_event(db, kind, number);
    if (kind == 6)
        return nth_name(attack_tactics(db), number);
    if (kind == 7)
        return nth_name(attack_platforms(db), number);
    if (kind == 8 && components && attack_data_component_at(db, number % components, &component))
        return component.name;
    return techniques && attack_technique_at(db, number % techniques, &technique) ? technique.id : NULL;
}

/* The same text in another case, truncated, with more behind it, or as a family. */
static struct attack_text altered(const char *text, uint8_t how, uint8_t more)
{
    char *changed = malloc(strlen(text) + 3);
    struct attack_text result;
    size_t length;

    CHECK(changed);
    strcpy(changed, text);
    for (size_t i = 0; changed[i] && (how & 1); i++)
        if ((changed[i] | 32) >= 'a' && (changed[i] | 32) <= 'z')
            changed[i] ^= 32;
    if (how & 2)
        changed[strcspn(changed, ".")] = '\0';
    if (how & 64 && *changed)
        changed[strlen(changed) - 1] = '\0';
    if (how & 4)
        strcat(changed, ".*");
    length = strlen(changed) + ((how & 8) != 0); /* including its NUL */
    if (how & 16 && length)
        changed[more % length] ^= (char)(1 << more % 8);
    result = copy(changed, length);
    if (how & 32 && result.length)
        result.length--;
    free(changed);
    return result;
}

struct attack_text take_text(struct part *bytes, const struct attack_db *db)
{
    uint8_t first = take_byte(bytes), kind, how;
    const char *known;
    size_t length;
    struct attack_text text;

    if (first == 0xff)
        return (struct attack_text){NULL, 0};
    if (first == 0xfe)
        return (struct attack_text){NULL, 5};
    if (first >= 0x40) {
        kind = first % 10;
        how = first & 0x80 ? take_byte(bytes) : 0;
        known = text_of_mapping(db, kind, take_number(bytes));
        return known ? altered(known, how, how & 16 ? take_byte(bytes) : 0) : copy("", 0);
    }
    length = (size_t)(bytes->end - bytes->at);
    if (first < length)
        length = first;
    text = copy(bytes->at, length);
    bytes->at += length;
    return text;
}

/* ---- Parts ------------------------------------------------------------------------------------------------------ */

size_t split(const uint8_t *data, size_t size, struct part *parts, size_t most)
{
    const uint8_t *end = data + size;
    size_t count = 0;

    for (;;) {
        const uint8_t *mark = count + 1 < most && data < end ? memchr(data, 0x1e, (size_t)(end - data)) : NULL;

        parts[count++] = (struct part){data, mark ? mark : end};
        if (!mark)
            return count;
        data = mark + 1;
    }
}

struct part cut_choices(const uint8_t *data, size_t *size)
{
    struct part none = {NULL, NULL};

    for (size_t i = *size; i > 0; i--)
        if (data[i - 1] == 0x1e) {
            struct part choices = {data + i, data + *size};

            *size = i - 1;
            return choices;
        }
    return none;
}

void open_memory_file(struct memory_file *file)
{
    file->descriptor = memfd_create("fuzzed", 0);
    CHECK(file->descriptor >= 0);
    snprintf(file->path, sizeof file->path, "/proc/self/fd/%d", file->descriptor);
}

void write_memory_file(const struct memory_file *file, struct part bytes)
{
    size_t size = (size_t)(bytes.end - bytes.at);

    CHECK(ftruncate(file->descriptor, 0) == 0);
    CHECK(pwrite(file->descriptor, bytes.at ? (const void *)bytes.at : "", size, 0) == (ssize_t)size);
}
