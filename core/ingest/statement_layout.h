// What the sampled rows of a file show of how its table is to be read: where it ends, which rows of it count, which
// columns make up the amount, how dates and numbers are written. Proposals go into the plan, questions into the probe's
// problems. docs/formulas/statements.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/probe.h"
#include "ingest/statement_rows.h"

namespace loyalane::ingest {

// What a file's sample is made of. `titles` stand above the header, `rows` behind it.
struct StatementSample {
  std::vector<TextRow> titles;
  std::vector<TextRow> rows;
  std::vector<TextRow> tail;         // last rows of the file, where they are not among `rows`
  std::vector<std::string> matched;  // names of the columns, as matched with the catalogue
  std::string_view file_name;
  bool is_whole = false;  // `rows` are all that the file has
};

// plan.end_marks; takes off the sample what stands behind the table. The plan's dataset is chosen.
void ProposeTableEnd(const ReadWishes& wishes, StatementSample& sample, FileProbe& probe);

// What needs the plan's fields: may bind the amount anew (amount_incl, amount_excl; amount_parts); the currency.
// Problems INGEST-113, 155, 156, 157, 159; notices INGEST-342, 343, 346, 347, 348, 352..355.
void ProposeLayout(const ReadWishes& wishes, const StatementSample& sample, FileProbe& probe);

// The last year and month that a text names: 2026年9月, 2026-09, 202609, 20260930, 2026/09/01-2026/09/30.
[[nodiscard]] std::optional<CivilDate> MonthIn(std::string_view text);

// Notices that follow from a plan alone, so that a plan that has travelled tells them as well.
[[nodiscard]] std::vector<Error> NoticesOf(const ReadPlan& plan);

}  // namespace loyalane::ingest
