# SPDX-License-Identifier: MIT
"""The shared library beside this file, and how its tables are read. shim/shim.h describes each call."""

from __future__ import annotations

import ctypes
import os
from ctypes import POINTER, c_bool, c_char_p, c_int, c_int32, c_size_t, c_uint32, c_void_p

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Callable, List, Optional, Sequence, Tuple

NONE = 0xFFFFFFFF

TECHNIQUES, DATA_COMPONENTS, RELATIONSHIPS, EVENTS, RULES = range(5)
KINDS = ("candidate", "direct", "analytic", "condition", "rule")
REASONS = ("no event", "unknown id", "no log", "unknown log", "other fields", "missing fields", "matched")


class Text(ctypes.Structure):
    _fields_ = [("text", c_char_p), ("length", c_size_t)]


class Info(ctypes.Structure):
    _fields_ = [(name, c_char_p) for name in
                ("attack_domain", "attack_version", "input_sha256", "selection", "attribution")] + [
        (name, c_uint32) for name in ("techniques", "events", "rows", "relationships", "data_components", "conditions",
                                      "rules", "candidates_most", "date")]


class Table(ctypes.Structure):
    _fields_ = [("rows", c_uint32), ("text_columns", c_uint32), ("list_columns", c_uint32),
                ("codes", POINTER(c_int32)), ("ends", POINTER(c_int32)), ("items", POINTER(c_int32)),
                ("texts", c_void_p), ("text_bytes", c_size_t), ("text_count", c_uint32)]


class Rows(ctypes.Structure):
    _fields_ = [("count", c_uint32)] + [(name, c_void_p) for name in (
        "technique", "data_component", "relationship", "event", "kind")] + [("techniques", POINTER(Table))]


class Event(ctypes.Structure):
    _fields_ = [("id", Text), ("platform", Text), ("provider", Text), ("channel", Text), ("texts", c_char_p),
                ("values", c_void_p), ("count", c_uint32), ("flags", c_uint32)]


class TagOptions(ctypes.Structure):
    _fields_ = [("platform", c_char_p), ("table", c_char_p), ("top", c_uint32), ("with_rows", c_bool),
                ("unknown_matches", c_bool), ("formats", POINTER(c_char_p)), ("format_count", c_size_t)]


class Answer(ctypes.Structure):
    _fields_ = [("technique", c_uint32), ("event", c_uint32), ("score", c_uint32), ("kind", c_uint32)]


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(os.path.join(os.path.dirname(os.path.abspath(__file__)), "libattack_events_python.so"))
    for name, result, arguments in (
            ("builtin", c_void_p, ()),
            ("open", c_void_p, (c_char_p, c_size_t, POINTER(c_char_p))),
            ("db", c_void_p, (c_void_p,)),
            ("close", None, (c_void_p,)),
            ("info", None, (c_void_p, POINTER(Info))),
            ("retired_count", c_uint32, (c_void_p,)),
            ("version", c_char_p, ()),
            ("technique_count", c_uint32, (c_void_p,)),
            ("table", POINTER(Table), (c_void_p, c_int, c_uint32, c_uint32)),
            ("table_free", None, (POINTER(Table),)),
            ("rows", POINTER(Rows), (c_void_p,)),
            ("rows_free", None, (POINTER(Rows),)),
            ("technique", c_uint32, (c_void_p, c_char_p, c_size_t, POINTER(c_bool))),
            ("events", c_uint32, (c_void_p, c_char_p, c_char_p, c_char_p, c_void_p, c_uint32)),
            ("events_of", c_uint32, (c_void_p, c_uint32, c_void_p, c_uint32)),
            ("techniques_of", c_uint32, (c_void_p, c_uint32, c_void_p, c_uint32)),
            ("rule_of", c_uint32, (c_void_p, c_uint32)),
            ("match", c_uint32, (c_void_p, POINTER(Event), c_void_p, c_uint32, POINTER(c_uint32), c_void_p, c_uint32,
                                 POINTER(c_uint32))),
            ("field_count", c_uint32, (c_void_p,)),
            ("field_name", c_char_p, (c_void_p, c_uint32)),
            ("tagger_new", c_void_p, (c_void_p, POINTER(TagOptions), POINTER(c_char_p))),
            ("tagger_free", None, (c_void_p,)),
            ("tag_padding", c_size_t, ()),
            ("tag", c_void_p, (c_void_p, c_char_p, POINTER(c_size_t), POINTER(c_char_p), c_size_t)),
    ):
        function = getattr(library, "attack_python_" + name)
        function.restype, function.argtypes = result, arguments
        setattr(library, name, function)
    return library


library = _load()


def decode(text: Optional[bytes]) -> Optional[str]:
    """A text of the mapping. That of a pack need not be UTF-8."""
    return None if text is None else text.decode("utf-8", "replace")


def texts_of(table: Table) -> List[Optional[str]]:
    """The texts of a table by their codes; the last one is what the code -1 stands for."""
    if not table.text_count:
        return [None]
    texts: List[Optional[str]] = list(  # one more, behind the last NUL
        ctypes.string_at(table.texts, table.text_bytes).decode("utf-8", "replace").split("\0"))
    texts[-1] = None
    return texts


class Read:
    """A table as Python's own: for each row, its texts and its lists."""

    __slots__ = ("texts", "lists")

    texts: List[List[Optional[str]]]  # by column
    lists: List[List[Tuple[str, ...]]]

    def __init__(self, table: Table):
        texts = texts_of(table)
        columns, count, lists = table.text_columns, table.rows, table.list_columns
        codes = table.codes[:count * columns]
        self.texts = [[texts[code] for code in codes[column::columns]] for column in range(columns)]
        ends = table.ends[:count * lists]
        items = [texts[code] for code in table.items[:ends[-1]]] if ends else []
        whole = [tuple(items[start:end]) for start, end in zip([0] + ends, ends)]
        self.lists = [whole[column::lists] for column in range(lists)]


def read_table(db: int, kind: int, first: int = 0, count: int = NONE) -> Read:
    table = library.table(db, kind, first, count)
    if not table:
        raise MemoryError
    try:
        return Read(table.contents)
    finally:
        library.table_free(table)


def indexes(function: Callable[..., int], *arguments: object) -> Sequence[int]:
    """What a function writes into an array of numbers: it is called again if there was not room enough."""
    room = 64
    while True:
        array = (c_uint32 * room)()
        count = function(*arguments, array, room)
        if count <= room:
            return array[:count]
        room = count
