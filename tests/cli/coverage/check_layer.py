# SPDX-License-Identifier: MIT
#
# check_layer.py TOOL DIRECTORY: checks that the layers of `coverage`, `event` and, if the tool has it, `tag` follow
# layer format 4.5 of ATT&CK Navigator (github.com/mitre-attack/attack-navigator, layers/spec/v4.5/layerformat.md), whose
# rules are repeated here; and that they agree with `coverage`, and with scores that are computed here from the mapping's
# rows. Exits with 77 if Python has no json.

import re
import subprocess
import sys

try:
    import json
except ImportError:
    print("skipped: this Python has no json")
    sys.exit(77)

tool, scratch = sys.argv[1:3]


def run(*arguments, data=None, status=0):
    done = subprocess.run([tool, *arguments], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done.stdout


def table(*arguments, data=None):
    return json.loads(run(*arguments, "--format", "json", data=data))


# ---- The format

def is_text(value):
    return type(value) is str


def is_flag(value):
    return type(value) is bool


def is_number(value):
    return type(value) in (int, float)


def is_colour(value):
    return is_text(value) and re.fullmatch("#[0-9a-fA-F]{6}", value) is not None


def is_list_of(check):
    return lambda value: type(value) is list and all(check(item) for item in value)


def object_of(required, optional=()):
    """Returns a check that an object has all required keys and no unknown one, and that each value is valid."""
    known = dict(required, **dict(optional))
    return lambda value: (type(value) is dict and set(required) <= set(value) <= set(known)
                          and all(known[key](item) for key, item in value.items()))


def is_recent(version):
    return is_text(version) and re.fullmatch(r"\d+\.\d+\.\d+", version) and \
        [int(part) for part in version.split(".")] >= [4, 9, 0]


named_value = object_of({"name": is_text, "value": is_text})
divider = object_of({"divider": is_flag})
link = object_of({"label": is_text, "url": lambda value: is_text(value) and "://" in value})
metadata = is_list_of(lambda item: named_value(item) or divider(item))
links = is_list_of(lambda item: link(item) or divider(item))
technique = object_of(
    {"techniqueID": lambda value: is_text(value) and re.fullmatch(r"T\d{4}(\.\d{3})?", value)},
    {"tactic": is_text, "comment": is_text, "enabled": is_flag, "score": is_number,
     "color": lambda value: value == "" or is_colour(value), "metadata": metadata, "links": links,
     "showSubtechniques": is_flag})
gradient = object_of({"colors": lambda value: is_list_of(is_colour)(value) and len(value) >= 2,
                      "minValue": is_number, "maxValue": is_number})
layer_object = object_of(
    {"name": is_text, "domain": lambda value: value in ("enterprise-attack", "mobile-attack", "ics-attack")},
    {"versions": object_of({"navigator": is_recent, "layer": lambda value: value == "4.5"},
                           {"attack": lambda value: is_text(value) and re.fullmatch(r"\d+", value)}),
     "description": is_text, "customDataURL": is_text, "filters": object_of({}, {"platforms": is_list_of(is_text)}),
     "sorting": lambda value: value in (0, 1, 2, 3), "layout": lambda value: type(value) is dict,
     "hideDisabled": is_flag, "techniques": is_list_of(technique), "gradient": gradient,
     "legendItems": is_list_of(object_of({"label": is_text, "color": is_colour})),
     "showTacticRowBackground": is_flag, "tacticRowBackground": is_colour,
     "selectTechniquesAcrossTactics": is_flag, "selectSubtechniquesWithParent": is_flag,
     "selectVisibleTechniques": is_flag, "metadata": metadata, "links": links})


def unrepeated(pairs):
    assert len({key for key, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


def read(data, score_least=0):
    """Reads a layer and checks its format. Returns the entries by technique id."""
    layer = json.loads(data.decode("utf-8"), object_pairs_hook=unrepeated)
    for entry in layer["techniques"]:
        assert technique(entry), entry
    assert layer_object(layer), {key: value for key, value in layer.items() if key != "techniques"}
    ids = [entry["techniqueID"] for entry in layer["techniques"]]
    assert len(set(ids)) == len(ids) and ids == sorted(ids)
    assert set(ids) <= known
    scale = layer["gradient"]
    assert scale["minValue"] < scale["maxValue"]
    for entry in layer["techniques"]:
        if "score" in entry:
            assert type(entry["score"]) is int and score_least <= entry["score"], entry
            assert scale["minValue"] <= entry["score"] <= scale["maxValue"], entry
        if "showSubtechniques" in entry:
            assert any(other.startswith(entry["techniqueID"] + ".") for other in known), entry
    info = table("info")
    assert layer["domain"] == (info["attack_domain"] or "enterprise-attack")
    assert layer["versions"].get("attack") == (info["attack_version"] and info["attack_version"].split(".")[0])
    assert {"name": "copyright", "value": info["attribution"]} in layer["metadata"]
    return {entry["techniqueID"]: entry for entry in layer["techniques"]}


# ---- Collected events

def check_coverage(data, *narrowing):
    made = run("coverage", "--collected", "-", "--layer", "-", *narrowing, data=data)
    assert run("layer", "--collected", "-", *narrowing, data=data) == made
    entries = read(made)
    path = scratch + "/layer.json"
    assert run("coverage", "--collected", "-", "--layer", path, *narrowing, data=data) == b""
    with open(path, "rb") as file:
        assert file.read() == made
    rows = table("coverage", "--collected", "-", "--all", *narrowing, data=data)
    assert set(entries) == {row["technique_id"] for row in rows}
    colours = {}
    for row in rows:
        entry = entries[row["technique_id"]]
        assert entry["enabled"]
        if row["coverage"] == "no events":
            assert "score" not in entry and "color" not in entry
            continue
        assert entry["score"] == row["percent"]
        colours.setdefault(row["coverage"], set()).add(entry["color"])
        counts, _, missing = entry["comment"].partition("; missing: ")
        assert counts.startswith("%d of %d data component" % (row["covered_data_components"], row["data_components"]))
        assert missing == ", ".join(row["missing"]), (entry, row)
    assert all(len(one) == 1 for one in colours.values()), colours
    assert len(set.union(set(), *colours.values())) == len(colours)


# ---- The events of an id

EVENT = ("event_id", "event_name", "event_platform", "audit_category", "audit_sub_category", "channel", "log_source",
         "filter_in", "condition")


def square_root(square):
    root = 0
    while (root + 1) ** 2 <= square:
        root += 1
    return root


def fold(text):
    return text and re.sub("[A-Z]", lambda letter: letter.group().lower(), text)


class Scores:
    def __init__(self):
        self.techniques, self.events, self.names, self.direct = {}, {}, {}, {}
        for row in table("rows"):
            event = tuple(json.dumps(row[key]) for key in EVENT)
            if any(row[key] is not None for key in EVENT):
                self.techniques.setdefault(event, set()).add(row["technique_id"])
                self.events.setdefault(row["technique_id"], set()).add(event)
                self.names[event] = row
                if row["kind"] in ("direct", "condition"):
                    self.direct.setdefault(event, set()).add(row["technique_id"])
        self.weight = {}
        for event, its in self.techniques.items():
            candidates = len(its - self.direct.get(event, set()))
            self.weight[event] = 65536 // candidates if candidates else 0
        self.factor = {}
        for one, its in self.events.items():
            weight = sum(self.weight[event] for event in its if one not in self.direct.get(event, ()))
            self.factor[one] = min(65535, square_root(2 ** 38 // weight)) if weight else 0

    def of(self, events):
        scores = {}
        for event in events:
            for one in self.techniques[event]:
                direct = self.direct.get(event, ())
                score = 16 * (65536 // len(direct)) if one in direct else self.weight[event] * self.factor[one] // 128
                scores[one] = scores.get(one, 0) + score
        return scores


def check_event(scores, identity, provider=None):
    events = [event for event, row in scores.names.items() if fold(row["event_id"]) == fold(identity)]
    if provider:
        events = [event for event in events if fold(scores.names[event]["log_source"]) == fold(provider)]
    narrowing = ("--provider", provider) if provider else ()
    made = run("event", identity, "--layer", "-", *narrowing)
    assert run("layer", "--event", identity, *narrowing) == made
    entries = read(made, score_least=1)
    expected = scores.of(events)
    most = max(expected.values())
    scored = {one: entry for one, entry in entries.items() if "score" in entry}
    assert {one: entry["score"] for one, entry in scored.items()} == \
        {one: max(1, (score * 100 + most // 2) // most) for one, score in expected.items()}, identity
    for one, entry in scored.items():
        for event in events:
            row = scores.names[event]
            if one in scores.techniques[event] and row["log_source"] and row["log_source"].isascii():
                assert row["log_source"] in entry["comment"], entry
    opened = {one.split(".")[0] for one in scored if "." in one} & known
    assert opened == {one for one, entry in entries.items() if entry.get("showSubtechniques")}
    assert set(entries) == set(scored) | opened


known = {row["technique_id"] for row in table("coverage", "--collected", "-", "--all", data=b"event_id\tchannel\n")}

rows = run("rows", "--format", "tsv").split(b"\n")
for start, step in ((0, 10 ** 9), (0, 1), (3, 50), (7, 400), (1, 3000)):
    check_coverage(b"\n".join([rows[0]] + rows[1:][start::step]) + b"\n")
for platform in sorted({row["event_platform"] for row in table("rows") if row["event_platform"]}):
    check_coverage(b"\n".join([rows[0]] + rows[1:][::20]) + b"\n", "--platform", platform)

# Each check runs the tool, so of many ids only some are asked for.
def some_of(items, most):
    items = sorted(items)
    return items[::len(items) // most + 1]


scores = Scores()
for identity in some_of({row["event_id"] for row in scores.names.values() if row["event_id"]}, 400):
    check_event(scores, identity)
for identity, provider in some_of({(row["event_id"], row["log_source"]) for row in scores.names.values()
                                   if row["event_id"] and row["log_source"]}, 100):
    check_event(scores, identity, provider)
log = b"".join(b'{"EventID": %d, "Channel": "%s", "ObjectType": "Key"}\n' % (number, channel)
               for number in (1, 10, 4624, 4663, 4688)
               for channel in (b"Security", b"Microsoft-Windows-Sysmon/Operational"))
done = subprocess.run([tool, "tag", "--layer", scratch + "/tag.json"], input=log, stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE)
if done.returncode == 3:
    print("not looked at: this tool cannot read logs")
else:
    assert done.returncode == 0, done
    with open(scratch + "/tag.json", "rb") as file:
        read(file.read())
print("%d ids of events, %d techniques" % (len({row["event_id"] for row in scores.names.values()}), len(known)))
