// ReadPlan: how one file is to be read: what it is, its encoding and delimiter, where the header is, which column is
// which field. Proposed by ProbeFile, corrected by the user, remembered as a mapping profile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "ingest/encoding.h"
#include "model/catalogue.h"
#include "model/status.h"

namespace loyalane::ingest {

// How a share column is written: 35, 0.35, or told from its header and signs.
enum class ShareUnit : uint8_t { kAuto, kPercent, kFraction };

struct ColumnBinding {
  uint32_t column;  // 0-based
  model::FieldId field;
};

struct ReadPlan {
  model::DatasetId dataset = model::DatasetId::kShipments;
  Encoding encoding = Encoding::kUtf8;
  // Only ASCII was seen where the encoding was looked for: text further on that is not UTF-8 is then read as GB18030.
  bool encoding_assumed = false;
  uint32_t bom_bytes = 0;
  char delimiter = ',';
  uint32_t header_row = 1;           // 1-based record; 0 = none
  std::vector<std::string> headers;  // UTF-8, one per column; "1", "2" ... without a header row
  std::vector<ColumnBinding> fields;
  model::FieldId customer_key = model::FieldId::kCustomerId;
  model::CodeSystem code_system = model::CodeSystem::kNone;
  ShareUnit share_unit = ShareUnit::kAuto;
  std::optional<CivilDate> bill_month;
  std::string default_currency = "CNY";

  [[nodiscard]] std::optional<uint32_t> ColumnOf(model::FieldId field) const {
    for (const ColumnBinding& binding : fields) {
      if (binding.field == field) return binding.column;
    }
    return std::nullopt;
  }
};

}  // namespace loyalane::ingest
