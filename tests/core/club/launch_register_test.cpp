#include "club/launch_register.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "document/json_fields.h"

namespace loyalane::club {
namespace {

using document::Json;
using intake::ImportedData;

// A register with its acts done one after another, as a host does.
class Launch : public testing::Test {
 protected:
  Result<Json> Act(const Json& act) {
    Result<Json> made = launch_->Act(act, sight_);
    if (made) EXPECT_TRUE(launch_->Take(*made).ok());
    return made;
  }
  // The id of the refusal, after which nothing has changed; kCount when it was not refused.
  ErrorId Refused(const Json& act) {
    const Json before = launch_->Document();
    const Result<Json> made = launch_->Act(act, sight_);
    EXPECT_EQ(launch_->Document(), before);
    return made ? ErrorId::kCount : made.error().id;
  }
  Json View(const Json& question = Json::object()) {
    const Result<Json> view = launch_->View(question, sight_);
    EXPECT_TRUE(view.ok());
    return view ? *view : Json();
  }
  void Do(const Json& act) {
    const Result<Json> made = Act(act);
    EXPECT_TRUE(made.ok()) << act.dump() << (made ? "" : Describe(made.error(), Language::kEn));
  }
  void Score(int brand, int base, int footprint) {
    const char* const ids[] = {"brand", "base", "footprint"};
    const int scores[] = {brand, base, footprint};
    for (int i = 0; i < 3; ++i)
      Do({{"do", "score"}, {"criterion", ids[i]}, {"score", scores[i]}, {"by", "陈"}, {"on", "2026-01-05"}});
  }
  // docs/formulas/cost-proof.md, "Worked example".
  void WorkedProof(const char* reserve) {
    Do({{"do", "terms"}, {"rate", {{"low", 5}, {"base", 10}, {"high", 15}}}, {"reserve", reserve}});
    Do(Add("costs", {{"kind", "platform"},
                     {"label", "平台"},
                     {"amount", {{"low", "24000"}, {"base", "24000"}, {"high", "24000"}}},
                     {"timing", "once"},
                     {"from", 0}}));
    Do(Add("costs",
           {{"kind", "staff"}, {"label", "人工"}, {"amount", {{"low", "1900"}, {"base", "2000"}, {"high", "2200"}}}}));
    Do(Add("margins", {{"label", "毛利"}, {"amount", {{"low", "2300"}, {"base", "3000"}, {"high", "3600"}}}}));
  }
  static Json Add(const char* list, const Json& item) { return {{"do", "add"}, {"list", list}, {"item", item}}; }
  static Json ExitPlan(const char* last_owner) {
    Json steps = Json::array();
    for (const char* step : {"stop_recruiting", "city_autonomy", "merge", "hand_over", "close"}) {
      steps.push_back(
          {{"step", step}, {"owner", std::string(step) == "close" ? last_owner : "李"}, {"due", "2030-06-30"}});
    }
    return {{"version", 1}, {"steps", steps}};
  }

