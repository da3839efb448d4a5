#include "segment/customer_type.h"

#include <array>

namespace loyalane::segment {
namespace {

struct Names {
  std::string_view id, zh, en;
};
constexpr std::array<Names, kCustomerTypeCount> kNames = {{
    {"general", "一般客户", "General customer"},
    {"loyal", "忠诚型客户", "Loyal customer"},
    {"contested", "争取型客户", "Contested customer"},
    {"core", "核心型客户", "Core customer"},
}};

}  // namespace

std::string_view IdOf(CustomerType type) { return kNames[static_cast<size_t>(type)].id; }

std::optional<CustomerType> ParseCustomerType(std::string_view id) {
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i].id == id) return static_cast<CustomerType>(i);
  }
  return std::nullopt;
}

std::string_view NameOf(CustomerType type, Language language) {
  const Names& names = kNames[static_cast<size_t>(type)];
  return language == Language::kZh ? names.zh : names.en;
}

}  // namespace loyalane::segment
