// The register of the exit: a plan that reads back identically, acts that refuse with their reason, and what the ledger
// still owes on a day. Steps, mergers and notices themselves: tests/core/economics/club_exit_test.cpp.
#include "workspace/exit_register.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "workspace/club.h"
#include "workspace/json_fields.h"
#include "workspace/vouchers_register.h"

namespace loyalane::workspace {
namespace {

using loyalty::Entry;
using loyalty::EntryKind;
using loyalty::Ledger;
using loyalty::Programme;

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

Programme TwoTiers() {
  Programme programme = loyalty::PresetProgramme(loyalty::Preset::kMinimal);
  programme.tiers.tiers = {{"会员", "Member", 0, 100}, {"银卡", "Silver", 100, 100}};
  programme.tiers.window = loyalty::TierWindow::kLifetime;
  return programme;
}

void Earn(Ledger& ledger, const char* member, Day day, int32_t points, uint16_t pending_days = 0) {
  Entry entry;
  entry.kind = EntryKind::kEarn;
  entry.rule = ledger.Rule("statement");
  entry.source = ledger.Source(std::string(member) + ToIso(day));
  entry.day = day;
  entry.points = points;
  entry.qualifying = points;
  entry.active_after = pending_days;
  ledger.Take({{ledger.Member(member), entry}});
}

// Two members: A has 40, B has 100 and with them the second tier.
void Fill(Ledger& ledger) {
  Earn(ledger, "A", D(2026, 1, 31), 40);
  Earn(ledger, "B", D(2026, 1, 31), 100);
}

struct Bench {
  Programme programme = TwoTiers();
  Ledger ledger;
  std::unique_ptr<ClubRegister> exit = MakeExitRegister();
  [[nodiscard]] ClubSight sight() const { return {nullptr, nullptr, programme, ledger, D(2026, 2, 28), Language::kEn}; }
  Result<Json> Act(const char* act) { return exit->Act(Json::parse(act), sight()); }
  void Do(const char* act) {
    const Result<Json> document = Act(act);
    ASSERT_TRUE(document) << act << " " << IdOf(document.error().id);
    ASSERT_TRUE(exit->Take(*document));
  }
  Json View(const char* question = "{}") {
    Result<Json> view = exit->View(Json::parse(question), sight());
    EXPECT_TRUE(view);
    return view ? *view : Json();
  }
};

TEST(ExitRegister, AnEmptyDocumentIsFiveStepsThatNobodyHasYet) {
  Bench bench;
  ASSERT_TRUE(bench.exit->Take(Json::parse(R"({"version": 1})")));
  const Json document = bench.exit->Document();
  ASSERT_EQ(document["steps"].size(), 5U);
  EXPECT_EQ(document["steps"][0]["step"], "stop_recruiting");
  EXPECT_EQ(document["honourDays"], 90);
  const std::string text = document.dump();
  ASSERT_TRUE(bench.exit->Take(document));
  EXPECT_EQ(bench.exit->Document().dump(), text);
  const Json view = bench.View();
  EXPECT_EQ(view["gaps"].size(), 5U);
  EXPECT_EQ(view["notices"].size(), 0U);
  EXPECT_EQ(view["steps"][0]["state"], "open");
  EXPECT_EQ(view["steps"][0]["why"]["id"], "ECON-111");
  EXPECT_EQ(view["steps"][1]["state"], "locked");
  EXPECT_EQ(view["steps"][1]["why"]["id"], "ECON-113");
}

TEST(ExitRegister, WhatIsWrittenReadsBackTheSame) {
  Bench bench;
  bench.Do(R"({"do": "step", "step": "merge", "owner": "李", "due": "2026-05-31"})");
  bench.Do(R"({"do": "window", "close": "2026-07-31", "honourDays": 60})");
  bench.Do(R"({"do": "merge", "merge": {"target": 2, "source": 3, "rounding": "nearest",
               "targetTiers": ["Basic"], "tiers": {"会员": "Basic"}}})");
  const Json document = bench.exit->Document();
  EXPECT_EQ(document["steps"][2]["owner"], "李");
  EXPECT_EQ(document["close"], "2026-07-31");
  EXPECT_EQ(document["merge"]["tiers"]["会员"], "Basic");
  const auto other = MakeExitRegister();
  ASSERT_TRUE(other->Take(document));
  EXPECT_EQ(other->Document().dump(), document.dump());
  bench.Do(R"({"do": "merge", "merge": null})");
  EXPECT_FALSE(bench.exit->Document().contains("merge"));
}

