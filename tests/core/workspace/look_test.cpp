// Looks, windows, effects and cards through the session: what the page gets. Expected values are counted out of the
// exported tables, or by hand; the exports are checked elsewhere.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/core/workspace/session_host.h"

namespace loyalane::workspace {
namespace {

using Rows = std::vector<std::map<std::string, std::string>>;

// 120 customers; every tenth shipped before the window only. Whole yuan.
std::string Company() {
  std::string text = "运单号,月结卡号,客户名称,寄件时间,应付金额\n";
  std::mt19937 random(20260105);
  int waybill = 0;
  for (int customer = 0; customer < 120; ++customer) {
    const bool dormant = customer % 10 == 9;
    const uint32_t shipments = dormant ? 1 : 1 + random() % 12;
    const uint32_t level = 1 + random() % 40;
    for (uint32_t i = 0; i < shipments; ++i) {
      const std::string day = std::to_string(10 + random() % 18);
      text += "SF" + std::to_string(1000 + waybill++) + ",755" + std::to_string(1000000 + customer) + ",客户" +
              std::to_string(customer) + "," +
              (dormant ? "2024-03-" : "2026-0" + std::to_string(1 + random() % 9) + "-") + day + "," +
              std::to_string(level * (1 + random() % 90)) + "\n";
    }
  }
  return text;
}

// CSV without quoted cells.
Rows Table(const std::string& csv) {
  Rows rows;
  std::vector<std::string> header;
  size_t at = 0;
  while (at < csv.size()) {
    const size_t end = csv.find('\n', at);
    std::vector<std::string> cells(1);
    for (const char c : csv.substr(at, end - at)) {
      if (c == ',') {
        cells.emplace_back();
      } else {
        cells.back() += c;
      }
    }
    if (header.empty()) {
      header = cells;
    } else {
      rows.emplace_back();
      for (size_t i = 0; i < header.size(); ++i) rows.back()[header[i]] = cells[i];
    }
    at = end + 1;
  }
  return rows;
}

Json View(Json filters = Json::array(), const std::string& search = "", Json sort = nullptr) {
  return {{"filters", std::move(filters)}, {"search", search}, {"sort", std::move(sort)}};
}

Json Request(Json view = View(), Json settings = Json::object()) {
  return {{"do", "look"},
          {"settings", std::move(settings)},
          {"view", std::move(view)},
          {"map", {{"window", nullptr}, {"columns", 24}, {"rows", 20}}},
          {"distribution", "amount"},
          {"table", {{"columns", {"customer_id", "type", "amount", "reason"}}, {"offset", 0}, {"limit", 200}}},
          {"language", "zh"}};
}

Json Manual(double cv, double ac) {
  return {{"cvac", {{"thresholds", {{"mode", "manual"}, {"cv_manual", cv}, {"ac_manual", ac}}}}}};
}

class LookTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(Import(session_, {{"a.csv", Company()}})["ok"].get<bool>()); }
  Json Look(const Json& request) {
    const Json answer = Ask(session_, request);
    EXPECT_TRUE(answer["ok"].get<bool>()) << answer.dump();
    return answer["result"];
  }
  std::string RefusedId(const Json& request) { return Ask(session_, request)["error"].value("id", "none"); }

  Session session_;
};

