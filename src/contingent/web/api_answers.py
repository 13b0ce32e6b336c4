"""A shape that is filled becomes an answer with its tag; a list, the part of it that was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from contingent.web.api_models import Listed
from contingent.web.desk import Desk, Kept, tag_of

__all__ = ["KeptRouter", "Limit", "Offset", "json_answer", "part_of"]

_MOST_ROWS = 1_000

Limit = Annotated[int, Query(ge=1, le=_MOST_ROWS, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000_000, description="How many items to pass over.")]


def part_of(
    everything: Sequence[Any], item: Callable[[Any], BaseModel], *, limit: int, offset: int
) -> Listed[Any]:
    """The items from `offset` on, `limit` at most, each in its shape; and how many there are."""
    chosen = everything[offset : offset + limit]
    return Listed[Any](total=len(everything), offset=offset, items=[item(each) for each in chosen])


def json_answer(answer: BaseModel, request: Request) -> Response:
    """An answer with its tag; no body where the asker has it already."""
    body = answer.model_dump_json().encode("utf-8", "replace")
    headers = {"ETag": tag_of(body), "Cache-Control": "private, no-cache"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


class KeptRouter(APIRouter):
    """Routes whose answers are made once for the state of the files, the reader and the address."""

    def __init__(self, desk: Desk, **options: Any) -> None:
        super().__init__(**options)
        self._desk = desk

    def add_api_route(self, path: str, endpoint: Callable[..., Response], **options: Any) -> None:
        """A route whose endpoint takes the request by that name, and answers with a tag."""
        super().add_api_route(path, self._kept(endpoint), **options)

    def _kept(self, endpoint: Callable[..., Response]) -> Callable[..., Response]:
        desk = self._desk

        @wraps(endpoint)
        def answered(**given: Any) -> Response:
            request: Request = given["request"]
            key = desk.key(request, desk.reader(request))
            kept = desk.kept(key, request)
            if kept is not None:
                return kept
            response = endpoint(**given)
            if response.status_code == 200:
                body, tag = bytes(response.body), response.headers["ETag"]
                desk.keep(key, Kept(body=body, tag=tag, media_type="application/json"))
            return response

        return answered
