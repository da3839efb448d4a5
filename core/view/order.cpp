#include "view/order.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <span>
#include <string_view>

namespace loyalane::view {
namespace {

// Six digits of eleven bits: their counters fit into the nearest memory.
constexpr int kDigitBits = 11;
constexpr size_t kDigits = 6;
constexpr size_t kBuckets = size_t{1} << kDigitBits;
static_assert(kDigitBits * kDigits >= 64);

struct Keyed {
  uint64_t key;
  uint32_t row;
};

// Least digit first; each pass keeps the order of equal digits.
void RadixSort(std::vector<Keyed>& items) {
  if (items.empty()) return;
  std::vector<std::array<uint32_t, kBuckets>> counts(kDigits, std::array<uint32_t, kBuckets>{});
  for (const Keyed& item : items) {
    for (size_t digit = 0; digit < kDigits; ++digit)
      ++counts[digit][(item.key >> (kDigitBits * digit)) & (kBuckets - 1)];
  }
  std::vector<Keyed> other(items.size());
  for (size_t digit = 0; digit < kDigits; ++digit) {
    std::array<uint32_t, kBuckets>& begin = counts[digit];
    const size_t shift = kDigitBits * digit;
    if (begin[(items[0].key >> shift) & (kBuckets - 1)] == items.size()) continue;  // all alike
    uint32_t at = 0;
    for (uint32_t& bucket : begin) {
      const uint32_t size = bucket;
      bucket = at;
      at += size;
    }
    for (const Keyed& item : items) other[begin[(item.key >> shift) & (kBuckets - 1)]++] = item;
    items.swap(other);
  }
}

constexpr uint64_t kSign = uint64_t{1} << 63;

// Ascending as the doubles are; -0 and 0 alike. Not for NaN.
uint64_t KeyOf(double value) {
  const auto bits = std::bit_cast<uint64_t>(value + 0.0);
  return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

// Rows with a value in the order of `known`, then those without.
ColumnOrder Joined(const std::vector<Keyed>& known, const std::vector<uint32_t>& missing) {
  ColumnOrder order;
  order.known = known.size();
  order.rows.reserve(known.size() + missing.size());
  for (const Keyed& item : known) order.rows.push_back(item.row);
  order.rows.insert(order.rows.end(), missing.begin(), missing.end());
  return order;
}

ColumnOrder OrderByNumber(const Facts& facts, Column column, bool descending) {
  std::vector<double> scratch;
  const std::span<const double> values = NumbersOf(facts, column, scratch);
  const uint64_t turned = descending ? ~uint64_t{0} : 0;
  std::vector<Keyed> known;
  known.reserve(values.size());
  std::vector<uint32_t> missing;
  for (uint32_t row = 0; row < values.size(); ++row) {
    if (values[row] == values[row]) {
      known.push_back({KeyOf(values[row]) ^ turned, row});
    } else {
      missing.push_back(row);
    }
  }
  RadixSort(known);
  return Joined(known, missing);
}

// The next seven bytes and how many there are, 8 for more, as a number that orders as the texts do.
uint64_t KeyAt(std::string_view text, size_t depth) {
  const std::string_view rest = text.substr(depth);
  uint64_t key = 0;
  for (size_t i = 0; i < 7; ++i) key = key << 8 | (i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0);
  return key << 8 | std::min<size_t>(rest.size(), 8);
}

// How many bytes from `depth` on all the texts have in common.
size_t CommonAt(const table::TextColumn& names, std::span<const Keyed> items, size_t depth) {
  std::string_view common = names[items[0].row].substr(depth);
  for (const Keyed& item : items) {
    const std::string_view text = names[item.row].substr(depth);
    size_t same = 0;
    while (same < common.size() && same < text.size() && text[same] == common[same]) ++same;
    common = common.substr(0, same);
    if (same == 0) break;
  }
  return common.size();
}

// Orders texts that agree up to `depth`, seven bytes at a time, and behind them only those that still agree.
void SortNames(const table::TextColumn& names, std::vector<Keyed>& items, size_t begin, size_t end, size_t depth,
               uint64_t turned) {
  const std::span<Keyed> these = std::span(items).subspan(begin, end - begin);
  depth += CommonAt(names, these, depth);
  for (Keyed& item : these) item.key = KeyAt(names[item.row], depth) ^ turned;
  if (these.size() == items.size()) {
    RadixSort(items);
  } else {
    std::sort(items.begin() + static_cast<std::ptrdiff_t>(begin), items.begin() + static_cast<std::ptrdiff_t>(end),
              [](const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; });
  }
  for (size_t from = begin, to = begin; from < end; from = to) {
    while (to < end && items[to].key == items[from].key) ++to;
    if (to - from > 1 && ((items[from].key ^ turned) & 0xff) == 8) SortNames(names, items, from, to, depth + 7, turned);
  }
}

ColumnOrder OrderByName(const table::TextColumn& names, bool descending) {
  std::vector<Keyed> known;
  known.reserve(names.size());
  std::vector<uint32_t> missing;
  for (uint32_t row = 0; row < names.size(); ++row) {
    if (names[row].empty()) {
      missing.push_back(row);
    } else {
      known.push_back({0, row});
    }
  }
  if (!known.empty()) SortNames(names, known, 0, known.size(), 0, descending ? ~uint64_t{0} : 0);
  return Joined(known, missing);
}

}  // namespace

ColumnOrder OrderBy(const Facts& facts, Column column, bool descending) {
  if (InfoOf(column).kind != ColumnKind::kText) return OrderByNumber(facts, column, descending);
  if (column == Column::kCustomerName) return OrderByName(facts.table->customer_name, descending);
  // Rows stand in the order of the customer code; the currency is one for all.
  ColumnOrder order;
  order.rows.resize(facts.rows());
  order.known = facts.rows();
  std::iota(order.rows.begin(), order.rows.end(), 0U);
  if (column == Column::kCustomerId && descending) std::reverse(order.rows.begin(), order.rows.end());
  return order;
}

}  // namespace loyalane::view