TEST_F(LookTest, PartsAgreeWithTheExportsAndEachOther) {
  const Json look = Look(Request());
  const Rows segment = Table(Export(session_, "segment", {{"language", "en"}}));
  const Rows profile = Table(Export(session_, "profile"));
  const Rows rfm = Table(Export(session_, "rfm"));
  ASSERT_EQ(segment.size(), 120u);
  std::map<std::string, int> types;
  for (const auto& row : segment) ++types[row.at("type")];
  for (const Json& type : look["selected"]["types"]) EXPECT_EQ(type["count"], types[type["id"]]);
  for (const Json& type : look["summary"]["types"]) EXPECT_EQ(type["count"], types[type["id"]]);
  int64_t yuan = 0;
  for (const auto& row : profile) yuan += std::stoll(row.at("amount"));
  EXPECT_EQ(look["selected"]["amount"], std::to_string(yuan) + ".00");
  EXPECT_EQ(look["selected"]["customers"], 120);
  EXPECT_EQ(look["map"]["customers"], 120);
  EXPECT_EQ(look["map"]["points"].size(), 120u);
  EXPECT_EQ(look["table"]["total"], 120);
  for (size_t i = 0; i < 120; ++i) {
    EXPECT_EQ(look["table"]["rows"][i][0], segment[i].at("customer_id"));
    EXPECT_EQ(look["table"]["rows"][i][1], segment[i].at("type"));
    EXPECT_EQ(look["table"]["rows"][i][2], profile[i].at("amount"));
    EXPECT_EQ(look["map"]["points"][i]["cv"].get<double>(), std::stod(segment[i].at("cv")));
    EXPECT_EQ(look["map"]["points"][i]["type"], segment[i].at("type"));
  }
  uint64_t in_cells = 0;
  uint64_t most = 0;
  for (size_t i = 1; i < look["map"]["cells"].size(); i += 2) {
    in_cells += look["map"]["cells"][i].get<uint64_t>();
    most = std::max(most, look["map"]["cells"][i].get<uint64_t>());
  }
  EXPECT_EQ(in_cells, 120u);
  EXPECT_EQ(look["map"]["cellMax"], most);
  std::map<std::pair<int, int>, int> cells;
  std::map<std::string, int> segments;
  for (const auto& row : rfm) {
    ++cells[{std::stoi(row.at("r")), std::stoi(row.at("f"))}];
    ++segments[row.at("segment")];
  }
  const Json& heat = look["rfm"]["value"];
  EXPECT_EQ(heat["customers"], rfm.size());
  EXPECT_EQ(heat["cells"].size(), 25u);
  for (const Json& cell : heat["cells"])
    EXPECT_EQ(cell["count"].get<int>(), (cells[{cell["r"].get<int>(), cell["f"].get<int>()}]));
  for (const Json& one : heat["segments"]) EXPECT_EQ(one["count"].get<int>(), segments[one["id"]]);
  EXPECT_EQ(look["abc"]["value"]["curve"].back()["valueShare"], 1.0);
  // Judgements' own figures (docs/formulas/ahp.md: 3.0092 and 5.033).
  EXPECT_NEAR(look["summary"]["weights"]["lambdaMaxCv"].get<double>(), 3.0092, 5e-5);
  EXPECT_NEAR(look["summary"]["weights"]["lambdaMaxAc"].get<double>(), 5.033, 5e-4);
}

