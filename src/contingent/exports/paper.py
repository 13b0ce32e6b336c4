"""A sheet becomes one self-contained, printable HTML file."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from contingent.exports.sheet import Sheet

__all__ = ["html_page"]


def html_page(sheet: Sheet) -> str:
    """The sheet as a page that needs no other file; every row opens into its statements."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = files("contingent.exports").joinpath("sheet.html.jinja").read_text(encoding="utf-8")
    return environment.from_string(template).render(sheet=sheet)
