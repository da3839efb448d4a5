#include "workspace/look.h"

#include <nlohmann/json.hpp>

#include "report/json_text.h"
#include "workspace/result_json.h"

namespace loyalane::workspace {
namespace {

using report::JsonText;
using segment::CustomerType;
using view::Column;

constexpr CustomerType kTypesInOrder[] = {CustomerType::kCore, CustomerType::kContested, CustomerType::kLoyal,
                                          CustomerType::kGeneral};

Language LanguageIn(const Json& request) {
  const Json& language = ValueAt(request, "language");
  return language.is_string() && language.get_ref<const std::string&>() == "en" ? Language::kEn : Language::kZh;
}

std::string Dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

void Pair(JsonText& json, std::string_view key, int64_t value) {
  json.Key(key);
  json.Whole(value);
}
void Pair(JsonText& json, std::string_view key, uint64_t value) { Pair(json, key, static_cast<int64_t>(value)); }
void Pair(JsonText& json, std::string_view key, double value) {
  json.Key(key);
  json.Number(value);
}
void Pair(JsonText& json, std::string_view key, std::string_view text) {
  json.Key(key);
  json.Text(text);
}

void WriteErrorOf(JsonText& json, const Error& error) {
  json.BeginObject();
  json.Key("error");
  json.Literal(Dumped(ErrorJson(error)));
  json.EndObject();
}

void WriteNumbers(JsonText& json, std::span<const double> numbers) {
  json.BeginArray();
  for (const double number : numbers) json.Number(number);
  json.EndArray();
}

void WriteCounts(JsonText& json, std::span<const uint64_t> counts) {
  json.BeginArray();
  for (const uint64_t count : counts) json.Whole(static_cast<int64_t>(count));
  json.EndArray();
}

void WriteSelected(JsonText& json, const view::TypeTally& tally) {
  uint64_t customers = 0;
  Money amount;
  for (size_t place = 0; place < tally.customers.size(); ++place) {
    customers += tally.customers[place];
    amount += tally.amount[place];
  }
  json.BeginObject();
  Pair(json, "customers", customers);
  Pair(json, "amount", ToDecimal(amount));
  json.Key("types");
  json.BeginArray();
  for (const CustomerType type : kTypesInOrder) {
    json.BeginObject();
    Pair(json, "id", segment::IdOf(type));
    Pair(json, "count", tally.customers[view::PlaceOf(type)]);
    Pair(json, "amount", ToDecimal(tally.amount[view::PlaceOf(type)]));
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
}

void WriteWindow(JsonText& json, const view::MapWindow& window) {
  json.BeginObject();
  Pair(json, "acFrom", window.ac_from);
  Pair(json, "acTo", window.ac_to);
  Pair(json, "cvFrom", window.cv_from);
  Pair(json, "cvTo", window.cv_to);
  json.EndObject();
}

void WriteMap(JsonText& json, const view::Facts& facts, const view::MapWindow& extent, const view::MapWindow& window,
              const MapRequest& request, const view::MapBins& bins) {
  json.BeginObject();
  json.Key("extent");
  WriteWindow(json, extent);
  json.Key("window");
  WriteWindow(json, window);
  Pair(json, "customers", bins.customers);
  Pair(json, "columns", uint64_t{request.columns});
  Pair(json, "rows", uint64_t{request.rows});
  json.Key("cells");
  json.BeginArray();
  for (size_t bin = 0; bin < bins.counts.size(); ++bin) {
    if (bins.counts[bin] == 0) continue;
    json.Whole(static_cast<int64_t>(bin));
    json.Whole(bins.counts[bin]);
  }
  json.EndArray();
  Pair(json, "cellMax", uint64_t{bins.most});
  json.Key("points");
  if (bins.customers > view::kMapPointsMax) {
    json.Null();
  } else {
    json.BeginArray();
    for (const uint32_t row : bins.rows) {
      json.BeginObject();
      Pair(json, "id", facts.table->customer_id[row]);
      Pair(json, "name", facts.table->customer_name[row]);
      Pair(json, "ac", facts.cvac->ac[row]);
      Pair(json, "cv", facts.cvac->cv[row]);
      Pair(json, "type", segment::IdOf(facts.cvac->type[row]));
      json.Key("flags");
      WriteFlags(json, facts.cvac->flags[row]);
      json.EndObject();
    }
    json.EndArray();
  }
  json.EndObject();
}

void WriteBins(JsonText& json, std::string_view key, const std::vector<double>& cuts, std::span<const uint64_t> sizes) {
  json.Key(key);
  json.BeginObject();
  json.Key("cuts");
  WriteNumbers(json, cuts);
  json.Key("sizes");
  WriteCounts(json, sizes);
  json.EndObject();
}

void WriteRfm(JsonText& json, const segment::RfmResult& rfm, const view::RfmTally& tally) {
  json.BeginObject();
  json.Key("value");
  json.BeginObject();
  Pair(json, "bins", int64_t{rfm.bins});
  Pair(json, "customers", tally.customers);
  json.Key("cells");
  json.BeginArray();
  for (int r = 1; r <= rfm.bins; ++r) {
    for (int f = 1; f <= rfm.bins; ++f) {
      const auto cell = static_cast<size_t>(view::CellBit(r, f));
      json.BeginObject();
      Pair(json, "r", int64_t{r});
      Pair(json, "f", int64_t{f});
      Pair(json, "count", tally.cells[cell]);
      Pair(json, "amount", ToDecimal(tally.amount[cell]));
      json.EndObject();
    }
  }
  json.EndArray();
  json.Key("segments");
  json.BeginArray();
  for (size_t i = 0; i < tally.segments.size(); ++i)
    WriteRfmSegment(json, static_cast<segment::RfmSegment>(i), tally.segments[i], tally.customers);
  json.EndArray();
  const auto scores = static_cast<size_t>(rfm.bins);
  WriteBins(json, "recency", rfm.recency.cuts, std::span(tally.recency).first(scores));
  WriteBins(json, "frequency", rfm.frequency.cuts, std::span(tally.frequency).first(scores));
  WriteBins(json, "monetary", rfm.monetary.cuts, std::span(tally.monetary).first(scores));
  json.Key("notices");
  json.BeginArray();
  for (const Error& notice : rfm.notices) json.Literal(Dumped(ErrorJson(notice)));
  json.EndArray();
  json.EndObject();
  json.EndObject();
}

void WriteAbc(JsonText& json, const segment::AbcResult& abc, const segment::AbcSettings& settings) {
  json.BeginObject();
  json.Key("value");
  json.BeginObject();
  json.Key("classes");
  json.BeginArray();
  for (size_t i = 0; i < abc.classes.size(); ++i) {
    const char letter = segment::LetterOf(static_cast<segment::AbcClass>(i));
    json.BeginObject();
    Pair(json, "id", std::string_view(&letter, 1));
    Pair(json, "customers", abc.classes[i].customers);
    Pair(json, "valueShare", abc.classes[i].value_share);
    json.EndObject();
  }
  json.EndArray();
  Pair(json, "customersCounted", abc.customers_counted);
  Pair(json, "topPercent", settings.top_percent);
  Pair(json, "topCustomers", abc.top_customers);
  Pair(json, "topShare", abc.top_share);
  Pair(json, "customersFor80", abc.customers_for_80);
  Pair(json, "customersFor80Share", abc.customers_for_80_share);
  Pair(json, "gini", abc.gini);
  json.Key("curve");
  json.BeginArray();
  for (const segment::AbcCurvePoint& point : abc.curve) {
    json.BeginObject();
    Pair(json, "customers", point.customers);
    Pair(json, "customerShare", point.customer_share);
    Pair(json, "valueShare", point.value_share);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  json.EndObject();
}

void WriteDistribution(JsonText& json, Column column, const view::Distribution& distribution) {
  json.BeginObject();
  Pair(json, "column", view::InfoOf(column).id);
  Pair(json, "customers", distribution.customers);
  Pair(json, "missing", distribution.missing);
  json.Key("edges");
  WriteNumbers(json, distribution.edges);
  json.Key("counts");
  WriteCounts(json, distribution.counts);
  json.Key("isLog");
  json.Bool(distribution.is_log);
  json.Key("figures");
  if (distribution.customers == 0) {
    json.Null();
  } else {
    json.BeginObject();
    Pair(json, "min", distribution.min);
    Pair(json, "p10", distribution.p10);
    Pair(json, "median", distribution.median);
    Pair(json, "p90", distribution.p90);
    Pair(json, "max", distribution.max);
    Pair(json, "mean", distribution.mean);
    json.EndObject();
  }
  json.EndObject();
}

void WriteTable(JsonText& json, const view::Facts& facts, view::Selection& selection, const TableRequest& request,
                view::Selection::Shown shown, Language language) {
  const std::vector<report::TableColumn> columns =
      report::CustomerColumns(*facts.table, *facts.cvac, facts.rfm, facts.abc, language);
  json.BeginObject();
  Pair(json, "total", selection.total());
  json.Key("columns");
  json.BeginArray();
  for (const Column column : request.columns) json.Text(view::InfoOf(column).id);
  json.EndArray();
  json.Key("rows");
  json.BeginArray();
  std::string cell;
  for (const uint32_t row : selection.Rows(facts, request.offset, request.limit, shown)) {
    json.BeginArray();
    for (const Column column : request.columns) {
      cell.clear();
      columns[static_cast<size_t>(column)].append(row, cell);
      json.Text(cell);
    }
    json.EndArray();
  }
  json.EndArray();
  json.EndObject();
}

}  // namespace

void WriteFlags(JsonText& json, uint8_t flags) {
  json.BeginArray();
  for (const segment::Flag flag :
       {segment::kFlagBorderline, segment::kFlagProvisional, segment::kFlagDormant, segment::kFlagNew}) {
    if ((flags & flag) != 0) json.Text(segment::FlagsText(flag));
  }
  json.EndArray();
}

void WriteRfmSegment(JsonText& json, segment::RfmSegment which, uint64_t count, uint64_t customers) {
  json.BeginObject();
  Pair(json, "id", segment::IdOf(which));
  Pair(json, "zh", segment::NameOf(which, Language::kZh));
  Pair(json, "en", segment::NameOf(which, Language::kEn));
  Pair(json, "count", count);
  Pair(json, "share", customers > 0 ? static_cast<double>(count) / static_cast<double>(customers) : 0.0);
  json.EndObject();
}

Result<std::string> Looker::Look(Workspace& work, const Json& request) {
  const Result<view::View> view = ParseView(ValueAt(request, "view"));
  if (!view) return view.error();
  const Result<MapRequest> map = ParseMap(ValueAt(request, "map"));
  if (!map) return map.error();
  const Result<Column> column = ParseNumberColumn(ValueAt(request, "distribution"));
  if (!column) return column.error();
  const Result<TableRequest> table = ParseTable(ValueAt(request, "table"));
  if (!table) return table.error();
  const Result<view::Facts> facts = work.Facts();
  if (!facts) return facts.error();

  distribution_column_ = *column;
  selection_.Update(*facts, *view, *column);
  const view::Step& step = selection_.step();
  const uint64_t customers = selection_.generation();
  const auto of = [&facts](view::Origin origin) { return facts->generation(origin); };
  const uint64_t types = of(view::Origin::kTypes);

  const bool totals_follow = facts->cvac->changes && totals_.made_from == facts->types_before;
  if (totals_.made_from != types) {
    if (totals_follow) {
      totals_.part.Follow(*facts->table, *facts->cvac);
    } else {
      totals_.part = view::CountTotals(*facts->table, *facts->cvac);
    }
    totals_.made_from = types;
  }
  // Whether all that came between is the selection's last step.
  const auto follows = [&](const std::optional<Generations>& made_from, const Generations& now) {
    Generations stepped = now;
    stepped[0] = step.from;
    return step.is_known && step.to == customers && made_from == stepped;
  };
  const Generations types_key{customers, types};
  if (types_.made_from != types_key) {
    const view::Passing passing = selection_.Without(0);
    if (step.types_to == types && follows(types_.made_from, {customers, step.types_from})) {
      types_.part.Follow(*facts, passing, step);
    } else {
      types_.part = view::TallyTypes(*facts, passing);
    }
    types_.made_from = types_key;
  }
  const Generations extent_key{of(view::Origin::kCv), of(view::Origin::kAc)};
  if (extent_.made_from != extent_key) extent_ = {extent_key, view::MapExtent(*facts->cvac, work.settings().cvac)};
  const view::MapWindow window = map->window.value_or(extent_.part);
  binner_.Place(*facts, window, map->columns, map->rows);
  const Generations map_key{customers, binner_.generation()};
  if (map_.made_from != map_key) {
    const view::Passing passing = selection_.Without(view::kMissArea);
    if (follows(map_.made_from, map_key)) {
      binner_.Follow(passing, step, map_.part);
    } else {
      map_.part = binner_.Count(passing);
    }
    map_.made_from = map_key;
  }
  const Generations sorted_key{static_cast<uint64_t>(*column), of(view::InfoOf(*column).origin)};
  const Generations distribution_key{customers, sorted_key[0], sorted_key[1]};
  if (distribution_.made_from != distribution_key) {
    const view::ColumnOrder& order = selection_.Order(*facts, *column, false);
    if (sorted_.made_from != sorted_key) sorted_ = {sorted_key, view::SortedValues(*facts, *column, order)};
    distribution_ = {distribution_key, view::Distribute(order, sorted_.part, selection_.Without(view::kMissRange))};
  }

  std::string out;
  JsonText json(out);
  json.BeginObject();
  json.Key("summary");
  json.Literal(SegmentSummaryJson(**work.Data(), *facts->cvac, totals_.part));
  json.Key("selected");
  WriteSelected(json, types_.part);
  json.Key("map");
  WriteMap(json, *facts, extent_.part, window, *map, map_.part);
  json.Key("rfm");
  if (const auto rfm = work.Rfm(); rfm) {
    const Generations rfm_key{customers, of(view::Origin::kRfm)};
    if (rfm_.made_from != rfm_key) {
      const view::Passing passing = selection_.Without(view::kMissRfm);
      if (follows(rfm_.made_from, rfm_key)) {
        rfm_.part.Follow(*facts, passing, step);
      } else {
        rfm_.part = view::TallyRfm(*facts, passing);
      }
      rfm_.made_from = rfm_key;
    }
    WriteRfm(json, **rfm, rfm_.part);
  } else {
    WriteErrorOf(json, rfm.error());
  }
  json.Key("abc");
  if (const auto abc = work.Abc(); abc) {
    WriteAbc(json, **abc, work.settings().abc);
  } else {
    WriteErrorOf(json, abc.error());
  }
  json.Key("distribution");
  WriteDistribution(json, *column, distribution_.part);
  json.Key("table");
  WriteTable(json, *facts, selection_, *table, view::Selection::Shown::kOnce, LanguageIn(request));
  json.EndObject();
  return out;
}

Result<std::string> Looker::Window(Workspace& work, const Json& request) {
  const Result<view::View> view = ParseView(ValueAt(request, "view"));
  if (!view) return view.error();
  const Result<TableRequest> table = ParseTable(request);
  if (!table) return table.error();
  const Result<view::Facts> facts = work.Facts();
  if (!facts) return facts.error();
  selection_.Update(*facts, *view, distribution_column_);
  std::string out;
  JsonText json(out);
  WriteTable(json, *facts, selection_, *table, view::Selection::Shown::kAgain, LanguageIn(request));
  return out;
}

Result<std::string> EffectJson(Workspace& work, const document::Settings& settings) {
  const Result<segment::CvAcResult> other = work.SegmentWith(settings.cvac);
  if (!other) return other.error();
  const segment::CvAcResult& now = **work.Segment();
  std::array<std::array<uint64_t, segment::kCustomerTypeCount>, segment::kCustomerTypeCount> moves{};
  uint64_t moved = 0;
  for (size_t row = 0; row < now.rows(); ++row) {
    ++moves[view::PlaceOf(now.type[row])][view::PlaceOf(other->type[row])];
    moved += now.type[row] != other->type[row] ? 1 : 0;
  }
  std::string out;
  JsonText json(out);
  json.BeginObject();
  json.Key("summary");
  json.Literal(SegmentSummaryJson(**work.Data(), *other));
  Pair(json, "moved", moved);
  json.Key("moves");
  json.BeginArray();
  for (const auto& from : moves) WriteCounts(json, from);
  json.EndArray();
  json.EndObject();
  return out;
}

}  // namespace loyalane::workspace
