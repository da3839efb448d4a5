// The merchant alliance (S2-3, S2-4, S2-14, S2-30): who is near, which offers are valid, what fits a member, and what
// the club owes for points that members used at merchants.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/money.h"
#include "base/points.h"
#include "loyalty/day_span.h"
#include "loyalty/shares.h"

namespace loyalane::loyalty {

// Run alone, together with another club, or by a supplier.
enum class AllianceMode : uint8_t { kOwn, kShared, kOutsourced };
[[nodiscard]] std::string_view IdOf(AllianceMode mode);  // "own", "shared", "outsourced"

struct Merchant {
  std::string id;
  std::string area;
  std::vector<std::string> categories;
  AllianceMode mode = AllianceMode::kOwn;
  // What the club pays for 1000 points that were used there. A thousand, because a point is often worth less than a
  // fen.
  Money price_per_1000_points;
};

struct MerchantOffer {
  std::string id;
  std::string merchant;
  DaySpan valid;
};

// Offers that are valid on the day, of known merchants, in the area (empty: everywhere); by merchant, then id. Expired
// and future ones are hidden.
[[nodiscard]] std::vector<const MerchantOffer*> OffersOn(const std::vector<MerchantOffer>& offers,
                                                         const std::vector<Merchant>& merchants, Day day,
                                                         std::string_view area);
// Of the valid ones those whose last day is among the `days` days from `day` on (itself included); by last day, then
// id.
[[nodiscard]] std::vector<const MerchantOffer*> OffersExpiringWithin(const std::vector<MerchantOffer>& offers, Day day,
                                                                     int32_t days);

struct MerchantFit {
  std::string merchant;
  Share matched;  // categories of the merchant that are among the member's tags, of all its categories
};
// S2-30, best first: more matches, then fewer categories, then id. Merchants without a match are left out.
[[nodiscard]] std::vector<MerchantFit> FitMerchants(const std::vector<Merchant>& merchants,
                                                    const std::vector<std::string>& tags);

// S2-3: members of an area for its merchants.
struct AreaMix {
  std::string area;
  Share members_per_merchant;  // members of the area, merchants of the area
};
// Areas of either, by name. `member_areas`: one entry a member.
[[nodiscard]] std::vector<AreaMix> MixByArea(const std::vector<Merchant>& merchants,
                                             const std::vector<std::string>& member_areas);

// A ledger posting of points used at a merchant; negative: given back.
struct PartnerPoints {
  std::string merchant;
  Day day;
  Points points;
};
struct SettlementLine {
  std::string merchant;
  int32_t month;  // MonthIndex of base/date.h
  Points points;
  Money amount;  // points x price / 1000, rounded once to the fen, halves away from 0
};
struct Settlement {
  std::vector<SettlementLine> lines;  // by merchant, then month; months whose points add up to 0 included
  Points settled;
  Points unsettled;  // of unknown merchants; settled + unsettled = the ledger's sum
  Money amount;
  std::vector<Error> issues;  // LOYALTY-356, one for each unknown merchant, by id
};
[[nodiscard]] Settlement SettlePartnerPoints(const std::vector<Merchant>& merchants,
                                             const std::vector<PartnerPoints>& postings);

}  // namespace loyalane::loyalty
