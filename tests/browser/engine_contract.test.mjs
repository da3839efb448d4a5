// The contract between the built engine module and the page's types: the module has the members that engine.d.ts says, and what it
// answers has the shapes that protocol.ts says. Runs the module under node, as it is: no page, no worker.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';

const project = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const ts = createRequire(new URL('../../web/package.json', import.meta.url))('typescript');

const typesFile = project('web/src/engine/protocol.ts');
const moduleFile = project('web/src/engine/engine.d.ts');
const samplesFile = project('web/src/engine/worker/samples.ts');
const program = ts.createProgram([typesFile, moduleFile, samplesFile], {
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

const folder = process.env.LOYALANE_ENGINE_FOLDER ?? project('build/wasm/wasm');
let engine, session;
before(async () => {
  const { default: createEngine } = await import(pathToFileURL(join(folder, 'loyalane_engine.mjs')));
  const wasmBinary = readFileSync(join(folder, 'loyalane_engine.wasm'));
  engine = await createEngine({ wasmBinary, locateFile: (path) => path });
  session = new engine.Session();
});
after(() => session?.delete());

const unwrap = (answer) => {
  const { ok, result, error } = JSON.parse(answer);
  if (!ok) throw Object.assign(new Error(`${error.id} ${error.en}`), { answer });
  return result;
};
const call = (command, parameters = {}) => unwrap(session.call(JSON.stringify({ do: command, ...parameters })));
const refused = (answer) => {
  const { ok, error } = JSON.parse(answer);
  assert.equal(ok, false);
  return error;
};
/** The session as a host uses it: what a job asks for is cut out of the bytes, unpacked, and fed in pieces. */
const hostOf = (handle) => {
  const ask = (command, parameters = {}) => handle.call(JSON.stringify({ do: command, ...parameters }));
  const feed = (bytes) => {
    handle.buffer(bytes.length).set(bytes);
    return unwrap(handle.feed(bytes.length));
  };
  /** Gives the job what it asks for; the content of what was read, where the engine calls it so. */
  const read = (job, files, pieceBytes = 1 << 16) => {
    const content = [];
    for (let next = unwrap(ask(`${job}.next`)); !next.done; next = unwrap(ask(`${job}.next`))) {
      const stretch = files[next.source ?? 0].subarray(next.from, next.from + next.bytes);
      let bytes = stretch;
      let damaged = false;
      try {
        if (next.packing === 'deflate') bytes = inflateRawSync(stretch);
        if (next.packing === 'gzip') bytes = gunzipSync(stretch);
      } catch {
        damaged = true;
      }
      for (let at = 0; !damaged && at < bytes.length; at += pieceBytes) {
        const fed = feed(bytes.subarray(at, at + pieceBytes));
        assert.deepEqual(Object.keys(fed).sort(), ['bytes', 'enough', 'rows']);
        if (fed.enough) break;
      }
      if (next.packing !== 'none' || next.data) content.push(bytes);
      unwrap(ask(`${job}.endRead`, { damaged }));
    }
    return Buffer.concat(content);
  };
  /** The answer of a look at a file, or the refusal of one of its reads. */
  const probe = (name, content, overrides = {}) => {
    const bytes = Buffer.from(content);
    const begun = ask('probe.begin', { name, size: bytes.length, ...overrides });
    if (!JSON.parse(begun).ok) return begun;
    try {
      read('probe', [bytes]);
    } catch (reason) {
      if (reason.answer === undefined) throw reason;
      return reason.answer;
    }
    return ask('probe.finish');
  };
  /** The running export, its parts packed. */
  const exported = () => {
    const pieces = [];
    let part = [];
    for (;;) {
      const piece = Buffer.from(handle.exportRead());
      const kind = handle.exportKind();
      assert.ok(['plain', 'pack', 'packEnd', 'end'].includes(kind), kind);
      if (kind === 'end') return Buffer.concat(pieces);
      if (kind === 'plain') pieces.push(piece);
      else part.push(piece);
      if (kind !== 'packEnd') continue;
      const packed = deflateRawSync(Buffer.concat(part));
      part = [];
      pieces.push(packed);
      unwrap(ask('export.packed', { bytes: packed.length }));
    }
  };
  return { ask, feed, read, probe, exported };
};
const probe = (...parameters) => hostOf(session).probe(...parameters);

/** The members of an interface of a file, by its name. */
const membersOf = (statements, name) =>
  statements
    .find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name)
    .members.map((member) => member.name.text);

test('the module has the members that engine.d.ts declares, and a session no others', () => {
  const [module] = program.getSourceFile(moduleFile).statements.filter(ts.isModuleDeclaration);
  const members = (name) => membersOf(module.body.statements, name);
  for (const member of members('Engine')) assert.ok(member in engine, `${member} is missing`);
  for (const member of members('Session')) assert.equal(typeof session[member], 'function', member);
  const bound = Object.getOwnPropertyNames(Object.getPrototypeOf(session)).filter((member) => member !== 'constructor');
  assert.deepEqual(
    bound.sort(),
    members('Session')
      .filter((member) => member !== 'delete')
      .sort(),
  );
});

/** A samples' module as it is, and what lies where it says. */
function samplesModule() {
  const module = new WebAssembly.Module(readFileSync(join(folder, 'loyalane_samples.wasm')));
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => assert.notEqual(name, 'proc_exit') };
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  exports._initialize();
  return { exports, imports, text: (bytes) => Buffer.from(exports.memory.buffer, exports.text(), bytes) };
}