  loyalty::Programme programme_;
  loyalty::Ledger ledger_;
  ClubSight sight_{.programme = programme_, .ledger = ledger_};
  std::unique_ptr<ClubRegister> launch_ = MakeLaunchRegister();
};

std::vector<std::string> Ids(const Json& list) {
  std::vector<std::string> ids;
  for (const Json& one : list) ids.push_back(one["id"].get<std::string>());
  return ids;
}

TEST_F(Launch, AnEmptyRegisterIsShownAndReadsBack) {
  const Json document = launch_->Document();
  EXPECT_TRUE(launch_->Take(document).ok());
  EXPECT_EQ(launch_->Document(), document);
  EXPECT_TRUE(launch_->Take({{"version", 1}}).ok());
  EXPECT_EQ(launch_->Document(), document);
  const Json view = View();
  EXPECT_EQ(view["suitability"]["verdict"], "incomplete");
  EXPECT_TRUE(view["proof"].is_null());
  EXPECT_TRUE(view["repeat"].is_null());
  EXPECT_TRUE(view["pipeline"].is_null());
  EXPECT_EQ(Ids(view["gate"]["obstacles"]), (std::vector<std::string>{"ECON-131", "ECON-132", "ECON-134"}));
}

// docs/formulas/club-suitability.md, the table of verdicts.
TEST_F(Launch, ScoresGiveTheVerdictAndAnOverrideNeedsAReason) {
  Score(5, 2, 5);
  EXPECT_EQ(View()["suitability"]["verdict"], "not_advised");
  EXPECT_EQ(View()["suitability"]["failed"], Json::array({"base"}));
  EXPECT_EQ(Refused({{"do", "override"}, {"reason", " "}, {"by", "王"}, {"on", "2026-01-06"}}),
            ErrorId::kOverrideWithoutReason);
  EXPECT_EQ(Refused({{"do", "override"}, {"reason", "先在一城试点"}, {"on", "2026-01-06"}}), ErrorId::kJsonBadValue);
  Do({{"do", "override"}, {"reason", "先在一城试点"}, {"by", "王"}, {"on", "2026-01-06"}});
  EXPECT_EQ(View()["suitability"]["verdict"], "overridden");
  Do({{"do", "override"}, {"off", true}});
  Score(3, 3, 3);
  EXPECT_EQ(View()["suitability"]["verdict"], "advised");
  EXPECT_EQ(launch_->Document()["base"]["by"], "陈");
  EXPECT_EQ(Refused({{"do", "score"}, {"criterion", "base"}, {"score", 6}, {"by", "陈"}, {"on", "2026-01-05"}}),
            ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "score"}, {"criterion", "price"}, {"score", 3}, {"by", "陈"}, {"on", "2026-01-05"}}),
            ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "score"}, {"criterion", "base"}, {"score", 3}, {"on", "2026-01-05"}}),
            ErrorId::kJsonBadValue);
}

// docs/formulas/cost-proof.md, "Worked example".
TEST_F(Launch, TheProofIsTheOneWorkedByHand) {
  WorkedProof("20000");
  const Json proof = View()["proof"];
  const Json& base = proof["outlooks"][1];
  EXPECT_EQ(base["npv"], "7186.46");
  EXPECT_EQ(base["breakEvenMonth"], 24);
  EXPECT_EQ(base["months"].size(), 37U);
  EXPECT_EQ(base["months"][36]["cumulative"], "12000.00");
  EXPECT_EQ(proof["outlooks"][0]["npv"], "-20881.35");
  EXPECT_TRUE(proof["outlooks"][0]["breakEvenMonth"].is_null());
  EXPECT_EQ(proof["outlooks"][2]["npv"], "29016.98");
  EXPECT_EQ(proof["outlooks"][2]["breakEvenMonth"], 15);
  EXPECT_EQ(proof["tornado"][0]["label"], "毛利");
  EXPECT_EQ(proof["tornado"][0]["npvAtLow"], "-14644.06");
  EXPECT_EQ(proof["tornado"][0]["npvAtHigh"], "25898.33");
  EXPECT_EQ(proof["tornado"][1]["kind"], "staff");
  EXPECT_EQ(proof["tornado"][2]["kind"], "rate");
  EXPECT_EQ(proof["worstCase"]["passes"], false);
  EXPECT_EQ(proof["worstCase"]["lowestFunds"], "-4000.00");
  EXPECT_EQ(proof["worstCase"]["firstShortMonth"], 0);
  EXPECT_EQ(proof["kindsWithoutCost"].size(), 6U);

  Do({{"do", "terms"}, {"reserve", "24000"}});
  const Json enough = View()["proof"];
  EXPECT_EQ(enough["worstCase"]["passes"], true);
  EXPECT_EQ(enough["worstCase"]["lowestFunds"], "0.00");
  EXPECT_EQ(enough["withoutMargin"]["lowestFunds"], "-79200.00");
}

