# The house's front door. Every target is a thin line over a script or a `cmake --workflow` preset; `make help` lists them.
# The first folder on PATH holds the node that tools/setup brings where the machine's own is too old.
export PATH := $(CURDIR)/build/node/node_modules/node/bin:$(PATH)
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc)
export LOYALANE_REFERENCE_DATA ?= $(CURDIR)/../shared/data
.PHONY: help setup demo dist test bench bench-quick fuzz guide screens format clean
.DEFAULT_GOAL := help

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Installs what is missing (every other target does this first)
	@tools/setup/setup

demo: dist ## Builds everything, segments the sample, says where the page is
	@tools/tasks/demo

dist: setup ## Builds the command line, the engine and dist/loyalane.html
	@tools/tasks/dist

test: setup ## Runs every test: native, WebAssembly, checks, web, acceptance, browser
	@tools/tasks/test

bench: dist ## Measures speed and memory beside others, into docs/benchmarks.md (an hour and a half, 16 GB of disk)
	@tools/bench/run.sh

bench-quick: dist ## The same on small data, only printed (five minutes)
	@tools/bench/run.sh --quick

fuzz: setup ## Feeds the readers with broken files, FUZZ_SECONDS (60) for each of seven targets
	@tools/fuzz/run.sh

guide: dist ## Makes the pictures of docs/guide anew
	@node tools/guide/make_images.mjs

screens: dist ## Pictures of every screen in both languages and themes, into build/screens
	@node tools/guide/contact_sheet.mjs

format: setup ## Formats C++ and web sources in place
	@tools/tasks/format

clean: ## Removes everything that was built or installed inside the checkout
	@rm -rf build dist web/node_modules
