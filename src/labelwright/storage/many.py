"""Write many rows of one shape: what `execute` does, without work on each row that costs as much as the database's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Dialect, Table, bindparam, update
from sqlalchemy.engine.interfaces import Compiled

LENGTHS = (1, 10, 100, 500)
"""Of a list of ids in a statement; the longest is well below what databases take as variables."""


class _Plan(NamedTuple):
    sql: str
    to_values: Callable[[dict[str, Any]], Any]
    """From a row to what the driver takes for it: a tuple in the order of the placeholders, or the row itself."""
    converters: dict[str, Callable[[Any], Any]]


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all name the same columns; defaults are not filled in. The rows are changed on the way."""
    plan = _plan(table, tuple(rows[0]), connection.dialect)
    for name, convert in plan.converters.items():
        for row in rows:
            row[name] = convert(row[name])
    connection.exec_driver_sql(plan.sql, [plan.to_values(row) for row in rows])


@cache
def _plan(table: Table, names: tuple[str, ...], dialect: Dialect) -> _Plan:
    return _to_plan(table.insert().compile(dialect=dialect, column_keys=list(names)), table, names)


def _to_plan(compiled: Compiled, table: Table, names: tuple[str, ...]) -> _Plan:
    dialect = compiled.dialect
    processors = {name: table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names}
    converters: dict[str, Callable[[Any], Any]] = {
        name: lru_cache(maxsize=64)(convert) for name, convert in processors.items() if convert is not None
    }
    order: list[str] | None = getattr(compiled, "positiontup", None)
    return _Plan(str(compiled), itemgetter(*order) if order else lambda row: row, converters)


def update_rows(connection: Connection, table: Table, ids: Sequence[str], values: Mapping[str, Any]) -> None:
    """Give the rows of these ids the same values.

    The list of ids is filled up to one of a few lengths by its last id, so that few statements are ever compiled.
    """
    for first in range(0, len(ids), LENGTHS[-1]):
        some = ids[first : first + LENGTHS[-1]]
        length = next(length for length in LENGTHS if length >= len(some))
        filled = [*some, *[some[-1]] * (length - len(some))]
        plan = _update_plan(table, tuple(values), length, connection.dialect)
        row = {**values, **{f"id_{number}": each for number, each in enumerate(filled)}}
        for name, convert in plan.converters.items():
            row[name] = convert(row[name])
        connection.exec_driver_sql(plan.sql, plan.to_values(row))


@cache
def _update_plan(table: Table, names: tuple[str, ...], length: int, dialect: Dialect) -> _Plan:
    keys = [bindparam(f"id_{number}", type_=table.c.id.type) for number in range(length)]
    statement = update(table).where(table.c.id.in_(keys)).values({name: bindparam(name) for name in names})
    return _to_plan(statement.compile(dialect=dialect), table, names)
