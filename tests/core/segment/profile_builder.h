// Builds a ProfileTable by hand, one customer a line:
//   ProfileBuilder().Add({.id = "C1", .avg_spend = 16, ...}).Build()
// Fields left out are not known.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include "profile/profile_table.h"

namespace loyalane::segment {

struct Customer {
  std::string id;
  double avg_spend = profile::kMissing;
  double purchase_cycle_days = profile::kMissing;
  double monthly_contribution = profile::kMissing;
  double choice_share = profile::kMissing;
  double satisfaction = profile::kMissing;
  double mind_rank = profile::kMissing;
  double tenure_months = profile::kMissing;
  double recency_days = profile::kMissing;
  uint32_t waybills = 0;
  uint32_t ship_days = 0;
  int64_t amount_minor = 0;
};

class ProfileBuilder {
 public:
  ProfileBuilder() {
    table_.as_of = ToDay({2026, 10, 31});
    table_.window = TwelveMonthsUntil(table_.as_of);
    table_.currency = "CNY";
  }
  // The table comes from shipments: a customer without ship-days and without figures is dormant.
  ProfileBuilder& FromShipments() {
    table_.has_shipments = true;
    return *this;
  }
  ProfileBuilder& Add(const Customer& customer) {
    table_.customer_id.Append(customer.id);
    table_.customer_name.Append("");
    table_.waybills.push_back(customer.waybills);
    table_.ship_days.push_back(customer.ship_days);
    table_.amount.push_back(Money{customer.amount_minor});
    table_.avg_spend.push_back(customer.avg_spend);
    table_.purchase_cycle_days.push_back(customer.purchase_cycle_days);
    table_.monthly_contribution.push_back(customer.monthly_contribution);
    table_.months_observed.push_back(customer.ship_days > 0 ? 12 : profile::kMissing);
    table_.ontime_num.push_back(0);
    table_.ontime_den.push_back(0);
    table_.first_ship.push_back(profile::kNoDay);
    table_.last_ship.push_back(std::isnan(customer.recency_days)
                                   ? profile::kNoDay
                                   : table_.as_of - static_cast<int32_t>(customer.recency_days));
    table_.tenure_months.push_back(customer.tenure_months);
    table_.recency_days.push_back(customer.recency_days);
    table_.choice_share.push_back(customer.choice_share);
    table_.satisfaction.push_back(customer.satisfaction);
    table_.mind_rank.push_back(customer.mind_rank);
    table_.month_begin.push_back(0);
    return *this;
  }
  [[nodiscard]] profile::ProfileTable Build() {
    table_.month_begin.push_back(0);
    return table_;
  }

 private:
  profile::ProfileTable table_;
};

}  // namespace loyalane::segment
