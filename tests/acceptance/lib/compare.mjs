import assert from 'node:assert/strict';

/** True where two doubles agree to `relative` of the larger one. */
export const isClose = (a, b, relative) => a === b || Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b));

/** A printed double against a computed one, to a stated relative tolerance. An empty cell equals null. */
export function assertNumber(text, expected, { relative = 0, absolute = 0, what = '' } = {}) {
  if (expected === null) {
    assert.equal(text, '', what);
    return;
  }
  assert.match(text, /^-?\d+(\.\d+)?(e[+-]?\d+)?$/, `${what}: a number is expected, not “${text}”`);
  const value = Number(text);
  assert.ok(
    isClose(value, expected, relative) || Math.abs(value - expected) <= absolute,
    `${what}: printed ${text}, computed ${expected}`,
  );
}

/** The shortest decimal that reads back as the same double: what a cell must look like. */
export function assertShortest(text, what) {
  if (text !== '') assert.equal(Number(text), Number(String(Number(text))), what);
  if (text !== '' && !/e/.test(text)) {
    assert.ok(
      text.length <= String(Number(text)).length || /e/.test(String(Number(text))),
      `${what}: ${text} is not the shortest form`,
    );
  }
}

/** cents (BigInt) as a decimal with two places. */
export function decimal(cents) {
  const sign = cents < 0n ? '-' : '';
  const abs = cents < 0n ? -cents : cents;
  return `${sign}${abs / 100n}.${String(abs % 100n).padStart(2, '0')}`;
}

/** "1234.5" -> 123450n; at most two decimals. */
export function cents(text) {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  assert.ok(match, `not a plain amount: ${text}`);
  const value = BigInt(match[2]) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -value : value;
}

/** Orders strings as their UTF-8 bytes do. */
export const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
