# SPDX-License-Identifier: MIT
"""The rows of mapping.yaml by a naive reading, for the tests of the Python package: PyYAML, lists and dicts."""

import collections
import os
import sys

import yaml

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), *[os.pardir] * 4, "scripts"))
from oracle import mapping as reading  # noqa: E402 : the classes of conditions, read with PyYAML alone

PRODUCTS = {"aws": "IaaS", "azure": "IaaS", "gcp": "IaaS", "m365": "Office Suite", "google workspace": "Office Suite",
            "entra id": "Identity Provider", "okta": "Identity Provider", "kubernetes": "Containers", "docker": "Containers",
            "github": "SaaS"}


def load(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def joined(project):
    """The rows of mapping.yaml, joined naively: every technique with each event of each of its components, or that names it."""
    path = os.path.join(project, "mapping.yaml")
    root = load(path)
    revoked = {one["technique_id"]: one["revoked_by"] for one in root["techniques"] if "revoked_by" in one}
    items, problems = reading.read(path, os.path.join(project, "gen", "read", "classes.yaml"))
    assert not problems and not any(item.problems for item in items), problems
    by_component, by_technique = collections.defaultdict(list), collections.defaultdict(list)
    for item in items:
        for id in item.techniques:
            while id in revoked:
                id = revoked[id]
            by_technique[id].append(item)
        if not item.techniques:
            by_component[item.relationship["attack"]["data_component"].lower()].append(item)
    for technique in root["techniques"]:
        platforms = {platform.lower() for platform in technique.get("platform", ())}
        listed = [item for component in technique.get("data_components", ()) for item in by_component[component.lower()]]
        for item in listed + by_technique[technique["technique_id"]]:
            for carrier in item.carriers:
                platform = (carrier.platform or "").lower()
                if platform == "network" or platform in platforms or PRODUCTS.get(platform, "-").lower() in platforms:
                    yield row_of(technique, item, carrier)


def row_of(technique, item, carrier):
    attack, behavior = item.relationship["attack"], item.relationship["behavior"]
    entry = carrier.entry
    pairs = tuple(item.pairs) + tuple(pair for part in reading.as_list(entry.get("filter_in")) for pair in part.items()
                                      if item.class_name)
    id = technique["technique_id"]
    return (id, "." in id, technique["technique"], tuple(technique["tactic"]), tuple(technique["platform"]),
            attack["data_source"].lower(), attack["data_component"].lower(), item.relationship["relationship_id"],
            item.relationship["name"], behavior.get("source"), behavior.get("relationship"), behavior.get("target"), carrier.event_id,
            item.written.get("name"), carrier.platform, entry.get("audit_category"), entry.get("audit_sub_category"),
            entry.get("channel"), entry.get("log_source"), None if carrier.is_condition else pairs or None,
            carrier.is_condition, "condition" if item.techniques and carrier.is_condition else "direct" if item.techniques else "candidate")
