// The members' office: acts and their refusals, how a trail goes on from the files, what the monthly run sees of it,
// the card run, benefits, terms, the audience, and erasure. docs/club.md, "The members' office".
#include "workspace/members_register.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "workspace/card_plan.h"
#include "workspace/json_fields.h"

namespace loyalane::workspace {
namespace {

using loyalty::DaySpan;
using loyalty::MemberRow;
using loyalty::MemberState;

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

// A company of customers C1, C2 … whose files say who is a member; C9 is none.
struct Company {
  ImportedData data;
  std::shared_ptr<table::TextPool> customers = std::make_shared<table::TextPool>();
  std::shared_ptr<table::TextPool> texts = std::make_shared<table::TextPool>();
  loyalty::Programme programme = loyalty::PresetProgramme(loyalty::Preset::kMinimal);
  loyalty::Ledger ledger;
  ClubData club;
  MembersRegister office;

  Company() {
    data.club.customers = customers;
    data.club.texts = texts;
    programme.card.threshold = Money{1000'00};
  }
  MemberRow& Join(const char* customer, const char* number, MemberRow::State state) {
    MemberRow row;
    row.customer = customers->Add(customer);
    row.member_no = texts->Add(number);
    row.name = texts->Add(std::string("company ") + number);
    row.mobile = texts->Add("13800138000");
    row.state = state;
    data.club.members.push_back(row);
    return data.club.members.back();
  }
  void Ship(const char* customer, Day day, int64_t yuan) {
    loyalty::ShipmentRow row{};
    row.waybill = loyalty::ShipmentRow::kNoWaybill;
    row.customer = customers->Add(customer);
    row.on = day;
    row.amount_minor = yuan * 100;
    row.row = static_cast<uint32_t>(data.club.shipments.size());
    row.status_bits = static_cast<uint8_t>(model::ShipmentStatus::kDelivered);
    data.club.shipments.push_back(row);
  }
  void Read(Day last_day = D(2026, 6, 30)) {
    ClubDataWish wish;
    wish.last_day = last_day;
    wish.office = &office.office();
    club = ReadClub(data, programme, wish, ledger);
  }
  ClubSight Sight() { return {&data, &club, programme, ledger, D(2026, 6, 30), Language::kEn}; }
  // The id of the refusal, or "" after taking the new document.
  std::string Do(const Json& act) {
    Read();
    const Result<Json> made = office.Act(act, Sight());
    if (!made) return std::string(IdOf(made.error().id));
    EXPECT_TRUE(office.Take(*made).ok());
    Read();
    return "";
  }
  Json View(const Json& question) {
    Read();
    Result<Json> seen = office.View(question, Sight());
    EXPECT_TRUE(seen.ok()) << Describe(seen.error(), Language::kEn);
    return seen ? *seen : Json();
  }
  const loyalty::MemberInput& Input(std::string_view id) {
    Read();
    for (size_t i = 0; i < club.members.size(); ++i) {
      if (club.members[i].id == id) return club.input.members[i];
    }
    ADD_FAILURE() << id;
    return club.input.members[0];
  }
};

Json Act(const char* what, const char* member, const char* day, const char* reason = "asked") {
  return {{"do", what}, {"member", member}, {"day", day}, {"who", "desk"}, {"reason", reason}};
}

TEST(MembersRegister, GoesTheWholeWayAndWritesTheSameBytesAgain) {
  Company company;
  Json apply = Act("apply", "N1", "2026-03-01");
  apply["memberClass"] = "owner";
  EXPECT_EQ(company.Do(apply), "");
  EXPECT_EQ(company.Do(Act("activate", "N1", "2026-03-02")), "LOYALTY-331") << "no card yet";
  EXPECT_EQ(company.Do(Act("approve", "N1", "2026-03-02", "")), "");
  EXPECT_EQ(company.Do(Act("issue_card", "N1", "2026-03-01")), "LOYALTY-333") << "before the approval";
  EXPECT_EQ(company.Do(Act("issue_card", "N1", "2026-03-03", "")), "");
  EXPECT_EQ(company.Do(Act("activate", "N1", "2026-03-05", "")), "");
  EXPECT_EQ(company.Do(Act("suspend", "N1", "2026-03-06", "")), "LOYALTY-332") << "needs a reason";
  EXPECT_EQ(company.Do(Act("suspend", "N1", "2026-03-06")), "");
  EXPECT_EQ(company.Do(Act("resume", "N1", "2026-03-20", "")), "");
  EXPECT_EQ(company.Do(Act("exit", "N1", "2026-04-01")), "");
  EXPECT_EQ(company.Do(Act("resume", "N1", "2026-04-02")), "LOYALTY-331") << "an exit is for good";
  EXPECT_EQ(company.Do(Act("approve", "N2", "2026-03-02")), "LOYALTY-401") << "nobody knows N2";
  EXPECT_EQ(company.Do({{"do", "dance"}}), "WORKSPACE-103");

  const Json document = company.office.Document();
  ASSERT_EQ(document["members"].size(), 1u);
  EXPECT_EQ(document["members"][0]["trail"].size(), 7u);
  MembersRegister again;
  ASSERT_TRUE(again.Take(document).ok());
  EXPECT_EQ(again.Document().dump(), document.dump());
}

TEST(MembersRegister, ADocumentWhoseTrailIsNoneIsRefused) {
  MembersRegister office;
  const auto take = [&office](const char* text) {
    const Status taken = office.Take(Json::parse(text));
    return taken ? std::string() : std::string(IdOf(taken.error().id));
  };
  EXPECT_EQ(take(R"({"version": 1})"), "");
  EXPECT_EQ(take(R"({"version": 1, "people": []})"), "BASE-102");
  EXPECT_EQ(take(R"({"version": 1, "members": [{"member": "A", "trail": [
    {"day": "2026-03-01", "who": "desk", "from": "exited", "to": "active"}]}]})"),
            "LOYALTY-331");
  EXPECT_EQ(take(R"({"version": 1, "members": [{"member": "A"}, {"member": "A"}]})"), "BASE-103");
  EXPECT_EQ(take(R"({"version": 1, "terms": [
    {"member": "A", "from": "2026-03-01", "to": "2026-02-01", "who": "desk"}]})"),
            "LOYALTY-335");
}

