"""Options about a language model become what is asked of it, and what is said of that."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contingent.cli.printing import say

if TYPE_CHECKING:
    from contingent.read.advice import Advice
    from contingent.read.model import Endpoint, Model
    from contingent.vocabulary.label import Label

__all__ = [
    "ModelAddress",
    "ModelAsked",
    "ModelName",
    "ModelPrice",
    "ModelSeconds",
    "model_asked",
]

_KEY_VARIABLE = "CONTINGENT_MODEL_KEY"
_PRICE = re.compile(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)")
_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class _Price:
    """What a million tokens cost, those asked with and those answered with, in any currency."""

    tokens_in: float
    tokens_out: float


def _price_of(text: str) -> _Price:
    found = _PRICE.fullmatch(text)
    if found is None:
        raise typer.BadParameter(
            f"{text!r} is no price like 0.15/0.60, in and out a million tokens"
        )
    return _Price(float(found[1]), float(found[2]))


ModelAddress = Annotated[
    str | None,
    typer.Option("--model", metavar="URL", help="Ask a language model about what the rules doubt."),
]
ModelName = Annotated[
    str, typer.Option("--model-name", metavar="NAME", help="What the model is called there.")
]
ModelSeconds = Annotated[
    float,
    typer.Option("--model-seconds", min=0.1, max=3600, help="How long one answer may take."),
]
ModelPrice = Annotated[
    _Price | None,
    typer.Option(
        "--model-price",
        metavar="IN/OUT",
        parser=_price_of,
        help="What a million tokens cost, in and out.",
    ),
]


@dataclass(slots=True, kw_only=True)
class ModelAsked:
    """The model of a command, if one was named, and the sum of what it was asked."""

    endpoint: Endpoint | None = None
    price: _Price | None = None
    asked: int = 0
    agreed: int = 0
    disagreed: int = 0
    rejected: int = 0
    unanswered: int = 0
    seconds: float = 0.0
    tokens_in: int | None = None
    tokens_out: int | None = None

    @property
    def is_asked(self) -> bool:
        """True if a model was named."""
        return self.endpoint is not None

    def model_for(self, mark: Label | None) -> Model | None:
        """The model, None if none was named.

        A usage error where what is read must not leave this machine.
        """
        if self.endpoint is None:
            return None
        from contingent.read.model import Model
        from contingent.vocabulary.label import Level

        if mark is not None and mark.level >= Level.AMBER and not self.endpoint.is_here:
            raise typer.BadParameter(
                f"--model: what is labelled {mark.level.word} goes to no model beyond this machine"
            )
        return Model(self.endpoint)

    def add(self, advice: Advice) -> None:
        """Take over what it said in a window."""
        from contingent.read.proposals import Fate

        fates = [item.fate for item in advice.weighed]
        self.asked += advice.asked
        self.unanswered += advice.unanswered
        self.agreed += fates.count(Fate.AGREES)
        self.disagreed += fates.count(Fate.DISAGREES)
        self.rejected += fates.count(Fate.REJECTED)
        self.seconds += advice.seconds
        self.tokens_in = _sum(self.tokens_in, advice.tokens_in)
        self.tokens_out = _sum(self.tokens_out, advice.tokens_out)

    @property
    def cost(self) -> float | None:
        """What it cost at the price that was given; None where price or tokens are not known."""
        if self.price is None or self.tokens_in is None or self.tokens_out is None:
            return None
        in_all = self.tokens_in * self.price.tokens_in + self.tokens_out * self.price.tokens_out
        return in_all / _MILLION

    def plain(self) -> dict[str, Any] | None:
        """What was asked and what it cost, as JSON values; None where no model was named."""
        if self.endpoint is None:
            return None
        counts = ("asked", "agreed", "disagreed", "rejected", "unanswered")
        return {
            "name": self.endpoint.model,
            **{name: getattr(self, name) for name in counts},
            "seconds": round(self.seconds, 3),
            "tokens_in": self.tokens_in,
            "tokens_out": self.tokens_out,
            "cost": self.cost,
        }

    def say(self) -> None:
        """One line about it on standard error."""
        if self.endpoint is None:
            return
        name = self.endpoint.model
        if not self.asked:
            say(f"The model {name} was asked nothing: the rules left nothing in doubt.")
            return
        used = "tokens not known"
        if self.tokens_in is not None and self.tokens_out is not None:
            used = f"{self.tokens_in:,} tokens in and {self.tokens_out:,} out"
        cost = "cost not known" if self.cost is None else f"cost {self.cost:.4f}"
        say(
            f"The model {name} was asked about {self.asked} sentence(s) in {self.seconds:.1f} s: "
            f"{self.agreed} agreed, {self.disagreed} for review, {self.rejected} rejected, "
            f"{self.unanswered} without an answer; {used}, {cost}."
        )


def _sum(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return one + other


def model_asked(
    address: str | None, *, name: str, seconds: float, price: _Price | None
) -> ModelAsked:
    """What the options name; a usage error for what names no model."""
    if address is None:
        if name or price is not None:
            raise typer.BadParameter("--model-name and --model-price go with --model URL")
        return ModelAsked()
    from contingent.read.model import Endpoint

    if not name:
        raise typer.BadParameter("--model needs --model-name NAME")
    key = os.environ.get(_KEY_VARIABLE, "").strip()
    try:
        endpoint = Endpoint(address=address, model=name, key=key, seconds=seconds)
    except ValueError as fault:
        raise typer.BadParameter(f"--model: {fault}") from None
    return ModelAsked(endpoint=endpoint, price=price)