// A hand drags one thing after the other, under filters that come and go; every answer is that of a session that sees
// only this one.
TEST_F(LookTest, SaysWhatAFreshSessionSaysAfterEveryDrag) {
  std::mt19937 random(17);
  const auto below = [&random](uint32_t limit) { return random() % limit; };
  Json request = Request();
  request["settings"] = {{"cvac", {{"thresholds", {{"mode", "manual"}, {"cv_manual", 12}, {"ac_manual", 14}}}}}};
  for (int step = 0; step < 160; ++step) {
    Json& cvac = request["settings"]["cvac"];
    Json& thresholds = cvac["thresholds"];
    Json& view = request["view"];
    switch (step % 8 == 7 ? 3 + below(8) : below(3)) {
      case 0:
        thresholds["cv_manual"] = 12 + 0.1 * below(10);
        break;
      case 1:
        thresholds["ac_manual"] = 14 + 0.1 * below(10);
        break;
      case 2:
        cvac["stability"]["band"] = 0.05 + 0.001 * below(5);
        break;
      case 3:
        view["filters"] = Json::array({{{"by", "type"}, {"is", {below(2) == 0 ? "core" : "loyal", "general"}}}});
        break;
      case 4:
        view["filters"] = Json::array({{{"by", "flag"}, {"is", {"borderline", "new"}}},
                                       {{"by", "range"}, {"column", "amount"}, {"from", 900}, {"to", nullptr}}});
        break;
      case 5:
        view["filters"] = Json::array({{{"by", "abc_class"}, {"is", {"A", "B"}}},
                                       {{"by", "rfm_segment"}, {"is", {"champions", "loyal", "at_risk", "lost"}}}});
        break;
      case 6:
        view["filters"] = Json::array({{{"by", "area"}, {"points", {{0, 0}, {25, 0}, {25, 18}, {below(9), 20}}}}});
        break;
      case 7:
        view["sort"] = {{"column", below(2) == 0 ? "amount" : "type"}, {"descending", below(2) == 0}};
        break;
      case 8:
        request["settings"]["rfm"] = {{"cuts", "fixed"}, {"monetary_yuan", {200, 1000 + below(900), 5000, 20000}}};
        break;
      case 9:
        request["settings"]["abc"]["a_percent"] = 60 + below(30);
        break;
      default:
        view["search"] = below(2) == 0 ? "1" : "kh2";
        request["map"]["window"] = {{"acFrom", 5}, {"acTo", 20 + below(5)}, {"cvFrom", 2}, {"cvTo", 28}};
        request["table"]["offset"] = below(30);
    }
    Session fresh;
    ASSERT_TRUE(Import(fresh, {{"a.csv", Company()}})["ok"].get<bool>());
    const std::string expected = fresh.Call(request.dump());
    ASSERT_TRUE(expected.starts_with("{\"ok\":true")) << expected;
    ASSERT_EQ(session_.Call(request.dump()), expected) << step << request.dump();
  }
}

TEST_F(LookTest, DoesNotDependOnWhatWasLookedAtBefore) {
  std::mt19937 random(3);
  const auto pick = [&random](const std::vector<Json>& from) { return from[random() % from.size()]; };
  for (int step = 0; step < 40; ++step) {
    Json filters = Json::array();
    if (random() % 2 == 0) filters.push_back({{"by", "type"}, {"is", {"core", "general"}}});
    if (random() % 3 == 0) filters.push_back({{"by", "range"}, {"column", "amount"}, {"from", 500}, {"to", nullptr}});
    if (random() % 4 == 0)
      filters.push_back({{"by", "rfm_cell"}, {"is", {{{"r", 1}, {"f", 1}}, {{"r", 5}, {"f", 3}}}}});
    if (random() % 4 == 0) filters.push_back({{"by", "area"}, {"points", {{0, 0}, {25, 0}, {25, 20}, {0, 20}}}});
    Json sort = nullptr;
    if (random() % 2 == 0)
      sort = {{"column", pick({"amount", "cv", "type", "customer_name"})}, {"descending", random() % 2 == 0}};
    Json request = Request(View(filters, random() % 3 == 0 ? "1" : "", sort), Manual(random() % 30, 5 + random() % 15));
    request["settings"]["rfm"]["bins"] = 3 + random() % 3;
    request["settings"]["cvac"]["rival_attraction"] = 0.5 + 0.1 * (random() % 2);
    if (random() % 5 == 0) request["settings"]["cvac"]["attributes"]["carriers"] = 5;
    request["distribution"] = pick({"amount", "cv", "satisfaction"});
    Session fresh;
    ASSERT_TRUE(Import(fresh, {{"a.csv", Company()}})["ok"].get<bool>());
    ASSERT_EQ(session_.Call(request.dump()), fresh.Call(request.dump())) << request.dump();
    Json window = {{"do", "customers.window"},
                   {"settings", request["settings"]},
                   {"view", request["view"]},
                   {"columns", request["table"]["columns"]},
                   {"offset", 0},
                   {"limit", 200},
                   {"language", "zh"}};
    ASSERT_EQ(Look(window), Look(request)["table"]);
  }
}

