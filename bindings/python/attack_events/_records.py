# SPDX-License-Identifier: MIT
"""What answers consist of: tuples with names, which never change."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False  # typing takes longer to import than all of this package; type checkers take it for true
if TYPE_CHECKING:
    from typing import Dict, Iterable, NamedTuple, Optional, Tuple
else:
    class _Fields(type):
        """Makes a named tuple of a class's annotations, as typing.NamedTuple does."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            made = namedtuple(name, body["__annotations__"], module="attack_events")
            for key, value in body.items():
                if key not in ("__module__", "__qualname__"):
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Fields):
        pass


class Technique(NamedTuple):
    """A technique or sub-technique of ATT&CK."""

    id: str  #: "T1003.001"
    name: Optional[str]  #: "LSASS Memory"; None if the mapping has none
    tactics: Tuple[str, ...]  #: "credential-access", in the order of the mapping
    platforms: Tuple[str, ...]
    former_ids: Tuple[str, ...]  #: the revoked ids that it took the place of, sorted
    number: int  #: its place in the mapping

    @property
    def is_subtechnique(self) -> bool:
        """Whether the id has a dot."""
        return "." in self.id


class Rule(NamedTuple):
    """A Sigma rule that is compiled in. Its licence may ask for the author to be named in messages that rest on it."""

    id: str
    title: Optional[str]
    level: Optional[str]  #: "informational", "low", "medium", "high" or "critical"
    status: Optional[str]
    author: Optional[str]
    license: Optional[str]
    uri: Optional[str]
    is_detection: bool  #: level medium or higher, status test or stable, not for hunting


class Event(NamedTuple):
    """An event as it appears in a log. What the mapping does not say is None."""

    id: Optional[str]  #: as text: "4688", "exec"; "*" for any event of the log
    name: Optional[str]
    platform: Optional[str]
    provider: Optional[str]
    channel: Optional[str]
    audit_category: Optional[str]
    audit_sub_category: Optional[str]
    filters: Tuple[Tuple[str, str], ...]  #: fields with the values that they all must have
    condition: Optional[str]  #: what its fields must meet, in Sigma's words
    rule: Optional[Rule]  #: that the condition is of
    number: int  #: its place in the mapping


class Answer(NamedTuple):
    """A technique that an event of a log shows, or could show."""

    technique: Technique
    kind: str  #: "rule", "condition" or "direct"; "candidate": this telemetry could show the technique
    score: int  #: orders answers of the same kind
    event: Event  #: of the mapping, which says so

    @property
    def condition(self) -> Optional[str]:
        """The condition that the event meets, or None."""
        return self.event.condition

    @property
    def rule(self) -> Optional[Rule]:
        """The Sigma rule that the event meets, or None."""
        return self.event.rule


class Answers(tuple[Answer, ...]):
    """Answers, best first. If there are none, `reason` says why. `missing` are fields that the event does not have, so
    that a filter or condition is unknown."""

    reason: str
    missing: Tuple[str, ...]

    def __new__(cls, answers: Iterable[Answer], reason: str, missing: Tuple[str, ...]) -> Answers:
        made = super().__new__(cls, answers)
        made.reason, made.missing = reason, missing
        return made

    def __reduce__(self) -> Tuple[object, ...]:  # so that it can be pickled
        return Answers, (tuple(self), self.reason, self.missing)


class Info(NamedTuple):
    """Which data a mapping holds."""

    attack_domain: Optional[str]  #: "enterprise-attack"
    attack_version: Optional[str]  #: of ATT&CK, "19.1"
    date: Optional[str]  #: of the data, "2026-11-30T00:00:00Z"
    input_sha256: Optional[str]
    selection: Optional[str]  #: the options that chose a part of the input
    techniques: int
    events: int
    rows: int
    relationships: int
    data_components: int
    conditions: int
    rules: int
    retired_ids: int
    library_version: str
    attribution: Optional[str]  #: MITRE's notice, which a product with this data must show

    def to_dict(self) -> Dict[str, object]:
        """The same with the names of the fields."""
        return self._asdict()
