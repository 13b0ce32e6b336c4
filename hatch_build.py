"""A wheel and a source archive carry the commit that they were built from, where it is known."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACES = {"sdist": "COMMIT", "wheel": "contingent/commit.txt"}


class CommitHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes the commit beside the code; an editable installation has its repository for that."""

    _folder = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the build: put the file with the commit among those that are packed."""
        commit = "" if version == "editable" else commit_of(Path(self.root))
        if not commit:
            return
        self._folder = tempfile.mkdtemp()
        kept = Path(self._folder) / "COMMIT"
        kept.write_text(f"{commit}\n", encoding="utf-8")
        build_data["force_include"][str(kept)] = PLACES[self.target_name]

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """After the build: leave nothing behind."""
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)


def commit_of(root: Path) -> str:
    """The commit of a source archive or a checkout, marked where files were changed since."""
    kept = root / PLACES["sdist"]
    if kept.exists():
        return kept.read_text(encoding="utf-8").strip()
    if not (root / ".git").exists():
        return ""
    commit = _git(root, "rev-parse", "HEAD")
    return f"{commit[:12]} and changes" if _git(root, "status", "--porcelain") else commit[:12]


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words
            ["git", "-C", str(root), *words],  # noqa: S607 - wherever it is installed
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
