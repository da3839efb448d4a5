#!/usr/bin/env bash
# tools/bench/run.sh [--quick]: how fast a file of a million shipments (--quick: a hundred thousand) becomes customers, on one core,
# natively and as WebAssembly under node; and how long a look of the page takes over 100 000 customers (and a million; tools/bench/look.cpp).
# Builds what is missing, makes the data once under build/bench, checks every answer before it measures (tools/bench/main.cpp). Exit 1 when an answer is wrong or rows allocate memory.
set -euo pipefail
cd "$(dirname "$0")/../.."

rows=1000000
runs=15
if [ "${1:-}" = --quick ]; then
  rows=100000
  runs=5
fi
mkdir -p build/bench
build() {  # build PRESET TARGET...
  local preset=$1
  shift
  {
    [ -f "build/$preset/CMakeCache.txt" ] || cmake --preset "$preset"
    cmake --build "build/$preset" --target "$@"
  } >build/bench/build.log 2>&1 || { tail -n 30 build/bench/build.log >&2; exit 1; }
}
build native loyalane_bench loyalane_bench_look loyalane_generate
build wasm loyalane_bench loyalane_bench_look

utf8=build/bench/w1_$rows.csv
gb18030=build/bench/w1_${rows}_gb18030.csv
[ -s "$utf8" ] || build/native/tools/generate/loyalane_generate --rows "$rows" --out "$utf8" 2>/dev/null
[ -s "$gb18030" ] || build/native/tools/generate/loyalane_generate --rows "$rows" --encoding gb18030 --out "$gb18030" 2>/dev/null

bench() {  # bench TITLE COMMAND...
  printf '\n=== %s\n' "$1"
  shift
  "$@"
}
grep -m1 'model name' /proc/cpuinfo || true
printf 'node %s, load %s\n' "$(node --version)" "$(cut -d' ' -f1-3 /proc/loadavg)"
native=build/native/tools/bench/loyalane_bench
wasm=build/wasm/tools/bench/loyalane_bench.js
bench "native, UTF-8" "$native" "$utf8" --runs "$runs"
bench "native, GB18030" "$native" "$gb18030" --runs "$runs" --encoding gb18030
bench "WebAssembly, UTF-8" node "$wasm" "$utf8" --runs "$runs"
bench "WebAssembly, GB18030" node "$wasm" "$gb18030" --runs "$runs" --encoding gb18030
looks=build/native/tools/bench/loyalane_bench_look
looks_wasm=build/wasm/tools/bench/loyalane_bench_look.js
for customers in 100000 $([ "$rows" = 1000000 ] && echo 1000000); do
  bench "a look, native" "$looks" --customers "$customers" --runs "$runs"
  bench "a look, WebAssembly" node "$looks_wasm" --customers "$customers" --runs "$runs"
done
