// The palette PNG writer against PNGs made here by hand, and node's own inflate.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { crc32 } from './crc32.mjs';
import { decode, indexed, paletteOf } from './indexed_png.mjs';

const kSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** An RGB PNG out of rows that begin with their filter byte. */
function png(width, rows, colourType = 2) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, colourType, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from(kSignature),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Palette and pixel places of what indexed() wrote. */
function parts(file) {
  const found = {};
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    found[type] = file.subarray(at + 8, at + 8 + length);
    assert.equal(file.readUInt32BE(at + 8 + length), crc32(file.subarray(at + 4, at + 8 + length)), `CRC of ${type}`);
    at += 12 + length;
  }
  return found;
}

test('CRC-32 of the check string', () => {
  // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
  assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
});

test('the five filters of the PNG specification are undone', () => {
  // Two pixels a row; each row is 10 20 30 | 40 50 60 after its filter (W3C PNG, section 9).
  const rows = [
    [0, 10, 20, 30, 40, 50, 60],
    [1, 10, 20, 30, 30, 30, 30],
    [2, 0, 0, 0, 0, 0, 0],
    // Average: (left + up) / 2, left is 0 at first.
    [3, 5, 10, 15, 15, 15, 15],
    // Paeth: at first the pixel above; then, of left 10, above 40 and upper left 10, the one next to 40.
    [4, 0, 0, 0, 0, 0, 0],
  ];
  const { width, height, colours } = decode(png(2, rows));
  assert.deepEqual([width, height], [2, 5]);
  for (let row = 0; row < 5; ++row) assert.deepEqual([...colours.subarray(row * 2, row * 2 + 2)], [0x0a141e, 0x28323c]);
});

test('few colours are kept exactly', () => {
  const file = indexed(
    png(2, [
      [0, 255, 0, 0, 0, 0, 255],
      [0, 0, 0, 255, 255, 0, 0],
    ]),
  );
  const { IHDR, PLTE } = parts(file);
  assert.deepEqual([...IHDR], [0, 0, 0, 2, 0, 0, 0, 2, 8, 3, 0, 0, 0]);
  assert.deepEqual([...PLTE], [0, 0, 255, 255, 0, 0]);
});

test('of many colours the frequent ones are kept exactly, the others come near', () => {
  const frequent = 0x123456;
  const colours = new Uint32Array(20_000).fill(frequent);
  for (let at = 0; at < 4096; ++at) colours[at] = (at * 4099) & 0xffffff;
  const { palette, placeOf } = paletteOf(colours);
  assert.equal(palette.length, 256);
  assert.equal(palette[placeOf(frequent)], frequent);
  for (const colour of colours) {
    const near = palette[placeOf(colour)];
    for (const shift of [16, 8, 0])
      assert.ok(Math.abs(((colour >> shift) & 255) - ((near >> shift) & 255)) <= 64, colour.toString(16));
  }
});

test('what is no RGB PNG is refused', () => {
  assert.throws(() => decode(Buffer.from('GIF89a, which is not a PNG')), /not a PNG/);
  assert.throws(() => decode(png(1, [[0, 1]], 0)), /not an 8-bit RGB PNG/);
});
