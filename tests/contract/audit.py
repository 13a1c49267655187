"""The kept counts counted anew by SQL, and all that is kept as one value to compare."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, text

from labelwright.storage import tables
from labelwright.storage.database import Database

_RECOUNTS = {
    "open suggestions of inputs": """
        SELECT i.id, i.n_open, (SELECT count(*) FROM suggestions s WHERE s.input_id = i.id AND s.state = 'open')
        FROM inputs i""",
    "annotations of inputs": """
        SELECT i.id, i.n_annotations, (SELECT count(*) FROM annotations a WHERE a.input_id = i.id) FROM inputs i""",
    "annotations of concepts": """
        SELECT c.id, c.n_annotations, (SELECT count(*) FROM annotations a WHERE a.concept_id = c.id) FROM concepts c""",
    "suggestions of predictions": """
        SELECT p.id, p.n_suggestions, (SELECT count(*) FROM suggestions s WHERE s.prediction_id = p.id)
        FROM predictions p""",
    "accepted suggestions": """
        SELECT s.id, CASE WHEN s.state IN ('accepted', 'edited') THEN 1 ELSE 0 END,
               (SELECT count(*) FROM annotations a WHERE a.suggestion_id = s.id) FROM suggestions s""",
    "inputs of apps by status": """
        SELECT a.id, a.n_unlabeled * 1000000000 + a.n_has_suggestions * 1000000 + a.n_labeled * 1000 + a.n_done,
               (SELECT coalesce(sum(CASE
                    WHEN i.done THEN 1 WHEN i.n_annotations > 0 THEN 1000 WHEN i.n_open > 0 THEN 1000000
                    ELSE 1000000000 END), 0) FROM inputs i WHERE i.app_id = a.id) FROM apps a""",
    "changes of apps": """
        SELECT a.id, a.change_seq, (SELECT count(DISTINCT c.seq) FROM change_entries c WHERE c.app_id = a.id)
        FROM apps a""",
}


def check_counts(database: Database) -> None:
    """Fail if a kept count is not what counting gives, or the changes are not numbered 1, 2, 3 without gaps."""
    with database.read() as connection:
        for what, query in _RECOUNTS.items():
            wrong = [tuple(row) for row in connection.execute(text(query)) if int(row[1]) != int(row[2])]
            assert wrong == [], what
        statuses = connection.execute(select(tables.inputs.c.status, tables.inputs.c.done))
        assert all((row.status == "done") == row.done for row in statuses)
        numbered = connection.execute(text("SELECT DISTINCT seq FROM change_entries ORDER BY seq")).scalars().all()
    assert numbered == list(range(1, len(numbered) + 1))


def everything(database: Database) -> dict[str, list[Any]]:
    """Return every label, suggestion, concept and count, without the numbers of changes, which only ever grow."""
    with database.read() as connection:
        return {
            table.name: _rows(connection, table)
            for table in (
                tables.apps,
                tables.inputs,
                tables.concepts,
                tables.relations,
                tables.suggestions,
                tables.annotations,
            )
        }


def _rows(connection: Connection, table: Any) -> list[Any]:
    columns = [column for column in table.c if column.name not in {"revision", "change_seq"}]
    return [tuple(row) for row in connection.execute(select(*columns).order_by(table.c.id))]
