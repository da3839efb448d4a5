// Erasing a person over all registers: everything that is his has a word in it that is nobody else's, and after the act
// that word is found nowhere, in no document and in no view; seats, vouchers and points of the ledger stay as they
// were.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "workspace/club_register.h"
#include "workspace/events_register.h"
#include "workspace/exit_register.h"
#include "workspace/json_fields.h"
#include "workspace/members_register.h"
#include "workspace/vouchers_register.h"

namespace loyalane::workspace {
namespace {

using loyalty::MemberRow;

constexpr Day D(int32_t year, int32_t month, int32_t day) { return ToDay({year, month, day}); }

// Of the person and of nobody else. The telephone has digits alone.
constexpr const char* kPlanted = "planted";
constexpr const char* kPhone = "13900001111";

// M1 of the customer C1 is the person; M2 of C2 stays. Both came by the files.
struct Club {
  ImportedData data;
  std::shared_ptr<table::TextPool> customers = std::make_shared<table::TextPool>();
  std::shared_ptr<table::TextPool> texts = std::make_shared<table::TextPool>();
  loyalty::Programme programme = loyalty::PresetProgramme(loyalty::Preset::kMinimal);
  loyalty::Ledger ledger;
  ClubData club;
  ClubRegisters registers;

  Club() {
    data.club.customers = customers;
    data.club.texts = texts;
    Join("C1", "M1", "planted trading", kPhone);
    Join("C2", "M2", "other company", "13700002222");
    Give(loyalty::kAwardVoucherRule, "C7:2026-05-10", 3000);
    Give(loyalty::kAwardVoucherRule, "C8:2026-05-11", 2000);
    Give("voucher.V20", "R1", 2000);
    Earn();
    const Window may = loyalty::MonthOf(D(2026, 5, 1));
    EXPECT_TRUE(ledger.ClosePeriod("2026-05", may.from, may.to));
    Put(RegisterName::kEvents, R"({"version": 1,
      "events": [
        {"id": "E1", "name": "evening with Ms planted Zhao", "kind": "salon", "place": "planted road 8", "time": "19:00",
         "expert": "planted trading", "day": "2026-05-20", "quota": 2, "opensOn": "2026-05-01", "membersOnlyTo": null,
         "signUps": [
           {"id": "000001", "person": "M1", "isMember": true, "day": "2026-05-02", "cancelledOn": null, "attended": true},
           {"id": "000002", "person": "M2", "isMember": true, "day": "2026-05-02", "cancelledOn": null, "attended": true}]},
        {"id": "E2", "name": "visit", "kind": "visit", "place": "", "time": "", "expert": "", "day": "2026-05-25",
         "quota": 2, "opensOn": "2026-05-01", "membersOnlyTo": null,
         "signUps": [
           {"id": "000001", "person": "M1", "isMember": true, "day": "2026-05-03", "cancelledOn": null, "attended": false},
           {"id": "000002", "person": "planted trading", "isMember": false, "day": "2026-05-03", "cancelledOn": "2026-05-04",
            "attended": false},
           {"id": "000003", "person": "C1", "isMember": false, "day": "2026-05-05", "cancelledOn": null, "attended": false},
           {"id": "000004", "person": "M2", "isMember": true, "day": "2026-05-06", "cancelledOn": null, "attended": false}]}],
      "pieces": [
        {"id": "T1", "member": "M1", "title": "my planted trade", "day": "2026-05-02", "issue": "",
         "acceptedOn": "2026-05-05", "withdrawn": false},
        {"id": "T2", "member": "M1", "title": "another planted piece", "day": "2026-05-02", "issue": "", "acceptedOn": null,
         "withdrawn": false},
        {"id": "T3", "member": "M2", "title": "a talk with planted trading", "day": "2026-05-02", "issue": "",
         "acceptedOn": null, "withdrawn": false}],
      "issues": [{"id": "I1", "title": "planted trading in spring", "mailsOn": "2026-05-15"}],
      "returned": [{"member": "M1", "issue": "I1", "why": "moved to planted road 9", "day": "2026-05-18",
                    "clearedOn": null}],
      "magazine": {"memberClasses": [], "from": null, "to": null},
      "log": [{"day": "2026-05-02", "who": "desk", "do": "sign_up", "of": "E1 M1", "moved": []},
              {"day": "2026-05-04", "who": "desk", "do": "cancel", "of": "E2 planted trading", "moved": ["M1", "M2"]},
              {"day": "2026-05-18", "who": "desk", "do": "post_returned", "of": "M1", "moved": []}]})");
    Put(RegisterName::kVouchers, R"({"version": 1,
      "uses": [{"voucher": "award:C7:2026-05-10", "document": "planted-INV-1", "amount": "85.00", "offset": "30.00",
                "day": "2026-06-01", "who": "desk", "undone": null},
               {"voucher": "points:M1:R1:V20", "document": "planted-INV-2", "amount": "85.00", "offset": "20.00",
                "day": "2026-06-01", "who": "desk", "undone": {"day": "2026-06-02", "who": "desk", "reason": "planted slip"}}],
      "cancelled": [{"voucher": "award:C8:2026-05-11", "day": "2026-06-03", "who": "desk", "reason": "planted loss",
                     "undone": null}],
      "choices": [{"award": "C7:2026-05-10", "choice": "voucher", "gift": "", "day": "2026-06-01", "who": "desk",
                   "reason": "planted wish"}],
      "settled": [{"voucher": "award:C7:2026-05-10", "day": "2026-06-04", "who": "desk", "reason": "planted bill"}],
      "delivered": [{"request": "R2", "member": "M1", "gift": "G1", "quantity": 1, "month": "2026-05", "day": "2026-06-01",
                     "who": "desk", "undone": {"day": "2026-06-02", "who": "desk", "reason": "planted house"}},
                    {"request": "R2", "member": "M1", "gift": "G1", "quantity": 1, "month": "2026-05", "day": "2026-06-03",
                     "who": "Ms planted Zhao", "undone": null}]})");
    Put(RegisterName::kPartners, R"({"version": 1,
      "alliance": {"mode": "shared", "with": "planted trading", "supplierOffer": "0.00", "cardUnitCost": "0.00"},
      "merchants": [{"id": "S1", "name": "planted trading's shop", "area": "planted road 8", "contact": "13900001111",
                     "categories": ["tea"], "mode": "own", "pricePer1000": "9.50"}],
      "offers": [{"id": "O1", "merchant": "S1", "text": "ask Ms planted Zhao", "from": "2026-01-01", "to": null}],
      "members": [{"member": "M1", "area": "plantedarea", "tags": ["plantedtag"]}, {"member": "M2", "area": "north",
                   "tags": []}],
      "settled": [],
      "log": [{"day": "2026-05-02", "who": "Ms planted Zhao", "do": "member", "of": "M1", "moved": []}]})");
    Put(RegisterName::kLaunch, R"({"version": 1,
      "brand": {"score": 3, "note": "says Ms planted Zhao", "by": "Ms planted Zhao", "on": "2026-01-01"},
      "costs": [{"kind": "staff", "label": "pay of Ms planted Zhao", "amount": {"low": "1.00", "base": "2.00",
                 "high": "3.00"}, "timing": "monthly", "from": 1, "to": null}],
      "pipeline": [{"on": "2026-02-01", "name": "planted trading first"}],
      "layoutPlan": {"conditions": [{"label": "planted trading agrees", "met": true}], "begun": "2026-01-02",
                     "begunBy": "Ms planted Zhao", "finished": null, "finishedBy": ""},
      "squeezed": {"settled": true, "note": "call 13900001111"}})");
    Put(RegisterName::kExit, R"({"version": 1, "steps": [
      {"step": "stop_recruiting", "owner": "Ms planted Zhao", "due": "2026-12-01", "done": null},
      {"step": "city_autonomy", "owner": "", "due": null, "done": null},
      {"step": "merge", "owner": "", "due": null, "done": null},
      {"step": "hand_over", "owner": "", "due": null, "done": null},
      {"step": "close", "owner": "", "due": null, "done": null}]})");
    Read();
    Done({{"do", "form"},
          {"member", "M1"},
          {"values",
           {{"contact", "Ms planted Zhao"}, {"mobile", kPhone}, {"address", "planted road 8"}, {"lanes", "planted"}}}});
    Done({{"do", "term_add"}, {"member", "M1"}, {"from", "2026-01-01"}, {"who", "desk"}});
    Done({{"do", "stage"}, {"id", "C1"}, {"stage", "onlooker"}, {"day", "2026-01-01"}, {"who", "desk"}});
    Done({{"do", "suspend"},
          {"member", "M2"},
          {"day", "2026-06-01"},
          {"who", "desk"},
          {"reason", "quarrel with Ms planted Zhao"}});
    Done({{"do", "exit"},
          {"member", "M1"},
          {"day", "2026-06-05"},
          {"who", "desk"},
          {"reason", "write to zhao@planted.example"}});
  }

  void Join(const char* customer, const char* number, const char* name, const char* mobile) {
    MemberRow row;
    row.customer = customers->Add(customer);
    row.member_no = texts->Add(number);
    row.name = texts->Add(name);
    row.mobile = texts->Add(mobile);
    row.state = MemberRow::State::kActive;
    row.card_issued = D(2026, 1, 1);
    data.club.members.push_back(row);
  }
  void Give(std::string_view rule, std::string_view source, int32_t fen) {
    loyalty::Fact fact;
    fact.member = ledger.Member("M1");
    fact.entry.kind = loyalty::EntryKind::kGiven;
    fact.entry.rule = ledger.Rule(rule);
    fact.entry.source = ledger.Source(source);
    fact.entry.day = D(2026, 5, 10);
    fact.entry.points = fen;
    fact.entry.lives = loyalty::Lifespan::Days(365);
    ledger.Take({fact});
  }
  // The points for E1.
  void Earn() {
    loyalty::Fact fact;
    fact.member = ledger.Member("M1");
    fact.entry.kind = loyalty::EntryKind::kEarn;
    fact.entry.rule = ledger.Rule("earn.event");
    fact.entry.source = ledger.Source("E1 2026-05-20");
    fact.entry.day = D(2026, 5, 20);
    fact.entry.points = 50;
    fact.entry.lives = loyalty::Lifespan::Never();
    ledger.Take({fact});
  }
  void Put(RegisterName name, const char* text) {
    const Result<Json> document = ParseJson(text);
    ASSERT_TRUE(document.ok());
    const Status taken = registers.Take(name, *document);
    ASSERT_TRUE(taken) << Describe(taken.error(), Language::kEn);
  }
  void Read() {
    ClubDataWish wish;
    wish.last_day = D(2026, 6, 30);
    wish.office = &Office().office();
    wish.registered = DeedsOf(registers.Of(RegisterName::kEvents));
    club = ReadClub(data, programme, wish, ledger);
  }
  [[nodiscard]] const MembersRegister& Office() const {
    return *static_cast<const MembersRegister*>(registers.Of(RegisterName::kMembers));
  }
  [[nodiscard]] const VouchersRegister& Vouchers() const {
    return *static_cast<const VouchersRegister*>(registers.Of(RegisterName::kVouchers));
  }
  [[nodiscard]] ClubSight Sight() const { return {&data, &club, programme, ledger, D(2026, 6, 30), Language::kEn}; }
  // The id of the refusal, or "" after taking all that the act changes.
  std::string Do(const Json& act) {
    const Result<std::vector<RegisterChange>> made = registers.Act(RegisterName::kMembers, act, Sight());
    if (!made) return std::string(IdOf(made.error().id));
    for (const RegisterChange& one : *made) {
      const Status taken = registers.Take(one.name, one.document);
      EXPECT_TRUE(taken) << IdOf(one.name) << ": " << (taken ? "" : Describe(taken.error(), Language::kEn));
    }
    Read();
    return "";
  }
  void Done(const Json& act) { EXPECT_EQ(Do(act), "") << act.dump(); }
  std::string Erase() { return Do({{"do", "erase"}, {"member", "M1"}, {"day", "2026-06-10"}, {"who", "desk"}}); }

  Json Told(RegisterName name, const Json& question) const {
    Result<Json> seen = registers.View(name, question, Sight());
    EXPECT_TRUE(seen.ok()) << question.dump() << ": " << Describe(seen.error(), Language::kEn);
    return seen ? std::move(seen).value() : Json();
  }
  // Every document and every view.
  [[nodiscard]] std::string Everything() const {
    std::string all;
    for (size_t i = 0; i < kRegisterCount; ++i) all += registers.Document(static_cast<RegisterName>(i)).dump() + "\n";
    for (const char* what : {"list", "member", "benefits", "representatives", "funnel", "erasure", "cards"})
      all += Told(RegisterName::kMembers, {{"what", what}, {"id", "M1"}, {"month", "2026-06"}}).dump() + "\n";
    for (const char* view : {"calendar", "magazine", "pieces"})
      all += Told(RegisterName::kEvents, {{"view", view}}).dump() + "\n";
    for (const char* event : {"E1", "E2"}) {
      for (const char* view : {"event", "invite"})
        all += Told(RegisterName::kEvents, {{"view", view}, {"event", event}}).dump() + "\n";
    }
    all += Told(RegisterName::kEvents, {{"view", "mailing"}, {"issue", "I1"}}).dump() + "\n";
    for (const char* part : {"vouchers", "referrals", "totals", "gifts"})
      all += Told(RegisterName::kVouchers, {{"part", part}, {"all", true}}).dump() + "\n";
    for (const char* view : {"merchants", "offers", "areas", "settlement", "cost"})
      all += Told(RegisterName::kPartners, {{"view", view}, {"from", "2026-05"}, {"to", "2026-05"}}).dump() + "\n";
    all += Told(RegisterName::kPartners, {{"view", "fit"}, {"tags", {"tea"}}}).dump() + "\n";
    all += Told(RegisterName::kLaunch, Json::object()).dump() + "\n";
    all += Told(RegisterName::kExit, {{"on", "2026-06-30"}}).dump() + "\n";
    return all;
  }
  [[nodiscard]] std::string VoucherTotals() const {
    return VoucherTotalsJson(loyalty::TotalsOn(Vouchers().StockOf(ledger)->book.vouchers(), D(2026, 6, 30))).dump();
  }
  [[nodiscard]] Json Event(const char* event) const {
    return Told(RegisterName::kEvents, {{"view", "event"}, {"event", event}});
  }
};

