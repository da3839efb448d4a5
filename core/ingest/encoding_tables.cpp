#include "ingest/encoding_tables.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <iterator>
#include <vector>

#include "ingest/table_reader.h"
#include "table/pinyin_initials.h"

namespace loyalane::ingest {
namespace {

#include "ingest/encoding_tables.inc"

constexpr char32_t kFirstIdeograph = 0x4e00;
constexpr uint32_t kIdeographCount = 0x9fa6 - 0x4e00;

// --- GB18030 ---

constexpr uint32_t kGbRow = 190;
constexpr uint32_t GbPointer(uint32_t lead, uint32_t trail) {
  return (lead - 0x81) * kGbRow + trail - (trail < 0x7f ? 0x40 : 0x41);
}
constexpr uint32_t kGb2312Row = 94, kLevelOneCount = 3755, kHanziCount = 3755 + 3008;
constexpr uint32_t kSpaceAgain = GbPointer(0xa3, 0xa0);  // an ideographic space as A1A1
// The pointer of GB2312's hanzi in their order: rows B0 to F7, but the last five places of D7.
constexpr uint32_t HanziPointer(uint32_t hanzi) {
  if (hanzi >= kLevelOneCount) hanzi += 5;
  return GbPointer(0xb0 + hanzi / kGb2312Row, 0xa1 + hanzi % kGb2312Row);
}

}  // namespace

// First level 1, ordered by pinyin: the characters of each initial, as places among those that can be read so. Then
// level 2, by radical. The rest are mostly those not used yet in their order, in two columns side by side.
Gb18030Table::Gb18030Table() {
  TableReader reader(kGb18030Packed, sizeof kGb18030Packed);
  Unused unused;
  std::vector<char16_t> by_initial[26];
  for (char32_t point = kFirstIdeograph; point < kFirstIdeograph + kIdeographCount; ++point) {
    for (uint32_t initials = table::PinyinInitials(point); initials != 0; initials &= initials - 1) {
      by_initial[static_cast<size_t>(std::countr_zero(initials))].push_back(static_cast<char16_t>(point));
    }
  }
  uint32_t hanzi = 0;
  NumberModel count = {};
  for (size_t letter = 0; letter < std::size(by_initial); ++letter) {
    std::vector<char16_t>& candidates = by_initial[letter];
    std::erase_if(candidates, [&unused](char16_t point) { return !unused.Has(point); });
    for (uint32_t left = reader.Number(count); left > 0; --left) {
      const uint32_t place = reader.Uniform(static_cast<uint32_t>(candidates.size()) + 1);
      char32_t point;
      if (place < candidates.size()) {
        point = candidates[place];
        candidates[place] = candidates.back();
        candidates.pop_back();
      } else {  // read otherwise than its place says
        point = kFirstIdeograph + reader.Uniform(kIdeographCount);
      }
      unused.Take(point);
      pairs[HanziPointer(hanzi++)] = static_cast<char16_t>(point);
    }
  }
  Walk level_two(kFirstIdeograph - 1);
  WalkModel level_two_model = {};
  while (hanzi < kHanziCount) {
    pairs[HanziPointer(hanzi++)] = static_cast<char16_t>(level_two.Next(reader, level_two_model, &unused));
  }

  Walk columns[2] = {Walk(0), Walk(0)};
  WalkModel rest_model = {};
  for (uint32_t pointer = 0; pointer < std::size(pairs); ++pointer) {
    if (pairs[pointer] != 0) continue;
    if (pointer == kSpaceAgain) {
      pairs[pointer] = 0x3000;
      continue;
    }
    const bool in_gb2312 = pointer >= GbPointer(0xa1, 0xa1) && pointer % kGbRow >= kGbRow - kGb2312Row;
    pairs[pointer] = static_cast<char16_t>(columns[in_gb2312].Next(reader, rest_model, &unused));
  }

  NumberModel length = {}, gap = {};
  BitModel back = {};
  uint32_t pointer = 0, expected = 0;
  for (Run& run : runs) {
    const bool is_back = reader.Bit(back);
    const uint32_t skipped = reader.Number(gap);
    expected = is_back ? expected - skipped : expected + skipped;
    run = {static_cast<uint16_t>(pointer), static_cast<char16_t>(expected)};
    const uint32_t run_length = reader.Number(length) + 1;
    pointer += run_length;
    expected += run_length;
  }
}

const Gb18030Table& Gb18030() {
  static const Gb18030Table kTable;
  return kTable;
}

// --- Big5 ---

namespace {

constexpr uint32_t Big5Pointer(uint32_t lead, uint32_t trail) {
  return (lead - 0x87) * 157 + trail - (trail < 0x7f ? 0x40 : 0x62);
}
// Each level is ordered by strokes; the last number stands for all higher ones.
constexpr uint32_t kStrokes = 27;
constexpr uint32_t kLevelBegin[2] = {Big5Pointer(0xa4, 0x40), Big5Pointer(0xc9, 0x40)};
// Places in level 2 of two characters that level 1 has already; they are compatibility ideographs, and read with the
// rest.
constexpr uint32_t kTwice[2] = {Big5Pointer(0xc9, 0x4a), Big5Pointer(0xdd, 0xfc)};

// The characters of one level and number of strokes. Those of a radical lie together, those left of it in front.
struct Group {
  struct Radical {
    uint16_t number;  // as they come
    uint16_t begin;
    uint16_t left;
  };
  std::vector<char16_t> characters;
  std::vector<Radical> radicals;
};

// The characters of each level and number of strokes, ascending. Code points are ordered by radical and then by
// strokes, so the number is mostly that of the one before or a little more; where it falls, another radical begins.
std::vector<Group> ReadGroups(TableReader& reader, Unused& unused) {
  const Gb18030Table& gb18030 = Gb18030();
  std::vector<uint8_t> gb_level(kIdeographCount);
  for (uint32_t hanzi = 0; hanzi < kHanziCount; ++hanzi) {
    gb_level[gb18030.pairs[HanziPointer(hanzi)] - kFirstIdeograph] = hanzi < kLevelOneCount ? 1 : 2;
  }
  BitModel is_in[3][4] = {}, same[2][kStrokes] = {}, falls[kStrokes] = {}, is_level_two[3][2][kStrokes] = {};
  NumberModel more = {}, fewer[kStrokes] = {};
  std::vector<Group> groups(2 * kStrokes);
  uint32_t strokes = 0, history = 0;
  uint16_t radical = 0;
  bool level_two = false;
  for (uint32_t i = 0; i < kIdeographCount; ++i) {
    const bool in = reader.Bit(is_in[gb_level[i]][history & 3]);
    history = history << 1 | (in ? 1 : 0);
    if (!in) continue;
    if (!reader.Bit(same[history >> 1 & 1][strokes])) {
      if (reader.Bit(falls[strokes])) {
        const uint32_t fall = reader.Number(fewer[strokes / 2]) + 1;
        strokes -= fall;
        if (fall > 2) ++radical;
      } else {
        strokes += reader.Number(more) + 1;
      }
    }
    level_two = reader.Bit(is_level_two[gb_level[i]][level_two][strokes / 2]);
    const char32_t point = kFirstIdeograph + i;
    Group& group = groups[(level_two ? kStrokes : 0) + strokes];
    if (group.radicals.empty() || group.radicals.back().number != radical) {
      group.radicals.push_back({radical, static_cast<uint16_t>(group.characters.size()), 0});
    }
    group.characters.push_back(static_cast<char16_t>(point));
    ++group.radicals.back().left;
    unused.Take(point);
  }
  return groups;
}

}  // namespace

// First the ideographs of the two levels, then their order: mostly radical after radical, in no order within one. Then
// the rest, one walk for each part of Unicode.
Big5Table::Big5Table() {
  TableReader reader(kBig5Packed, sizeof kBig5Packed);
  Unused unused;
  std::vector<Group> groups = ReadGroups(reader, unused);
  NumberModel radicals_on[2] = {};
  BitModel backwards = {};
  uint32_t pointer = 0;
  for (size_t number = 0; number < std::size(groups); ++number) {
    if (number % kStrokes == 0) pointer = kLevelBegin[number / kStrokes];
    Group& group = groups[number];
    auto radical = group.radicals.begin();
    for (size_t left = group.characters.size(); left > 0; ++pointer) {
      if (pointer == kTwice[0] || pointer == kTwice[1]) continue;
      // Steps over radicals that have characters left, from the last one or, if it has none, from the next that has.
      const bool goes_on = radical->left > 0;
      uint32_t steps = reader.Number(radicals_on[goes_on]);
      const bool back = steps > 0 && reader.Bit(backwards);
      if (back && !goes_on) --steps;
      while (radical->left == 0 || steps-- > 0) radical += back ? -1 : 1;
      char16_t* const of_radical = &group.characters[radical->begin];
      char16_t& next = of_radical[reader.Uniform(radical->left)];
      low[pointer] = next;
      next = of_radical[--radical->left];
      --left;
    }
  }

  enum : uint8_t { kOther, kExtensionA, kUnified, kPlaneTwo };
  Walk walks[4] = {Walk(0), Walk(0x3400 - 1), Walk(kFirstIdeograph - 1), Walk(0x20000 - 1)};
  WalkModel walk_models[4] = {};
  BitModel is_empty[2] = {}, part_high[4][4] = {}, part_low[4][4][2] = {}, is_again = {};
  bool empty = false;
  uint32_t part = kOther, part_before = kOther;
  for (pointer = 0; pointer < std::size(low); ++pointer) {
    if (low[pointer] != 0) continue;
    empty = reader.Bit(is_empty[empty]);
    if (empty) continue;
    const bool high = reader.Bit(part_high[part][part_before]);
    const uint32_t next_part = (high ? 2u : 0u) + (reader.Bit(part_low[part][part_before][high]) ? 1u : 0u);
    part_before = part;
    part = next_part;
    const bool again = part == kUnified && reader.Bit(is_again);  // some that Big5 has twice are told by their place
    const char32_t point = again ? kFirstIdeograph + reader.Uniform(kIdeographCount)
                                 : walks[part].Next(reader, walk_models[part], part == kUnified ? &unused : nullptr);
    low[pointer] = static_cast<char16_t>(point);
    if (point > 0xffff) plane_two[pointer / 8] |= static_cast<uint8_t>(1u << pointer % 8);
  }
}

const Big5Table& Big5() {
  static const Big5Table kTable;
  return kTable;
}

}  // namespace loyalane::ingest