TEST(ExitRegister, RefusesWhatIsNoPlanAndKeepsWhatItHas) {
  Bench bench;
  bench.Do(R"({"do": "window", "honourDays": 30})");
  const std::string before = bench.exit->Document().dump();
  const auto refused = [&](const char* document) {
    const Status taken = bench.exit->Take(Json::parse(document));
    EXPECT_FALSE(taken) << document;
    EXPECT_EQ(bench.exit->Document().dump(), before);
    return taken ? "" : std::string(IdOf(taken.error().id));
  };
  EXPECT_EQ(refused(R"({"version": 2})"), "PROJECT-102");
  EXPECT_EQ(refused(R"({"version": 1, "stpes": []})"), "BASE-102");
  EXPECT_EQ(refused(R"({"version": 1, "steps": []})"), "BASE-103");
  EXPECT_EQ(refused(R"({"version": 1, "honourDays": -1})"), "BASE-103");
  EXPECT_EQ(refused(R"({"version": 1, "honourDays": 18446744073709551615})"), "BASE-103");
  EXPECT_EQ(refused(R"({"version": 1, "close": "soon"})"), "BASE-103");
  EXPECT_EQ(refused(R"({"version": 1, "merge": {"rounding": "up"}})"), "BASE-103");
  EXPECT_EQ(refused(R"({"version": 1, "merge": {"tiers": {"a": 1}}})"), "BASE-103");
}

TEST(ExitRegister, StepsAreDoneInOrderAndTheCloseWaitsForPoints) {
  Bench bench;
  Fill(bench.ledger);
  const auto refused = [&](const char* act) {
    const Result<Json> made = bench.Act(act);
    return made ? "" : std::string(IdOf(made.error().id));
  };
  EXPECT_EQ(refused(R"({"do": "dance"})"), "WORKSPACE-103");
  EXPECT_EQ(refused(R"({"do": "complete", "step": "merge", "on": "2026-03-01"})"), "ECON-113");
  EXPECT_EQ(refused(R"({"do": "complete", "step": "stop_recruiting", "on": "2026-03-01"})"), "ECON-111");
  EXPECT_EQ(refused(R"({"do": "complete", "step": "stop_recruiting"})"), "BASE-103");
  EXPECT_EQ(refused(R"({"do": "step", "step": "leave", "owner": "x"})"), "BASE-103");
  for (const char* step : {"stop_recruiting", "city_autonomy", "merge", "hand_over", "close"}) {
    const Json plan = {{"do", "step"}, {"step", step}, {"owner", "x"}, {"due", "2026-04-30"}};
    bench.Do(plan.dump().c_str());
  }
  for (const char* step : {"stop_recruiting", "city_autonomy", "merge", "hand_over"}) {
    const Json done = {{"do", "complete"}, {"step", step}, {"on", "2026-03-01"}};
    bench.Do(done.dump().c_str());
  }
  EXPECT_EQ(refused(R"({"do": "step", "step": "merge", "owner": "y"})"), "ECON-115");
  EXPECT_EQ(refused(R"({"do": "complete", "step": "close", "on": "2026-03-01"})"), "ECON-114");
  // On the day before anybody had any.
  EXPECT_EQ(refused(R"({"do": "complete", "step": "close", "on": "2026-01-01"})"), "ECON-116");
  const Json view = bench.View(R"({"on": "2026-03-01"})");
  EXPECT_EQ(view["unsettled"]["points"], 140);
  EXPECT_EQ(view["unsettled"]["members"], 2);
  EXPECT_EQ(view["steps"][4]["why"]["id"], "ECON-114");
}

TEST(ExitRegister, AMergersEffectByTierAndAMapThatIsNotWholeIsToldBesideIt) {
  Bench bench;
  Fill(bench.ledger);
  bench.Do(R"({"do": "merge", "merge": {"target": 2, "source": 3, "targetTiers": ["Basic", "Plus"],
               "tiers": {"会员": "Basic"}}})");
  Json view = bench.View();
  EXPECT_TRUE(view["merge"].is_null());
  EXPECT_EQ(view["mergeProblem"]["id"], "ECON-117");
  bench.Do(R"({"do": "merge", "merge": {"target": 2, "source": 3, "targetTiers": ["Basic", "Plus"],
               "tiers": {"会员": "Basic", "银卡": "Plus"}}})");
  view = bench.View();
  EXPECT_TRUE(view["mergeProblem"].is_null());
  // 40 x 2 / 3 = 26 2/3; 100 x 2 / 3 = 66 2/3 (docs/formulas/club-exit.md, the table).
  EXPECT_EQ(view["merge"]["tiers"][0]["members"], 1);
  EXPECT_EQ(view["merge"]["tiers"][0]["converted"], 26);
  EXPECT_EQ(view["merge"]["tiers"][1]["converted"], 66);
  EXPECT_EQ(view["merge"]["tiers"][1]["target"], "Plus");
  EXPECT_EQ(view["merge"]["targetTotal"], 92);
  EXPECT_EQ(view["merge"]["remainder"]["num"], 4);
}