TEST_F(LookTest, TheOrderOfConditionsDoesNotMatter) {
  Json filters = {{{"by", "type"}, {"is", {"loyal", "general"}}},
                  {{"by", "flag"}, {"is", {"provisional"}}},
                  {{"by", "range"}, {"column", "waybills"}, {"from", 2}, {"to", 9}},
                  {{"by", "abc_class"}, {"is", {"B", "C"}}}};
  const Json one = Look(Request(View(filters)));
  std::reverse(filters.begin(), filters.end());
  EXPECT_EQ(Look(Request(View(filters))), one);
  EXPECT_GT(one["table"]["total"], 0);
  EXPECT_LT(one["table"]["total"], 120);
  // The summary is of all customers, whatever the conditions; so is concentration.
  EXPECT_EQ(one["summary"], Look(Request())["summary"]);
  EXPECT_EQ(one["abc"], Look(Request())["abc"]);
}

TEST_F(LookTest, WindowsAreOfTheSameRows) {
  const Json sort = {{"column", "amount"}, {"descending", true}};
  Json request = Request(View(Json::array(), "", sort));
  const Json whole = Look(request)["table"]["rows"];
  request["table"]["offset"] = 100;
  request["table"]["limit"] = 50;
  const Json tail = Look(request)["table"]["rows"];
  ASSERT_EQ(tail.size(), 20u);
  for (size_t i = 0; i < 20; ++i) EXPECT_EQ(tail[i], whole[100 + i]);
  request["table"]["offset"] = 1000;
  EXPECT_EQ(Look(request)["table"]["rows"].size(), 0u);
  EXPECT_EQ(Look(request)["table"]["total"], 120);
}

TEST_F(LookTest, SettingsAsTheyAreMoveNobody) {
  Look(Request(View(), Manual(12, 12)));
  const Json same = Look({{"do", "effect"}, {"settings", Manual(12, 12)}});
  EXPECT_EQ(same["moved"], 0);
  const Json before = Look(Request(View(), Manual(12, 12)));
  EXPECT_EQ(same["summary"], before["summary"]);
  for (const Json& settings : {Manual(3, 12), Manual(12, 25), Json{{"cvac", {{"attributes", {{"carriers", 4}}}}}}}) {
    const Json effect = Look({{"do", "effect"}, {"settings", settings}});
    uint64_t moved = 0;
    for (size_t from = 0; from < 4; ++from) {
      uint64_t sum = 0;
      for (size_t to = 0; to < 4; ++to) {
        sum += effect["moves"][from][to].get<uint64_t>();
        moved += from != to ? effect["moves"][from][to].get<uint64_t>() : 0;
      }
      EXPECT_EQ(sum, before["summary"]["types"][from]["count"]);
    }
    for (size_t to = 0; to < 4; ++to) {
      uint64_t sum = 0;
      for (size_t from = 0; from < 4; ++from) sum += effect["moves"][from][to].get<uint64_t>();
      EXPECT_EQ(sum, effect["summary"]["types"][to]["count"]);
    }
    EXPECT_EQ(effect["moved"], moved);
    EXPECT_GT(moved, 0u);
    // Nothing changed by asking; applied, it is what was told.
    EXPECT_EQ(Look(Request(View(), Manual(12, 12))), before);
    EXPECT_EQ(Look(Request(View(), settings))["summary"], effect["summary"]);
    Look(Request(View(), Manual(12, 12)));
  }
}

