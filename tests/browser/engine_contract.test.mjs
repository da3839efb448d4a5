// The contract between the built engine module and the page's types: the module has the members that engine.d.ts says, and what it
// answers has the shapes that protocol.ts says. Runs the module under node, as it is: no page, no worker.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandLine, scratchFolder, writeFile } from './support/files.mjs';

const project = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const ts = createRequire(new URL('../../web/package.json', import.meta.url))('typescript');

const typesFile = project('web/src/engine/protocol.ts');
const moduleFile = project('web/src/engine/engine.d.ts');
const program = ts.createProgram([typesFile, moduleFile], {
  strict: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
  allowImportingTsExtensions: true,
  noEmit: true,
});
const checker = program.getTypeChecker();
const declared = new Map(
  program
    .getSourceFile(typesFile)
    .statements.filter(ts.isInterfaceDeclaration)
    .map((node) => [node.name.text, checker.getTypeAtLocation(node)]),
);

/** Where a value differs from a declared type; empty when it fits. */
function differences(type, value, place) {
  if (type.isUnion()) {
    const tries = type.types.map((one) => differences(one, value, place));
    return (
      tries.find((found) => found.length === 0) ?? [
        `${place}: ${JSON.stringify(value)} is no ${checker.typeToString(type)}`,
      ]
    );
  }
  const is = (flag) => (type.flags & flag) !== 0;
  const wrong = () => [`${place}: ${JSON.stringify(value)?.slice(0, 80)} is no ${checker.typeToString(type)}`];
  if (is(ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return [];
  if (is(ts.TypeFlags.Undefined)) return value === undefined ? [] : wrong();
  if (is(ts.TypeFlags.Null)) return value === null ? [] : wrong();
  if (type.isStringLiteral()) return value === type.value ? [] : wrong();
  if (is(ts.TypeFlags.BooleanLiteral)) return String(value) === checker.typeToString(type) ? [] : wrong();
  if (is(ts.TypeFlags.String)) return typeof value === 'string' ? [] : wrong();
  if (is(ts.TypeFlags.Number)) return typeof value === 'number' ? [] : wrong();
  if (checker.isArrayType(type)) {
    if (!Array.isArray(value)) return wrong();
    const [element] = checker.getTypeArguments(type);
    return value.flatMap((one, at) => differences(element, one, `${place}[${at}]`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong();
  const found = checker.getPropertiesOfType(type).flatMap((property) => {
    const { name } = property;
    if (!Object.hasOwn(value, name)) {
      return (property.flags & ts.SymbolFlags.Optional) !== 0 ? [] : [`${place}.${name} is missing`];
    }
    return differences(checker.getTypeOfSymbol(property), value[name], `${place}.${name}`);
  });
  const rest = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  const known = new Set(checker.getPropertiesOfType(type).map(({ name }) => name));
  const others = rest ? Object.keys(value).filter((name) => !known.has(name)) : [];
  return [...found, ...others.flatMap((name) => differences(rest, value[name], `${place}.${name}`))];
}

const fits = (name, value) => assert.deepEqual(differences(declared.get(name), value, name), []);

/** Two customers, one row that must be left out, one that is used with a notice. */
const csv =
  '运单号,客户编码,客户名称,寄件时间,金额\n' +
  Array.from(
    { length: 40 },
    (_, at) => `SF${1e12 + at},C${at % 2},客户${at % 2},2026-0${1 + (at % 6)}-15,1${at}.50\n`,
  ).join('') +
  'SF2000000000001,C0,客户0,2026-02-30,10.00\n' +
  'SF2000000000002,C1,客户1,2026-03-01,10元\n';

let engine, session;
before(async () => {
  const { default: createEngine } = await import(new URL('../../build/wasm/wasm/loyalane_engine.mjs', import.meta.url));
  const wasmBinary = readFileSync(project('build/wasm/wasm/loyalane_engine.wasm'));
  engine = await createEngine({ wasmBinary, locateFile: (path) => path });
  session = new engine.Session();
});
after(() => session?.delete());

const unwrap = (answer) => {
  const { ok, result, error } = JSON.parse(answer);
  assert.equal(ok, true, error && `${error.id} ${error.en}`);
  return result;
};
const call = (command, parameters = {}) => unwrap(session.call(JSON.stringify({ do: command, ...parameters })));
const refused = (answer) => {
  const { ok, error } = JSON.parse(answer);
  assert.equal(ok, false);
  return error;
};
function probe(name, text, overrides = {}) {
  const bytes = Buffer.from(text);
  session.buffer(bytes.length).set(bytes);
  return session.probe(JSON.stringify({ name, size: bytes.length, ...overrides }), bytes.length, 0);
}
function feed(text) {
  const bytes = Buffer.from(text);
  session.buffer(bytes.length).set(bytes);
  return unwrap(session.importFeed(bytes.length));
}

test('the module has the members that engine.d.ts declares, and a session no others', () => {
  const [module] = program.getSourceFile(moduleFile).statements.filter(ts.isModuleDeclaration);
  const members = (name) =>
    module.body.statements
      .find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name)
      .members.map((member) => member.name.text);
  for (const member of members('Engine')) assert.ok(member in engine, `${member} is missing`);
  const own = members('Session').filter((member) => member !== 'delete');
  for (const member of members('Session')) assert.equal(typeof session[member], 'function', member);
  const bound = Object.getOwnPropertyNames(Object.getPrototypeOf(session)).filter((name) => name !== 'constructor');
  assert.deepEqual(bound.sort(), own.sort());
});

test('version, catalogue and probe answer as declared', () => {
  fits('Version', call('version'));
  const catalogue = call('catalogue');
  fits('Catalogue', catalogue);
  assert.ok(catalogue.datasets.some(({ id }) => id === 'shipments'));
  fits('FileProbe', unwrap(probe('a.csv', csv)));
  fits('FileProbe', unwrap(probe('headers.csv', '运单号,客户编码\n')));
});

test('what the page overrides is obeyed', () => {
  const overridden = unwrap(
    probe('a.csv', '报表\n客户编码;寄件时间;金额\nC1;2026-01-01;3\n', {
      dataset: 'shipments',
      encoding: 'big5',
      delimiter: ';',
      header: 2,
    }),
  );
  assert.deepEqual(
    [overridden.dataset, overridden.encoding, overridden.delimiter, overridden.headerRow],
    ['shipments', 'big5', ';', 2],
  );
  assert.equal(unwrap(probe('a.csv', csv, { header: 0 })).headerRow, 0);
});

test('errors answer as declared', () => {
  const empty = refused(probe('empty.csv', ''));
  fits('EngineError', empty);
  assert.deepEqual([empty.id, empty.file], ['INGEST-101', 'empty.csv']);
  fits('EngineError', refused(session.call('{"do":"no.such.command"}')));
  fits('EngineError', refused(session.call('not json')));
  fits('EngineError', refused(session.call('{"do":"segment.summary"}')));
});

test('an import answers as declared, and its export is the command line’s', () => {
  const { dataset, plan } = unwrap(probe('a.csv', csv));
  call('import.begin', { sources: [{ name: 'a.csv', size: Buffer.byteLength(csv), dataset, plan }] });
  for (let next = call('import.next'); !next.done; next = call('import.next')) {
    assert.equal(next.source, 0);
    const half = Math.floor(csv.length / 2);
    feed(csv.slice(0, half));
    const fed = feed(csv.slice(half));
    assert.ok(fed.rows > 0);
    call('import.endSource');
  }
  const report = call('import.commit');
  fits('ImportReport', report);
  assert.equal(report.rowsIn, 42);
  assert.deepEqual(
    report.excluded.map(({ id, count }) => [id, count]),
    [['INGEST-203', 1]],
  );
  assert.ok(report.notices.length > 0);
  fits('SegmentSummary', call('segment.summary'));
  for (const language of ['zh', 'en']) fits('TableWindow', call('segment.window', { offset: 0, limit: 200, language }));
  assert.equal(call('segment.window', { offset: 1, limit: 200, language: 'zh' }).rows.length, 1);
  const issues = call('issues.window', { offset: 0, limit: 200, id: 'INGEST-203' });
  fits('IssueWindow', issues);
  assert.deepEqual(
    issues.rows.map(({ row, column, value }) => [row, column, value]),
    [[42, '寄件时间', '2026-02-30']],
  );

  call('export.begin', { what: 'segment', excel: false, language: 'zh' });
  const pieces = [];
  for (let piece = session.exportRead(); piece.length > 0; piece = session.exportRead())
    pieces.push(Buffer.from(piece));
  const path = writeFile(scratchFolder(), 'a.csv', csv);
  assert.deepEqual(Buffer.concat(pieces), commandLine('segment', '--shipments', path, '--out', '-'));
});

test('a session keeps its data when a later import is refused', () => {
  const before = call('segment.summary');
  const plan = { ...unwrap(probe('b.csv', csv)).plan, fields: { 0: 'waybill_no' } };
  const error = refused(
    session.call(JSON.stringify({ do: 'import.begin', sources: [{ name: 'b.csv', size: 1, plan }] })),
  );
  assert.equal(error.id, 'INGEST-109');
  assert.deepEqual(call('segment.summary'), before);
});

test('sessions come and go without keeping memory', () => {
  const use = () => {
    const one = new engine.Session();
    one.buffer(1 << 20);
    one.delete();
  };
  for (let round = 0; round < 50; ++round) use();
  const memory = engine.HEAPU8.length;
  for (let round = 0; round < 2000; ++round) use();
  assert.equal(engine.HEAPU8.length, memory);
});
