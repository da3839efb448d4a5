#include "loyalty/merchants.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "base/sort.h"
#include "math/wide_int.h"

namespace loyalane::loyalty {
namespace {

constexpr int64_t kPointsPerPrice = 1000;

Money PriceOf(Points points, Money price) {
  const math::Int128 exact = static_cast<math::Int128>(points.units) * price.minor;
  const math::Int128 half = exact < 0 ? -kPointsPerPrice / 2 : kPointsPerPrice / 2;
  return {static_cast<int64_t>((exact + half) / kPointsPerPrice)};
}

}  // namespace

std::string_view IdOf(AllianceMode mode) {
  constexpr std::string_view kIds[] = {"own", "shared", "outsourced"};
  return kIds[static_cast<size_t>(mode)];
}

std::vector<const MerchantOffer*> OffersOn(const std::vector<MerchantOffer>& offers,
                                           const std::vector<Merchant>& merchants, Day day, std::string_view area) {
  std::set<std::string_view> in_area;
  for (const Merchant& merchant : merchants) {
    if (area.empty() || merchant.area == area) in_area.insert(merchant.id);
  }
  std::vector<const MerchantOffer*> valid;
  for (const MerchantOffer& offer : offers) {
    if (offer.valid.Contains(day) && in_area.contains(offer.merchant)) valid.push_back(&offer);
  }
  Sort(valid, [](const MerchantOffer* a, const MerchantOffer* b) {
    return std::tie(a->merchant, a->id) < std::tie(b->merchant, b->id);
  });
  return valid;
}

std::vector<const MerchantOffer*> OffersExpiringWithin(const std::vector<MerchantOffer>& offers, Day day,
                                                       int32_t days) {
  std::vector<const MerchantOffer*> expiring;
  for (const MerchantOffer& offer : offers) {
    if (offer.valid.Contains(day) && offer.valid.to && *offer.valid.to - day < days) expiring.push_back(&offer);
  }
  Sort(expiring, [](const MerchantOffer* a, const MerchantOffer* b) {
    return std::tie(*a->valid.to, a->id) < std::tie(*b->valid.to, b->id);
  });
  return expiring;
}

std::vector<MerchantFit> FitMerchants(const std::vector<Merchant>& merchants, const std::vector<std::string>& tags) {
  const std::set<std::string_view> wanted(tags.begin(), tags.end());
  std::vector<MerchantFit> fits;
  for (const Merchant& merchant : merchants) {
    const std::set<std::string_view> categories(merchant.categories.begin(), merchant.categories.end());
    const auto matched = std::count_if(categories.begin(), categories.end(),
                                       [&](std::string_view category) { return wanted.contains(category); });
    if (matched > 0) fits.push_back({merchant.id, {matched, static_cast<int64_t>(categories.size())}});
  }
  Sort(fits, [](const MerchantFit& a, const MerchantFit& b) {
    return std::tie(b.matched.numerator, a.matched.denominator, a.merchant) <
           std::tie(a.matched.numerator, b.matched.denominator, b.merchant);
  });
  return fits;
}

std::vector<AreaMix> MixByArea(const std::vector<Merchant>& merchants, const std::vector<std::string>& member_areas) {
  std::map<std::string_view, Share> areas;
  for (const std::string& area : member_areas) ++areas[area].numerator;
  for (const Merchant& merchant : merchants) ++areas[merchant.area].denominator;
  std::vector<AreaMix> mix;
  mix.reserve(areas.size());
  for (const auto& [area, share] : areas) mix.push_back({std::string(area), share});
  return mix;
}

Settlement SettlePartnerPoints(const std::vector<Merchant>& merchants, const std::vector<PartnerPoints>& postings) {
  std::map<std::string_view, Money> prices;
  for (const Merchant& merchant : merchants) prices.emplace(merchant.id, merchant.price_per_1000_points);
  Settlement settlement;
  std::map<std::pair<std::string_view, int32_t>, Points> points;
  std::set<std::string_view> unknown;
  for (const PartnerPoints& posting : postings) {
    if (prices.contains(posting.merchant)) {
      points[{posting.merchant, MonthIndex(ToCivil(posting.day))}] += posting.points;
      settlement.settled += posting.points;
    } else {
      unknown.insert(posting.merchant);
      settlement.unsettled += posting.points;
    }
  }
  for (const auto& [key, sum] : points) {
    const Money amount = PriceOf(sum, prices.find(key.first)->second);
    settlement.lines.push_back({std::string(key.first), key.second, sum, amount});
    settlement.amount += amount;
  }
  for (const std::string_view merchant : unknown) {
    settlement.issues.push_back(Error(ErrorId::kMerchantUnknown).With("merchant", std::string(merchant)));
  }
  return settlement;
}

}  // namespace loyalane::loyalty
