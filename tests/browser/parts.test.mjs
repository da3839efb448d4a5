// Files read in parts by several workers: the same bytes as the command line's, whatever the parts; a worker that dies, a cancel.

import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { processorMilliseconds, rendererMegabytes } from '../../tools/bench/processes.mjs';
import { openCore } from './support/core.mjs';
import { commandLine, generate, scratchFolder, writeFile } from './support/files.mjs';
import { launch } from './support/page.mjs';

const folder = scratchFolder();
let browser, company;

before(async () => {
  browser = await launch();
  company = join(generate(folder, 'company', ['--rows', '40000', '--seed', '7']), 'shipments.csv');
});
after(() => browser.close());

/** The cells of a record whose texts hold no line ends. */
function cellsOf(line) {
  const cells = [];
  for (const [, quoted, plain] of `${line},`.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*)),/g)) {
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  }
  return cells;
}

const kTables = ['profile', 'segment', 'rfm'];

/** A quoted line end about every 60 bytes, so that each part begins in or beside one; repeated waybills, and rows that are left out. */
function quotedEverywhere(rows) {
  let text = '运单号,客户编码,客户名称,寄件时间,运费,备注\r\n';
  for (let i = 0; i < rows; ++i) {
    const waybill = `SF${1000000000000 + Math.floor(i / 2)}`;
    const amount = i % 97 === 0 ? '未知' : `${i % 300}.${i % 90}`;
    const day = `2026-0${1 + (i % 9)}-1${i % 10}`;
    text += `"${waybill}","C${(i * 31) % 211}","甲,""乙""\n第${(i * 31) % 211}号","${day}","${amount}","${'第一行\n'.repeat(i % 6)}末"\r\n`;
  }
  return text;
}

/** What the command line prints for the file, by table. */
const nativeAnswers = (path) =>
  Object.fromEntries(kTables.map((table) => [table, commandLine(table, '--shipments', path).toString()]));

/** Without a page of differences. */
function assertSame(texts, expected, how) {
  for (const table of kTables) assert.ok(texts[table] === expected[table], `${how}: ${table} differs`);
}

/** Loads file `at` with these options and gives each table, the report, and how many workers read. */
const answersOf = (page, at, options) =>
  page.evaluate(
    async ({ at, options, tables }) => {
      const engine = await globalThis.core.createEngine(options);
      try {
        const loaded = await engine.load(globalThis.file(at), { dataset: 'shipments' });
        const texts = {};
        for (const table of tables) texts[table] = await (await loaded.file(table, 'csv')).text();
        const { report, phases } = loaded;
        return { texts, report: JSON.stringify(report), workers: phases.workers };
      } finally {
        engine.end();
      }
    },
    { at, options, tables: kTables },
  );

test('1 to 8 workers and parts of 1 KB to 64 MB give the same bytes, quoted line ends on every border', async (t) => {
  const quoted = writeFile(folder, 'quoted.csv', quotedEverywhere(3000));
  // The same again in GB18030, where halves of characters look like ASCII.
  const gb = join(generate(folder, 'gb', ['--rows', '20000', '--seed', '8', '--encoding', 'gb18030']), 'shipments.csv');
  const files = [quoted, company, gb];
  const { page, errors, close } = await openCore(browser, files);
  for (const [at, path] of files.entries()) {
    const expected = nativeAnswers(path);
    const size = readFileSync(path).length;
    const alone = await answersOf(page, at, { workers: 0 });
    assertSame(alone.texts, expected, `${path}, alone`);
    for (const workers of [1, 2, 3, 4, 8]) {
      for (const partBytes of [1 << 10, 37_003, 1 << 20, 64 << 20]) {
        // Hundreds of parts and one part: two teams are enough.
        if ((size / partBytes > 400 || size < partBytes) && workers % 2 === 0) continue;
        if (size / partBytes > 1000) continue;
        const answers = await answersOf(page, at, { workers, partBytes });
        const how = `${path}, ${workers} workers, parts of ${partBytes}`;
        assertSame(answers.texts, expected, how);
        assert.equal(answers.report, alone.report, how);
        assert.equal(answers.workers, size >= partBytes ? workers : 0, how);
      }
    }
    t.diagnostic(`${path.split('/').slice(-2).join('/')}: ${size} bytes`);
  }
  assert.deepEqual(errors, []);
  await close();
});

test('columns are the numbers of the files, typed', async () => {
  const { page, close } = await openCore(browser, [company]);
  const { profile, rfm } = await page.evaluate(async () => {
    const engine = await globalThis.core.createEngine();
    const loaded = await engine.load(globalThis.file(0));
    const tables = {};
    for (const name of ['profile', 'rfm']) {
      const columns = await loaded.columns(name);
      tables[name] = Object.fromEntries(
        Object.entries(columns).map(([column, values]) => [
          column,
          {
            type: values instanceof globalThis.core.TextColumn ? 'TextColumn' : values.constructor.name,
            values: [...(values.toArray?.() ?? values)].slice(0, 200).map(String),
            length: values.length,
          },
        ]),
      );
    }
    engine.end();
    return tables;
  });
  const records = (table) => {
    const [header, ...rows] = commandLine(table, '--shipments', company).toString().trimEnd().split('\n').map(cellsOf);
    return { header, rows };
  };
  const day = (text) => (text === '' ? '-2147483648' : String(Date.parse(text) / 86_400_000));
  const shown = {
    TextColumn: (text) => text,
    Float64Array: (text) => (text === '' ? 'NaN' : String(Number(text))),
    Uint32Array: (text) => text,
    Int32Array: day,
    BigInt64Array: (text) => text.replace('.', '').replace(/^(-?)0+(?=\d)/, '$1'),
  };
  for (const [name, columns] of Object.entries({ profile, rfm })) {
    const { header, rows } = records(name);
    assert.deepEqual(Object.keys(columns), header);
    for (const [at, column] of header.entries()) {
      const { type, values, length } = columns[column];
      assert.equal(length, rows.length, column);
      assert.deepEqual(
        values,
        rows.slice(0, 200).map((row) => shown[type](row[at])),
        `${name}.${column} as ${type}`,
      );
    }
  }
  const types = Object.fromEntries(Object.entries(profile).map(([name, { type }]) => [name, type]));
  assert.equal(types.amount, 'BigInt64Array');
  assert.equal(types.first_ship, 'Int32Array');
  assert.equal(types.waybills, 'Uint32Array');
  assert.equal(types.avg_spend, 'Float64Array');
  await close();
});

