// One waybill: where it goes, what it weighs and costs, when it was promised and when it arrived.
#pragma once

#include <cstdint>

#include "generate/alias_table.h"
#include "generate/customer.h"
#include "generate/random.h"

namespace loyalane::generate {

struct Shipment {
  uint64_t waybill = 0;  // 13 digits
  uint32_t customer = 0;
  Day ship_day, promised_day, delivered_day;
  uint16_t ship_minute = 0, promised_minute = 0, delivered_minute = 0;  // minutes of the day
  bool is_delivered = false;
  bool is_foreign = false;
  uint8_t origin = 0, destination = 0;  // kCities; destination in kForeignCities if is_foreign
  uint8_t product = 0, status = 0;
  uint32_t weight_hg = 0;
  int64_t freight_fen = 0;

  // Damage that all lines of the waybill carry; bad_date is 0 for none, else 1 + index into kBadDates.
  uint8_t bad_date = 0;
  bool lacks_customer = false, has_scientific_id = false, is_delivered_first = false;
};

class ShipmentMaker {
 public:
  // The export is made at midnight after export_day: later deliveries have not happened yet.
  explicit ShipmentMaker(Day export_day);
  // Fills everything but the waybill number and the damage.
  void Make(const Customer& customer, uint32_t customer_index, Day ship_day, RowDice& dice, Shipment& out) const;

 private:
  AliasTable destinations_;
  Day export_day_;
};

}  // namespace loyalane::generate
