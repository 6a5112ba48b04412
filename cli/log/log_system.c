/* SPDX-License-Identifier: MIT
 *
 * What Windows says of every event, in its System part, by the names that rules have for it. Each format has it
 * elsewhere; every log has a provider.
 */
#include "log_format.h"

#include <string.h>

/* Returns the name of the machine, where a format has it under another name than "Computer". */
static struct attack_text computer_of(const struct logged_event *event)
{
    static const char *const paths[] = {"winlog.computer_name", "Hostname", "host.name", "agent.name"};
    struct attack_text name = {NULL, 0};

    for (size_t i = 0; i < sizeof paths / sizeof *paths && !name.text; i++)
        name = json_text_of(event->line, json_find(event->line, 0, paths[i]));
    return name;
}

struct attack_text log_format_system(const struct logged_event *event, const char *field)
{
    const struct attack_text name = {field, strlen(field)}, absent = {NULL, 0};

    if (attack_text_is(name, "Provider_Name"))
        return event->provider;
    if (event->format != LOG_FORMAT_FLAT && event->format != LOG_FORMAT_WINLOGBEAT &&
        event->format != LOG_FORMAT_EVTX && event->format != LOG_FORMAT_WAZUH)
        return absent;
    return attack_text_is(name, "EventID")    ? event->id
           : attack_text_is(name, "Channel")  ? event->channel
           : attack_text_is(name, "Computer") ? computer_of(event)
                                              : absent;
}
