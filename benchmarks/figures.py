"""One measured figure beside its goal, and how a table of them is printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    better: Literal["lower", "higher"] = "lower"
    baseline: str = ""
    """What it was measured beside in the same run, with that figure."""

    @property
    def ratio(self) -> float | None:
        """The value as a share of its goal."""
        return self.value / self.goal if self.goal else None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.goal is None:
            return None
        return self.value <= self.goal if self.better == "lower" else self.value >= self.goal


def print_table(title: str, figures: Iterable[Figure]) -> None:
    """Print the figures."""
    table = Table(title=title, title_justify="left")
    for heading in ("figure", "measured", "goal", "of goal", "beside"):
        table.add_column(heading, justify="left" if heading in {"figure", "beside"} else "right")
    for figure in figures:
        sign = "<=" if figure.better == "lower" else ">="
        table.add_row(
            figure.name,
            f"{figure.value:.3g} {figure.unit}",
            f"{sign} {figure.goal:g} {figure.unit}" if figure.goal else "",
            f"{figure.ratio:.2f}{'' if figure.is_met else ' MISSED'}" if figure.ratio is not None else "",
            figure.baseline,
        )
    Console(width=150).print(table)