// The same example, month by month: at the launch 24 000 out, then 1 000 net a month in the base outlook.
TEST_F(Launch, TheMonthsAreATable) {
  EXPECT_EQ(launch_->View({{"table", "months"}}, sight_).error().id, ErrorId::kLaunchWithoutProof);
  EXPECT_EQ(launch_->View({{"table", "days"}}, sight_).error().id, ErrorId::kJsonBadValue);
  WorkedProof("24000");
  const std::string csv = View({{"table", "months"}})["csv"].get<std::string>();
  EXPECT_EQ(csv.substr(0, csv.find('\n')),
            "month,low_margin,low_cost,low_net,low_cumulative,base_margin,base_cost,base_net,base_cumulative,"
            "high_margin,high_cost,high_net,high_cumulative");
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 38);
  EXPECT_NE(csv.find("\n0,0.00,24000.00,-24000.00,-24000.00,"), std::string::npos);
  EXPECT_NE(csv.find("\n1,2300.00,2200.00,100.00,-23900.00,3000.00,2000.00,1000.00,-23000.00,"), std::string::npos);
}

TEST_F(Launch, LinesAreChangedAndRemovedAndNonsenseIsRefused) {
  WorkedProof("24000");
  Json staff = launch_->Document()["costs"][1];
  staff["label"] = "两人";
  staff["growthPercent"] = 3.5;
  Do({{"do", "change"}, {"list", "costs"}, {"at", 1}, {"item", staff}});
  EXPECT_EQ(launch_->Document()["costs"][1]["label"], "两人");
  EXPECT_EQ(launch_->Document()["costs"][1]["growthPercent"], 3.5);
  staff["amount"] = {{"low", "3"}, {"base", "2"}, {"high", "1"}};
  EXPECT_EQ(Refused({{"do", "change"}, {"list", "costs"}, {"at", 1}, {"item", staff}}), ErrorId::kOutlooksNotAscending);
  staff["amount"] = {{"low", "-3"}, {"base", "2"}, {"high", "2"}};
  EXPECT_EQ(Refused({{"do", "change"}, {"list", "costs"}, {"at", 1}, {"item", staff}}), ErrorId::kAssumptionRange);
  staff["amount"] = {{"low", "1.005"}, {"base", "2"}, {"high", "2"}};
  EXPECT_EQ(Refused({{"do", "change"}, {"list", "costs"}, {"at", 1}, {"item", staff}}), ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "remove"}, {"list", "costs"}, {"at", 2}}), ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "remove"}, {"list", "tiers"}, {"at", 0}}), ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "terms"}, {"months", 35}}), ErrorId::kProofTooShort);
  EXPECT_EQ(Refused({{"do", "terms"}, {"commitmentMonths", 37}}), ErrorId::kAssumptionRange);
  EXPECT_EQ(Refused({{"do", "celebrate"}}), ErrorId::kCommandUnknown);
  Do({{"do", "remove"}, {"list", "costs"}, {"at", 0}});
  EXPECT_EQ(launch_->Document()["costs"].size(), 1U);
}

