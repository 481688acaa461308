# The few commands of the project. Each sets up what it needs in .venv from the hashed lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.run-ready
DEV_STAMP := $(VENV)/.dev-ready
export DAGSTER_DISABLE_TELEMETRY := yes

.PHONY: run test check format bench ui docs lock clean help

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@ $(RUN_STAMP)

run: $(RUN_STAMP) ## set up, run the main job offline on the embedded register, print the summary
	$(BIN)/sanctions run

test: $(DEV_STAMP) ## set up and run the tests
	$(BIN)/python -m pytest

check: $(DEV_STAMP) ## format, lint, types, register, generated docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pipelines.register.check
	$(BIN)/python -m pipelines.docs --check

format: $(DEV_STAMP) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(DEV_STAMP) ## write the generated pages
	$(BIN)/python -m pipelines.docs

bench: $(DEV_STAMP) ## measure window models, lists and the statement reader against their floors
	$(BIN)/python -m bench.windows
	$(BIN)/python -m bench.lists
	$(BIN)/python -m bench.interpret

ui: $(RUN_STAMP) ## Dagster UI on this project
	$(BIN)/sanctions ui

lock: ## write the lock files anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-strip-extras --extra build --output-file requirements.lock pyproject.toml
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-strip-extras --extra dev --output-file requirements-dev.lock pyproject.toml

clean: ## remove the environment and everything a run wrote
	rm -rf $(VENV) warehouse dist .pytest_cache .hypothesis .ruff_cache .mypy_cache