TEST(ClubErasure, NothingOfThePersonIsLeftInAnyDocumentOrView) {
  Club club;
  EXPECT_NE(club.Everything().find(kPlanted), std::string::npos);
  EXPECT_NE(club.Everything().find(kPhone), std::string::npos);
  EXPECT_EQ(club.Erase(), "");
  const std::string after = club.Everything();
  for (const char* personal : {kPlanted, kPhone, "Zhao", "\"C1\""}) {
    const size_t at = after.find(personal);
    EXPECT_EQ(at, std::string::npos) << personal << " in "
                                     << after.substr(at < 120 ? 0 : at - 120, at == std::string::npos ? 0 : 240);
  }
  EXPECT_EQ(club.Erase(), "LOYALTY-362");
}

TEST(ClubErasure, NumbersOfTheOthersAndOfTheLedgerStay) {
  Club club;
  const std::string totals = club.VoucherTotals();
  const Json first = club.Event("E1");
  const Json second = club.Event("E2");
  const std::vector<RegisteredDeed> deeds = DeedsOf(club.registers.Of(RegisterName::kEvents));
  EXPECT_EQ(club.Erase(), "");
  EXPECT_EQ(club.VoucherTotals(), totals);
  for (const auto& [before, after] : {std::pair(first, club.Event("E1")), std::pair(second, club.Event("E2"))}) {
    for (const char* key : {"seated", "waiting", "attendance"}) EXPECT_EQ(after[key], before[key]) << key;
    for (size_t i = 0; i < before["rows"].size(); ++i) EXPECT_EQ(after["rows"][i]["state"], before["rows"][i]["state"]);
  }
  // He came to E1 as a member: the ledger has the points under that.
  EXPECT_EQ(club.Event("E1")["rows"][0]["person"], "M1");
  EXPECT_EQ(club.Event("E2")["rows"][0]["person"], "** 000001");
  EXPECT_EQ(club.Event("E2")["rows"][3]["person"], "M2");
  int attended = 0;
  for (const RegisteredDeed& deed : DeedsOf(club.registers.Of(RegisterName::kEvents)))
    attended += deed.member == "M1" && deed.occasion == loyalty::Occasion::kEvent ? 1 : 0;
  EXPECT_EQ(attended, 1);
  // One piece was accepted and counts; the one that was not is gone.
  const Json pieces = club.Told(RegisterName::kEvents, {{"view", "pieces"}})["rows"];
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0]["id"], "T1");
  EXPECT_EQ(pieces[0]["title"], "");
  EXPECT_EQ(pieces[1]["title"], "a talk with **");
  EXPECT_EQ(club.registers.Document(RegisterName::kPartners)["members"].dump(),
            R"([{"member":"M2","area":"north","tags":[]}])");
  EXPECT_EQ(club.registers.Document(RegisterName::kLaunch)["brand"]["score"], 3);
}

