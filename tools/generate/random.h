// Random numbers from integers alone, so that every machine draws the same ones.
//   SplitMix64     Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014: turns a seed into good
//   bits Xoshiro256ss   Blackman, Vigna, "Scrambled linear pseudorandom number generators", 2021: the stream of the
//   rows
#pragma once

#include <cstdint>

namespace loyalane::generate {

class SplitMix64 {
 public:
  explicit constexpr SplitMix64(uint64_t seed) : state_(seed) {}
  constexpr uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

 private:
  uint64_t state_;
};

class Xoshiro256ss {
 public:
  explicit constexpr Xoshiro256ss(uint64_t seed) {
    SplitMix64 filler(seed);
    for (uint64_t& word : state_) word = filler.Next();
  }
  constexpr uint64_t Next() {
    const uint64_t result = Rotate(state_[1] * 5, 7) * 9;
    const uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = Rotate(state_[3], 45);
    return result;
  }

 private:
  static constexpr uint64_t Rotate(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }
  uint64_t state_[4] = {};
};

// Hands out 32 bits at a time. Below(n) multiplies and shifts without rejection: the bias is under n / 2^32.
template <typename Source>
class Dice {
 public:
  explicit constexpr Dice(uint64_t seed) : source_(seed) {}

  constexpr uint64_t Bits64() { return source_.Next(); }
  constexpr uint32_t Bits32() {
    if (has_spare_) {
      has_spare_ = false;
      return static_cast<uint32_t>(spare_ >> 32);
    }
    spare_ = source_.Next();
    has_spare_ = true;
    return static_cast<uint32_t>(spare_);
  }
  // 0 .. n-1; n >= 1.
  constexpr uint32_t Below(uint32_t n) { return static_cast<uint32_t>((static_cast<uint64_t>(Bits32()) * n) >> 32); }
  constexpr bool Permille(uint32_t rate) { return Below(1000) < rate; }

 private:
  Source source_;
  uint64_t spare_ = 0;
  bool has_spare_ = false;
};

using RowDice = Dice<Xoshiro256ss>;
using CustomerDice = Dice<SplitMix64>;  // one per customer and table: seeding costs nothing

// A seed for stream `stream` and item `item` of the company with seed `seed`; different triples give unrelated streams.
[[nodiscard]] constexpr uint64_t SeedFor(uint64_t seed, uint64_t stream, uint64_t item = 0) {
  SplitMix64 mix(seed ^ (stream * 0xD1B54A32D192ED03u));
  const uint64_t a = mix.Next();
  return SplitMix64(a ^ (item * 0x8CB92BA72F3D8DD7u)).Next();
}

}  // namespace loyalane::generate
