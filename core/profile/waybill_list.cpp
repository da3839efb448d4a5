#include "profile/waybill_list.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/bring_near.h"
#include "base/cold.h"

namespace loyalane::profile {
namespace {

// Block sizes in bytes, two of each: the slack of the last block stays small against what is before it.
constexpr size_t kSmallestBlock = 64;
constexpr size_t kLargestBlock = 4096;
constexpr uint8_t kIndexOfLargest = 12;
size_t BlockBytes(uint8_t index) { return std::min(kSmallestBlock << (index / 2), kLargestBlock); }

// A table for this many entries fits the second-level cache; longer lists are parted by hash first.
constexpr size_t kTableEntriesMax = 8192;

uint64_t Spread(uint64_t entry) { return (entry >> 3) * 0x9E3779B97F4A7C15ULL; }

// Merges entries[0, size) of the same key, joining their flags, and appends the distinct ones to `out`.
// An entry is never 0 (no waybill has key 0), so 0 marks a free slot.
void AppendDistinct(const uint64_t* entries, size_t size, std::vector<uint64_t>& slots, std::vector<uint64_t>& out) {
  if (size == 0) return;
  const auto bits = static_cast<int>(std::bit_width(size * 2 - 1));
  slots.assign(size_t{1} << bits, 0);
  const uint64_t mask = slots.size() - 1;
  for (size_t i = 0; i < size; ++i) {
    const uint64_t entry = entries[i];
    uint64_t at = (Spread(entry) << 16) >> (64 - bits);  // the top 16 bits chose the part
    while (slots[at] != 0 && slots[at] >> 3 != entry >> 3) at = (at + 1) & mask;
    slots[at] |= entry;
  }
  for (const uint64_t slot : slots) {
    if (slot != 0) out.push_back(slot);
  }
}

// scratch.entries -> the distinct ones.
LOYALANE_COLD void KeepDistinct(WaybillScratch& scratch) {
  std::vector<uint64_t>& entries = scratch.entries;
  std::vector<uint64_t>& parted = scratch.parted;
  parted.assign(entries.begin(), entries.end());
  if (entries.size() <= kTableEntriesMax) {
    entries.clear();
    return AppendDistinct(parted.data(), parted.size(), scratch.slots, entries);
  }
  const int part_bits = std::min(16, static_cast<int>(std::bit_width(entries.size() / (kTableEntriesMax / 2))));
  std::vector<size_t> begins((size_t{1} << part_bits) + 1, 0);
  for (const uint64_t entry : entries) ++begins[(Spread(entry) >> (64 - part_bits)) + 1];
  for (size_t part = 1; part < begins.size(); ++part) begins[part] += begins[part - 1];
  std::vector<size_t> at(begins.begin(), begins.end() - 1);
  for (const uint64_t entry : entries) parted[at[Spread(entry) >> (64 - part_bits)]++] = entry;
  entries.clear();
  for (size_t part = 0; part + 1 < begins.size(); ++part) {
    AppendDistinct(parted.data() + begins[part], begins[part + 1] - begins[part], scratch.slots, entries);
  }
}

constexpr size_t kSmallSlots = 64;

// Sums of deliveries by what their flags mean.
class Tally {
 public:
  // `entry` stands for a waybill not added before.
  void Add(uint64_t entry) {
    ++counts_.waybills;
    Count(entry, 1);
  }
  // The same for an entry that may repeat one in the table of 1 << bits slots, 0 = free.
  void AddOnce(uint64_t entry, uint64_t* slots, int bits) {
    const uint64_t mask = (uint64_t{1} << bits) - 1;
    uint64_t at = Spread(entry) >> (64 - bits);
    while (slots[at] != 0 && slots[at] >> 3 != entry >> 3) at = (at + 1) & mask;
    const uint64_t known = slots[at];
    slots[at] = known | entry;
    if (known == 0) return Add(entry);
    if ((known | entry) == known) return;
    Count(known, UINT32_MAX);  // less one
    Count(known | entry, 1);
  }
  [[nodiscard]] const WaybillCounts& counts() const { return counts_; }

