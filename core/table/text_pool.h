// TextPool: the distinct texts of a column, kept once, found by value, numbered 0,1,2... in order of arrival.
// Views stay valid for the pool's lifetime (texts live in blocks that never move). Never trusts a hash alone: a hit compares bytes.
// Add: amortised O(length), no allocation per call (blocks of 64 KiB, table doubles at 5/8 load).
#pragma once

#include <cstdint>
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
  // Brings the place that `hash` will be looked for nearer, ahead of Add or Find.
  void Prefetch(uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }
  [[nodiscard]] std::string_view operator[](TextId id) const { return {texts_[id].data, texts_[id].size}; }
  [[nodiscard]] uint32_t size() const { return static_cast<uint32_t>(texts_.size()); }

 private:
  struct Text {
    const char* data;
    uint32_t size;
  };
  struct Slot {
    uint32_t tag;  // high half of the hash
    TextId id;     // kNoText = free
  };
  void Grow();
  const char* Keep(std::string_view text);

  std::vector<Text> texts_;
  std::vector<Slot> slots_;
  uint64_t mask_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* block_at_ = nullptr;
  size_t block_left_ = 0;
};

}  // namespace loyalane::table
