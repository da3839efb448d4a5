#include "generate/shipment.h"

#include <array>
#include <iterator>

#include "generate/vocabulary.h"

namespace loyalane::generate {
namespace {

// Lane classes: same city, same region, other region, far region.
struct Tariff {
  int32_t first_kg_fen[4];
  int32_t next_kg_fen[4];
  uint8_t days[4];
  uint16_t promised_minute;
};
constexpr Tariff kTariffs[] = {
    {{1200, 1400, 2000, 2600}, {200, 300, 800, 1400}, {1, 1, 2, 3}, 18 * 60},        // kStandard
    {{900, 1000, 1300, 2000}, {150, 200, 500, 900}, {2, 2, 3, 5}, 21 * 60},          // kEconomy
    {{1500, 1500, 1500, 1500}, {200, 200, 200, 200}, {0, 0, 0, 0}, 22 * 60},         // kSameCity
    {{3000, 3500, 4800, 6000}, {500, 600, 1200, 2000}, {1, 1, 2, 2}, 12 * 60},       // kColdChain
    {{18000, 18000, 18000, 18000}, {6000, 6000, 6000, 6000}, {6, 6, 6, 8}, 18 * 60}  // kInternational
};

std::array<uint64_t, std::size(kCities)> Traffic() {
  std::array<uint64_t, std::size(kCities)> traffic{};
  for (size_t i = 0; i < traffic.size(); ++i) traffic[i] = kCities[i].weight;
  return traffic;
}

uint32_t LaneOf(uint8_t origin, uint8_t destination) {
  if (origin == destination) return 0;
  const uint8_t from = kCities[origin].region, to = kCities[destination].region;
  if (from == kFarRegion || to == kFarRegion) return 3;
  return from == to ? 1 : 2;
}

}  // namespace

ShipmentMaker::ShipmentMaker(Day export_day) : destinations_(Traffic()), export_day_(export_day) {}

void ShipmentMaker::Make(const Customer& customer, uint32_t customer_index, Day ship_day, RowDice& dice,
                         Shipment& out) const {
  out = {};
  out.customer = customer_index;
  out.product = dice.Below(5) == 0 ? customer.product_other : customer.product_main;
  out.is_foreign = out.product == kInternational;
  out.origin = customer.city;
  const uint32_t city = destinations_.Pick(dice.Bits64());
  out.destination = out.product == kSameCity ? customer.city
                    : out.is_foreign         ? static_cast<uint8_t>(city % std::size(kForeignCities))
                                             : static_cast<uint8_t>(city);
  const uint32_t lane = out.is_foreign ? 2 : LaneOf(out.origin, out.destination);
  const Tariff& tariff = kTariffs[out.product];

  // Around the customer's mean, one in 32 four times as heavy.
  uint32_t weight = customer.weight_mean_hg * (dice.Below(513) + dice.Below(513)) / 512;
  if (dice.Below(32) == 0) weight *= 4;
  out.weight_hg = weight < 1 ? 1 : weight;
  const int64_t beyond_first_kg_hg = out.weight_hg > 10 ? out.weight_hg - 10 : 0;
  const int64_t list_fen = tariff.first_kg_fen[lane] + beyond_first_kg_hg * tariff.next_kg_fen[lane] / 10;
  out.freight_fen = list_fen * customer.discount_permille / 10'000 * 10;

  out.ship_day = ship_day;
  out.ship_minute = static_cast<uint16_t>(8 * 60 + dice.Below(out.product == kSameCity ? 8 * 60 : 13 * 60));
  out.promised_day = ship_day + tariff.days[lane];
  out.promised_minute = tariff.promised_minute;

  const bool is_ontime = dice.Permille(customer.ontime_permille);
  const uint32_t spread = dice.Bits32() >> 16;
  if (!is_ontime) {
    out.delivered_day = out.promised_day + 1 + static_cast<int32_t>(spread % 3);
    out.delivered_minute = static_cast<uint16_t>(9 * 60 + (spread / 3) % (11 * 60));
  } else if (tariff.days[lane] == 0) {
    const uint32_t earliest = out.ship_minute + 90u;
    out.delivered_day = ship_day;
    out.delivered_minute = static_cast<uint16_t>(earliest + spread % (tariff.promised_minute - earliest));
  } else {
    const int32_t early = tariff.days[lane] >= 2 && spread % 10 < 3 ? 1 : 0;
    out.delivered_day = out.promised_day - early;
    out.delivered_minute = static_cast<uint16_t>(9 * 60 + (spread / 10) % (tariff.promised_minute - 9 * 60));
  }

  const uint32_t fate = dice.Below(1000);
  if (fate < 6) {
    out.status = kReturning;
  } else if (fate < 10) {
    out.status = kException;
  } else if (out.delivered_day > export_day_) {
    const bool is_next_day = out.delivered_day == export_day_ + 1;
    out.status = is_next_day && out.delivered_minute < 12 * 60 ? kOutForDelivery : kInTransit;
  } else {
    out.status = kSigned;
    out.is_delivered = true;
  }
}

}  // namespace loyalane::generate
