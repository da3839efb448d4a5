#include "ingest/table_reader.h"

#include <algorithm>
#include <bit>

namespace loyalane::ingest {

TableReader::TableReader(const uint8_t* bytes, size_t size) : at_(bytes), end_(bytes + size) {
  for (int i = 0; i < 4; ++i) code_ = code_ << 8 | Next();
}

bool TableReader::Bit(BitModel& model) {
  constexpr uint16_t kSeenMax = 30;
  constexpr int kLikely = 0xffc0, kUnlikely = 0x40;
  const int one = 0x8000 + model.beyond_half;
  const uint32_t bound = (range_ >> 16) * static_cast<uint32_t>(one);
  const bool bit = code_ < bound;
  if (bit) {
    range_ = bound;
  } else {
    code_ -= bound;
    range_ -= bound;
  }
  const int rate = 0x10000 / (2 * model.seen + 3);
  model.beyond_half = static_cast<int16_t>(model.beyond_half + (((bit ? kLikely : kUnlikely) - one) * rate >> 15));
  if (model.seen < kSeenMax) ++model.seen;
  Normalise();
  return bit;
}

uint32_t TableReader::Uniform(uint32_t count) {
  range_ /= count;
  const uint32_t value = code_ / range_;
  code_ -= value * range_;
  Normalise();
  return value;
}

uint32_t TableReader::Number(NumberModel& model) {
  uint32_t bits = 0;
  while (Bit(model.more_bits[bits])) ++bits;
  if (bits == 0) return 0;
  const uint32_t rest = uint32_t{1} << (bits - 1);
  const uint32_t second = Bit(model.second_bit[bits]) ? rest : 0;
  return 2 * rest + second + Uniform(rest) - 1;
}

char32_t Unused::Beyond(char32_t from, bool back, uint32_t between) const {
  const char32_t step = back ? ~char32_t{0} : 1;
  const char32_t word_begin = back ? 63 : 0;
  for (char32_t at = from + step;; at += step) {
    while (at % 64 == word_begin) {
      const uint32_t in_word = static_cast<uint32_t>(std::popcount(~used_[at / 64]));
      if (in_word > between) break;
      between -= in_word;
      at += 64 * step;
    }
    if (Has(at) && between-- == 0) return at;
  }
}

char32_t Walk::Next(TableReader& reader, WalkModel& model, Unused* unused) {
  back_ = reader.Bit(model.back[back_][std::min(size_, 6u)]);
  const uint32_t distance = reader.Number(model.distance[back_][std::min(size_, 9u) / 2]);
  size_ = static_cast<uint32_t>(std::bit_width(distance + 1));
  if (unused != nullptr) {
    at_ = unused->Beyond(at_, back_, distance);
    unused->Take(at_);
  } else {
    at_ = back_ ? at_ - 1 - distance : at_ + 1 + distance;
  }
  return at_;
}

}  // namespace loyalane::ingest
