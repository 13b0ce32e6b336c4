"""Measurements of the product, printed as tables; `make bench` runs them all."""
