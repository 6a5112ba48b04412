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
_PROVIDERS = (b"sourcename", b"providername", b"provider")
_NO_FIELD = (NONE,)


def _name(key: object) -> bytes:
    return str(key).encode("utf-8", "surrogatepass").lower()


def _bytes(value: Any) -> Optional[bytes]:
    """A value as a log in JSON spells it; None if it is absent."""
    if isinstance(value, str):
        return value.encode("utf-8", "surrogatepass")
    if value is None or isinstance(value, bytes):
        return value
    if value is True or value is False:
        return b"true" if value else b"false"
    if isinstance(value, float):  # as pandas has a whole number beside absent ones, and what is absent
        return None if value != value else b"%d" % value if value.is_integer() and abs(value) < 1e16 else b"%r" % value
    return str(value).encode("utf-8", "surrogatepass")


class _Fields:
    """The values, each with the number of its field. Letter case counts in no name, but only that of A to Z."""

    def __init__(self, numbers: Dict[bytes, List[int]]) -> None:
        self.numbers = numbers
        self.texts: List[bytes] = []
        self.values = array("I")  # the number of a field, the length of a text, ...
        self.names: Dict[bytes, Optional[bytes]] = {}  # the top level, in lower case, with the last value

    def add_text(self, name: bytes, text: bytes) -> None:
        for number in self.numbers.get(name, _NO_FIELD):
            self.values.append(number)
            self.values.append(len(text))
            self.texts.append(text)

    def add(self, name: bytes, value: Any) -> None:
        if isinstance(value, dict):
            for key, below in value.items():
                self.add(name + b"." + _name(key), below)
        elif isinstance(value, (list, tuple)):
            for element in value:
                if not isinstance(element, (list, tuple)):  # arrays in arrays do not count
                    self.add(name, element)
        else:
            text = _bytes(value)
            if text is not None:
                self.add_text(name, text)

    def add_event(self, event: AnyMapping[str, Any]) -> None:
        for key, value in event.items():
            name = _name(key)
            if isinstance(value, (dict, list, tuple)):
                self.add(name, value)
                continue
            text = self.names[name] = _bytes(value)
            if text is not None:
                self.add_text(name, text)

    def named(self, given: Union[str, int, None], *names: bytes) -> Optional[bytes]:
        """What was given, or the first of these fields that the event has."""
        if given is not None:
            return _bytes(given)
        return next((value for value in map(self.names.get, names) if value), None)

    def add_own(self, name: bytes, value: Optional[bytes]) -> None:
        """Adds what the event is called, under the name that rules have for it, unless the event has such a field."""
        if value is not None and name not in self.names:
            self.add_text(name, value)


def _text(value: Optional[bytes]) -> _native.Text:
    return _native.Text(value, 0 if value is None else len(value))


def match(mapping: Mapping, event: AnyMapping[str, Any], id: Union[str, int, None], provider: Optional[str],
          channel: Optional[str], platform: Optional[str], top: int, unknown: bool) -> Answers:
    """See Mapping.match()."""
    if top < 0:
        raise ValueError("top must not be negative")
    fields = _Fields(mapping._field_numbers())
    fields.add_event(event)
    names = (fields.named(id, b"eventid"), fields.named(provider, *_PROVIDERS), fields.named(channel, b"channel"))
    for name, value in zip((b"eventid", b"provider_name", b"channel"), names):
        fields.add_own(name, value)
    described = _native.Event(
        *map(_text, (names[0] if names[0] is not None else b"", _bytes(platform), *names[1:])), b"".join(fields.texts),
        fields.values.buffer_info()[0], len(fields.texts), _UNKNOWN_MATCHES if unknown else 0)
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
