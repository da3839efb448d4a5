// PartTaker: the parts of a file, in their order -> the batches and totals that one RowReader would give for all of it.
// A part is taken only where its reader began with what the part before ended with; else nothing of it is, and it must
// be read again (PartWish::Start::kExact).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/row_reader.h"

namespace loyalane::ingest {

class PartTaker {
 public:
  // The batches have the pools' numbers. Of `rows`: what the file's first part begins with.
  PartTaker(const ReadPlan& plan, ImportPools& pools, const RowReader& rows, BatchSink sink);
  // False: not taken, see next() and carry(). Errors: the part's own, as RowReader; BASE-101 no message of this build.
  [[nodiscard]] Result<bool> Take(std::string_view message);
  // Where the next part's first record begins, and what is above it.
  [[nodiscard]] uint64_t next() const { return next_; }
  [[nodiscard]] const std::string& carry() const { return carry_; }
  // All parts are taken.
  void Finish();
  [[nodiscard]] const RowTotals& totals() const { return totals_; }

 private:
  // By number of the reader's own pools.
  struct Texts {
    std::vector<table::TextId> customers, texts, waybills;
  };
  // False where a number was not told.
  [[nodiscard]] bool Renumber(const Texts& texts);

  ReadPlan plan_;
  ImportPools& pools_;
  BatchSink sink_;
  table::TextId customers_before_;
  std::vector<model::FieldId> fields_;
  std::vector<Texts> readers_;
  model::EventBatch batch_;
  RowTotals totals_;
  uint64_t next_ = 0;
  uint64_t records_ = 0;
  std::string carry_;
};

}  // namespace loyalane::ingest