TEST_F(LookTest, CardsSayWhatTheTablesSay) {
  std::map<std::string, Rows> tables;
  for (const char* what : {"segment", "profile", "rfm", "abc"}) tables[what] = Table(Export(session_, what));
  size_t scored = 0;
  for (size_t i = 0; i < 120; ++i) {
    const std::string id = tables["profile"][i]["customer_id"];
    const Json card = Look({{"do", "customer"}, {"id", id}});
    for (const char* what : {"segment", "profile"}) {
      for (const auto& [column, text] : tables[what][i]) EXPECT_EQ(card["values"][column], text) << column;
    }
    EXPECT_EQ(card["values"]["abc_class"], tables["abc"][i]["class"]);
    EXPECT_EQ(card["abc"]["class"], tables["abc"][i]["class"]);
    EXPECT_EQ(card["reason"]["zh"], tables["segment"][i]["reason"]);
    if (scored < tables["rfm"].size() && tables["rfm"][scored]["customer_id"] == id) {
      EXPECT_EQ(card["values"]["rfm_code"], tables["rfm"][scored]["code"]);
      EXPECT_EQ(std::to_string(card["rfm"]["code"].get<int>()), tables["rfm"][scored]["code"]);
      EXPECT_EQ(card["rfm"]["segment"]["id"], tables["rfm"][scored]["segment"]);
      ++scored;
    } else {
      EXPECT_TRUE(card["rfm"].is_null());
      EXPECT_EQ(card["values"]["rfm_code"], "");
    }
    // The months' sums are the window's.
    double amount = 0;
    uint64_t ship_days = 0;
    for (const Json& month : card["months"]) {
      amount += std::stod(month["amount"].get<std::string>());
      ship_days += month["shipDays"].get<uint64_t>();
    }
    EXPECT_EQ(amount, std::stod(tables["profile"][i]["amount"]));
    EXPECT_EQ(std::to_string(ship_days), tables["profile"][i]["ship_days"]);
    EXPECT_EQ(card["months"].size(), 13u);  // twelve months that begin within one: both ends are there
    EXPECT_EQ(card["months"][0]["month"], "2025-09");
    EXPECT_EQ(card["months"][12]["month"], "2026-09");
    EXPECT_NEAR(card["cvDistance"].get<double>(), card["cv"].get<double>() - 18, 1e-10);
  }
  EXPECT_EQ(scored, tables["rfm"].size());
}

// Customer C5 of the worked example (docs/formulas/cvac.md), from a table of attributes.
TEST(CustomerCard, ExplainsTheWorkedExample) {
  Session session;
  ASSERT_TRUE(
      Import(session,
             {{"f.csv",
               "customer_id,avg_spend,purchase_cycle_days,monthly_contribution,choice_share,satisfaction,mind_rank,"
               "tenure_months,recency_days\nC5,108,2,1641.6,0.10,3.2,4,10,3\nC6,95,2,1444,,,,2,1\n"}})["ok"]
          .get<bool>());
  const Json card = Ask(session, {{"do", "customer"}, {"id", "C5"}})["result"];
  EXPECT_EQ(card["type"], "core");
  EXPECT_EQ(card["flags"], Json::array({"borderline"}));
  EXPECT_EQ(card["reason"]["zh"], "CV 18.11 ≥ 18，AC 14.09 % ≥ 14 % — 临界");
  EXPECT_NEAR(card["cvDistance"].get<double>(), 0.11, 0.005);
  EXPECT_NEAR(card["acDistance"].get<double>(), 0.09, 0.005);
  const std::vector<double> scores = {5.09, 6.14, 9.00, 3.50, 5.50, 5.00, 4.33, 8.50};
  const std::vector<double> weights = {0.540, 0.297, 0.163, 0.375, 0.215, 0.215, 0.074, 0.121};
  const std::vector<double> values = {1641.6, 108, 2, 0.10, 3.2, 4, 10, 3};
  ASSERT_EQ(card["attributes"].size(), 8u);
  for (size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(card["attributes"][i]["axis"], i < 3 ? "cv" : "ac");
    EXPECT_EQ(card["attributes"][i]["value"].get<double>(), values[i]);
    EXPECT_NEAR(card["attributes"][i]["score"].get<double>(), scores[i], 0.005);
    EXPECT_EQ(card["attributes"][i]["weight"].get<double>(), weights[i]);
  }
  EXPECT_TRUE(card["rfm"].is_null());
  EXPECT_TRUE(card["abc"].is_null());
  EXPECT_EQ(card["months"].size(), 0u);
  const Json other = Ask(session, {{"do", "customer"}, {"id", "C6"}})["result"];
  EXPECT_TRUE(other["attributes"][3]["score"].is_null());
  EXPECT_TRUE(other["attributes"][3]["value"].is_null());
  EXPECT_EQ(other["coverage"].get<double>(), 0.195);
  EXPECT_EQ(other["coverageMin"].get<double>(), 0.5);
  // Without shipments RFM and ABC say why they are not there, and the rest is.
  const Json look = Ask(session, Request())["result"];
  EXPECT_EQ(look["rfm"]["error"]["id"], "SEGMENT-107");
  EXPECT_EQ(look["abc"]["error"]["id"], "SEGMENT-107");
  EXPECT_EQ(look["distribution"]["missing"], 2);
  EXPECT_TRUE(look["distribution"]["figures"].is_null());
  EXPECT_EQ(look["map"]["customers"], 2);
}

