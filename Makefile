# Two commands are enough: `make demo` and `make test`. Everything else is for those who work on it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.installed
PIP    := $(wildcard scripts/bootstrap/pip-*.whl)/pip

export PYTHONPATH := $(CURDIR):$(CURDIR)/site
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  %-14s %s\n", $$1, $$2 }'

# Debian's bare python3 has neither pip nor ensurepip; a wheel runs as it is, so pip comes with the repository.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Fabuting needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	@PYTHONPATH= $(BIN)/python $(PIP) --quiet install --require-hashes --requirement requirements.lock
	@touch $@

.PHONY: install
install: $(READY) ## make the virtual environment from the lock

CATALOGUES := $(wildcard */locale*/*/LC_MESSAGES/*.po)
.PHONY: messages
messages: $(READY) $(CATALOGUES:.po=.mo)
%.mo: %.po | $(READY)
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@

.PHONY: demo
demo: messages ## run portal, worker, scheduler and sandbox in the foreground; Ctrl-C ends them
	@$(BIN)/python scripts/demo.py

.PHONY: test
test: messages ## run the whole suite (embedded: SQLite; browser tests where there is a Chromium)
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: test-servers
test-servers: messages ## the same suite on PostgreSQL and Redis, started if they can be
	@$(BIN)/python scripts/servers.py $(BIN)/python -m pytest $(ARGS)

.PHONY: bench
bench: messages ## measure: publication to live, and deliveries per second against bare requests
	@$(BIN)/python -m benchmarks.delivery $(ARGS)

.PHONY: bench-disclosure
bench-disclosure: messages ## measure power lists: import, any day, long pages, verification
	@$(BIN)/python -m benchmarks.disclosure $(ARGS)

.PHONY: bench-questions
bench-questions: $(READY) ## measure grouping of questions: precision, recall, 10,000 in a row
	@$(BIN)/python -m benchmarks.question_grouping $(ARGS)

.PHONY: bench-moderation
bench-moderation: messages ## measure the moderators' queue while 10,000 questions arrive in ten minutes
	@$(BIN)/python -m benchmarks.moderation $(ARGS)

.PHONY: bench-live
bench-live: messages ## measure: a live interview to 2,000 readers, also those that drop and come back
	@$(BIN)/python -m benchmarks.live $(ARGS)

.PHONY: bench-search
bench-search: messages ## measure search: what is found, how fast, beside Wagtail's own and tantivy
	@$(BIN)/python -m benchmarks.search $(ARGS)

.PHONY: bench-portal
bench-portal: messages ## measure the public face: 5,000 to 200,000 pages, kept and not, beside nginx and plain Wagtail
	@$(BIN)/python -m benchmarks.portal $(ARGS)

.PHONY: bench-proofing
bench-proofing: messages ## measure proofing: 10,000 terms against a text of 20,000 characters
	@$(BIN)/python -m benchmarks.proofing $(ARGS)

.PHONY: screenshots
screenshots: $(READY) ## take the editors' handbook's pictures from a running demo
	@$(BIN)/python scripts/screenshots.py $(ARGS)

.PHONY: faults
faults: messages ## 10,000 sends under constant trouble, and deaths at every point: none lost, none twice (ARGS="--sends 1000")
	@$(BIN)/python -m benchmarks.faults $(ARGS)
	@env EVERY_POINT=1 $(BIN)/python -m pytest -q tests/faults/test_crash.py tests/faults/test_crash_moments.py tests/faults/test_mass_crash.py

.PHONY: histories
histories: messages ## random histories of a newsroom: nothing differs unexplained (ARGS="HISTORIES=500 HISTORY_SEED=7")
	@env HISTORIES=200 HISTORY_STEPS=30 $(ARGS) $(BIN)/python -m pytest -q -s --numprocesses 0 tests/faults/test_histories.py

.PHONY: leaks
leaks: messages ## random histories before twelve doors: nothing unpublished comes out (ARGS="LEAK_HISTORIES=500 LEAK_SEED=7")
	@env LEAK_HISTORIES=100 LEAK_STEPS=30 $(ARGS) $(BIN)/python -m pytest -q -s --numprocesses 0 tests/doors/test_histories.py

.PHONY: fuzz
fuzz: messages ## whatever may be asked of public addresses: never an error of ours (ARGS="FUZZ_REQUESTS=100000")
	@env FUZZ_REQUESTS=10000 $(ARGS) $(BIN)/python -m pytest -q -s --numprocesses 0 tests/public_face/test_bad_requests.py tests/public_face/test_broken_requests.py

.PHONY: quotas
quotas: messages ## a day of 300 items within the documented limits
	@QUOTAS=1 $(BIN)/python -m pytest -q -s --numprocesses 0 tests/faults/test_quota_day.py

.PHONY: permissions
permissions: messages ## who reaches what: every role of every sub-site against every other, over HTTP
	@env PERMISSION_SITES=4 $(ARGS) $(BIN)/python -m pytest -q -s --numprocesses 0 tests/subsites/permissions -k whole_matrix

.PHONY: lint
lint: $(READY) ## style, boundaries between the apps, missing migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
