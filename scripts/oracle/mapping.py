# SPDX-License-Identifier: MIT
"""The events of a mapping file, with classes expanded to the events that carry them. Scalars stay as they are written."""
import yaml

from . import sigma, trees, values
from .sigma import Nothing, Wrong
from .trees import Test
from .values import fold

ITEM_KEYS = {"event_id", "name", "platform", "audit_category", "audit_sub_category", "channel", "log_source", "filter_in",
             "detection", "techniques", "class", "alias", "requirements", "description", "reference", "references"}


# What a test of an event's own id, provider or channel calls them: no carrier has another name for these.
OWN = ID, PROVIDER, CHANNEL = "\0id", "\0provider", "\0channel"


class Map(dict):
    """A map that knows its line."""
    line = 0


def plain(node, problems):
    if isinstance(node, yaml.MappingNode):
        out = Map()
        out.line = node.start_mark.line + 1
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else str(key)
            if name in out:
                problems.append((key.start_mark.line + 1, f"the key '{name}' twice"))
            out[name] = plain(value, problems)
        return out
    if isinstance(node, yaml.SequenceNode):
        return [plain(item, problems) for item in node.value]
    is_null = node.tag == "tag:yaml.org,2002:null" and not node.style
    return None if is_null and node.value else Nothing() if is_null else node.value


def load(path, problems):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(path, encoding="utf-8") as file:
        return plain(yaml.compose(file, Loader=loader), problems) or Map()


def as_list(value):
    return value if isinstance(value, list) else [] if value is None or isinstance(value, Nothing) else [value]


class Item:
    """One event of the file, as written: of one log, or of a class."""

    def __init__(self, written, relationship, file):
        self.written, self.relationship, self.file, self.line = written, relationship, file, written.line
        self.name = written.get("name") or written.get("event_id") or "?"
        self.platform = written.get("platform")
        self.class_name = written.get("class")
        self.techniques = as_list(written.get("techniques")) or as_list(relationship.get("techniques"))
        parts = as_list(written.get("filter_in"))
        self.pairs = [(key, value) for part in parts if isinstance(part, dict) for key, value in part.items()]
        self.is_condition = "detection" in written or not all(
            is_plain(key, value, self.class_name) for key, value in self.pairs)
        self.carriers = []
        self.problems = [f"'{part}' in filter_in, expected a map" for part in parts if not isinstance(part, dict)]

    @property
    def kind(self):
        return "candidate" if not self.techniques else "condition" if self.is_condition else "direct"

    def tree(self):
        """The whole condition. OSSEM's filters, which are no condition, compare values as they are."""
        if not self.is_condition and not self.class_name:
            return ("and", [equal(key, value) for key, value in self.pairs])
        all_of = [sigma.key_tree(key, value) for key, value in self.pairs]
        if "detection" in self.written:
            all_of.append(sigma.detection_tree(self.written["detection"]))
        return ("and", all_of)

    @property
    def place(self):
        return f"{self.file}:{self.line}"

    def key(self):
        """Equal for items with the same event and condition."""
        return repr((self.log, self.written.get("channel"), (self.platform or "").lower(), sorted(self.pairs, key=repr),
                     self.written.get("detection")))

    def has_plain_wildcards(self):
        """Whether a filter looks like a pattern, but for \\\\*\\, which shares begin with."""
        return not self.is_condition and not self.class_name and any(
            values.has_wildcard(value) and not value.startswith("\\\\*\\") for _, value in self.pairs)

    @property
    def log(self):
        source = self.written.get("log_source") or self.written.get("channel")
        return self.class_name or f"{source} {self.written.get('event_id')}"


class Carrier:
    """An event of one log that carries an item."""

    def __init__(self, item, entry, event_id, tree, is_condition):
        self.item, self.entry, self.event_id, self.tree, self.is_condition = item, entry, event_id, tree, is_condition
        self.provider, self.channel = entry.get("log_source"), entry.get("channel")
        self.platform = entry.get("platform") or item.platform


def is_plain(key, value, is_sigma):
    """Whether a pair is OSSEM's: a value to be equal to. Only there, `*` is itself: ShareName is \\\\*\\IPC$ in logs."""
    return "|" not in key and isinstance(value, str) and not (is_sigma and (not value or values.has_wildcard(value)))


def equal(field, value):
    if not value:
        raise Wrong(f"no value for '{field}'")
    return ("test", Test(field, "text", [value], False))


