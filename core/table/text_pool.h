// TextPool: the distinct texts of a column, kept once, found by value, numbered 0,1,2... in order of arrival.
// Views stay valid for the pool's lifetime (texts never move). Never trusts a hash alone: a hit compares bytes.
// Add: amortised O(length), no allocation per call (blocks; the table doubles at 5/8 load). Texts of up to 15 bytes, which ids are, lie
// inside the pool's records, so that finding one costs two places in memory, both prefetchable.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace loyalane::table {

using TextId = uint32_t;
inline constexpr TextId kNoText = UINT32_MAX;

// 64-bit hash of bytes, the same on every platform (used for placement only, never for identity).
[[nodiscard]] uint64_t HashBytes(std::string_view bytes);

class TextPool {
 public:
  TextPool();
  // The id of `text`, adding it if new.
  TextId Add(std::string_view text) { return Add(text, HashBytes(text)); }
  TextId Add(std::string_view text, uint64_t hash);
  // The id of `text`, or kNoText.
  [[nodiscard]] TextId Find(std::string_view text) const { return Find(text, HashBytes(text)); }
  [[nodiscard]] TextId Find(std::string_view text, uint64_t hash) const;

  // For many texts at a time: call the first for all of them, then the second, then Add. Each brings nearer what the next reads.
  void PrefetchSlot(uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }
  void PrefetchText(uint64_t hash) const {
    const TextId id = slots_[hash & mask_].id;
    if (id != kNoText) __builtin_prefetch(&TextAt(id));
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
    uint32_t tag;  // high half of the hash
    TextId id;     // kNoText = free
  };
  [[nodiscard]] const Text& TextAt(TextId id) const { return texts_[id / kTextsPerBlock][id % kTextsPerBlock]; }
  void Grow();
  void Keep(std::string_view text);

  std::vector<std::unique_ptr<Text[]>> texts_;
  uint32_t size_ = 0;
  std::vector<Slot> slots_;
  uint64_t mask_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* block_at_ = nullptr;
  size_t block_left_ = 0;
};

}  // namespace loyalane::table
