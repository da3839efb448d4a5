// TextPool: the distinct texts of a column, kept once, found by value, numbered 0,1,2... in order of arrival.
// Views stay valid for the pool's lifetime (texts never move). Never trusts a hash alone: a hit compares bytes.
// Add: amortised O(length), no allocation per call (blocks; the table doubles at 5/8 load). Texts of up to 15 bytes,
// which ids are, lie inside the pool's records, so that finding one costs two places in memory, both prefetchable.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "base/bring_near.h"
#include "base/digits.h"

namespace loyalane::table {

using TextId = uint32_t;
inline constexpr TextId kNoText = UINT32_MAX;

namespace text_pool_internal {
inline uint64_t Mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0x9E3779B97F4A7C15ULL;
  h ^= h >> 29;
  return h;
}
[[nodiscard]] uint64_t HashAnySize(std::string_view bytes);
}  // namespace text_pool_internal

// 64-bit hash of bytes, the same on every platform (used for placement only, never for identity). Multiply-xorshift
// over 8-byte words; the last word overlaps the one before, or holds the few bytes there are.
[[nodiscard]] inline uint64_t HashBytes(std::string_view bytes) {
  if (bytes.size() < 8 || bytes.size() > 16) return text_pool_internal::HashAnySize(bytes);
  // What ids are. Two multiplications that do not wait for each other.
  const uint64_t first = LoadEight(bytes.data()) ^ (bytes.size() * 0xBF58476D1CE4E5B9ULL);
  const uint64_t last = LoadEight(bytes.data() + bytes.size() - 8);
  return text_pool_internal::Mix((first * 0x94D049BB133111EBULL) ^ std::rotl(last * 0xD6E8FEB86659FD93ULL, 32));
}

class TextPool {
 public:
  TextPool();
  // The id of `text`, adding it if new.
  TextId Add(std::string_view text) { return Add(text, HashBytes(text)); }
  [[gnu::noinline]] TextId Add(std::string_view text, uint64_t hash);
  // Add for each of them, in order; their waits for memory overlap. `ids`: one for each text.
  void AddMany(std::span<const std::string_view> texts, TextId* ids);
  // The id of `text`, or kNoText.
  [[nodiscard]] TextId Find(std::string_view text) const { return Find(text, HashBytes(text)); }
  [[nodiscard]] TextId Find(std::string_view text, uint64_t hash) const;

  // For many texts at a time: call this for all of them before Add.
  void PrefetchSlot(uint64_t hash) const { BringNear(&slots_[PlaceOf(static_cast<uint32_t>(hash >> 32))]); }
  // For many texts at a time: call this for all of them before reading them.
  void PrefetchText(TextId id) const { BringNear(&TextAt(id)); }
  // The text that most likely is the one with this hash, or kNoText; the caller compares with bytes of its own and
  // calls Add when they differ.
  [[nodiscard]] TextId Guess(uint64_t hash) const {
    const auto tag = static_cast<uint32_t>(hash >> 32);
    uint64_t i = PlaceOf(tag);
    while (slots_[i].tag != tag && slots_[i].id != kNoText) i = (i + 1) & mask_;
    return slots_[i].id;
  }

  [[nodiscard]] std::string_view operator[](TextId id) const { return TextAt(id).View(); }
  [[nodiscard]] uint32_t size() const { return size_; }

 private:
  static constexpr uint32_t kInlineBytes = 15;
  static constexpr uint32_t kTextsPerBlock = 4096;
  // Up to kInlineBytes bytes and their number in the last byte; or an address, a size, and kFar in the last byte.
  struct Text {
    static constexpr unsigned char kFar = 0xFF;
    unsigned char raw[16];
    [[nodiscard]] std::string_view View() const {
      if (raw[15] != kFar) return {reinterpret_cast<const char*>(raw), raw[15]};
      const char* data;
      uint32_t bytes;
      std::memcpy(&data, raw, sizeof data);
      std::memcpy(&bytes, raw + 8, sizeof bytes);
      return {data, bytes};
    }
  };
  struct Slot {
    uint32_t tag;  // high half of the hash; its top bits are the slot's number, so that growing need not read the texts
    TextId id;     // kNoText = free
  };
  [[nodiscard]] const Text& TextAt(TextId id) const { return texts_[id / kTextsPerBlock][id % kTextsPerBlock]; }
  [[nodiscard]] uint64_t PlaceOf(uint32_t tag) const { return tag >> shift_; }
  void Grow();
  void Keep(std::string_view text);

  std::vector<std::unique_ptr<Text[]>> texts_;
  uint32_t size_ = 0;
  std::vector<Slot> slots_;
  uint64_t mask_;  // slots - 1
  int shift_;      // 32 - bits of the mask
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* block_at_ = nullptr;
  size_t block_left_ = 0;
};

}  // namespace loyalane::table
