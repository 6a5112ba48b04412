/* SPDX-License-Identifier: MIT
 *
 * A quick search tells most texts from events.
 */
#include "text_event.h"

#include "audit_join.h"
#include "event_xml.h"

#include <string.h>

const char *text_find(const char *text, size_t length, const char *word)
{
    size_t word_length = strlen(word);
    const char *end = text + length;

    while ((size_t)(end - text) >= word_length) {
        const char *found = memchr(text, *word, (size_t)(end - text) - word_length + 1);

        if (!found || memcmp(found, word, word_length) == 0)
            return found;
        text = found + 1;
    }
    return NULL;
}

bool text_begins_event(const char *text, size_t length)
{
    enum { TAG_LENGTH = sizeof "<Event>" - 1 };

    return length >= TAG_LENGTH &&
           (memcmp(text, "<Event>", TAG_LENGTH) == 0 || memcmp(text, "<Event ", TAG_LENGTH) == 0);
}

bool text_xml_to_json(const char *text, size_t length, struct made_text *out)
{
    static const char end_tag[] = "</Event>";
    const char *start = text, *end;

    while ((start = text_find(start, length - (size_t)(start - text), "<Event")) != NULL &&
           !text_begins_event(start, length - (size_t)(start - text)))
        start++;
    end = start ? text_find(start, length - (size_t)(start - text), end_tag) : NULL;
    return end && sysmon_xml_to_json(start, (size_t)(end - start) + strlen(end_tag), out);
}

bool text_event_to_json(const char *text, size_t length, struct made_text *out)
{
    struct audit_record record;

    if (text_xml_to_json(text, length, out))
        return true;
    if (!audit_record_read(text, length, &record))
        return false;
    audit_record_write(&record, out);
    return true;
}
