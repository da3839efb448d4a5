#include "profile/waybill_list.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "profile/arena.h"

// Words and rules: docs/formulas/profile.md "On time".
namespace loyalane::profile {
namespace {

using Entry = std::pair<model::WaybillKey, uint8_t>;

WaybillCounts Counts(uint32_t waybills, uint32_t ontime_num, uint32_t ontime_den) {
  return {waybills, ontime_num, ontime_den};
}
void ExpectEqual(const WaybillCounts& got, const WaybillCounts& want) {
  EXPECT_EQ(got.waybills, want.waybills);
  EXPECT_EQ(got.ontime_num, want.ontime_num);
  EXPECT_EQ(got.ontime_den, want.ontime_den);
}

// The second computation: a map from waybill to everything its lines said.
WaybillCounts Expected(const std::vector<Entry>& entries) {
  std::map<model::WaybillKey, std::vector<uint8_t>> lines;
  for (const auto& [key, flags] : entries) lines[key].push_back(flags);
  WaybillCounts counts;
  for (const auto& [key, flags] : lines) {
    ++counts.waybills;
    const auto said = [&said_flags = flags](uint8_t flag) {
      return std::find(said_flags.begin(), said_flags.end(), flag) != said_flags.end();
    };
    if (said(kLate) || said(kOnTime) || said(kOverdue)) ++counts.ontime_den;
    if (!said(kLate) && said(kOnTime)) ++counts.ontime_num;
  }
  return counts;
}

WaybillCounts Counted(const std::vector<Entry>& entries) {
  Arena arena;
  WaybillList list;
  for (const auto& [key, flags] : entries) list.Add(key, flags, arena);
  WaybillScratch scratch;
  return list.Count(scratch);
}

TEST(WaybillList, JoinsWhatTheLinesOfAWaybillSay) {
  struct Row {
    const char* name;
    std::vector<Entry> entries;
    WaybillCounts want;
  };
  const Row rows[] = {
      {"none", {}, Counts(0, 0, 0)},
      {"one, nothing said", {{1, kNothingSaid}}, Counts(1, 0, 0)},
      {"one on time", {{1, kOnTime}}, Counts(1, 1, 1)},
      {"one late", {{1, kLate}}, Counts(1, 0, 1)},
      {"one overdue", {{1, kOverdue}}, Counts(1, 0, 1)},
      {"late beats on time", {{1, kOnTime}, {1, kLate}}, Counts(1, 0, 1)},
      {"late beats on time, the other order", {{1, kLate}, {1, kOnTime}}, Counts(1, 0, 1)},
      {"on time beats overdue", {{1, kOverdue}, {1, kOnTime}}, Counts(1, 1, 1)},
      {"late beats overdue", {{1, kOverdue}, {1, kLate}}, Counts(1, 0, 1)},
      {"a line that says nothing takes nothing away", {{1, kOnTime}, {1, kNothingSaid}}, Counts(1, 1, 1)},
      {"two waybills", {{1, kOnTime}, {2, kLate}, {1, kOnTime}}, Counts(2, 1, 2)},
      {"neighbouring keys stay apart", {{7, kOnTime}, {8, kNothingSaid}, {9, kOverdue}}, Counts(3, 1, 2)},
      // The largest keys there can be: 60 bits and 32 bits of side table.
      {"largest keys",
       {{model::kWaybillKeySide + UINT32_MAX - 1, kLate}, {model::kWaybillKeySide - 1, kOnTime}},
       Counts(2, 1, 2)},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    ExpectEqual(Counted(row.entries), row.want);
    ExpectEqual(Expected(row.entries), row.want);
  }
}

std::vector<Entry> RandomEntries(std::mt19937_64& random, size_t count, uint64_t distinct) {
  std::vector<Entry> entries;
  constexpr uint8_t kFlags[] = {kNothingSaid, kNothingSaid, kOnTime, kOnTime, kOnTime, kLate, kOverdue};
  for (size_t i = 0; i < count; ++i) {
    const uint64_t number = 1 + random() % distinct;
    // Spread over the whole range of keys by an odd factor: injective.
    const model::WaybillKey key = (number * 0x9E3779B97F4A7C15ULL) & (model::kWaybillKeySide - 1);
    entries.emplace_back(random() % 2 == 0 || key == 0 ? number : key, kFlags[random() % 7]);
  }
  return entries;
}

// Law: equal to the map, around every border: block sizes, 8192 entries (the first compaction), lists that shrink and
// that do not.
TEST(WaybillList, EqualsAMap) {
  std::mt19937_64 random(19);
  for (const size_t count : {1u, 2u, 5u, 6u, 7u, 12u, 13u, 100u, 1000u, 8191u, 8192u, 8193u, 16384u, 16385u, 60000u}) {
    for (const uint64_t distinct : {uint64_t{1}, uint64_t{10}, uint64_t{count} * 7 / 8 + 1, uint64_t{1} << 40}) {
      SCOPED_TRACE(::testing::Message() << count << " entries of " << distinct);
      const std::vector<Entry> entries = RandomEntries(random, count, distinct);
      ExpectEqual(Counted(entries), Expected(entries));
    }
  }
}

// A waybill of very many lines: its list is compacted again and again, and what early lines said is kept.
TEST(WaybillList, KeepsWhatWasSaidThroughCompaction) {
  std::vector<Entry> entries = {{1, kLate}, {2, kOnTime}, {3, kOverdue}, {4, kOverdue}};
  for (int i = 0; i < 200'000; ++i) {
    entries.emplace_back(1 + static_cast<uint64_t>(i) % 5, kNothingSaid);
    if (i == 150'000) entries.emplace_back(4, kOnTime);
  }
  ExpectEqual(Counted(entries), Counts(5, 2, 4));  // 2 and 4 on time; 1 late, 3 overdue; 5 said nothing
}

// Law: empty is neutral, any split in any order equals the whole.
TEST(WaybillList, AppendingEqualsTheWhole) {
  std::mt19937_64 random(23);
  WaybillScratch scratch;
  for (int round = 0; round < 60; ++round) {
    const size_t count = random() % (round % 10 == 0 ? 30000 : 300);
    const std::vector<Entry> entries = RandomEntries(random, count, 1 + random() % (count + 1));
    const size_t lists = 1 + random() % 6;
    Arena arena;
    std::vector<WaybillList> parts(lists);
    for (const auto& [key, flags] : entries) parts[random() % lists].Add(key, flags, arena);
    std::shuffle(parts.begin(), parts.end(), random);
    WaybillList whole;
    whole.Append(WaybillList(), arena);
    for (const WaybillList& part : parts) {
      whole.Append(part, arena);
      whole.Append(WaybillList(), arena);
    }
    ExpectEqual(whole.Count(scratch), Expected(entries));
  }
}

TEST(WaybillList, CountingChangesNothing) {
  std::mt19937_64 random(29);
  const std::vector<Entry> entries = RandomEntries(random, 20000, 9000);
  Arena arena;
  WaybillList list;
  WaybillScratch scratch;
  std::vector<Entry> so_far;
  for (size_t i = 0; i < entries.size(); ++i) {
    list.Add(entries[i].first, entries[i].second, arena);
    so_far.push_back(entries[i]);
    if (i % 4999 == 0 || i + 1 == entries.size()) {
      ExpectEqual(list.Count(scratch), Expected(so_far));
      ExpectEqual(list.Count(scratch), Expected(so_far));
    }
  }
}

// Law: arrays of all sizes, taken and given back in any order, never overlap, and are aligned to their size up to a
// cache line.
TEST(Arena, ArraysNeverOverlap) {
  struct Taken {
    unsigned char* at;
    size_t bytes;
    unsigned char mark;
  };
  std::mt19937_64 random(31);
  Arena arena;
  std::vector<Taken> taken;
  for (int i = 0; i < 5000; ++i) {
    if (taken.empty() || random() % 5 < 3) {
      const size_t bytes = size_t{8} << (random() % (random() % 50 == 0 ? 17 : 9));
      auto* at = static_cast<unsigned char*>(arena.Take(bytes));
      if (bytes < Arena::kBlockBytes) {
        ASSERT_EQ(reinterpret_cast<uintptr_t>(at) % std::min<size_t>(bytes, 64), 0u) << bytes;
      }
      const auto mark = static_cast<unsigned char>(random());
      std::memset(at, mark, bytes);
      taken.push_back({at, bytes, mark});
    } else {
      const size_t which = random() % taken.size();
      const Taken back = taken[which];
      for (size_t b = 0; b < back.bytes; ++b) ASSERT_EQ(back.at[b], back.mark);
      arena.Give(back.at, back.bytes);
      taken[which] = taken.back();
      taken.pop_back();
    }
  }
  for (const Taken& left : taken) {
    for (size_t b = 0; b < left.bytes; ++b) ASSERT_EQ(left.at[b], left.mark);
  }
}

TEST(Arena, HandsOutAgainWhatWasGivenBack) {
  Arena arena;
  void* first = arena.Take(64);
  arena.Give(first, 64);
  EXPECT_EQ(arena.Take(64), first);
}

}  // namespace
}  // namespace loyalane::profile
