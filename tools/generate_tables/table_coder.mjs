// Packs numbers and code points: the other half of core/ingest/table_reader.h, which says what the parts are. Both do the same steps.

/** Range coder with 32 bits of range, as in LZMA, without its first byte, which is always 0. */
class RangeEncoder {
  #low = 0;
  #range = 0xffffffff;
  /** A byte that a carry may still raise, and how many of 0xff follow it. */
  #held = 0;
  #heldCount = 1;
  #bytes = [];

  uniform(value, count) {
    this.#range = Math.floor(this.#range / count);
    this.#low += this.#range * value;
    this.#normalise();
  }
  /** `one`: of 65536 parts, those that are a 1. */
  bit(value, one) {
    const bound = Math.floor(this.#range / 65536) * one;
    if (value) {
      this.#range = bound;
    } else {
      this.#low += bound;
      this.#range -= bound;
    }
    this.#normalise();
  }
  finish() {
    for (let i = 0; i < 5; ++i) this.#shift();
    const bytes = this.#bytes.slice(1);
    while (bytes.at(-1) === 0) bytes.pop();
    return bytes;
  }
  #normalise() {
    while (this.#range < 2 ** 24) {
      this.#range *= 256;
      this.#shift();
    }
  }
  #shift() {
    if (this.#low < 0xff000000 || this.#low >= 2 ** 32) {
      const carry = this.#low >= 2 ** 32 ? 1 : 0;
      for (; this.#heldCount > 0; --this.#heldCount) {
        this.#bytes.push((this.#held + carry) & 0xff);
        this.#held = 0xff;
      }
      this.#held = Math.floor(this.#low / 2 ** 24) & 0xff;
    }
    ++this.#heldCount;
    this.#low = (this.#low % 2 ** 24) * 256;
  }
}

const bitLength = (value) => 32 - Math.clz32(value);

export const times = (count, make) => Array.from({ length: count }, make);
export const bitModel = () => ({ one: 0x8000, seen: 0 });
export const numberModel = () => ({ moreBits: times(18, bitModel), secondBit: times(18, bitModel) });
export const walkModel = () => ({
  back: times(2, () => times(7, bitModel)),
  distance: times(2, () => times(5, numberModel)),
});

export class TableWriter {
  #range = new RangeEncoder();

  bit(model, value) {
    const kSeenMax = 30;
    this.#range.bit(value, model.one);
    const rate = Math.floor(0x10000 / (2 * model.seen + 3));
    model.one += Math.floor((((value ? 0xffc0 : 0x40) - model.one) * rate) / 32768);
    if (model.seen < kSeenMax) ++model.seen;
  }
  uniform(value, count) {
    if (!(value >= 0 && value < count && count <= 65536)) throw new Error(`${value} is not below ${count}`);
    this.#range.uniform(value, count);
  }
  number(model, value) {
    const bits = bitLength(value + 1) - 1;
    for (let i = 0; i < bits; ++i) this.bit(model.moreBits[i], true);
    this.bit(model.moreBits[bits], false);
    if (bits === 0) return;
    const rest = 2 ** (bits - 1);
    this.bit(model.secondBit[bits], ((value + 1) & rest) !== 0);
    this.uniform((value + 1) % rest, rest);
  }
  bytes() {
    return this.#range.finish();
  }
}

export class Unused {
  #used = new Set();

  has(point) {
    return !this.#used.has(point);
  }
  take(point) {
    this.#used.add(point);
  }
  /** How many lie strictly between. */
  between(low, high) {
    let count = 0;
    for (let point = low + 1; point < high; ++point) count += this.has(point) ? 1 : 0;
    return count;
  }
}

export class Walk {
  #at;
  #back = 0;
  #size = 0;

  constructor(beforeFirst) {
    this.#at = beforeFirst;
  }
  next(writer, model, point, unused) {
    if (point === this.#at || unused?.has(point) === false) throw new Error(`U+${point.toString(16)} comes again`);
    const back = point < this.#at ? 1 : 0;
    writer.bit(model.back[this.#back][Math.min(this.#size, 6)], back === 1);
    const [low, high] = [Math.min(point, this.#at), Math.max(point, this.#at)];
    const distance = unused ? unused.between(low, high) : high - low - 1;
    writer.number(model.distance[back][Math.min(this.#size, 9) >> 1], distance);
    unused?.take(point);
    this.#at = point;
    this.#back = back;
    this.#size = bitLength(distance + 1);
  }
}
