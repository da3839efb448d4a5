#include "generate/spec.h"

#include <algorithm>

namespace loyalane::generate {

DirtRates DirtRates::Demo() {
  DirtRates rates;
  rates.bad_date = 2;
  rates.missing_customer = 3;
  rates.delivered_before_shipped = 2;
  rates.scientific_id = 1;
  rates.amount_style = 20;
  rates.extra_spaces = 10;
  rates.blank_rows = 1;
  rates.totals_row = true;
  return rates;
}

Spec Spec::Demo() {
  Spec spec;
  spec.rows = 60'000;
  spec.customers = 400;
  spec.layout = Layout::kStatement;
  spec.quoted_field_permille = 10;
  spec.dirt = DirtRates::Demo();
  return spec;
}

std::string ProblemWith(const Spec& spec) {
  if (spec.rows == 0 || spec.rows > kRowsMax) return "the number of rows must be 1 to 10000000000";
  if (spec.customers == 0 || spec.customers > kCustomersMax) return "the number of customers must be 1 to 5000000";
  if (!IsValid(ToCivil(spec.first_day)) || !IsValid(ToCivil(spec.last_day))) {
    return "the dates must lie in the years 1950 to 2149";
  }
  if (spec.last_day < spec.first_day) return "the last day comes before the first day";
  if (spec.last_day - spec.first_day >= kDaysMax) return "the period may have at most 3660 days";
  if (spec.quoted_field_permille > kQuotedFieldPermilleMax) return "at most 330 of 1000 fields can be quoted";
  const DirtRates& dirt = spec.dirt;
  if (std::max({spec.fee_line_permille, spec.refund_permille, spec.quoted_newline_permille, dirt.bad_date,
                dirt.missing_customer, dirt.delivered_before_shipped, dirt.scientific_id, dirt.amount_style,
                dirt.extra_spaces, dirt.blank_rows, spec.share_known_permille, spec.survey_permille}) > 1000) {
    return "a rate per mille cannot exceed 1000";
  }
  if (spec.weight_factor == 0 || spec.weight_factor > kWeightFactorMax) return "the weight factor must be 1 to 16";
  if (spec.popularity_shift > kPopularityShiftMax) return "the shift of popularity may be at most 1000";
  const bool is_clean =
      spec.quoted_field_permille == 0 && spec.quoted_newline_permille == 0 && spec.dirt == DirtRates{};
  if ((spec.layout == Layout::kContract || spec.layout == Layout::kBranch) && !is_clean)
    return "dirt and quoting are for the layouts w1 and statement";
  return {};
}

}  // namespace loyalane::generate
