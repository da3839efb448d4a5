#include "segment/previous_run.h"

#include <gtest/gtest.h>

namespace loyalane::segment {
namespace {

TEST(PreviousRun, FindsWhatWasAdded) {
  PreviousRun run;
  ASSERT_TRUE(run.Add("C1", "loyal", "general").ok());
  ASSERT_TRUE(run.Add("00012", "core", "core").ok());
  ASSERT_TRUE(run.Find("C1").has_value());
  EXPECT_EQ(run.Find("C1")->type, CustomerType::kLoyal);
  EXPECT_EQ(run.Find("C1")->raw_type, CustomerType::kGeneral);
  EXPECT_FALSE(run.Find("12").has_value());
  EXPECT_EQ(run.size(), 2u);
}

TEST(PreviousRun, RefusesUnknownTypes) {
  PreviousRun run;
  const Status type = run.Add("C1", "gold", "general");
  ASSERT_FALSE(type.ok());
  EXPECT_EQ(IdOf(type.error().id), "SEGMENT-108");
  EXPECT_EQ(Sentence(type.error(), Language::kEn), "The previous run gives customer “C1” the unknown type “gold”");
  EXPECT_FALSE(run.Add("C1", "general", "").ok());
  EXPECT_EQ(run.size(), 0u);
}

TEST(PreviousRun, RefusesACustomerTwice) {
  PreviousRun run;
  ASSERT_TRUE(run.Add("C1", "loyal", "loyal").ok());
  const Status again = run.Add("C1", "core", "core");
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(IdOf(again.error().id), "SEGMENT-109");
  EXPECT_EQ(run.Find("C1")->type, CustomerType::kLoyal);
}

TEST(CustomerType, ReadsBackWhatItWrites) {
  for (int i = 0; i < kCustomerTypeCount; ++i) {
    const auto type = static_cast<CustomerType>(i);
    EXPECT_EQ(ParseCustomerType(IdOf(type)), type);
    EXPECT_EQ(TypeOf(IsCvHigh(type), IsAcHigh(type)), type);
    EXPECT_FALSE(NameOf(type, Language::kZh).empty());
    EXPECT_FALSE(NameOf(type, Language::kEn).empty());
  }
  EXPECT_EQ(IdOf(TypeOf(true, false)), "contested");
  EXPECT_EQ(NameOf(TypeOf(false, true), Language::kZh), "忠诚型客户");
}

}  // namespace
}  // namespace loyalane::segment
