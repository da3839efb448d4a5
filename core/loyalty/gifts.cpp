#include "loyalty/gifts.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "base/sort.h"

namespace loyalane::loyalty {
namespace {

Error StockOut(const std::string& gift, int64_t wanted, int64_t left) {
  return Error(ErrorId::kGiftStockOut)
      .With("gift", gift)
      .With("wanted", std::to_string(wanted))
      .With("left", std::to_string(left));
}

Error Unusable(const std::string& request, int64_t quantity) {
  return Error(ErrorId::kGiftRequestUnusable).With("request", request).With("quantity", std::to_string(quantity));
}

}  // namespace

GiftRun PlanGifts(const std::vector<Gift>& catalogue, const std::vector<GiftRequest>& requests) {
  std::map<std::string_view, int64_t> left;
  for (const Gift& gift : catalogue) left.emplace(gift.id, gift.stock);
  std::map<std::string_view, int64_t> same_id;
  std::vector<const GiftRequest*> order;
  for (const GiftRequest& request : requests) {
    ++same_id[request.id];
    order.push_back(&request);
  }
  Sort(order, [](const GiftRequest* a, const GiftRequest* b) {
    return std::tie(a->day, a->id, a->member, a->gift, a->quantity) <
           std::tie(b->day, b->id, b->member, b->gift, b->quantity);
  });

  GiftRun run;
  std::map<std::string_view, int64_t> wanted;
  for (const GiftRequest* request : order) {
    if (request->delivered_on) {
      ++run.delivered;
      continue;
    }
    const auto refuse = [&](Error why) { run.refusals.push_back({request->id, std::move(why)}); };
    const auto stock = left.find(request->gift);
    if (request->quantity < 1 || same_id[request->id] > 1) {
      refuse(Unusable(request->id, request->quantity));
    } else if (stock == left.end()) {
      refuse(Error(ErrorId::kGiftUnknown).With("gift", request->gift));
    } else if (!EntitlementsOf(request->member_state).redeems) {
      refuse(Error(ErrorId::kMemberFrozen)
                 .With("member", request->member)
                 .With("state", std::string(IdOf(request->member_state))));
    } else {
      wanted[request->gift] += request->quantity;
      if (request->quantity > stock->second) {
        refuse(StockOut(request->gift, request->quantity, stock->second));
      } else {
        stock->second -= request->quantity;
        run.picks.push_back({request->id, request->member, request->gift, request->quantity});
      }
    }
  }
  for (const Gift& gift : catalogue) {
    const auto found = wanted.find(gift.id);
    if (found != wanted.end() && found->second > gift.stock) {
      run.shortage.push_back({gift.id, found->second, gift.stock});
    }
  }
  Sort(run.shortage, [](const GiftShortage& a, const GiftShortage& b) { return a.gift < b.gift; });
  return run;
}

Status DeliverGift(std::vector<Gift>& catalogue, std::vector<GiftRequest>& requests, const std::string& request,
                   Day day) {
  const auto wanted =
      std::find_if(requests.begin(), requests.end(), [&](const GiftRequest& other) { return other.id == request; });
  if (wanted == requests.end()) return Unusable(request, 0);
  if (wanted->delivered_on) {
    return Error(ErrorId::kGiftDelivered).With("request", request).With("day", ToIso(*wanted->delivered_on));
  }
  if (wanted->quantity < 1) return Unusable(request, wanted->quantity);
  const auto gift =
      std::find_if(catalogue.begin(), catalogue.end(), [&](const Gift& other) { return other.id == wanted->gift; });
  if (gift == catalogue.end()) return Error(ErrorId::kGiftUnknown).With("gift", wanted->gift);
  if (gift->stock < wanted->quantity) return StockOut(gift->id, wanted->quantity, gift->stock);
  gift->stock -= wanted->quantity;
  wanted->delivered_on = day;
  return Done{};
}

}  // namespace loyalane::loyalty