TEST(MembersRegister, ATrailGoesOnFromWhatTheFileSays) {
  Company company;
  MemberRow& row = company.Join("C1", "M1", MemberRow::State::kActive);
  row.applied = D(2026, 1, 5);
  row.card_issued = D(2026, 2, 1);
  EXPECT_FALSE(company.Input("M1").is_dated);
  EXPECT_EQ(company.Do(Act("suspend", "M1", "2026-01-20")), "LOYALTY-333") << "before the card";
  EXPECT_EQ(company.Do(Act("suspend", "M1", "2026-05-10")), "");
  EXPECT_EQ(company.Do(Act("resume", "M1", "2026-05-20", "")), "");
  const loyalty::MemberInput& input = company.Input("M1");
  EXPECT_EQ(input.state, MemberState::kActive);
  EXPECT_EQ(input.active_from, D(2026, 2, 1));
  EXPECT_EQ(input.active_to, loyalty::kNoDay);
  EXPECT_EQ(input.away, (std::vector<DaySpan>{{D(2026, 5, 10), D(2026, 5, 19)}}));
  // A month before the suspension finds the member active, one within it does not.
  company.Read(D(2026, 5, 15));
  EXPECT_EQ(company.club.input.members[0].state, MemberState::kSuspended);
  // A newer file does not turn the office's page back, and a missing day in it does no harm.
  company.data.club.members[0].state = MemberRow::State::kSuspended;
  EXPECT_EQ(company.Input("M1").state, MemberState::kActive);
  EXPECT_TRUE(company.View({{"what", "member"}, {"id", "M1"}})["problem"].is_null());
  // But it is told when the file knows of an exit that the office does not.
  company.data.club.members[0].state = MemberRow::State::kExited;
  company.data.club.members[0].exited = D(2026, 6, 1);
  EXPECT_EQ(company.View({{"what", "member"}, {"id", "M1"}})["problem"]["id"], "LOYALTY-339");
  EXPECT_EQ(company.View({{"what", "list"}, {"state", "problem"}})["total"], 1);
}

