# Everything starts here. `make demo` and `make test` work on a fresh Debian 12 with Python 3.11+.
PYTHON ?= python3
BIN := .venv/bin
# Debian packages that the tests against real servers and a real browser need.
DEBIAN := dovecot-imapd postfix postgresql chromium fonts-liberation systemd gcc libc6-dev

# Where it is set, as in many images, each process of each test compiles anew all that it loads.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: golden coverage wheel demo test check unit integration e2e bench hostile format pins clean screenshots exam goteborg letters crash soak
.PHONY: audit sbom fuzz
.DEFAULT_GOAL := help

help: ## show this list
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

demo: .venv/ready ocr ## the whole service on sample mails; ONCE=1 does one round and ends; PORT=8025 chooses the page's port
	$(BIN)/registrator demo $(if $(ONCE),--once) $(if $(PORT),--port $(PORT))

test: .venv/ready-dev debian ocr ## the whole test suite, with coverage by the tests without servers
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered tests/unit tests/golden $(ARGS)
	$(BIN)/pytest -n auto --dist worksteal --ignore=tests/unit --ignore=tests/golden $(ARGS)

coverage: .venv/ready-dev debian ocr ## coverage by all tests: half as long again, for its counting costs most where much is read
	$(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term:skip-covered $(ARGS)

unit: .venv/ready-dev ## tests without servers
	$(BIN)/pytest tests/unit tests/golden $(ARGS)

integration: .venv/ready-dev ocr ## tests against real servers
	$(BIN)/pytest tests/integration $(ARGS)

e2e: .venv/ready-dev ## the whole way: daemon, crash points, browser
	$(BIN)/pytest tests/e2e $(ARGS)

check: .venv/ready-dev ## format, types, floors, dependencies, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/pytest -q tests/unit/docs

hostile: .venv/ready-dev ## odd files through the real way in, and a table: DIR=path, else ../shared/hostile, else our own
	$(BIN)/python -m tests.hostile $(or $(DIR),../shared/hostile)

crash: .venv/ready-dev debian ## the crash proof, whole: two hours; ARGS="--part steps --every 10" is a part of it
	@command -v cc >/dev/null || .ci/apt gcc libc6-dev
	$(BIN)/python -m tests.crash $(ARGS)

soak: .venv/ready-dev debian ## a simulated day with a fault each minute, in about 25 minutes on a quiet machine: ARGS="--hours 2 --seed 7" is another
	@command -v cc >/dev/null || .ci/apt gcc libc6-dev
	$(BIN)/python -m tests.soak $(ARGS)

fuzz: .venv/ready-dev ## odd inputs for every reader: MINUTES=10, or ONLY="dates mime"; then those whose time grows too fast
	$(BIN)/python -m tests.fuzz $(or $(MINUTES),10) $(ONLY)
	$(BIN)/python -m tests.fuzz growth $(ONLY)

audit: .venv/audit/ready ## known vulnerabilities of the pinned packages; without network it says so
	$(BIN)/python .ci/audit.py .venv/audit/bin/pip-audit requirements.txt requirements-dev.txt .ci/audit.txt

sbom: .venv/audit/ready ## what the program consists of, as CycloneDX, in build/sbom.json
	@mkdir -p build
	.venv/audit/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible -o build/sbom.json

wheel: .venv/ready-dev ## the wheel as it is installed, alone in a fresh environment: it runs the demo from another folder
	rm -rf build/wheel
	$(BIN)/uv build -q --wheel --no-build-isolation --python $(BIN)/python -o build/wheel .
	$(BIN)/uv venv -q --python $(BIN)/python build/wheel/venv
	$(BIN)/uv pip install -q --python build/wheel/venv/bin/python --require-hashes -r requirements.txt
	$(BIN)/uv pip install -q --python build/wheel/venv/bin/python --no-deps build/wheel/*.whl
	cd / && $(CURDIR)/build/wheel/venv/bin/registrator demo --once >/dev/null && echo "The wheel works."

golden: .venv/ready-dev ## how the golden paragrafer differ from what is expected of them
	$(BIN)/python -m tests.golden.compare

bench: .venv/ready-dev ocr ## what it costs, as ratios of one run
	$(BIN)/python -m bench

exam: .venv/ready ocr ## score a folder of mails with keys: make exam DIR=path
	$(BIN)/python -m registrator.exam $(DIR)

goteborg: .venv/ready ## real paragrafer of a large city against labels: make goteborg FILE=path HALF=odd
	$(BIN)/python -m tests.goteborg $(FILE) --half $(or $(HALF),all)

screenshots: .venv/ready-dev debian ## the pictures of README and HANDBOK, made anew from the demo
	@.ci/apt chromium-l10n || echo "The browser's own words will not be Swedish: apt-get install chromium-l10n"
	$(BIN)/python -m tests.screenshots docs/pictures

letters: .venv/ready-dev ## how the mails differ from their golden files; WRITE=1 makes it the new truth
	$(BIN)/python -m tests.golden.letters.diff $(if $(WRITE),--write)

format: .venv/ready-dev
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

pins: .venv/ready-dev ## write the requirements files anew from pyproject.toml
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml --extra dkim --extra postgresql --extra ocr --extra oauth --extra oidc --extra signatures --extra demo --group build -o requirements.txt
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml --extra dkim --extra postgresql --extra ocr --extra oauth --extra oidc --extra signatures --extra demo --group build --group dev -o requirements-dev.txt
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		.ci/audit.in -o .ci/audit.txt
	$(BIN)/uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		.ci/audit.in -o .ci/audit.txt

clean:
	rm -rf .venv build dist .coverage htmlcov

.venv/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/apt python3-venv || { echo "Install python3-venv first: apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

.venv/ready: .venv/uv requirements.txt pyproject.toml
	$(BIN)/uv pip install --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/uv pip install --require-hashes -r requirements-dev.txt
	@touch $@

# Tools that look at the pins, apart from them: they need packages that the program must not come to depend on.
.venv/audit/ready: .venv/uv .ci/audit.txt
	@$(BIN)/uv venv --quiet --clear .venv/audit
	@$(BIN)/uv pip install --quiet --python .venv/audit/bin/python --require-hashes -r .ci/audit.txt
	@touch $@

debian: # what the real-server tests need: installed when we may, otherwise those tests say that they were left out
	@.ci/apt libreoffice-writer-nogui || echo "Old Word files are tested without LibreOffice: apt-get install libreoffice-writer-nogui"
	@.ci/apt $(DEBIAN) || echo "Some Debian packages are missing; the tests that need them are skipped and say so. Install: apt-get install $(DEBIAN)"

ocr: .venv/uv # what scans are read with; without it they are left to a person
	@.ci/ocr-data .venv/share/tessdata || echo "Scans are not read here: apt-get install tesseract-ocr-script-latn tesseract-ocr-osd"
.PHONY: debian ocr help
