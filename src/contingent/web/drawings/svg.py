"""Names, texts and numbers become SVG elements, escaped; no style stands in an attribute."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from contingent.exports.sheet import Section

__all__ = ["Figure", "drawing", "element", "label"]

Attribute = str | int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture, what it shows in one sentence, and the table that says the same.

    `key` explains its signs: pairs of a class, which draws the sign, and its words.
    """

    id: str
    title: str
    summary: str
    svg: Markup
    table: Section
    note: str = ""
    key: tuple[tuple[str, str], ...] = ()


def element(name: str, *content: Markup | str, **attributes: Attribute) -> Markup:
    """An element; `class_` and `text_anchor` become `class` and `text-anchor`, None is left out.

    Numbers are written to a tenth.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = Markup("").join(content)
    return Markup(f"<{name}{written}>{inner}</{name}>")  # noqa: S704 - every part is escaped above


def _written(value: str | int | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def label(x: float, y: float, text: str, **attributes: Attribute) -> Markup:
    """A text at a place."""
    return element("text", text, x=x, y=y, **attributes)


def drawing(
    width: float, height: float, described: str, *content: Markup, role: str = "img"
) -> Markup:
    """A whole picture, never wider than its page; `described` is read aloud in its place.

    With the role `group` it is read aloud before what the picture holds: one with links in it.
    """
    return element(
        "svg",
        *content,
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        width=width,
        role=role,
        aria_label=described,
        class_="drawing",
    )
