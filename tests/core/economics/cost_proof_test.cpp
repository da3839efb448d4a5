#include "economics/cost_proof.h"

#include <gtest/gtest.h>

namespace loyalane::economics {
namespace {

FlowLine Once(std::string label, int32_t month, MoneyRange amount) {
  return {std::move(label), amount, Timing::kOnce, month, std::nullopt, 0};
}
FlowLine Monthly(std::string label, MoneyRange amount, int64_t growth_micro = 0) {
  return {std::move(label), amount, Timing::kMonthly, 1, std::nullopt, growth_micro};
}
MoneyRange Always(int64_t minor) { return {{minor}, {minor}, {minor}}; }
const OutlookProof& At(const CostProof& proof, Outlook outlook) { return proof.outlooks[static_cast<size_t>(outlook)]; }

// The worked example of docs/formulas/cost-proof.md, in yuan: platform 24 000 at the launch; staff 2 000 a month, 1 900
// to 2 200; margin 3 000 a month, 2 300 to 3 600; 36 months; 10 % a year; reserve 20 000.
CostProofInput Example() {
  CostProofInput input;
  input.months = 36;
  input.costs = {{CostKind::kPlatform, Once("set-up", 0, Always(2'400'000))},
                 {CostKind::kStaff, Monthly("club office", {{190'000}, {200'000}, {220'000}})}};
  input.margins = {Monthly("core", {{230'000}, {300'000}, {360'000}})};
  input.yearly_rate = {50'000, 100'000, 150'000};
  input.funding = {36, {2'000'000}, {0}};
  return input;
}

// Present value of an annuity of 1, as printed in tables of textbooks (Blocher, Cost Management, 9th ed., ch. 12, table
// 2): one flow at the end of each year.
TEST(NetPresentValue, EqualsPublishedAnnuityTables) {
  struct Case {
    int years;
    int64_t rate_micro;
    double factor;
  };
  for (const Case& c : {Case{4, 100'000, 3.170}, Case{20, 100'000, 8.514}, Case{10, 80'000, 6.710},
                        Case{5, 150'000, 3.352}, Case{20, 40'000, 13.590}, Case{3, 250'000, 1.952}}) {
    std::vector<Money> nets(static_cast<size_t>(c.years) * 12 + 1);
    for (int year = 1; year <= c.years; ++year) nets[static_cast<size_t>(year) * 12] = {100'000'000};
    EXPECT_NEAR(static_cast<double>(NetPresentValue(nets, c.rate_micro).minor) / 1e8, c.factor, 0.0005)
        << c.years << " years at " << c.rate_micro;
  }
}

// The monthly rule: 12.6825 % a year is 1 % a month (1.01^12 = 1.126825...), and 36 months of 1 at 1 % are worth
// (1 - 1.01^-36) / 0.01 = 30.1075.
TEST(NetPresentValue, CompoundsMonthly) {
  std::vector<Money> nets(37, Money{100'000'000});
  nets[0] = {0};
  EXPECT_NEAR(static_cast<double>(NetPresentValue(nets, 126'825).minor) / 1e8, 30.1075, 0.00005);
}

TEST(NetPresentValue, WithoutARateIsTheSum) {
  EXPECT_EQ(NetPresentValue({{-500}, {200}, {301}}, 0), Money{1});
  EXPECT_EQ(NetPresentValue({}, 80'000), Money{0});
  // What happens at the launch is not discounted.
  EXPECT_EQ(NetPresentValue({{-500}}, 80'000), Money{-500});
}

TEST(CostProof, EqualsTheExampleWorkedByHand) {
  const Result<CostProof> proof = ProveCost(Example());
  ASSERT_TRUE(proof.ok());

  // base: -24 000, then 1 000 a month: 0 after 24 months, 12 000 after 36.
  const OutlookProof& base = At(*proof, Outlook::kBase);
  ASSERT_EQ(base.months.size(), 37u);
  EXPECT_EQ(base.months[0].net, Money{-2'400'000});
  EXPECT_EQ(base.months[0].cumulative, Money{-2'400'000});
  EXPECT_EQ(base.months[1].margin, Money{300'000});
  EXPECT_EQ(base.months[1].cost, Money{200'000});
  EXPECT_EQ(base.months[23].cumulative, Money{-100'000});
  EXPECT_EQ(base.months[24].cumulative, Money{0});
  EXPECT_EQ(base.months[36].cumulative, Money{1'200'000});
  EXPECT_EQ(base.margin, Money{10'800'000});
  EXPECT_EQ(base.cost, Money{9'600'000});
  EXPECT_EQ(base.break_even_month, 24);
  EXPECT_EQ(base.lowest_cumulative, Money{-2'400'000});
  EXPECT_EQ(base.lowest_month, 0);
  // NPV by bc: m = 1.1^(1/12) - 1 = 0.00797414; (1 - 1.1^-3) / m = 31.18645845; 1 000 of it - 24 000 = 7 186.46.
  EXPECT_EQ(base.npv, Money{718'646});

  // low: margin 2 300 - staff 2 200 = 100 a month: -20 400 at the end, never even.
  const OutlookProof& low = At(*proof, Outlook::kLow);
  EXPECT_EQ(low.months[36].cumulative, Money{-2'040'000});
  EXPECT_FALSE(low.break_even_month.has_value());
  // high: 3 600 - 1 900 = 1 700 a month: 24 000 / 1 700 = 14.1: month 15.
  EXPECT_EQ(At(*proof, Outlook::kHigh).break_even_month, 15);

  EXPECT_EQ(proof->kinds_without_cost, (std::vector{CostKind::kMagazine, CostKind::kEvents, CostKind::kGifts,
                                                    CostKind::kPoints, CostKind::kMessages, CostKind::kPartners}));
}

TEST(CostProof, TornadoChangesOneLineAtATime) {
  const Result<CostProof> proof = ProveCost(Example());
  ASSERT_TRUE(proof.ok());
  ASSERT_EQ(proof->tornado.size(), 4u);
  // The margin spans 1 300 a month, the staff 300 a month; 31.18645845 months' worth each (bc).
  const TornadoLine& margin = proof->tornado[0];
  EXPECT_EQ(margin.label, "core");
  EXPECT_FALSE(margin.kind.has_value());
  EXPECT_EQ(margin.npv_at_low, Money{-1'464'406});  // 300 x 31.18645845 - 24 000
  EXPECT_EQ(margin.npv_at_high, Money{2'589'833});  // 1 600 x 31.18645845 - 24 000
  EXPECT_EQ(margin.swing, Money{4'054'239});
  const TornadoLine& staff = proof->tornado[1];
  EXPECT_EQ(staff.label, "club office");
  EXPECT_EQ(staff.kind, CostKind::kStaff);
  EXPECT_EQ(staff.npv_at_low, Money{1'030'510});  // 1 100 x 31.18645845 - 24 000
  EXPECT_EQ(staff.npv_at_high, Money{94'917});    // 800 x 31.18645845 - 24 000
  EXPECT_EQ(staff.swing, Money{935'593});
  EXPECT_TRUE(proof->tornado[2].is_rate);
  EXPECT_GT(proof->tornado[2].npv_at_low, proof->tornado[2].npv_at_high);
  EXPECT_EQ(proof->tornado[3].label, "set-up");
  EXPECT_EQ(proof->tornado[3].swing, Money{0});
}

TEST(CostProof, FundingMustLastThroughTheCommitment) {
  // low: -24 000 + 100 a month against 20 000: 4 000 short at the launch.
  CostProofInput input = Example();
  Result<CostProof> proof = ProveCost(input);
  ASSERT_TRUE(proof.ok());
  EXPECT_FALSE(proof->worst_case.passes);
  EXPECT_EQ(proof->worst_case.lowest_funds, Money{-400'000});
  EXPECT_EQ(proof->worst_case.lowest_month, 0);
  EXPECT_EQ(proof->worst_case.first_short_month, 0);

  // 24 000 is enough to the fen; without any margin 2 200 a month are missing from month 1 on.
  input.funding.reserve = {2'400'000};
  proof = ProveCost(input);
  EXPECT_TRUE(proof->worst_case.passes);
  EXPECT_EQ(proof->worst_case.lowest_funds, Money{0});
  EXPECT_FALSE(proof->without_any_margin.passes);
  EXPECT_EQ(proof->without_any_margin.first_short_month, 1);
  EXPECT_EQ(proof->without_any_margin.lowest_month, 36);
  EXPECT_EQ(proof->without_any_margin.lowest_funds, Money{-7'920'000});  // 36 x 2 200

  // A budget of 2 200 a month carries it; what lies after the commitment does not count.
  input.funding.monthly_budget = {220'000};
  EXPECT_TRUE(ProveCost(input)->without_any_margin.passes);
  input.funding = {6, {2'400'000 + 6 * 220'000}, {0}};
  EXPECT_TRUE(ProveCost(input)->without_any_margin.passes);
  input.funding.commitment_months = 7;
  EXPECT_EQ(ProveCost(input)->without_any_margin.first_short_month, 7);
}

TEST(CostProof, MonthlyLinesGrowOnceAYear) {
  // 1.05 yuan at +10 %: 1.155 -> 1.16 in year 2, 1.276 -> 1.28 in year 3; from month 5 to month 30.
  CostProofInput input = Example();
  FlowLine line = Monthly("mails", Always(105), 100'000);
  line.from_month = 5;
  line.to_month = 30;
  input.costs = {{CostKind::kMessages, line}};
  input.margins.clear();
  const Result<CostProof> proof = ProveCost(input);
  ASSERT_TRUE(proof.ok());
  const std::vector<MonthFlow>& months = At(*proof, Outlook::kBase).months;
  EXPECT_EQ(months[4].cost, Money{0});
  EXPECT_EQ(months[5].cost, Money{105});
  EXPECT_EQ(months[16].cost, Money{105});
  EXPECT_EQ(months[17].cost, Money{116});
  EXPECT_EQ(months[28].cost, Money{116});
  EXPECT_EQ(months[29].cost, Money{128});
  EXPECT_EQ(months[30].cost, Money{128});
  EXPECT_EQ(months[31].cost, Money{0});
}

TEST(CostProof, BreakEvenIsNotBelievedBeforeALaterDip) {
  // +5 at the launch, -10 in month 12, +1 in months 20 to 30: below 0 for good until month 25, when 5 - 10 + 5 is 0
  // after the fifth of them, month 24.
  CostProofInput input = Example();
  FlowLine later = Monthly("later", Always(1));
  later.from_month = 20;
  later.to_month = 30;
  input.margins = {Once("gift", 0, Always(5)), later};
  input.costs = {{CostKind::kEvents, Once("party", 12, Always(10))}};
  EXPECT_EQ(At(*ProveCost(input), Outlook::kBase).break_even_month, 24);
  input.costs.clear();
  EXPECT_EQ(At(*ProveCost(input), Outlook::kBase).break_even_month, 0);
}

// Mixed out of many random lines: totals are sums over months, outlooks are ordered, and the tornado's ends enclose the
// base NPV.
TEST(CostProof, Laws) {
  uint64_t state = 5;
  const auto random = [&state](int64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>(state >> 33) % below;
  };
  for (int run = 0; run < 200; ++run) {
    CostProofInput input;
    input.months = static_cast<int32_t>(36 + random(30));
    const auto line = [&](bool is_margin) {
      const int64_t low = random(100'000) - (is_margin ? 30'000 : 0);
      const int64_t base = low + random(50'000);
      FlowLine flow = Monthly("x", {{low}, {base}, {base + random(50'000)}}, random(200'000) - 100'000);
      flow.timing = random(3) == 0 ? Timing::kOnce : Timing::kMonthly;
      flow.from_month = static_cast<int32_t>(1 + random(input.months));
      return flow;
    };
    for (int i = 0; i < 5; ++i) {
      input.costs.push_back({static_cast<CostKind>(random(8)), line(false)});
      input.margins.push_back(line(true));
    }
    const Result<CostProof> proof = ProveCost(input);
    ASSERT_TRUE(proof.ok());
    for (const OutlookProof& outlook : proof->outlooks) {
      Money net;
      for (const MonthFlow& month : outlook.months) {
        net += month.net;
        ASSERT_EQ(month.cumulative, net);
        ASSERT_EQ(month.margin - month.cost, month.net);
        ASSERT_LE(outlook.lowest_cumulative, month.cumulative);
      }
      ASSERT_EQ(outlook.margin - outlook.cost, net);
      const int32_t even = outlook.break_even_month.value_or(input.months + 1);
      for (int32_t month = even; month <= input.months; ++month) {
        ASSERT_GE(outlook.months[static_cast<size_t>(month)].cumulative, Money{0});
      }
      if (even > 0) {
        ASSERT_LT(outlook.months[static_cast<size_t>(even) - 1].cumulative, Money{0});
      }
    }
    const Money base_npv = At(*proof, Outlook::kBase).npv;
    ASSERT_LE(At(*proof, Outlook::kLow).npv, base_npv);
    ASSERT_GE(At(*proof, Outlook::kHigh).npv, base_npv);
    for (const TornadoLine& bar : proof->tornado) {
      if (bar.is_rate) continue;
      ASSERT_LE(std::min(bar.npv_at_low, bar.npv_at_high), base_npv);
      ASSERT_GE(std::max(bar.npv_at_low, bar.npv_at_high), base_npv);
    }
  }
}

TEST(CostProof, IsRefusedBelow36Months) {
  CostProofInput input = Example();
  input.months = 35;
  input.funding.commitment_months = 24;
  const Result<CostProof> proof = ProveCost(input);
  ASSERT_FALSE(proof.ok());
  EXPECT_EQ(IdOf(proof.error().id), "ECON-106");
  EXPECT_EQ(Sentence(proof.error(), Language::kEn), "The cost proof covers 35 months; 36 are needed");
}

TEST(CostProof, RefusesWhatCannotBe) {
  const auto id_of = [](auto change) {
    CostProofInput input = Example();
    change(input);
    const Result<CostProof> proof = ProveCost(input);
    return proof.ok() ? std::string("accepted") : std::string(IdOf(proof.error().id));
  };
  EXPECT_EQ(id_of([](CostProofInput&) {}), "accepted");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.months = 241; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.costs[0].flow.amount = Always(-1); }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].amount = Always(-1); }), "accepted");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].amount = {{2}, {1}, {3}}; }), "ECON-102");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].from_month = 0; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.costs[0].flow.from_month = 37; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].to_month = 0; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].to_month = 37; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].yearly_growth_micro = 1'000'001; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.yearly_rate = {0, 0, 1'000'001}; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.yearly_rate = {-1, 0, 0}; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.yearly_rate = {2, 1, 3}; }), "ECON-102");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.funding.commitment_months = 37; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.funding.reserve = {-1}; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.funding.monthly_budget = {-1}; }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins.resize(10'001); }), "ECON-101");
  EXPECT_EQ(id_of([](CostProofInput& i) { i.margins[0].amount = Always(1'000'000'000'000); }), "accepted");
  EXPECT_EQ(id_of([](CostProofInput& i) {
              i.margins[0].amount = Always(1'000'000'000'000);
              i.margins.resize(20, i.margins[0]);
            }),
            "ECON-103");
  // Doubling every year for 20 years stays in 64 bits on its way to the refusal.
  EXPECT_EQ(id_of([](CostProofInput& i) {
              i.months = 240;
              i.margins[0].amount = Always(1'000'000'000'000);
              i.margins[0].yearly_growth_micro = 1'000'000;
            }),
            "ECON-103");
}

TEST(CostProof, IdsAreStable) {
  EXPECT_EQ(IdOf(CostKind::kStaff), "staff");
  EXPECT_EQ(IdOf(CostKind::kPartners), "partners");
}

}  // namespace
}  // namespace loyalane::economics
