// What the last segmentation said of each customer, so that a type does not flip on noise. Filled from the
// `customer_id`, `type` and `raw_type` columns of the last run's output.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "segment/customer_type.h"
#include "table/text_pool.h"

namespace loyalane::segment {

class PreviousRun {
 public:
  struct Entry {
    CustomerType type;      // as published, after stability
    CustomerType raw_type;  // as the figures of that run alone said
  };
  // Errors: SEGMENT-108 a type that is not known, SEGMENT-109 a customer listed twice.
  Status Add(std::string_view customer_id, std::string_view type, std::string_view raw_type);
  [[nodiscard]] std::optional<Entry> Find(std::string_view customer_id) const;
  [[nodiscard]] size_t size() const { return entries_.size(); }

 private:
  table::TextPool ids_;
  std::vector<Entry> entries_;  // by id in the pool
};

}  // namespace loyalane::segment
