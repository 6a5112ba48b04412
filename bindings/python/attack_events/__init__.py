# SPDX-License-Identifier: MIT
"""Which security events show a MITRE ATT&CK technique, and which techniques an event can show.

>>> import attack_events
>>> for answer in attack_events.match({"EventID": 4688, "Channel": "Security", "CommandLine": "vssadmin delete shadows /all",
...                                    "NewProcessName": r"C:\\Windows\\System32\\vssadmin.exe"})[:1]:
...     print(answer.technique.id, answer.technique.name, answer.kind)
T1490 Inhibit System Recovery condition

The functions ask the mapping that the package was built with. `open()` opens another, from a pack; a `Mapping` has the
same functions as methods. `rows()` needs pandas; nothing else needs more than Python.
"""

from __future__ import annotations

from ._mapping import Mapping, PackError
from ._native import decode as _decode, library as _library
from ._records import Answer, Answers, Event, Info, Rule, Technique

__all__ = ["Answer", "Answers", "Event", "Info", "Mapping", "PackError", "Rule", "Technique", "event", "events", "info",
           "match", "open", "rows", "tag", "technique", "techniques"]

__version__ = _decode(_library.version())

PackError.__module__ = __name__  # as messages show it

_builtin = Mapping()

open = Mapping.open
event = _builtin.event
events = _builtin.events
info = _builtin.info
match = _builtin.match
rows = _builtin.rows
tag = _builtin.tag
technique = _builtin.technique
techniques = _builtin.techniques
