#include "document/customer_merges.h"

#include "ingest/cell_text.h"

namespace loyalane::document {

using model::FieldId;
using model::kNull;
using table::kNoText;
using table::TextId;

std::string CanonicalCode(std::string_view written) {
  std::string folded;
  ingest::FoldWidth(written, folded);
  return std::string(ingest::Unwrap(folded));
}

Status CheckCustomerSettings(const CustomerSettings& settings) {
  table::TextPool from;
  for (const CustomerMerge& merge : settings.merges) {
    for (const std::string& written : merge.from) {
      const std::string code = CanonicalCode(written);
      const uint32_t known = from.size();
      if (from.Add(code) < known) return Error(ErrorId::kMergedTwice).With("customer", code);
    }
  }
  for (const CustomerMerge& merge : settings.merges) {
    const std::string code = CanonicalCode(merge.into);
    if (from.Find(code) != kNoText) return Error(ErrorId::kMergeChained).With("customer", code);
  }
  table::TextPool members;
  std::vector<const std::string*> group_of;  // by member
  for (const CustomerGroup& group : settings.groups) {
    for (const std::string& written : group.members) {
      const std::string code = CanonicalCode(written);
      const TextId member = members.Add(code);
      if (member == group_of.size()) group_of.push_back(&group.name);
      if (*group_of[member] == group.name) continue;
      return Error(ErrorId::kGroupMemberTwice)
          .With("customer", code)
          .With("group", *group_of[member])
          .With("other", group.name);
    }
  }
  return Done{};
}

CustomerMerges::CustomerMerges(const CustomerSettings& settings) {
  for (const CustomerMerge& merge : settings.merges) {
    for (const std::string& code : merge.from) {
      AppliedMerge& applied = applied_.emplace_back();
      applied.from = CanonicalCode(code);
      applied.into = CanonicalCode(merge.into);
      from_.Add(applied.from);
    }
  }
  names_.assign(applied_.size(), kNoText);
}

TextId CustomerMerges::StandsFor(TextId customer, table::TextPool& customers) {
  if (customer == kNoText || empty()) return customer;
  while (stands_for_.size() <= customer) {
    const auto id = static_cast<TextId>(stands_for_.size());
    const TextId merge = from_.Find(customers[id]);
    merge_of_.push_back(merge);
    stands_for_.push_back(merge == kNoText ? id : customers.Add(applied_[merge].into));
  }
  return stands_for_[customer];
}

void CustomerMerges::Apply(model::EventBatch& batch, table::TextPool& customers) {
  changed_.clear();
  batch.merged.clear();
  if (empty()) return;
  int64_t* const name =
      batch.Has(FieldId::kCustomerName) ? batch.columns[static_cast<size_t>(FieldId::kCustomerName)].data() : nullptr;
  for (uint32_t row = 0; row < batch.rows; ++row) {
    const TextId customer = batch.customer[row];
    const TextId stays = StandsFor(customer, customers);
    if (stays == customer) continue;
    batch.customer[row] = stays;
    const uint32_t merge = merge_of_[customer];
    applied_[merge].found = true;
    if (name != nullptr && name[row] != kNull) {
      names_[merge] = static_cast<TextId>(name[row]);
      name[row] = kNull;  // the customer that stays keeps its own
    }
    changed_.push_back({row, merge});
  }
  if (changed_.empty()) return;
  batch.merged.assign(batch.rows, 0);
  for (const Changed& each : changed_) batch.merged[each.row] = 1;
}

std::vector<TextId> CustomerMerges::NamesInstead() const {
  std::vector<TextId> names(stands_for_.size(), kNoText);
  for (size_t customer = 0; customer < stands_for_.size(); ++customer) {
    const TextId merge = merge_of_[customer];
    if (merge == kNoText || names_[merge] == kNoText) continue;
    const TextId stays = stands_for_[customer];
    if (stays >= names.size()) names.resize(stays + 1, kNoText);
    names[stays] = names_[merge];
  }
  return names;
}

void CustomerMerges::Count(const model::EventBatch& batch, const int64_t* amounts, Window window) {
  const int64_t* shipped = batch.Column(FieldId::kShipTime);
  for (const Changed& each : changed_) {
    if (amounts[each.row] == kNull || !window.Contains(Instant::FromPacked(shipped[each.row]).day())) continue;
    ++applied_[each.merge].rows;
    applied_[each.merge].amount += Money{amounts[each.row]};
  }
}

std::vector<AppliedMerge> CustomerMerges::Applied(const table::TextPool& texts) const {
  std::vector<AppliedMerge> applied = applied_;
  for (size_t i = 0; i < applied.size(); ++i) {
    if (names_[i] != kNoText) applied[i].from_name = texts[names_[i]];
  }
  return applied;
}

}  // namespace loyalane::document
