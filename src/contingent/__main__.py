"""Runs the command line as `python -m contingent`."""

from contingent.cli import main

if __name__ == "__main__":  # a process that reads for another imports this, and must not start
    main()
