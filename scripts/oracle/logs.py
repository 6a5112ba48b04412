# SPDX-License-Identifier: MIT
"""The events of JSON logs: id, provider, channel and fields, in the formats of docs/tagging.md that Windows's events come in."""
import json

from .values import fold


class Event:
    """`named` has the texts that keywords are searched in; `more` what the log says of every event."""

    def __init__(self, event_id, provider, channel, named, more=None):
        self.event_id, self.provider, self.channel = event_id, provider or None, channel or None
        self.named, self.more, self.cache = named, more or {}, {}

    def texts(self, field):
        if field == "":
            return [text for text in self.named.values() if text is not None]
        text = self.named.get(field)
        text = self.more.get(field) if text is None else text
        return [] if text is None else [text]

    def folded(self, field):
        if field not in self.cache:
            self.cache[field] = [fold(text) for text in self.texts(field)]
        return self.cache[field]


def lower_keys(pairs):
    return {fold(key): value for key, value in pairs}


def parse(line):
    """A line as nested maps with folded keys; numbers as they are spelt, booleans as JSON has them."""
    value = json.loads(line, object_pairs_hook=lower_keys, parse_int=str, parse_float=str, parse_constant=str, strict=False)
    return value if isinstance(value, dict) else {}


def text_of(value):
    return value if isinstance(value, str) else {True: "true", False: "false"}[value] if isinstance(value, bool) else None


def flat(value, out, prefix="", elements=False):
    """Adds the texts below an object, each by its dotted path."""
    for key, below in value.items():
        if isinstance(below, dict):
            if elements and text_of(below.get("#text")) is not None:
                out[prefix + key] = text_of(below["#text"])
            else:
                flat(below, out, prefix + key + ".", elements)
        elif text_of(below) is not None:
            out[prefix + key] = text_of(below)
    return out


def dig(value, *path):
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def evtx(line):
    system = dig(line, "event", "system") or {}
    event_id = text_of(system.get("eventid")) or text_of(dig(system, "eventid", "#text"))
    if not event_id:
        return None
    named = {}
    for user in (dig(line, "event", "userdata") or {}).values():
        flat(user if isinstance(user, dict) else {}, named, elements=True)
    data = dig(line, "event", "eventdata") or {}
    listed = data.get("data")
    for element in listed if isinstance(listed, list) else [listed]:
        name = text_of(dig(element, "#attributes", "name"))
        if name and text_of(element.get("#text")) is not None:
            named[fold(name)] = text_of(element["#text"])
    flat({key: value for key, value in data.items() if key != "#attributes"}, named, elements=True)
    return Event(event_id, text_of(dig(system, "provider", "#attributes", "name")), text_of(system.get("channel")), named,
                 flat(system, {}, elements=True))


def winlogbeat(line):
    logged = dig(line, "winlog")
    if not isinstance(logged, dict) or not text_of(logged.get("event_id")):
        return None
    named = flat(logged.get("user_data") or {}, {})
    flat(logged.get("event_data") or {}, named)
    return Event(text_of(logged["event_id"]), text_of(logged.get("provider_name")), text_of(logged.get("channel")), named, flat(logged, {}))


def defender(line):
    category, row = text_of(line.get("category")) or "", line.get("properties")
    if not fold(category).startswith("advancedhunting-") or not isinstance(row, dict):
        return None
    table = category[len("advancedhunting-"):]
    return Event(table, "Microsoft Defender for Endpoint", table, flat(row, {}))


def windows(line):
    event_id = text_of(line.get("eventid"))
    if not event_id:
        return None
    provider = next((text for key in ("sourcename", "providername", "provider") if (text := text_of(line.get(key)))), None)
    data = line.get("eventdata")
    if isinstance(data, dict):
        return Event(event_id, provider, text_of(line.get("channel")), flat(data, {}), flat(line, {}))
    return Event(event_id, provider, text_of(line.get("channel")), flat(line, {}))


def event_of(line):
    """The event of a parsed line, or None."""
    for reader in (defender, windows, winlogbeat, evtx):
        if event := reader(line):
            return event
    return None


def events(path):
    """The number of each line of a file that is an event, and the event."""
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    event = event_of(parse(line))
                except ValueError:
                    continue
                if event:
                    yield number, event
