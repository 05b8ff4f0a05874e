# Two targets do everything on a fresh machine: `make report` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m

.DEFAULT_GOAL := report
.PHONY: report test lint types docs bench bench-text hostile-folder scale fuzz lock wheel clean system

report: $(VENV)/.installed
	$(BIN)/reportctl build 2017

test: $(VENV)/.installed-dev system
	$(RUN) pytest -n auto

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check src tests scripts
	$(BIN)/lint-imports
	$(BIN)/python scripts/docs.py --check

types: $(VENV)/.installed-dev
	$(BIN)/mypy

docs: $(VENV)/.installed-dev system
	$(BIN)/python scripts/docs.py
	$(BIN)/python scripts/typesetting.py

bench: $(VENV)/.installed-dev
	$(RUN) pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[bench]'
	$(BIN)/python scripts/bench.py --write

# A thousand good workbooks with bad ones among them: only the bad ones may stay unbuilt. Takes some minutes.
hostile-folder: $(VENV)/.installed-dev
	$(BIN)/python scripts/hostile_folder.py

# What a report costs, and what a county, a province and the country would need: the tables of docs/scale.md.
scale: $(VENV)/.installed-dev
	$(BIN)/python scripts/scale.py --write

bench-text: $(VENV)/.installed-dev
	$(BIN)/python scripts/bench_text.py

.PHONY: torture coverage mutation
# Real processes killed at random moments, builds side by side, full file systems; the last part needs root.
torture: $(VENV)/.installed-dev
	$(BIN)/python scripts/torture.py

coverage: $(VENV)/.installed-dev system
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# Breaks the rules, the binder and the line breaker in small ways, thousands of times, and counts what no test notices.
mutation: $(VENV)/.installed-dev
	$(RUN) pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[mutation]'
	$(BIN)/mutmut run
	$(BIN)/mutmut results

# What the tests need beyond Python: poppler to look at pages, LibreOffice to read what we write.
system:
	@sh scripts/system-packages.sh

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("reportctl needs Python 3.11 or newer") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(RUN) pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.installed

lock: | $(VENV)/bin/python
	$(RUN) pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --extra build --extra dev pyproject.toml -o requirements-dev.lock

# Coverage-guided fuzzing of what reads strangers' bytes; scripts/fuzz.py says how often each target is run.
fuzz: $(VENV)/.installed-dev
	$(RUN) pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[fuzz]'
	for target in workbook figures layout prose lines; do $(BIN)/python scripts/fuzz.py $$target || exit 1; done

wheel: $(VENV)/.installed-dev
	$(RUN) hatchling build -t wheel

clean:
	rm -rf $(VENV) out dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