TEST(MembersRegister, AStateWithoutADayNeitherGivesNorTakesUntilItHasOne) {
  Company company;
  company.Join("C1", "M1", MemberRow::State::kSuspended).card_issued = D(2026, 1, 1);
  company.Join("C2", "M2", MemberRow::State::kExited);
  company.Ship("C1", D(2026, 5, 3), 100);
  company.Ship("C1", D(2026, 5, 30), 50);
  const auto earned = [&company] {
    company.Read(D(2026, 5, 31));
    return loyalty::RunMonth(company.programme, company.club.input, D(2026, 5, 1), {}, company.ledger)
        .value()
        .total.earned.units;
  };
  EXPECT_EQ(earned(), 0);
  EXPECT_EQ(company.View({{"what", "list"}, {"state", "problem"}})["total"], 2);
  EXPECT_EQ(company.View({{"what", "member"}, {"id", "M1"}})["problem"]["id"], "LOYALTY-338");
  EXPECT_EQ(company.Do(Act("resume", "M1", "2026-05-20")), "LOYALTY-338");
  EXPECT_EQ(company.Do(Act("exit", "M1", "2026-05-20")), "LOYALTY-338");
  EXPECT_EQ(company.Do(Act("suspend", "M1", "2026-05-20")), "");
  EXPECT_EQ(company.Do(Act("exit", "M2", "2026-05-20")), "");
  EXPECT_EQ(company.View({{"what", "list"}, {"state", "problem"}})["total"], 0);
  EXPECT_EQ(earned(), 100) << "before the suspension, and nothing of after it";
}

TEST(MembersRegister, WhoAppliesHereIsAMemberOfHisCustomer) {
  Company company;
  company.Join("C1", "M1", MemberRow::State::kActive);
  company.Ship("C9", D(2026, 5, 3), 100);
  Json apply = Act("apply", "N1", "2026-03-01");
  apply["customer"] = "C1";
  EXPECT_EQ(company.Do(apply), "LOYALTY-337") << "C1 is M1";
  apply["customer"] = "C77";
  EXPECT_EQ(company.Do(apply), "VIEW-104");
  EXPECT_EQ(company.Do(Act("apply", "M1", "2026-03-01")), "LOYALTY-331") << "M1 is a member already";
  apply["customer"] = "C9";
  EXPECT_EQ(company.Do(apply), "");
  EXPECT_EQ(company.Input("N1").deeds_end - company.Input("N1").deeds_begin, 1u);
  // A later members file gives C9 a number of its own: the points stay where they are.
  company.Join("C9", "M9", MemberRow::State::kActive);
  company.Read();
  ASSERT_EQ(company.club.members.size(), 2u);
  EXPECT_EQ(company.club.members[1].id, "N1");
  EXPECT_EQ(company.club.input.members[1].state, MemberState::kApplied);
  // A member of a file has the customer that the file says.
  EXPECT_EQ(company.Do({{"do", "form"}, {"member", "M1"}, {"customer", "C9"}}), "BASE-103");
}

TEST(MembersRegister, AnApplicantsCustomerIsChosenFromThoseOfTheFiles) {
  Company company;
  profile::ProfileTable& table = company.data.table;
  const std::pair<const char*, const char*> known[] = {
      {"C1", "Anju Home"}, {"C8", "Beijing Tea"}, {"C9", "Anda Freight"}};
  for (const auto& [id, name] : known) {
    table.customer_id.Append(id);
    table.customer_name.Append(name);
  }
  company.Join("C1", "M1", MemberRow::State::kActive);
  const Json found = company.View({{"what", "customers"}, {"search", "an"}});
  EXPECT_EQ(found["total"], 2);
  EXPECT_EQ(found["rows"].dump(), R"([{"id":"C1","name":"Anju Home","member":"M1"},)"
                                  R"({"id":"C9","name":"Anda Freight","member":""}])");
  EXPECT_EQ(company.View({{"what", "customers"}, {"to", 1}})["rows"].size(), 1u);
  EXPECT_EQ(company.Do(Act("apply", "N1", "2026-03-01")), "");
  EXPECT_EQ(company.Do({{"do", "form"}, {"member", "N1"}, {"customer", "C1"}}), "LOYALTY-337");
  EXPECT_EQ(company.Do({{"do", "form"}, {"member", "N1"}, {"customer", "C9"}}), "");
  EXPECT_EQ(company.View({{"what", "member"}, {"id", "N1"}})["customer"], "C9");
  EXPECT_EQ(company.View({{"what", "customers"}, {"search", "c9"}})["rows"][0]["member"], "N1");
  const ClubSight blind{.programme = company.programme, .ledger = company.ledger, .language = Language::kEn};
  const Result<Json> nothing = company.office.View({{"what", "customers"}}, blind);
  ASSERT_FALSE(nothing.ok());
  EXPECT_EQ(IdOf(nothing.error().id), "WORKSPACE-101");
}

