"""The board in short as a page of its own: it comes at once from a ledger of any size."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from contingent.exports.board import overview_section
from contingent.exports.markings import marking_words
from contingent.exports.wording import party_name, rung_words, tone_of
from contingent.ledger.board import Overview
from contingent.mission import load_mission, mission_parties
from contingent.web.desk import Desk
from contingent.web.readers import Reader
from contingent.web.rendering import rendered_alone
from contingent.web.views import BadView, View, view_of

__all__ = ["short_routes"]


def short_routes(desk: Desk) -> list[Route]:
    """`/board?as_of=...&as_known=...`."""
    return [Route("/board", partial(_board, desk), methods=["GET"])]


async def _board(desk: Desk, request: Request) -> Response:
    reader = desk.reader(request)
    try:
        view = view_of(request.query_params, today=desk.workplace.now().date())
    except BadView as error:
        return await run_in_threadpool(desk.refused, request, str(error), 400)
    return HTMLResponse(
        await run_in_threadpool(_drawn, desk, reader, view),
        headers={"Cache-Control": "private, no-cache"},
    )


def _drawn(desk: Desk, reader: Reader, view: View) -> str:
    mission, _ = load_mission(desk.workplace.folder)
    names = {party.code: party.name for party in mission_parties(mission)}
    overview = desk.workplace.overview(reader.account, view.moment)
    return rendered_alone(
        "short.html.jinja",
        {
            "mission": mission,
            "view": view,
            "overview": overview,
            "marking": marking_words(overview.label),
            "section": overview_section(overview, names),
            "ladder": _ladder(overview, names),
        },
    )


def _ladder(overview: Overview, names: dict[str, str]) -> list[tuple[str, str, int, str]]:
    """Each rung where somebody stands, the firmest first: words, tone, how many and who."""
    return [
        (
            rung_words(rung),
            tone_of(rung, None),
            len(tally.parties),
            ", ".join(party_name(code, names) for code in tally.parties),
        )
        for rung, tally in sorted(overview.totals.items(), reverse=True)
    ]
