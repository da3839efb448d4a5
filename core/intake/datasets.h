// What a loaded file of each dataset holds and what the dataset brings (docs/datasets.md).
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/money.h"
#include "ingest/read_plan.h"
#include "profile/dataset_tally.h"

namespace loyalane::intake {

// What the program does with a dataset, in words.
[[nodiscard]] std::string_view UnlockedBy(model::DatasetId dataset, Language language);

// Whether the rows of a file are about customers that other files can know too: not about members, waybills or nobody.
[[nodiscard]] bool NamesCustomers(const ingest::ReadPlan& plan);

struct SourceFacts {
  uint64_t keys = 0;  // distinct customers, members or waybills
  std::optional<Window> days;
  std::optional<Money> amount;
  // Of customers that no shipments or customers file knows; nothing where that cannot be said.
  std::optional<profile::DatasetTally::Strangers> strangers;
};

struct TalliedSource {
  const ingest::ReadPlan* plan;
  const profile::DatasetTally* tally;
};

// Of all files of an import, in their order.
[[nodiscard]] std::vector<SourceFacts> FactsOf(std::span<const TalliedSource> sources);

// INGEST-351, where the file has strangers.
[[nodiscard]] std::optional<Error> StrangersNotice(const SourceFacts& facts);

}  // namespace loyalane::intake
