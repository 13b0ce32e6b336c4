# `make run` and `make test` need only python3 (3.11+), python3-venv and make.
PYTHON ?= python3
BIN := .venv/bin
CODE := src tests benchmarks evaluation scripts hatch_build.py
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --no-compile

# The slow half: a browser, servers, every example of every page. The halves run side by side.
PAGES := tests/browser tests/docs tests/web

.PHONY: run test test-pages test-rooms check docs pages release soak bench backtest evaluate lock clean

run: .venv/product
	@test -f build/gaza/ledger.db || $(BIN)/contingent init build/gaza --sample gaza
	@$(BIN)/contingent brief --mission build/gaza --as-of 2025-12-20

test: .venv/development
	$(MAKE) --jobs 2 test-pages test-rooms
	@mkdir -p build && touch build/tested

test-pages: .venv/development
	$(BIN)/pytest $(PAGES)

test-rooms: .venv/development
	$(BIN)/pytest tests $(addprefix --ignore=,$(PAGES))

# Everything that CI runs: the tests, unless nothing has changed since they passed, and the contracts.
check: build/tested
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m release

docs: .venv/development
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going --builder html docs build/docs

# What stands on pages but comes from code and commands: look at the difference before committing.
pages: .venv/development
	$(BIN)/python scripts/draw_layers.py
	$(BIN)/python scripts/write_reference.py
	$(BIN)/python scripts/print_examples.py docs/missions/*.md
	$(BIN)/python -m benchmarks --page

# A wheel, a source archive, and what is in them by name, version and hash.
release: .venv/development
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --output-file dist/contingent.cdx.json

soak: .venv/development
	$(BIN)/pytest -m soak --timeout 3600

# ROOMS="ledger force": only these; WRITE=--write puts the figures on docs/reference/benchmarks.md.
bench: .venv/bench
	$(BIN)/python -m benchmarks $(ROOMS) $(WRITE)

# DATA=FILE: monthly strengths (docs/reference/calibration.md); WRITE=--write puts them on the page.
backtest: .venv/development
	$(BIN)/python -m evaluation $(DATA) $(WRITE)

# DATA is a folder of checkouts; evaluation/reading/README.md names the sets.
evaluate: .venv/development
	$(BIN)/python -m evaluation.reading $(DATA)

build/tested: $(shell find src tests docs benchmarks evaluation -type f -not -path '*/__pycache__/*') pyproject.toml
	$(MAKE) test

# Every package by its hash, wheels only; then this checkout, without asking for anything more.
.venv/product: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes --only-binary :all: -r requirements.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/development: .venv/product requirements-development.lock
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-development.lock
	@touch $@

.venv/bench: .venv/development requirements-bench.lock
	$(INSTALL) --require-hashes --only-binary :all: -r requirements-bench.lock
	@touch $@

# For maintainers, with uv: the locks name no index, so any index with these files will do.
lock: LOCKED := --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links
lock:
	uv pip compile $(LOCKED) --extra build pyproject.toml -o requirements.lock
	uv pip compile $(LOCKED) --extra build --extra development --extra frames --extra postgres --extra ray -c requirements.lock pyproject.toml -o requirements-development.lock
	uv pip compile $(LOCKED) --extra bench -c requirements-development.lock pyproject.toml -o requirements-bench.lock

clean:
	rm -rf .venv build dist
