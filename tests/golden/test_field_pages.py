"""What people are shown of the theatre, to the letter; `test_pages` says how to write it anew."""

from __future__ import annotations

from test_pages import KNOWN, compare, sample, shown  # noqa: F401 - fixtures


def test_indicators_of_the_sample_in_a_terminal(sample, shown):  # noqa: F811 - fixtures
    """Figures that do not add up first, then aid, counts and measures, 120 columns wide."""
    text = shown("indicators", "--mission", sample, "--as-of", "2025-12-31", *KNOWN)
    compare("indicators-2025-12-31.txt", text)


def test_public_indicators_of_the_sample_in_a_terminal(sample, shown):  # noqa: F811 - fixtures
    """The sample holds running totals of one party, of which the public page shows nothing."""
    text = shown("indicators", "--public", "--mission", sample, "--as-of", "2025-12-31", *KNOWN)
    compare("indicators-public.txt", text)
