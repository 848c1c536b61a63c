# Two commands do everything on a fresh machine: `make edition` and `make test`. Both need Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
GOLD ?= ../shared/gold/dev
SCORE ?= ../shared/gold/score.py
FUZZ_SECONDS ?= 300

.PHONY: edition test lowest audit licences check schemas data score fuzz properties faults bench bench-full pictures clean help

edition: $(VENV)/.installed  ## the main job: the captures in seeds/ become TEI and a reading edition in output/
	$(BIN)/tei-edition build seeds -o output

test: $(VENV)/.test-installed  ## all tests
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST)

# What is tested with the lowest versions, without Java and a browser: converting, building, exports, serving, what lies
# elsewhere, the packages.
LOWEST := .lowest
WITH_LOWEST := build cli seeds golden source yamlfile config schema teifile render site search serve exports \
  export_tables bibliographies epub deposit names_command authorities progress transliteration remote publishing runner \
  supply security

lowest:  ## tests with the lowest version of every dependency that pyproject.toml allows, in an environment of its own
	rm -rf $(LOWEST) && $(PYTHON) -m venv $(LOWEST)
	$(LOWEST)/bin/python scripts/lowest.py > $(LOWEST)/versions.txt
	$(LOWEST)/bin/python -m pip install -q 'uv>=0.5,<1'
	VIRTUAL_ENV=$(LOWEST) $(LOWEST)/bin/uv pip install -q -c $(LOWEST)/versions.txt -e '.[cluster,names,s3,search,serve,test,lint]'
	$(LOWEST)/bin/python scripts/lowest.py --check
	$(LOWEST)/bin/python -m pytest -n auto --dist worksteal -m "not browser and not java" $(WITH_LOWEST:%=tests/test_%.py) $(PYTEST)

AUDITED := .audited
audit:  ## is a vulnerability known of what the program runs with? fails where nobody can be asked
	$(PYTHON) scripts/audit.py --ask
	rm -rf $(AUDITED) && $(PYTHON) -m venv $(AUDITED)
	$(AUDITED)/bin/python -m pip install -q -U pip -e '.[$(shell $(PYTHON) scripts/audit.py --extras)]' 'pip-audit>=2.7,<3'
	$(AUDITED)/bin/python -m pip uninstall -q -y tei-edition  # nobody knows of it
	$(AUDITED)/bin/python scripts/audit.py

licences: $(VENV)/.test-installed  ## the licences of what the program runs with
	$(BIN)/python scripts/licences.py

check: $(VENV)/.test-installed  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

schemas: $(VENV)/.test-installed  ## .rng and .xsd from the hand-written schemas/tei_edition.rnc (needs Java)
	$(BIN)/python scripts/make_schemas.py

data: $(VENV)/.installed  ## the JSON that the program reads (gazetteer, languages, layouts) from the YAML that people edit
	$(BIN)/python scripts/make_data.py

score: $(VENV)/.test-installed  ## score against scholarly editions: make score GOLD=folder SCORE=score.py
	$(BIN)/pip install -q rapidfuzz
	rm -rf .score && $(BIN)/tei-edition convert $(GOLD) -o .score -q -j 4 || true
	$(BIN)/python $(SCORE) .score $(GOLD)

fuzz: $(VENV)/.fuzz-installed  ## looks for files that break what is promised, for FUZZ_SECONDS (Linux)
	$(BIN)/python fuzz/run.py --seconds $(FUZZ_SECONDS)

properties: $(VENV)/.test-installed  ## the property tests with many examples
	TEI_EDITION_EXAMPLES=3000 $(BIN)/python -m pytest tests/test_fuzz.py tests/test_losslessness.py tests/test_layouts.py tests/test_dates.py tests/test_incremental.py

faults: $(VENV)/.test-installed  ## builds of 1,000 captures are killed, interrupted, starved … and finished
	PYTHONPATH=tests $(BIN)/python scripts/try_faults.py

bench: $(VENV)/.test-installed  ## what everything costs, in some minutes: writes docs/performance.md
	$(BIN)/python benchmarks/performance.py

bench-full: $(VENV)/.test-installed  ## the same with 100,000 captures and hostile documents, which takes hours; and bounds
	$(BIN)/python benchmarks/performance.py --full
	PYTHONPATH=tests $(BIN)/python benchmarks/bounds.py
	$(BIN)/python benchmarks/authorities.py
	$(BIN)/python benchmarks/sites.py
	PYTHONPATH=tests $(BIN)/python benchmarks/scrolling.py

pictures: $(VENV)/.test-installed  ## pictures of the pages, for docs/pictures/ (needs Chromium)
	$(BIN)/pip install -q pillow
	PYTHONPATH=tests $(BIN)/python scripts/make_pictures.py

clean:  ## forget everything that was made
	rm -rf $(VENV) $(LOWEST) $(AUDITED) .score output/tei output/html output/report.json output/timings.json output/MANIFEST.sha256

help:  ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q -e .
	$(BIN)/python -m compileall -q src
	touch $@

$(VENV)/.test-installed: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install -q -e '.[test,lint]'
	touch $@

$(VENV)/.fuzz-installed: pyproject.toml $(VENV)/.test-installed
	$(BIN)/python -m pip install -q -e '.[fuzz]'
	touch $@
