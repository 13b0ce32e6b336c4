"""Documents become statements."""
