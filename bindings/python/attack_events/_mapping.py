# SPDX-License-Identifier: MIT
"""A mapping, and what can be asked of it."""

from __future__ import annotations

import ctypes
from . import _native
from ._native import NONE, decode, library
from ._records import Answer, Answers, Event, Info, Rule, Technique

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any, Dict, Iterable, Iterator, List, Mapping as AnyMapping, Optional, Tuple, TypeVar, Union

    import pandas

    Line = TypeVar("Line", str, bytes, Dict[str, Any])

_LARGEST_PACK = 128 * 1024 * 1024


class PackError(ValueError):
    """A file is no pack, or one that cannot be used."""


class Mapping:
    """Which events show which techniques. `Mapping()` is the one that the package was built with.

    All methods may be called from several threads at once, and after a fork.

    >>> Mapping().technique("T1003.001").name
    'LSASS Memory'
    """

    __slots__ = ("_db", "_pack", "_bytes", "_all_techniques", "_all_events", "_all_rules", "_some_events",
                 "_some_techniques", "_fields")

    def __init__(self) -> None:
        self._start(library.builtin(), None, None)

    def _start(self, db: int, pack: Optional[int], data: Optional[bytes]) -> None:
        self._db, self._pack, self._bytes = db, pack, data
        self._all_techniques: Optional[List[Technique]] = None
        self._all_events: Optional[List[Event]] = None
        self._all_rules: Optional[List[Rule]] = None
        self._fields: Optional[Dict[bytes, List[int]]] = None
        self._some_techniques: Dict[int, Technique] = {}
        self._some_events: Dict[int, Event] = {}

    @classmethod
    def open(cls, path: Union[str, os.PathLike[str]]) -> Mapping:
        """Opens a pack, which `attack-events-gen --pack` has made. Raises PackError if it is refused.

        >>> Mapping.open("/dev/null")
        Traceback (most recent call last):
        ...
        attack_events.PackError: /dev/null: it is cut short
        """
        with open(path, "rb") as file:
            data = file.read(_LARGEST_PACK + 1)
        try:
            return cls.from_bytes(data)
        except PackError as error:
            raise PackError(f"{path}: {error}") from None

    @classmethod
    def from_bytes(cls, data: bytes) -> Mapping:
        """The same for a pack in memory."""
        if len(data) > _LARGEST_PACK:
            raise PackError(f"it is larger than the limit of {_LARGEST_PACK} bytes")
        data = bytes(data)
        reason = ctypes.c_char_p()
        pack = library.open(data, len(data), ctypes.byref(reason))
        if not pack:
            if reason.value is None:
                raise MemoryError
            raise PackError(decode(reason.value))
        made = cls.__new__(cls)
        made._start(library.db(pack), pack, data)
        return made

    def __del__(self) -> None:
        if getattr(self, "_pack", None) is not None:
            library.close(self._pack)
            self._pack = None

    def __reduce__(self) -> Tuple[Any, ...]:
        return (Mapping, ()) if self._bytes is None else (Mapping.from_bytes, (self._bytes,))

    def __repr__(self) -> str:
        info = self.info()
        return f"<Mapping of {info.attack_domain} {info.attack_version}, {info.rows} rows>"

    def info(self) -> Info:
        """Which data this is.

        >>> Mapping().info().attack_domain
        'enterprise-attack'
        """
        found = _native.Info()
        library.info(self._db, ctypes.byref(found))
        return Info(
            attack_domain=decode(found.attack_domain), attack_version=decode(found.attack_version),
            date=_date(found.date), input_sha256=decode(found.input_sha256), selection=decode(found.selection),
            techniques=found.techniques, events=found.events, rows=found.rows, relationships=found.relationships,
            data_components=found.data_components, conditions=found.conditions, rules=found.rules,
            retired_ids=library.retired_count(self._db), library_version=decode(library.version()) or "",
            attribution=decode(found.attribution))

    # ---- Techniques

    def technique(self, id: str) -> Technique:
        """The technique with this id. For an id that ATT&CK revoked, the technique that took its place. Raises KeyError
        if there is none.

        >>> Mapping().technique("T1562.001").id
        'T1685'
        """
        bytes_of_id, is_deprecated = id.encode("utf-8", "surrogatepass"), ctypes.c_bool()
        index = library.technique(self._db, bytes_of_id, len(bytes_of_id), ctypes.byref(is_deprecated))
        if index == NONE:
            raise KeyError(f"{id} is deprecated, and nothing took its place" if is_deprecated.value else id)
        return self._technique_at(index)

    def techniques(self, event: Union[Event, str, int, None] = None) -> List[Technique]:
        """All techniques, sorted by id; or those that an event can show: one of `events()`, or any with this id.

        >>> cleared, = Mapping().event(1102, channel="Security")
        >>> [technique.name for technique in Mapping().techniques(event=cleared)]
        ['Clear Windows Event Logs']
        """
        if event is None:
            return list(self._techniques())
        chosen = (event,) if isinstance(event, Event) else self.event(event)
        found = {index for one in chosen for index in _native.indexes(library.techniques_of, self._db, one.number)}
        return [self._technique_at(index) for index in sorted(found)]

    def _techniques(self) -> List[Technique]:
        if self._all_techniques is None:
            self._all_techniques = self._read_techniques(0, NONE)
        return self._all_techniques

    def _technique_at(self, index: int) -> Technique:
        if self._all_techniques is not None:
            return self._all_techniques[index]
        found = self._some_techniques.get(index)
        if found is None:
            found = self._some_techniques[index] = self._read_techniques(index, 1)[0]
        return found

    def _read_techniques(self, first: int, count: int) -> List[Technique]:
        read = _native.read_table(self._db, _native.TECHNIQUES, first, count)
        if not read.texts:
            return []
        return [Technique(id or "", name, tactics, platforms, former_ids, number)
                for number, (id, name, tactics, platforms, former_ids) in
                enumerate(zip(*read.texts, *read.lists), first)]

    # ---- Events

    def event(self, id: Union[str, int], provider: Optional[str] = None, channel: Optional[str] = None) -> List[Event]:
        """The events with this id, of one provider or channel or of any. There may be several, with different filters or
        conditions.

        >>> sysmon = Mapping().event(10, provider="Microsoft-Windows-Sysmon")
        >>> sysmon[0].name
        'ProcessAccess.'
        """
        names = [None if name is None else str(name).encode("utf-8", "surrogatepass") for name in (id, provider, channel)]
        if any(b"\0" in name for name in names if name is not None):
            return []  # no text of a mapping has one
        return [self._event_at(index) for index in _native.indexes(library.events, self._db, *names)]

    def events(self, technique: Union[Technique, str, None] = None) -> List[Event]:
        """All events, sorted by id; or those that show a technique, in the order of the mapping. For a revoked id, see
        `technique()`.

        >>> any(event.id == "10" for event in Mapping().events("T1003.001"))
        True
        """
        if technique is None:
            return list(self._events())
        if not isinstance(technique, Technique):
            technique = self.technique(technique)
        found = _native.indexes(library.events_of, self._db, technique.number)
        return [self._event_at(index) for index in dict.fromkeys(found)]

    def _events(self) -> List[Event]:
        if self._all_events is None:
            self._all_events = self._read_events(0, NONE)
        return self._all_events

    def _event_at(self, index: int) -> Event:
        if self._all_events is not None:
            return self._all_events[index]
        found = self._some_events.get(index)
        if found is None:
            found = self._some_events[index] = self._read_events(index, 1)[0]
        return found

    def _read_events(self, first: int, count: int) -> List[Event]:
        read = _native.read_table(self._db, _native.EVENTS, first, count)
        made: List[Event] = []
        if not read.texts:
            return made
        for number, (texts, filters) in enumerate(zip(zip(*read.texts), read.lists[0]), first):
            id, name, platform, category, sub_category, channel, provider, condition = texts
            rule = self._rule_of(number) if condition is not None else None
            made.append(Event(id, name, platform, provider, channel, category, sub_category,
                              tuple(zip(filters[::2], filters[1::2])), condition, rule, number))
        return made

    def _rule_of(self, event: int) -> Optional[Rule]:
        rules = self._rules()
        index = library.rule_of(self._db, event) if rules else NONE
        return None if index == NONE else rules[index]

    def _rules(self) -> List[Rule]:
        if self._all_rules is None:
            read = _native.read_table(self._db, _native.RULES)
            self._all_rules = [
                Rule(id or "", title, level, status, author, license, "".join(filter(None, uri)) or None,
                     detection[0] is not None)
                for id, title, level, status, author, license, uri, detection in
                zip(*read.texts, *read.lists)] if read.texts else []
        return self._all_rules

    # ---- All rows

    def rows(self, **filters: Any) -> pandas.DataFrame:
        """The rows of the mapping as a pandas DataFrame: a technique, one of its data components, and a relationship and
        an event that show it. The columns are those of `attack-events rows`; absent values are None, and lists are
        tuples.

        A filter names a column and the value, or the values, that it must have, case-insensitively. `technique_id` may be
        a revoked id, or "T1003.*" for a technique with its sub-techniques. `provider` is another name of `log_source`.

            rows(technique_id="T1003.*", event_platform="windows")
            rows(tactic=["discovery", "collection"], kind="condition")
        """
        from ._frame import make_frame

        return make_frame(self, filters)

    # ---- One event of a log

    def match(self, event: AnyMapping[str, Any], *, id: Union[str, int, None] = None, provider: Optional[str] = None,
              channel: Optional[str] = None, platform: Optional[str] = None, top: int = 10,
              unknown: bool = False) -> Answers:
        """The techniques that an event of a log shows, the most telling first, at most `top`.

        `event` has the event's own fields; a list has several values, None is absent, and a dict in it is written with
        dots, as in "requestParameters.attribute". Id, provider and channel are its `EventID`, `SourceName`, `ProviderName`
        or `Provider`, and `Channel`, unless they are given. `platform` says which platform wrote the log, if the mapping
        has it on several. With `unknown`, a filter whose field is missing holds.

        >>> answers = Mapping().match({"EventID": 4688, "Channel": "Security",
        ...     "Provider": "Microsoft-Windows-Security-Auditing",
        ...     "NewProcessName": r"C:\\Windows\\System32\\mshta.exe", "CommandLine": "mshta https://example.com/a.hta"})
        >>> answers[0].technique.id, answers[0].kind
        ('T1218.005', 'condition')
        >>> Mapping().match({"EventID": 99999, "Channel": "Security"}).reason
        'unknown id'
        """
        from ._match import match

        return match(self, event, id, provider, channel, platform, top, unknown)

    # ---- A log

    def tag(self, lines: Iterable[Line], *, top: Optional[int] = 10, why: bool = False, platform: Optional[str] = None,
            unknown: bool = False, table: Optional[str] = None,
            formats: Union[str, os.PathLike[str], Iterable[Union[str, os.PathLike[str]]]] = (),
            skip_malformed: bool = False) -> Iterator[Line]:
        """Each line of a log with its techniques, in the same bytes as `attack-events tag` prints it. A line is a str or
        bytes, with or without a line end, and stays what it is; a dict that stands for a line becomes one with the member
        "attack". One is read at a time, and of a list some hundred, which is faster.

        The options are those of the tool: `top` is the most techniques of a line, None for all; `why` adds rows,
        `platform` says which platform wrote the log, `unknown` lets filters hold whose field is missing, `table` names the
        table of which the lines are rows, and `formats` are files that describe more log formats.

        A line that is no JSON object comes out as it is, or not at all with `skip_malformed`; the logger "attack_events"
        has a warning of the first twenty. Logs of several lines for an event, such as XML and those of auditd, and
        compressed ones are for the tool.

        >>> log = [{"EventID": 1102, "Channel": "Security", "SourceName": "Microsoft-Windows-Eventlog"}]
        >>> for event in Mapping().tag(log, top=1):
        ...     print(event["attack"]["techniques"][0]["name"])
        Clear Windows Event Logs
        """
        from ._tag import tag

        return tag(self, lines, top, why, platform, unknown, table, formats, skip_malformed)

    def _field_numbers(self) -> Dict[bytes, List[int]]:
        """The numbers of the fields that the mapping asks for, by their names in lower case: names are spelt differently."""
        if self._fields is None:
            fields: Dict[bytes, List[int]] = {}
            for number in range(library.field_count(self._db)):
                fields.setdefault((library.field_name(self._db, number) or b"").lower(), []).append(number)
            self._fields = fields
        return self._fields


def _date(seconds: int) -> Optional[str]:
    if not seconds:
        return None
    import time

    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
