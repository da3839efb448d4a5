#include "segment/weights.h"

#include <gtest/gtest.h>

#include "segment/cvac_settings.h"

namespace loyalane::segment {
namespace {

TEST(ResolveWeights, GivesTheSpecificationsDigitsByDefault) {
  // The printed weights of docs/formulas/ahp.md.
  const CvAcSettings settings;
  EXPECT_EQ(ResolveWeights(settings.cv_weights, 3, "cv").value().values, (std::vector<double>{0.540, 0.297, 0.163}));
  EXPECT_EQ(ResolveWeights(settings.ac_weights, 5, "ac").value().values,
            (std::vector<double>{0.375, 0.215, 0.215, 0.074, 0.121}));
}

TEST(ResolveWeights, OffersEqualAndOwnWeights) {
  WeightSettings settings = {WeightMode::kEqual, {2, 3, 2}, {0.540, 0.297, 0.163}};
  EXPECT_EQ(ResolveWeights(settings, 3, "cv").value().values, (std::vector<double>{1.0 / 3, 1.0 / 3, 1.0 / 3}));
  settings.mode = WeightMode::kOwn;
  EXPECT_EQ(ResolveWeights(settings, 3, "cv").value().values, (std::vector<double>{0.540, 0.297, 0.163}));
  settings.own = {2, 1, 1};
  EXPECT_EQ(ResolveWeights(settings, 3, "cv").value().values, (std::vector<double>{0.5, 0.25, 0.25}));
}

TEST(ResolveWeights, KeepsTheConsistencyOfUnusedJudgements) {
  const Weights weights = ResolveWeights({WeightMode::kEqual, {3, 1.0 / 3, 3}, {}}, 3, "cv").value();
  EXPECT_TRUE(weights.inconsistent);
}

TEST(ResolveWeights, RefusesUnusableOwnWeights) {
  for (const std::vector<double>& own :
       std::vector<std::vector<double>>{{}, {1, 2}, {0, 0, 0}, {1, 1, -0.5}, {1e308, 1e308, 1}}) {
    const auto weights = ResolveWeights({WeightMode::kOwn, {2, 3, 2}, own}, 3, "cv_weights");
    ASSERT_FALSE(weights.ok());
    EXPECT_EQ(IdOf(weights.error().id), "SEGMENT-104");
    EXPECT_EQ(weights.error().params[0].second, "cv_weights.own");
  }
}

TEST(ResolveWeights, RefusesUnusableJudgements) {
  for (const std::vector<double>& judgements :
       std::vector<std::vector<double>>{{}, {2, 3}, {2, 3, 10}, {2, 0, 1}, {2, -1, 1}}) {
    const auto weights = ResolveWeights({WeightMode::kAhp, judgements, {}}, 3, "cv_weights");
    ASSERT_FALSE(weights.ok());
    EXPECT_EQ(IdOf(weights.error().id), "SEGMENT-105");
    EXPECT_EQ(weights.error().params[0].second, "cv_weights.judgements");
    EXPECT_EQ(weights.error().params[1].second, "3");
  }
}

}  // namespace
}  // namespace loyalane::segment
