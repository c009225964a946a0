# Every target sets up what it needs: a virtual environment in .venv from the lock file.
PYTHON ?= python3
BIN := .venv/bin
LOCK := requirements.lock
ARGS ?=

.PHONY: help demo run config test chaos bench pictures check format lock clean
.DEFAULT_GOAL := help

help:  ## what can be done here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: .venv/ready  ## try it in the browser, no Slack account needed; ARGS=--story plays a day
	@$(BIN)/python -m bot demo $(ARGS)

run: .venv/ready  ## run the bot with the settings in .env
	@$(BIN)/python -m bot run $(ARGS)

config: .venv/ready  ## the team's rules: ARGS="check team.yaml", "apply team.yaml" or "export"
	@$(BIN)/python -m bot config $(ARGS)

test: .venv/ready  ## run all tests but the longest
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m "not thorough" $(ARGS)

bench: .venv/ready  ## measure the figures beside their references: ARGS="intake_ratio click_ratio"
	@$(BIN)/python -m tests.bench $(ARGS)

chaos: .venv/ready  ## kill the bot 100 times, send it 10,000 spoilt requests; CHAOS_SEED repeats a run
	@seed=$${CHAOS_SEED:-$$(date +%s)}; echo "CHAOS_SEED=$$seed plays this again"; \
		CHAOS_SEED=$$seed FUZZ_SEED=$$seed CHAOS_KILLS=100 FUZZ_COUNT=10000 \
		$(BIN)/python -m pytest tests/chaos tests/fuzz -n 2 --dist worksteal $(ARGS)
	@$(BIN)/python -m pytest tests/scenarios -m thorough -n 2 --dist worksteal $(ARGS)

pictures: .venv/ready  ## picture the page in docs/pictures, in the browser of this machine
	@$(BIN)/python -m tests.browser.pictures

check: .venv/ready  ## lint, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/ready  ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: .venv/ready  ## resolve the versions anew
	@$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --python-version 3.11 --group dev pyproject.toml -o $(LOCK)

clean:  ## remove what was set up
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .coverage .hypothesis

# pip brings only uv, at the version and with the hashes of the lock file; uv brings the rest.
.venv/ready: $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Cavalry needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv --clear .venv || { \
		echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@sed -n '/^uv==/,/[^\\]$$/p' $(LOCK) > .venv/uv.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python $(LOCK)
	@touch $@
