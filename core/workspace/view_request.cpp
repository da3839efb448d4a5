#include "workspace/view_request.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "document/json_fields.h"
#include "math/round.h"

namespace loyalane::workspace {
namespace {

using document::BadValue;
using view::Column;

Error BadFilter(std::string_view filter, std::string_view expected) {
  return Error(ErrorId::kFilterUnusable).With("filter", std::string(filter)).With("expected", std::string(expected));
}

std::string TextOf(const Json& json) { return json.is_string() ? json.get<std::string>() : std::string(); }

Result<Column> ParseColumn(const Json& json) {
  const std::optional<Column> column = view::FindColumn(TextOf(json));
  if (!column) return Error(ErrorId::kColumnUnknown).With("column", json.is_string() ? TextOf(json) : json.dump());
  return *column;
}

std::optional<double> FiniteIn(const Json& json) {
  if (!json.is_number()) return std::nullopt;
  const double value = json.get<double>();
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::optional<int> ScoreIn(const Json& json) {
  const std::optional<double> value = FiniteIn(json);
  if (!value || *value != std::trunc(*value) || *value < 1 || *value > segment::kRfmBinsMax) return std::nullopt;
  return static_cast<int>(*value);
}

// The set of values of a condition as bits; nothing where one of them is not known.
template <typename Bits, typename BitOf>
std::optional<Bits> SetIn(const Json& values, BitOf&& bit_of) {
  if (!values.is_array()) return std::nullopt;
  Bits set = 0;
  for (const Json& value : values) {
    const std::optional<int> bit = bit_of(value);
    if (!bit) return std::nullopt;
    set = static_cast<Bits>(set | Bits{1} << *bit);
  }
  return set;
}

std::optional<int> TypeBit(const Json& value) {
  const auto type = segment::ParseCustomerType(TextOf(value));
  return type ? std::optional(static_cast<int>(*type)) : std::nullopt;
}

std::optional<int> FlagBit(const Json& value) {
  const std::string id = TextOf(value);
  for (int bit = 0; bit < 4; ++bit) {
    if (segment::FlagsText(static_cast<uint8_t>(1 << bit)) == id) return bit;
  }
  return std::nullopt;
}

std::optional<int> RfmSegmentBit(const Json& value) {
  const std::string id = TextOf(value);
  for (int bit = 0; bit < segment::kRfmSegmentCount; ++bit) {
    if (segment::IdOf(static_cast<segment::RfmSegment>(bit)) == id) return bit;
  }
  return std::nullopt;
}

std::optional<int> RfmCellBit(const Json& value) {
  const std::optional<int> r = ScoreIn(ValueAt(value, "r"));
  const std::optional<int> f = ScoreIn(ValueAt(value, "f"));
  if (!r || !f) return std::nullopt;
  return view::CellBit(*r, *f);
}

std::optional<int> AbcBit(const Json& value) {
  const std::string id = TextOf(value);
  if (id.size() != 1 || id[0] < 'A' || id[0] > 'C') return std::nullopt;
  return id[0] - 'A';
}

template <typename Bits, typename BitOf>
Status ReadSet(const Json& filter, std::string_view kind, std::string_view expected, BitOf&& bit_of,
               std::optional<Bits>& out) {
  if (out) return BadFilter(kind, "× 1");
  out = SetIn<Bits>(ValueAt(filter, "is"), bit_of);
  if (!out) return BadFilter(kind, expected);
  return Done{};
}

Status ReadArea(const Json& filter, std::vector<view::AreaPoint>& out) {
  if (!out.empty()) return BadFilter("area", "× 1");
  const Json& points = ValueAt(filter, "points");
  const auto bad = [] { return BadFilter("area", "[[ac, cv], …] × 3–500"); };
  if (!points.is_array() || points.size() < view::kAreaPointsMin || points.size() > view::kAreaPointsMax) return bad();
  for (const Json& point : points) {
    if (!point.is_array() || point.size() != 2) return bad();
    const std::optional<double> ac = FiniteIn(point[0]);
    const std::optional<double> cv = FiniteIn(point[1]);
    if (!ac || !cv || std::fabs(*ac) > view::kAreaReach || std::fabs(*cv) > view::kAreaReach) return bad();
    out.push_back({*ac, *cv});
  }
  return Done{};
}

Status ReadRange(const Json& filter, std::vector<view::Range>& out) {
  const Result<Column> column = ParseNumberColumn(ValueAt(filter, "column"));
  if (!column) return column.error();
  for (const view::Range& range : out) {
    if (range.column == *column) return BadFilter(view::InfoOf(*column).id, "× 1");
  }
  view::Range range{*column, {}, {}};
  for (const auto& [key, end] : {std::pair("from", &range.from), std::pair("to", &range.to)}) {
    const Json& value = ValueAt(filter, key);
    if (value.is_null()) continue;
    *end = FiniteIn(value);
    if (!*end) return BadFilter(view::InfoOf(*column).id, "number | null");
  }
  out.push_back(range);
  return Done{};
}

Status ReadFilter(const Json& filter, view::Filters& out) {
  const std::string kind = TextOf(ValueAt(filter, "by"));
  if (kind == "type") return ReadSet(filter, kind, "core | contested | loyal | general", TypeBit, out.types);
  if (kind == "flag") return ReadSet(filter, kind, "borderline | provisional | dormant | new", FlagBit, out.flags);
  if (kind == "rfm_segment") return ReadSet(filter, kind, "champions | … | lost", RfmSegmentBit, out.rfm_segments);
  if (kind == "rfm_cell") return ReadSet(filter, kind, R"([{"r": 1–5, "f": 1–5}])", RfmCellBit, out.rfm_cells);
  if (kind == "abc_class") return ReadSet(filter, kind, "A | B | C", AbcBit, out.abc_classes);
  if (kind == "area") return ReadArea(filter, out.area);
  if (kind == "range") return ReadRange(filter, out.ranges);
  return BadFilter(kind, "type | flag | rfm_segment | rfm_cell | abc_class | area | range");
}

}  // namespace

const Json& ValueAt(const Json& request, const char* key) {
  static const Json kNothing;
  if (!request.is_object()) return kNothing;
  const auto found = request.find(key);
  return found == request.end() ? kNothing : *found;
}

Result<Column> ParseNumberColumn(const Json& json) {
  Result<Column> column = ParseColumn(json);
  if (column && view::InfoOf(*column).kind != view::ColumnKind::kNumber)
    return Error(ErrorId::kColumnNotNumeric).With("column", std::string(view::InfoOf(*column).id));
  return column;
}

Result<view::View> ParseView(const Json& json) {
  view::View view;
  const Json& filters = ValueAt(json, "filters");
  if (!filters.is_array()) return BadValue("view.filters", filters, "[…]");
  for (const Json& filter : filters) {
    if (const Status read = ReadFilter(filter, view.filters); !read) return read.error();
  }
  view.search = TextOf(ValueAt(json, "search"));
  const Json& sort = ValueAt(json, "sort");
  if (!sort.is_null()) {
    const Result<Column> column = ParseColumn(ValueAt(sort, "column"));
    if (!column) return column.error();
    const Json& descending = ValueAt(sort, "descending");
    view.sort = view::Sort{*column, descending.is_boolean() && descending.get<bool>()};
  }
  return view;
}

Result<TableRequest> ParseTable(const Json& json) {
  TableRequest table;
  const Json& columns = ValueAt(json, "columns");
  if (!columns.is_array()) return BadValue("table.columns", columns, "[…]");
  for (const Json& entry : columns) {
    const Result<Column> column = ParseColumn(entry);
    if (!column) return column.error();
    table.columns.push_back(*column);
  }
  const auto whole = [&json](const char* key) {
    const Json& value = ValueAt(json, key);
    return value.is_number_unsigned() ? value.get<uint64_t>() : 0;
  };
  table.offset = whole("offset");
  table.limit = std::min<uint64_t>(whole("limit"), kTableRowsMax);
  return table;
}

Result<MapRequest> ParseMap(const Json& json) {
  MapRequest map;
  constexpr document::Whole kBins{1, view::kMapBinsMax};
  for (const auto& [key, out] : {std::pair("columns", &map.columns), std::pair("rows", &map.rows)}) {
    if (const Status read = kBins.Read(ValueAt(json, key), document::Join("map", key), *out); !read)
      return read.error();
  }
  const Json& window = ValueAt(json, "window");
  if (window.is_null()) return map;
  view::MapWindow ends;
  for (const auto& [key, out] : {std::pair("acFrom", &ends.ac_from), std::pair("acTo", &ends.ac_to),
                                 std::pair("cvFrom", &ends.cv_from), std::pair("cvTo", &ends.cv_to)}) {
    const Status read = document::Number{-view::kAreaReach, view::kAreaReach}.Read(
        ValueAt(window, key), document::Join("map.window", key), *out);
    if (!read) return read.error();
    *out = math::RoundTo1e9(*out);
  }
  if (ends.ac_to - ends.ac_from < view::kMapWindowMin || ends.cv_to - ends.cv_from < view::kMapWindowMin)
    return BadValue("map.window", window, "acFrom < acTo, cvFrom < cvTo");
  map.window = ends;
  return map;
}

}  // namespace loyalane::workspace
