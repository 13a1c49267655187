"""One person at a workshop with one app: what the tests of the review way work with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from labelwright.domain.app import App
from labelwright.domain.board import Board
from labelwright.domain.ids import AppId, ChangeSetId, InputId, ModelVersion, UserId
from labelwright.domain.input import Input
from labelwright.domain.prediction import Prediction, Proposal
from labelwright.domain.region import Box, Quad, Region
from labelwright.services import history, ingest, labeling_apps, look, people, review
from labelwright.services.idempotency import RequestKey
from labelwright.services.suggest import Finding, store_finding
from labelwright.services.workshop import Workshop
from labelwright.storage import boards, inputs, users
from tests.unit.media.pictures import encode

VERSION = ModelVersion("model:sheep-finder@1")
WIDTH_PX, HEIGHT_PX = 100, 80


def line(concept: str, score: float = 0.9, region: Region | Quad | None = None) -> Proposal:
    return Proposal(concept, score, Box(*region) if isinstance(region, tuple) else region)


def picture(number: int) -> bytes:
    """A small picture, another one for every number."""
    return encode(Image.new("RGB", (WIDTH_PX, HEIGHT_PX), (number % 256, number // 256, 99)), "PNG")


@dataclass(frozen=True)
class Desk:
    workshop: Workshop
    user_id: UserId
    app_id: AppId

    @classmethod
    def open(cls, workshop: Workshop, app_name: str = "Sheep") -> Desk:
        user = people.local_user(workshop)
        return cls(workshop, user.id, labeling_apps.app_named(workshop, app_name, make=True).id)

    def colleague(self, name: str) -> Desk:
        with self.workshop.database.write() as connection:
            user = users.ensure_user(connection, name=name, at=self.workshop.now())
        return Desk(self.workshop, user.id, self.app_id)

    def add_inputs(self, n: int, names: Sequence[str] = ()) -> list[InputId]:
        kept = names or [f"{number}.png" for number in range(n)]
        files = [ingest.IncomingFile(name, picture(number)) for number, name in enumerate(kept)]
        added = ingest.add_files(self.workshop, self.app_id, files, by=self.user_id)
        return [each.input.id for each in added if each.input]

    def add_input(self) -> InputId:
        return self.add_inputs(1)[0]

    def suggest(self, input_id: InputId, *lines: Proposal, prompts_key: str = "") -> Prediction:
        finding = Finding(input_id, VERSION, lines, 1.0, self.workshop.now(), prompts_key)
        with self.workshop.database.write() as connection:
            return store_finding(connection, finding)

    def do(self, input_id: InputId, wish: review.Wish, request: RequestKey | None = None) -> review.Reviewed:
        seen: list[review.Reviewed] = []

        def render(reviewed: review.Reviewed) -> bytes:
            seen.append(reviewed)
            return b"{}"

        review.carry_out(self.workshop, input_id, wish, by=self.user_id, render=render, request=request)
        return seen[0]

    def undo(self, change_set_id: ChangeSetId) -> history.Undone:
        seen: list[history.Undone] = []

        def render(undone: history.Undone) -> bytes:
            seen.append(undone)
            return b"{}"

        history.undo(self.workshop, change_set_id, by=self.user_id, render=render)
        return seen[0]

    def input(self, input_id: InputId) -> Input:
        return look.get_input(self.workshop, input_id)

    def app(self) -> App:
        return labeling_apps.get_app(self.workshop, self.app_id)

    def board(self, input_id: InputId) -> Board:
        """Everything of the input, with every suggestion of `VERSION`."""
        with self.workshop.database.read() as connection:
            return boards.load_board(connection, inputs.get_input(connection, input_id), version=VERSION)

    def labels(self, input_id: InputId) -> list[tuple[str, str | None, str]]:
        """Each annotation's concept, original name and provenance, oldest first."""
        board = self.board(input_id)
        shown = sorted(board.annotations.values(), key=lambda each: each.id)
        return [(board.concepts[each.concept_id].name, each.original_name, each.provenance) for each in shown]

    def states(self, input_id: InputId) -> list[str]:
        """The state of each suggestion, best first."""
        lines = sorted(self.board(input_id).suggestions.values(), key=lambda each: (-each.score, each.concept_name))
        return [each.state for each in lines]


def change_set_id(reviewed: review.Reviewed | history.Undone) -> ChangeSetId:
    assert reviewed.change_set is not None
    return reviewed.change_set.id
