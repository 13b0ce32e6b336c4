"""Servers that the tests of the ledger share."""

from __future__ import annotations

import itertools
import os

import pytest
from servers import programs, server

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgres():
    """A real PostgreSQL. Without one the tests are skipped; in CI that is a failure."""
    if programs() is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: CI must not skip these tests")
        pytest.skip("PostgreSQL is not installed: nothing about the team store was tested")
    with server() as running:
        yield running


@pytest.fixture
def address(postgres):
    """The address of a ledger that is not there yet."""
    return postgres.address(f"ledger_{next(_NUMBERS)}")