TEST(MembersRegister, TheCardRunTakesSpendFormAndApproval) {
  // docs/formulas/card-issue.md: at 1 000.00 issued, 999.99 and 800.00 near. Window: 12 months that end with June.
  Company company;
  company.Join("C1", "M1", MemberRow::State::kApplied);
  company.Join("C2", "M2", MemberRow::State::kApproved);
  company.Join("C3", "M3", MemberRow::State::kApplied);
  company.Join("C4", "M4", MemberRow::State::kActive);
  company.Join("C5", "M5", MemberRow::State::kApplied).form_complete = MemberRow::Answer::kNo;
  company.Ship("C1", D(2026, 5, 3), 1000);
  company.Ship("C2", D(2026, 5, 3), 800);
  company.Ship("C3", D(2026, 5, 3), 799);
  company.Ship("C5", D(2026, 5, 3), 5000);
  const auto ids = [&company](const char* list) {
    std::string text;
    const Json cards = company.View({{"what", "cards"}, {"month", "2026-06"}});
    for (const Json& one : cards[list]) text += one["member"].get<std::string>() + " ";
    return text;
  };
  EXPECT_EQ(ids("issue"), "M1 ");
  EXPECT_EQ(ids("near"), "M5 M2 ");
  const Json near = company.View({{"what", "cards"}, {"month", "2026-06"}});
  EXPECT_EQ(near["near"][0]["missing"], Json::array({"form"}));
  EXPECT_EQ(near["near"][1]["lacking"], "200.00");
  EXPECT_EQ(near["eligible"], Json({{"num", 1}, {"den", 4}}));
  EXPECT_EQ(near["holdingCard"], 1);

  // Fields of our own: the mobile is in the file, the industry in nobody's form.
  EXPECT_EQ(
      company.Do(
          {{"do", "card_rule"}, {"requiredFields", Json::array({"mobile", "industry"})}, {"approvalRequired", true}}),
      "");
  EXPECT_EQ(ids("issue"), "");
  EXPECT_EQ(company.Do({{"do", "form"}, {"member", "M1"}, {"values", {{"industry", "metal"}}}}), "");
  EXPECT_EQ(company.View({{"what", "cards"}, {"month", "2026-06"}})["near"][1]["needsApproval"], true);
  EXPECT_EQ(company.Do({{"do", "form"}, {"member", "M1"}, {"values", {{"salary", "9"}}}}), "BASE-102");
  EXPECT_EQ(company.Do({{"do", "card_rule"}, {"requiredFields", Json::array({"salary"})}}), "BASE-103");
  EXPECT_EQ(company.Do(Act("approve", "M1", "2026-06-28")), "");
  EXPECT_EQ(ids("issue"), "M1 ");
  const Result<CardPlan> plan =
      PlanCards(company.data, company.club, company.programme, company.office.office(), D(2026, 6, 1));
  ASSERT_TRUE(plan.ok());
  EXPECT_EQ(CardsCsv(*plan, company.club, false, false),
            "member_id,customer_id,customer_name,spend,threshold,lacking,missing_fields,needs_approval\n"
            "M1,C1,company M1,1000.00,1000.00,0.00,,no\n");

  Json issue = {{"do", "issue_cards"}, {"month", "2026-06"}, {"day", "2026-07-01"}, {"who", "desk"}};
  EXPECT_EQ(company.Do(issue), "");
  EXPECT_EQ(ids("issue"), "") << "nobody gets a second card";
  const Json trail = company.View({{"what", "member"}, {"id", "M1"}})["trail"];
  EXPECT_EQ(trail.back()["to"], "card_issued");
  EXPECT_EQ(trail.back()["who"], "desk");
  company.programme.card.near_percent = 0;
  EXPECT_EQ(company.Do(issue), "LOYALTY-336");
}

