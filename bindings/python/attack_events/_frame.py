# SPDX-License-Identifier: MIT
"""All rows as a DataFrame. The library says for each row which technique, event and so on it is of, so a column is made
of a table's texts by numbers. Only this file needs pandas."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Tuple

from . import _native
from ._native import library

try:
    import numpy
    import pandas
except ImportError as error:
    raise ImportError("rows() needs pandas: pip install pandas") from error

if TYPE_CHECKING:
    from ._mapping import Mapping

_ALIASES = {"provider": "log_source"}


def _column(values: Iterable[Any]) -> numpy.ndarray:
    """An array of objects with None at its end, where the number -1 finds it."""
    listed = list(values)
    made = numpy.empty(len(listed) + 1, dtype=object)
    for index, value in enumerate(listed):  # not at once: numpy would take tuples apart
        made[index] = value
    return made


def _texts(table: _native.Table) -> List[numpy.ndarray]:
    texts = numpy.array(_native.texts_of(table), dtype=object)
    codes = numpy.frombuffer(ctypes.string_at(table.codes, 4 * table.rows * table.text_columns), dtype=numpy.int32)
    absent = numpy.full((1, table.text_columns), -1, dtype=numpy.int32)
    return list(texts[numpy.vstack([codes.reshape(table.rows, table.text_columns), absent])].T)


def _lists(table: _native.Table, count: int) -> List[numpy.ndarray]:
    if not table.rows:
        return [_column(()) for _ in range(count)]
    return [_column(column) for column in _native.Read(table).lists]


class _Part:
    """A table, and which of its rows each row of the frame has."""

    def __init__(self, address: int, count: int, columns: Dict[str, numpy.ndarray]):
        self.numbers = numpy.frombuffer(ctypes.string_at(address, 4 * count), dtype=numpy.int32)
        self.columns = columns

    def admitted(self, name: str, admits: Callable[[Any], bool]) -> numpy.ndarray:
        """For each row of the frame, whether its value in this column is admitted."""
        values = self.columns[name]
        return numpy.fromiter((admits(value) for value in values), dtype=bool, count=len(values))[self.numbers]


def _with_table(mapping: Mapping, kind: int, read: Callable[[_native.Table], Dict[str, numpy.ndarray]],
                ) -> Dict[str, numpy.ndarray]:
    table = library.table(mapping._db, kind, 0, _native.NONE)
    if not table:
        raise MemoryError
    try:
        return read(table.contents)
    finally:
        library.table_free(table)


def _named(names: str) -> Callable[[_native.Table], Dict[str, numpy.ndarray]]:
    def read(table: _native.Table) -> Dict[str, numpy.ndarray]:
        columns = names.split()
        return dict(zip(columns, _texts(table) if table.rows else [_column(()) for _ in columns]))
    return read


def _techniques(table: _native.Table) -> Dict[str, numpy.ndarray]:
    columns = _named("technique_id technique")(table)
    columns["is_subtechnique"] = numpy.array([id is not None and "." in id for id in columns["technique_id"]])
    columns["tactic"], columns["platform"], _ = _lists(table, 3)
    return columns


def _events(table: _native.Table) -> Dict[str, numpy.ndarray]:
    columns = _named("event_id event_name event_platform audit_category audit_sub_category channel log_source "
                     "condition")(table)
    filters, = _lists(table, 1)
    columns["filter_in"] = _column(
        tuple(zip(pairs[::2], pairs[1::2])) if pairs else None for pairs in filters[:-1])
    return columns


_ORDER = ("technique_id", "is_subtechnique", "technique", "tactic", "platform", "data_source", "data_component",
          "relationship_id", "name", "source", "relationship", "target", "event_id", "event_name", "event_platform",
          "audit_category", "audit_sub_category", "channel", "log_source", "filter_in", "condition", "kind")


def _parts(mapping: Mapping) -> Tuple[List[_Part], int]:
    found = library.rows(mapping._db)
    if not found:
        raise MemoryError
    try:
        rows = found.contents
        count = rows.count
        kinds = {"kind": _column(_native.KINDS)}
        return [
            _Part(rows.technique, count, _techniques(rows.techniques.contents)),
            _Part(rows.data_component, count, _with_table(
                mapping, _native.DATA_COMPONENTS, _named("data_source data_component"))),
            _Part(rows.relationship, count, _with_table(
                mapping, _native.RELATIONSHIPS, _named("relationship_id name source relationship target"))),
            _Part(rows.event, count, _with_table(mapping, _native.EVENTS, _events)),
            _Part(rows.kind, count, kinds),
        ], count
    finally:
        library.rows_free(found)


def _listed(wanted: Any) -> List[Any]:
    return list(wanted) if isinstance(wanted, (list, tuple, set, frozenset)) else [wanted]


def _fold(value: Any) -> Any:
    if isinstance(value, (bool, numpy.bool_)):
        return bool(value)
    return None if value is None else str(value).lower()


def _admits(mapping: Mapping, name: str, wanted: Any) -> Callable[[Any], bool]:
    """Whether a value of a column is one of those that are wanted."""
    chosen, families = set(), []
    for one in _listed(wanted):
        if name == "technique_id" and isinstance(one, str):
            if one.endswith(".*"):
                families.append(one[:-2].lower())
                one = one[:-2]
            try:
                one = mapping.technique(one).id
            except KeyError:
                pass
        chosen.add(_fold(one))

    def admits(value: Any) -> bool:
        if isinstance(value, tuple):
            return any(_fold("=".join(one) if isinstance(one, tuple) else one) in chosen for one in value)
        folded = _fold(value)
        return folded in chosen or any(folded.startswith(family + ".") for family in families if folded is not None)
    return admits


def make_frame(mapping: Mapping, filters: Dict[str, Any]) -> pandas.DataFrame:
    """See Mapping.rows()."""
    parts, count = _parts(mapping)
    chosen = numpy.ones(count, dtype=bool)
    for name, wanted in filters.items():
        name = _ALIASES.get(name, name)
        if name not in _ORDER:
            raise TypeError(f"there is no column {name!r}; the columns are {', '.join(_ORDER)}")
        part = next(part for part in parts if name in part.columns)
        chosen &= part.admitted(name, _admits(mapping, name, wanted))
    made: Dict[str, numpy.ndarray] = {}
    for part in parts:
        numbers = part.numbers[chosen] if filters else part.numbers
        made.update((name, values.take(numbers)) for name, values in part.columns.items())
    return pandas.DataFrame({name: made[name] for name in _ORDER}, copy=False)
