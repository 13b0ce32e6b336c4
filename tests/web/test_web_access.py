"""Access matrix: every route of the app, for every role and nobody, and under every label."""

from __future__ import annotations

import pytest
from starlette.routing import Mount, Route
from test_web_team import LEVELS, PASSWORD, sign_in, team_at, word
from visiting import CLOCK, Visitor

from contingent.ledger.people import PEOPLE_FILE, open_people
from contingent.ledger.roles import Act, Role, may
from contingent.vocabulary.label import Level
from contingent.web.app import create_app
from contingent.web.pages import PAGES

OPEN = "open to whoever comes"
SIGNED = "open to whoever is signed in"
GIVEN = {
    "{party}": "KEN",
    "{code}": "KEN",
    "{statement}": word(1, Level.GREEN).id,
    "{id}": word(1, Level.GREEN).id,
    "{document}": "d-" + "0" * 16,
    "{file}": "positions.csv",
    "{job}": "nothing",
}
# What each route asks a reader to be allowed to do. A route that is not here fails the test below.
ASKED: dict[tuple[str, str], Act | str] = {
    ("GET", "/api"): OPEN,
    ("GET", "/board"): Act.SEE,
    ("GET", "/api/openapi.json"): OPEN,
    ("GET", "/export/{file}"): Act.SEE,
    ("GET", "/jobs/{job}"): Act.SEE,
    ("GET", "/ledger/feed.atom"): Act.SEE,
    ("GET", "/password"): SIGNED,
    ("GET", "/sign-in"): OPEN,
    ("GET", "/sign-out"): OPEN,
    ("GET", "/static"): OPEN,
    ("POST", "/evidence/add"): Act.ENTER,
    ("POST", "/evidence/read"): Act.ENTER,
    ("POST", "/evidence/review"): Act.DECIDE,
    ("POST", "/jobs/{job}/cancel"): Act.SEE,
    ("POST", "/ledger/verify"): Act.SEE,
    ("POST", "/password"): SIGNED,
    ("POST", "/sign-in"): OPEN,
    ("POST", "/sign-out"): OPEN,
    **{("GET", page.path): page.act for page in PAGES},
}
LISTS = ("positions", "counts", "questions", "decisions", "changes", "statements", "documents")
FORCE = ("lines", "gaps", "assignments", "rotations", "worth")
FIELD = ("findings", "against-target", "shares", "cumulative", "rates", "alerts", "denials")
API = (
    "situation",
    "overview",
    "positions/{code}",
    "statements/{id}",
    *LISTS,
    *("force", "forecast", "unlocks", "forecast/assumptions"),
    *(f"force/{name}" for name in FORCE),
    *(f"field/{name}" for name in (*FIELD, "measures", "public")),
)
ASKED |= {("GET", f"/api/v1/{name}"): Act.SEE for name in API}


def routes_of(app) -> set[tuple[str, str]]:
    """Every method and path that an app answers, as it was put together."""
    found = set()
    for route in app.routes:
        if isinstance(route, Mount):
            found.add(("GET", route.path))
            continue
        made = [route] if isinstance(route, Route) else route.effective_route_contexts()
        found |= {(name, each.path) for each in made for name in each.methods if name != "HEAD"}
    return found


@pytest.fixture(scope="module")
def team(tmp_path_factory):
    """A team with an account for each role alone, and a statement at each level."""
    folder = team_at(tmp_path_factory.mktemp("access") / "lakes")
    people = open_people(folder / PEOPLE_FILE)
    people.add("keeper", roles=[Role.ADMINISTRATOR], at=CLOCK)
    people.set_password("keeper", PASSWORD)
    visitor = Visitor(folder)
    yield visitor
    visitor.close()


def account_of(role: Role) -> str:
    """The account that has this role and no other."""
    return "keeper" if role is Role.ADMINISTRATOR else role.value


def ask(team: Visitor, method: str, path: str):
    """What comes back for a route, asked with something that is there; nothing is waited for."""
    for name, value in GIVEN.items():
        path = path.replace(name, value)
    if method == "POST":
        form = {"token": team.token("/sign-out")}
        return team.client.post(path, data=form, headers={"Origin": team.host})
    return team.client.get(path, params={"wait": "0"} if path.startswith("/api/v1/f") else {})


def test_every_route_stands_in_the_matrix(team):
    """A new route says what a reader must be allowed to do, or this fails."""
    assert routes_of(create_app(team.workplace)._app) == set(ASKED)


@pytest.mark.parametrize("role", list(Role))
def test_every_route_asks_for_its_act(team, role):
    """What a role allows is answered, what it does not is 403, for each route of the app."""
    sign_in(team, account_of(role))
    for (method, path), act in ASKED.items():
        if act is OPEN:
            continue
        status = ask(team, method, path).status_code
        is_allowed = act is SIGNED or may([role], act)
        assert (status == 403) is not is_allowed, (role, method, path, status)
        assert status < 500, (method, path)
        assert status != 401 or path == "/password", (method, path)


def test_without_signing_in_only_what_is_open_is_answered(team):
    """A person is led to the sign-in, a program is told to bring a token."""
    team.client.cookies.clear()
    for (method, path), act in ASKED.items():
        if act is OPEN:
            continue
        answer = ask(team, method, path)
        is_led = answer.headers.get("location", "").startswith("/sign-in?")
        assert answer.status_code == 401 or (answer.status_code == 303 and is_led), path
        assert "Kenya" not in answer.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_route_shows_a_role_what_a_label_hides(team, role):
    """Whatever the role, the words of a hidden statement and its id stand on no route."""
    sign_in(team, account_of(role))
    seen = LEVELS[:3] if role is Role.ANALYST else LEVELS[:2]
    for method, path in ASKED:
        if method != "GET":
            continue
        text = ask(team, method, path).text
        for number, level in enumerate(LEVELS):
            if level not in seen:
                assert f"told {level.word}" not in text, (path, level)
                assert word(number, level).id not in text, (path, level)