TEST(ClubErasure, ThePreviewAndTheLogSayWhatGoesFromWhere) {
  Club club;
  const Json before = club.Told(RegisterName::kMembers, {{"what", "erasure"}, {"id", "M1"}});
  ASSERT_TRUE(before["mayErase"].get<bool>());
  EXPECT_EQ(club.Erase(), "");
  const Json log = club.Told(RegisterName::kMembers, {{"what", "erasure"}})["log"];
  ASSERT_EQ(log.size(), 1U);
  EXPECT_EQ(log[0]["removed"].dump(), before["takes"].dump());
  int64_t sum = 0;
  std::map<std::string, int64_t> of;
  for (const Json& line : log[0]["removed"]) {
    sum += line["values"].get<int64_t>();
    of[line["register"].get<std::string>()] = line["values"].get<int64_t>();
  }
  EXPECT_EQ(log[0]["values"].get<int64_t>(), sum);
  // Counted by hand in the documents above.
  EXPECT_EQ(of["members"], 1);  // the reason of the exit
  EXPECT_EQ(of["forms"], 4);
  EXPECT_EQ(of["audience"], 1);
  EXPECT_EQ(of["terms"], 1);
  EXPECT_EQ(of["files"], 3);     // customer, name, mobile
  EXPECT_EQ(of["mentions"], 1);  // the reason of M2
  // E1: name, place, expert. E2: three sign-ups. T1: title; T2: entry and title; T3: title. The issue. Post: entry and
  // why. Log: two entries, and one that has the name and a number.
  EXPECT_EQ(of["events"], 3 + 3 + 1 + 2 + 1 + 1 + 2 + 4);
  // One use's document; the one undone: entry and document; cancellation, choice, settlement: their reasons; of gifts
  // the one undone: entry and reason; who handed the other over.
  EXPECT_EQ(of["vouchers"], 1 + 2 + 3 + 2 + 1);
  // With whom; name, area and contact of the shop; the offer; area and tag; the log's who and member.
  EXPECT_EQ(of["partners"], 1 + 3 + 1 + 2 + 2);
  EXPECT_EQ(of["launch"], 2 + 1 + 1 + 2 + 1);
  EXPECT_EQ(of["exit"], 1);
}

