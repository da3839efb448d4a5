#!/usr/bin/env bash
# tools/bench/run.sh [--quick] [OPTIONS of run.mjs]: builds what is missing, installs what Loyalane is compared with (tools/bench/package.json),
# and measures (tools/bench/run.mjs). A whole run ends in docs/benchmarks.md; a quick one only prints. Exit 1 when an answer is wrong.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p build/bench
quietly() {  # quietly COMMAND...: with the end of what it said when it fails
  "$@" >build/bench/build.log 2>&1 || { tail -n 30 build/bench/build.log >&2; exit 1; }
}
build() {  # build PRESET TARGET...
  local preset=$1
  shift
  [ -f "build/$preset/CMakeCache.txt" ] || quietly cmake --preset "$preset"
  quietly cmake --build "build/$preset" --target "$@"
}
build native loyalane loyalane_generate loyalane_bench loyalane_bench_look
build wasm loyalane_bench loyalane_bench_look

# Only when the lock file changed since.
installed=tools/bench/node_modules/.installed-lock.json
if ! cmp -s tools/bench/package-lock.json "$installed"; then
  quietly npm --prefix tools/bench ci
  cp tools/bench/package-lock.json "$installed"
fi
# One more to compare with, where it may be installed; run.mjs says so when it is missing.
if ! /usr/bin/python3 -c 'import pandas' 2>/dev/null && [ "$(id -u)" = 0 ]; then
  { apt-get update && apt-get install -y python3-pandas; } >build/bench/pandas.log 2>&1 || true
fi

case " $* " in
  *' --quick '*) node tools/bench/run.mjs "$@" ;;
  *) node tools/bench/run.mjs --write "$@" ;;
esac
