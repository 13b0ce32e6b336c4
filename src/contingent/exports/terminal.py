"""A sheet becomes lines for a terminal, as tables where they fit and as blocks where not."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from contingent.exports.markings import marking_words
from contingent.exports.printable import printable
from contingent.exports.sheet import Cell, Row, Section, Sheet
from contingent.ledger.labels import Marking

__all__ = ["print_marking", "print_section", "print_sheet"]

_STYLES = {
    "warning": "yellow",
    "refused": "red",
    "quiet": "dim",
    "weak": "cyan",
    "firm": "green",
    "strong": "bold",
}
_GAP = 3
_SENTENCE = 12  # characters below which a column of sentences reads badly
_OPENS = "Every line opens into the statements behind it: --html FILE, or `because` in --json."


def print_sheet(sheet: Sheet, console: Console) -> None:
    """The whole sheet, section after section, under its label."""
    _print_label(sheet.label, console)
    _print(Text(printable(sheet.title), style="bold"), console)
    _print(Text(sheet.moment, style="dim"), console)
    _print("", console)
    for line in sheet.summary:
        _print(_hanging("• ", Text(printable(line))), console)
    for section in sheet.sections:
        _print("", console)
        print_section(section, console)
    _print("", console)
    _print(Text(_OPENS, style="dim"), console)
    if sheet.footer:
        _print(Text(sheet.footer, style="dim"), console)


def print_marking(marking: Marking, console: Console) -> None:
    """The label of what follows, before anything of it; nothing where nothing bears one."""
    _print_label(marking_words(marking), console)


def _print_label(words: str, console: Console) -> None:
    if words:
        _print(Text(printable(words), style="bold"), console)


def print_section(section: Section, console: Console) -> None:
    """One section: its heading, its note, its rows, and what must be said of them."""
    _print(_hanging("━━ ", Text(printable(section.title), style="bold")), console)
    if section.note:
        _print(Text(printable(section.note), style="dim"), console)
    if not section.rows:
        _print(f"   {section.empty}", console)
        return
    widths = _column_widths(section, console.width)
    if widths is None:
        _print(Group(*_blocks(section)), console)
    else:
        _print(Group(_table(section, widths), *_remarks(section)), console)


def _print(what: RenderableType, console: Console) -> None:
    """Print it; into a file or pipe without the spaces that fill a line."""
    if console.is_terminal:
        console.print(what)
        return
    with console.capture() as capture:
        console.print(what)
    for line in capture.get().splitlines():
        console.file.write(line.rstrip() + "\n")


def _column_widths(section: Section, width: int) -> list[int] | None:
    """What each column gets: its longest word at least; None if that is more than there is."""
    columns = [
        [name, *(row.cells[at].text for row in section.rows)]
        for at, name in enumerate(section.columns)
    ]
    wanted = [_longest(text.splitlines() for text in texts) for texts in columns]
    longest = [_longest(map(_unbroken, texts)) for texts in columns]
    needed = [max(word, min(line, _SENTENCE)) for word, line in zip(longest, wanted, strict=True)]
    spare = width - _GAP * len(columns) - sum(needed)
    if spare < 0:
        return None
    missing = [line - least for line, least in zip(wanted, needed, strict=True)]
    widths = list(needed)
    order = sorted(range(len(columns)), key=missing.__getitem__)
    for rank, at in enumerate(order):  # the modest are served in full, who wants more gets more
        weights = [math.sqrt(missing[other]) for other in order[rank:]]
        share = int(spare * weights[0] / (sum(weights) or 1))
        widths[at] += min(missing[at], share)
        spare -= widths[at] - needed[at]
    return widths


def _unbroken(text: str) -> Iterator[str]:
    """The words of a text, the first of each line with the spaces that set it in."""
    for line in text.splitlines():
        words = line.lstrip()
        if words:
            first, *rest = words.split()
            yield line[: len(line) - len(words)] + first
            yield from rest


def _longest(parts: Iterable[Iterable[str]]) -> int:
    return max((cell_len(part) for some in parts for part in some), default=0)


def _table(section: Section, widths: Iterable[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False, show_edge=False)
    for name, width in zip(section.columns, widths, strict=True):
        table.add_column(name, overflow="fold", width=width)
    for row in section.rows:
        table.add_row(*(_text(cell) for cell in row.cells))
    return table


def _blocks(section: Section) -> Iterator[RenderableType]:
    """Each row as a block of lines, its columns named; what is empty is left out."""
    labels = section.columns[1:]
    wide = max(map(len, labels), default=0)
    for row in section.rows:
        yield Text(printable(row.cells[0].text) or section.columns[0], style="bold")
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(width=wide, no_wrap=True, style="dim")
        block.add_column(overflow="fold")
        for label, cell in zip(labels, row.cells[1:], strict=True):
            if cell.text:
                block.add_row(label, _text(cell))
        yield Padding(block, (0, 0, 0, 2))
        yield from (Padding(_remark(remark), (0, 0, 0, 2)) for remark in row.remarks)


def _remarks(section: Section) -> Iterator[RenderableType]:
    """What remains in dispute, by row, below its table."""
    disputed: list[Row] = [row for row in section.rows if row.remarks]
    if disputed:
        yield Text("\nWhat remains in dispute", style="dim")
    for row in disputed:
        yield Text(printable(row.cells[0].text), style="bold")
        yield from (Padding(_remark(remark), (0, 0, 0, 2)) for remark in row.remarks)


def _remark(remark: str) -> RenderableType:
    return _hanging("! ", Text(printable(remark), style="yellow"))


def _hanging(mark: str, text: Text) -> RenderableType:
    grid = Table.grid()
    grid.add_column(width=len(mark), no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(mark, text)
    return grid


def _text(cell: Cell) -> Text:
    return Text(printable(cell.text), style=_STYLES.get(cell.tone, ""))