TEST(ClubErasure, KeepsNothingByItselfAndFindsNothingTwice) {
  Club club;
  const std::string before = club.Everything();
  const ErasedPerson person = club.Office().PersonOf("M1", club.Sight()).value();
  for (size_t i = 0; i < kRegisterCount; ++i) {
    const auto name = static_cast<RegisterName>(i);
    const Removal removal = club.registers.Of(name)->WithoutMember(person, club.Sight());
    EXPECT_GT(removal.values, 0) << IdOf(name);
    EXPECT_GT(removal.rows, 0) << IdOf(name);
    EXPECT_LE(removal.rows, removal.values) << IdOf(name);
    const std::unique_ptr<ClubRegister> again = MakeRegister(name);
    ASSERT_TRUE(again->Take(removal.document)) << IdOf(name);
    EXPECT_EQ(again->Document().dump(), removal.document.dump());
    const Removal second = again->WithoutMember(person, club.Sight());
    EXPECT_EQ(second.values, 0) << IdOf(name);
    EXPECT_EQ(second.document.dump(), removal.document.dump());
  }
  EXPECT_EQ(club.Everything(), before);
  EXPECT_EQ(club.registers.Act(RegisterName::kMembers, {{"do", "erase"}, {"member", "M9"}}, club.Sight()).error().id,
            ErrorId::kErasureUnknown);
}

