// The contract between the built engine module and the page's types: the module has the members that engine.d.ts says, and what it
// answers has the shapes that protocol.ts says. Runs the module under node, as it is: no page, no worker.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';

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
  if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value ? [] : wrong();
  if (is(ts.TypeFlags.BooleanLiteral)) return String(value) === checker.typeToString(type) ? [] : wrong();
  if (is(ts.TypeFlags.String)) return typeof value === 'string' ? [] : wrong();
  if (is(ts.TypeFlags.Number)) return typeof value === 'number' ? [] : wrong();
  if (checker.isTupleType(type)) {
    const elements = checker.getTypeArguments(type);
    if (!Array.isArray(value) || value.length !== elements.length) return wrong();
    return value.flatMap((one, at) => differences(elements[at], one, `${place}[${at}]`));
  }
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
  return unwrap(session.feed(bytes.length));
}

test('the module has the members that engine.d.ts declares, and a session no others', () => {
  const [module] = program.getSourceFile(moduleFile).statements.filter(ts.isModuleDeclaration);
  const members = (name) =>
    module.body.statements
      .find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name)
      .members.map((member) => member.name.text);
  for (const member of members('Engine')) assert.ok(member in engine, `${member} is missing`);
  const samples = new engine.Samples();
  for (const [name, handle] of Object.entries({ Session: session, Samples: samples })) {
    const own = members(name).filter((member) => member !== 'delete');
    for (const member of members(name)) assert.equal(typeof handle[member], 'function', `${name}.${member}`);
    const bound = Object.getOwnPropertyNames(Object.getPrototypeOf(handle)).filter(
      (member) => member !== 'constructor',
    );
    assert.deepEqual(bound.sort(), own.sort());
  }
  samples.delete();
});

test('samples: listed as declared, made in pieces that are those of the command line, and refused by name', () => {
  const samples = new engine.Samples();
  const list = JSON.parse(samples.list());
  for (const sample of list) fits('Sample', sample);
  assert.deepEqual(
    list.map(({ id }) => id),
    ['courier', 'contract_logistics', 'city_parcel', 'million'],
  );
  const scratch = scratchFolder();
  for (const { id, files } of list) {
    if (id === 'million') continue; // the generator's default, compared in tests/acceptance
    const folder = generate(scratch, id, ['--sample', id]);
    for (const [at, { name }] of files.entries()) {
      unwrap(samples.begin(id, at));
      const pieces = [];
      for (let piece = samples.read(); piece.length > 0; piece = samples.read()) pieces.push(Buffer.from(piece));
      assert.ok(Buffer.concat(pieces).equals(readFileSync(join(folder, name))), `${id} ${name}`);
      assert.equal(samples.read().length, 0);
    }
  }
  // A new file takes the place of one that was not read to its end.
  unwrap(samples.begin('courier', 0));
  const head = Buffer.from(samples.read().slice(0, 100));
  unwrap(samples.begin('contract_logistics', 0));
  assert.notDeepEqual(Buffer.from(samples.read().slice(0, 100)), head);
  for (const [id, at] of [
    ['none', 0],
    ['courier', 4],
  ]) {
    const error = refused(samples.begin(id, at));
    fits('EngineError', error);
    assert.equal(error.id, 'WORKSPACE-109');
    assert.equal(samples.read().length, 0);
  }
  samples.delete();
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
  const settings = call('settings.default');
  fits('Settings', settings);
  const view = { filters: [], search: '', sort: null };
  const columns = ['customer_id', 'type', 'amount', 'reason'];
  for (const language of ['zh', 'en']) {
    const look = call('look', {
      settings,
      view,
      map: { window: null, columns: 24, rows: 20 },
      distribution: 'cv',
      table: { columns, offset: 0, limit: 200 },
      language,
    });
    fits('Look', look);
    assert.equal(look.rfm.error.id, 'SEGMENT-106');
    assert.equal(look.map.points.length, 2);
    const window = call('customers.window', { settings, view, columns, offset: 0, limit: 200, language });
    fits('TableWindow', window);
    assert.deepEqual(window, look.table);
  }
  assert.equal(
    call('customers.window', { settings, view, columns, offset: 1, limit: 200, language: 'zh' }).rows.length,
    1,
  );
  fits('Effect', call('effect', { settings }));
  fits('CustomerCard', call('customer', { settings, id: 'C1' }));
  const unknown = refused(session.call(JSON.stringify({ do: 'customer', settings, id: 'C2' })));
  fits('EngineError', unknown);
  assert.equal(unknown.id, 'VIEW-104');
  const issues = call('issues.window', { offset: 0, limit: 200, id: 'INGEST-203' });
  fits('IssueWindow', issues);
  assert.deepEqual(
    issues.rows.map(({ row, column, value }) => [row, column, value]),
    [[42, '寄件时间', '2026-02-30']],
  );

  const exported = (command) => {
    call('export.begin', { settings, language: 'zh', ...command });
    const pieces = [];
    for (let piece = session.exportRead(); piece.length > 0; piece = session.exportRead())
      pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces);
  };
  const folder = scratchFolder();
  const path = writeFile(folder, 'a.csv', csv);
  for (const [form, options] of [
    ['csv', []],
    ['excel', ['--excel']],
    ['json', ['--format', 'json']],
  ]) {
    for (const what of ['segment', 'profile', 'abc']) {
      const expected = commandLine(what, '--shipments', path, ...options, '--out', '-');
      assert.deepEqual(exported({ what, form }), expected, `${what} ${form}`);
    }
  }

  // The page's manifest, taken up by the command line beside the same file, gives the bytes of other settings too.
  settings.cvac.thresholds = { ...settings.cvac.thresholds, mode: 'manual', cv_manual: 9.5 };
  const hashes = [createHash('sha256').update(csv).digest('hex')];
  const manifest = writeFile(folder, 'run.json', exported({ what: 'manifest', hashes }));
  assert.deepEqual(
    exported({ what: 'segment', form: 'csv' }),
    commandLine('segment', '--project', manifest, '--out', '-'),
  );
});

