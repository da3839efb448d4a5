// WaybillList: the waybill keys of one customer, as they come, in a chain of arena blocks; repeats are resolved when
// counted (and when a list has doubled, so that a waybill of many lines cannot fill the memory). 8 bytes a waybill and
// at most a quarter of slack.
#pragma once

#include <cstdint>
#include <vector>

#include "model/waybill_key.h"
#include "profile/arena.h"

namespace loyalane::profile {

// What one line said about its waybill's delivery; of several lines, late beats on time beats overdue
// (docs/formulas/profile.md).
enum DeliveryFlags : uint8_t { kNothingSaid = 0, kOnTime = 1, kLate = 2, kOverdue = 4 };

struct WaybillCounts {
  uint32_t waybills = 0;
  uint32_t ontime_num = 0;
  uint32_t ontime_den = 0;
};

// Memory that counting needs, kept by the caller between calls.
struct WaybillScratch {
  std::vector<uint64_t> entries, parted, slots;
};

class WaybillList {
 public:
  void Add(model::WaybillKey key, uint8_t flags, Arena& arena) { AddEntry(key << 3 | flags, arena); }
  // An address next to which the next key will be written, for BringNear; null while there are none.
  [[nodiscard]] const void* tail() const { return tail_ == nullptr ? nullptr : tail_ - 1; }
  // Distinct waybills and their delivery.
  [[nodiscard]] WaybillCounts Count(WaybillScratch& scratch) const;
  // Adds all entries of another list.
  void Append(const WaybillList& other, Arena& arena);

 private:
  // A block of the arena: this head, then `size` entries (key << 3 | flags).
  struct Block {
    Block* next;
    uint32_t size;
  };
  static constexpr size_t kHeadBytes = (sizeof(Block) + 7) / 8 * 8;

  void AddEntry(uint64_t entry, Arena& arena) {
    if (room_ == 0) Extend(arena);
    *tail_++ = entry;
    --room_;
    ++count_;
  }
  void Extend(Arena& arena);
  void Compact(Arena& arena);
  void CopyTo(std::vector<uint64_t>& out) const;
  static uint64_t* EntriesOf(Block* block) {
    return reinterpret_cast<uint64_t*>(reinterpret_cast<std::byte*>(block) + kHeadBytes);
  }
  static const uint64_t* EntriesOf(const Block* block) {
    return reinterpret_cast<const uint64_t*>(reinterpret_cast<const std::byte*>(block) + kHeadBytes);
  }

  Block* newest_ = nullptr;
  uint64_t* tail_ = nullptr;
  uint32_t count_ = 0;
  uint16_t room_ = 0;
  uint8_t blocks_ = 0;          // taken, up to kIndexOfLargest
  uint8_t compact_shift_ = 13;  // Compact when count_ reaches 1 << compact_shift_
};

}  // namespace loyalane::profile
