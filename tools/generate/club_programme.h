// The rules of the sample's club: a programme as docs/programme.md describes it, whose rewards are those that the
// members of club_tables.h redeem (the gifts come from the gifts file).
#pragma once

#include <string_view>

namespace loyalane::generate {

inline constexpr std::string_view kClubProgramme = R"({
  "version": 1,
  "id": "luxing-club",
  "name": {"zh": "鹭行客户会", "en": "Luxing customer club"},
  "earn": [
    {"id": "statement", "name": {"zh": "月结账单每 1 元积 1 分", "en": "1 point for each yuan of the statement"},
     "occasion": "statement", "points": 1, "per": "1.00", "with_tier_multiplier": true,
     "validity": {"method": "month_end", "length": 6}},
    {"id": "event", "name": {"zh": "参加活动", "en": "Taking part in an event"},
     "occasion": "event", "points": 200, "validity": {"method": "month_end", "length": 6}, "qualifies": false},
    {"id": "submission", "name": {"zh": "投稿被采用", "en": "An accepted submission"},
     "occasion": "submission", "points": 300, "validity": {"method": "month_end", "length": 6}, "qualifies": false}
  ],
  "rewards": [
    {"id": "V20", "name": {"zh": "20元运费抵用券", "en": "Freight voucher of 20"}, "kind": "voucher",
     "points": 400, "value": "20.00", "unit_cost": "20.00", "valid_days": 180},
    {"id": "V50", "name": {"zh": "50元运费抵用券", "en": "Freight voucher of 50"}, "kind": "voucher",
     "points": 1000, "value": "50.00", "unit_cost": "50.00", "valid_days": 180},
    {"id": "P-HOME", "name": {"zh": "家政服务券", "en": "House cleaning"}, "kind": "partner",
     "points": 800, "value": "60.00", "unit_cost": "30.00", "merchant": "家政"},
    {"id": "P-GYM", "name": {"zh": "健身月卡", "en": "A month at the gym"}, "kind": "partner",
     "points": 1200, "value": "90.00", "unit_cost": "45.00", "merchant": "健身"}
  ],
  "tiers": {
    "tiers": [
      {"name": "会员", "name_en": "Member", "threshold": 0},
      {"name": "银卡", "name_en": "Silver", "threshold": 3000, "percent": 110},
      {"name": "金卡", "name_en": "Gold", "threshold": 10000, "percent": 125},
      {"name": "钻石卡", "name_en": "Diamond", "threshold": 50000, "percent": 150}
    ],
    "window": "rolling"
  },
  "arrears": {"overdue_days": 60},
  "card": {"threshold": "1000.00"},
  "value_per_100_points": "5.00"
}
)";

}  // namespace loyalane::generate
