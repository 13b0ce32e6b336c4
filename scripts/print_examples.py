"""Types every command of a page in an empty folder and puts what it prints under it.

Run by whoever changed what a command prints, then look at the difference:

    python scripts/print_examples.py docs/missions/*.md

A command that fails stops it. An example that shows `...` is left as it is: its writer chose what
matters. The tests hold every page against what its commands print.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "tests" / "docs"))

from blocks import Example, examples_of
from terminal import terminal


def shown_of(example: Example) -> str:
    """An example as it stands on a page."""
    first, *more = example.command.split("\n")
    typed = "\n".join([f"$ {first}", *(f"> {line}" for line in more)])
    return "\n".join([typed, *example.shown]) + "\n"


def printed(page: Path, cache: str) -> str:
    """The page with what its commands print now."""
    text = page.read_text(encoding="utf-8")
    with (
        tempfile.TemporaryDirectory() as folder,
        terminal(Path(folder), XDG_CACHE_HOME=cache) as opened,
    ):
        for example in examples_of(page):
            code, output = opened.typed(example.command, shown=example.shown)
            if code not in (0, 4):
                sys.exit(f"{page}: {example.command}\n{output}")
            if any("..." in line for line in example.shown):
                continue
            lines = tuple(line.rstrip() for line in output.strip("\n").splitlines())
            now = Example(command=example.command, shown=lines)
            text = text.replace(shown_of(example), shown_of(now), 1)
    return text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as cache:
        for name in sys.argv[1:]:
            path = Path(name)
            path.write_text(printed(path, cache), encoding="utf-8")
