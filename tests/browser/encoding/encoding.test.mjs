// Our decoder against TextDecoder, over every sequence of GB18030 and Big5 and over the borders of the others: in the real
// Chromium for all encodings, in node for those where node follows the standard.
//
//   node --test tests/browser/encoding/encoding.test.mjs
//
// LOYALANE_DECODE_DUMP: the decode_dump program (a .js file is run by node); default: the native preset's.
// CHROMIUM: the browser; default /usr/bin/chromium.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bytesFromPage, openChromium } from './chromium.mjs';
import { decodeByPlatform, decodePrefixesByPlatform, encodings, streamsOf } from './decode_all.mjs';

const LF = 0x0a;
const program =
  process.env.LOYALANE_DECODE_DUMP ??
  fileURLToPath(new URL('../../../build/native/tools/checks/decode_dump/decode_dump', import.meta.url));

/** node's own decoder takes 0x80 and 0xFF of Big5 for text and windows-1252 for ISO-8859-1 (node 20). */
const followedByNode = encodings.filter((encoding) => encoding !== 'big5' && encoding !== 'windows-1252');

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
const isUtf16 = (encoding) => encoding.startsWith('utf-16');
const prefixed = 300;

function ours(encoding, bytes, ...options) {
  const [command, ...first] = program.endsWith('.js') ? [process.execPath, program] : [program];
  const run = spawnSync(command, [...first, encoding, ...options], { input: bytes, maxBuffer: 1 << 28 });
  assert.equal(run.status, 0, `${command}: ${run.error ?? run.stderr}`);
  return run.stdout;
}

/** Equal, or a message that shows the bytes around the first difference. */
function assertSame(actual, expected, what) {
  const same = Buffer.compare(actual, expected) === 0;
  if (same) return;
  let at = 0;
  while (at < actual.length && at < expected.length && actual[at] === expected[at]) ++at;
  const line = expected.subarray(0, at).filter((byte) => byte === LF).length + 1;
  const around = (bytes) => hex(bytes.subarray(Math.max(0, at - 8), at + 8));
  assert.fail(`${what}: differs at byte ${at}, line ${line}: ours ${around(actual)}, expected ${around(expected)}`);
}

/** Compares all streams of `encoding` with what `reference("whole" or "prefixes", name, bytes)` makes of them. */
async function compare(encoding, reference) {
  for (const { name, bytes } of streamsOf(encoding)) {
    const expected = await reference('whole', name, bytes);
    assert.ok(expected.length > 0);
    assertSame(ours(encoding, bytes), expected, `${encoding}, ${name}`);
    if (isUtf16(encoding)) {
      for (const piece of ['1', '3', '4096']) {
        assertSame(ours(encoding, bytes, '--piece', piece), expected, `${encoding}, ${name}, pieces of ${piece}`);
      }
    }
    if (name === 'random') {
      const beginning = bytes.subarray(0, prefixed);
      const cut = await reference('prefixes', name, beginning);
      assertSame(ours(encoding, beginning, '--prefixes'), cut, `${encoding}, every beginning`);
    }
  }
}

let chromium;
before(async () => {
  assert.ok(existsSync(program), `${program} is missing: build the target decode_dump`);
  chromium = await openChromium();
});
after(() => chromium?.browser.close());

for (const encoding of encodings) {
  test(`${encoding} equals TextDecoder in Chromium`, async () => {
    await compare(encoding, (what, name) =>
      bytesFromPage(
        chromium.page,
        ([label, stream, kind, size]) => {
          const { bytes } = globalThis.decodeAll.streamsOf(label).find((each) => each.name === stream);
          return kind === 'whole'
            ? globalThis.decodeAll.decodeByPlatform(label, bytes)
            : globalThis.decodeAll.decodePrefixesByPlatform(label, bytes.subarray(0, size));
        },
        [encoding, name, what, prefixed],
      ),
    );
  });
}

for (const encoding of followedByNode) {
  test(`${encoding} equals TextDecoder in node`, async () => {
    await compare(encoding, (what, name, bytes) =>
      Buffer.from(what === 'whole' ? decodeByPlatform(encoding, bytes) : decodePrefixesByPlatform(encoding, bytes)),
    );
  });
}
