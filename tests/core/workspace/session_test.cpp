#include "workspace/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/workspace/session_host.h"

namespace loyalane::workspace {
namespace {

const std::string kShipments =
    "运单号,月结卡号,客户名称,寄件时间,应付金额\n"
    "SF1,7551234567,甲公司,2026-01-05,100.00\n"
    "SF1,7551234567,甲公司,2026-01-05,5.50\n"
    "SF2,7551234567,甲公司,2026-03-05,30\n"
    "SF3,7559999999,乙公司,2026-02-30,10\n"
    "SF4,7559999999,乙公司,2026-03-06,10\n";

TEST(Session, ImportsAndAnswers) {
  Session session;
  EXPECT_EQ(Ask(session, {{"do", "segment.summary"}})["error"]["id"], "WORKSPACE-101");
  const Json report = Import(session, {{"a.csv", kShipments}});
  ASSERT_TRUE(report["ok"].get<bool>()) << report.dump(1);
  EXPECT_EQ(report["result"]["rowsIn"], 5);
  EXPECT_EQ(report["result"]["used"], 4);
  EXPECT_EQ(report["result"]["excluded"][0]["id"], "INGEST-203");
  EXPECT_EQ(report["result"]["amountTotal"], "155.50");
  EXPECT_EQ(report["result"]["amountInWindow"], "145.50");
  EXPECT_EQ(report["result"]["asOf"], "2026-03-06");
  EXPECT_EQ(report["result"]["customers"], 2);
  const Json window = WindowOf(session, {"customer_id", "waybills"}, 0, 1);
  EXPECT_EQ(window["total"], 2);
  EXPECT_EQ(window["rows"], Json::parse(R"([["7551234567", "2"]])"));  // SF1 has two lines
  const Json issues = Ask(session, {{"do", "issues.window"}, {"offset", 0}, {"limit", 10}})["result"];
  EXPECT_EQ(issues["rows"][0]["row"], 5);
  EXPECT_EQ(issues["rows"][0]["value"], "2026-02-30");
  EXPECT_EQ(Ask(session, {{"do", "segment.summary"}})["result"]["customers"], 2);
  EXPECT_EQ(Ask(session, {{"do", "export.begin"}, {"what", "rfm"}})["error"]["id"], "SEGMENT-106");
}

TEST(Session, PiecesDoNotMatter) {
  Session whole;
  ASSERT_TRUE(Import(whole, {{"a.csv", kShipments}})["ok"].get<bool>());
  for (const size_t piece : {1u, 7u, 64u}) {
    Session session;
    ASSERT_TRUE(Import(session, {{"a.csv", kShipments}}, piece)["ok"].get<bool>());
    for (const char* what : {"profile", "segment", "abc", "issues"})
      EXPECT_EQ(Export(session, what), Export(whole, what)) << what << piece;
  }
}

// The latest ship date is neither in the sampled head nor in the tail, so that the file is read twice, and the answer
// is that of being told.
TEST(Session, ReadsTwiceWhereTheLatestDateWasNotSeen) {
  std::string big = "运单号,月结卡号,寄件时间,应付金额\n";
  for (int i = 0; i < 40000; ++i) {
    big += "SF" + std::to_string(i) + ",7551234567," +
           (i == 20000 ? "2026-05-31" : "2026-05-" + std::to_string(10 + i % 20)) + ",1.00\n";
  }
  ASSERT_GT(big.size(), 2 * ingest::kProbeHeadBytes);
  Session session;
  const Json probe = ProbeOf(session, "b.csv", big);
  ASSERT_EQ(probe["result"]["lastShipDay"], "2026-05-29");
  int passes = 0;
  const auto run = [&](Session& host, const Json& as_of) {
    passes = 0;
    Json command = {
        {"do", "import.begin"},
        {"sources", Json::array({{{"name", "b.csv"}, {"size", big.size()}, {"plan", probe["result"]["plan"]}}})}};
    if (!as_of.is_null()) command["asOf"] = as_of;
    EXPECT_TRUE(Ask(host, command)["ok"].get<bool>());
    EXPECT_TRUE(Serve(host, "import", {big}, 1 << 20, &passes)["ok"].get<bool>());
    return Ask(host, {{"do", "import.commit"}})["result"];
  };
  const Json guessed = run(session, nullptr);
  EXPECT_EQ(passes, 2);
  EXPECT_EQ(guessed["asOf"], "2026-05-31");
  Session told;
  const Json given = run(told, "2026-05-31");
  EXPECT_EQ(passes, 1);
  EXPECT_EQ(guessed, given);
  EXPECT_EQ(Export(session, "segment"), Export(told, "segment"));
}

TEST(Session, AFailedImportLeavesTheDataBefore) {
  Session session;
  ASSERT_TRUE(Import(session, {{"a.csv", kShipments}})["ok"].get<bool>());
  const std::string before = Export(session, "segment");
  const std::vector<std::pair<std::string, const char*>> bad = {
      {"", "INGEST-101"},
      {"运单号,月结卡号,寄件时间,应付金额\n", "INGEST-102"},
      {"运单号,月结卡号,寄件时间,应付金额\nSF1,1,\"2026-01-01,1\n", "INGEST-103"},
      {"运单号,月结卡号,寄件时间\nSF1,1,2026-01-01\n", "INGEST-109"},
      {"运单号,月结卡号,寄件时间,应付金额\nSF1,1,2026-13-01,1\n", "INGEST-110"},
      {"运单号,月结卡号,寄件时间,应付金额,币种\nSF1,1,2026-01-01,1,CNY\nSF2,1,2026-01-01,1,HKD\n", "PROFILE-101"},
  };
  for (const auto& [bytes, id] : bad) {
    const Json answer = Import(session, {{"bad.csv", bytes}});
    ASSERT_FALSE(answer["ok"].get<bool>()) << id << answer.dump();
    EXPECT_EQ(answer["error"]["id"], id);
    EXPECT_FALSE(answer["error"]["zh"].get<std::string>().empty());
    EXPECT_FALSE(answer["error"]["en"].get<std::string>().empty());
    EXPECT_EQ(Export(session, "segment"), before);
  }
}

// Ids of the report's notices and exclusions.
std::vector<std::string> CausesOf(const Json& answer) {
  std::vector<std::string> ids;
  for (const char* list : {"excluded", "notices"}) {
    for (const Json& cause : answer["result"][list]) ids.push_back(cause["id"]);
  }
  return ids;
}

TEST(Session, CountsRowsOutsideTheWindow) {
  Session session;
  const std::string file =
      "运单号,月结卡号,寄件时间,应付金额\nSF1,1,2024-01-05,1\nSF2,1,2026-01-05,2\nSF3,1,2026-02-01,4\n";
  const Json plan = ProbeOf(session, "a.csv", file)["result"]["plan"];
  ASSERT_TRUE(
      Ask(session, {{"do", "import.begin"},
                    {"asOf", "2026-01-31"},
                    {"sources", Json::array({{{"name", "a.csv"}, {"size", file.size()}, {"plan", plan}}})}})["ok"]
          .get<bool>());
  ASSERT_TRUE(Serve(session, "import", {file})["ok"].get<bool>());
  const Json report = Ask(session, {{"do", "import.commit"}});
  EXPECT_THAT(CausesOf(report), ::testing::ElementsAre("PROFILE-201", "PROFILE-202"));
  EXPECT_EQ(report["result"]["used"], 2);
  EXPECT_EQ(report["result"]["amountInWindow"], "2.00");
}

TEST(Session, TellsWhatOfTheSmallFilesCouldNotBeUsed) {
  Session session;
  const std::string survey = "月结卡号,提交时间,满意度\n7551234567,2026-02-01,4\n7551234567,2026-02-02,0\n";
  const std::string shares =
      "customer_id,carrier,share_pct,mind_rank,source,as_of\n7551234567,甲速运,60,1,rep,2026-02-01\n7551234567,乙速运,"
      "40,2,rep,2026-02-01\n";
  const Json report = Import(session, {{"a.csv", kShipments}, {"s.csv", survey}, {"c.csv", shares}});
  EXPECT_THAT(CausesOf(report), ::testing::IsSupersetOf({"PROFILE-301", "PROFILE-302"}));
}

TEST(Session, LeavesOutMaskedCustomersAndRowsWithoutARequiredValue) {
  Session session;
  const std::string shipments = kShipments + "SF5,138****1234,丙,2026-03-06,10\n";
  const std::string survey =
      "月结卡号,提交时间,满意度\n7551234567,,4\n7551234567,2026-02-02,\n7551234567,2026-02-02,好\n7551234567,2026-02-"
      "02,4\n";
  const Json report = Import(session, {{"a.csv", shipments}, {"s.csv", survey}});
  EXPECT_THAT(CausesOf(report), ::testing::IsSupersetOf({"INGEST-213", "INGEST-214", "INGEST-215"}));
  EXPECT_EQ(report["result"]["sources"][1]["excludedById"], (Json{{"INGEST-214", 2}, {"INGEST-215", 1}}));
}

TEST(Session, TakesThePlanAsTheUserChangedIt) {
  Session session;
  Json plan = ProbeOf(session, "a.csv", kShipments)["result"]["plan"];
  plan["customerKey"] = "customer_name";
  Json command = {{"do", "import.begin"},
                  {"sources", Json::array({{{"name", "a.csv"}, {"size", kShipments.size()}, {"plan", plan}}})}};
  ASSERT_TRUE(Ask(session, command)["ok"].get<bool>());
  ASSERT_TRUE(Serve(session, "import", {kShipments})["ok"].get<bool>());
  ASSERT_TRUE(Ask(session, {{"do", "import.commit"}})["ok"].get<bool>());
  EXPECT_EQ(WindowOf(session, {"customer_id"}, 0, 1)["rows"][0][0], "乙公司");
  plan["fields"].erase("4");
  command["sources"][0]["plan"] = plan;
  EXPECT_EQ(Ask(session, command)["error"]["id"], "INGEST-109");
  plan["fields"]["4"] = "share_pct";
  command["sources"][0]["plan"] = plan;
  EXPECT_EQ(Ask(session, command)["error"]["id"], "WORKSPACE-104");
}

TEST(Session, RefusesWhatItDoesNotKnow) {
  Session session;
  EXPECT_EQ(Json::parse(session.Call("{"))["error"]["id"], "BASE-101");
  ASSERT_TRUE(Import(session, {{"a.csv", kShipments}})["ok"].get<bool>());
  EXPECT_EQ(Ask(session, {{"do", "segment.nonsense"}})["error"]["id"], "WORKSPACE-103");
  EXPECT_EQ(Ask(session, {{"do", "effect"}, {"settings", {{"cvac", {{"colour", 1}}}}}})["error"]["id"], "BASE-102");
}

}  // namespace
}  // namespace loyalane::workspace
