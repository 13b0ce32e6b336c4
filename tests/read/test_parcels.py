"""What is sent between processes arrives as it was, and frozen."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from firmness_cases import FIRMNESS

from contingent.read.archives import Piece
from contingent.read.corpus import Load
from contingent.read.windows import Reader


def pieces() -> tuple[Piece, ...]:
    """Documents with every sort of claim that the reader makes, and one that is none."""
    texts = [f"A force\n\n“{sentence}” he said. {sentence}" for _, sentence, _ in FIRMNESS[:80]]
    return tuple(
        Piece(data=text.encode(), source=f"{number}.txt")
        for number, text in enumerate([*texts, "", "Il n'a pas encore été décidé de la force."])
    )


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_window_arrives_as_it_was(protocol: int) -> None:
    """Every record equals what was sent, and can still not be changed."""
    window = Reader.of_mission(None).read_window(Load(pieces=pieces()))
    arrived = pickle.loads(pickle.dumps(window, protocol))
    assert arrived == window
    assert copy.deepcopy(window) == window
    statement = arrived.readings[0].statements[0]
    with pytest.raises(FrozenInstanceError):
        statement.mission = "another"


def test_a_process_that_only_reads_loads_no_more_than_that() -> None:
    """Workers start fast: what a ledger, a plan, a model or the web needs stays out of them."""
    code = (
        "import sys, contingent.read.windows; print(*sorted({'sqlalchemy', 'ortools', 'pydantic', "
        "'httpx', 'numba', 'trafilatura', 'pypdf', 'ruamel.yaml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
