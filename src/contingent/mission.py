"""A mission folder becomes a checked description: requirement, phases, questions, bodies."""
