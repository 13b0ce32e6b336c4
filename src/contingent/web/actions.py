"""Forms that were sent become entries, jobs and checks, and a page that says what came of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from contingent.errors import ContingentError
from contingent.ledger.roles import Act
from contingent.read.documents import MOST_BYTES
from contingent.read.review import RulingType
from contingent.situation import (
    Judgement,
    Telling,
    decide,
    enter,
    entered_statement,
    open_drafts,
    rung_of_words,
    typed_words,
)
from contingent.vocabulary.claim import VerdictType
from contingent.vocabulary.statement import Statement
from contingent.web.desk import Desk
from contingent.web.events import noted
from contingent.web.jobs import Job, Outcome
from contingent.web.pages.forms import ENTERED_FIELDS
from contingent.web.readers import Reader
from contingent.web.scenes import Drawn, Page
from contingent.web.tokens import is_of_session
from contingent.web.uploads import MOST_FILES, Sent, read_sent
from contingent.web.views import BadView, LiveLinks, View

__all__ = ["action_routes"]

_MOST_FIELDS = 40
_LONGEST_WHY = 500
_MOST_GOING = 10  # of one reader: what waits is held in memory

_Action = Callable[[Desk, Request, FormData, Reader], Awaitable[Response]]


def action_routes(desk: Desk) -> list[Route]:
    """Every route that changes something; each asks for the token of its form first."""
    actions: dict[str, tuple[_Action, Act]] = {
        "/evidence/review": (_review, Act.DECIDE),
        "/evidence/read": (_read, Act.ENTER),
        "/evidence/add": (_add, Act.ENTER),
        "/ledger/verify": (_verify, Act.SEE),
        "/jobs/{job}/cancel": (_cancel, Act.SEE),
    }
    routes = [
        Route(path, partial(_taken, desk, action, act), methods=["POST"])
        for path, (action, act) in actions.items()
    ]
    return [*routes, Route("/jobs/{job}", partial(_show_job, desk), methods=["GET"])]


async def _taken(desk: Desk, action: _Action, act: Act, request: Request) -> Response:
    """The answer to a form, if it comes from a page of this reader's session."""
    reader = desk.reader(request, act)
    async with request.form(max_files=MOST_FILES, max_fields=_MOST_FIELDS) as form:
        if not is_of_session(request, _text(form, "token")):
            noted("form refused", request, account=reader.name)
            why = "This form was not sent from a page of this app, or the page has grown old."
            return desk.refused(request, f"{why} Open it again and send it once more.", 403)
        return await action(desk, request, form, reader)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _onward(path: str, **query: str) -> RedirectResponse:
    """To another page, so that reloading it sends nothing twice."""
    view = View(today=date.min)
    address = LiveLinks(view=view, drawn=path, query={}).page(path, **query)
    return RedirectResponse(address, status_code=303)


async def _review(desk: Desk, request: Request, form: FormData, reader: Reader) -> Response:
    """Accept, correct or reject one draft, then on to the next."""
    id = _text(form, "draft")
    drafts = await run_in_threadpool(_drafts, desk, reader)
    if id not in drafts:
        why = "No draft waits under that name: somebody has decided it."
        return desk.refused(request, why, 409)
    try:
        words = await run_in_threadpool(_decided, desk, reader, _judgement(id, form))
    except (ValueError, ContingentError) as error:
        return _onward("/evidence/review", at=id, fault=str(error)[:400])
    following = _text(form, "following")
    kept = {"at": following} if following in drafts else {}
    return _onward("/evidence/review", done=words, **kept)


def _drafts(desk: Desk, reader: Reader) -> dict[str, Statement]:
    return open_drafts(desk.workplace.holdings(reader.account).entries)


def _judgement(id: str, form: FormData) -> Judgement:
    """What the form says is to become of a draft; ValueError where it cannot."""
    match _text(form, "decision"):
        case "accept":
            return Judgement(draft=id, type=RulingType.ACCEPTED)
        case "correct":
            word = _text(form, "rung")
            if word in tuple(VerdictType):
                verdict = VerdictType(word)
                return Judgement(draft=id, type=RulingType.CORRECTED, verdict=verdict)
            return Judgement(draft=id, type=RulingType.CORRECTED, rung=rung_of_words(word))
        case "reject":
            why = typed_words(_text(form, "why"), "The reason")
            if len(why) > _LONGEST_WHY:
                raise ValueError("A rejection says why, in at most 500 characters.")
            return Judgement(draft=id, type=RulingType.REJECTED, why=why)
    raise ValueError("Accept, correct or reject it.")


def _decided(desk: Desk, reader: Reader, judgement: Judgement) -> str:
    """Put a judgement on record, and say what became of the draft."""
    workplace = desk.workplace
    review = workplace.holdings(reader.account).mission.review
    outcome = decide(
        workplace.view(reader.account),
        [judgement],
        by=reader.signature,
        review=review,
        clock=workplace.now(),
    )
    done = {
        RulingType.ACCEPTED: "Accepted.",
        RulingType.CORRECTED: "Corrected; both readings are kept.",
        RulingType.REJECTED: "Rejected; the draft and the reason are kept.",
    }
    if outcome.proposed:
        return "Proposed; a second person has to agree."
    return done[judgement.type]


