"""Suggestions become annotations, and annotations change: the only room that does it, always by a change set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from labelwright import errors
from labelwright.domain import annotate, renaming
from labelwright.domain import review as rules
from labelwright.domain.app import App
from labelwright.domain.board import Board
from labelwright.domain.change import Action, ChangeSet
from labelwright.domain.concept import checked_name
from labelwright.domain.ids import (
    AnnotationId,
    ChangeSetId,
    ConceptId,
    InputId,
    ModelVersion,
    SuggestionId,
    UserId,
    new_id,
)
from labelwright.domain.input import Input
from labelwright.domain.outcome import Failure, Outcome, Reviewer
from labelwright.domain.region import Region
from labelwright.services import blame, people
from labelwright.services.idempotency import RequestKey, carry_out_once
from labelwright.services.workshop import Workshop
from labelwright.services.writing import write_part
from labelwright.storage import apps, boards, change_sets, inputs
from labelwright.storage.annotations import revision_of


class RevisionStale(errors.Conflict):
    """{annotator} changed the label meanwhile: it is at revision {current}, not {expected}."""

    code = "revision_stale"
    hint = "Load the input's board and decide again."


@dataclass(frozen=True, slots=True)
class Need:
    """What an action must see on the board beside the input's annotations."""

    suggestion_ids: tuple[SuggestionId, ...] = ()
    version: ModelVersion | None = None
    names: tuple[str, ...] = ()
    concept_ids: tuple[ConceptId, ...] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """An action on one input: its name, what it must see, its rule, and the revisions it was decided on."""

    action: Action
    rule: Callable[[Board, Reviewer], Outcome]
    need: Need = field(default_factory=Need)
    revisions: tuple[tuple[AnnotationId, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a wish. No change set means that everything was so already."""

    change_set: ChangeSet | None
    input: Input
    failures: tuple[Failure, ...]
    app_seq: int


def accept(suggestion_ids: Sequence[SuggestionId]) -> Wish:
    """Accept these suggestions."""
    return Wish("accept", lambda board, by: rules.accept(board, suggestion_ids, by), Need(tuple(suggestion_ids)))


def accept_all(version: ModelVersion, *, min_score: float, max_score: float) -> Wish:
    """Accept every open suggestion of the model version within the threshold range."""
    return Wish(
        "accept_all",
        lambda board, by: rules.accept_all(board, version, by, min_score=min_score, max_score=max_score),
        Need(version=version),
    )


def revert(suggestion_ids: Sequence[SuggestionId]) -> Wish:
    """Make these accepted suggestions open again."""
    return Wish("revert", lambda board, _by: rules.revert(board, suggestion_ids), Need(tuple(suggestion_ids)))


def reject(suggestion_ids: Sequence[SuggestionId]) -> Wish:
    """Reject these suggestions."""
    return Wish("reject", lambda board, _by: rules.reject(board, suggestion_ids), Need(tuple(suggestion_ids)))


def restore(suggestion_ids: Sequence[SuggestionId]) -> Wish:
    """Bring these rejected suggestions back."""
    return Wish("restore", lambda board, _by: rules.restore(board, suggestion_ids), Need(tuple(suggestion_ids)))


def add(name: str, region: Region | None) -> Wish:
    """Annotate by hand.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    kept = checked_name(name)
    return Wish("add", lambda board, by: annotate.add(board, name=kept, region=region, by=by), Need(names=(kept,)))


def edit_suggestion_region(suggestion_id: SuggestionId, region: Region) -> Wish:
    """Accept a suggestion with a corrected region."""
    return Wish(
        "edit_region",
        lambda board, by: rules.edit_suggestion_region(board, suggestion_id, region, by),
        Need((suggestion_id,)),
    )


def edit_region(annotation_id: AnnotationId, region: Region, *, revision: int | None = None) -> Wish:
    """Give an annotation another region."""
    return Wish(
        "edit_region",
        lambda board, _by: annotate.edit_region(board, annotation_id, region),
        revisions=() if revision is None else ((annotation_id, revision),),
    )


def edit_regions(
    annotations: Mapping[AnnotationId, Region],
    suggestions: Mapping[SuggestionId, Region],
    *,
    revisions: Sequence[tuple[AnnotationId, int]] = (),
) -> Wish:
    """Give several labels other regions, as one change set; suggestions are accepted with theirs."""
    return Wish(
        "edit_region",
        lambda board, by: rules.edit_regions(board, annotations, suggestions, by),
        Need(tuple(suggestions)),
        tuple(revisions),
    )


def delete(annotation_ids: Sequence[AnnotationId]) -> Wish:
    """Delete annotations."""
    return Wish("delete", lambda board, _by: annotate.delete(board, annotation_ids))


def rename(annotation_ids: Sequence[AnnotationId], name: str, *, suggestion_ids: Sequence[SuggestionId] = ()) -> Wish:
    """Rename annotations and open suggestions, and remember it for the app.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    kept = checked_name(name)
    return Wish(
        "rename",
        lambda board, _by: renaming.rename(board, annotation_ids, suggestion_ids, name=kept),
        Need(tuple(suggestion_ids), names=(kept,)),
    )


def reassign(annotation_ids: Sequence[AnnotationId], name: str, *, suggestion_ids: Sequence[SuggestionId] = ()) -> Wish:
    """Give annotations another concept; accept suggestions with it.

    Raises:
        ConceptNameInvalid: if no concept can have this name.
    """
    kept = checked_name(name)
    return Wish(
        "reassign",
        lambda board, by: renaming.reassign(board, annotation_ids, suggestion_ids, name=kept, by=by),
        Need(tuple(suggestion_ids), names=(kept,)),
    )


def mark_done(done: bool) -> Wish:
    """Mark the input as done, or not."""
    return Wish("mark_done", lambda board, _by: rules.mark_done(board, done=done))


def carry_out(
    workshop: Workshop,
    input_id: InputId,
    wish: Wish,
    *,
    by: UserId,
    render: Callable[[Reviewed], bytes],
    request: RequestKey | None = None,
) -> bytes:
    """Carry the wish out in one transaction and return what `render` makes of it.

    Raises:
        InputNotFound, RevisionStale, IdempotencyKeyReused, and what the wish's rule raises; nothing is changed then.
    """
    reviewer = Reviewer(by, workshop.now())
    told: list[Reviewed] = []

    def do(connection: Connection, app: App) -> bytes:
        reviewed = review_input(connection, app, input_id, wish, reviewer)
        told.append(reviewed)
        return render(reviewed)

    with workshop.database.write() as connection:
        app = apps.lock_app_of(connection, input_id)
        answer = carry_out_once(connection, request, reviewer.at, lambda: do(connection, app))
    if told and told[0].change_set is not None:
        workshop.tell(told[0].input.app_id)
    return answer


def review_input(connection: Connection, app: App, input_id: InputId, wish: Wish, by: Reviewer) -> Reviewed:
    """Carry the wish out on one input within a transaction of the caller, who has locked its app."""
    at = inputs.get_input(connection, input_id)
    _check_revisions(connection, at.id, wish)
    board = boards.load_board(
        connection,
        at,
        suggestion_ids=wish.need.suggestion_ids,
        version=wish.need.version,
        names=wish.need.names,
        concept_ids=wish.need.concept_ids,
    )
    outcome = _decide(connection, board, wish, by)
    if not outcome.changes:
        return Reviewed(None, at, outcome.failures, app.change_seq)
    change_set = ChangeSet(
        id=ChangeSetId(new_id()),
        app_id=app.id,
        seq=app.change_seq + 1,
        action=wish.action,
        actor_id=by.user_id,
        at=by.at,
        input_id=at.id,
        changes=outcome.changes,
    )
    change_sets.insert_change_set(connection, change_set)
    after = write_part(connection, change_set, at, outcome.changes, part=0, seq=change_set.seq)
    return Reviewed(change_set, after, outcome.failures, change_set.seq)


def _decide(connection: Connection, board: Board, wish: Wish, by: Reviewer) -> Outcome:
    """Let the wish's rule decide; whoever is no admin may change own annotations only."""
    owner = None if people.is_admin(connection, by.user_id) else by.user_id
    try:
        outcome = wish.rule(replace(board, changeable_by=owner), by)
    except errors.LabelwrightError as error:
        raise blame.explain(connection, board.input_id, error) from error
    explained = ((each.id, blame.explain(connection, board.input_id, each.error)) for each in outcome.failures)
    failures = tuple(Failure(key, error) for key, error in explained)
    return Outcome(outcome.changes, failures)


def _check_revisions(connection: Connection, input_id: InputId, wish: Wish) -> None:
    for annotation_id, expected in wish.revisions:
        current = revision_of(connection, annotation_id)
        if current is not None and current != expected:
            who = blame.last_to_change(connection, input_id, annotation_id)
            raise RevisionStale(annotator=who, id=annotation_id, current=current, expected=expected)