TEST(MembersRegister, TermsBeginWhileActiveAndEndWithMembership) {
  Company company;
  company.Join("C1", "M1", MemberRow::State::kActive).card_issued = D(2026, 1, 1);
  Json term = {{"do", "term_add"}, {"member", "M1"}, {"from", "2026-03-01"}, {"to", "2026-12-31"}};
  EXPECT_EQ(company.Do(term), "LOYALTY-332") << "who?";
  term["who"] = "board";
  EXPECT_EQ(company.Do(term), "");
  EXPECT_EQ(company.Do(term), "LOYALTY-335") << "overlaps";
  const Json question = {{"what", "representatives"}, {"day", "2026-06-30"}};
  EXPECT_EQ(company.View(question)["inOffice"], 1);
  EXPECT_EQ(company.Do({{"do", "term_end"}, {"member", "M1"}, {"from", "2026-03-01"}, {"to", "2027-01-31"}}),
            "LOYALTY-335")
      << "an end is not put off";
  EXPECT_EQ(company.Do(Act("exit", "M1", "2026-05-01")), "");
  EXPECT_EQ(company.View(question)["inOffice"], 0);
}

TEST(MembersRegister, BenefitsAreForTheActiveOfAClass) {
  Company company;
  company.Join("C1", "M1", MemberRow::State::kActive).member_class = company.texts->Add("owner");
  company.Join("C2", "M2", MemberRow::State::kActive);
  company.Join("C3", "M3", MemberRow::State::kApplied);
  Json benefit = {{"do", "benefit_set"}, {"id", "priority_pickup"}, {"kind", "discounts"}, {"from", "2026-01-01"}};
  EXPECT_EQ(company.Do(benefit), "");
  benefit["id"] = "gala";
  benefit["kind"] = "events";
  benefit["memberClasses"] = Json::array({"owner"});
  benefit["to"] = "2025-12-31";
  EXPECT_EQ(company.Do(benefit), "BASE-103") << "ends before it begins";
  benefit["to"] = "2026-12-31";
  EXPECT_EQ(company.Do(benefit), "");
  const Json seen = company.View({{"what", "benefits"}, {"day", "2026-06-30"}});
  EXPECT_EQ(seen["coverage"], Json({{"num", 2}, {"den", 5}}));
  EXPECT_EQ(seen["benefits"][0]["members"], 2);
  EXPECT_EQ(seen["benefits"][1]["members"], 1);
  EXPECT_EQ(company.View({{"what", "member"}, {"id", "M1"}})["benefits"].size(), 2u);
  EXPECT_EQ(company.View({{"what", "member"}, {"id", "M3"}})["benefits"].size(), 0u) << "not before active";
  EXPECT_EQ(company.Do({{"do", "benefit_remove"}, {"id", "gala"}}), "");
  EXPECT_EQ(company.Do({{"do", "benefit_remove"}, {"id", "gala"}}), "BASE-103");
}

TEST(MembersRegister, TheAudienceMovesTowardsMembership) {
  Company company;
  Json stage = {{"do", "stage"}, {"id", "P1"}, {"stage", "onlooker"}, {"day", "2026-01-01"}, {"who", "desk"}};
  EXPECT_EQ(company.Do(stage), "");
  EXPECT_EQ(company.Do(stage), "LOYALTY-334");
  stage["stage"] = "follower";
  stage["day"] = "2026-02-01";
  EXPECT_EQ(company.Do(stage), "");
  stage["id"] = "P2";
  EXPECT_EQ(company.Do(stage), "");
  EXPECT_EQ(company.Do(Act("apply", "P1", "2026-03-01")), "");
  const Json funnel = company.View({{"what", "funnel"}});
  // Both have been followers; both count as having been at the stage before.
  EXPECT_EQ(funnel["stages"][0]["onward"], Json({{"num", 2}, {"den", 2}}));
  EXPECT_EQ(funnel["stages"][1]["now"], 2);
  EXPECT_EQ(funnel["becameMembers"], Json({{"num", 1}, {"den", 2}}));
  EXPECT_EQ(funnel["becameCustomers"], Json({{"num", 0}, {"den", 1}}));
}

