# Two commands do everything: `make sivusto` builds the site, `make testit` proves the project.
# A fresh machine needs Python 3.11 or newer, git and make; the browser tests need Chromium, which is
# installed, as is the search's Finnish dictionary, when this runs as root on Debian or Ubuntu.

VENV := .venv
BIN := $(VENV)/bin

# What is given from outside reaches a recipe through the environment only, as it was written: neither make nor the
# shell ever runs what is in it. By hand: make tarkista VERTAA=origin/main; make PYTHON=python3.12; make lukot LUKOT=-U
GIVEN := PYTHON VERTAA LUKOT CI_MERGE_REQUEST_DIFF_BASE_SHA CHROMIUM PYTEST_ADDOPTS
$(foreach name,$(GIVEN),$(if $(filter-out undefined,$(origin $(name))),$(eval override $(name) := $$(value $(name)))))
export $(GIVEN)

# Every file that is installed has a locked hash and is a wheel: nothing is built from source, so nothing that a
# download could bring runs here before it is checked, and no wheel that was built elsewhere is taken from a cache.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := $(PIP) install --require-hashes --only-binary :all:

# What checks the scripts, from npm's registry by locked hashes; Node itself is a wheel of the tests' own lock.
NPM := $(BIN)/npm --prefix $(VENV)/skriptit --no-audit --no-fund --no-update-notifier --ignore-scripts --loglevel=error
SCRIPTS := PATH="$$PWD/$(BIN):$$PATH" $(VENV)/skriptit/node_modules/.bin

# What a merge request is compared with: GitLab tells it.
TARKISTA := vertaa="$${VERTAA:-$$CI_MERGE_REQUEST_DIFF_BASE_SHA}"; $(BIN)/hallinta tarkista $${vertaa:+"--vertaa=$$vertaa"}

# The search knows more Finnish with Voikko's library and dictionary; without them the build goes on and says so.
VOIKKO = $(BIN)/python -c 'import libvoikko; libvoikko.Voikko("fi")' 2>/dev/null
# An agenda pack becomes a PDF with Pango's libraries; without them `hallinta paketti` says so.
PANGO = $(BIN)/python -c 'import weasyprint' 2>/dev/null
APT = apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq

.PHONY: sivusto tarkista testit sumeutus palvele pdf kuvat lighthouse lisenssit lukot siivoa muotoile
.DEFAULT_GOAL := sivusto

# What GitLab builds of a branch is published, and packed for its server; of a merge request it is a preview.
sivusto: $(VENV)/sivusto.stamp  ## check the data and build the site into site/
	$(BIN)/hallinta rakenna $${CI_COMMIT_BRANCH:+--pakattu}

tarkista: $(VENV)/sivusto.stamp  ## check the data; the same findings for GitLab's merge request widgets into build/
	mkdir -p build
	$(TARKISTA) --muoto gitlab >build/koodilaatu.json || test $$? = 1
	$(TARKISTA) --muoto junit >build/tarkistus.xml || test $$? = 1
	$(TARKISTA)

palvele: $(VENV)/sivusto.stamp  ## live preview on http://127.0.0.1:8000/
	$(BIN)/hallinta palvele

pdf: $(VENV)/pdf.stamp  ## what `hallinta paketti` needs to write an agenda pack as PDF

testit: $(VENV)/testit.stamp $(VENV)/skriptit.stamp  ## linters, types and all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@test ! -e $(VENV)/skriptit/node_modules || { $(SCRIPTS)/biome check --error-on-warnings . && $(SCRIPTS)/tsc --project .; }
	CHROMIUM="$$(tests/chromium.sh)" $(BIN)/python -m pytest

sumeutus: $(VENV)/testit.stamp  ## 200 000 mutated files, sets made at random, large sets and each day from 2020 to 2032; VALINNAT="--siemen 7"
	$(BIN)/python tests/sumeutus.py $(VALINNAT)

kuvat: $(VENV)/testit.stamp sivusto  ## pictures of every kind of page, in three widths, light, dark and in print, into build/kuvat/
	CHROMIUM="$$(tests/chromium.sh)" $(BIN)/python -m bench.kuvat

lighthouse: $(VENV)/testit.stamp sivusto  ## Lighthouse's scores of four pages; needs Node, fetches Lighthouse from npm
	CHROMIUM="$$(tests/chromium.sh)" $(BIN)/python -m bench.lighthouse

lisenssit: $(VENV)/testit.stamp  ## the licences of everything that is installed, and whether they fit the project's own
	$(BIN)/python -m bench.lisenssit

muotoile: $(VENV)/testit.stamp $(VENV)/skriptit.stamp  ## format the code and sort its imports
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(SCRIPTS)/biome check --write .

lukot:  ## refresh the lock files; needs uv and npm
	uv pip compile pyproject.toml --extra asennus --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements/sivusto.txt $$LUKOT
	uv pip compile pyproject.toml --extra asennus --extra pdf --constraint requirements/sivusto.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements/pdf.txt $$LUKOT
	uv pip compile pyproject.toml --all-extras --constraint requirements/pdf.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements/testit.txt $$LUKOT
	mkdir -p $(VENV)/lukot && cp requirements/package.json $(VENV)/lukot
	npm --prefix $(VENV)/lukot install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund
	python3 -c 'import json, sys; lock = json.load(sys.stdin); [each.pop("funding", None) for each in lock["packages"].values()]; print(json.dumps(lock, indent=2))' <$(VENV)/lukot/package-lock.json >requirements/package-lock.json

siivoa:  ## remove what the targets made, and nothing else
	-@test ! -x $(BIN)/python || $(BIN)/python -c 'from hallinta import disk; disk.clear("site")' 2>/dev/null
	@test ! -e site || echo "site/ stays: something in it was not built here; remove it yourself" >&2
	rm -rf $(VENV) build *.egg-info

$(BIN)/python:
	"$${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	"$${PYTHON:-python3}" -m venv $(VENV)

$(VENV)/sivusto.stamp: requirements/sivusto.txt pyproject.toml | $(BIN)/python
	$(LOCKED) -r requirements/sivusto.txt
	$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	-@$(VOIKKO) || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && $(APT) libvoikko1 voikko-fi; } >&2
	touch $@

$(VENV)/pdf.stamp: requirements/pdf.txt $(VENV)/sivusto.stamp
	$(LOCKED) -r requirements/pdf.txt
	-@$(PANGO) || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && $(APT) libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; } >&2
	touch $@

$(VENV)/testit.stamp: requirements/testit.txt $(VENV)/sivusto.stamp
	$(LOCKED) -r requirements/testit.txt
	touch $@

$(VENV)/skriptit.stamp: requirements/package.json requirements/package-lock.json $(VENV)/testit.stamp
	mkdir -p $(VENV)/skriptit
	cp requirements/package.json requirements/package-lock.json $(VENV)/skriptit
	$(NPM) ci || { rm -rf $(VENV)/skriptit/node_modules; echo "The scripts are NOT checked: npm could not fetch what checks them from its registry (see above)." >&2; test -z "$$CI"; }
	touch $@
