# `make run` and `make test` need only python3 (3.11+), python3-venv and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench clean

run: .venv/installed
	@$(BIN)/contingent init build/gaza --sample gaza --quiet
	@$(BIN)/contingent brief --mission build/gaza --as-of 2025-12-20

test: .venv/installed
	$(BIN)/pytest

check: .venv/installed
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed
	$(BIN)/python -m benchmarks

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf .venv build dist
