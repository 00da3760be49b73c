# Everything a person or CI runs. `make` alone lists it. Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
RUN := .venv/run.stamp
TEST := .venv/test.stamp
APP := .venv/app.stamp
WORKERS ?= 2
ARGS ?=
NEO4J_PORT ?= 7687
NEO4J_HOME ?= .cache/neo4j/home

.DEFAULT_GOAL := help
.PHONY: help demo test check bench venv neo4j neo4j-jars browser catalogues readme locks clean
.NOTPARALLEL:

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(APP) ## the demo city: makes .venv, generates, loads, serves the site and prints its address
	@$(BIN)/eagraph demo $(ARGS)

test: venv neo4j-jars browser ## every test; gets Neo4j's jars and a Chromium first, where it can
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

check: venv ## the gates: format, lint, types, imports, documentation, wheel
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/gates

bench: $(APP) ## the measurements
	@$(BIN)/eagraph bench $(ARGS)

venv: $(TEST) $(APP) ## .venv with eagraph and all that the tests need

neo4j: ## a real Neo4j without Docker, on Bolt; password from NEO4J_PASSWORD or .env
	@$(PYTHON) tools/neo4j/run.py --fetch
	@exec $(PYTHON) tools/neo4j/run.py --port $(NEO4J_PORT) --home $(NEO4J_HOME) --env-file .env $(ARGS)

neo4j-jars: ## what a Neo4j without Docker needs, by Maven
	@$(PYTHON) tools/neo4j/run.py --fetch || echo "No jars: tests that need a real Neo4j skip, unless there is Docker."

browser: venv ## a Chromium for the tests: Debian's when root, else Playwright's own
	@PLAYWRIGHT=$(BIN)/playwright sh tools/browser.sh || echo "No Chromium: tests that need a browser skip."

catalogues: venv ## the Swedish texts brought up to date with the code
	@$(BIN)/python tools/catalogues.py

readme: venv ## the generated parts of the README brought up to date
	@$(BIN)/python tools/readme.py

locks: ## requirements/*.txt anew from *.in (make locks ARGS=--upgrade takes newer versions)
	@test -x .cache/uv/bin/uv || { $(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install --quiet uv; }
	@cd requirements && for name in build run test; do ../.cache/uv/bin/uv pip compile --quiet --universal \
		--python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
		$(ARGS) $$name.in --output-file $$name.txt || exit 1; done

clean: ## removes what make made; your own data and .env stay
	rm -rf .venv .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "eagraph needs Python 3.11 or newer; none found (make PYTHON=/path/to/python)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments;" \
		"on Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

$(RUN): requirements/build.txt requirements/run.txt | .venv/bin/python
	@echo "Installing what eagraph needs (the first time takes a minute or two)"
	@$(PIP) --require-hashes -r requirements/build.txt
	@$(PIP) --require-hashes --no-build-isolation -r requirements/run.txt
	@touch $@

$(TEST): requirements/test.txt $(RUN)
	@echo "Installing what the tests need"
	@$(PIP) --require-hashes --no-build-isolation -r requirements/test.txt
	@touch $@

$(APP): pyproject.toml $(RUN)
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@
