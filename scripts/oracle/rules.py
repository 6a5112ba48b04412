# SPDX-License-Identifier: MIT
"""A second, naive reading of Sigma rules: each document of their files, the logs that its `logsource` is, and whether it
matches an event. It evaluates the tree that is written, with three values, and knows no other way.
"""
import collections
import os
import re

import yaml

from . import sigma, trees
from .logs import Event, known
from .mapping import CHANNEL, ID, OWN, PROVIDER, Map, as_list, carried, load, plain
from .sigma import Nothing, Wrong
from .values import fold

ANY_ID = ANY_PLATFORM = "*"
# The fields of a rule that ask for the event's own id, provider and channel, unless its log has others.
OWN_FIELDS = {"id_fields": (ID, ["EventID"]), "provider_fields": (PROVIDER, ["Provider_Name"]),
              "channel_fields": (CHANNEL, ["Channel"])}
MODIFIERS = sigma.MODIFIERS | sigma.OF_RULES


# ---- Logs


class Carrier:
    """An event of a log, or each event of it, that a rule is about."""

    def __init__(self, rule, entry, carrier, event_id, tree):
        self.rule, self.event_id, self.tree = rule, event_id, tree
        platform = carrier.get("platform") or entry.get("platform")
        self.platform = None if platform == ANY_PLATFORM else platform
        self.provider, self.channel = carrier.get("log_source"), carrier.get("channel")
        self.own_fields = own_fields(entry, carrier)
        self.is_optional = bool(carrier.get("optional") or entry.get("optional"))


def own_fields(entry, carrier):
    """The folded names of an event's own id, provider and channel. An empty list: the log has no such field."""
    return {fold(name): own for key, (own, usual) in OWN_FIELDS.items()
            for name in as_list(carrier.get(key, entry.get(key, usual)))}


class Logs:
    """The classes and services of the project's files: what carries each."""

    def __init__(self, *paths):
        self.entries = {}
        for path in paths:
            for listed in load(path, []).values():
                for entry in as_list(listed):
                    if not isinstance(entry, Map) or "carriers" not in entry:
                        continue
                    kind = "class" if "class" in entry else "service"
                    self.entries[kind, fold(entry.get(kind) or ""), fold(entry.get("platform") or "")] = entry

    def entry_of(self, source):
        """What a rule's `logsource` names; None if the project does not know it."""
        product, category, service = (fold(source.get(key) or "") for key in ("product", "category", "service"))
        wanted = [("class", category), ("service", service)] if category != "application" else \
            [("service", service), ("class", category)]
        found = [self.entries.get((kind, name, product)) if name else None for kind, name in wanted]
        if category and category != "application":
            return None if not found[0] else within(found[0], found[1]) if found[1] else found[0]
        if category or service:
            return found[0] or found[1]
        return self.entries.get(("class", ANY_ID, product))


def within(category, service):
    """A category in the logs of a service: its carriers that have a channel or provider of the service."""
    logs = [{fold(carrier[key]) for carrier in as_list(service["carriers"]) if carrier.get(key)} for key in ("channel", "log_source")]
    return {**category, "carriers": [carrier for carrier in as_list(category["carriers"])
                                     if fold(carrier.get("channel") or "") in logs[0] or fold(carrier.get("log_source") or "") in logs[1]]}


def of_carrier(tree, names, optional):
    """The tree with tests of the event's own id, provider and channel, and optional tests where fields may be left out."""
    kind, below = tree
    if kind == "test":
        field = names.get(fold(below.field), below.field)
        is_optional = ANY_ID in optional or fold(field) in optional
        return ("test", below._replace(field=field, optional=is_optional and not field.startswith("\0")))
    if kind == "not":
        return (kind, of_carrier(below, names, optional))
    return (kind, [of_carrier(child, names, optional) for child in below])


def carriers_of(rule, entry, tree):
    for carrier in as_list(entry.get("carriers")):
        optional = {fold(field) for field in as_list(carrier.get("optional") or entry.get("optional"))}
        own = [pair for part in as_list(carrier.get("filter_in")) for pair in part.items()]
        its_tree = carried(of_carrier(tree, own_fields(entry, carrier), optional), carrier)
        whole = ("and", [its_tree, *(sigma.key_tree(key, value) for key, value in own)])
        for event_id in as_list(carrier.get("event_id")) or [ANY_ID]:
            yield Carrier(rule, entry, carrier, event_id, whole)


# ---- Rules


def with_nulls(value):
    """A value in which nothing at all is null, as rules write it."""
    if isinstance(value, dict):
        return {key: with_nulls(below) for key, below in value.items()}
    return [with_nulls(below) for below in value] if isinstance(value, list) else None if isinstance(value, Nothing) else value


def conditions_of(detection):
    """The selections of a detection, and the trees of its conditions."""
    if not isinstance(detection, dict):
        raise Wrong("no detection")
    selections = {name: sigma.selection_tree(with_nulls(value), MODIFIERS) for name, value in detection.items()
                  if name not in ("condition", "timeframe")}
    conditions = as_list(detection.get("condition"))
    if "timeframe" in detection:
        raise Wrong("'timeframe'")
    if not conditions or not all(isinstance(condition, str) for condition in conditions):
        raise Wrong("no condition")
    return selections, [sigma.condition_tree(condition, selections)[0] for condition in conditions]


