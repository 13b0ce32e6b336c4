"""Statements become positions, as of any date, from a record that only grows."""
