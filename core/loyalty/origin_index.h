// OriginIndex: what of one member came of each (source, rule), so that a refund, a restore or a new expiry finds it
// without a walk through all. Filled while it is asked; a member that never asks pays nothing for it.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "base/points.h"
#include "table/text_pool.h"

namespace loyalane::loyalty {

inline constexpr uint32_t kNone = UINT32_MAX;

class OriginIndex {
 public:
  // All that entries of one source and rule have made; kNone: nothing of that kind.
  struct Origin {
    table::TextId source;
    uint16_t rule;
    uint32_t first_lot = kNone, last_lot = kNone;  // parts of one lot; from one to the next: NextPart
    uint32_t spend = kNone, charge = kNone;        // debits
    Points refunded = {};                          // of the lot, so far
  };

  void Clear() {
    origins_.clear();
    slots_.clear();
    next_part_.clear();
  }
  // Before the first Add or Find: room for that many origins.
  void MakeRoom(size_t origins) {
    if (slots_.empty()) slots_.assign(std::bit_ceil(origins * 2 + 1), kNone);
  }
  // Null: nothing came of them. Valid until the next Add.
  [[nodiscard]] Origin* Find(table::TextId source, uint16_t rule) {
    const uint32_t at = slots_[SlotOf(source, rule)];
    return at == kNone ? nullptr : &origins_[at];
  }
  // The one there is, or a new one.
  Origin& Add(table::TextId source, uint16_t rule) {
    uint32_t& at = slots_[SlotOf(source, rule)];
    if (at == kNone) {
      at = static_cast<uint32_t>(origins_.size());
      origins_.push_back({source, rule});
    }
    return origins_[at];
  }

  // Parts of a lot in order of their numbers.
  void AddPart(Origin& origin, uint32_t lot) {
    next_part_.resize(size_t{lot} + 1, kNone);
    (origin.first_lot == kNone ? origin.first_lot : next_part_[origin.last_lot]) = lot;
    origin.last_lot = lot;
  }
  [[nodiscard]] uint32_t NextPart(uint32_t lot) const { return next_part_[lot]; }

 private:
  // Where it is, or the free slot where it would be.
  [[nodiscard]] size_t SlotOf(table::TextId source, uint16_t rule) const {
    const size_t mask = slots_.size() - 1;
    size_t slot = ((uint64_t{source} << 16 | rule) * 0x9E3779B97F4A7C15ULL >> 32) & mask;
    while (slots_[slot] != kNone && (origins_[slots_[slot]].source != source || origins_[slots_[slot]].rule != rule))
      slot = (slot + 1) & mask;
    return slot;
  }

  std::vector<Origin> origins_;
  std::vector<uint32_t> slots_;
  std::vector<uint32_t> next_part_;  // by lot
};

}  // namespace loyalane::loyalty