class Rule:
    """A document of a file. It has a `problem` if it is no rule, or one that cannot be evaluated."""

    def __init__(self, written, path, logs):
        self.written, self.path, self.line = written, path, written.line
        self.id, self.title, self.level = (str(written.get(key) or "") for key in ("id", "title", "level"))
        self.techniques = [tag[7:].upper() for tag in as_list(written.get("tags"))
                           if re.fullmatch(r"attack\.t[0-9]{4}(\.[0-9]{3})?", tag, re.IGNORECASE)]
        self.tree, self.carriers, self.selections, self.problem = None, [], {}, None
        try:
            self.read(logs)
        except Wrong as wrong:
            self.problem = str(wrong)

    def read(self, logs):
        for key in ("correlation", "filter", "action"):
            if key in self.written:
                raise Wrong(f"a document of '{key}'")
        source = self.written.get("logsource")
        if not isinstance(source, dict):
            raise Wrong("no logsource")
        entry = logs.entry_of(source)
        if entry is None:
            raise Wrong("unknown logsource: " + ", ".join(f"{key} {source[key]}" for key in source if key != "definition"))
        self.selections, conditions = conditions_of(self.written.get("detection"))
        self.tree = trees.either(conditions)
        self.carriers = list(carriers_of(self, entry, self.tree))

    @property
    def place(self):
        return f"{self.path}:{self.line}"


def files_of(paths):
    """The files of rules below each path, in a fixed order."""
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith((".yml", ".yaml")))


def read(paths, logs):
    """The rules of files and directories; of those with one id, the first."""
    loader, rules = getattr(yaml, "CSafeLoader", yaml.SafeLoader), collections.OrderedDict()
    for path in files_of(paths):
        with open(path, encoding="utf-8-sig") as file:
            for node in yaml.compose_all(file, Loader=loader):
                written = plain(node, []) if node else None
                if isinstance(written, Map):
                    rule = Rule(written, path, logs)
                    rules.setdefault(rule.id or rule.place, rule)
    return list(rules.values())


# ---- Events


def made_event(platform, provider, channel, event_id, fields):
    """An event of the fields, each with the list of its values."""
    event = Event(event_id, provider, channel, {fold(name): list(texts) for name, texts in fields.items()})
    event.platform = platform
    return event


def logged_events(event):
    """An event of a log, under each id and provider that the rules may call it by, which are fields of it, too."""
    for event_id, provider in event.ids:
        own = {"eventid": event_id, "provider_name": provider, "channel": event.channel}
        fields = {**{name: [text] for name, text in own.items() if text}, **event.more, **event.named}
        out = Event(event_id, provider, event.channel, fields, exact=dict(event.exact))
        out.platform = None
        yield out


class Matcher:
    """Finds the rules that match an event, one after another."""

    def __init__(self, rules):
        self.carriers, self.of_log = [carrier for rule in rules for carrier in rule.carriers], {}

    def candidates(self, event):
        """The carriers whose log is the event's: equal where both say it, and both say the provider or the channel."""
        log = log_of(event)
        if log not in self.of_log:
            self.of_log[log] = [carrier for carrier in self.carriers if is_of_log(carrier, *log)]
        return self.of_log[log]

    def matching(self, event, first=0, every=1):
        """The ids of the rules that match an event on each of its carriers, or on a part of them."""
        return {carrier.rule.id for carrier in self.candidates(event)[first % every :: every] if holds(carrier, event)}


def matches(rule, event):
    log = log_of(event)
    return any(is_of_log(carrier, *log) and holds(carrier, event) for carrier in rule.carriers)


def log_of(event):
    return tuple(known(text) for text in (event.platform, event.provider, event.channel, event.event_id))


def is_of_log(carrier, platform, provider, channel, event_id):
    if carrier.event_id != ANY_ID and (not event_id or known(carrier.event_id) != event_id):
        return False
    pairs = [(known(carrier.platform), platform), (known(carrier.provider), provider), (known(carrier.channel), channel)]
    equal = [None if not ours or not theirs else ours == theirs for ours, theirs in pairs]
    return False not in equal and True in equal[1:]


def holds(carrier, event):
    """Whether the tree is true for an event, whose provider and channel, if it does not state them, are the carrier's."""
    if not hasattr(carrier, "compiled"):
        carrier.compiled = trees.compiled(carrier.tree)
        carrier.asks_own = any(test.field in OWN for test in trees.tests_of(carrier.tree))
    if carrier.asks_own:
        own = {ID: event.event_id, PROVIDER: event.provider or carrier.provider, CHANNEL: event.channel or carrier.channel}
        for name, text in own.items():
            event.exact[name] = [text] if text else []
            event.cache.pop(name, None)
    return carrier.compiled(event) is True