/** 130 MB: long enough to be in the middle of. */
function large() {
  const path = join(folder, 'large.csv');
  const rows = readFileSync(company, 'utf8').split(/(?<=\n)/);
  writeFileSync(path, rows[0]);
  const body = rows.slice(1).join('');
  for (let i = 0; i < 20; ++i) appendFileSync(path, body);
  return path;
}

test('a worker that dies midway gives an error, keeps what was loaded, and the next load is clean', async () => {
  const path = large();
  const { page, close } = await openCore(browser, [company, path]);
  await page.evaluate(async () => {
    // Which workers read parts: those that are asked to.
    const send = globalThis.Worker.prototype.postMessage;
    globalThis.readers = [];
    globalThis.Worker.prototype.postMessage = function (message, transfer) {
      if (message.name === 'parts.serve') globalThis.readers.push(this);
      send.call(this, message, transfer);
    };
    globalThis.engine = await globalThis.core.createEngine({ workers: 2, partBytes: 1 << 17 });
    globalThis.first = await globalThis.engine.load(globalThis.file(0));
    globalThis.before = await (await globalThis.first.file('profile', 'csv')).text();
    // Until the workers of the next load are there.
    await new Promise((done) => setTimeout(done, 1500));
  });
  const loading = page.evaluate(
    () =>
      new Promise((done) => {
        globalThis.engine
          .load(globalThis.file(1), {
            onProgress: ({ bytes, bytesTotal }) => (globalThis.half = bytes > bytesTotal / 10),
          })
          .then(
            () => done('loaded'),
            (reason) => done(`${reason.name}: ${reason.failure?.kind} ${reason.failure?.detail}`),
          );
      }),
  );
  await page.waitForFunction(() => globalThis.half);
  // Behind the back of the engine, which is told nothing.
  await page.evaluate(() => globalThis.readers.at(-1).terminate());
  assert.match(await loading, /RequestFailure: broken .*gone/);
  const isThere = await page.evaluate(
    async () => (await (await globalThis.first.file('profile', 'csv')).text()) === globalThis.before,
  );
  assert.ok(isThere, 'what was loaded before is still there');
  const again = await page.evaluate(async () => {
    const loaded = await globalThis.engine.load(globalThis.file(1));
    const text = await (await loaded.file('profile', 'csv')).text();
    globalThis.engine.end();
    return text;
  });
  assert.ok(again === nativeAnswers(path).profile);
  await close();
});

test('a cancel is over at once, the processor is free, the result before is there', async (t) => {
  const { page, close } = await openCore(browser, [company, large()]);
  await page.evaluate(async () => {
    globalThis.engine = await globalThis.core.createEngine({ workers: 3, partBytes: 1 << 18 });
    globalThis.first = await globalThis.engine.load(globalThis.file(0));
    await new Promise((done) => setTimeout(done, 1500));
  });
  const heldBefore = rendererMegabytes();
  const over = await page.evaluate(
    () =>
      new Promise((done) => {
        const abort = new globalThis.AbortController();
        let begin = 0;
        globalThis.engine
          .load(globalThis.file(1), {
            signal: abort.signal,
            onProgress: ({ bytes, bytesTotal }) => {
              if (begin > 0 || bytes < bytesTotal / 5) return;
              begin = performance.now();
              abort.abort();
            },
          })
          .then(
            () => done('loaded'),
            (reason) => done(reason instanceof globalThis.core.Cancelled ? performance.now() - begin : String(reason)),
          );
      }),
  );
  assert.equal(typeof over, 'number', String(over));
  await wait(100);
  const before = processorMilliseconds();
  await wait(300);
  const used = processorMilliseconds() - before;
  t.diagnostic(`cancelled: over after ${over.toFixed(1)} ms; from 100 to 400 ms behind it the browser used ${used} ms`);
  // Workers that went on would use most of three cores.
  assert.ok(used < 300, `${used} ms of processor time`);
  // Until the workers of the next load are there, as before.
  await wait(1500);
  const held = rendererMegabytes();
  t.diagnostic(`the renderer held ${heldBefore.toFixed(0)} MB before and ${held.toFixed(0)} MB after it`);
  assert.ok(held < heldBefore + 50, `${held} MB held, ${heldBefore} MB before`);
  const rows = await page.evaluate(async () => {
    const { customer_id } = await globalThis.first.columns('profile');
    globalThis.engine.end();
    return customer_id.length;
  });
  assert.ok(rows > 0);
  await close();
});
