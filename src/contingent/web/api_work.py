"""What takes long to work out as typed JSON: the force, when, which answers, the theatre."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from contingent.force.problem import View
from contingent.web.api_answers import Limit, Offset, json_answer, part_of
from contingent.web.api_models import Listed, Refusal
from contingent.web.api_work_models import (
    AgainstTargetOut,
    AlertOut,
    AssignmentOut,
    AssumptionOut,
    CumulativeOut,
    DenialOut,
    DepthOut,
    FlowFindingOut,
    ForceOut,
    ForecastOut,
    LineOut,
    MeasureOut,
    PublicCountOut,
    RateOut,
    ShareOut,
    UnlocksOut,
    WorkingOut,
    WorthOut,
)
from contingent.web.jobs import Job
from contingent.web.scenes import NotThere, Scene
from contingent.web.views import BadView
from contingent.web.worked import DOCUMENTS, Going, NeverDone

__all__ = ["add_work_routes"]

_ASK_AGAIN_SECONDS = 2

_WORK: dict[int | str, dict[str, Any]] = {
    202: {"model": WorkingOut, "description": "It is being worked out; ask again."},
    404: {"model": Refusal, "description": "The mission names nothing of the kind."},
    409: {"model": Refusal, "description": "It was stopped, or could not be worked out; why."},
}
Wait = Annotated[
    float, Query(ge=0, le=10, description="Seconds to wait for what is being worked out.")
]
_LISTS: dict[str, tuple[str, str, type[BaseModel], str]] = {
    "force/lines": ("force", "lines", LineOut, "Every line of the requirement, and what fills it."),
    "force/gaps": ("force", "gaps", LineOut, "Lines that nobody fills, the gravest first."),
    "force/assignments": ("force", "assignments", AssignmentOut, "Who would serve where."),
    "force/rotations": ("force", "rotations", DepthOut, "For how long each line can be held."),
    "force/worth": ("force", "worth", WorthOut, "What one change would add."),
    "forecast/assumptions": ("forecast", "assumptions", AssumptionOut, "What the dates rest on."),
    "field/findings": ("field", "findings", FlowFindingOut, "Figures that do not add up."),
    "field/against-target": (
        "field",
        "against_target",
        AgainstTargetOut,
        "Aid against what was agreed.",
    ),
    "field/shares": ("field", "shares", ShareOut, "Aid from stage to stage."),
    "field/cumulative": ("field", "cumulative", CumulativeOut, "Counts, as published."),
    "field/rates": ("field", "rates", RateOut, "Incidents per monitoring effort."),
    "field/alerts": ("field", "alerts", AlertOut, "Changes in a rate per effort."),
    "field/denials": ("field", "denials", DenialOut, "Access asked for and denied."),
    "field/measures": ("field", "measures", MeasureOut, "Measures that gates wait for."),
    "field/public": ("public", "counts", PublicCountOut, "Incidents, as the public may see them."),
}


def _believed(
    view: Annotated[
        View, Query(description="How far offers are believed: at face value, expected, robust.")
    ] = View.ROBUST,
) -> None:
    """Describe how a force may be believed; the scene hands it on."""


def _tried(
    without: Annotated[str, Query(max_length=200, description="Parties that stay away.")] = "",
    raised: Annotated[str, Query(max_length=200, description="Parties that stand higher.")] = "",
    to: Annotated[str, Query(max_length=40, description="The rung they stand at.")] = "",
    answered: Annotated[str, Query(max_length=200, description="Topics answered.")] = "",
    lifted: Annotated[str, Query(max_length=200, description="A:B, without what A objects.")] = "",
    budget: Annotated[str, Query(max_length=10, description="So many per cent more paid.")] = "",
) -> None:
    """Describe what may be tried out on a force, as on its page; the scene hands it on."""


def add_work_routes(router: APIRouter, scene: Callable[[Request], Scene]) -> None:
    """The documents, and the lists in them, each by its name."""
    documents: dict[str, tuple[type[BaseModel], str]] = {
        "force": (ForceOut, "The best package that was promised, and why no better one."),
        "forecast": (ForecastOut, "When the milestones could be reached."),
        "unlocks": (UnlocksOut, "Which answers free most."),
    }
    for name, (model, told) in documents.items():
        route = _document_route(scene, name, model)
        _add(router, name, model, told)(route)
    for name, (source, key, model, told) in _LISTS.items():
        shape: Any = Listed[model]  # type: ignore[valid-type]  # a type made while running
        _add(router, name, shape, told)(_list_route(scene, source, key, model))


def _add(router: APIRouter, name: str, shape: Any, told: str) -> Callable[..., Any]:
    """The router's own decorator, with what every such answer may be."""
    tries_out = [Depends(_believed), Depends(_tried)] if name.startswith("force") else []
    return router.get(
        f"/{name}",
        response_model=shape,
        responses=_WORK,
        summary=told,
        name=name,
        dependencies=tries_out,
    )


def _document_route(
    scene: Callable[[Request], Scene], name: str, model: type[BaseModel]
) -> Callable[..., Response]:
    def answer(request: Request, wait: Wait = 2.0) -> Response:
        values = _worked(scene(request), name, wait)
        if isinstance(values, Job):
            return _working(values)
        return json_answer(model.model_validate(values), request)

    return answer


def _list_route(
    scene: Callable[[Request], Scene], source: str, key: str, model: type[BaseModel]
) -> Callable[..., Response]:
    def answer(
        request: Request, wait: Wait = 2.0, limit: Limit = 100, offset: Offset = 0
    ) -> Response:
        values = _worked(scene(request), source, wait)
        if isinstance(values, Job):
            return _working(values)
        listed = part_of(values[key], model.model_validate, limit=limit, offset=offset)
        return json_answer(listed, request)

    return answer


def _worked(scene: Scene, name: str, wait: float) -> dict[str, Any] | Job:
    """The document of a name, or the job that works it out; 400, 404, 409 where neither is."""
    try:
        return DOCUMENTS[name](scene, wait)
    except Going as going:
        return going.job
    except BadView as error:
        raise HTTPException(400, str(error)) from None
    except NotThere as error:
        raise HTTPException(404, str(error)) from None
    except NeverDone as error:
        raise HTTPException(409, str(error)) from None


def _working(job: Job) -> Response:
    told = WorkingOut(
        detail="It is being worked out; ask again.",
        what=job.title,
        state=job.state.value,
        job=f"/jobs/{job.id}",
    )
    headers = {"Retry-After": str(_ASK_AGAIN_SECONDS), "Cache-Control": "no-store"}
    return JSONResponse(told.model_dump(), status_code=202, headers=headers)