TEST_F(LookTest, RefusesWhatItDoesNotKnow) {
  const Json before = Look(Request());
  const auto filtered = [](const Json& filter) { return Request(View(Json::array({filter}))); };
  Json request = Request();
  request["distribution"] = "colour";
  EXPECT_EQ(RefusedId(request), "VIEW-101");
  request["distribution"] = "type";
  EXPECT_EQ(RefusedId(request), "VIEW-102");
  request = Request();
  request["table"]["columns"].push_back("colour");
  EXPECT_EQ(RefusedId(request), "VIEW-101");
  EXPECT_EQ(RefusedId(Request(View(Json::array(), "", {{"column", "colour"}, {"descending", false}}))), "VIEW-101");
  EXPECT_EQ(RefusedId(filtered({{"by", "range"}, {"column", "customer_name"}, {"from", 1}, {"to", 2}})), "VIEW-102");
  for (const Json& filter : std::vector<Json>{
           {{"by", "colour"}, {"is", {"red"}}},
           {{"by", "type"}, {"is", {"red"}}},
           {{"by", "type"}},
           {{"by", "flag"}, {"is", {"borderline;new"}}},
           {{"by", "abc_class"}, {"is", {"D"}}},
           {{"by", "rfm_segment"}, {"is", {""}}},
           {{"by", "rfm_cell"}, {"is", {{{"r", 6}, {"f", 1}}}}},
           {{"by", "rfm_cell"}, {"is", {{{"r", 1.5}, {"f", 1}}}}},
           {{"by", "range"}, {"column", "cv"}, {"from", "1"}, {"to", 2}},
           {{"by", "area"}, {"points", {{0, 0}, {1, 1}}}},
           {{"by", "area"}, {"points", {{0, 0}, {1, 1}, {1, 1e9}}}},
           {{"by", "area"}, {"points", {{0, 0}, {1, 1}, {1}}}},
           7,
       }) {
    EXPECT_EQ(RefusedId(filtered(filter)), "VIEW-103") << filter.dump();
  }
  const Json type = {{"by", "type"}, {"is", {"core"}}};
  EXPECT_EQ(RefusedId(Request(View(Json::array({type, type})))), "VIEW-103");
  request = Request();
  request["map"]["columns"] = 0;
  EXPECT_EQ(RefusedId(request), "BASE-103");
  request = Request();
  request["map"]["window"] = {{"acFrom", 3}, {"acTo", 3}, {"cvFrom", 0}, {"cvTo", 30}};
  EXPECT_EQ(RefusedId(request), "BASE-103");
  EXPECT_EQ(RefusedId({{"do", "look"}}), "BASE-103");
  EXPECT_EQ(RefusedId({{"do", "customer"}, {"id", "nobody"}}), "VIEW-104");
  EXPECT_EQ(RefusedId(Request(View(), {{"cvac", {{"colour", 1}}}})), "BASE-102");
  // Nothing of it stays.
  EXPECT_EQ(Look(Request()), before);
}

