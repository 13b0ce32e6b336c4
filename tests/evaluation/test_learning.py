"""The weights that come with the package are those that our own sentences give."""

from __future__ import annotations

import numpy as np
import pytest

from contingent.read.leanings import NOTHING, Leanings
from evaluation.reading import firmness
from evaluation.reading.learning import FILE, Example, examples, learned, packed


@pytest.fixture(scope="module")
def taught() -> list[Example]:
    """What may be learned from."""
    return list(examples(item for item in firmness.sentences() if not firmness.is_untouched(item)))


def test_the_weights_are_those_of_the_sentences(taught: list[Example]) -> None:
    """Whoever learns anew gets what is in the package, but for the last step of rounding."""
    anew = packed(learned(taught))
    with np.load(FILE) as kept:
        assert set(kept) == set(anew)
        assert kept["grades"].tolist() == anew["grades"].tolist()
        for name in ("weights", "whom"):
            apart = np.abs(kept[name].astype(int) - anew[name].astype(int))
            assert apart.max() <= 1
        for name in ("bias", "rarity", "weights_step", "whom_step"):
            np.testing.assert_allclose(kept[name], anew[name], rtol=1e-2)


def test_nothing_is_learned_from_the_untouched_part() -> None:
    """The sentences that figures are promised on teach nothing."""
    untouched = {item.text for item in firmness.sentences() if firmness.is_untouched(item)}
    taught = {item.text for item in firmness.sentences() if not firmness.is_untouched(item)}
    assert untouched
    assert not untouched & taught


def test_what_was_learned_fits_what_was_taught(taught: list[Example]) -> None:
    """Nearly every sentence leans to the grade that people gave it, and to its party."""
    known = Leanings.standard()
    right = sum(
        max(lean, key=lean.__getitem__) == item.grade
        for item in taught
        for lean in (known.of(item.stems),)
    )
    assert right > 0.95 * len(taught)


def test_who_is_meant_is_taught_by_sentences_that_say_something(taught: list[Example]) -> None:
    """A sentence that says nothing of its party does not teach whom one is about."""
    assert all(item.names == () for item in taught if item.grade == NOTHING)
    assert any(len(item.names) > 1 for item in taught)


def test_one_grade_alone_is_learned() -> None:
    """The least that can be taught: two sentences, each leaning its own way."""
    two = [
        Example(stems=("gives",), grade="pledged", names=((("a",), True), (("b",), False))),
        Example(stems=("keeps",), grade="declined", names=()),
    ]
    known = learned(two)
    assert known.of(("gives",))["pledged"] > known.of(("gives",))["declined"]
    assert known.of(("keeps",))["declined"] > known.of(("keeps",))["pledged"]
    assert known.meant(["a"]) > known.meant(["b"])
