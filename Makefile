# Every target is also a command that can be run by hand.
PYTHON ?= python3
BIN := .venv/bin
AREA ?=

.PHONY: help setup demo test check format bench soak lock clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: .venv/ready  ## make the environment in .venv

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("credtrack needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

demo: setup  ## crawl, tag and weigh the sample market, and serve it
	$(BIN)/credtrack demo

test: setup  ## run the tests
	$(BIN)/python -m pytest

check: setup  ## lint, format check, types, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_sizes.py

format: setup  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup  ## measure; AREA=tag|crawl|db|claims|site|match|bulk measures one
	$(BIN)/python scripts/bench.py $(AREA)

lock: setup  ## renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --quiet --python-version 3.11 --output-file requirements.lock

clean:  ## remove what was made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
