// EventBatch: parsed rows of one dataset as columns, the only thing that passes from ingest to the aggregates.
// All columns have `rows` entries; a column that the file does not have is absent. Reused from batch to batch: no
// allocation per row.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "model/catalogue.h"
#include "table/text_pool.h"

namespace loyalane::model {

inline constexpr int64_t kNull = std::numeric_limits<int64_t>::min();
inline constexpr uint32_t kBatchRowsMax = 1024;
// One million parts make 1 in columns of FieldType::kNumber and kShare.
inline constexpr int64_t kMicro = 1'000'000;

struct EventBatch {
  DatasetId dataset = DatasetId::kShipments;
  uint32_t rows = 0;
  std::array<bool, kFieldCount> present{};
  std::array<std::vector<int64_t>, kFieldCount> columns;  // sized kBatchRowsMax where present
  std::vector<uint32_t> customer;                         // index into *customers
  std::vector<uint64_t> source_row;                       // 1-based record number in the file
  std::vector<uint8_t> merged;                            // 1: the file says another customer; empty: nowhere

  const table::TextPool* customers = nullptr;  // canonical customer keys, shared by all files of an import
  const table::TextPool* texts = nullptr;      // texts of FieldType::kText and of customer names

  [[nodiscard]] bool Has(FieldId field) const { return present[static_cast<size_t>(field)]; }
  [[nodiscard]] const int64_t* Column(FieldId field) const {
    return Has(field) ? columns[static_cast<size_t>(field)].data() : nullptr;
  }
};

}  // namespace loyalane::model
