# The two commands of the quick start: `make lab` and `make test`. Both set up everything they need.
# Options of make lab: COURSE_LANGUAGE=ko, LESSON=gallery, PORT=8890, BROWSER=0 (print the address instead of opening a browser).

SHELL := /bin/bash
BIN := .venv/bin
# A file stays in one process: what its tests share (a graded class, a cluster, a page) is made once.
PYTEST := TF_CPP_MIN_LOG_LEVEL=3 $(BIN)/python -m pytest -n 2 --dist loadfile
COURSE_LANGUAGE ?= en
LESSON ?= 00_welcome
PORT ?= 8888
BROWSER ?= 1

.PHONY: lab test test-machine test-all run lint release lock environment clean

environment:
	@bash scripts/make_environment.sh

lab: environment
	@bash scripts/install_system_packages.sh fonts
	@COURSE_LANGUAGE=$(COURSE_LANGUAGE) LESSON=$(LESSON) PORT=$(PORT) BROWSER=$(BROWSER) bash scripts/lab.sh

test: environment
	@bash scripts/install_system_packages.sh fonts
	$(PYTEST) -m "not slow and not browser and not sandbox and not network"

# What needs Debian's Chromium and bubblewrap, without the slow rest.
test-machine: environment
	@bash scripts/install_system_packages.sh fonts chromium bubblewrap
	$(PYTEST) -m "(browser or sandbox) and not slow and not network"

test-all: environment
	@bash scripts/install_system_packages.sh fonts chromium bubblewrap
	$(PYTEST) -m "not network"

run: environment
	$(BIN)/petals run

release: environment
	$(BIN)/petals release

lint: environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/petals lint

# Needs uv. Written without index lines or addresses, so that it installs from whatever registry a machine is set up for.
lock:
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url \
	    --no-annotate --no-header --quiet pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv _build .pytest_cache .mypy_cache .ruff_cache .hypothesis
