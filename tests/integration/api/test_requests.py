"""What every address does with whoever asks: lists, unknown ids, strange hosts, pages, one shape of problems."""

from __future__ import annotations

import json
import socket
from dataclasses import replace

import httpx
import pytest

from labelwright import errors
from labelwright.api.problems import problem_of
from labelwright.api.server import openapi_document
from labelwright.domain.ids import ModelRef
from labelwright.services.people import LOCAL_USER_NAME
from tests.integration.api.conftest import RunningServer
from tests.integration.api.visitor import CLASSIFIER, DETECTOR, Visitor, check_problem, check_problem_members
from tests.unit.house.test_errors import ERRORS


def test_the_server_says_that_it_lives_and_who_labels(web: httpx.Client) -> None:
    health, me = web.get("/health").json(), web.get("/me").json()
    assert health["status"] == "ok"
    assert me["name"] == LOCAL_USER_NAME
    assert me["version"] == health["version"]


def test_an_app_is_made_once_however_often_it_is_sent(web: httpx.Client) -> None:
    headers = {"Idempotency-Key": "make goats"}
    made = [web.post("/apps", json={"name": "Goats"}, headers=headers) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].content == made[1].content
    assert check_problem(web.post("/apps", json={"name": " Goats "}), 409, "app_exists")["name"] == "Goats"
    assert [app["name"] for app in web.get("/apps").json()["items"]].count("Goats") == 1


@pytest.mark.parametrize("name", ["", " ", "x" * 101, "a\nb", "a\u0000b"])
def test_a_name_that_no_app_can_have_is_refused(web: httpx.Client, name: str) -> None:
    check_problem(web.post("/apps", json={"name": name}), 422, "app_name_invalid")


def test_preferences_are_kept_and_checked(visitor: Visitor) -> None:
    address = f"/apps/{visitor.app_id}/preferences"
    assert visitor.web.get(address).json()["model"] is None
    chosen = {"model": CLASSIFIER, "assist": False, "min_score": 0.25, "max_score": 0.75, "walk_order": "reading"}
    assert visitor.web.put(address, json=chosen).json() == chosen
    assert visitor.web.get(address).json() == chosen
    check_problem(visitor.web.put(address, json={**chosen, "model": "model:x"}), 404, "model_not_found")
    check_problem(visitor.web.put(address, json={**chosen, "min_score": 2}), 422, "request_invalid")
    check_problem(visitor.web.put(address, json={**chosen, "walk_order": "loudest"}), 422, "request_invalid")
    assert visitor.web.get(address).json() == chosen


def test_models_are_found_by_what_they_know(visitor: Visitor) -> None:
    address = f"/apps/{visitor.app_id}/models"
    refs = {model["ref"]: model for model in visitor.web.get(address).json()["items"]}
    assert refs.keys() >= {DETECTOR, CLASSIFIER, "workflow:general-detection"}
    assert refs[DETECTOR]["usable"]
    found = visitor.web.get(address, params={"search": "TOASTER"}).json()["items"]
    assert "toaster" in next(model for model in found if model["ref"] == DETECTOR)["matched_concepts"]
    concepts = visitor.web.get(f"/models/{DETECTOR}/concepts").json()["concepts"]
    assert len(concepts) == refs[DETECTOR]["vocabulary_size"] == 80
    assert visitor.web.get(address, params={"search": "no such thing"}).json()["items"] == []


def test_a_model_that_cannot_label_is_listed_with_the_reason_and_cannot_be_asked(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalog = visitor.workshop.catalog
    card = replace(catalog.card(ModelRef(CLASSIFIER)), id="embedder", outputs=("embedding",))
    cards = (*catalog.cards(), card)
    monkeypatch.setattr(catalog, "cards", lambda: cards)
    listed = {each["ref"]: each for each in visitor.web.get(f"/apps/{visitor.app_id}/models").json()["items"]}
    assert {ref: (each["usable"], bool(each["reason"])) for ref, each in listed.items()} == {
        DETECTOR: (True, False),
        CLASSIFIER: (True, False),
        "workflow:general-detection": (True, False),
        "model:embedder": (False, True),
    }
    asked = visitor.web.post(f"/inputs/{visitor.add_input()}/predictions", json={"model": "model:embedder"})
    check_problem(asked, 422, "model_cannot_label")


@pytest.mark.parametrize("sort", ["oldest", "newest", "name", "most_suggestions"])
def test_a_list_is_walked_by_its_cursors_from_any_input(visitor: Visitor, sort: str) -> None:
    ids = [visitor.add_input(name=f"{number % 2}.png") for number in range(5)]
    address = f"/apps/{visitor.app_id}/inputs"
    seen: list[str] = []
    cursor = None
    while True:
        params: dict[str, str | int] = {"sort": sort, "limit": 2, **({"cursor": cursor} if cursor else {})}
        page = visitor.web.get(address, params=params).json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(ids)
    place = visitor.web.get(f"{address}/{seen[2]}/position", params={"sort": sort}).json()["cursor"]
    after = visitor.web.get(address, params={"sort": sort, "cursor": place}).json()["items"]
    before = visitor.web.get(address, params={"sort": sort, "cursor": place, "backward": True}).json()["items"]
    assert [each["id"] for each in before] + [seen[2]] + [each["id"] for each in after] == seen
    stands = visitor.web.get(f"{address}/{seen[2]}/place", params={"sort": sort}).json()
    assert stands == {"number": 3, "total": len(seen)}


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"cursor": "nonsense"}, "cursor_invalid"),
        ({"cursor": "WyJvbGRlc3QiLCAxXQ"}, "cursor_invalid"),
        ({"cursor": "W1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tb"}, "cursor_invalid"),
        ({"cursor": "x" * 1001}, "request_invalid"),
        ({"limit": 0}, "request_invalid"),
        ({"limit": 501}, "request_invalid"),
        ({"limit": "many"}, "request_invalid"),
        ({"sort": "sideways"}, "request_invalid"),
        ({"status": "unknown"}, "request_invalid"),
        ({"search": "x" * 201}, "request_invalid"),
    ],
)
def test_a_list_that_cannot_be_is_refused(visitor: Visitor, params: dict[str, str], code: str) -> None:
    check_problem(visitor.web.get(f"/apps/{visitor.app_id}/inputs", params=params), 422, code)


