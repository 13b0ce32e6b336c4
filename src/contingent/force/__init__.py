"""Positions and a requirement become the best force package, its gaps, and reasons for them."""