test('second scans: rows of a customer, rejected rows and hashes answer as declared', () => {
  const { dataset, plan } = unwrap(probe('a.csv', csv));
  const sources = [{ name: 'a.csv', size: Buffer.byteLength(csv), dataset, plan }];
  const rejected = call('issues.rejected', { language: 'en' });
  assert.deepEqual(rejected, [[{ row: 42, cause: 'Date “2026-02-30” cannot be read or does not exist' }]]);
  const other = new engine.Session();
  const ask = (command, parameters = {}) => unwrap(other.call(JSON.stringify({ do: command, ...parameters })));
  const give = (text) => {
    const bytes = Buffer.from(text);
    other.buffer(bytes.length).set(bytes);
    return unwrap(other.feed(bytes.length));
  };
  const scan = (parameters) => {
    ask('rows.begin', { sources, ...parameters });
    assert.deepEqual(ask('rows.next'), { source: 0 });
    assert.ok(give(csv).rows > 0);
    ask('rows.endSource');
    assert.deepEqual(ask('rows.next'), { done: true });
    return ask('rows.finish');
  };
  const window = { from: '2026-01-01', to: '2026-06-30' };
  const found = scan({ customer: 'C0', window, limit: 3 });
  fits('SourceRows', found);
  // Twenty of the forty rows are C0's, with 1at.50 for at = 0, 2 ... 38, which begins with 10.50; and the row that was left out.
  const amounts = Array.from({ length: 20 }, (_, at) => Number(`1${2 * at}.50`));
  assert.deepEqual(
    [found.total, found.inWindow, found.amountInWindow],
    [21, 20, amounts.reduce((sum, amount) => sum + amount).toFixed(2)],
  );
  assert.deepEqual(
    found.files[0].rows.map(({ row, cells }) => [row, cells[0]]),
    [
      [2, 'SF1000000000000'],
      [4, 'SF1000000000002'],
      [6, 'SF1000000000004'],
    ],
  );

  assert.deepEqual(scan({ rows: rejected, language: 'en' }), {});
  const table = Buffer.from(other.exportRead()).toString('utf8');
  assert.equal(other.exportRead().length, 0);
  assert.match(table, /^\uFEFFfile,row,cause,运单号,.*\r\na\.csv,42,Date “2026-02-30”.*,SF2000000000001,C0,.*\r\n$/u);

  ask('hash.begin');
  give(csv.slice(0, 100));
  give(csv.slice(100));
  assert.equal(ask('hash.end').sha256, createHash('sha256').update(csv).digest('hex'));
  other.delete();
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
