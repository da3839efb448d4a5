// Gifts: what the catalogue has in stock, who gets one, and what is short. First come, first served: by day, then by
// the request's id, so that the order of input does not matter. Requirements: issue of gifts for points and referral
// awards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"
#include "base/points.h"
#include "base/result.h"
#include "loyalty/member_state.h"

namespace loyalane::loyalty {

struct Gift {
  std::string id;
  Points price;       // of one
  int64_t stock = 0;  // on hand, deliveries already taken off
};

struct GiftRequest {
  std::string id;
  Day day;
  std::string member;
  MemberState member_state = MemberState::kActive;
  std::string gift;
  int64_t quantity = 1;
  std::optional<Day> delivered_on = std::nullopt;
};

struct GiftPick {
  std::string request, member, gift;
  int64_t quantity;
};
struct GiftRefusal {
  std::string request;
  Error why;  // LOYALTY-340 stock out, -341 unknown gift, -343 request unusable, -324 member not active
};
struct GiftShortage {
  std::string gift;
  int64_t wanted = 0;  // by all open requests that can be used
  int64_t stock = 0;
  [[nodiscard]] int64_t short_by() const { return wanted - stock; }
};

struct GiftRun {
  std::vector<GiftPick> picks;         // by day, then id
  std::vector<GiftRefusal> refusals;   // same order
  std::vector<GiftShortage> shortage;  // gifts wanted beyond their stock, by id
  int64_t delivered = 0;               // requests passed over
  // requests = picks + refusals + delivered
};

// A request is served whole or not at all; a later, smaller one may still be served. The stock is not changed: a pick
// leaves it when it is delivered.
[[nodiscard]] GiftRun PlanGifts(const std::vector<Gift>& catalogue, const std::vector<GiftRequest>& requests);

// Marks the request as delivered and takes it off the stock. Errors, nothing changed: LOYALTY-342 delivered already,
// LOYALTY-340 stock out, LOYALTY-341 unknown gift, LOYALTY-343 there is no such request.
[[nodiscard]] Status DeliverGift(std::vector<Gift>& catalogue, std::vector<GiftRequest>& requests,
                                 const std::string& request, Day day);

}  // namespace loyalane::loyalty