TEST(MembersRegister, AnErasedMemberIsANumber) {
  Company company;
  company.Join("C1", "M1", MemberRow::State::kActive).card_issued = D(2026, 1, 1);
  company.Ship("C1", D(2026, 5, 3), 100);
  EXPECT_EQ(company.Do({{"do", "form"}, {"member", "M1"}, {"values", {{"contact", "Ms Zhao"}}}}), "");
  company.Read(D(2026, 5, 31));
  loyalty::RunOptions options;
  options.mode = loyalty::RunMode::kApply;
  ASSERT_TRUE(loyalty::RunMonth(company.programme, company.club.input, D(2026, 5, 1), options, company.ledger).ok());
  EXPECT_EQ(company.Do(Act("erase", "M1", "2026-06-02")), "LOYALTY-361") << "still a member";
  EXPECT_EQ(company.Do(Act("exit", "M1", "2026-06-01", "Ms Zhao moves to Wuhan")), "");
  const Json before = company.View({{"what", "erasure"}, {"id", "M1"}});
  EXPECT_TRUE(before["mayErase"].get<bool>());
  // One reason, one form value; customer, name and mobile of the file.
  EXPECT_EQ(before["takes"].dump(), R"([{"register":"members","values":1},{"register":"forms","values":1},)"
                                    R"({"register":"files","values":3}])");
  EXPECT_EQ(company.Do(Act("erase", "M7", "2026-06-02")), "LOYALTY-360");
  EXPECT_EQ(company.Do(Act("erase", "M1", "2026-06-02")), "");
  EXPECT_EQ(company.Do(Act("erase", "M1", "2026-06-03")), "LOYALTY-362");
  EXPECT_EQ(company.Do(Act("apply", "M1", "2026-06-03")), "LOYALTY-362");

  const std::string document = company.office.Document().dump();
  std::string told = document;
  for (const char* what : {"list", "member", "erasure", "cards"})
    told += company.View({{"what", what}, {"id", "M1"}, {"month", "2026-06"}}).dump();
  for (const char* personal : {"Zhao", "Wuhan", "company M1", "C1", "13800138000"})
    EXPECT_EQ(told.find(personal), std::string::npos) << personal;
  // The ledger keeps adding up: what was earned is held, and nothing more comes or goes.
  company.Read(D(2026, 6, 30));
  const loyalty::MonthReport june =
      loyalty::RunMonth(company.programme, company.club.input, D(2026, 6, 1), options, company.ledger).value();
  EXPECT_EQ(june.total.opening.units, 100);
  EXPECT_EQ(june.total.closing.units, 100);
  ASSERT_EQ(company.club.members.size(), 1u);
  EXPECT_TRUE(company.club.members[0].is_erased);
  EXPECT_EQ(company.club.members[0].name, "");
}

TEST(MembersRegister, WithoutFilesTheOfficeStillShowsWhatItHas) {
  Company company;
  EXPECT_EQ(company.Do(Act("apply", "N1", "2026-03-01")), "");
  const ClubSight blind{.programme = company.programme, .ledger = company.ledger, .language = Language::kEn};
  const Result<Json> list = company.office.View({{"what", "list"}}, blind);
  ASSERT_TRUE(list.ok());
  EXPECT_EQ((*list)["rows"][0]["state"], "applied");
  const Result<Json> cards = company.office.View({{"what", "cards"}}, blind);
  ASSERT_FALSE(cards.ok());
  EXPECT_EQ(IdOf(cards.error().id), "WORKSPACE-101");
  EXPECT_FALSE(company.office.View({{"what", "moon"}}, blind).ok());
}

}  // namespace
}  // namespace loyalane::workspace