def carried(tree, entry):
    """The tree with the fields and values of a carrier; a test that it can never answer is unknown."""
    fields = {fold(ours): theirs for ours, theirs in (entry.get("fields") or {}).items()}
    lacks = {fold(field) for field in as_list(entry.get("lacks"))}
    lacks_others = "*" in lacks
    maps = {fold(field): {fold(ours): theirs for ours, theirs in pairs.items()}
            for field, pairs in (entry.get("values") or {}).items()}

    def is_lacking(field):
        return fold(field) not in fields and (fold(field) in lacks or lacks_others and field != "")

    def their_name(field):
        return fields.get(fold(field), field)

    def renamed(test):
        field, operator, value = test[:3]
        if field in OWN:
            return ("test", test)
        if is_lacking(field) or operator == "fieldref" and (is_lacking(value[1]) or fold(value[1]) in maps):
            return ("test", test._replace(operator="unknown"))
        if fold(field) in maps and operator not in ("exists", "null"):
            is_equality = operator == "text" and len(value) == 1 and isinstance(value[0], str)
            theirs = maps[fold(field)].get(fold(value[0])) if is_equality else None
            if theirs is None:
                return ("test", test._replace(operator="unknown"))
            return ("test", test._replace(field=their_name(field), value=[theirs]))
        if operator == "fieldref":
            value = (value[0], their_name(value[1]))
        return ("test", test._replace(field=their_name(field), value=value))

    def walk(node):
        kind, below = node
        if kind == "test":
            return renamed(below)
        return (kind, walk(below)) if kind == "not" else (kind, [walk(child) for child in below])
    return walk(tree)


def fields_of(tree):
    kind, below = tree
    if kind == "test":
        return {below.field, below.value[1]} if below.operator == "fieldref" else {below.field}
    return fields_of(below) if kind == "not" else set().union(*map(fields_of, below))


def misspelt(tree, entries):
    """The fields of a class that are written in another case, with their spelling in the class."""
    names = {name for entry in entries for key in ("fields", "values", "lacks") for name in entry.get(key) or ()}
    spelt = {fold(name): name for name in names}
    return sorted((field, spelt[fold(field)]) for field in fields_of(tree) if fold(field) in spelt and field not in names)


def expand(item, classes):
    """Fills the carriers of an item, and its problems."""
    try:
        tree = item.tree()
    except Wrong as wrong:
        item.problems.append(str(wrong))
        return
    item.problems += [f"unknown key '{key}'" for key in item.written if key not in ITEM_KEYS]
    if item.class_name is None:
        item.carriers = [Carrier(item, item.written, item.written.get("event_id"), tree, item.is_condition)]
        return
    if item.platform is None:
        item.problems.append("a class without a platform")
    entries = classes.get((item.class_name, (item.platform or "").lower()))
    if entries is None:
        item.problems.append(f"unknown class '{item.class_name}' of platform '{item.platform}'")
    item.problems += [f"field '{field}', expected '{name}' as in the class" for field, name in misspelt(tree, entries or [])]
    for entry in entries or []:
        own = [pair for part in as_list(entry.get("filter_in")) for pair in part.items()]
        is_condition = item.is_condition or not all(is_plain(key, value, True) for key, value in own)
        whole = ("and", [carried(tree, entry), *(sigma.key_tree(key, value) for key, value in own)])
        if trees.can_be(whole):
            item.carriers += [Carrier(item, entry, event_id, whole, is_condition)
                              for event_id in as_list(entry.get("event_id"))]
    if entries and not item.carriers:
        item.problems.append("no carrier of the class can fulfil the condition")


def add_classes(root, classes):
    for written in as_list(root.get("classes")):
        classes[written.get("class"), (written.get("platform") or "").lower()] = as_list(written.get("carriers"))


def read(path, classes_path=None):
    """Returns the items of a file, expanded, and the problems (line, text) of the file as a whole."""
    problems, classes = [], {}
    if classes_path:
        add_classes(load(classes_path, []), classes)
    root = load(path, problems)
    add_classes(root, classes)
    items = []
    for relationship in as_list(root.get("relationships")):
        for written in as_list(relationship.get("security_events")):
            if isinstance(written, dict):
                items.append(Item(written, relationship, path))
            else:
                problems.append((relationship.line, f"'{written}' in security_events, expected a map"))
    for item in items:
        expand(item, classes)
    return items, problems
