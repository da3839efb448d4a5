#include "workspace/partners_import.h"

#include <array>
#include <string>
#include <string_view>

namespace loyalane::workspace {
namespace {

constexpr std::array<std::string_view, 6> kSeparators = {"、", "，", "；", ",", ";", "|"};

Json ListOf(std::string_view text) {
  Json list = Json::array();
  std::string one;
  const auto end = [&] {
    const size_t begin = one.find_first_not_of(' ');
    if (begin != std::string::npos) list.push_back(one.substr(begin, one.find_last_not_of(' ') + 1 - begin));
    one.clear();
  };
  while (!text.empty()) {
    size_t parted = 0;
    for (const std::string_view separator : kSeparators) {
      if (text.starts_with(separator)) parted = separator.size();
    }
    if (parted > 0) {
      end();
      text.remove_prefix(parted);
    } else {
      one += text.front();
      text.remove_prefix(1);
    }
  }
  end();
  return list;
}

}  // namespace

std::vector<MerchantInFile> MerchantsInFiles(const ImportedData& data) {
  std::vector<MerchantInFile> merchants;
  const auto text = [&](table::TextId id) {
    return id == table::kNoText ? std::string_view() : (*data.club.texts)[id];
  };
  for (const loyalty::MerchantRow& row : data.club.merchants) {
    MerchantInFile one{row.place, Json::object(), Json()};
    const auto put = [&](Json& json, const char* key, table::TextId id) {
      if (!text(id).empty()) json[key] = ToText(text(id));
    };
    put(one.merchant, "id", row.number);
    put(one.merchant, "name", row.name);
    put(one.merchant, "area", row.area);
    put(one.merchant, "contact", row.contact);
    if (!text(row.categories).empty()) one.merchant["categories"] = ListOf(text(row.categories));
    if (row.mode) one.merchant["mode"] = ToText(IdOf(*row.mode));
    if (row.price_per_1000) one.merchant["pricePer1000"] = ToDecimal(*row.price_per_1000);
    const bool has_offer = !text(row.offer).empty() || !text(row.offer_text).empty() || row.from || row.to;
    if (has_offer) {
      one.offer = Json::object();
      put(one.offer, "id", row.offer);
      put(one.offer, "merchant", row.number);
      put(one.offer, "text", row.offer_text);
      if (row.from) one.offer["from"] = ToIso(*row.from);
      if (row.to) one.offer["to"] = ToIso(*row.to);
    }
    merchants.push_back(std::move(one));
  }
  return merchants;
}

}  // namespace loyalane::workspace
