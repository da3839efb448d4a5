#include "generate/spec.h"

#include <gtest/gtest.h>

namespace loyalane::generate {
namespace {

TEST(ProblemWith, AcceptsTheDefaultsAndTheDemo) {
  EXPECT_EQ(ProblemWith(Spec{}), "");
  EXPECT_EQ(ProblemWith(Spec::Demo()), "");
}

TEST(ProblemWith, NamesWhatIsWrong) {
  const auto problem = [](auto change) {
    Spec spec;
    change(spec);
    return ProblemWith(spec);
  };
  EXPECT_EQ(problem([](Spec& s) { s.rows = 0; }), "the number of rows must be 1 to 10000000000");
  EXPECT_EQ(problem([](Spec& s) { s.rows = kRowsMax + 1; }), "the number of rows must be 1 to 10000000000");
  EXPECT_EQ(problem([](Spec& s) { s.customers = 0; }), "the number of customers must be 1 to 5000000");
  EXPECT_EQ(problem([](Spec& s) { s.customers = kCustomersMax + 1; }), "the number of customers must be 1 to 5000000");
  EXPECT_EQ(problem([](Spec& s) { s.first_day = s.last_day + 1; }), "the last day comes before the first day");
  EXPECT_EQ(problem([](Spec& s) { s.last_day = s.first_day + kDaysMax; }), "the period may have at most 3660 days");
  EXPECT_EQ(problem([](Spec& s) {
              s.first_day = ToDay({1949, 12, 31});
            }),
            "the dates must lie in the years 1950 to 2149");
  EXPECT_EQ(problem([](Spec& s) { s.quoted_field_permille = 331; }), "at most 330 of 1000 fields can be quoted");
  EXPECT_EQ(problem([](Spec& s) { s.refund_permille = 1001; }), "a rate per mille cannot exceed 1000");
  EXPECT_EQ(problem([](Spec& s) { s.dirt.blank_rows = 1001; }), "a rate per mille cannot exceed 1000");
  EXPECT_EQ(problem([](Spec& s) { s.share_known_permille = 1001; }), "a rate per mille cannot exceed 1000");
  EXPECT_EQ(problem([](Spec& s) { s.weight_factor = 0; }), "the weight factor must be 1 to 16");
  EXPECT_EQ(problem([](Spec& s) { s.weight_factor = kWeightFactorMax + 1; }), "the weight factor must be 1 to 16");
  EXPECT_EQ(problem([](Spec& s) { s.popularity_shift = 1001; }), "the shift of popularity may be at most 1000");
  EXPECT_EQ(problem([](Spec& s) {
              s.layout = Layout::kBranch;
              s.quoted_field_permille = 0;
              s.dirt.totals_row = true;
            }),
            "dirt and quoting are for the layouts w1 and statement");
}

TEST(ProblemWith, AcceptsTheLimitsThemselves) {
  Spec spec;
  spec.rows = kRowsMax;
  spec.customers = kCustomersMax;
  spec.last_day = spec.first_day + (kDaysMax - 1);
  spec.quoted_field_permille = kQuotedFieldPermilleMax;
  spec.fee_line_permille = spec.refund_permille = spec.quoted_newline_permille = 1000;
  EXPECT_EQ(ProblemWith(spec), "");
}

}  // namespace
}  // namespace loyalane::generate
