#include "report/typed_columns.h"

#include <cstring>

#include "ingest/cell_number.h"
#include "math/round.h"

namespace loyalane::report {
namespace {

using Kind = ColumnNumbers::Kind;

template <typename Number>
void Append(Number number, std::string& out) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

template <typename Number, typename Change>
void AppendAll(const ResultTable& table, const void* values, std::string& out, Change&& change) {
  const auto* numbers = static_cast<const Number*>(values);
  for (const uint32_t row : table.rows) Append(change(numbers[row]), out);
}

void AppendTexts(const ResultTable& table, const TableColumn& column, std::string& out) {
  std::string texts;
  for (const uint32_t row : table.rows) {
    column.append(row, texts);
    Append(static_cast<uint32_t>(texts.size()), out);
  }
  out += texts;
}

// Numbers that stand nowhere by themselves are read from what is written of them.
void AppendReals(const ResultTable& table, const TableColumn& column, std::string& out) {
  std::string text;
  for (const uint32_t row : table.rows) {
    text.clear();
    column.append(row, text);
    const ingest::RealCell real = ingest::ParseReal(text);
    Append(real.outcome == ingest::NumberOutcome::kOk ? real.value : profile::kMissing, out);
  }
}

}  // namespace

std::string_view TypeOf(const TableColumn& column) {
  switch (column.numbers.kind) {
    case Kind::kReal:
    case Kind::kScore:
      return "real";
    case Kind::kCount:
      return "count";
    case Kind::kDay:
      return "day";
    case Kind::kMoney:
      return "money";
    case Kind::kNone:
      break;
  }
  return column.is_text ? "text" : "real";
}

void AppendTyped(const ResultTable& table, const TableColumn& column, std::string& out) {
  const auto same = [](auto value) { return value; };
  const auto widened = [](auto value) { return static_cast<uint32_t>(value); };
  const void* values = column.numbers.values;
  switch (column.numbers.kind) {
    case Kind::kReal:
      return AppendAll<double>(table, values, out, same);
    case Kind::kScore:
      return AppendAll<double>(table, values, out, [](double value) { return math::RoundTo1e9(value); });
    case Kind::kCount:
      if (column.numbers.bytes == sizeof(uint8_t)) return AppendAll<uint8_t>(table, values, out, widened);
      if (column.numbers.bytes == sizeof(uint16_t)) return AppendAll<uint16_t>(table, values, out, widened);
      if (column.numbers.bytes == sizeof(uint64_t)) return AppendAll<uint64_t>(table, values, out, widened);
      return AppendAll<uint32_t>(table, values, out, same);
    case Kind::kDay:
      return AppendAll<Day>(table, values, out, [](Day day) { return day.since_epoch; });
    case Kind::kMoney:
      return AppendAll<Money>(table, values, out, [](Money money) { return money.minor; });
    case Kind::kNone:
      return column.is_text ? AppendTexts(table, column, out) : AppendReals(table, column, out);
  }
}

}  // namespace loyalane::report
