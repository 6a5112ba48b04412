/* SPDX-License-Identifier: MIT
 *
 * rsyslog hands over a message as "msg", its text without the header, or as "fulljson", an object of its properties
 * which holds that text. The text starts with the blank that follows the header, and may have the cookie that CEE puts
 * before JSON in syslog.
 */
#include "rsyslog_message.h"

#include <string.h>

static const char cookie[] = "@cee:";

static struct attack_text without_blanks(struct attack_text text)
{
    while (text.length && (*text.text == ' ' || *text.text == '\t')) {
        text.text++;
        text.length--;
    }
    return text;
}

static struct attack_text without_cookie(struct attack_text text)
{
    text = without_blanks(text);
    if (text.length < sizeof cookie - 1 || memcmp(text.text, cookie, sizeof cookie - 1) != 0)
        return text;
    text.text += sizeof cookie - 1;
    text.length -= sizeof cookie - 1;
    return without_blanks(text);
}

/* An event has none of these members in this form beside each other; rsyslog writes them in every message. */
static bool is_properties(const struct json_line *json)
{
    static const char *const names[] = {"msg", "rawmsg", "syslogtag", "timegenerated"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        uint32_t member = json_find(json, 0, names[i]);

        if (member == JSON_NONE || json->members[member].kind != JSON_STRING)
            return false;
    }
    return true;
}

struct attack_text rsyslog_message_event(struct json_line *json, const char *text, size_t length)
{
    struct attack_text event = {text, length};

    event = without_cookie(event);
    if (!event.length || *event.text != '{' || json_line_read(json, event.text, event.length) || !is_properties(json))
        return event;
    return without_cookie(json_text_of(json, json_find(json, 0, "msg")));
}