TEST(ExitRegister, NoticesFallOnTheirDaysAndNameThem) {
  Bench bench;
  // docs/formulas/club-exit.md: close on 2027-03-31, 90 days honoured, planned on 2027-01-15.
  bench.Do(R"({"do": "window", "close": "2027-03-31", "honourDays": 90})");
  const Json view = bench.View(R"({"on": "2027-01-15"})");
  EXPECT_EQ(view["honouredUntil"], "2027-06-29");
  ASSERT_EQ(view["notices"].size(), 6U);
  const char* const days[] = {"2026-12-31", "2027-03-01", "2027-03-24", "2027-03-31", "2027-05-30", "2027-06-29"};
  for (size_t i = 0; i < 6; ++i) {
    const Json& notice = view["notices"][i];
    EXPECT_EQ(notice["on"], days[i]);
    EXPECT_EQ(notice["missed"], i == 0);
    for (const char* whom : {"members", "merchants"}) {
      const std::string text = notice[whom].get<std::string>();
      EXPECT_NE(text.find("2027-06-29"), std::string::npos) << text;
      EXPECT_NE(text.find("Minimal"), std::string::npos) << text;
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }
}

TEST(ExitRegister, SettlingTakesAllOffOnceAndIsListed) {
  Club club;
  ASSERT_TRUE(club.SetProgramme(TwoTiers()));
  Ledger ledger;
  Fill(ledger);
  club.SetLedger(std::move(ledger));
  Workspace work;
  const Json plan = {{"honourDays", 10}};
  const auto exit = [&](bool settle, const char* on) {
    Json command;
    command["plan"] = plan;
    command["on"] = on;
    command["settle"] = settle;
    Result<Json> answer = club.Call("exit", command, work);
    EXPECT_TRUE(answer);
    return answer ? *answer : Json();
  };
  const uint64_t before = club.ledger().size();
  EXPECT_EQ(exit(false, "2026-02-20")["settles"]["points"], 140);
  EXPECT_EQ(club.ledger().size(), before);
  EXPECT_EQ(exit(true, "2026-02-20")["unsettled"]["points"], 0);
  EXPECT_EQ(club.ledger().size(), before + 2);
  const Json after = exit(false, "2026-02-20");
  EXPECT_EQ(after["unsettled"]["points"], 0);
  ASSERT_EQ(after["settlements"].size(), 1U);
  EXPECT_EQ(after["settlements"][0]["points"], 140);
  EXPECT_EQ(after["settlements"][0]["members"], 2);
  exit(true, "2026-02-20");
  EXPECT_EQ(club.ledger().size(), before + 2);
  // What is earned afterwards, on the same day, is settled by a charge of its own.
  Earn(club.ledger(), "A", D(2026, 2, 20), 7);
  EXPECT_EQ(exit(true, "2026-02-20")["settles"]["points"], 7);
  EXPECT_EQ(exit(false, "2026-02-20")["unsettled"]["points"], 0);
  EXPECT_EQ(club.ledger().size(), before + 4);
}

// Designs are looked at beside a ledger whose closed months they would not fit.
TEST(ClubProgramme, AnotherOneIsToldWholeAndSetsNothing) {
  Club club;
  Workspace work;
  const std::string own = club.programme().id;
  const Result<Json> whole = club.Call("whole", {{"preset", "growth-levels"}}, work);
  ASSERT_TRUE(whole);
  EXPECT_EQ((*whole)["programme"]["tiers"]["tiers"].size(), 8U);
  EXPECT_EQ(club.programme().id, own);
  const Result<Json> unknown = club.Call("whole", {{"preset", "nothing"}}, work);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().id, ErrorId::kJsonBadValue);
}

TEST(ExitRegister, WaitingPointsStayWhereAShortfallWouldBeWrittenOff) {
  Bench bench;
  bench.programme.ledger.shortfall = loyalty::Shortfall::kWriteOff;
  Earn(bench.ledger, "A", D(2026, 2, 20), 30, 10);
  Earn(bench.ledger, "A", D(2026, 2, 1), 50);
  const Json view = bench.View(R"({"on": "2026-02-21"})");
  EXPECT_EQ(view["unsettled"]["points"], 80);
  EXPECT_EQ(view["settles"]["points"], 50);
}