@pytest.mark.parametrize("unknown", ["gone", "01m8675fsacy1pgt7rfn2s3pcy", "%00", "..%2F..", "羊", "x" * 5000])
def test_an_unknown_id_is_not_found_wherever_it_is_sent(visitor: Visitor, unknown: str) -> None:
    web = visitor.web
    known = visitor.add_input()
    wish = {"action": "mark_done", "done": True}
    picked = {"model": DETECTOR}
    asked = [
        (web.get(f"/apps/{unknown}"), "app_not_found"),
        (web.get(f"/apps/{unknown}/inputs"), "app_not_found"),
        (web.get(f"/apps/{unknown}/concepts"), "app_not_found"),
        (web.get(f"/apps/{unknown}/models"), "app_not_found"),
        (web.get(f"/apps/{unknown}/preferences"), "app_not_found"),
        (web.put(f"/apps/{unknown}/preferences", json={}), "app_not_found"),
        (web.get(f"/apps/{unknown}/export"), "app_not_found"),
        (web.get(f"/apps/{unknown}/events"), "app_not_found"),
        (web.post(f"/apps/{unknown}/inputs", files=[("files", ("a.png", b"x"))]), "app_not_found"),
        (web.post(f"/apps/{unknown}/look-ahead", json={**picked, "input_ids": []}), "app_not_found"),
        (web.get(f"/apps/{visitor.app_id}/inputs/{unknown}/position"), "input_not_found"),
        (web.get(f"/apps/{visitor.app_id}/inputs/{unknown}/place"), "input_not_found"),
        (web.get(f"/inputs/{unknown}"), "input_not_found"),
        (web.get(f"/inputs/{unknown}/board"), "input_not_found"),
        (web.get(f"/inputs/{unknown}/image"), "input_not_found"),
        (web.get(f"/inputs/{unknown}/thumbnail"), "input_not_found"),
        (web.get(f"/inputs/{unknown}/original"), "input_not_found"),
        (web.post(f"/inputs/{unknown}/change-sets", json=wish), "input_not_found"),
        (web.post(f"/inputs/{unknown}/predictions", json=picked), "input_not_found"),
        (web.post(f"/change-sets/{unknown}/undo"), "change_set_not_found"),
        (web.get(f"/models/{unknown}/concepts"), "model_not_found"),
        (web.get(f"/inputs/{known}/board", params={"model": unknown[:200]}), "model_not_found"),
        (web.post(f"/inputs/{known}/predictions", json={"model": unknown[:200]}), "model_not_found"),
    ]
    for answer, code in asked:
        wanted = "address_not_found" if "%2F" in unknown and answer.json()["code"] == "address_not_found" else code
        status = 405 if answer.status_code == 405 and "%2F" in unknown else 404
        check_problem(answer, status, "method_not_allowed" if status == 405 else wanted)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_address_is_a_problem_whatever_is_asked_of_it(web: httpx.Client, method: str) -> None:
    for path in ("/nothing/here", "/apps/x/y/z", "/apps/"):
        check_problem(web.request(method, path), 404, "address_not_found")


@pytest.mark.parametrize(
    ("method", "path", "taken"),
    [
        ("DELETE", "/apps", "GET, POST"),
        ("PATCH", "/apps/x/preferences", "GET, PUT"),
        ("GET", "/change-sets/x/undo", "POST"),
        ("POST", "/health", "GET"),
    ],
)
def test_a_method_that_an_address_does_not_take_is_answered_with_those_it_takes(
    web: httpx.Client, method: str, path: str, taken: str
) -> None:
    answer = web.request(method, path)
    check_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == taken


