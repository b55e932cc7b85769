# Everything a checkout needs, from Python 3.11 or later and GNU make 3.81 or later alone.
#
#   make demo     install, load the samples, answer three questions, draw them
#   make test     install what the tests need and run them
#   make neo4j        a Neo4j server in Docker, or without Docker that of `make neo4j-local`
#   make neo4j-jars   fetch a Neo4j server for the tests (Java 17 or later and Maven)
#   make neo4j-local  run that server, with nothing in it, until Ctrl-C
#   make screenshots  pictures of the views for the documentation (needs Chromium)
#   make check    formatting, lint, types, documentation and tests: what a change must pass
#
# PYTHON=/path/to/python chooses the interpreter, ARGS="tests/test_cli.py -x" narrows `make test`,
# DEMO=folder says where the demo writes.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test neo4j neo4j-jars neo4j-local lint check format docs screenshots bench clean

VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
ARGS :=
# Files of tests share what is costly to set up, so they stay whole.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder
# Without the modules that they share.
BENCHMARKS = $(filter-out benchmarks/corpus.py benchmarks/questions.py,$(wildcard benchmarks/*.py))

help:
	@sed -n '/^#   make/s/^# *//p; /^# [A-Z]*=/,/^$$/s/^# //p' Makefile

demo: $(VENV)/.run
	@$(BIN)/minutegraph demo '$(DEMO)'

test: $(VENV)/.test
	@$(BIN)/pytest $(SPREAD) $(ARGS)

neo4j:
	@if ! docker compose version >/dev/null 2>&1; then \
	  echo "No Docker with compose: starting the server that the tests use, which keeps nothing"; \
	  exec $(MAKE) --no-print-directory neo4j-local; \
	fi; \
	docker compose up --wait --wait-timeout 180 && \
	echo "Neo4j answers: minutegraph --graph neo4j://localhost:$${NEO4J_BOLT_PORT:-7687} load …; docker compose down stops it"

neo4j-jars: $(VENV)/.test
	@$(BIN)/python -m tests.neo4j.server jars

neo4j-local: $(VENV)/.test
	@[ -f .neo4j/classpath ] || $(BIN)/python -m tests.neo4j.server jars
	@$(BIN)/python -m tests.neo4j.server start

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

check: lint
	$(BIN)/pytest $(SPREAD)

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.run
	$(BIN)/python docs/generate.py

screenshots: $(VENV)/.test
	@$(BIN)/python docs/screenshots.py $(ARGS)

bench: $(VENV)/.test
	@for script in $(BENCHMARKS); do $(BIN)/python "$$script" $(ARGS) || exit 1; done

clean:
	rm -rf $(VENV) build dist demo src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Where the Python that an environment was made with is gone, so is what was installed for it.
$(shell [ -x $(BIN)/python ] || rm -f $(VENV)/.pip $(VENV)/.run $(VENV)/.test $(VENV)/.dev)

# One stamp for each set of packages: `make demo` installs what running needs and no more.
# A stamp older than pyproject.toml is made again, so a changed dependency is installed.
$(VENV)/.run: pyproject.toml $(VENV)/.pip
	@echo "Installing minutegraph"
	@$(pip) install --quiet --editable .
	@touch $@

$(VENV)/.test: pyproject.toml $(VENV)/.pip
	@echo "Installing minutegraph and what its tests need"
	@$(pip) install --quiet --editable . --group test
	@touch $@ $(VENV)/.run

$(VENV)/.dev: pyproject.toml $(VENV)/.pip
	@echo "Installing minutegraph and what its developers need"
	@$(pip) install --quiet --editable . --group dev
	@touch $@ $(VENV)/.run $(VENV)/.test

pip := $(BIN)/python -m pip --disable-pip-version-check

# Dependency groups are known to pip from 25.1.
$(VENV)/.pip: | $(BIN)/python
	@$(pip) --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(pip) install --quiet --upgrade 'pip>=25.1'
	@touch $@

# The first Python that is new enough. Some come without venv or ensurepip (Debian packs them
# apart): the next one may have it, and uv or virtualenv do as well.
$(BIN)/python:
	@if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; \
	else set -- python3.14 python3.13 python3.12 python3.11 python3 python; fi; \
	python=; venv=; \
	for name in "$$@"; do \
	  "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  [ -n "$$python" ] || python=$$name; \
	  if "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1; then python=$$name; venv=yes; break; fi; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "Error: no Python 3.11 or later found as $$*: install one, or name it with PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version)"; \
	if [ -n "$$venv" ]; then "$$python" -m venv --clear $(VENV); \
	elif command -v uv >/dev/null 2>&1; then \
	  rm -rf $(VENV) && uv venv --quiet --seed --python "$$python" $(VENV); \
	elif command -v virtualenv >/dev/null 2>&1; then \
	  rm -rf $(VENV) && virtualenv --quiet --python "$$python" $(VENV); \
	else \
	  echo "Error: $$python has no venv module: install it (Debian, Ubuntu: apt install python3-venv), or uv, or name another Python with PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi
