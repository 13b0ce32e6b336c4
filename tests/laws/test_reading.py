"""Laws of reading: the weakest word wins, and no text is too strange to be read."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))

from firmness_cases import FIRMNESS, SILENT
from reading_room import reading_of

from contingent.read.reader import Reading
from contingent.vocabulary.claim import Count, Pledge, Rung
from contingent.vocabulary.statement import Passage

PARTIES = ("Kenya", "Uruguay", "The Gambia", "Nepal", "South Africa", "Fiji")
OPERATORS = {
    "has offered": Rung.OFFERED,
    "offered": Rung.OFFERED,
    "is ready": Rung.WILLING,
    "has pledged": Rung.PLEDGED,
    "promised": Rung.PLEDGED,
    "agreed": Rung.PLEDGED,
    "is prepared": Rung.WILLING,
    "intends": Rung.WILLING,
}
ACTS = (
    "send 500 troops to the force",
    "contribute police to the mission",
    "join the stabilisation force",
    "deploy a battalion with the peacekeeping mission",
    "take part in the force",
)
HEDGED = (
    "{party} {operator} to consider whether to {act}.",
    "{party} {operator} to study how it could {act}.",
    "{party} {operator} to explore the possibility to {act}.",
    "{party} {operator}, in principle, to {act}.",
    "{party} {operator} to {act} if a ceasefire holds.",
    "{party} {operator} to {act}, or at least to consider it.",
    "{party} {operator} to look at an invitation to {act}.",
    "{party} perhaps {operator} to {act}.",
)
NEGATED = (
    "{party} will not {act}.",
    "{party} has not promised to {act}.",
    "{party} has never agreed to {act}.",
    "{party} did not offer to {act}.",
    "{party} refused to {act}.",
    "{party} denied that it would {act}.",
    "{party} has made no pledge to {act}.",
    "{party} has yet to decide whether to {act}.",
    "{party} cannot {act}.",
    "{party} is not going to {act}.",
    "Neither {party} nor Peru will {act}.",
    "No promise by {party} to {act} has been made.",
    "{party} stopped short of promising to {act}.",
)
PIECES = st.sampled_from(
    [sentence for _, sentence, _ in FIRMNESS]
    + [sentence for _, sentence in SILENT]
    + ["“", "”", '"', "'", "\n", "\n\n", "İ", "ß", "ŉ", "\u200b", "é", "𝕏", "\ufeff", " ", "…", "("]
    + ["Mr. Smith said", "he said,", "according to", "whether", "if", "not", "on Friday", "£5m"]
)
ENDLESS = (
    "said ",
    "Kenya and Peru and ",
    '"',
    "not send troops ",
    "Minister Ann said he said ",
    "x",
    "Kenya said\n",
    "(ABC) Force ",
    "if ",
    "Kenya, which, ",
    "1,000 ",
    "ministry of ",
)
LETTERS = st.text(max_size=60)
TEXTS = st.lists(PIECES | LETTERS, max_size=8).map(" ".join) | st.text(max_size=300)


def _firmest(sentence: str) -> Rung:
    claims = [item.claim for item in reading_of(sentence).statements]
    rungs = [claim.rung for claim in claims if isinstance(claim, Pledge | Count)]
    return max(rungs, default=Rung.UNKNOWN)


@settings(deadline=None)
@given(
    party=st.sampled_from(PARTIES),
    operator=st.sampled_from(sorted(OPERATORS)),
    act=st.sampled_from(ACTS),
    hedged=st.sampled_from(HEDGED),
)
def test_a_hedge_never_raises_a_rung(party: str, operator: str, act: str, hedged: str) -> None:
    """The same words with a hedge among them stand no higher, and a bare chain where it should."""
    bare = _firmest(f"{party} {operator} to {act}.")
    assert bare == OPERATORS[operator]
    assert _firmest(hedged.format(party=party, operator=operator, act=act)) <= bare


@settings(deadline=None)
@given(
    party=st.sampled_from(PARTIES),
    operator=st.sampled_from(sorted(OPERATORS)),
    act=st.sampled_from(ACTS),
    modal=st.sampled_from(["could", "may", "might"]),
)
def test_a_possibility_is_at_most_considering(
    party: str, operator: str, act: str, modal: str
) -> None:
    """What could or may come stands at `considering`, whatever would come."""
    assert _firmest(f"{party} {modal} {act}.") <= Rung.CONSIDERING


@settings(deadline=None)
@given(party=st.sampled_from(PARTIES), act=st.sampled_from(ACTS), negated=st.sampled_from(NEGATED))
def test_a_negation_never_leaves_a_pledge(party: str, act: str, negated: str) -> None:
    """No negated sentence carries a rung from `offered` up."""
    assert _firmest(negated.format(party=party, act=act)) < Rung.OFFERED


def _checked(text: str) -> Reading:
    reading = reading_of(text)
    for statement in reading.statements:
        passage = statement.citation
        assert isinstance(passage, Passage)
        assert passage.quote == text[passage.span.start : passage.span.end]
    return reading


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_every_text_is_read_and_every_quote_is_its_slice(text: str) -> None:
    """Any Unicode text is read without an error, and offsets survive it."""
    _checked(text)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    """Reading is a function: ids, order and all."""
    assert _checked(text) == _checked(text)


@settings(max_examples=100, deadline=None)
@given(case=st.sampled_from(FIRMNESS), prefix=st.text(max_size=20))
def test_letters_before_a_sentence_move_its_spans_with_them(
    case: tuple[str, str, str], prefix: str
) -> None:
    """A paragraph put before shifts every span by its own length."""
    _, sentence, _ = case
    reading = _checked(f"{prefix}\n\n{sentence}")
    quotes = {
        item.citation.quote for item in reading.statements if isinstance(item.citation, Passage)
    }
    assert all(quote in f"{prefix}\n\n{sentence}" for quote in quotes)


@settings(max_examples=20, deadline=None)
@given(piece=st.sampled_from(ENDLESS))
def test_words_without_end_are_read_in_bearable_time(piece: str) -> None:
    """Text that runs on without a stop costs no more than its length allows."""
    started = time.process_time()
    _checked(piece * (20_000 // len(piece)))
    assert time.process_time() - started < 10
