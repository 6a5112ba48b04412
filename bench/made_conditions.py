#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a mapping of COUNT conditions on Sysmon's event 1, and nothing else: made_conditions.py COUNT MAPPING...

The conditions are those of the mappings on the creation of processes on Windows, spread evenly if there are more than
COUNT. If there are fewer, variants follow: a condition that looks at the program and at the command line looks for the
programs of another one. So each text is one that a real condition looks for, and none is rarer in logs; but many
conditions share their texts, and so more of them have to be evaluated for an event than of as many real ones.
"""
import copy
import json
import sys

import yaml

LOG = {"event_id": 1, "channel": "Microsoft-Windows-Sysmon/Operational", "log_source": "Microsoft-Windows-Sysmon",
       "platform": "windows"}


class Loader(yaml.CSafeLoader):
    """Leaves scalars as they are written."""


Loader.yaml_implicit_resolvers = {}


def items_of(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for relationship in yaml.load(file, Loader)["relationships"]:
                for item in relationship.get("security_events") or []:
                    if item.get("class") == "process_creation" and item.get("platform") == "windows":
                        yield item


def maps_of(node):
    """All maps of keys within an item's conditions."""
    if isinstance(node, list):
        for child in node:
            yield from maps_of(child)
    elif isinstance(node, dict):
        yield node
        for child in node.values():
            yield from maps_of(child)


def texts_in(item, *fields):
    """The map and the key of each list of texts that an item looks for in these fields."""
    return [(node, key) for part in ("filter_in", "detection") for node in maps_of(item.get(part))
            for key in node if key.split("|")[0] in fields]


PROGRAMS = ("Image|endswith", "OriginalFileName")


def variant(item, other):
    """The item with the programs of the other one: each list of images takes its images, and so on."""
    made = copy.deepcopy(item)
    for field in PROGRAMS:
        mine, theirs = ([(node, key) for node, key in texts_in(one, field.split("|")[0]) if key == field]
                        for one in (made, other))
        for i, (node, key) in enumerate(mine):
            if theirs:
                at, of = theirs[i % len(theirs)]
                node[key] = at[of]
    return made


def variants(items):
    items = [item for item in items if texts_in(item, "CommandLine") and any(
        key == "Image|endswith" for _, key in texts_in(item, "Image"))]
    for distance in range(1, len(items)):
        for i, item in enumerate(items):
            yield variant(item, items[(i + distance * 7) % len(items)])


def event_of(item, number):
    event = dict(LOG, name=f"{number}: {item['name']}", techniques=item["techniques"])
    return dict(event, **{key: item[key] for key in ("filter_in", "detection") if key in item})


def mapping_of(events):
    ids = sorted({technique for event in events for technique in event["techniques"]})
    relationship = {"relationship_id": "BENCH", "name": "Process created Process",
                    "attack": {"data_source": "process", "data_component": "process creation"},
                    "behavior": {"source": "process", "relationship": "created", "target": "process"},
                    "security_events": events}
    return {"relationships": [relationship],
            "techniques": [{"technique_id": id, "technique": id, "tactic": ["execution"], "platform": ["Windows"],
                            "data_components": [], "no_telemetry": True} for id in ids]}


def main():
    count, items = int(sys.argv[1]), list(items_of(sys.argv[2:]))
    chosen = [items[i * len(items) // count] for i in range(count)] if count < len(items) else items[:]
    made = variants(items)
    while len(chosen) < count:
        chosen.append(next(made))
    print(f"made_conditions.py: {count} conditions, of which {max(0, count - len(items))} variants",
          file=sys.stderr)
    json.dump(mapping_of([event_of(item, i) for i, item in enumerate(chosen)]), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
