"""Runs the command line as `python -m contingent`."""

from contingent.cli import main

main()