def test_a_form_is_no_request(web: httpx.Client) -> None:
    check_problem(web.post("/apps", content=b"name=Sheep"), 422, "request_invalid")


def test_a_list_is_sent_again_only_if_it_has_changed(visitor: Visitor) -> None:
    input_id = visitor.add_input()
    address = f"/apps/{visitor.app_id}/inputs"
    first = visitor.web.get(address)
    kept = {"If-None-Match": first.headers["etag"]}
    again = visitor.web.get(address, headers=kept)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert visitor.web.get(address, headers=kept, params={"sort": "newest", "search": "x"}).status_code == 200
    visitor.suggest(input_id)  # a prediction is no change set, and still moves what the list shows
    changed = visitor.web.get(address, headers=kept)
    assert changed.status_code == 200
    assert changed.json()["items"][0]["status"] == "has_suggestions"


def test_files_that_come_in_no_form_are_refused(visitor: Visitor) -> None:
    address = f"/apps/{visitor.app_id}/inputs"
    check_problem(visitor.web.post(address), 422, "request_invalid")
    check_problem(visitor.web.post(address, data={"files": "text"}), 422, "request_invalid")
    torn = {"Content-Type": "multipart/form-data; boundary=x"}
    check_problem(visitor.web.post(address, content=b"--y\r\n\r\n", headers=torn), 400, "request_unreadable")
    many = [("files", ("a.png", b"x"))] * 1001
    check_problem(visitor.web.post(address, files=many), 400, "request_unreadable")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_is_a_problem_of_one_shape(error: type[errors.LabelwrightError]) -> None:
    problem = problem_of(error(id="x", hint="not this", status=7, score=float("nan"), more=object()))
    check_problem_members(problem)
    assert problem["hint"] == error.hint
    assert problem["status"] in {403, 404, 409, 422, 500, 503}
    json.dumps(problem)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1.evil.example", "[bad", ""])
def test_another_hosts_name_is_refused(server: RunningServer, host: str) -> None:
    answer = httpx.get(f"{server.address}/api/v1/apps", headers={"Host": host})
    check_problem(answer, 403, "origin_refused")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_the_own_names_are_answered(server: RunningServer, host: str) -> None:
    port = server.address.rpartition(":")[2]
    assert httpx.get(f"{server.address}/api/v1/health", headers={"Host": f"{host}:{port}"}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://[", "http://127.0.0.1:1", "file://"])
def test_another_sites_page_may_not_write(web: httpx.Client, origin: str) -> None:
    check_problem(web.post("/apps", json={"name": "Mine"}, headers={"Origin": origin}), 403, "origin_refused")
    assert web.get("/apps", headers={"Origin": origin}).headers.get("access-control-allow-origin") is None


def test_the_own_page_may_write(server: RunningServer, web: httpx.Client) -> None:
    made = web.post("/apps", json={"name": "From the page"}, headers={"Origin": server.address})
    assert made.status_code == 201


@pytest.mark.parametrize("path", ["/", "/apps/x/inputs/y", "/api/v1/health", "/api/v1/nothing"])
def test_every_answer_tells_the_browser_what_it_may_load(server: RunningServer, path: str) -> None:
    headers = httpx.get(f"{server.address}{path}").headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy, "scripts: only what default-src allows"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/..%2f..%2f..%2fetc/passwd", "//etc/passwd", "/%00", "/" + "x" * 4000, "/assets/../../settings.py"]
)
def test_no_path_leads_out_of_the_web_client(server: RunningServer, path: str) -> None:
    port = int(server.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 503"))
    assert b"root:" not in answer
    assert b"LABELWRIGHT_HOME" not in answer


def test_an_export_is_a_file_of_what_was_reviewed(visitor: Visitor) -> None:
    input_id = visitor.add_input(name="羊.png")
    best, *_ = visitor.suggest(input_id)
    visitor.do(input_id, "accept", suggestion_ids=[best])
    answer = visitor.web.get(f"/apps/{visitor.app_id}/export")
    assert "attachment" in answer.headers["content-disposition"]
    dataset = answer.json()
    assert [image["file_name"] for image in dataset["images"]] == ["羊.png"]
    assert [each["bbox"] for each in dataset["annotations"]] == [[10, 10, 40, 40]]
    with_suggestions = visitor.web.get(f"/apps/{visitor.app_id}/export", params={"suggestions": True}).json()
    assert len(with_suggestions["annotations"]) == 3
    check_problem(visitor.web.get(f"/apps/{visitor.app_id}/export", params={"format": "x"}), 422, "request_invalid")


def test_the_server_describes_itself_as_the_code_does(web: httpx.Client) -> None:
    assert web.get("/openapi.json").json() == json.loads(json.dumps(openapi_document()))