test('the samples’ module has the members that its host declares, and wants what the host gives', () => {
  const { exports, imports } = samplesModule();
  for (const member of membersOf(program.getSourceFile(samplesFile).statements, 'SamplesModule')) {
    assert.ok(member in exports, `${member} is missing`);
  }
  assert.deepEqual(
    Object.entries(imports).map(([from, given]) => [from, Object.keys(given)]),
    [
      ['env', ['emscripten_notify_memory_growth']],
      ['wasi_snapshot_preview1', ['proc_exit']],
    ],
  );
});

test('samples: listed as declared, made in pieces that are those of the command line, none where there is none', () => {
  const { exports: samples, text } = samplesModule();
  const list = JSON.parse(text(samples.list()).toString('utf8'));
  for (const sample of list) fits('Sample', sample);
  assert.deepEqual(
    list.map(({ id }) => id),
    ['courier', 'club', 'contract_logistics', 'city_parcel', 'million'],
  );
  const scratch = scratchFolder();
  for (const [place, { id, files }] of list.entries()) {
    if (id === 'million') continue; // the generator's default, compared in tests/acceptance
    const made = generate(scratch, id, ['--sample', id]);
    for (const [at, { name }] of files.entries()) {
      assert.equal(samples.begin(place, at), 1);
      const pieces = [];
      for (let bytes = samples.read(); bytes > 0; bytes = samples.read()) pieces.push(Buffer.from(text(bytes)));
      assert.ok(Buffer.concat(pieces).equals(readFileSync(join(made, name))), `${id} ${name}`);
      assert.equal(samples.read(), 0);
    }
  }
  // A new file takes the place of one that was not read to its end.
  const head = (place) => {
    assert.equal(samples.begin(place, 0), 1);
    assert.ok(samples.read() > 100);
    return Buffer.from(text(100));
  };
  assert.notDeepEqual(head(0), head(1));
  for (const [place, at] of [
    [list.length, 0],
    [0, 4],
  ]) {
    assert.equal(samples.begin(place, at), 0);
    assert.equal(samples.read(), 0);
  }
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
  // What was not overridden here the engine takes as declared, too; rules and the rest come back in the mapping.
  const wishes = { headerRows: 1, billMonth: '2026-09', dateOrder: 'dayFirst', taxBasis: 'excluded', taxRate: 0.06 };
  const rules = {
    ...{ customer: 'above', shipDate: 'above', amount: 'zero', unreadableAmount: 'zero' },
    ...{ earlyDelivery: 'drop', moreCells: 'drop', lostWaybill: 'drop' },
  };
  const { mapping } = unwrap(probe('a.csv', csv, { ...wishes, rules }));
  fits('RowRules', mapping.rules);
  assert.deepEqual(mapping.rules, rules);
  const { headerRows, billMonth, dateOrder, taxBasis, taxRate } = mapping;
  assert.deepEqual({ headerRows, billMonth, dateOrder, taxBasis, taxRate }, wishes);
  fits('ProbeOverrides', { ...wishes, rules, mapping });
  assert.equal(refused(probe('a.csv', csv, { rules: { ...rules, amount: 'above' } })).id, 'BASE-103');
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
  hostOf(session).read('import', [Buffer.from(csv)], 1000);
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
    return hostOf(session).exported();
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
  const host = hostOf(other);
  const ask = (command, parameters) => unwrap(host.ask(command, parameters));
  const scan = (parameters) => {
    ask('rows.begin', { sources, ...parameters });
    host.read('rows', [Buffer.from(csv)]);
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

  assert.deepEqual(scan({ rows: rejected, form: 'excel', language: 'en' }), {});
  const table = host.exported().toString('utf8');
  assert.match(table, /^\uFEFFfile,row,cause,运单号,.*\r\na\.csv,42,Date “2026-02-30”.*,SF2000000000001,C0,.*\r\n$/u);
  assert.deepEqual(scan({ rows: rejected, form: 'xlsx', language: 'en' }), {});
  const workbook = host.exported();
  fits('FileProbe', unwrap(host.probe('rejected.xlsx', workbook, { dataset: 'shipments' })));

  ask('hash.begin');
  host.feed(Buffer.from(csv).subarray(0, 100));
  host.feed(Buffer.from(csv).subarray(100));
  assert.equal(ask('hash.end').sha256, createHash('sha256').update(csv).digest('hex'));
  other.delete();
});

test('a workbook that we wrote is read as the table that it holds', () => {
  const settings = call('settings.default');
  call('export.begin', { settings, language: 'zh', what: 'profile', form: 'xlsx' });
  const bytes = hostOf(session).exported();
  const probed = unwrap(probe('profile.xlsx', bytes));
  fits('FileProbe', probed);
  assert.equal(probed.format, 'xlsx');
  assert.ok(probed.sheets.some(({ name }) => name === probed.sheet));
  assert.ok(probed.columns.some(({ samples }) => samples.includes('C0')));
  // Asked for by name, a sheet is read; one that is not there is refused by name.
  assert.equal(unwrap(probe('profile.xlsx', bytes, { sheet: probed.sheets[0].name })).sheet, probed.sheets[0].name);
  const none = refused(probe('profile.xlsx', bytes, { sheet: 'none' }));
  fits('EngineError', none);
});

test('a plan is written as a mapping profile that gives the same plan again', () => {
  const first = unwrap(probe('a.csv', csv));
  const mapping = call('mapping.write', { plan: { ...first.plan, customerKey: 'customer_name' } });
  fits('MappingProfile', mapping);
  const again = unwrap(probe('b.csv', csv, { mapping }));
  assert.equal(again.customerKey, 'customer_name');
  assert.deepEqual(again.plan.fields, first.plan.fields);
  assert.equal(again.signature, first.signature);
  assert.notEqual(unwrap(probe('c.csv', csv.replace('金额', '备注'))).signature, first.signature);
  fits('EngineError', refused(probe('a.csv', csv, { mapping: { version: 1, nonsense: 1 } })));
});

test('archives answer as declared', () => {
  const host = hostOf(session);
  const begin = (name, bytes) =>
    call('archive.begin', { name, size: bytes.length, head: Buffer.from(bytes).subarray(0, 16).toString('hex') });
  assert.deepEqual(begin('a.csv', Buffer.from(csv)), { archive: false });
  const zipped = gzipSync(csv);
  assert.deepEqual(begin('a.csv.gz', zipped), { archive: true });
  host.read('archive', [zipped]);
  const { archive, entries } = call('archive.list');
  assert.equal(archive, true);
  assert.deepEqual(
    entries.map(({ name }) => name),
    ['a.csv'],
  );
  call('archive.open', { entry: 0 });
  assert.equal(host.read('archive', [zipped]).toString(), csv);
});

test('merges and groups answer as declared', () => {
  const settings = call('settings.default');
  fits('Merges', call('merges.read', { settings }));
  fits('CustomerGroups', call('groups.read', { settings }));
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