// Four vouchers of May, 30 days each: one used, one cancelled, one open, and one of 10 days that has ended.
TEST(ExitRegister, OpenVouchersAreThoseOfLedgerAndRegister) {
  Bench bench;
  const auto give = [&](const char* source, int32_t fen, int32_t days) {
    Entry entry;
    entry.kind = EntryKind::kGiven;
    entry.rule = bench.ledger.Rule(loyalty::kAwardVoucherRule);
    entry.source = bench.ledger.Source(source);
    entry.day = D(2026, 5, 10);
    entry.points = fen;
    entry.lives = loyalty::Lifespan::Days(days);
    bench.ledger.Take({{bench.ledger.Member("A"), entry}});
  };
  give("C1", 3000, 30);
  give("C2", 2000, 30);
  give("C3", 1500, 30);
  give("C4", 700, 10);
  ASSERT_TRUE(bench.ledger.ClosePeriod("2026-05", D(2026, 5, 1), D(2026, 5, 31)));
  VouchersRegister vouchers;
  ASSERT_TRUE(vouchers.Take(Json::parse(R"({"version": 1,
    "uses": [{"voucher": "award:C1", "document": "I1", "amount": "50.00", "offset": "30.00", "day": "2026-05-20",
              "who": "desk", "undone": null}],
    "cancelled": [{"voucher": "award:C2", "day": "2026-05-21", "who": "desk", "reason": "lost", "undone": null}]})")));
  const auto ask = [&](const char* on, const VouchersRegister* noted) {
    ClubSight sight = bench.sight();
    sight.vouchers = noted;
    const Result<Json> view = bench.exit->View(Json{{"on", on}}, sight);
    EXPECT_TRUE(view);
    return *view;
  };
  const Json may = ask("2026-05-31", &vouchers);
  EXPECT_EQ(may["unsettled"]["vouchers"], 1);
  EXPECT_EQ(may["unsettled"]["voucherValue"], "15.00");
  EXPECT_EQ(may["vouchers"]["issued"]["count"], 4);
  EXPECT_EQ(may["vouchers"]["used"]["value"], "30.00");
  EXPECT_EQ(may["vouchers"]["cancelled"]["count"], 1);
  EXPECT_EQ(may["vouchers"]["expired"]["value"], "7.00");
  EXPECT_EQ(ask("2026-05-31", nullptr)["unsettled"]["vouchers"], 3) << "nothing noted: three have not ended";
  // The last of 30 days is 8 June.
  EXPECT_EQ(ask("2026-06-08", &vouchers)["unsettled"]["vouchers"], 1);
  EXPECT_EQ(ask("2026-06-09", &vouchers)["unsettled"]["vouchers"], 0);

  // The close waits for it. A number of an older document counts nothing, and is not kept.
  constexpr const char* kFourDone = R"({"version": 1, "vouchersOpen": 7, "steps": [
    {"step": "stop_recruiting", "owner": "a", "due": "2026-05-01", "done": "2026-05-01"},
    {"step": "city_autonomy", "owner": "a", "due": "2026-05-02", "done": "2026-05-02"},
    {"step": "merge", "owner": "a", "due": "2026-05-03", "done": "2026-05-03"},
    {"step": "hand_over", "owner": "a", "due": "2026-05-04", "done": "2026-05-04"},
    {"step": "close", "owner": "a", "due": "2026-06-30", "done": null}]})";
  ASSERT_TRUE(bench.exit->Take(Json::parse(kFourDone)));
  EXPECT_FALSE(bench.exit->Document().contains("vouchersOpen"));
  ClubSight sight = bench.sight();
  sight.vouchers = &vouchers;
  const auto close = [&](const char* on) {
    const Result<Json> made = bench.exit->Act(Json{{"do", "complete"}, {"step", "close"}, {"on", on}}, sight);
    return made ? "" : std::string(IdOf(made.error().id));
  };
  EXPECT_EQ(close("2026-06-08"), "ECON-114");
  EXPECT_EQ(close("2026-06-09"), "");
  EXPECT_EQ(bench.Act(R"({"do": "window", "vouchersOpen": 3})").error().id, ErrorId::kJsonUnknownKey);
}

TEST(ExitRegister, TheListNamesEveryHolder) {
  Programme programme = TwoTiers();
  Ledger ledger;
  Fill(ledger);
  ExitDocument document;
  document.merge = ExitMerge{{1, 2, {}}, {"Basic"}, {{"会员", "Basic"}, {"银卡", "Basic"}}};
  const ExitStanding standing = StandingOn(programme, ledger, nullptr, D(2026, 2, 1)).value();
  const Result<std::string> list = ExitCsv(document, programme, ledger, standing, false);
  ASSERT_TRUE(list);
  EXPECT_EQ(*list,
            "member_id,tier,points,settled,converted,remainder,target_tier\n"
            "A,会员,40,40,20,0,Basic\n"
            "B,银卡,100,100,50,0,Basic\n");
  document.merge.reset();
  const Result<std::string> plain = ExitCsv(document, programme, ledger, standing, false);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->substr(plain->find('\n') + 1), "A,会员,40,40,,,\nB,银卡,100,100,,,\n");
}

}  // namespace
}  // namespace loyalane::workspace
