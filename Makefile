# Every target is also a command that can be run by hand.
PYTHON ?= python3
BIN := .venv/bin
AREA ?=

.PHONY: help setup demo test check format bench soak lock clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: .venv/ready  ## make the environment in .venv

PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --no-compile

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("credtrack needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes --requirement requirements.lock
	$(PIP) --no-build-isolation --no-deps --editable .
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(PIP) --require-hashes --requirement requirements-dev.lock
	touch $@

demo: setup  ## crawl, tag and weigh the sample market, and serve it
	$(BIN)/credtrack demo

TEST := $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

test: .venv/ready-dev  ## run the tests
	$(TEST)

soak: .venv/ready-dev  ## run the tests at twenty times the length
	CREDTRACK_PROFILE=soak $(TEST)

check: .venv/ready-dev  ## lint, format check, types, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_sizes.py

format: .venv/ready-dev  ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup  ## measure; AREA=tag|crawl|db|claims|site|match|bulk measures one
	$(BIN)/python scripts/bench.py $(AREA)

LOCK := uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --quiet --python-version 3.11

lock:  ## renew the locks from pyproject.toml (needs uv)
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean:  ## remove what was made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
