#include <algorithm>

#include "generate/company_data.h"
#include "generate/random.h"

namespace loyalane::generate {
namespace {

constexpr uint32_t kShareOutdatedPermille = 50;  // asked more than a year before the last day
constexpr uint32_t kCarriers = 7;                // the carriers that a customer ranks, us among them

}  // namespace

void AppendCustomerTable(const CompanyData& data, std::string& out) {
  const char delimiter = data.form.delimiter;
  out += Encode(WithDelimiter(kCustomersHeader, delimiter), LineEncoding(data.spec));
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
    PutAccountNumber(customer, data.form, row);
    row.Put(delimiter);
    PutQuotedName(customer, data.words, row);
    row.Put(delimiter);
    row.Put(data.words.industries[customer.trade]);
    row.Put(delimiter);
    row.Put(data.words.cities[customer.city]);
    row.Put(data.words.outlets[dice.Below(std::size(kOutlets))]);
    row.Put(delimiter);
    row.Put(data.words.manager_surnames[dice.Below(std::size(kManagerSurnames))]);
    row.Put(data.words.given_names[dice.Below(std::size(kGivenNames))]);
    row.Put(delimiter);
    row.Put(data.words.surnames[dice.Below(std::size(kSurnames))]);
    row.Put(data.words.courtesies[dice.Below(std::size(kCourtesies))]);
    row.Put(delimiter);
    row.PutDay(opened);
    row.Put(delimiter);
    row.PutDay(contract_end);
    row.Put('\n');
    row.MoveTo(out);
  }
}

void AppendCarrierShareTable(const CompanyData& data, std::string& out) {
  const char delimiter = data.form.delimiter;
  out += Encode(WithDelimiter(kCarrierShareHeader, delimiter), LineEncoding(data.spec));
  RowWriter row;
  for (uint32_t i = 0; i < data.customers.size(); ++i) {
    CustomerDice dice(SeedFor(data.spec.seed, kShareStream, i));
    if (!dice.Permille(data.spec.share_known_permille)) continue;
    const Customer& customer = data.customers[i];
    // Half of the loyalty below the even share of a seventh, so that customers fall on both sides of it; never under 1
    // %.
    const uint32_t loyalty = customer.loyalty_permille;
    const uint32_t share_percent = loyalty < 500 ? 1 + loyalty * 14 / 500 : 15 + (loyalty - 500) * 75 / 500;
    const uint32_t rank = kCarriers - loyalty * kCarriers / 1000 - dice.Below(2);
    const bool is_outdated = dice.Permille(kShareOutdatedPermille);
    const auto age_days = static_cast<int32_t>(is_outdated ? 400 + dice.Below(90) : dice.Below(300));
    PutAccountNumber(customer, data.form, row);
    row.Put(delimiter);
    row.Put(data.words.our_carrier);
    row.Put(delimiter);
    row.PutNumber(share_percent);
    row.Put(delimiter);
    row.PutNumber(std::max(rank, 1u));
    row.Put(delimiter);
    row.Put(data.words.share_sources[dice.Below(std::size(kShareSources))]);
    row.Put(delimiter);
    row.PutDay(data.spec.last_day - age_days);
    row.Put('\n');
    row.MoveTo(out);
    if (!data.spec.names_rivals) continue;
    // What is not ours goes to one rival or to two; on either side of our rank.
    const uint32_t first_rival = dice.Below(std::size(kRivals));
    const uint32_t rest_percent = 100 - share_percent;
    const uint32_t second_percent = dice.Below(2) == 0 ? 0 : rest_percent * (10 + dice.Below(35)) / 100;
    for (uint32_t k = 0; k < 2; ++k) {
      const uint32_t percent = k == 0 ? rest_percent - second_percent : second_percent;
      if (percent == 0) continue;
      PutAccountNumber(customer, data.form, row);
      row.Put(delimiter);
      row.Put(data.words.rivals[(first_rival + k) % std::size(kRivals)]);
      row.Put(delimiter);
      row.PutNumber(percent);
      row.Put(delimiter);
      row.PutNumber(rank + k + 1 <= kCarriers && percent < share_percent ? rank + k + 1 : k + 1);
      row.Put(delimiter);
      row.Put(data.words.share_sources[dice.Below(std::size(kShareSources))]);
      row.Put(delimiter);
      row.PutDay(data.spec.last_day - age_days);
      row.Put('\n');
      row.MoveTo(out);
    }
  }
}

void AppendSurveyTable(const CompanyData& data, std::string& out) {
  const char delimiter = data.form.delimiter;
  out += Encode(WithDelimiter(kSurveyHeader, delimiter), LineEncoding(data.spec));
  RowWriter row;
  for (uint32_t i = 0; i < data.customers.size(); ++i) {
    CustomerDice dice(SeedFor(data.spec.seed, kSurveyStream, i));
    if (!dice.Permille(data.spec.survey_permille)) continue;
    const Customer& customer = data.customers[i];
    const uint32_t answers = 1 + dice.Below(3);
    for (uint32_t k = 0; k < answers; ++k) {
      // Loyalty gives 1.5 to 4.5, each answer up to half a point beside it.
      const uint32_t tenths = 15 + customer.loyalty_permille * 30u / 1000 + dice.Below(11);
      const uint32_t score = std::clamp(tenths / 10, 1u, 5u);
      PutAccountNumber(customer, data.form, row);
      row.Put(delimiter);
      row.PutDay(data.spec.last_day - static_cast<int32_t>(dice.Below(330)));
      row.PutMinute(9 * 60 + dice.Below(9 * 60));
      row.Put(delimiter);
      row.PutNumber(score);
      row.Put('\n');
      row.MoveTo(out);
    }
  }
}

}  // namespace loyalane::generate