// Documents of before said in the register of events who gets the magazine. What they say is kept and told, and decides
// nothing: the one source are the benefits of the register of members.
TEST(EventsRegister, WhatOlderDocumentsSayOfTheMagazineIsToldAndDecidesNothing) {
  Club club;
  Json document = club.registers.Document(RegisterName::kEvents);
  document["magazine"] = {{"memberClasses", {"owners"}}, {"from", "2026-01-01"}, {"to", nullptr}};
  ASSERT_TRUE(club.registers.Take(RegisterName::kEvents, document));
  club.Done({{"do", "resume"}, {"member", "M2"}, {"day", "2026-06-02"}, {"who", "desk"}});
  const auto ask = [&] {
    ClubSight sight = club.Sight();
    sight.office = &club.Office().office();
    const Result<Json> view = club.registers.View(RegisterName::kEvents, {{"view", "magazine"}}, sight);
    EXPECT_TRUE(view.ok());
    return *view;
  };
  const Json everybody = ask();
  EXPECT_EQ(everybody["former"]["memberClasses"][0], "owners");
  EXPECT_EQ(everybody["benefits"].size(), 0U);
  EXPECT_EQ(everybody["rows"][0]["recipients"], 1) << "M2, who is no owner; M1 has left";
  club.Done({{"do", "benefit_set"},
             {"id", "B"},
             {"kind", "magazine"},
             {"memberClasses", {"owners"}},
             {"from", "2026-01-01"}});
  EXPECT_EQ(ask()["rows"][0]["recipients"], 0);
  EXPECT_EQ(club.registers.Document(RegisterName::kEvents)["magazine"].dump(), document["magazine"].dump());
}

TEST(PersonEraser, LeavesOtherWordsAlone) {
  const ErasedPerson person{"M1", {"1001"}, {"李丽", "王", "Li", "13900001111"}};
  PersonEraser eraser(person);
  std::string text = "M12 and M1, 1001 yuan, 王府井, Lisa and Li, x13900001111, 请李丽来";
  eraser.Cleanse(text);
  // M12, Lisa and the longer number are other words; one character is no name; a short number is no customer.
  EXPECT_EQ(text, "M12 and **, 1001 yuan, 王府井, Lisa and **, x13900001111, 请**来");
  std::string of = "E 1 1001";
  eraser.CleanseReference(of);
  EXPECT_EQ(of, "E 1 **");
  EXPECT_EQ(eraser.values(), 2);
}

}  // namespace
}  // namespace loyalane::workspace
