// Which dataset a file is and which of its columns is which field, told from the header row alone; what the user wished
// comes first. A header that leaves two meanings is asked about, never guessed, and no two datasets claim a file in
// silence.
//
//   HeaderIndex index;
//   ColumnMatcher matcher(index, wishes, normalised, probe);   // probe.plan.headers are there
//   matcher.ChooseDataset(); matcher.BindFields(); matcher.ChooseKey(); matcher.CheckRequired();
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/probe.h"
#include "model/catalogue.h"

namespace loyalane::ingest {

// Normalised header -> the fields that know it, built once a file; NormaliseHeader's form on both sides.
class HeaderIndex {
 public:
  HeaderIndex();
  // Position of a header among a field's names, -1 = it is none of them.
  [[nodiscard]] int32_t Rank(model::FieldId field, std::string_view normalised) const;
  // Whether any field of the dataset (null: of any) has this name.
  [[nodiscard]] bool Knows(std::string_view normalised, const model::Dataset* dataset) const;
  // A bit for each dataset in which the header means something.
  [[nodiscard]] uint32_t DatasetsOf(std::string_view normalised) const;

 private:
  struct Meaning {
    std::string_view header;
    model::FieldId field;
    uint8_t rank;   // 0 = the field's own name, 1 = its best synonym ...
    uint16_t next;  // of the same slot; kNone = the last
  };
  static constexpr size_t kSlots = 1024;
  static constexpr uint16_t kNone = UINT16_MAX;
  void Add(std::string_view header, model::FieldId field, uint8_t rank);

  std::string own_names_;
  std::vector<Meaning> meanings_;
  std::array<uint16_t, kSlots> first_;
  std::array<uint32_t, model::kFieldCount> datasets_of_field_{};
};

// How many cells of a row are headers of the dataset (null: of any).
[[nodiscard]] size_t KnownHeaders(const HeaderIndex& index, const std::vector<std::string>& row,
                                  const model::Dataset* dataset);

// The column that a mapping means: of just this text, else of this text normalised, else of this 1-based number.
[[nodiscard]] std::optional<uint32_t> FindColumn(const std::vector<std::string>& headers,
                                                 const std::vector<std::string>& normalised, std::string_view wished);

class ColumnMatcher {
 public:
  // `normalised`: the names to match, one a column of probe.plan.headers. All arguments must outlive the matcher.
  ColumnMatcher(const HeaderIndex& index, const ReadWishes& wishes, const std::vector<std::string>& normalised,
                FileProbe& probe);

  // probe.datasets, plan.dataset; problem INGEST-112.
  void ChooseDataset();
  // plan.fields; problems INGEST-111, 113, 165, WORKSPACE-104, notices INGEST-307, 311, 350.
  void BindFields();
  // plan.customer_key; problem INGEST-109.
  void ChooseKey();
  // Problem INGEST-109, notice INGEST-309.
  void CheckRequired();

  // The fields of the plan's dataset that the column's header can mean, in the dataset's order.
  [[nodiscard]] std::vector<model::FieldId> MeaningsOf(uint32_t column) const;
  // Position of the column's header among the field's names, -1 = it is none of them.
  [[nodiscard]] int32_t RankOf(uint32_t column, model::FieldId field) const {
    return index_.Rank(field, names_[column]);
  }

 private:
  struct Match {
    int32_t rank;
    uint32_t column;
  };
  [[nodiscard]] ReadPlan& plan() { return probe_.plan; }
  void Problem(Error error) { probe_.problems.push_back(std::move(error)); }
  struct Evidence {
    double named = 0;      // weight of all headers
    double explained = 0;  // of those that mean something in the dataset
  };
  [[nodiscard]] Evidence EvidenceFor(model::DatasetId dataset) const;
  [[nodiscard]] double Confidence(const model::Dataset& dataset) const;
  // Columns whose header matches the field, best synonym first, then leftmost.
  [[nodiscard]] std::vector<Match> MatchesOf(model::FieldId field) const;
  [[nodiscard]] bool IsNeeded(model::FieldId field);
  void BindWished();
  void Bind(uint32_t column, model::FieldId field);
  void Ask(Error error, bool needed, const std::vector<model::FieldId>& fields);
  void NameRivals();

  const HeaderIndex& index_;
  const ReadWishes& wishes_;
  const std::vector<std::string>& normalised_;
  FileProbe& probe_;
  std::vector<std::string_view> names_;      // the normalised headers, but for one
  std::vector<bool> taken_;                  // columns that have a meaning, are left out, or are asked about
  std::bitset<model::kFieldCount> by_hand_;  // fields that the user gave a column
  std::bitset<model::kFieldCount> asked_;    // fields that a problem already asks about
};

}  // namespace loyalane::ingest