// docs/formulas/programme-roi.md, "Worked example".
TEST_F(Launch, TheReturnIsTheOneWorkedByHandAndGoesIntoTheProof) {
  Do({{"do", "return"},
      {"months", 24},
      {"pointsIssued", 70'000},
      {"redemptionPercent", 80},
      {"costPer100", "1.00"},
      {"partners", "100"},
      {"platform", "300"},
      {"messages", "140"},
      {"staff", "1000"},
      {"launch", "12000"}});
  Do(Add("segments", {{"label", "core"},
                      {"members", 200},
                      {"activePercent", 75},
                      {"baselineMargin", "400"},
                      {"lift", {{"low", 2}, {"base", 5}, {"high", 8}}},
                      {"cannibalisedPercent", 10}}));
  Do(Add("segments", {{"label", "general"},
                      {"members", 1000},
                      {"activePercent", 20},
                      {"baselineMargin", "50"},
                      {"lift", {{"low", 0}, {"base", 4}, {"high", 10}}}}));
  const Json roi = View()["return"];
  EXPECT_EQ(roi["cost"]["total"], "62400.00");
  EXPECT_EQ(roi["outlooks"][0]["gained"], "25920.00");
  EXPECT_EQ(roi["outlooks"][1]["gained"], "74400.00");
  EXPECT_EQ(roi["outlooks"][1]["paybackMonth"], 12);
  EXPECT_EQ(roi["outlooks"][2]["net"], "65280.00");
  EXPECT_EQ(roi["breakEvenLiftPercent"], 4.0625);

  // Its month: base gain 2 700 + 400, points 560.00, the launch once.
  Do({{"do", "takeReturn"}});
  Do({{"do", "takeReturn"}});
  const Json document = launch_->Document();
  ASSERT_EQ(document["margins"].size(), 1U);
  EXPECT_EQ(document["margins"][0]["amount"]["base"], "3100.00");
  EXPECT_EQ(document["margins"][0]["amount"]["low"], "1080.00");
  ASSERT_EQ(document["costs"].size(), 6U);
  EXPECT_EQ(document["costs"][0]["kind"], "points");
  EXPECT_EQ(document["costs"][0]["amount"]["base"], "560.00");
  EXPECT_EQ(document["costs"][5]["timing"], "once");
  EXPECT_EQ(document["costs"][5]["amount"]["base"], "12000.00");

  EXPECT_EQ(Refused(Add("segments", {{"label", "core"},
                                     {"members", 1},
                                     {"activePercent", 1},
                                     {"baselineMargin", "1"},
                                     {"lift", {{"low", 0}, {"base", 0}, {"high", 0}}}})),
            ErrorId::kSegmentLineTwice);
  Do({{"do", "return"}, {"off", true}});
  EXPECT_TRUE(View()["return"].is_null());
  EXPECT_EQ(Refused({{"do", "takeReturn"}}), ErrorId::kJsonBadValue);
}

TEST_F(Launch, AQuarterWithoutALaunchOrOfferIsAGap) {
  Do({{"do", "terms"}, {"launchOn", "2026-02-10"}});
  // Judged: the four quarters that begin after the launch, April 2026 to March 2027.
  Do(Add("pipeline", {{"on", "2026-05-01"}, {"name", "五一特惠"}}));
  Do(Add("pipeline", {{"on", "2026-11-11"}, {"name", "双十一"}}));
  Json pipeline = View()["pipeline"];
  EXPECT_EQ(pipeline["from"], "2026-02-10");
  EXPECT_EQ(pipeline["to"], "2027-03-31");
  ASSERT_EQ(pipeline["quarters"].size(), 4U);
  EXPECT_EQ(pipeline["gaps"], 2);
  EXPECT_EQ(pipeline["covered"], (Json{{"num", 2}, {"den", 4}}));
  // A launch on the first day of a quarter holds that quarter.
  Do({{"do", "terms"}, {"launchOn", "2026-04-01"}});
  EXPECT_EQ(View()["pipeline"]["quarters"][0], (Json{{"year", 2026}, {"quarter", 2}, {"entries", 1}}));
  EXPECT_EQ(View()["pipeline"]["to"], "2027-03-31");
  // Later, the quarters since the launch stay judged.
  sight_.as_of = ToDay({2027, 5, 20});
  EXPECT_EQ(View()["pipeline"]["to"], "2028-06-30");
  EXPECT_EQ(View()["pipeline"]["quarters"].size(), 9U);
  Do({{"do", "remove"}, {"list", "pipeline"}, {"at", 0}});
  EXPECT_EQ(launch_->Document()["pipeline"].size(), 1U);
}

TEST_F(Launch, StagesGoOneAfterAnotherAndTheirConditionsStand) {
  const auto condition = [](bool met) {
    return Json{{"do", "add"},
                {"list", "conditions"},
                {"stage", "layout_plan"},
                {"item", {{"label", "选定城市"}, {"met", met}}}};
  };
  const auto begin = [](const char* what, const char* stage, const char* on) {
    return Json{{"do", what}, {"stage", stage}, {"on", on}, {"by", "周"}};
  };
  Do(condition(false));
  EXPECT_EQ(View()["roadmap"][0]["state"], "waits");
  EXPECT_EQ(Refused(begin("begin", "layout_plan", "2026-01-10")), ErrorId::kStageConditionUnmet);
  EXPECT_EQ(Refused(begin("begin", "model_project", "2026-01-10")), ErrorId::kStageOutOfOrder);
  EXPECT_EQ(Refused(begin("finish", "layout_plan", "2026-01-10")), ErrorId::kStageNotBegun);
  Json met = condition(true);
  met["do"] = "change";
  met["at"] = 0;
  Do(met);
  EXPECT_EQ(View()["roadmap"][0]["state"], "ready");
  Do(begin("begin", "layout_plan", "2026-01-10"));
  EXPECT_EQ(Refused(condition(false)), ErrorId::kStageConditionsStand);
  EXPECT_EQ(Refused(begin("finish", "layout_plan", "2026-01-09")), ErrorId::kStageDateGoesBack);
  Do(begin("finish", "layout_plan", "2026-02-10"));
  EXPECT_EQ(Refused(begin("begin", "layout_plan", "2026-02-11")), ErrorId::kStageTwice);
  EXPECT_EQ(View()["roadmap"][1]["state"], "ready");
  EXPECT_EQ(launch_->Document()["layoutPlan"]["begunBy"], "周");
  // Dates that no act could have made are refused in a document, too.
  Json document = launch_->Document();
  document["memberOrganisation"]["begun"] = "2026-03-01";
  EXPECT_EQ(launch_->Take(document).error().id, ErrorId::kStageOutOfOrder);
}

TEST_F(Launch, TheGateNamesAllObstaclesAndOpensWithoutAny) {
  const Json approve = {{"do", "approve"}, {"on", "2026-03-01"}, {"by", "总经理"}};
  const Result<Json> refused = launch_->Act(approve, sight_);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().id, ErrorId::kLaunchRefused);
  const std::string told = Describe(refused.error(), Language::kEn);
  EXPECT_NE(told.find("(3)"), std::string::npos) << told;
  EXPECT_NE(told.find("cost proof"), std::string::npos) << told;
  EXPECT_NE(told.find("exit plan"), std::string::npos) << told;

  Score(4, 3, 5);
  WorkedProof("20000");
  // An exit plan without an owner of its last step has a gap.
  const Json gap = ExitPlan("");
  sight_.exit_plan = &gap;
  EXPECT_EQ(Ids(View()["gate"]["obstacles"]), (std::vector<std::string>{"ECON-133", "ECON-111"}));
  EXPECT_EQ(Refused(approve), ErrorId::kLaunchRefused);
  const Json whole = ExitPlan("李");
  sight_.exit_plan = &whole;
  EXPECT_EQ(Refused(approve), ErrorId::kLaunchRefused);
  Do({{"do", "terms"}, {"reserve", "24000"}});
  EXPECT_EQ(Refused({{"do", "approve"}, {"on", "2026-03-01"}}), ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "withdraw"}, {"on", "2026-03-01"}, {"by", "总经理"}, {"reason", "重算"}}),
            ErrorId::kLaunchNotApproved);
  Do(approve);
  const Json approval = View()["gate"]["approval"];
  EXPECT_EQ(approval["by"], "总经理");
  EXPECT_EQ(approval["npv"], "7186.46");
  EXPECT_EQ(approval["lowestFunds"], "0.00");
  EXPECT_EQ(Refused(approve), ErrorId::kLaunchApproved);
  EXPECT_EQ(Refused({{"do", "withdraw"}, {"on", "2026-02-28"}, {"by", "总经理"}, {"reason", "重算"}}),
            ErrorId::kJsonBadValue);
  EXPECT_EQ(Refused({{"do", "withdraw"}, {"on", "2026-03-02"}, {"by", "总经理"}, {"reason", " "}}),
            ErrorId::kJsonBadValue);
  Do({{"do", "withdraw"}, {"on", "2026-03-02"}, {"by", "总经理"}, {"reason", "重算"}});
  EXPECT_TRUE(View()["gate"]["approval"].is_null());
  EXPECT_EQ(launch_->Document()["decisions"].size(), 2U);
}