async def _read(desk: Desk, request: Request, form: FormData, reader: Reader) -> Response:
    """Take files and put the reading of them in line, if that reader's line is not too long."""
    if sum(job.is_going for job in desk.jobs.latest(owner=reader.key)) >= _MOST_GOING:
        why = f"{_MOST_GOING} pieces of work wait already; send these once some are over."
        return desk.refused(request, why, 429)
    sent = []
    for each in form.getlist("files"):
        if isinstance(each, UploadFile) and each.filename:
            data = await each.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                fault = f"{each.filename[:80]} is larger than {MOST_BYTES // 1_000_000} MB."
                return _onward("/evidence/read", fault=fault)
            sent.append(Sent(name=_shown_name(each.filename), data=data))
    if not sent:
        return _onward("/evidence/read", fault="Choose a file first.")
    by_rules = bool(_text(form, "by_rules"))
    title = f"Reading {len(sent)} file{'' if len(sent) == 1 else 's'}"
    work = partial(_work, desk, reader, sent, by_rules)
    job = desk.jobs.start(title, len(sent), work, owner=reader.key)
    return _onward(f"/jobs/{job.id}")


def _work(desk: Desk, reader: Reader, sent: list[Sent], by_rules: bool, job: Job) -> Outcome:
    return read_sent(desk.workplace, reader.account, sent, by_rules=by_rules, job=job)


def _shown_name(name: str) -> str:
    """The last part of a sender's name, for people to read; it names no file of ours."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(sign for sign in last if sign.isprintable())[:120] or "unnamed"


async def _add(desk: Desk, request: Request, form: FormData, reader: Reader) -> Response:
    """Enter what came by telephone or letter; what was typed comes back with what is wrong."""
    given = {name: _text(form, name) for name in ENTERED_FIELDS}
    try:
        statement = await run_in_threadpool(_entered, desk, reader, given)
    except (ValueError, ContingentError) as error:
        return _onward("/evidence/add", fault=str(error)[:400], **given)
    if statement.id in await run_in_threadpool(_drafts, desk, reader):
        return _onward("/evidence/review", at=statement.id, done="It waits for a second person.")
    return _onward(f"/evidence/{statement.id}")


def _entered(desk: Desk, reader: Reader, given: dict[str, str]) -> Statement:
    workplace = desk.workplace
    telling = Telling(
        about=given["about"],
        source=given["source"],
        gist=given["gist"],
        speaker=given["speaker"],
        speaks_for=given["speaks_for"],
        rung=given["rung"],
        verdict=given["verdict"],
        questions=tuple(given["questions"].split(";")),
        kinds=tuple(filter(None, [given["kinds"]])),
        amount=given["amount"],
        conditions=tuple(given["conditions"].split(";")),
        medium=given["medium"],
        role=given["role"],
    )
    said_on = _day(given["said_on"], workplace.now().date())
    mission = workplace.holdings(reader.account).mission
    statement = entered_statement(telling, mission, said_on=said_on)
    enter(
        workplace.view(reader.account),
        statement,
        by=reader.signature,
        review=mission.review,
        clock=workplace.now(),
    )
    return statement


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"said on: {text[:40]!r} is no day like 2025-12-20") from None
    if day > today:
        raise ValueError(f"said on: {day} lies in the future")
    return day


async def _verify(desk: Desk, request: Request, form: FormData, reader: Reader) -> Response:
    """Check every entry against its hash, and say what came of it."""
    try:
        count = await run_in_threadpool(desk.workplace.verify, reader.account)
        words, title = f"{count:,} entries, all as they were acknowledged.", "Verified"
        if (note := desk.workplace.checkpoint()) is not None:
            words += f" They go on from the checkpoint of {note.checkpoint.size:,} known here."
    except ContingentError as error:
        words, title = str(error), "The ledger is not as it was acknowledged"
    scene = desk.scene(request, reader)
    drawn = Drawn(template="message.html.jinja", title=title, context={"message": words})
    return desk.written(request, scene, Page(path="/ledger/verify", draw=lambda _: drawn), drawn)


async def _show_job(desk: Desk, request: Request) -> Response:
    """How far a job has come."""
    reader = desk.reader(request)
    job = desk.jobs.find(request.path_params["job"], owner=reader.key)
    if job is None:
        return desk.refused(request, "There is no such work, or none any more.", 404)
    try:
        scene = desk.scene(request, reader)
    except BadView as error:
        return desk.refused(request, str(error), 400)
    drawn = Drawn(template="job.html.jinja", title=job.title, context={"job": job}, is_private=True)
    page = Page(path="/jobs/{job}", draw=lambda _: drawn, section="/evidence")
    return desk.written(request, scene, page, drawn)


async def _cancel(desk: Desk, request: Request, form: FormData, reader: Reader) -> Response:
    """Ask for a job to be stopped."""
    job = desk.jobs.find(request.path_params["job"], owner=reader.key)
    if job is None:
        return desk.refused(request, "There is no such work, or none any more.", 404)
    job.stop()
    return _onward(f"/jobs/{job.id}")