TEST_F(LookTest, AreasAndCellsFilterTheOthersButNotThemselves) {
  const Json area = {{"by", "area"}, {"points", {{0, 0}, {100, 0}, {100, 8}, {0, 8}}}};
  const Json everybody = Look(Request());
  const Json look = Look(Request(View(Json::array({area}))));
  size_t low = 0;
  for (const Json& point : everybody["map"]["points"]) low += point["cv"].get<double>() <= 8 ? 1 : 0;
  ASSERT_GT(low, 0u);
  ASSERT_LT(low, 120u);
  EXPECT_EQ(look["map"], everybody["map"]);
  EXPECT_EQ(look["selected"]["customers"], low);
  const Json range = {{"by", "range"}, {"column", "amount"}, {"from", 1000}, {"to", nullptr}};
  const Json ranged = Look(Request(View(Json::array({range}))));
  EXPECT_EQ(ranged["distribution"], everybody["distribution"]);
  EXPECT_LT(ranged["map"]["customers"], 120);
  const Json cell = {{"by", "rfm_cell"}, {"is", {{{"r", 5}, {"f", 5}}}}};
  const Json celled = Look(Request(View(Json::array({cell}))));
  EXPECT_EQ(celled["rfm"], everybody["rfm"]);
  EXPECT_EQ(celled["selected"]["customers"], everybody["rfm"]["value"]["cells"][24]["count"]);
}

TEST_F(LookTest, DefaultSettingsAreThoseOfAnEmptyDocument) {
  const Json settings = Ask(session_, {{"do", "settings.default"}})["result"];
  EXPECT_EQ(settings["version"], 1);
  EXPECT_EQ(settings["cvac"]["thresholds"]["cv_manual"], 18);
  EXPECT_EQ(Look(Request(View(), settings)), Look(Request(View(), Json::object())));
}

TEST_F(LookTest, ExportsFollowTheirSettingsAndForm) {
  const std::string csv = Export(session_, "segment", {{"settings", Manual(5, 10)}, {"language", "en"}});
  EXPECT_NE(csv, Export(session_, "segment", {{"settings", Json::object()}, {"language", "en"}}));
  const Rows rows = Table(Export(session_, "profile"));
  const std::string text = Export(session_, "profile", {{"form", "json"}});
  EXPECT_EQ(static_cast<size_t>(std::count(text.begin(), text.end(), '\n')), 120u + 2);
  const Json json = Json::parse(text);
  ASSERT_EQ(json.size(), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(json[i]["customer_id"], rows[i].at("customer_id"));
    EXPECT_EQ(json[i]["waybills"].get<int>(), std::stoi(rows[i].at("waybills")));
    EXPECT_EQ(json[i]["amount"].get<double>(), std::stod(rows[i].at("amount")));
    const std::string& cycle = rows[i].at("purchase_cycle_days");
    EXPECT_EQ(json[i]["purchase_cycle_days"], cycle.empty() ? Json() : Json(std::stod(cycle)));
  }
  EXPECT_EQ(Json::parse(Export(session_, "segment", {{"form", "json"}}))[0]["flags"].type(),
            Json::value_t::string);  // no flags is said by an empty text, not by null
  EXPECT_TRUE(Export(session_, "abc", {{"form", "excel"}})
                  .starts_with("\xEF\xBB\xBF"
                               "customer_id,"));
  EXPECT_EQ(Export(session_, "issues", {{"form", "json"}}), "[]\n");
}

TEST_F(LookTest, ManifestsNeedAHashForEachFile) {
  const std::string hash(64, 'a');
  const Json manifest =
      Json::parse(Export(session_, "manifest", {{"settings", Manual(5, 10)}, {"hashes", Json::array({hash})}}));
  EXPECT_EQ(manifest["files"][0]["sha256"], hash);
  EXPECT_EQ(manifest["settings"]["cvac"]["thresholds"]["cv_manual"], 5);
  for (const Json& hashes : {Json::array(), Json::array({hash, hash}), Json::array({"abc"}), Json::array({7})}) {
    EXPECT_EQ(RefusedId({{"do", "export.begin"}, {"what", "manifest"}, {"hashes", hashes}}), "BASE-103");
  }
}

}  // namespace
}  // namespace loyalane::workspace
