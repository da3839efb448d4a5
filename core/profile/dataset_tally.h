// DatasetTally: the batches of one file -> what it holds: rows, whose they are, which days, how much money. The state
// is integers only, so any split of the rows gives the same figures.
//
// Definitions: docs/datasets.md "What a file holds". The day and the amount of a dataset are those of one field each
// (the day a case was opened, the amount of its claim); datasets without such a field have none.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "model/event_batch.h"
#include "model/waybill_key.h"

namespace loyalane::profile {

class DatasetTally {
 public:
  explicit DatasetTally(model::DatasetId dataset) : dataset_(dataset) {}

  void Add(const model::EventBatch& batch);
  // Of another part of the same file.
  void Combine(const DatasetTally& other);

  // Distinct customers, or distinct waybills where these tell the rows apart.
  [[nodiscard]] uint64_t Keys() const;
  [[nodiscard]] std::optional<Window> Days() const;
  // Of the dataset's money field (not of shipments: their totals are the import's own).
  [[nodiscard]] std::optional<Money> Amount() const;
  // Sets `known` for each customer of the file; `known` is by customer number of the shared pool.
  void Mark(std::vector<uint8_t>& known) const;
  // Rows and distinct customers that `known` lacks; not of shipments.
  struct Strangers {
    uint64_t rows = 0;
    uint64_t customers = 0;
  };
  [[nodiscard]] Strangers NotAmong(const std::vector<uint8_t>& known) const;

 private:
  void AddRows(const model::EventBatch& batch);

  model::DatasetId dataset_;
  std::vector<uint8_t> seen_;                // customers of shipments
  std::vector<uint32_t> rows_of_customer_;   // of all other datasets
  std::vector<model::WaybillKey> waybills_;  // of rows without a customer
  Day first_{INT32_MAX};
  Day last_{INT32_MIN};
  int64_t amount_minor_ = 0;
  bool has_amount_ = false;
};

}  // namespace loyalane::profile
