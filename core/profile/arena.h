// Arena: memory for many small arrays that live as long as their aggregate and grow by moving; nothing is freed one by
// one, but an array that was outgrown is handed out again to the next that asks for its size (powers of two).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace loyalane::profile {

class Arena {
 public:
  static constexpr size_t kBlockBytes = 256 * 1024;

  // `bytes` is a power of two of at least 8; aligned to min(bytes, 64), from 256 KiB on to what `new` gives. Not
  // zeroed.
  [[nodiscard]] void* Take(size_t bytes) {
    const auto bin = static_cast<size_t>(std::countr_zero(bytes));
    if (free_[bin] != nullptr) {
      Free* taken = free_[bin];
      free_[bin] = taken->next;
      return taken;
    }
    if (bytes >= kBlockBytes) {
      blocks_.emplace_back(new std::byte[bytes]);  // not zeroed: callers set what they use
      return blocks_.back().get();
    }
    const size_t align = bytes < 64 ? bytes : 64;
    at_ = (at_ + align - 1) & ~(align - 1);
    if (at_ + bytes > end_) {
      blocks_.emplace_back(new std::byte[kBlockBytes + 64]);
      at_ = (reinterpret_cast<uintptr_t>(blocks_.back().get()) + 63) & ~uintptr_t{63};
      end_ = at_ + kBlockBytes;
    }
    void* taken = reinterpret_cast<void*>(at_);
    at_ += bytes;
    return taken;
  }
  void Give(void* array, size_t bytes) {
    const auto bin = static_cast<size_t>(std::countr_zero(bytes));
    auto* freed = static_cast<Free*>(array);
    freed->next = free_[bin];
    free_[bin] = freed;
  }

 private:
  struct Free {
    Free* next;
  };
  std::array<Free*, 40> free_{};
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  uintptr_t at_ = 0;
  uintptr_t end_ = 0;
};

}  // namespace loyalane::profile
