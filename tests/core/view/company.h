// A made-up company for tests of views: a table and its results, of any number of customers.
#pragma once

#include <memory>
#include <random>
#include <string>

#include "tests/core/segment/profile_builder.h"
#include "view/facts.h"

namespace loyalane::view {

struct Company {
  profile::ProfileTable table;
  segment::CvAcSettings settings;
  segment::CvAcResult cvac;
  segment::RfmResult rfm;
  segment::AbcResult abc;

  [[nodiscard]] Facts facts() const { return {&table, &cvac, &rfm, &abc, {1, 1, 1, 1, 1, 1, 1}}; }
};

// Every sixth customer is dormant; satisfaction is known of about half; values repeat.
inline std::unique_ptr<Company> RandomCompany(uint32_t seed, int customers) {
  std::mt19937 random(seed);
  segment::ProfileBuilder builder;
  builder.FromShipments();
  for (int i = 0; i < customers; ++i) {
    const bool dormant = i % 6 == 5;
    const auto below = [&random](uint32_t limit) { return random() % limit; };
    segment::Customer customer;
    customer.id = "C" + std::to_string(100000 + i);
    if (!dormant) {
      customer.ship_days = 1 + below(30);
      customer.waybills = customer.ship_days + below(50);
      customer.amount_minor = static_cast<int64_t>(below(200)) * 12345;
      customer.avg_spend = 10 + below(400);
      customer.purchase_cycle_days = 1 + below(40);
      customer.monthly_contribution = customer.amount_minor / 1200.0;
    }
    if (below(2) == 0) customer.satisfaction = 1 + below(5);
    if (below(3) == 0) customer.choice_share = below(101) / 100.0;
    customer.tenure_months = below(60);
    customer.recency_days = dormant ? 400 : below(90);
    builder.Add(customer);
  }
  auto company = std::make_unique<Company>();
  company->table = builder.Build();
  company->cvac = segment::ScoreCvAc(company->table, company->settings, nullptr).value();
  company->rfm = segment::ScoreRfm(company->table, {}).value();
  company->abc = segment::ClassifyAbc(company->table.amount, {}).value();
  return company;
}

}  // namespace loyalane::view
