import assert from 'node:assert/strict';
import test from 'node:test';
import { checkLayers } from './check_layers.mjs';
import { treeOf } from './source_tree.mjs';

const kCmake = `
add_room(NAME base    LEVEL 0)
add_room(NAME math    LEVEL 1 DEPS base)
add_room(NAME table   LEVEL 1 DEPS base)
add_room(NAME segment LEVEL 5 DEPS base math)
add_room(NAME workspace LEVEL 8 DEPS base math segment)
`;
const problemsOf = (texts) => checkLayers(treeOf({ 'CMakeLists.txt': kCmake, ...texts }));
const assertFinds = (texts, pattern) => {
  const problems = problemsOf(texts);
  assert.equal(problems.length, 1, problems.join('\n'));
  assert.match(problems[0], pattern);
};

test('a tree that keeps the levels passes', () => {
  const problems = problemsOf({
    'core/math/log.h': '#pragma once\n#include <cstdint>\n#include "base/error.h"\n#include "math/round.h"\n',
    'core/segment/rfm.cpp':
      '#include "segment/rfm.h"\n#include <fmt/format.h>\n// #include "table/text_pool.h"\n#include "math/log.h"\n',
    'wasm/bindings.cpp': '#include "workspace/session.h"\n#include <emscripten/bind.h>\n',
    'web/src/main.ts': "import { start } from './app/start';\n",
    'web/src/app/start.ts':
      "import { Matrix } from '../features/segment/matrix';\nimport { store } from '../state/store';\n",
    'web/src/features/segment/matrix.ts':
      "import { store } from '../../state/store';\nimport { cell } from './cell';\n",
    'web/src/ui/button.ts': "import { LitElement } from 'lit';\nimport type { Store } from '../state/store';\n",
    'web/src/engine/start.ts':
      "import create from 'loyalane-engine';\nconst url = URL.createObjectURL(blob);\nnew Worker(url);\n",
  });
  assert.deepEqual(problems, []);
});

test('a room that goes up, sideways, or to an undeclared room is found', () => {
  assertFinds(
    { 'core/base/date.h': '#include "math/log.h"\n' },
    /core\/base\/date\.h:1: room base includes math\/log\.h/,
  );
  assertFinds({ 'core/math/log.h': '\n#include "table/text_pool.h"\n' }, /core\/math\/log\.h:2/);
  assertFinds({ 'core/segment/rfm.h': '#include "table/text_pool.h"\n' }, /does not declare table/);
});

test('an include that is no address, or our own in angle brackets, is found', () => {
  assertFinds({ 'core/math/log.cpp': '#include "log.h"\n' }, /not the address/);
  assertFinds({ 'core/math/log.cpp': '#include "../base/error.h"\n' }, /not the address/);
  assertFinds({ 'core/math/log.cpp': '#include <base/error.h>\n' }, /with quotes/);
});

test('add_room lines that point sideways, up or nowhere are found', () => {
  assertFinds(
    { 'CMakeLists.txt': 'add_room(NAME math LEVEL 1)\nadd_room(NAME table LEVEL 1 DEPS math)\n' },
    /table \(level 1\) depends on math \(level 1\)/,
  );
  assertFinds({ 'CMakeLists.txt': 'add_room(NAME math LEVEL 1 DEPS base)\n' }, /not a room/);
  assertFinds({ 'CMakeLists.txt': 'project(Loyalane)\n' }, /no add_room line/);
  assertFinds({ 'core/attic/a.h': '#pragma once\n' }, /core\/attic has no add_room line/);
});

test('a host adapter that reaches past workspace is found', () => {
  assertFinds({ 'wasm/bindings.cpp': '#include "math/log.h"\n' }, /may not know math/);
  assertFinds({ 'tools/cli/main.cpp': '#include "math/log.h"\n' }, /may not know math/);
});

test('page folders that import what they may not are found', () => {
  assertFinds({ 'web/src/features/segment/a.ts': "import { b } from '../import/b';\n" }, /may not know each other/);
  assertFinds({ 'web/src/engine/a.ts': "import { b } from '../state/b';\n" }, /may not import upward/);
  assertFinds({ 'web/src/ui/a.ts': "import { b } from '../state/b';\n" }, /nothing of ours but types/);
  assertFinds({ 'web/src/charts/a.ts': "import {\n  b,\n  c,\n} from '../ui/b';\n" }, /nothing of ours but types/);
  assertFinds({ 'web/src/state/a.ts': "const b = await import('../features/import/b');\n" }, /may not import upward/);
  assertFinds({ 'web/src/pool/a.ts': "export { b } from '../app/b';\n" }, /may not import upward/);
  assertFinds({ 'web/src/state/a.ts': "import create from 'loyalane-engine';\n" }, /only web\/src\/engine/);
  assertFinds({ 'web/src/helpers/a.ts': 'export const a = 1;\n' }, /not on the map/);
  assertFinds({ 'web/src/ui/a.ts': "import '../main';\n" }, /the page's start/);
});

test('a worker loaded by URL is found', () => {
  assertFinds({ 'web/src/engine/a.ts': "new Worker('worker.js');\n" }, /from a Blob/);
  assertFinds({ 'web/src/engine/a.ts': 'new Worker(address);\n' }, /from a Blob/);
  assertFinds({ 'web/src/engine/a.ts': 'const u = URL.createObjectURL(b);\nnew SharedWorker(u);\n' }, /from a Blob/);
  assertFinds({ 'web/src/app/a.ts': "navigator.serviceWorker.register('sw.js');\n" }, /loads code by URL/);
});
