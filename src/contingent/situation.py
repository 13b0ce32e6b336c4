"""Ledger, mission and a moment become the whole picture."""
