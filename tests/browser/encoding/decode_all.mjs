// The byte streams on which our decoder must equal TextDecoder, built the same way wherever this file runs (node or a page: it
// imports nothing). Each stream is a list of sequences, every one followed by LF, which no multi-byte encoding here takes as a
// trail byte; so a broken sequence shows how much of it the decoder swallowed, and one broken sequence cannot hide the next.

/** Labels as TextDecoder and our tools spell them. */
export const encodings = ['gb18030', 'big5', 'utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

const LF = 0x0a;

class Bytes {
  #held;
  #length = 0;
  constructor(capacity) {
    this.#held = new Uint8Array(capacity);
  }
  add(...bytes) {
    if (this.#length + bytes.length > this.#held.length) {
      const larger = new Uint8Array(2 * (this.#held.length + bytes.length));
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    for (const byte of bytes) this.#held[this.#length++] = byte;
  }
  done() {
    return this.#held.slice(0, this.#length);
  }
}

/** Calls `use` with every combination of one byte out of each [first, last] range. */
function eachSequence(ranges, use, sequence = []) {
  if (sequence.length === ranges.length) return use(sequence);
  const [first, last] = ranges[sequence.length];
  for (let byte = first; byte <= last; ++byte) eachSequence(ranges, use, [...sequence, byte]);
}

function allOf(ranges) {
  const bytes = new Bytes(1 << 16);
  eachSequence(ranges, (sequence) => bytes.add(...sequence, LF));
  return bytes.done();
}

/** Bytes drawn from `kinds` (each a [first, last] range, all equally likely); xorshift32, so the same in every engine. */
function randomBytes(length, kinds, seed) {
  const bytes = new Uint8Array(length);
  let state = seed;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x100000000;
  };
  for (let at = 0; at < length; ++at) {
    const [first, last] = kinds[Math.floor(next() * kinds.length)];
    bytes[at] = first + Math.floor(next() * (last - first + 1));
  }
  return bytes;
}

const any = [0x00, 0xff];
const digit = [0x30, 0x39];
const lead = [0x81, 0xfe];

function utf8Edges() {
  const bytes = new Bytes(1 << 16);
  // Every code point that has a UTF-8 form, then every lead byte before trail bytes on both sides of each border.
  for (let point = 0; point <= 0x10ffff; ++point) {
    if (point >= 0xd800 && point <= 0xdfff) continue;
    bytes.add(...new TextEncoder().encode(String.fromCodePoint(point)), LF);
  }
  const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xf4, 0xff];
  const most = edges.length - 1;
  eachSequence(
    [
      [0x80, 0xff],
      [0, most],
      [0, most],
      [0, most],
    ],
    ([first, a, b, c]) => {
      bytes.add(first, LF, first, edges[a], LF, first, edges[a], edges[b], LF, first, edges[a], edges[b], edges[c], LF);
    },
  );
  return bytes.done();
}

/** Every 16-bit unit alone, then every kind of unit before every kind of unit. */
function utf16Units(bigEndian) {
  const bytes = new Bytes(1 << 19);
  const add = (...units) => {
    for (const unit of [...units, LF]) {
      if (bigEndian) bytes.add(unit >> 8, unit & 0xff);
      else bytes.add(unit & 0xff, unit >> 8);
    }
  };
  for (let unit = 0; unit <= 0xffff; ++unit) add(unit);
  const edges = [0x41, 0x5ba2, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd, 0xffff];
  for (const a of edges) for (const b of edges) for (const c of edges) add(a, b, c);
  return bytes.done();
}

const randomLength = 2_000_000;

/** The streams of one encoding: a list of { name, bytes }. */
export function streamsOf(encoding) {
  switch (encoding) {
    case 'gb18030':
      return [
        { name: 'one byte', bytes: allOf([any]) },
        { name: 'two bytes', bytes: allOf([[0x80, 0xff], any]) },
        { name: 'four bytes', bytes: allOf([lead, digit, lead, digit]) },
        { name: 'three bytes', bytes: allOf([lead, digit, any]) },
        { name: 'any fourth byte', bytes: allOf([[0x84, 0x84], digit, lead, any]) },
        {
          name: 'random',
          bytes: randomBytes(randomLength, [any, lead, lead, lead, digit, digit, [0x80, 0x85]], 0x2545f491),
        },
      ];
    case 'big5':
      return [
        { name: 'one byte', bytes: allOf([any]) },
        { name: 'two bytes', bytes: allOf([[0x80, 0xff], any]) },
        { name: 'random', bytes: randomBytes(randomLength, [any, lead, lead, [0x40, 0x7e]], 0x1d872b41) },
      ];
    case 'utf-8':
      return [
        { name: 'code points and borders', bytes: utf8Edges() },
        {
          name: 'random',
          bytes: randomBytes(randomLength, [any, [0x80, 0xbf], [0x80, 0xbf], [0xc0, 0xff], [0xe0, 0xf5]], 0x9e3779b9),
        },
      ];
    case 'utf-16le':
    case 'utf-16be':
      return [
        { name: 'units', bytes: utf16Units(encoding === 'utf-16be') },
        // An odd length: the last byte is half a unit.
        { name: 'random', bytes: randomBytes(randomLength + 1, [any, [0xd8, 0xdf], [0xd8, 0xdf]], 0x6c078965) },
      ];
    case 'windows-1252':
      return [{ name: 'one byte', bytes: allOf([any]) }];
    default:
      throw new RangeError(`no streams for ${encoding}`);
  }
}

// The standard gives four Big5 sequences two code points each (8862 88A3 with macron, 8864 88A5 with caron). Chromium 156 fuses each
// two into one number and emits garbage that ends in half a surrogate pair, which no correct decoding can hold: so it is told
// apart without doubt and put right here. We follow the standard (and Python's big5hkscs, which agrees with it).
const fusedByChromium = [
  ['\u0093\udf04', '\u00ca\u0304'],
  ['\u0093\udf0c', '\u00ca\u030c'],
  ['\u00b3\udf04', '\u00ea\u0304'],
  ['\u00b3\udf0c', '\u00ea\u030c'],
];

function unfuse(text) {
  for (const [fused, standard] of fusedByChromium) text = text.replaceAll(fused, standard);
  return text;
}

/** What the platform's decoder makes of `bytes`, as UTF-8. A byte order mark is text here: our caller has taken it off. */
export function decodeByPlatform(encoding, bytes) {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  return new TextEncoder().encode(encoding === 'big5' ? unfuse(text) : text);
}

/** Every beginning of `bytes` decoded by itself, each followed by LF: what a text that ends anywhere becomes. */
export function decodePrefixesByPlatform(encoding, bytes) {
  let text = '';
  for (let size = 1; size <= bytes.length; ++size) {
    text += new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes.subarray(0, size)) + '\n';
  }
  return new TextEncoder().encode(encoding === 'big5' ? unfuse(text) : text);
}
