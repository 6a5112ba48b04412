# SPDX-License-Identifier: MIT
"""Lines of a log with their techniques. Lines go to the library as one text with their lengths; a line that is no bytes is
made bytes, and made what it was again."""

from __future__ import annotations

import ctypes
import json
import os
from itertools import islice

from . import _native
from ._native import library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

    from ._mapping import Line, Mapping

    Path = Union[str, os.PathLike[str]]

_MANY = 256  # lines at once
_MANY_BYTES = 1 << 20
_MOST_FORMATS = 32
_MOST_REPORTS = 20
_MARK = b"\xef\xbb\xbf"  # a file may start with it


class _Tagger:
    """What the library has for a log."""

    def __init__(self, mapping: Mapping, options: _native.TagOptions) -> None:
        reason = ctypes.c_char_p()
        self._mapping = mapping  # which may be of a pack, and must stay
        self._texts = options  # which the library points to
        self._tagger = library.tagger_new(mapping._db, ctypes.byref(options), ctypes.byref(reason))
        if not self._tagger:
            if reason.value is None:
                raise MemoryError
            raise ValueError(_native.decode(reason.value))
        self._padding = bytes(library.tag_padding())

    def __del__(self) -> None:
        if getattr(self, "_tagger", None):
            library.tagger_free(self._tagger)
            self._tagger = None

    def tag(self, lines: Sequence[bytes]) -> Iterator[Tuple[bytes, Optional[bytes]]]:
        """What is made of each line, and why it was not tagged."""
        count = len(lines)
        lengths, wrong = (ctypes.c_size_t * count)(*map(len, lines)), (ctypes.c_char_p * count)()
        made = library.tag(self._tagger, b"".join((*lines, self._padding)), lengths, wrong, count)
        if not made:
            raise MemoryError
        for length, reason in zip(lengths, wrong):
            yield ctypes.string_at(made, length), reason
            made += length


class _Reports:
    """Says which lines were not tagged, as the tool does."""

    def __init__(self, fate: str) -> None:
        self.fate = fate
        self.count = 0

    def _warn(self, message: str, *arguments: object) -> None:
        import logging

        logging.getLogger("attack_events").warning(message, *arguments)

    def add(self, line: int, reason: bytes) -> None:
        self.count += 1
        if self.count <= _MOST_REPORTS:
            self._warn("line %d: %s; %s", line, reason.decode(), self.fate)
        elif self.count == _MOST_REPORTS + 1:
            self._warn("further lines are counted, not shown")

    def end(self) -> None:
        if self.count > _MOST_REPORTS:
            self._warn("%d lines in all could not be read; %s", self.count, self.fate)


def _plain(value: Any) -> Any:
    """A value as JSON can have it. In pandas, NaN is absent, and whole numbers beside it are floats."""
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(below) for below in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e16 else value if value - value == 0 else None
    return value


def _other(value: Any) -> Any:
    """A value that is of no type of JSON: an array of numpy; a timestamp and the like as text."""
    return _plain(value.tolist()) if hasattr(value, "tolist") else str(value)


def _bytes(line: object) -> bytes:
    if isinstance(line, str):
        return line.encode("utf-8", "surrogatepass")
    if isinstance(line, bytes):
        return line
    if isinstance(line, dict):
        return json.dumps(_plain(line), default=_other).encode()
    raise TypeError(f"a line is a str, bytes or a dict, and not {type(line).__name__}")


def _as_it_was(line: Any, made: bytes) -> Any:
    """What was made of a line, of the line's type."""
    if isinstance(line, str):
        try:
            return made.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:  # a text of a pack
            return made.decode("utf-8", "replace")
    if isinstance(line, dict):
        return {**{key: value for key, value in line.items() if key != "attack"}, "attack": json.loads(made)["attack"]}
    return made


def _batches(lines: Iterable[Any]) -> Iterator[List[Any]]:
    """The lines, each by itself, since the next one may be long in coming; but many of what is there already."""
    if not hasattr(lines, "__len__"):
        yield from ([line] for line in lines)
        return
    rest = iter(lines)
    while True:
        batch: List[Any] = []
        size = 0
        for line in islice(rest, _MANY):
            batch.append(line)
            size += len(line) if isinstance(line, (str, bytes)) else 0
            if size >= _MANY_BYTES:
                break
        if not batch:
            return
        yield batch


def _run(tagger: _Tagger, lines: Iterable[Any], skips_malformed: bool) -> Iterator[Any]:
    reports = _Reports("dropped" if skips_malformed else "passed on as it is")
    number, mark = 0, b""
    for batch in _batches(lines):
        texts = [_bytes(line) for line in batch]
        if number == 0 and texts[0].startswith(_MARK):
            mark, texts[0] = _MARK, texts[0][len(_MARK):]
        for line, (made, reason) in zip(batch, tagger.tag(texts)):
            number += 1
            if reason is not None:
                reports.add(number, reason)
                if skips_malformed:
                    continue
            if mark:
                made, mark = mark + made, b""
            yield line if reason is not None else _as_it_was(line, made)
    reports.end()


def _texts(paths: Union[Path, Iterable[Path]]) -> List[bytes]:
    if isinstance(paths, (str, bytes, os.PathLike)):
        paths = [paths]
    return [os.fsencode(path) for path in paths]


def tag(mapping: Mapping, lines: Iterable[Line], top: Optional[int], why: bool, platform: Optional[str], unknown: bool,
        table: Optional[str], formats: Union[Path, Iterable[Path]], skip_malformed: bool) -> Iterator[Line]:
    """See Mapping.tag()."""
    if isinstance(lines, (str, bytes, dict)):
        raise TypeError("tag() takes lines, such as a list of them or an open file, and not a line")
    iter(lines)  # raises TypeError
    if top is not None and top < 1:
        raise ValueError("top must be 1 or more, or None for all")
    if platform is not None and platform.lower() not in {(event.platform or "").lower() for event in mapping._events()}:
        raise ValueError(f"the mapping has no platform {platform!r}")
    files = _texts(formats)
    if len(files) > _MOST_FORMATS:
        raise ValueError(f"there are more than {_MOST_FORMATS} files of log formats")
    options = _native.TagOptions(
        None if platform is None else platform.encode(), None if table is None else table.encode(),
        _native.NONE if top is None else min(top, _native.NONE), why, unknown,
        (ctypes.c_char_p * len(files))(*files), len(files))
    return _run(_Tagger(mapping, options), lines, skip_malformed)
