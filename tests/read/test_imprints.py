"""What was told is found again by its words, also when very many documents were kept before."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.read.imprints import Imprint, Imprints, Quoted, Telling
from contingent.vocabulary.claim import Pledge, Rung

WORDS = st.lists(
    st.sampled_from(["we", "are", "ready", "to", "send", "them", "when", "asked"]), max_size=9
)


def imprint(document: str, *quoted: str) -> Imprint:
    """What a document told in these quotations, all of them by nobody and about Kenya."""
    tellings = (
        Telling(id=document, about="KEN", sort="Pledge", claim=Pledge(rung=Rung.OFFERED), words=""),
    )
    return Imprint(
        document=document,
        origin=document,
        outlet="",
        published_on=date(2025, 3, 4),
        sketch=b"",
        quoted=tuple(
            Quoted(text=words, words=words, speakers=(), tellings=tellings) for words in quoted
        ),
        tellings=tellings,
        words="",
    )


def runs(words: str) -> set[tuple[str, ...]]:
    """The runs of three words."""
    split = words.split()
    return {tuple(split[at : at + 3]) for at in range(len(split) - 2)}


@given(
    st.lists(st.tuples(st.sampled_from("abcde"), st.lists(WORDS, max_size=2)), max_size=12),
    WORDS,
)
def test_quotations_are_found_as_by_going_through_all(
    steps: list[tuple[str, list[list[str]]]], asked: list[str]
) -> None:
    """Whatever was kept and dropped: those found share most runs of three words, none else."""
    kept, model = Imprints(), dict[str, Imprint]()
    for document, quoted in steps:
        if document in model:
            kept.drop(document)
            del model[document]
        else:
            model[document] = imprint(document, *(" ".join(words) for words in quoted))
            kept.add(model[document])
    words = " ".join(asked)
    shared = Counter(
        {
            (item.document, place): len(runs(quoted.words) & runs(words))
            for item in model.values()
            for place, quoted in enumerate(item.quoted)
        }
    )
    most = [share for _, share in shared.most_common(6) if share]
    found = list(kept.sharing(words))
    assert [len(runs(item.quoted.words) & runs(words)) for item in found] == most
    assert all(item.quoted in model[item.document].quoted for item in found)
    assert len(kept) == len(model)
    for document in "abcde":
        if document in model:
            assert kept.tellings(document) == model[document].tellings
        else:
            with pytest.raises(KeyError):
                kept.tellings(document)


def test_the_longest_kept_is_known() -> None:
    """Whoever keeps a bounded number of documents learns which to drop first."""
    kept = Imprints()
    with pytest.raises(KeyError):
        kept.first()
    for document in "bca":
        kept.add(imprint(document, "we are ready to send them"))
    assert kept.first() == "b"
    kept.drop("b")
    kept.drop("never kept")
    assert kept.first() == "c"
    assert [item.document for item in kept.sharing("we are ready to send some")] == ["c", "a"]
