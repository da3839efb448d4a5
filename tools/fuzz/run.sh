#!/usr/bin/env bash
# tools/fuzz/run.sh [TARGET...]: feeds every reader with files that are wrong in every way (libFuzzer, AddressSanitizer,
# UndefinedBehaviorSanitizer), each for FUZZ_SECONDS (60). Seeds come from the fixtures and the reference data; what is found new is
# kept in build/fuzz/corpus and used the next time. An input that breaks something is left in build/fuzz/found; exit 1.
set -euo pipefail
cd "$(dirname "$0")/../.."

seconds=${FUZZ_SECONDS:-60}
targets=("$@")
[ $# -gt 0 ] || targets=(xlsx zip json html file mapping command ledger project)
out=build/fuzz
mkdir -p "$out/found"
[ -f "$out/CMakeCache.txt" ] || cmake --preset fuzz >"$out/configure.log" 2>&1 || { tail -n 30 "$out/configure.log" >&2; exit 1; }
cmake --build "$out" --target "${targets[@]/#/loyalane_fuzz_}" >"$out/build.log" 2>&1 || { tail -n 30 "$out/build.log" >&2; exit 1; }
rm -rf "$out/seeds"
python3 tools/fuzz/make_seeds.py tests/fixtures "${LOYALANE_REFERENCE_DATA:-../shared/data}" "$out/seeds"

failed=0
for target in "${targets[@]}"; do
  mkdir -p "$out/corpus/$target" "$out/seeds/$target"
  dictionary=tools/fuzz/dictionaries/$target.dict
  case $target in
    zip | project) dictionary= ;;
    mapping | command | file | ledger) dictionary=tools/fuzz/dictionaries/json.dict ;;
  esac
  # 20 seconds and 1 GB with sanitizers: what the readers bound by themselves takes a small part of that.
  if "$out/tools/fuzz/loyalane_fuzz_$target" "$out/corpus/$target" "$out/seeds/$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 \
    -max_len=65536 ${dictionary:+-dict="$dictionary"} -artifact_prefix="$out/found/${target}_" -print_final_stats=1 >"$out/$target.log" 2>&1; then
    printf '%-8s %s s, %s inputs, coverage %s, nothing found\n' "$target" "$seconds" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$target.log")" \
      "$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$out/$target.log" | tail -n 1)"
  else
    failed=1
    printf '%-8s found something:\n' "$target"
    grep -E -m 12 'does not hold|in pieces|as a whole|ERROR|SUMMARY|runtime error|Test unit written|#[0-9]+ .*loyalane' "$out/$target.log" || tail -n 20 "$out/$target.log"
  fi
done
exit $failed
