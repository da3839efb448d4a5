// Who is who: customers that the user has merged, and groups of customers that belong together.
//
// A merge acts while rows are read: their customer becomes the one that stays, so that every figure is as if the files
// had said so. Taking it out of the settings and importing again undoes it. docs/formulas/merge-suggestions.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/money.h"
#include "base/result.h"
#include "model/event_batch.h"
#include "table/text_pool.h"

namespace loyalane::document {

struct CustomerMerge {
  std::string into;               // the code that stays
  std::vector<std::string> from;  // the codes that become it
  friend bool operator==(const CustomerMerge&, const CustomerMerge&) = default;
};

// For totals over companies that belong together; the customers stay apart in everything else.
struct CustomerGroup {
  std::string name;
  std::vector<std::string> members;  // codes
  friend bool operator==(const CustomerGroup&, const CustomerGroup&) = default;
};

struct CustomerSettings {
  std::vector<CustomerMerge> merges;
  std::vector<CustomerGroup> groups;
  friend bool operator==(const CustomerSettings&, const CustomerSettings&) = default;
};

// A code as the reader of rows keeps it: width folded, blanks and spreadsheet wrapping taken off.
[[nodiscard]] std::string CanonicalCode(std::string_view written);

// Errors: PROFILE-105 a customer is merged and merged into, or into itself; PROFILE-106 merged twice; PROFILE-107 a
// member of two groups.
[[nodiscard]] Status CheckCustomerSettings(const CustomerSettings& settings);

// What a merge did in an import.
struct AppliedMerge {
  std::string from, into;
  std::string from_name;  // as its rows have it
  bool found = false;     // some row of some file was of `from`
  uint64_t rows = 0;      // of shipments inside the window
  Money amount;           // of those
};

class CustomerMerges {
 public:
  CustomerMerges() = default;
  explicit CustomerMerges(const CustomerSettings& settings);
  [[nodiscard]] bool empty() const { return applied_.empty(); }

  // Rows of merged customers become rows of those that stay, without their names, and are marked (EventBatch::merged).
  // `customers` is the batch's pool.
  void Apply(model::EventBatch& batch, table::TextPool& customers);
  // The customer that a number of the pool stands for.
  [[nodiscard]] table::TextId StandsFor(table::TextId customer, table::TextPool& customers);
  // By number of the pool: for customers that stay, the name of one merged into them; kNoText for all others.
  [[nodiscard]] std::vector<table::TextId> NamesInstead() const;
  // Counts the rows that the last Apply changed: shipments, with their amounts (money_conversion.h).
  void Count(const model::EventBatch& batch, const int64_t* amounts, Window window);

  // In the order of the settings; without names.
  [[nodiscard]] const std::vector<AppliedMerge>& applied() const { return applied_; }
  [[nodiscard]] std::vector<AppliedMerge> Applied(const table::TextPool& texts) const;

 private:
  struct Changed {
    uint32_t row;
    uint32_t merge;
  };
  std::vector<AppliedMerge> applied_;
  table::TextPool from_;                   // by number of applied_
  std::vector<table::TextId> names_;       // of applied_
  std::vector<table::TextId> merge_of_;    // by customer number: of applied_; kNoText where the customer stays
  std::vector<table::TextId> stands_for_;  // by customer number
  std::vector<Changed> changed_;
};

}  // namespace loyalane::document
