#include "view/order.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <span>
#include <string_view>

#include "view/radix_sort.h"

namespace loyalane::view {
namespace {

bool IsBefore(const Keyed& a, const Keyed& b) { return a.key != b.key ? a.key < b.key : a.row < b.row; }

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
              IsBefore);
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

std::vector<uint32_t> FirstBy(const Facts& facts, Column column, bool descending, const std::vector<uint8_t>& misses,
                              size_t count) {
  std::vector<double> scratch;
  const std::span<const double> values = NumbersOf(facts, column, scratch);
  const uint64_t turned = descending ? ~uint64_t{0} : 0;
  // The best so far, and some that are not; `limit` is the worst of the best.
  std::vector<Keyed> best;
  const size_t room = 2 * count + 1024;
  best.reserve(room);
  uint64_t limit = ~uint64_t{0};
  const auto keep_best = [&] {
    if (best.size() <= count) return;
    std::sort(best.begin(), best.end(), IsBefore);
    best.resize(count);
    limit = best.back().key;
  };
  for (uint32_t row = 0; count > 0 && row < values.size(); ++row) {
    const uint64_t key = KeyOf(values[row]) ^ turned;
    // Rows go up: an equal one behind the best stays behind.
    if (key >= limit || misses[row] != 0 || values[row] != values[row]) continue;
    best.push_back({key, row});
    if (best.size() == room) keep_best();
  }
  keep_best();
  std::sort(best.begin(), best.end(), IsBefore);
  return Joined(best, {}).rows;
}

}  // namespace loyalane::view
