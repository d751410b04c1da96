# bookbuild: `make` builds every edition of manuscript/ into dist/. `make help` lists the rest.
# Needs Python 3.11 or later and make; everything else comes from PyPI into .venv.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
BOOK   := $(BIN)/bookbuild $(BOOKFLAGS)

.DEFAULT_GOAL := all
.PHONY: all help epub kindle print pdf cover onix draft proof release check watch show new doctor explain test night bench accept lint types format clean distclean

all: $(VENV)/.installed ## every edition, checked, into dist/
	@$(BOOK) build

epub kindle print pdf cover onix: $(VENV)/.installed ## one format only
	@$(BOOK) build $@

draft: $(VENV)/.installed ## every edition into build/, quickly: no checkers, nothing released
	@$(BOOK) build --draft

proof: $(VENV)/.installed ## pages to correct on: lines of the manuscript and findings in the margins (EDITION=id for one)
	@$(BOOK) proof $(EDITION)

release: $(VENV)/.installed ## what each recipient gets, into dist/releases/, for good (TO="kobo apple" for some)
	@$(BOOK) release $(TO)

check: $(VENV)/.installed ## findings about the manuscript; nothing is made
	@$(BOOK) check

watch: $(VENV)/.installed ## drafts again at each save
	@$(BOOK) watch

show: $(VENV)/.installed ## the book as bookbuild reads it
	@$(BOOK) show

new: $(VENV)/.installed ## a new book: make new DIR=../my-book
	@test -n "$(DIR)" || { echo 'Say where: make new DIR=../my-book' >&2; exit 2; }
	@$(BOOK) new "$(DIR)"

doctor: $(VENV)/.installed ## which programs are here, and which are missing
	@$(BOOK) doctor

test: $(VENV)/.installed-dev ## all tests (PYTEST="-k epub" for some)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(PYTEST)

night: $(VENV)/.installed-dev ## the tests that try hundreds of random books
	@BOOKBUILD_NIGHT=1 $(BIN)/python -m pytest tests/tools/test_azw3_fuzz.py

accept: $(VENV)/.installed-dev ## write the golden files anew; read the diff before you commit
	@$(BIN)/python -m pytest tests/golden --accept

bench: $(VENV)/.installed-dev ## speed and memory beside pandoc, Typst, calibre: make bench BOOKBUILD_CORPUS=DIR
	@$(BIN)/python -m tests.bench

lint: $(VENV)/.installed-dev ## ruff: style and errors
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: $(VENV)/.installed-dev ## ruff: mend what can be mended
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

types: $(VENV)/.installed-dev ## mypy, strict
	@$(BIN)/mypy

clean: ## remove what was made; keep .venv and dist/releases/
	@rm -rf build
	@if [ -d dist ]; then find dist -mindepth 1 -maxdepth 1 ! -name releases -exec rm -rf {} +; fi

distclean: clean ## remove .venv too
	@rm -rf $(VENV)

help: ## this list
	@grep -hE '^[a-z -]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r names text; do printf '  %-28s %s\n' "$$names" "$$text"; done

# The environment is made once, and again when pyproject.toml changes.
$(VENV)/.installed: pyproject.toml
	@echo "Installing bookbuild into $(VENV) (once)…" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: hatchling editables
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --no-build-isolation --editable '.[dev]'
	@touch $@
