"""A sheet becomes lines for a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from contingent.exports.sheet import Cell, Section, Sheet

__all__ = ["print_section", "print_sheet"]

_STYLES = {
    "warning": "yellow",
    "refused": "red",
    "quiet": "dim",
    "weak": "cyan",
    "firm": "green",
    "strong": "bold",
}


def print_sheet(sheet: Sheet, console: Console) -> None:
    """The whole sheet, section after section."""
    console.print(Text(sheet.title, style="bold"))
    console.print(Text(sheet.moment, style="dim"))
    for line in sheet.summary:
        console.print(Text(f"• {line}"))
    for section in sheet.sections:
        console.print()
        print_section(section, console)
    if sheet.footer:
        console.print()
        console.print(Text(sheet.footer, style="dim"))


def print_section(section: Section, console: Console) -> None:
    """One section: its heading, its note, its table."""
    console.print(Text(section.title.upper(), style="bold"))
    if section.note:
        console.print(Text(section.note, style="dim"))
    if not section.rows:
        console.print(Text(f"  {section.empty}"))
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, show_edge=False)
    for name in section.columns:
        table.add_column(name, overflow="fold")
    for row in section.rows:
        table.add_row(*(_text(cell) for cell in row.cells))
    console.print(table)


def _text(cell: Cell) -> Text:
    return Text(cell.text, style=_STYLES.get(cell.tone, ""))
