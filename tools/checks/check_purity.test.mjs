import assert from 'node:assert/strict';
import test from 'node:test';
import { checkPurity } from './check_purity.mjs';
import { treeOf } from './source_tree.mjs';

const assertFinds = (path, text, pattern) => {
  const problems = checkPurity(treeOf({ [path]: text }));
  assert.ok(problems.length > 0, `nothing found in: ${text}`);
  assert.match(problems.join('\n'), pattern);
};
const assertClean = (path, text) => assert.deepEqual(checkPurity(treeOf({ [path]: text })), []);

test('libm is found, qualified or not, also in core/math', () => {
  for (const line of [
    'std::log(x)',
    'std :: pow(x, 2)',
    'log(x)',
    '::exp(x)',
    'return lgamma(x);',
    'sinf(x)',
    'auto f = &std::exp;',
  ]) {
    assertFinds('core/math/a.cpp', `double f() { ${line}; }`, /libm/);
  }
});

test('our own functions, square roots, members, comments and strings are not libm', () => {
  assertClean(
    'core/math/a.cpp',
    `// std::log(x) and pow(x, y) are forbidden
     /* std::exp */ double y = Log(x) + std::sqrt(x) + state.log(x) + state->exp(x) + std::abs(x) + catalog(x);
     const char* kText = "printf(std::pow)"; const char kQuote = '"'; int64_t n = 1'000'000; auto s = R"(abort())";`,
  );
});

test('output, files, clock, locale, threads, randomness and process control are found', () => {
  const lines = {
    'std::cout << 1': /no output/,
    'printf("x")': /no output/,
    'std::fputs("x", out)': /no output/,
    'auto* f = stdout': /no output/,
    'std::fopen("a", "r")': /no files/,
    'std::ifstream in': /no files/,
    'abort()': /ends the process/,
    'std::terminate()': /ends the process/,
    'exit(1)': /ends the process/,
    'time(nullptr)': /no clock/,
    'std::chrono::system_clock::now()': /no clock/,
    'getenv("A")': /environment/,
    'setlocale(0, "")': /locale/,
    'std::thread t': /threads/,
    'std::mutex m': /threads/,
    'rand()': /seed/,
    'std::random_device r': /seed/,
    'std::normal_distribution<> d': /seed/,
    'emscripten_run_script("")': /no host/,
  };
  for (const [line, pattern] of Object.entries(lines)) assertFinds('core/base/a.h', `void F() { ${line}; }`, pattern);
});

test('headers that bring such things are found, others are not', () => {
  for (const header of [
    'iostream',
    'regex',
    'chrono',
    'thread',
    'sstream',
    'fstream',
    'ctime',
    'sys/time.h',
    'emscripten.h',
    'random',
  ]) {
    assertFinds('core/base/a.h', `#include <${header}>\n`, /not for core/);
  }
  assertClean('core/base/a.h', '#include <cstdint>\n#include <string>\n#include <bit>\n');
});

test('what is not core is free', () => {
  assertClean('tools/cli/main.cpp', '#include <iostream>\nint main() { std::cout << std::log(2); exit(1); }\n');
});

test('compiler flags and targets stay with the scanner', () => {
  assertFinds('CMakeLists.txt', 'add_compile_options(-march=native)\n', /newer CPU/);
  assertFinds('cmake/a.cmake', 'set(CMAKE_CXX_FLAGS "-ffast-math")\n', /changes results/);
  assertFinds('CMakePresets.json', '"CMAKE_CXX_FLAGS": "-Ofast"', /changes results/);
  assertFinds(
    'cmake/a.cmake',
    'set_source_files_properties(core/math/log.cpp PROPERTIES COMPILE_OPTIONS -mavx2)\n',
    /newer CPU/,
  );
  assertFinds('cmake/a.cmake', 'add_compile_options(-ffp-contract=fast)\n', /changes results/);
  assertFinds('core/math/a.cpp', '__attribute__((target("avx2"))) void F();\n', /scanner/);
  assertFinds('core/ingest/cell_date.cpp', '__attribute__((target("avx2"))) void F();\n', /scanner/);
  assertClean('core/ingest/csv_scanner.cpp', '__attribute__((target("avx2"))) void F();\n');
  assertClean('core/ingest/cell_index_avx2.cpp', '__attribute__((target("avx2"))) void F();\n');
  assertClean(
    'CMakeLists.txt',
    '# no -march here\nadd_compile_options(-ffp-contract=off -msimd128)\nset_source_files_properties(core/ingest/csv_scanner.cpp PROPERTIES COMPILE_OPTIONS -mavx2)\n',
  );
});
