// Reads the packed encoding tables (encoding_tables.cpp): bits and numbers by adaptive probabilities, code points by
// their distance from one another. tools/generate_tables/table_coder.mjs is the other half and does the same steps.
#pragma once

#include <cstddef>
#include <cstdint>

namespace loyalane::ingest {

// By what was seen so far, how likely a 1 is: in 65536 parts, beyond the half. All models begin as zeros.
struct BitModel {
  int16_t beyond_half;
  uint16_t seen;
};
// A number by how many bits it has, and its second bit.
struct NumberModel {
  BitModel more_bits[18];
  BitModel second_bit[18];
};

// Range coder with 32 bits of range, as in LZMA. Past the end there are zeros.
class TableReader {
 public:
  TableReader(const uint8_t* bytes, size_t size);
  bool Bit(BitModel& model);
  // One of `count` equally likely ones; `count` is at most 65536.
  uint32_t Uniform(uint32_t count);
  uint32_t Number(NumberModel& model);

 private:
  uint32_t Next() { return at_ == end_ ? 0u : *at_++; }
  void Normalise() {
    while (range_ < 0x1000000) {
      range_ <<= 8;
      code_ = code_ << 8 | Next();
    }
  }

  const uint8_t* at_;
  const uint8_t* end_;
  uint32_t range_ = 0xffffffff;
  uint32_t code_ = 0;
};

// Code points of the BMP that were not read yet.
class Unused {
 public:
  [[nodiscard]] bool Has(char32_t point) const { return (used_[point / 64] >> point % 64 & 1) == 0; }
  void Take(char32_t point) { used_[point / 64] |= uint64_t{1} << point % 64; }
  // The unused one, above `from` or below it, that has `between` other ones between itself and `from`. There must be
  // one.
  [[nodiscard]] char32_t Beyond(char32_t from, bool back, uint32_t between) const;

 private:
  uint64_t used_[0x10000 / 64] = {};
};

struct WalkModel {
  BitModel back[2][7];
  NumberModel distance[2][5];
};

// A sequence of code points, each by its distance from the one before: among the unused ones, or all if none are told.
class Walk {
 public:
  explicit Walk(char32_t before_first) : at_(before_first) {}
  char32_t Next(TableReader& reader, WalkModel& model, Unused* unused);

 private:
  char32_t at_;
  bool back_ = false;
  uint32_t size_ = 0;  // bits of the last distance
};

}  // namespace loyalane::ingest
