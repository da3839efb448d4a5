// What customers, survey, carrier_share and attributes files say of a customer, by customer number of the shared pool.
// Small files; the state is mergeable all the same: latest value wins, of equal days the later row of the later file.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/date.h"
#include "model/event_batch.h"
#include "profile/profile_table.h"
#include "table/text_pool.h"

namespace loyalane::profile {

// Order of two statements about the same thing: by day, then by file, then by row.
struct Said {
  int32_t day = INT32_MIN;
  uint32_t file = 0;
  uint64_t row = 0;
  friend constexpr auto operator<=>(const Said&, const Said&) = default;
};

struct CustomerFacts {
  bool listed = false;
  Day opened_on{INT32_MAX};  // earliest
  Said name_said;
  table::TextId name = table::kNoText;
  // By CustomerFact; the later row that says something counts.
  std::array<table::TextId, kCustomerFactCount> texts = {table::kNoText, table::kNoText, table::kNoText, table::kNoText,
                                                         table::kNoText};
};

class CustomersAggregate {
 public:
  void Add(const model::EventBatch& batch, uint32_t file);
  [[nodiscard]] const std::vector<CustomerFacts>& customers() const { return customers_; }

 private:
  std::vector<CustomerFacts> customers_;
};

// One answer of a survey. Kept as they are: which count depends on as_of.
struct SurveyAnswer {
  uint32_t customer;
  Day answered;
  int64_t score_micro;
};

class SurveyAggregate {
 public:
  void Add(const model::EventBatch& batch);
  [[nodiscard]] const std::vector<SurveyAnswer>& answers() const { return answers_; }

 private:
  std::vector<SurveyAnswer> answers_;
};

struct CarrierStatement {
  uint32_t customer;
  table::TextId carrier;  // kNoText where the cell is empty
  Said said;
  int64_t share_micro;  // model::kNull = not stated
  int64_t rank_micro;
};

class CarrierShareAggregate {
 public:
  void Add(const model::EventBatch& batch, uint32_t file);
  [[nodiscard]] const std::vector<CarrierStatement>& statements() const { return statements_; }

 private:
  std::vector<CarrierStatement> statements_;
};

// A row of an attributes file, in the order of ProfileTable's columns; NaN = not stated.
struct AttributeRow {
  uint32_t customer;
  bool merged;  // stated of a customer that was merged into it
  table::TextId name;
  double avg_spend, purchase_cycle_days, monthly_contribution, choice_share, satisfaction, mind_rank, tenure_months,
      recency_days;
};

class AttributesAggregate {
 public:
  void Add(const model::EventBatch& batch);
  // A later row for the same customer replaces an earlier one.
  [[nodiscard]] const std::vector<AttributeRow>& rows() const { return rows_; }

 private:
  std::vector<AttributeRow> rows_;
};

}  // namespace loyalane::profile
