# SPDX-License-Identifier: MIT
"""The events of JSON logs: id, provider, channel and fields, in the formats of docs/tagging.md, except rows of --table."""
import json
import re

from .values import fold

RECORDS_LIMIT = 1024  # of a line of laurel, as cli/text/tool_limits.h has it


def known(text):
    """A provider or channel, folded; OSSEM-DM calls Sysmon for Linux "sysmon"."""
    return "linux-sysmon" if text and fold(text) == "sysmon" else fold(text) if text else None


class Number(str):
    """A number as it is spelt."""


class Event:
    """`named` has the texts of each field, by its folded name; `more` what the log says of every event; `exact` fields
    whose names differ in case alone. `others` are further pairs of id and provider that the mapping may call it by."""

    def __init__(self, event_id, provider, channel, named, more=None, others=(), exact=None):
        self.event_id, self.provider, self.channel = event_id, provider or None, channel or None
        self.named, self.more, self.exact, self.cache = named, more or {}, exact or {}, {}
        self.ids = [(event_id, provider), *others]

    def texts(self, field):
        """The values of a field; those of all fields for ""."""
        if field == "":
            return [text for texts in self.named.values() for text in texts]
        name = fold(field)
        return self.exact.get(field) or self.named.get(name) or self.more.get(name) or []

    def folded(self, field):
        if field not in self.cache:
            self.cache[field] = [fold(text) for text in self.texts(field)]
        return self.cache[field]


def texts_of(value):
    """The texts of a value: of an array, each of its elements that is a text."""
    if isinstance(value, list):
        return [text for element in value if not isinstance(element, list) for text in texts_of(element)]
    return [value] if isinstance(value, str) else [str(value).lower()] if isinstance(value, bool) else []


def text_at(fields, path):
    """The one text at a path; None if it is absent or empty."""
    return (fields.get(path) or [None])[-1] or None


def fields_of(value, prefix="", out=None):
    """The texts below an object, each by its dotted path in lower case. In XML converted to JSON, an element's text is
    `#text`."""
    out = {} if out is None else out
    for key, below in value.items() if isinstance(value, dict) else ():
        texts = texts_of(below)
        if isinstance(below, dict):
            fields_of(below, prefix + fold(key) + ".", out)
            texts = texts_of({fold(name): text for name, text in below.items()}.get("#text"))
        if texts:
            out[prefix + fold(key)] = texts
        elif below is None:
            out.pop(prefix + fold(key), None)
    return out


def below(fields, *prefixes):
    """The fields below some paths; those of the first path count before those of the next."""
    out = {}
    for prefix in reversed(prefixes):
        out.update((path[len(prefix):], texts) for path, texts in fields.items() if path.startswith(prefix))
    return out


def member(line, *names):
    """An object's member by name, case-insensitively; the last one counts."""
    for name in names:
        line = {fold(key): value for key, value in line.items()}.get(name) if isinstance(line, dict) else None
    return line


# ---- The formats, in the order in which they are tried


def defender(line, fields):
    category, row = text_at(fields, "category") or "", member(line, "properties")
    if not fold(category).startswith("advancedhunting-") or not isinstance(row, dict):
        return None
    table, provider, named = category[len("advancedhunting-"):], "Microsoft Defender for Endpoint", fields_of(row)
    action = text_at(named, "actiontype")
    return Event(table, provider, table, named, others=[(action, provider)] if action else ())


def cloudtrail(_, fields):
    call, service, version = (text_at(fields, name) for name in ("eventname", "eventsource", "eventversion"))
    if call and service and version:
        return Event(call, service, None, fields, others=[("cloudtrail", "cloudtrail")])


def windows(_, fields):
    event_id = text_at(fields, "eventid")
    provider = next((text for name in ("sourcename", "providername", "provider") if (text := text_at(fields, name))), None)
    if event_id:
        return Event(event_id, provider, text_at(fields, "channel"), {**fields, **below(fields, "eventdata.")})


def winlogbeat(_, fields):
    event_id = text_at(fields, "winlog.event_id")
    if event_id:
        return Event(event_id, text_at(fields, "winlog.provider_name"), text_at(fields, "winlog.channel"),
                     below(fields, "winlog.event_data.", "winlog.user_data."), below(fields, "winlog."))


def evtx(line, fields):
    event_id = text_at(fields, "event.system.eventid")
    if not event_id:
        return None
    named, users, listed = {}, member(line, "event", "userdata"), member(line, "event", "eventdata", "data")
    for user in users.values() if isinstance(users, dict) else ():
        named.update(fields_of(user))
    for element in listed if isinstance(listed, list) else [listed]:
        for name in texts_of(member(element, "#attributes", "name")):
            named.update(fields_of({name: member(element, "#text")}))
    named.update(below(fields, "event.eventdata."))
    provider, channel = (text_at(fields, "event.system." + name) for name in ("provider.#attributes.name", "channel"))
    return Event(event_id, provider, channel, named, below(fields, "event.system."))


def wazuh(_, fields):
    for system in ("win.system.", "data.win.system."):
        if event_id := text_at(fields, system + "eventid"):
            return Event(event_id, text_at(fields, system + "providername"), text_at(fields, system + "channel"),
                         below(fields, "win.eventdata.", "data.win.eventdata."), below(fields, "win.system.", "data.win.system."))


def eslogger(line, _):
    holder = member(line, "event")
    if isinstance(member(line, "event_type"), Number) and isinstance(holder, dict) and len(holder) == 1:
        (event_id, fields), = holder.items()
        return Event(event_id, "EndpointSecurity", None, fields_of(fields))


def laurel(line, fields):
    """All records of the line, each an event under its type."""
    if not re.fullmatch(r"(?=.*\.)(?=.*:)[0-9.:]+", text_at(fields, "id") or ""):
        return None
    records = [(key, record) for key, value in line.items() for record in (value if isinstance(value, list) else [value])
               if isinstance(record, dict)]
    return [Event(key, "auditd", None, fields_of(record), below(fields_of(record), "msg."),
                  exact={name: texts for name, value in record.items() if (texts := texts_of(value))})
            for key, record in records[:RECORDS_LIMIT]] or None


def events_of(text):
    """The events of a line: one, or several of laurel; none if the format is not known."""
    line = json.loads(text, parse_int=Number, parse_float=Number, parse_constant=Number, strict=False)
    if not isinstance(line, dict):
        return []
    fields = fields_of(line)
    for reader in (defender, cloudtrail, windows, winlogbeat, evtx, wazuh, eslogger, laurel):
        if found := reader(line, fields):
            return found if isinstance(found, list) else [found]
    return []


def events(path):
    """The number of each line of a file, and an event of it."""
    with open(path, encoding="utf-8-sig", errors="surrogateescape", newline="\n") as file:
        for number, line in enumerate(file, 1):
            try:
                found = events_of(line) if line.strip() else []
            except ValueError:
                continue
            for event in found:
                yield number, event
