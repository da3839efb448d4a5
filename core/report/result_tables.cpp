#include "report/result_tables.h"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "math/number_text.h"
#include "math/round.h"
#include "report/json_text.h"

namespace loyalane::report {
namespace {

using profile::ProfileTable;

std::vector<uint32_t> AllRows(size_t rows) {
  std::vector<uint32_t> all(rows);
  std::iota(all.begin(), all.end(), 0U);
  return all;
}

TableColumn Id(const ProfileTable& table) {
  return {"customer_id", true, [&table](size_t row, std::string& out) { out += table.customer_id[row]; }};
}

// Sub-scores without the last bits of their arithmetic.
TableColumn Scores(std::string_view name, const std::vector<double>& values) {
  return {name,
          false,
          [&values](size_t row, std::string& out) { math::AppendNumber(out, math::RoundTo1e9(values[row])); },
          false,
          {ColumnNumbers::Kind::kScore, 0, values.data()}};
}

TableColumn Reals(std::string_view name, const std::vector<double>& values) {
  return {name,
          false,
          [&values](size_t row, std::string& out) { math::AppendNumber(out, values[row]); },
          false,
          {ColumnNumbers::Kind::kReal, 0, values.data()}};
}

template <typename Integer>
TableColumn Integers(std::string_view name, const std::vector<Integer>& values) {
  return {name,
          false,
          [&values](size_t row, std::string& out) { out += std::to_string(values[row]); },
          false,
          {ColumnNumbers::Kind::kCount, sizeof(Integer), values.data()}};
}

TableColumn Days(std::string_view name, const std::vector<Day>& values) {
  return {name,
          true,
          [&values](size_t row, std::string& out) {
            if (values[row] != profile::kNoDay) out += ToIso(values[row]);
          },
          false,
          {ColumnNumbers::Kind::kDay, 0, values.data()}};
}

TableColumn MoneyColumn(std::string_view name, const std::vector<Money>& values) {
  return {name,
          false,
          [&values](size_t row, std::string& out) { out += ToDecimal(values[row]); },
          false,
          {ColumnNumbers::Kind::kMoney, 0, values.data()}};
}

// Without shipments a count or sum is not 0 but not known.
TableColumn KnownFromShipments(const ProfileTable& t, TableColumn column) {
  return {column.name, column.is_text,
          [&t, append = std::move(column.append)](size_t row, std::string& out) {
            if (t.has_shipments) append(row, out);
          },
          false, t.has_shipments ? column.numbers : ColumnNumbers{}};
}

std::vector<TableColumn> ProfileColumns(const ProfileTable& t) {
  return {
      Id(t),
      {"customer_name", true, [&t](size_t row, std::string& out) { out += t.customer_name[row]; }},
      KnownFromShipments(t, Integers("waybills", t.waybills)),
      KnownFromShipments(t, Integers("ship_days", t.ship_days)),
      KnownFromShipments(t, MoneyColumn("amount", t.amount)),
      {"currency", true, [&t](size_t, std::string& out) { out += t.currency; }},
      Reals("avg_spend", t.avg_spend),
      Reals("purchase_cycle_days", t.purchase_cycle_days),
      Reals("monthly_contribution", t.monthly_contribution),
      Days("first_ship", t.first_ship),
      Days("last_ship", t.last_ship),
      Reals("tenure_months", t.tenure_months),
      Reals("recency_days", t.recency_days),
      KnownFromShipments(t, Integers("ontime_num", t.ontime_num)),
      KnownFromShipments(t, Integers("ontime_den", t.ontime_den)),
  };
}

std::vector<TableColumn> SegmentColumns(const ProfileTable& t, const segment::CvAcResult& r, Language language) {
  const segment::AttributeScores& s = r.scores;
  return {
      Id(t),
      Reals("cv", r.cv),
      Reals("ac", r.ac),
      Scores("s_m", s.m),
      Scores("s_a", s.a),
      Scores("s_c", s.c),
      Scores("s_share", s.share),
      Scores("s_sat", s.sat),
      Scores("s_rank", s.rank),
      Scores("s_tenure", s.tenure),
      Scores("s_recency", s.recency),
      Reals("coverage", r.coverage),
      {"raw_type", true, [&r](size_t row, std::string& out) { out += segment::IdOf(r.raw_type[row]); }},
      {"type", true, [&r](size_t row, std::string& out) { out += segment::IdOf(r.type[row]); }},
      {"flags", true, [&r](size_t row, std::string& out) { out += segment::FlagsText(r.flags[row]); }, true},
      {"reason", true, [&r, language](size_t row, std::string& out) { out += segment::ReasonText(r, row, language); }},
  };
}

}  // namespace

ResultTable ProfileResultTable(const ProfileTable& t) { return {ProfileColumns(t), AllRows(t.rows())}; }

ResultTable SegmentResultTable(const ProfileTable& t, const segment::CvAcResult& r, Language language) {
  return {SegmentColumns(t, r, language), AllRows(t.rows())};
}

ResultTable RfmResultTable(const ProfileTable& t, const segment::RfmResult& r) {
  ResultTable result;
  for (uint32_t row = 0; row < t.rows(); ++row) {
    if (r.code[row] != 0) result.rows.push_back(row);
  }
  result.columns = {
      Id(t),
      Reals("recency_days", t.recency_days),
      Integers("frequency", r.frequency_count),
      MoneyColumn("monetary", t.amount),
      Integers("r", r.r),
      Integers("f", r.f),
      Integers("m", r.m),
      Integers("code", r.code),
      {"segment", true, [&r](size_t row, std::string& out) { out += segment::IdOf(r.segment[row]); }},
      {"segment_rf", true, [&r](size_t row, std::string& out) { out += segment::IdOf(r.segment_rf[row]); }},
  };
  return result;
}

ResultTable AbcResultTable(const ProfileTable& t, const segment::AbcResult& r) {
  ResultTable result;
  result.rows = AllRows(t.rows());
  result.columns = {
      Id(t),
      MoneyColumn("value", t.amount),
      Reals("share", r.share),
      Reals("cum_share_before", r.cum_share_before),
      {"class", true, [&r](size_t row, std::string& out) { out += segment::LetterOf(r.abc_class[row]); }},
  };
  return result;
}

std::vector<TableColumn> CustomerColumns(const ProfileTable& t, const segment::CvAcResult& cvac,
                                         const segment::RfmResult* rfm, const segment::AbcResult* abc,
                                         Language language) {
  std::vector<TableColumn> columns = ProfileColumns(t);
  std::vector<TableColumn> segments = SegmentColumns(t, cvac, language);
  // After the customer's code and name.
  columns.insert(columns.begin() + 2, std::make_move_iterator(segments.begin() + 1),
                 std::make_move_iterator(segments.end()));
  columns.push_back(Reals("choice_share", t.choice_share));
  columns.push_back(Reals("satisfaction", t.satisfaction));
  columns.push_back(Reals("mind_rank", t.mind_rank));
  columns.push_back({"rfm_code", false, [rfm](size_t row, std::string& out) {
                       if (rfm != nullptr && rfm->code[row] != 0) out += std::to_string(rfm->code[row]);
                     }});
  columns.push_back({"rfm_segment", true, [rfm](size_t row, std::string& out) {
                       if (rfm != nullptr) out += segment::IdOf(rfm->segment[row]);
                     }});
  columns.push_back({"abc_class", true, [abc](size_t row, std::string& out) {
                       if (abc != nullptr) out += segment::LetterOf(abc->abc_class[row]);
                     }});
  columns.push_back({"abc_share", false, [abc](size_t row, std::string& out) {
                       if (abc != nullptr) math::AppendNumber(out, abc->share[row]);
                     }});
  return columns;
}

ResultTable CustomerResultTable(const ProfileTable& t, const segment::CvAcResult& cvac, const segment::RfmResult* rfm,
                                const segment::AbcResult* abc, Language language) {
  return {CustomerColumns(t, cvac, rfm, abc, language), AllRows(t.rows())};
}

std::vector<std::string_view> ColumnsOf(std::string_view verb) {
  const ProfileTable table;
  ResultTable result;
  const segment::CvAcResult cvac;
  const segment::RfmResult rfm;
  const segment::AbcResult abc;
  if (verb == "profile") result = ProfileResultTable(table);
  if (verb == "segment") result = SegmentResultTable(table, cvac, Language::kZh);
  if (verb == "rfm") result = RfmResultTable(table, rfm);
  if (verb == "abc") result = AbcResultTable(table, abc);
  std::vector<std::string_view> names;
  for (const TableColumn& column : result.columns) names.push_back(column.name);
  return names;
}

void WriteCsv(const ResultTable& table, CsvForm form, size_t begin, size_t end, std::string& out) {
  CsvWriter writer(form, out);
  if (begin == 0) {
    writer.Begin();
    for (const TableColumn& column : table.columns) writer.Text(column.name);
    writer.EndRow();
  }
  std::string cell;
  for (size_t i = begin; i < end; ++i) {
    for (const TableColumn& column : table.columns) {
      cell.clear();
      column.append(table.rows[i], cell);
      if (column.is_text) {
        writer.Text(cell);
      } else {
        writer.Number(cell);
      }
    }
    writer.EndRow();
  }
}

void WriteJson(const ResultTable& table, size_t begin, size_t end, std::string& out) {
  if (begin == 0) out += table.rows.empty() ? "[]\n" : "[\n";
  std::string cell;
  for (size_t i = begin; i < end; ++i) {
    JsonText json(out);
    json.BeginObject();
    for (const TableColumn& column : table.columns) {
      cell.clear();
      column.append(table.rows[i], cell);
      json.Key(column.name);
      if (cell.empty() && !column.is_never_missing) {
        json.Null();
      } else if (column.is_text) {
        json.Text(cell);
      } else {
        json.Literal(cell);
      }
    }
    json.EndObject();
    out += i + 1 == table.rows.size() ? "\n]\n" : ",\n";
  }
}

void WriteRows(const ResultTable& table, TableForm form, size_t begin, size_t end, std::string& out) {
  if (form == TableForm::kJson) {
    WriteJson(table, begin, end, out);
  } else {
    WriteCsv(table, CsvFormOf(form), begin, end, out);
  }
}

}  // namespace loyalane::report
