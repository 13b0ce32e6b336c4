"""A label and a viewer become yes or no; many labels become that of what is made from all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from contingent.vocabulary.label import Label, Level

__all__ = ["Marking", "Viewer", "dominates", "join"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody who asks to see: an account, its own organisation, and the groups it is in.

    An empty name is anybody at all, without an account.
    """

    name: str
    organisation: str = ""
    groups: frozenset[str] = frozenset()

    @property
    def belongs_to(self) -> frozenset[str]:
        """Every group that it is in, its own organisation included."""
        return self.groups | {self.organisation} if self.organisation else self.groups


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The labels under which a derived thing stands: whoever may see it is admitted by each.

    `labels` are sorted; those that add nothing to the others are left out. None: nothing that it
    rests on bears a label.
    """

    labels: tuple[Label, ...] = ()

    @property
    def level(self) -> Level | None:
        """The strictest level among them; None without a label."""
        return max((label.level for label in self.labels), default=None)

    def __str__(self) -> str:
        return " & ".join(map(str, self.labels))


def dominates(viewer: Viewer, label: Label) -> bool:
    """True if the label lets the viewer see what it stands on."""
    if label.level is Level.CLEAR:
        return True
    if not viewer.name:
        return False
    if label.level is Level.GREEN or viewer.name == label.originator:
        return True
    if label.level is Level.RED:
        return viewer.name in label.releasable_to
    is_colleague = bool(label.organisation) and viewer.organisation == label.organisation
    return is_colleague or not viewer.belongs_to.isdisjoint(label.releasable_to)


def join(labels: Iterable[Label]) -> Marking:
    """What something made from all of these bears: only whom each admits may see it."""
    found = set(labels)
    strictest = max((label.level for label in found), default=Level.CLEAR)
    if strictest > Level.GREEN:
        narrow = [label for label in found if label.level > Level.GREEN]
        return Marking(labels=tuple(sorted(narrow, key=lambda each: (-each.level, str(each)))))
    # One of the strictest admits exactly those whom all of them admit.
    return Marking(labels=tuple(sorted(found, key=lambda each: (-each.level, str(each)))[:1]))
