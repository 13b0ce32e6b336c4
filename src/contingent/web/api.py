"""The same situation as typed JSON, described by OpenAPI, for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from contingent.exports.markings import labelled, whole_marking
from contingent.exports.selection import selected_statements
from contingent.exports.standing import overview_document
from contingent.exports.wording import document_source
from contingent.ledger.chain import EntryKind
from contingent.mission import load_mission
from contingent.situation import Situation
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.plain import plain, plain_statement
from contingent.vocabulary.statement import Statement
from contingent.web.api_answers import KeptRouter, Limit, Offset, json_answer, part_of
from contingent.web.api_models import (
    ChangeOut,
    CountOut,
    DecisionOut,
    DocumentOut,
    Listed,
    OverviewOut,
    PositionOut,
    QuestionOut,
    Refusal,
    SituationOut,
    StatementOut,
    TallyOut,
)
from contingent.web.api_page import reference_page
from contingent.web.api_work import add_work_routes
from contingent.web.desk import Desk
from contingent.web.scenes import Scene
from contingent.web.views import BadView, view_of

__all__ = ["api_router"]

_Model = TypeVar("_Model", bound=BaseModel)

_REFUSALS: dict[int | str, dict[str, Any]] = {
    304: {"description": "What the ETag named has not changed."},
    400: {"model": Refusal, "description": "What was asked for cannot be."},
    401: {"model": Refusal, "description": "Nobody in particular asked; a team wants a token."},
    403: {"model": Refusal, "description": "None of the asker's roles allows it."},
    414: {"description": "The address is too long."},
    503: {"model": Refusal, "description": "The mission folder cannot be read as it is."},
}
_NOT_THERE: dict[int | str, dict[str, Any]] = {
    404: {"model": Refusal, "description": "Not on record by then."}
}

RungWord = StrEnum("RungWord", {rung.name: rung.word for rung in Rung})  # type: ignore[misc]

Code = Annotated[str, Path(max_length=80)]


def _asked(
    as_of: Annotated[date | None, Query(description="What held on that day; else today.")] = None,
    as_known: Annotated[date | None, Query(description="What was known by that day.")] = None,
    since: Annotated[date | None, Query(description="Changes since; else a week.")] = None,
    q: Annotated[str, Query(max_length=200, description="Words that must be found.")] = "",
    rung: Annotated[RungWord | None, Query(description="The least rung.")] = None,
    party: Annotated[str, Query(max_length=80, description="One party, by its code.")] = "",
) -> None:
    """Describe the parameters that every answer takes; the desk reads them."""


def api_router(desk: Desk) -> APIRouter:
    """Every route under `/api`."""
    router = KeptRouter(desk, prefix="/api/v1", responses=_REFUSALS, dependencies=[Depends(_asked)])

    def scene(request: Request) -> Scene:
        try:
            return desk.scene(request, desk.reader(request))
        except BadView as error:
            raise HTTPException(400, str(error)) from None

    _add_overview(router, desk)
    _add_lists(router, scene)
    _add_items(router, scene)
    add_work_routes(router, scene)
    outer = APIRouter()
    outer.include_router(router)

    @outer.get("/api", include_in_schema=False)
    def reference(request: Request) -> HTMLResponse:
        return HTMLResponse(reference_page(request.app.openapi()))

    return outer


def _add_overview(router: APIRouter, desk: Desk) -> None:
    """The board in short, which needs no scene: nothing else of the ledger is read for it."""

    @router.get("/overview", response_model=OverviewOut, summary="Who stands where, in short.")
    def overview(request: Request) -> Response:
        reader = desk.reader(request)
        try:
            view = view_of(request.query_params, today=desk.workplace.now().date())
        except BadView as error:
            raise HTTPException(400, str(error)) from None
        found = desk.workplace.overview(reader.account, view.moment)
        mission, _ = load_mission(desk.workplace.folder)
        document = overview_document(found, mission.code)
        document.pop("schema")
        return json_answer(OverviewOut.model_validate(document), request)


def _add_lists(router: APIRouter, scene: Callable[[Request], Scene]) -> None:
    """Lists, each by its name: what is in it, and the shape of an item."""
    lists: dict[str, tuple[Callable[[Scene], Sequence[Any]], type[BaseModel], str]] = {
        "positions": (lambda s: s.shown.positions.positions, PositionOut, "Who stands where."),
        "counts": (lambda s: s.whole.positions.counts, CountOut, "Counted but not named."),
        "questions": (lambda s: s.whole.positions.questions, QuestionOut, "What is asked."),
        "decisions": (lambda s: s.whole.positions.decisions, DecisionOut, "Acts of bodies."),
        "changes": (lambda s: s.shown.changes, ChangeOut, "What changed since a day."),
        "statements": (_statements, StatementOut, "What was said, latest first."),
        "documents": (_documents, DocumentOut, "Documents that were read."),
    }
    for name, (found, model, told) in lists.items():
        shape: Any = Listed[model]  # type: ignore[valid-type]  # a type made while running
        route = _list_route(scene, found, model)
        router.get(f"/{name}", response_model=shape, summary=told, name=name)(route)


def _list_route(
    scene: Callable[[Request], Scene],
    found: Callable[[Scene], Sequence[Any]],
    model: type[BaseModel],
) -> Callable[..., Response]:
    def answer(request: Request, limit: Limit = 100, offset: Offset = 0) -> Response:
        drawn = scene(request)
        everything = found(drawn)
        listed = part_of(
            everything,
            lambda each: _item(each, drawn.whole, model),
            limit=limit,
            offset=offset,
        )
        return json_answer(listed, request)

    return answer


def _item(each: Any, situation: Situation, model: type[_Model]) -> _Model:
    values = each if isinstance(each, dict) else labelled(plain(each), situation)
    if isinstance(each, Statement):
        told = {"known_on": situation.learned_on.get(each.id), "label": _label(each, situation)}
        values = plain_statement(each) | told
    return model.model_validate(values)


def _label(statement: Statement, situation: Situation) -> str:
    return str(situation.labels.get(statement.id) or "")


def _statements(scene: Scene) -> Sequence[Statement]:
    return selected_statements(scene.whole, scene.view.selection)


def _documents(scene: Scene) -> Sequence[dict[str, Any]]:
    known_at = scene.view.moment.known_at
    return [
        {**entry.payload, "source": document_source(entry.payload["source"])}
        for entry in scene.holdings.entries
        if entry.kind is EntryKind.DOCUMENT and entry.known_at <= known_at
    ]


def _add_items(router: APIRouter, scene: Callable[[Request], Scene]) -> None:
    """The picture in short, one party, one statement."""

    @router.get("/situation", response_model=SituationOut, summary="The picture in short.")
    def situation(request: Request) -> Response:
        drawn = scene(request)
        return json_answer(_situation(drawn), request)

    @router.get(
        "/positions/{code}",
        response_model=PositionOut,
        responses=_NOT_THERE,
        summary="One party.",
    )
    def position(request: Request, code: Code) -> Response:
        drawn = scene(request)
        found = (each for each in drawn.whole.positions.positions if each.party == code)
        return _one(found, drawn, PositionOut, request)

    @router.get(
        "/statements/{id}",
        response_model=StatementOut,
        responses=_NOT_THERE,
        summary="One statement.",
    )
    def statement(request: Request, id: Code) -> Response:
        drawn = scene(request)
        found = drawn.whole.statements.get(id)
        return _one([found] if found else [], drawn, StatementOut, request)


def _one(found: Iterable[Any], scene: Scene, model: type[BaseModel], request: Request) -> Response:
    for each in found:
        return json_answer(_item(each, scene.whole, model), request)
    raise HTTPException(404, "Not on record by then.")


def _situation(scene: Scene) -> SituationOut:
    whole, head = scene.whole, scene.holdings.head
    return SituationOut(
        mission=whole.mission.code,
        name=whole.mission.name,
        as_of=whole.as_of.held_on,
        as_known=whole.as_of.known_at,
        since=whole.since,
        ledger_entries=head.size,
        ledger_head=head.digest.hex(),
        label=str(whole_marking(whole)),
        summary=list(scene.picture.sheet.summary),
        totals={
            rung.word: TallyOut.model_validate(plain(tally))
            for rung, tally in scene.shown.positions.totals.items()
        },
    )
