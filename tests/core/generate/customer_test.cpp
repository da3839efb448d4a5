#include "generate/customer.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <tuple>

#include "tests/core/generate/generated_file.h"

namespace loyalane::generate {
namespace {

constexpr int32_t kDays = 365;

std::vector<Customer> Customers(uint32_t count, uint64_t seed = 1) {
  Spec spec;
  spec.customers = count;
  spec.seed = seed;
  return MakeCustomers(spec, kDays);
}

TEST(MakeCustomers, GivesEveryoneAnOwnNumberAndName) {
  std::set<uint32_t> numbers;
  std::set<std::tuple<int, int, int, int, int>> names;
  for (const Customer& c : Customers(200'000)) {
    EXPECT_TRUE(numbers.insert(c.number).second);
    EXPECT_TRUE(names.insert({c.city, c.syllable_a, c.syllable_b, c.trade, c.form}).second);
  }
}

TEST(MakeCustomers, SplitsTheTailAsStated) {
  const std::vector<Customer> customers = Customers(100'000);
  constexpr uint32_t kHead = 100'000 / 50;
  std::array<uint64_t, 7> counts{};
  for (uint32_t i = kHead; i < customers.size(); ++i) ++counts[static_cast<size_t>(customers[i].behaviour)];
  // The shares of docs/data-generator.md, in the order of the enumeration.
  constexpr double kShares[] = {0.40, 0.10, 0.12, 0.15, 0.12, 0.08, 0.03};
  for (size_t i = 0; i < counts.size(); ++i) {
    const CountRange range = BinomialRange(customers.size() - kHead, kShares[i]);
    EXPECT_GE(static_cast<double>(counts[i]), range.low) << i;
    EXPECT_LE(static_cast<double>(counts[i]), range.high) << i;
  }
}

TEST(MakeCustomers, TheLargestAlwaysSendsSteadily) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    EXPECT_EQ(Customers(10, seed).front().behaviour, Behaviour::kSteady) << "seed " << seed;
  }
}

TEST(ActivityOn, FollowsTheBehaviour) {
  const auto days = MakeCalendar(ToDay({2026, 3, 1}), ToDay({2026, 6, 8}));  // 100 days without a peak
  const auto activity = [&days](Behaviour behaviour, uint32_t day) {
    Customer customer{};
    customer.behaviour = behaviour;
    customer.turn_day = 60;
    return ActivityOn(customer, days[day], day, 100);
  };
  EXPECT_EQ(activity(Behaviour::kSteady, 0), activity(Behaviour::kSteady, 99));
  EXPECT_GT(activity(Behaviour::kGrowing, 99), 5 * activity(Behaviour::kGrowing, 0));
  EXPECT_GT(activity(Behaviour::kDeclining, 0), 5 * activity(Behaviour::kDeclining, 99));
  EXPECT_GT(activity(Behaviour::kDormant, 60), 0u);
  EXPECT_EQ(activity(Behaviour::kDormant, 61), 0u);
  EXPECT_EQ(activity(Behaviour::kNew, 59), 0u);
  EXPECT_GT(activity(Behaviour::kNew, 60), 0u);
  EXPECT_EQ(activity(Behaviour::kSeasonal, 50), 0u);
  EXPECT_EQ(activity(Behaviour::kMonthly, 50), 0u);
}

}  // namespace
}  // namespace loyalane::generate
