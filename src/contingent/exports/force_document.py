"""The answer about a force becomes a document for programs: `contingent.force/1`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from contingent.exports.force_limits import limits_plain
from contingent.exports.force_wording import ForceWords, said_since, step_words
from contingent.exports.markings import whole_marking
from contingent.exports.sources import sources_of
from contingent.force.package import Assignment, Coverage
from contingent.force.rotation import Depth
from contingent.situation.forces import ForceAnswer
from contingent.situation.picture import Situation
from contingent.vocabulary.plain import plain

__all__ = ["force_document"]


def force_document(situation: Situation, answer: ForceAnswer) -> dict[str, Any]:
    """The same for programs: `contingent.force/1`."""
    words = ForceWords(situation, answer)
    package = answer.package
    return {
        "schema": "contingent.force/1",
        "as_of": situation.as_of.held_on.isoformat(),
        "as_known": situation.as_of.known_at.isoformat(),
        "mission": situation.mission.code,
        "label": str(whole_marking(situation)),
        "view": answer.question.view.value,
        "seed": answer.question.seed,
        "complete": answer.is_complete,
        "unoffered": plain(answer.unoffered),
        "uncounted": plain(answer.gathered.uncounted),
        "assignments": [_assignment_plain(item, situation) for item in package.assignments],
        "lines": [_line_plain(line) for line in package.lines],
        "leads": dict(package.leads),
        "gaps": [_line_plain(gap) for gap in answer.gaps],
        "rotations": [_depth_plain(depth, situation.as_of.held_on) for depth in answer.depths],
        "limits": limits_plain(words),
        "why_not": list(_why_not_plain(words)),
        "worth": plain(answer.worth),
        "stages": [plain(stage) for stage in package.stages],
        "outlook": plain(package.outlook),
        "breached": list(package.breached),
        "rules": [
            {
                "id": rule.id,
                "hard": rule.hard,
                "because": list(rule.because),
                "words": words.rule(rule.id),
            }
            for rule in package.problem.rules
        ],
        "compared": plain(answer.comparison),
        "statements": plain(sources_of(situation, _cited(words))),
    }


def _cited(words: ForceWords) -> set[str]:
    """Whatever an offer, a rule or a change rests on."""
    gathered = words.answer.gathered
    problem = gathered.problem
    groups: list[tuple[str, ...]] = [offer.because for offer in problem.offers]
    groups += [rule.because for rule in problem.rules]
    groups += [item.because for item in words.answer.worth]
    groups += [each.because for item in words.answer.unoffered for each in item.nearest]
    groups += [each.because for each in gathered.uncounted]
    return {id for group in groups for id in group}


def _assignment_plain(item: Assignment, situation: Situation) -> dict[str, Any]:
    offer = item.offer
    since = said_since(offer, situation)
    return {
        "offer": offer.id,
        "party": offer.party,
        "kind": offer.kind.value,
        "sector": item.place,
        "personnel": item.personnel,
        "chance_percent": offer.chance_percent,
        "rung": plain(offer.rung),
        "said": plain(offer.said),
        "conditions": list(offer.conditions),
        "since": since.isoformat() if since else None,
        "ready_in_days": offer.ready_in_days,
        "tonnes": item.parts * offer.tonnes,
        "port": offer.port,
        "cost": item.parts * offer.cost,
        "tour_days": offer.tour_days,
        "self_sustained_days": offer.self_sustained_days,
        "languages": list(offer.languages),
        "assumed": list(offer.assumed),
        "because": list(offer.because),
    }


def _line_plain(line: Coverage) -> dict[str, Any]:
    need = line.need
    return {
        "id": need.id,
        "kind": need.kind.value,
        "sector": need.sector,
        "phase": need.phase,
        "critical": need.critical,
        "required": need.minimum,
        "covered": line.covered,
        "expected": round(line.expected, 2),
        "because": list(need.because),
        "by": [item.offer.id for item in line.by],
    }


def _depth_plain(depth: Depth, today: date) -> dict[str, Any]:
    """One line in depth; all `_days` but `days` are personnel times days."""
    need = depth.need
    return {
        "line": need.id,
        "held_from": (today + timedelta(days=need.held_from)).isoformat(),
        "held_until": (today + timedelta(days=need.held_until or 0)).isoformat(),
        "days": depth.days,
        "holding": depth.holding.value,
        "needed_days": depth.needed_days,
        "placed_days": depth.placed_days,
        "relief_days": depth.relief_days,
        "tour_unknown_days": depth.open_days,
        "tour_unknown_personnel": depth.open_personnel,
        "reliefs_needed": depth.reliefs_needed,
        "reliefs_offered": depth.reliefs_offered,
        "because": list(dict.fromkeys((*need.because, *depth.because))),
    }


def _why_not_plain(words: ForceWords) -> Iterator[dict[str, Any]]:
    found = words.answer.why_not
    if found is None:
        return
    for item in found.alone:
        yield {
            "layer": "alone",
            "line": item.need.id,
            "offered": item.offered,
            "rules": list(item.rules),
        }
    if found.conflict:
        yield {
            "layer": "together",
            "rules": list(found.conflict.rules),
            "minimal": found.conflict.minimal,
        }
    if found.relaxation:
        yield {
            "layer": "would_do",
            "steps": plain(found.relaxation.steps),
            "words": list(step_words(found.relaxation, words)),
            "proven": found.relaxation.proven,
        }
