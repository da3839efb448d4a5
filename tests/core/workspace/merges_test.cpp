// Who is who through a session, as the page asks: suggestions, merges that were made, groups. Figures are worked out by
// hand from the rows here.
#include "workspace/merges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/core/workspace/session_host.h"

namespace loyalane::workspace {
namespace {

using ::testing::ElementsAre;

const std::string kShipments =
    "运单号,客户编码,客户名称,寄件日期,应付金额\n"
    "SF1,C001,上海鹭行科技有限公司,2026-05-01,100.00\n"
    "SF2,C001,上海鹭行科技有限公司,2026-05-03,200.00\n"
    "SF3,C001,上海鹭行科技有限公司,2026-05-04,20.00\n"
    "SF4,c-1,鹭行科技（上海）,2026-06-01,30.00\n"
    "SF5,c-1,鹭行科技（上海）,2026-06-02,10.50\n"
    "SF6,K7,鹭行科技（北京）有限公司,2026-06-02,40.00\n"
    "SF7,Z9,远山医药,2026-06-03,99.50\n";
const std::string kCustomers =
    "客户编码,客户名称,所属集团,网点\n"
    "C001,上海鹭行科技有限公司,鹭行集团,城东网点\n"
    "K7,鹭行科技（北京）有限公司,鹭行集团,城东网点\n"
    "Z9,远山医药,远山集团,\n"
    "Q1,无人知晓,,\n";
using Files = std::vector<std::pair<std::string, std::string>>;
const Files kFiles = {{"a.csv", kShipments}, {"b.csv", kCustomers}};

Json ImportWith(Session& session, const Json& settings, const Files& files = kFiles) {
  Json sources = Json::array();
  std::vector<std::string_view> contents;
  for (const auto& [name, bytes] : files) {
    const Json probe = ProbeOf(session, name, bytes);
    EXPECT_TRUE(probe["ok"].get<bool>()) << probe.dump();
    sources.push_back({{"name", name}, {"size", bytes.size()}, {"plan", probe["result"]["plan"]}});
    contents.emplace_back(bytes);
  }
  const Json begun =
      Ask(session, {{"do", "import.begin"}, {"sources", sources}, {"settings", settings}, {"asOf", "2026-06-30"}});
  if (!begun["ok"].get<bool>()) return begun;
  const Json served = Serve(session, "import", contents);
  return served["ok"].get<bool>() ? Ask(session, {{"do", "import.commit"}}) : served;
}

Json Read(Session& session, const std::string& what, const Json& settings = Json::object()) {
  const Json answer = Ask(session, {{"do", what}, {"settings", settings}});
  EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump();
  return answer["result"];
}

TEST(Merges, NothingLoaded) {
  Session session;
  for (const std::string what : {"merges.read", "groups.read"}) {
    EXPECT_EQ(Ask(session, {{"do", what}, {"settings", Json::object()}})["error"]["id"], "WORKSPACE-101") << what;
  }
}

TEST(Merges, SuggestedWithBothSidesAndTheEvidence) {
  Session session;
  ASSERT_TRUE(ImportWith(session, Json::object())["ok"].get<bool>());
  const Json read = Read(session, "merges.read");
  EXPECT_EQ(read["total"], 1);
  EXPECT_EQ(read["applied"], Json::array());
  // The two branches are in one group by the customers file, so only the spellings are left.
  ASSERT_EQ(read["suggestions"].size(), 1u) << read.dump(1);
  const Json& only = read["suggestions"][0];
  EXPECT_EQ(only["kind"], "merge");
  EXPECT_EQ(only["into"], (Json{{"id", "C001"},
                                {"name", "上海鹭行科技有限公司"},
                                {"waybills", 3},
                                {"amount", "320.00"},
                                {"lastShip", "2026-05-04"}}));
  EXPECT_EQ(only["from"], (Json{{"id", "c-1"},
                                {"name", "鹭行科技(上海)"},
                                {"waybills", 2},
                                {"amount", "40.50"},
                                {"lastShip", "2026-06-02"}}));
  EXPECT_EQ(only["score"], 0.93);  // 85 for the name but for its form, 8 for the code
  EXPECT_EQ(only["evidence"][1]["zh"], "编码相同（不计前导零、大小写和分隔符）：“C001”和“c-1”");
  EXPECT_EQ(only["evidence"][1]["en"], "Same code but for leading zeros, case and separators: “C001” and “c-1”");
}

TEST(Merges, MadeByTheSettingsAndReported) {
  Session session;
  const Json settings = {{"customers", {{"merges", {{{"into", "C001"}, {"from", {"c-1", "nobody"}}}}}}}};
  const Json report = ImportWith(session, settings);
  ASSERT_TRUE(report["ok"].get<bool>()) << report.dump();
  const Json read = Read(session, "merges.read", settings);
  EXPECT_EQ(read["applied"], (Json{{{"into", "C001"}, {"from", {"c-1", "nobody"}}}}));
  EXPECT_EQ(read["total"], 0);
  // 100 + 200 + 20 + 30 + 10.50; shipped on five days.
  EXPECT_EQ(Export(session, "profile", {{"settings", settings}}).find("c-1"), std::string::npos);
  EXPECT_THAT(Export(session, "profile", {{"settings", settings}}),
              ::testing::HasSubstr("C001,上海鹭行科技有限公司,5,5,360.50,CNY,"));
  EXPECT_EQ(Export(session, "merges", {{"settings", settings}}),
            "status,into,into_name,from,from_name,from_rows,from_amount,currency,score,evidence\n"
            "merged,C001,上海鹭行科技有限公司,c-1,鹭行科技(上海),2,40.50,CNY,,\n"
            "not_in_data,C001,上海鹭行科技有限公司,nobody,,0,0.00,CNY,,\n");
}

TEST(Merges, SuggestionsAreExportedInEitherLanguage) {
  Session session;
  ASSERT_TRUE(ImportWith(session, Json::object(), {{"a.csv", kShipments}})["ok"].get<bool>());
  EXPECT_EQ(Export(session, "merges", {{"language", "en"}}),
            "status,into,into_name,from,from_name,from_rows,from_amount,currency,score,evidence\n"
            "merge_suggested,C001,上海鹭行科技有限公司,c-1,鹭行科技(上海),2,40.50,CNY,93,"
            "\"Only the company form differs: “上海鹭行科技有限公司” and “鹭行科技(上海)”; "
            "Same code but for leading zeros, case and separators: “C001” and “c-1”\"\n"
            "group_suggested,C001,上海鹭行科技有限公司,K7,鹭行科技(北京)有限公司,1,40.00,CNY,65,"
            "\"Same name but for blanks, punctuation and place: “上海鹭行科技有限公司” and “鹭行科技(北京)有限公司”; "
            "Different places: “上海” and “北京”\"\n");
}

TEST(Groups, OfTheCustomersFileRolledUp) {
  Session session;
  ASSERT_TRUE(ImportWith(session, Json::object())["ok"].get<bool>());
  const Json read = Read(session, "groups.read");
  ASSERT_EQ(read["groups"].size(), 2u) << read.dump(1);
  EXPECT_EQ(read["total"], 2);
  const Json& first = read["groups"][0];
  EXPECT_EQ(first["name"], "鹭行集团");
  EXPECT_EQ(first["amount"], "360.00");  // 320 + 40
  EXPECT_EQ(first["waybills"], 4);
  EXPECT_EQ(first["share"], 0.72);  // of 500.00
  ASSERT_EQ(first["members"].size(), 2u);
  EXPECT_EQ(first["members"][0]["id"], "C001");
  EXPECT_EQ(first["members"][1]["id"], "K7");
  EXPECT_EQ(first["members"][1]["amount"], "40.00");
  EXPECT_EQ(first["members"][1]["share"], 40.0 / 360.0);
  const Json summary = Ask(session, {{"do", "segment.summary"}})["result"];
  EXPECT_EQ(read["groups"][1]["name"], "远山集团");
  // Every member's type is one of the four.
  for (const Json& group : read["groups"]) {
    for (const Json& member : group["members"]) {
      bool known = false;
      for (const Json& type : summary["types"]) known = known || type["id"] == member["type"];
      EXPECT_TRUE(known) << member.dump();
    }
  }
}

TEST(Groups, TheSettingsGoBeforeTheFileAndNeedNoNewImport) {
  Session session;
  const Json merges = {{{"into", "C001"}, {"from", {"c-1"}}}};
  const Json imported = {{"customers", {{"merges", merges}}}};
  ASSERT_TRUE(ImportWith(session, imported)["ok"].get<bool>());
  // c-1 is C001 now; K7 goes over to others, and Q1 had no group.
  const Json settings = {{"customers",
                          {{"merges", merges},
                           {"groups",
                            {{{"name", "南北联盟"}, {"members", {"K7", "Q1", "not there"}}},
                             {{"name", "新集团"}, {"members", {"c-1"}}}}}}}};
  const Json read = Read(session, "groups.read", settings);
  std::vector<std::string> said;
  for (const Json& group : read["groups"]) {
    std::string line = group["name"].get<std::string>() + " " + group["amount"].get<std::string>() + ":";
    for (const Json& member : group["members"]) line += " " + member["id"].get<std::string>();
    said.push_back(line);
  }
  EXPECT_THAT(said, ElementsAre("新集团 360.50: C001", "远山集团 99.50: Z9", "南北联盟 40.00: K7 Q1"));
  EXPECT_THAT(Export(session, "groups", {{"settings", settings}}),
              ::testing::HasSubstr("\n南北联盟,2,1,40.00,CNY,0.08,2026-06-02,"));
  EXPECT_TRUE(Read(session, "groups.read", imported)["groups"][0]["name"] == "鹭行集团");
}

TEST(Merges, SecondScansFollowTheSettings) {
  Session session;
  const Json settings = {{"customers", {{"merges", {{{"into", "C001"}, {"from", {"c-1"}}}}}}},
                         {"money", {{"rates", {{{"currency", "HKD"}, {"from", "2026-01-01"}, {"rate", "0.5"}}}}}}};
  const std::string with_currency =
      "运单号,客户编码,寄件日期,应付金额,币种\n"
      "SF1,C001,2026-05-01,100.00,CNY\n"
      "SF2,c-1,2026-05-01,10.00,HKD\n"
      "SF3,Z9,2026-05-01,10.00,HKD\n";
  const Json probe = ProbeOf(session, "a.csv", with_currency);
  const Json begun = Ask(
      session, {{"do", "rows.begin"},
                {"sources", {{{"name", "a.csv"}, {"size", with_currency.size()}, {"plan", probe["result"]["plan"]}}}},
                {"customer", "C001"},
                {"window", {{"from", "2026-01-01"}, {"to", "2026-06-30"}}},
                {"settings", settings}});
  ASSERT_TRUE(begun["ok"].get<bool>()) << begun.dump();
  ASSERT_TRUE(Serve(session, "rows", {with_currency})["ok"].get<bool>());
  const Json found = Ask(session, {{"do", "rows.finish"}})["result"];
  EXPECT_EQ(found["total"], 2);
  EXPECT_EQ(found["amountInWindow"], "105.00");  // 100 + 10 x 0.5
}

}  // namespace
}  // namespace loyalane::workspace
