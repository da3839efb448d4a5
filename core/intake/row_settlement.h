// RowSettlement: what the settings change about rows that were read: whose they are (customer_merges.h) and what their
// amounts come to in one currency on one tax basis (profile/money_conversion.h). The same for the import and for later
// scans of its files.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "document/customer_merges.h"
#include "ingest/issue_log.h"
#include "ingest/read_plan.h"
#include "profile/money_conversion.h"
#include "table/text_pool.h"

namespace loyalane::intake {

class RowSettlement {
 public:
  struct Source {
    std::string name;
    const ingest::ReadPlan* plan;  // read in the constructor alone
  };
  // Settings that were checked.
  RowSettlement(const profile::MoneySettings& money, const document::CustomerSettings& customers,
                const std::vector<Source>& sources, Window window);
  // Error: PROFILE-104. Nothing else may be called then.
  [[nodiscard]] Status Check() const;

  void BeginSource(size_t source);
  // Changes the batch's customers.
  void Merge(model::EventBatch& batch, table::TextPool& customers) { merges_.Apply(batch, customers); }
  [[nodiscard]] table::TextId StandsFor(table::TextId customer, table::TextPool& customers) {
    return merges_.StandsFor(customer, customers);
  }
  // Of a batch of shipments, after Merge: MoneyConversion::Convert. Rows that cannot be counted are noted.
  [[nodiscard]] const int64_t* Amounts(const model::EventBatch& batch);

  // Of the current source: rows that were noted, their amounts, how many amounts were converted, and notices of it.
  struct SourceOutcome {
    uint64_t rows = 0;
    Money amount;
    uint64_t tax_converted = 0;
    uint64_t currency_converted = 0;
  };
  [[nodiscard]] SourceOutcome EndSource(ingest::IssueLog& issues, std::vector<Error>& notices) const;

  // Errors: PROFILE-101.
  [[nodiscard]] Result<profile::MoneyTotals> Totals() const { return money_.Finish(); }
  [[nodiscard]] profile::TaxBasis tax_basis() const { return tax_->basis; }
  [[nodiscard]] std::vector<table::TextId> NamesInstead() const { return merges_.NamesInstead(); }
  [[nodiscard]] std::vector<document::AppliedMerge> Merges(const table::TextPool& texts) const {
    return merges_.Applied(texts);
  }
  // About all files: PROFILE-303, 304, 306.
  [[nodiscard]] std::vector<Error> Notices() const;

 private:
  struct Noted {
    uint64_t row;
    ErrorId cause;
    std::string value;
  };
  const profile::MoneySettings settings_;
  Window window_;
  std::vector<profile::SourceMoney> moneys_;     // of the shipments files
  std::vector<std::optional<size_t>> money_of_;  // by source
  std::vector<uint32_t> amount_columns_, currency_columns_;
  Result<profile::TaxPlan> tax_;
  profile::MoneyConversion money_;
  document::CustomerMerges merges_;
  size_t at_ = 0;
  std::vector<Noted> noted_;
  std::array<uint64_t, 2> noted_counts_{};  // PROFILE-203, INGEST-211
  Money noted_amount_;
};

}  // namespace loyalane::intake
