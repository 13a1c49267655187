"""Lists walk every input once, in order, in both directions, however they are sorted and cut."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from labelwright.domain.ids import InputId
from labelwright.services import look, review
from labelwright.storage.cursors import CursorInvalid, encode_cursor
from labelwright.storage.inputs import InputFilter, InputPage, InputSort
from tests.contract.desk import Desk, line

SORTS: tuple[InputSort, ...] = get_args(InputSort)
NAMES = ["b.png", "a.png", "b.png", "Ä.png", "_.png", "a.png", "羊.png", "A.png", "100%.png", "a_b.png", "z", "b.png"]
ALL = InputFilter()


@pytest.fixture
def filled(desk: Desk) -> Desk:
    inputs = desk.add_inputs(len(NAMES), NAMES)
    for number, input_id in enumerate(inputs):
        desk.suggest(input_id, *(line(f"name {n}") for n in range(number % 3)))
    desk.do(inputs[1], review.add("sheep", None))
    desk.do(inputs[4], review.mark_done(True))
    return desk


def page(desk: Desk, sort: InputSort, where: InputFilter = ALL, **place: object) -> InputPage:
    options = {"cursor": None, "backward": False, "limit": 500, **place}
    return look.page_of_inputs(desk.workshop, desk.app_id, where, sort=sort, **options)[1]  # type: ignore[arg-type]


def ids_of(found: InputPage) -> list[InputId]:
    return [each.id for each in found.items]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 5, len(NAMES), 100])
def test_paging_on_and_back_gives_every_input_once_in_the_order_of_the_whole(
    filled: Desk, sort: InputSort, limit: int
) -> None:
    whole = page(filled, sort)
    assert len(set(ids_of(whole))) == len(NAMES)
    assert (whole.next_cursor, whole.previous_cursor) == (None, None)
    onward, at = [], page(filled, sort, limit=limit)
    pages = [at]
    while at.next_cursor:
        at = page(filled, sort, limit=limit, cursor=at.next_cursor)
        pages.append(at)
    onward = [key for each in pages for key in ids_of(each)]
    assert onward == ids_of(whole)
    back = ids_of(at)
    while at.previous_cursor:
        at = page(filled, sort, limit=limit, cursor=at.previous_cursor, backward=True)
        back = [*ids_of(at), *back]
    assert back == ids_of(whole)


@pytest.mark.parametrize("sort", SORTS)
def test_a_list_is_in_the_order_it_says(filled: Desk, sort: InputSort) -> None:
    found = page(filled, sort).items
    keys_of: dict[str, list[Any]] = {
        "oldest": [each.id for each in found],
        "newest": [each.id for each in found][::-1],
        "name": [(each.name, each.id) for each in found],
        "most_suggestions": [(each.n_open, each.id) for each in found][::-1],
    }
    keys = keys_of[sort]
    assert keys == sorted(keys)


@pytest.mark.parametrize("sort", SORTS)
def test_an_input_that_comes_while_paging_neither_repeats_nor_hides_another(filled: Desk, sort: InputSort) -> None:
    first = page(filled, sort, limit=5)
    filled.add_inputs(len(NAMES) + 2, [*NAMES, "0.png", "zz.png"])
    rest = page(filled, sort, cursor=first.next_cursor)
    seen = [*ids_of(first), *ids_of(rest)]
    assert len(seen) == len(set(seen))
    assert len(set(seen) & {each.id for each in page(filled, "oldest").items[: len(NAMES)]}) == len(NAMES)


@pytest.mark.parametrize(
    ("where", "names"),
    [
        (InputFilter(search="B.P"), ["b.png", "b.png", "a_b.png", "b.png"]),  # in any case
        (InputFilter(search="ä.p"), ["Ä.png"]),  # in any script
        (InputFilter(search="%"), ["100%.png"]),  # not a wildcard
        (InputFilter(search="_"), ["_.png", "a_b.png"]),  # nor this
        (InputFilter(search="羊"), ["羊.png"]),
        (InputFilter(search="nothing"), []),
        (InputFilter(status="labeled"), ["a.png"]),
        (InputFilter(status="done"), ["_.png"]),
        (InputFilter(status="unlabeled"), ["b.png", "Ä.png", "羊.png", "a_b.png"]),
        (InputFilter(status="has_suggestions", search="b.png"), ["b.png", "b.png"]),
        (InputFilter(ids=()), []),
    ],
)
def test_a_filter_shows_what_it_names(filled: Desk, where: InputFilter, names: list[str]) -> None:
    assert [each.name for each in page(filled, "oldest", where).items] == names


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense!",
        "羊",
        "W10",  # an empty list
        "NQ",  # a number
        "bnVsbA",  # null
        encode_cursor("oldest", ("x", "y")),  # too long
        encode_cursor("oldest", ("x",)),  # of another sort
        encode_cursor("most_suggestions", (True, "x")),  # yes is no number
        encode_cursor("most_suggestions", (10**30, "x")),  # larger than any count
        encode_cursor("most_suggestions", (-1, "x")),
        encode_cursor("most_suggestions", (1, "x\x00")),  # what no id holds
        encode_cursor("most_suggestions", (1, "\ud800")),  # half a character
    ],
)
def test_a_cursor_of_no_list_is_refused(filled: Desk, cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        page(filled, "most_suggestions", cursor=cursor)


@pytest.mark.parametrize("sort", SORTS)
def test_the_list_goes_on_from_any_input(filled: Desk, sort: InputSort) -> None:
    whole = ids_of(page(filled, sort))
    at = look.cursor_of(filled.workshop, filled.app_id, whole[4], sort)
    assert ids_of(page(filled, sort, cursor=at)) == whole[5:]
    assert ids_of(page(filled, sort, cursor=at, backward=True)) == whole[:4]


@pytest.mark.parametrize("sort", SORTS)
def test_an_input_stands_where_the_list_has_it(filled: Desk, sort: InputSort) -> None:
    whole = ids_of(page(filled, sort))
    places = [look.place_of(filled.workshop, filled.app_id, each, InputFilter(), sort) for each in whole]
    assert [(place.number, place.total) for place in places] == [(n + 1, len(whole)) for n in range(len(whole))]


def test_an_input_that_the_filter_leaves_out_is_counted_with_those_it_shows(filled: Desk) -> None:
    whole = ids_of(page(filled, "oldest"))
    few = InputFilter(ids=(whole[1], whole[4]))
    places = [look.place_of(filled.workshop, filled.app_id, whole[n], few, "oldest") for n in (0, 1, 2, 4, 5)]
    assert [(place.number, place.total) for place in places] == [(1, 3), (1, 2), (2, 3), (2, 2), (3, 3)]