 private:
  void Count(uint64_t entry, uint32_t times) {
    const bool said = (entry & (kLate | kOnTime | kOverdue)) != 0;
    const bool on_time = (entry & (kLate | kOnTime)) == kOnTime;
    counts_.ontime_den += said ? times : 0;
    counts_.ontime_num += on_time ? times : 0;
  }
  WaybillCounts counts_;
};

}  // namespace

void WaybillList::MoveRecent(Arena& arena) {
  for (uint32_t i = 0; i < recent_count_; ++i) AddEntry(recent_[i], arena);
  recent_count_ = 0;
}

void WaybillList::Extend(Arena& arena) {
  if (count_ >= uint32_t{1} << compact_shift_) {
    Compact(arena);
    if (room_ > 0) return;
  }
  const size_t bytes = BlockBytes(blocks_);
  auto* block = static_cast<Block*>(arena.Take(bytes));
  block->next = newest_;  // the order of entries says nothing
  block->size = static_cast<uint32_t>((bytes - kHeadBytes) / sizeof(uint64_t));
  newest_ = block;
  tail_ = EntriesOf(block);
  room_ = static_cast<uint16_t>(block->size);
  if (blocks_ < kIndexOfLargest) ++blocks_;
}

// Repeats are taken out when the chain has doubled since the last time; one that hardly shrinks is left as it is, which
// some of its waybills, chosen by hash, tell beforehand.
LOYALANE_COLD void WaybillList::Compact(Arena& arena) {
  constexpr size_t kSampleMin = 64;
  WaybillScratch scratch;
  for (const Block* block = newest_; block != nullptr; block = block->next) {
    for (uint32_t i = 0; i < block->size; ++i) {
      if (Spread(EntriesOf(block)[i]) >> 60 == 0) scratch.entries.push_back(EntriesOf(block)[i]);
    }
  }
  const size_t sampled = scratch.entries.size();
  KeepDistinct(scratch);
  const bool hardly_shrinks = sampled >= kSampleMin && scratch.entries.size() > sampled - sampled / 4;
  if (!hardly_shrinks) TakeOutRepeats(scratch, arena);
  while (compact_shift_ < 31 && uint32_t{1} << compact_shift_ < count_ * 2) ++compact_shift_;
}

LOYALANE_COLD void WaybillList::TakeOutRepeats(WaybillScratch& scratch, Arena& arena) {
  scratch.entries.clear();
  for (const Block* block = newest_; block != nullptr; block = block->next) {
    const uint64_t* entries = EntriesOf(block);
    scratch.entries.insert(scratch.entries.end(), entries, entries + block->size);  // none has room left
  }
  KeepDistinct(scratch);
  if (scratch.entries.size() <= count_ - count_ / 4) {
    while (newest_ != nullptr) {
      Block* next = newest_->next;
      arena.Give(newest_, kHeadBytes + newest_->size * sizeof(uint64_t));
      newest_ = next;
    }
    tail_ = nullptr;
    room_ = 0;
    count_ = 0;
    blocks_ = 0;
    const uint32_t shift = compact_shift_;
    compact_shift_ = 31;
    for (const uint64_t entry : scratch.entries) AddEntry(entry, arena);
    compact_shift_ = shift & 31;
  }
}

template <typename Visit>
void WaybillList::VisitRuns(const Visit& visit) const {
  for (const Block* block = newest_; block != nullptr; block = block->next) {
    BringNear(block->next);
    const uint64_t* entries = EntriesOf(block);
    visit(entries, block == newest_ ? static_cast<const uint64_t*>(tail_) : entries + block->size);
  }
  visit(recent_, recent_ + recent_count_);
}

LOYALANE_COLD void WaybillList::Append(const WaybillList& other, Arena& arena) {
  other.VisitRuns([this, &arena](const uint64_t* entry, const uint64_t* end) {
    for (; entry != end; ++entry) AddEntry(*entry, arena);
  });
}

// Lists that one table holds are counted as they are read, without a copy.
WaybillCounts WaybillList::Count(WaybillScratch& scratch) const {
  Tally tally;
  const uint32_t count = count_ + recent_count_;
  if (count <= kTableEntriesMax) {
    // At most half full. The table of a short list lies on the stack, where it is warm.
    const auto bits = static_cast<int>(std::bit_width(count | uint32_t{1})) + 1;
    std::array<uint64_t, kSmallSlots> small;
    uint64_t* slots = small.data();
    if (size_t{1} << bits > kSmallSlots) {
      if (scratch.slots.size() < size_t{1} << bits) scratch.slots.resize(size_t{1} << bits);
      slots = scratch.slots.data();
    }
    std::fill_n(slots, size_t{1} << bits, 0);
    VisitRuns([&tally, slots, bits](const uint64_t* entry, const uint64_t* end) {
      for (; entry != end; ++entry) tally.AddOnce(*entry, slots, bits);
    });
    return tally.counts();
  }
  scratch.entries.clear();
  VisitRuns([&scratch](const uint64_t* entries, const uint64_t* end) {
    scratch.entries.insert(scratch.entries.end(), entries, end);
  });
  KeepDistinct(scratch);
  for (const uint64_t entry : scratch.entries) tally.Add(entry);
  return tally.counts();
}

}  // namespace loyalane::profile
