"""A view and a format in an address become a file to take away."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contingent.exports.formats import FORMATS, Taken
from contingent.exports.tables import TABLES
from contingent.exports.worked_tables import WORKED_TABLES
from contingent.web.desk import Desk
from contingent.web.scenes import NotThere
from contingent.web.views import BadView
from contingent.web.worked import DOCUMENTS, Going, NeverDone

__all__ = ["download_routes"]

_NAMES = (*TABLES, *WORKED_TABLES)
_PATIENCE_SECONDS = 10.0


def download_routes(desk: Desk) -> list[Route]:
    """`/export/TABLE.FORMAT?view`."""
    return [Route("/export/{file}", partial(_download, desk), methods=["GET"])]


async def _download(desk: Desk, request: Request) -> Response:
    table, _, kind = request.path_params["file"].partition(".")
    if table not in _NAMES or kind not in FORMATS:
        why = f"There are {', '.join(_NAMES)}, each as {', '.join(FORMATS)}."
        return await run_in_threadpool(desk.refused, request, why, 404)
    try:
        return await run_in_threadpool(_file, desk, request, table, kind)
    except BadView as error:
        return await run_in_threadpool(desk.refused, request, str(error), 400)
    except Going as going:
        response = await run_in_threadpool(desk.refused, request, f"{going}.", 202)
        response.headers["Retry-After"] = "2"
        return response
    except NotThere as error:
        return await run_in_threadpool(desk.refused, request, str(error), 404)
    except NeverDone as error:
        return await run_in_threadpool(desk.refused, request, str(error), 409)


def _file(desk: Desk, request: Request, table: str, kind: str) -> Response:
    scene = desk.scene(request, desk.reader(request))
    worked = WORKED_TABLES.get(table)
    taken = Taken(
        situation=scene.whole,
        table=table,
        document=DOCUMENTS[worked.document](scene, _PATIENCE_SECONDS) if worked else None,
        selection=scene.view.selection,
        ledger_head=scene.picture.ledger_head,
        with_hashtags=request.query_params.get("hxl", "") == "1",
    )
    form = FORMATS[kind]
    try:
        body = form.write(taken)
    except ImportError as error:
        why = f"This format needs more than is installed here ({error.name}): contingent[frames]."
        return desk.refused(request, why, 501)
    name = f"{taken.stem}.{form.suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=form.media_type, headers=headers)
