// WaybillList: the waybill keys of one customer, as they come: the last few inside the list itself, the ones before in
// a chain of arena blocks; repeats are resolved when counted (and when a list has doubled, so that a waybill of many
// lines cannot fill the memory). 8 bytes a waybill and at most a quarter of slack.
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
  void Add(model::WaybillKey key, uint8_t flags, Arena& arena) {
    const uint64_t entry = key << 3 | flags;
    // The lines of a waybill mostly follow each other: they take one entry.
    if (recent_count_ > 0 && (recent_[recent_count_ - 1] ^ entry) < 8) {
      recent_[recent_count_ - 1] |= entry;
      return;
    }
    if (recent_count_ == kRecent) MoveRecent(arena);
    recent_[recent_count_++] = entry;
  }
  // An address in the memory that the list has outside itself, for BringNear; null while there is none.
  [[nodiscard]] const void* tail() const { return tail_ == nullptr ? nullptr : tail_ - 1; }
  // Whether the next key may go there.
  [[nodiscard]] bool IsFull() const { return recent_count_ == kRecent; }
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
  void MoveRecent(Arena& arena);
  void Extend(Arena& arena);
  void Compact(Arena& arena);
  void TakeOutRepeats(WaybillScratch& scratch, Arena& arena);
  // Calls visit(begin, end) for all entries, a run at a time.
  template <typename Visit>
  void VisitRuns(const Visit& visit) const;
  static uint64_t* EntriesOf(Block* block) {
    return reinterpret_cast<uint64_t*>(reinterpret_cast<std::byte*>(block) + kHeadBytes);
  }
  static const uint64_t* EntriesOf(const Block* block) {
    return reinterpret_cast<const uint64_t*>(reinterpret_cast<const std::byte*>(block) + kHeadBytes);
  }

  static constexpr uint32_t kRecent = 6;

  Block* newest_ = nullptr;
  uint64_t* tail_ = nullptr;
  uint32_t count_ = 0;               // in the chain
  uint32_t room_ : 12 = 0;           // left in the newest block
  uint32_t blocks_ : 4 = 0;          // taken, up to kIndexOfLargest
  uint32_t compact_shift_ : 8 = 13;  // Compact when count_ reaches 1 << compact_shift_
  uint32_t recent_count_ : 8 = 0;
  uint64_t recent_[kRecent];  // entries not yet in the chain
};

}  // namespace loyalane::profile
