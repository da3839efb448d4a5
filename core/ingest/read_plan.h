// ReadPlan: how one file is to be read: what it is, its encoding and delimiter, where the header is, which column is
// which field. Proposed by ProbeFile, corrected by the user, remembered as a mapping profile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "ingest/cell_date.h"
#include "ingest/encoding.h"
#include "model/catalogue.h"
#include "model/status.h"

namespace loyalane::ingest {

// How a share column is written: 35, 0.35, or told from its header and signs.
enum class ShareUnit : uint8_t { kAuto, kPercent, kFraction };

// What kind of file it is, told by its content, never by its name.
enum class FileFormat : uint8_t { kDelimited, kXlsx, kJson, kHtml };

struct ColumnBinding {
  uint32_t column;  // 0-based
  model::FieldId field;
};

// Rows of one kind among others: a bill whose first column says I (invoice) or S (shipment).
struct RowKind {
  uint32_t column;  // 0-based
  std::string value;
  friend bool operator==(const RowKind&, const RowKind&) = default;
};

// What to do with rows that would be left out, cause by cause: set once by the user, kept with the mapping profile.
struct RowRules {
  enum class Missing : uint8_t { kExclude, kAbove, kZero };  // kAbove: as in the row above (merged cells)
  Missing customer = Missing::kExclude;                      // kExclude, kAbove: INGEST-201
  Missing ship_date = Missing::kExclude;                     // kExclude, kAbove: INGEST-202
  Missing amount = Missing::kExclude;                        // kExclude, kZero: INGEST-212
  bool unreadable_amount_is_zero = false;                    // INGEST-204
  bool early_delivery_is_dropped = false;                    // INGEST-206: the row counts, its delivery does not
  bool more_cells_are_dropped = false;   // INGEST-209: the row counts, cells behind the header's do not
  bool lost_waybill_is_missing = false;  // INGEST-205 of a waybill: the row counts without one
  friend bool operator==(const RowRules&, const RowRules&) = default;
};

// Whether amounts are with value-added tax.
enum class TaxBasis : uint8_t { kUnknown, kIncluded, kExcluded };

struct ReadPlan {
  model::DatasetId dataset = model::DatasetId::kShipments;
  Encoding encoding = Encoding::kUtf8;
  // Only ASCII was seen where the encoding was looked for: text further on that is not UTF-8 is then read as GB18030.
  bool encoding_assumed = false;
  uint32_t bom_bytes = 0;
  char delimiter = ',';
  FileFormat format = FileFormat::kDelimited;
  std::string sheet;        // of a workbook
  uint32_t header_row = 1;  // 1-based record; 0 = none
  // Rows that the header takes, from header_row on: in two-row headers the upper one names groups of columns.
  uint32_t header_rows = 1;
  // The record that the table's reader made of the keys, which the source does not have: rows are numbered without it.
  uint32_t made_records = 0;
  bool key_value = false;  // labels with their values beside them: one record (docs/formulas/statements.md)
  // The table ends before the row whose first filled cell begins with one of these (NormaliseHeader's form).
  std::vector<std::string> end_marks;
  std::optional<RowKind> only;         // rows of another kind are left out, INGEST-217
  std::vector<uint32_t> amount_parts;  // fee columns whose sum is the amount; then no column is bound to it
  RowRules rules;
  DateOrder date_order = DateOrder::kAuto;
  TaxBasis tax_basis = TaxBasis::kUnknown;
  std::optional<int64_t> tax_rate;    // millionths: 60000 = 6 %
  bool tax_rate_found = false;        // what the sampled cells of the file's tax_rate column say, not the user
  std::optional<bool> decimal_comma;  // 1.234,56; nothing: no number showed it, and points are read
  bool score_words = false;           // of a survey: 非常满意 is 5 ... 非常不满意 is 1
  bool long_ids_cut = false;          // numbers of 16 digits and more ended in zeros behind the 15th: INGEST-218
  std::vector<std::string> headers;   // UTF-8, one per column; "1", "2" ... without a header row
  std::vector<ColumnBinding> fields;
  model::FieldId customer_key = model::FieldId::kCustomerId;
  model::CodeSystem code_system = model::CodeSystem::kNone;
  ShareUnit share_unit = ShareUnit::kAuto;
  std::optional<CivilDate> bill_month;
  bool bill_month_found = false;  // in the file or its name, not said by the user
  std::string default_currency = "CNY";
  bool currency_found = false;  // a header or a title says it, not the user

  [[nodiscard]] std::optional<uint32_t> ColumnOf(model::FieldId field) const {
    for (const ColumnBinding& binding : fields) {
      if (binding.field == field) return binding.column;
    }
    return std::nullopt;
  }
};

}  // namespace loyalane::ingest
