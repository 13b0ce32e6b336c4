"""The answer about a force becomes a document for programs: `contingent.force/1`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contingent.exports.force_wording import ForceWords, step_words
from contingent.exports.sources import sources_of
from contingent.force.package import Assignment, Coverage
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
        "view": answer.question.view.value,
        "seed": answer.question.seed,
        "complete": answer.is_complete,
        "unoffered": plain(answer.unoffered),
        "assignments": [_assignment_plain(item) for item in package.assignments],
        "lines": [_line_plain(line) for line in package.lines],
        "leads": dict(package.leads),
        "gaps": [_line_plain(gap) for gap in answer.gaps],
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
    problem = words.answer.gathered.problem
    groups: list[tuple[str, ...]] = [offer.because for offer in problem.offers]
    groups += [rule.because for rule in problem.rules]
    groups += [item.because for item in words.answer.worth]
    groups += [each.because for item in words.answer.unoffered for each in item.nearest]
    return {id for group in groups for id in group}


def _assignment_plain(item: Assignment) -> dict[str, Any]:
    offer = item.offer
    return {
        "offer": offer.id,
        "party": offer.party,
        "kind": offer.kind.value,
        "sector": item.place,
        "personnel": item.personnel,
        "chance_percent": offer.chance_percent,
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
