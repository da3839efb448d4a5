#include <algorithm>

#include "generate/company_data.h"
#include "generate/random.h"

namespace loyalane::generate {
namespace {

constexpr uint32_t kShareKnownPermille = 400;
constexpr uint32_t kSurveyAnsweredPermille = 500;
constexpr uint32_t kShareOutdatedPermille = 50;  // asked more than a year before the last day
constexpr uint32_t kCarriers = 7;                // the carriers that a customer ranks, us among them

void PutQuotedName(const Customer& customer, const EncodedWords& words, RowWriter& row) {
  const bool is_quoted = customer.name_style != Customer::kPlain;
  if (is_quoted) row.Put('"');
  PutCustomerName(customer, words, row);
  if (is_quoted) row.Put('"');
}

}  // namespace

void AppendCustomerTable(const CompanyData& data, std::string& out) {
  out += Encode(kCustomersHeader, data.spec.encoding);
  RowWriter row;
  for (uint32_t i = 0; i < data.customers.size(); ++i) {
    CustomerDice dice(SeedFor(data.spec.seed, kAccountStream, i));
    const Customer& customer = data.customers[i];
    // New customers opened their account at most ten days before they first sent; the others one to eight years ago.
    const Day first = data.spec.first_day;
    const Day opened = customer.behaviour == Behaviour::kNew
                           ? first + customer.turn_day - static_cast<int32_t>(dice.Below(11))
                           : first - static_cast<int32_t>(30 + dice.Below(8 * 365));
    // Contracts run in whole years from the opening; the one that covers the last day counts.
    Day contract_end = opened;
    for (int32_t years = 1; contract_end < data.spec.last_day; ++years)
      contract_end = AddMonths(opened, 12 * years) - 1;
    PutAccountNumber(customer, row);
    row.Put(',');
    PutQuotedName(customer, data.words, row);
    row.Put(',');
    row.Put(data.words.industries[customer.trade]);
    row.Put(',');
    row.Put(data.words.cities[customer.city]);
    row.Put(data.words.outlets[dice.Below(std::size(kOutlets))]);
    row.Put(',');
    row.Put(data.words.manager_surnames[dice.Below(std::size(kManagerSurnames))]);
    row.Put(data.words.given_names[dice.Below(std::size(kGivenNames))]);
    row.Put(',');
    row.Put(data.words.surnames[dice.Below(std::size(kSurnames))]);
    row.Put(data.words.courtesies[dice.Below(std::size(kCourtesies))]);
    row.Put(',');
    row.PutDay(opened);
    row.Put(',');
    row.PutDay(contract_end);
    row.Put('\n');
    row.MoveTo(out);
  }
}

void AppendCarrierShareTable(const CompanyData& data, std::string& out) {
  out += Encode(kCarrierShareHeader, data.spec.encoding);
  RowWriter row;
  for (uint32_t i = 0; i < data.customers.size(); ++i) {
    CustomerDice dice(SeedFor(data.spec.seed, kShareStream, i));
    if (!dice.Permille(kShareKnownPermille)) continue;
    const Customer& customer = data.customers[i];
    // Half of the loyalty below the even share of a seventh, so that customers fall on both sides of it; never under 1
    // %.
    const uint32_t loyalty = customer.loyalty_permille;
    const uint32_t share_percent = loyalty < 500 ? 1 + loyalty * 14 / 500 : 15 + (loyalty - 500) * 75 / 500;
    const uint32_t rank = kCarriers - loyalty * kCarriers / 1000 - dice.Below(2);
    const bool is_outdated = dice.Permille(kShareOutdatedPermille);
    const auto age_days = static_cast<int32_t>(is_outdated ? 400 + dice.Below(90) : dice.Below(300));
    PutAccountNumber(customer, row);
    row.Put(',');
    row.Put(data.words.our_carrier);
    row.Put(',');
    row.PutNumber(share_percent);
    row.Put(',');
    row.PutNumber(std::max(rank, 1u));
    row.Put(',');
    row.Put(data.words.share_sources[dice.Below(std::size(kShareSources))]);
    row.Put(',');
    row.PutDay(data.spec.last_day - age_days);
    row.Put('\n');
    row.MoveTo(out);
  }
}

void AppendSurveyTable(const CompanyData& data, std::string& out) {
  out += Encode(kSurveyHeader, data.spec.encoding);
  RowWriter row;
  for (uint32_t i = 0; i < data.customers.size(); ++i) {
    CustomerDice dice(SeedFor(data.spec.seed, kSurveyStream, i));
    if (!dice.Permille(kSurveyAnsweredPermille)) continue;
    const Customer& customer = data.customers[i];
    const uint32_t answers = 1 + dice.Below(3);
    for (uint32_t k = 0; k < answers; ++k) {
      // Loyalty gives 1.5 to 4.5, each answer up to half a point beside it.
      const uint32_t tenths = 15 + customer.loyalty_permille * 30u / 1000 + dice.Below(11);
      const uint32_t score = std::clamp(tenths / 10, 1u, 5u);
      PutAccountNumber(customer, row);
      row.Put(',');
      row.PutDay(data.spec.last_day - static_cast<int32_t>(dice.Below(330)));
      row.PutMinute(9 * 60 + dice.Below(9 * 60));
      row.Put(',');
      row.PutNumber(score);
      row.Put('\n');
      row.MoveTo(out);
    }
  }
}

}  // namespace loyalane::generate
