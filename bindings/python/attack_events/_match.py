# SPDX-License-Identifier: MIT
"""One event of a log, laid out for the library: the names and values of its fields in one text, and their lengths."""

from __future__ import annotations

import ctypes
from array import array

from . import _native
from ._native import NONE, library
from ._records import Answer, Answers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Mapping as AnyMapping, Optional, Union

    from ._mapping import Mapping

_UNKNOWN_MATCHES = 1
_MOST_MISSING = 64
_PROVIDERS = ("sourcename", "providername", "provider")


def _bytes(value: Any) -> Optional[bytes]:
    """A value as a log in JSON spells it; None if it is absent."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if value is None or isinstance(value, bytes):
        return value
    if value is True or value is False:
        return b"true" if value else b"false"
    return str(value).encode("utf-8", "surrogatepass")


class _Fields:
    """The pairs of names and values."""

    def __init__(self) -> None:
        self.parts: List[bytes] = []
        self.names: Dict[str, Optional[bytes]] = {}  # the top level, in lower case, with the last value

    def add(self, name: bytes, value: Any) -> None:
        if isinstance(value, dict):
            for key, below in value.items():
                self.add(name + b"." + str(key).encode("utf-8", "surrogatepass"), below)
        elif isinstance(value, (list, tuple)):
            for element in value:
                if not isinstance(element, (list, tuple)):  # arrays in arrays do not count
                    self.add(name, element)
        else:
            text = _bytes(value)
            if text is not None:
                self.parts += (name, text)

    def add_event(self, event: AnyMapping[str, Any]) -> None:
        for key, value in event.items():
            key = str(key)
            self.add(key.encode("utf-8", "surrogatepass"), value)
            if not isinstance(value, (dict, list, tuple)):
                self.names[key.lower()] = _bytes(value)

    def named(self, given: Union[str, int, None], *names: str) -> Optional[bytes]:
        """What was given, or the first of these fields that the event has."""
        if given is not None:
            return _bytes(given)
        return next((value for value in map(self.names.get, names) if value), None)

    def add_own(self, name: str, value: Optional[bytes]) -> None:
        """Adds what the event is called, under the name that rules have for it, unless the event has such a field."""
        if value is not None and name.lower() not in self.names:
            self.parts += (name.encode(), value)


def _text(value: Optional[bytes]) -> _native.Text:
    return _native.Text(value, 0 if value is None else len(value))


def match(mapping: Mapping, event: AnyMapping[str, Any], id: Union[str, int, None], provider: Optional[str],
          channel: Optional[str], platform: Optional[str], top: int, unknown: bool) -> Answers:
    """See Mapping.match()."""
    if top < 0:
        raise ValueError("top must not be negative")
    fields = _Fields()
    fields.add_event(event)
    names = (fields.named(id, "eventid"), fields.named(provider, *_PROVIDERS), fields.named(channel, "channel"))
    for name, value in zip(("EventID", "Provider_Name", "Channel"), names):
        fields.add_own(name, value)
    lengths = array("I", map(len, fields.parts))
    described = _native.Event(
        *map(_text, (names[0] if names[0] is not None else b"", _bytes(platform), *names[1:])), b"".join(fields.parts),
        lengths.buffer_info()[0], len(lengths) // 2, _UNKNOWN_MATCHES if unknown else 0)
    room = min(top, library.technique_count(mapping._db))
    answers, missing = (_native.Answer * room)(), (ctypes.c_uint32 * _MOST_MISSING)()
    reason, missing_count = ctypes.c_uint32(), ctypes.c_uint32()
    count = library.match(mapping._db, ctypes.byref(described), answers, room, ctypes.byref(reason), missing,
                          _MOST_MISSING, ctypes.byref(missing_count))
    if count == NONE:
        raise MemoryError
    return Answers(
        [Answer(mapping._technique_at(one.technique), _native.KINDS[one.kind], one.score, mapping._event_at(one.event))
         for one in answers[:count]],
        _native.REASONS[reason.value],
        tuple(dict.fromkeys(_native.decode(library.field_name(mapping._db, field)) or ""
                            for field in missing[:missing_count.value])))
