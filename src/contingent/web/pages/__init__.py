"""Every page of the app by its path, in the order of the navigation."""

from __future__ import annotations

from contingent.ledger.roles import Act
from contingent.web.pages.authority import draw_authority
from contingent.web.pages.contributors import draw_board, draw_dossier
from contingent.web.pages.convoys import draw_convoys
from contingent.web.pages.evidence import (
    draw_document,
    draw_evidence,
    draw_statement,
    draw_words,
)
from contingent.web.pages.field import draw_field
from contingent.web.pages.force import draw_force
from contingent.web.pages.forms import draw_entering, draw_reading
from contingent.web.pages.ledger import draw_changes, draw_ledger
from contingent.web.pages.overview import draw_overview
from contingent.web.pages.plan import draw_plan, draw_scenario
from contingent.web.pages.printed import draw_brief
from contingent.web.pages.questions import draw_questions
from contingent.web.pages.review import draw_review
from contingent.web.scenes import Page

__all__ = ["PAGES"]

PAGES = (
    Page(path="/", draw=draw_overview, label="Overview"),
    Page(path="/contributors", draw=draw_board, label="Contributors"),
    Page(path="/contributors/{party}", draw=draw_dossier, section="/contributors"),
    Page(path="/evidence", draw=draw_evidence, label="Evidence"),
    Page(path="/evidence/of", draw=draw_words, section="/evidence"),
    Page(path="/evidence/review", draw=draw_review, section="/evidence", act=Act.DECIDE),
    Page(path="/evidence/read", draw=draw_reading, section="/evidence", act=Act.ENTER),
    Page(path="/evidence/add", draw=draw_entering, section="/evidence", act=Act.ENTER),
    Page(path="/evidence/documents/{document}", draw=draw_document, section="/evidence"),
    Page(path="/evidence/{statement}", draw=draw_statement, section="/evidence"),
    Page(path="/questions", draw=draw_questions, label="Questions"),
    Page(path="/force", draw=draw_force, label="Force"),
    Page(path="/plan", draw=draw_plan, label="Plan"),
    Page(path="/plan/scenario", draw=draw_scenario, section="/plan"),
    Page(path="/field", draw=draw_field, label="Field"),
    Page(path="/field/convoys", draw=draw_convoys, section="/field", act=Act.ESCORT),
    Page(path="/authority", draw=draw_authority, label="Authority"),
    Page(path="/ledger", draw=draw_ledger, label="Ledger"),
    Page(path="/ledger/changes", draw=draw_changes, section="/ledger"),
    Page(path="/brief", draw=draw_brief, section="/"),
)
"""A path with a name in it comes after those that it would also fit."""