TEST_F(Launch, TalksWithOutletsStayOpenUntilTheyAreSettled) {
  const auto count_of = [this] {
    const Json view = View();
    for (const Json& one : view["gate"]["cautions"]) {
      if (one["id"] == "talksOpen") return one["count"].get<int>();
    }
    return 0;
  };
  EXPECT_EQ(count_of(), 4);
  Do({{"do", "talk"}, {"topic", "priceWar"}, {"settled", true}, {"note", "全网同价"}});
  EXPECT_EQ(count_of(), 3);
  EXPECT_EQ(Refused({{"do", "talk"}, {"topic", "weather"}, {"settled", true}}), ErrorId::kJsonBadValue);
}

// --- figures out of the data ---

struct Customer {
  uint32_t ship_days;
  double cycle;
};

// Customers of a year with so many days of dealing and such mean gaps.
ImportedData DataOf(const std::vector<Customer>& customers) {
  ImportedData data;
  profile::ProfileTable& t = data.table;
  t.as_of = ToDay({2026, 6, 30});
  t.window = {ToDay({2025, 7, 1}), t.as_of};
  t.currency = "CNY";
  t.has_shipments = true;
  for (const Customer& one : customers) {
    t.customer_id.Append("C" + std::to_string(t.ship_days.size()));
    t.customer_name.Append("");
    t.waybills.push_back(one.ship_days);
    t.ship_days.push_back(one.ship_days);
    t.amount.push_back(Money{one.ship_days * 1'000});
    t.purchase_cycle_days.push_back(one.cycle);
    for (auto* column : {&t.avg_spend, &t.monthly_contribution, &t.mind_rank}) column->push_back(profile::kMissing);
  }
  return data;
}

// docs/formulas/club-suitability.md, the table of cycles: 10 x 30 and 9 who never came back pass with 30 days;
// with 10 who never came back there is no median.
TEST_F(Launch, TheRepeatTestIsOfTheCustomersOwnDaysBetweenDeals) {
  std::vector<Customer> customers(10, {4, 30.0});
  customers.resize(19, {1, profile::kMissing});
  customers.push_back({0, profile::kMissing});  // shipped before the window: not of this year
  ImportedData data = DataOf(customers);
  sight_.data = &data;
  sight_.as_of = data.table.as_of;
  Json repeat = View()["repeat"];
  EXPECT_EQ(repeat["verdict"], "passes");
  EXPECT_EQ(repeat["customers"], 19);
  EXPECT_EQ(repeat["cameBack"], 10);
  EXPECT_EQ(repeat["medianDays"]["num"].get<int>(), 30 * repeat["medianDays"]["den"].get<int>());
  EXPECT_EQ(repeat["from"], "2025-07-01");
  EXPECT_EQ(View()["evidence"]["active"], 19);
  EXPECT_EQ(View()["evidence"]["repeat"], (Json{{"num", 10}, {"den", 19}}));
  EXPECT_TRUE(View()["evidence"]["firstInMind"].is_null());
  EXPECT_TRUE(View()["evidence"]["outlets"].is_null());

  customers.push_back({1, profile::kMissing});
  data = DataOf(customers);
  repeat = View()["repeat"];
  EXPECT_EQ(repeat["verdict"], "warns");
  EXPECT_TRUE(repeat["medianDays"].is_null());
  const std::vector<std::string> cautions = Ids(View()["gate"]["cautions"]);
  EXPECT_EQ(std::count(cautions.begin(), cautions.end(), "repeatWarns"), 1);

  data = DataOf({{2, 3.0}});
  EXPECT_EQ(View()["repeat"]["verdict"], "too_few");
  // Of attributes alone, who has no cycle has not said whether he came back.
  data = DataOf(std::vector<Customer>(12, {0, 20.0}));
  data.table.has_shipments = false;
  data.table.purchase_cycle_days.back() = profile::kMissing;
  data.table.avg_spend.back() = 10;
  EXPECT_EQ(View()["repeat"]["customers"], 11);
  EXPECT_EQ(View()["repeat"]["unknown"], 1);
}

}  // namespace
}  // namespace loyalane::club
