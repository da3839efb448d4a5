#include "segment/previous_run.h"

#include <string>

namespace loyalane::segment {

Status PreviousRun::Add(std::string_view customer_id, std::string_view type, std::string_view raw_type) {
  const auto unknown = [customer_id](std::string_view value) {
    return Error(ErrorId::kPreviousTypeUnknown)
        .With("customer", std::string(customer_id))
        .With("value", std::string(value));
  };
  const std::optional<CustomerType> parsed_type = ParseCustomerType(type);
  if (!parsed_type) return unknown(type);
  const std::optional<CustomerType> parsed_raw_type = ParseCustomerType(raw_type);
  if (!parsed_raw_type) return unknown(raw_type);
  if (ids_.Find(customer_id) != table::kNoText) {
    return Error(ErrorId::kPreviousCustomerTwice).With("customer", std::string(customer_id));
  }
  ids_.Add(customer_id);
  entries_.push_back({*parsed_type, *parsed_raw_type});
  return Done{};
}

std::optional<PreviousRun::Entry> PreviousRun::Find(std::string_view customer_id) const {
  const table::TextId id = ids_.Find(customer_id);
  if (id == table::kNoText) return std::nullopt;
  return entries_[id];
}

}  // namespace loyalane::segment
