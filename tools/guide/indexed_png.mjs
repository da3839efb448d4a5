// Makes a screenshot small: a PNG of 256 colours out of one of full colour. Pictures of a page have few colours; these are kept exactly, and
// only shades of rare ones are joined.

import { crc32 } from './crc32.mjs';
import { deflateSync, inflateSync } from 'node:zlib';

const kSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const kColours = 256;
/** Colours are counted in buckets of this many steps of each channel. */
const kBucketBits = 5;

function* chunksOf(png) {
  if (!png.subarray(0, 8).equals(kSignature)) throw new Error('not a PNG');
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

const paeth = (left, up, upLeft) => {
  const estimate = left + up - upLeft;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
};

/** Pixels of an 8-bit RGB or RGBA PNG without interlacing (what Chromium writes); alpha is left out. */
export function decode(png) {
  let width = 0;
  let height = 0;
  let channels = 0;
  const parts = [];
  for (const { type, data } of chunksOf(png)) {
    if (type === 'IHDR') {
      width = data.readUInt32BE(0);
      height = data.readUInt32BE(4);
      const [depth, colour, , , interlace] = data.subarray(8);
      channels = { 2: 3, 6: 4 }[colour];
      if (depth !== 8 || channels === undefined || interlace !== 0) throw new Error('not an 8-bit RGB PNG');
    }
    if (type === 'IDAT') parts.push(data);
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; ++x) {
      const at = y * stride + x;
      const left = x >= channels ? bytes[at - channels] : 0;
      const up = y > 0 ? bytes[at - stride] : 0;
      const upLeft = x >= channels && y > 0 ? bytes[at - stride - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter];
      bytes[at] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  const colours = new Uint32Array(width * height);
  for (let at = 0; at < colours.length; ++at) {
    const from = at * channels;
    colours[at] = (bytes[from] << 16) | (bytes[from + 1] << 8) | bytes[from + 2];
  }
  return { width, height, colours };
}

const channelOf = (colour, channel) => (colour >> (16 - 8 * channel)) & 255;
const bucketOf = (colour) => {
  const drop = 8 - kBucketBits;
  return [0, 1, 2].reduce((all, channel) => (all << kBucketBits) | (channelOf(colour, channel) >> drop), 0);
};

/** The channel in which a group of colours differs most, and by how much. */
function spread(entries) {
  const ranges = [0, 1, 2].map((channel) => {
    const values = entries.map(({ colour }) => channelOf(colour, channel));
    return Math.max(...values) - Math.min(...values);
  });
  const range = Math.max(...ranges);
  return { range, channel: ranges.indexOf(range) };
}

/** At most 256 colours for a picture, and which one stands for each bucket: median cut, each group told by its most frequent colour. */
export function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const exact = [...counts.keys()];
  if (exact.length <= kColours) {
    const palette = exact.sort((a, b) => a - b);
    const places = new Map(palette.map((colour, at) => [colour, at]));
    return { palette, placeOf: (colour) => places.get(colour) };
  }
  const buckets = new Map();
  for (const [colour, count] of counts) {
    const bucket = bucketOf(colour);
    const entry = buckets.get(bucket) ?? { bucket, colour, best: 0, count: 0 };
    entry.count += count;
    if (count > entry.best || (count === entry.best && colour < entry.colour))
      Object.assign(entry, { colour, best: count });
    buckets.set(bucket, entry);
  }
  const groups = [[...buckets.values()].sort((a, b) => a.bucket - b.bucket)];
  while (groups.length < kColours) {
    let widest = -1;
    let best = 0;
    groups.forEach((group, at) => {
      const weight = spread(group).range * Math.sqrt(group.reduce((sum, { count }) => sum + count, 0));
      if (weight > best) [widest, best] = [at, weight];
    });
    if (widest < 0) break;
    const group = groups[widest];
    const { channel } = spread(group);
    const ordered = group.sort(
      (a, b) => channelOf(a.colour, channel) - channelOf(b.colour, channel) || a.bucket - b.bucket,
    );
    const middle = ordered.length >> 1;
    groups.splice(widest, 1, ordered.slice(0, middle), ordered.slice(middle));
  }
  const palette = groups.map((group) => group.reduce((a, b) => (b.best > a.best ? b : a)).colour);
  const places = new Map(groups.flatMap((group, at) => group.map(({ bucket }) => [bucket, at])));
  return { palette, placeOf: (colour) => places.get(bucketOf(colour)) };
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** The same picture as a PNG with a palette. */
export function indexed(png) {
  const { width, height, colours } = decode(png);
  const { palette, placeOf } = paletteOf(colours);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; ++y) {
    for (let x = 0; x < width; ++x) rows[y * (width + 1) + 1 + x] = placeOf(colours[y * width + x]);
  }
  return Buffer.concat([
    kSignature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => [0, 1, 2].map((channel) => channelOf(colour, channel))))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
