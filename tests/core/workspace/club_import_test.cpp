// The files of the club through the whole import: what ImportedData::club says of them, and what the reports tell.
// LOYALTY-401 to 406.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "generate/club_tables.h"
#include "generate/courier_company.h"
#include "ingest/part_reader.h"
#include "intake/import_job.h"
#include "intake/probe_job.h"
#include "tests/support/file_host.h"

namespace loyalane::workspace {
namespace {

using document::Settings;
using intake::ImportedData;
using intake::ImportJob;
using intake::ImportSource;
using intake::ImportWishes;
using intake::SourceRead;
using loyalty::ClubRows;
using loyalty::MemberRow;
using model::DatasetId;
using table::kNoText;
using ::testing::ElementsAre;

struct File {
  DatasetId dataset;
  std::string name, bytes;
};

ImportSource SourceOf(const File& file) {
  ingest::ReadWishes wishes;
  wishes.dataset = file.dataset;
  intake::ProbeJob probe(file.name, file.bytes.size(), wishes);
  EXPECT_TRUE(loyalane::testing::RunReader(probe, file.bytes, 1 << 16)) << file.name;
  Result<intake::ProbedFile> probed = probe.Finish();
  EXPECT_TRUE(probed.ok()) << file.name;
  for (const Error& problem : probed->probe.problems) ADD_FAILURE() << Describe(problem, Language::kEn);
  ImportSource source;
  source.name = file.name;
  source.size_bytes = file.bytes.size();
  source.plan = probed->probe.plan;
  source.last_ship_day_seen = probed->probe.last_ship_day;
  return source;
}

// Runs the job, in pieces of so many bytes; nothing kept of the files but what the job keeps.
Result<ImportedData> TryImport(const std::vector<File>& files, ImportWishes wishes = {}, const Settings& settings = {},
                               size_t piece_bytes = 1 << 20) {
  std::vector<ImportSource> sources;
  for (const File& file : files) sources.push_back(SourceOf(file));
  ImportJob job(std::move(sources), settings, wishes);
  while (true) {
    const Result<std::optional<SourceRead>> next = job.Next();
    if (!next) return next.error();
    if (!*next) break;
    const SourceRead& wanted = **next;
    const std::string_view all =
        std::string_view(files[wanted.source].bytes)
            .substr(static_cast<size_t>(wanted.read.from), static_cast<size_t>(wanted.read.bytes));
    for (size_t at = 0; at < all.size(); at += piece_bytes) {
      const Result<ingest::Feeding> fed = job.Feed(all.substr(at, piece_bytes));
      if (!fed) return fed.error();
      if (*fed == ingest::Feeding::kEnough) break;
    }
    if (const Status ended = job.EndRead(ingest::ReadOutcome::kComplete); !ended) return ended.error();
  }
  return job.Finish();
}

ImportedData Import(const std::vector<File>& files, ImportWishes wishes = {}, const Settings& settings = {},
                    size_t piece_bytes = 1 << 20) {
  Result<ImportedData> data = TryImport(files, wishes, settings, piece_bytes);
  EXPECT_TRUE(data.ok()) << Describe(data.error(), Language::kEn);
  return std::move(data).value();
}

std::string Customer(const ClubRows& club, uint32_t customer) {
  return customer == kNoText ? "-" : std::string((*club.customers)[customer]);
}
std::string Text(const ClubRows& club, table::TextId text) {
  return text == kNoText ? "-" : std::string((*club.texts)[text]);
}

// "row value" of every listed issue of an id.
std::vector<std::string> Told(const intake::SourceReport& report, ErrorId id) {
  std::vector<std::string> told;
  for (const ingest::Issue& issue : report.issues.Listed()) {
    if (issue.id == id) told.push_back(std::to_string(issue.row) + " " + issue.value);
  }
  EXPECT_EQ(told.size(), report.issues.count(id));
  return told;
}

const File kMembers = {DatasetId::kMembers, "members.csv",
                       "会员号,月结卡号,会员状态,申请日期,发卡日期,资料是否完整,会员类别,统一社会信用代码\n"
                       "M1,7550000001,有效,2026-01-05,2026-01-20,是,业主,91000000MA00000001\n"
                       "M2,7550000002,已发卡,2026-02-05,2026-02-20,否,非业主,\n"
                       ",7550000003,申请,2026-03-05,,,,\n"};

TEST(ClubImport, MembersHaveStatesDatesAndForms) {
  const ImportedData data = Import({kMembers});
  const ClubRows& club = data.club;
  ASSERT_EQ(club.members.size(), 3u);
  const MemberRow& first = club.members[0];
  EXPECT_EQ(Customer(club, first.customer), "7550000001");
  EXPECT_EQ(Text(club, first.member_no), "M1");
  EXPECT_EQ(first.state, MemberRow::State::kActive);
  EXPECT_EQ(first.form_complete, MemberRow::Answer::kYes);
  EXPECT_EQ(first.applied, ToDay({2026, 1, 5}));
  EXPECT_EQ(first.card_issued, ToDay({2026, 1, 20}));
  EXPECT_EQ(first.exited, std::nullopt);
  EXPECT_EQ(Text(club, first.member_class), "业主");
  EXPECT_EQ(Text(club, first.credit_code), "91000000MA00000001");
  EXPECT_EQ(first.place.row, 2u);
  EXPECT_EQ(club.members[1].form_complete, MemberRow::Answer::kNo);
  EXPECT_EQ(club.members[2].member_no, kNoText);
  EXPECT_EQ(club.members[2].state, MemberRow::State::kApplied);
  EXPECT_EQ(club.members[2].form_complete, MemberRow::Answer::kNotSaid);
  EXPECT_EQ(data.sources[0].rows_used, 3u);
}

// Files that name members and files that name customers meet, whatever the order of the files.
TEST(ClubImport, MemberNumbersAreCustomers) {
  const File redemptions = {DatasetId::kRedemptions, "redemptions.csv",
                            "兑换单号,会员号,兑换时间,兑换类型,礼品编码,兑换内容,使用积分,撤销时间\n"
                            "D1,M2,2026-05-01 10:00,礼品,G1,杯子,200,\n"
                            "D2,M9,2026-05-02 10:00,抵用券,,20元券,100,2026-05-03\n"};
  const File points = {DatasetId::kPoints, "points.csv",
                       "月结卡号,发生时间,积分,余额,有效期至\n7550000002,2026-04-01,500,500,2027-03-31\n"
                       "7550000009,2026-04-01,5,5,\n"};
  const File participations = {
      DatasetId::kParticipations, "participations.csv",
      "会员号,活动日期,参与类型,活动名称,是否到场,奖励积分\nM1,2026-06-01,活动,茶话会,是,50\n"};
  for (const bool members_first : {true, false}) {
    std::vector<File> files = {redemptions, points, participations};
    files.insert(members_first ? files.begin() : files.end(), kMembers);
    const ImportedData data = Import(files);
    const ClubRows& club = data.club;
    ASSERT_EQ(club.redemptions.size(), 2u);
    EXPECT_EQ(Customer(club, club.redemptions[0].customer), "7550000002");
    EXPECT_EQ(club.redemptions[0].points, 200);
    EXPECT_EQ(club.redemptions[0].kind, loyalty::RedemptionRow::Kind::kGift);
    EXPECT_EQ(Text(club, club.redemptions[0].sku), "G1");
    EXPECT_EQ(club.redemptions[0].quantity_micro, 1'000'000) << "one, where the file has no quantity";
    EXPECT_EQ(club.redemptions[1].reversed_on, ToDay({2026, 5, 3}));
    EXPECT_EQ(Customer(club, club.redemptions[1].customer), "M9");
    EXPECT_FALSE(club.book.IsMember(club.redemptions[1].customer));
    ASSERT_EQ(club.points.size(), 2u);
    EXPECT_EQ(club.points[0].customer, club.redemptions[0].customer) << "by account here, by member number there";
    EXPECT_EQ(club.points[0].expires_on, ToDay({2027, 3, 31}));
    EXPECT_EQ(club.points[0].balance, 500);
    ASSERT_EQ(club.participations.size(), 1u);
    EXPECT_EQ(Customer(club, club.participations[0].customer), "7550000001");
    EXPECT_EQ(club.participations[0].result, loyalty::ParticipationRow::Result::kYes);
    EXPECT_EQ(club.participations[0].points, 50);
    const size_t at = members_first ? 1 : 0;
    EXPECT_EQ(club.redemptions[0].place.file, at);
    // M9 is nobody; 7550000009 is no member.
    EXPECT_THAT(Told(data.sources[at], ErrorId::kClubMemberUnknown), ElementsAre("3 M9"));
    EXPECT_THAT(Told(data.sources[at + 1], ErrorId::kClubMemberUnknown), ElementsAre("3 7550000009"));
    EXPECT_THAT(Told(data.sources[at + 2], ErrorId::kClubMemberUnknown), ElementsAre());
  }
}

TEST(ClubImport, CustomersFilesTellMemberNumbersToo) {
  const File customers = {DatasetId::kCustomers, "customers.csv",
                          "月结卡号,客户名称,会员号\n7550000001,甲公司,M1\n7550000002,乙公司,\n"};
  const File points = {DatasetId::kPoints, "points.csv", "会员号,发生时间,积分\nM1,2026-04-01,500\nM7,2026-04-02,1\n"};
  const ImportedData data = Import({points, customers});
  EXPECT_EQ(Customer(data.club, data.club.points[0].customer), "7550000001");
  EXPECT_THAT(Told(data.sources[0], ErrorId::kClubMemberUnknown), ElementsAre("3 M7"));
  // Where nobody lists members there is nothing to compare with.
  const ImportedData alone = Import({points});
  EXPECT_EQ(Customer(alone.club, alone.club.points[0].customer), "M1");
  EXPECT_EQ(alone.sources[0].issues.count(ErrorId::kClubMemberUnknown), 0u);
}

// A list of members that knows only their numbers is brought together with the customers file.
TEST(ClubImport, MembersListedByNumberAlone) {
  const File members = {DatasetId::kMembers, "members.csv", "会员号,会员状态\nM1,有效\nM2,有效\n"};
  const File customers = {DatasetId::kCustomers, "customers.csv", "月结卡号,会员号\n7550000001,M1\n"};
  const ImportedData data = Import({members, customers});
  ASSERT_EQ(data.club.members.size(), 2u);
  EXPECT_EQ(Customer(data.club, data.club.members[0].customer), "7550000001");
  EXPECT_EQ(Customer(data.club, data.club.members[1].customer), "M2");
}

TEST(ClubImport, NumbersAndMembersTwice) {
  const File members = {DatasetId::kMembers, "members.csv",
                        "会员号,月结卡号,会员状态\nM1,7550000001,有效\nM1,7550000002,有效\nM3,7550000001,暂停\n"};
  const ImportedData data = Import({members});
  // M1 stays with the first customer.
  EXPECT_THAT(Told(data.sources[0], ErrorId::kClubMemberNumberTwice), ElementsAre("3 M1"));
  EXPECT_EQ(Customer(data.club, data.club.book.CustomerOf("M1")), "7550000001");
  EXPECT_EQ(Customer(data.club, data.club.book.CustomerOf("M3")), "7550000001");
  EXPECT_EQ(data.club.book.CustomerOf("M2"), kNoText);
  // Of 7550000001 the last row counts.
  EXPECT_THAT(Told(data.sources[0], ErrorId::kClubMemberListedAgain), ElementsAre("4 7550000001"));
  ASSERT_EQ(data.club.members.size(), 2u);
  EXPECT_EQ(data.club.members[1].state, MemberRow::State::kSuspended);
  EXPECT_EQ(data.sources[0].rows_used, 3u);
}

TEST(ClubImport, WordsThatNobodyKnowsAreTold) {
  const File members = {DatasetId::kMembers, "members.csv",
                        "会员号,月结卡号,会员状态,资料完整\nM1,7550000001,红卡,大概\nM2,7550000002,,\n"};
  const ImportedData data = Import({members});
  EXPECT_THAT(Told(data.sources[0], ErrorId::kClubWordUnknown), ElementsAre("2 红卡", "2 大概"));
  EXPECT_EQ(data.club.members[0].state, MemberRow::State::kNotSaid);
  EXPECT_EQ(data.club.members[1].state, MemberRow::State::kNotSaid) << "an empty cell is nothing to tell";
}

TEST(ClubImport, ARedemptionCountsOnceHoweverOftenItIsLoaded) {
  const std::string header = "兑换单号,会员号,兑换时间,使用积分\n";
  const File july = {DatasetId::kRedemptions, "july.csv", header + "D1,M1,2026-07-01,-200\nD2,M1,2026-07-02,100\n"};
  const File august = {DatasetId::kRedemptions, "august.csv", header + "D2,M1,2026-07-02,100\nD3,M1,2026-08-02,70\n"};
  const ImportedData data = Import({july, august});
  ASSERT_EQ(data.club.redemptions.size(), 3u);
  EXPECT_EQ(data.club.redemptions[0].points, 200) << "what is spent, with or without a minus";
  EXPECT_THAT(Told(data.sources[1], ErrorId::kClubDocumentTwice), ElementsAre("2 D2"));
  EXPECT_EQ(data.sources[1].rows_in, 2u);
  EXPECT_EQ(data.sources[1].rows_used, 1u);
  EXPECT_EQ(data.sources[1].issues.excluded(), 1u) << "in = used + excluded";
}

TEST(ClubImport, PaymentsMayBeOpen) {
  const File payments = {DatasetId::kPayments, "payments.csv",
                         "收款单号,月结卡号,账单月份,应收金额,收款日期,收款金额,退款日期,退款金额\n"
                         "R1,7550000001,2026年8月,1200.50,2026-09-10,1200.50,2026-09-20,200.00\n"
                         ",7550000001,202609,80.00,,,,\n"
                         ",7550000001,上月,10.00,,,,\n"
                         ",7550000001,2026-10,待定,,,,\n"};
  const ImportedData data = Import({payments});
  ASSERT_EQ(data.club.payments.size(), 3u);
  const loyalty::PaymentRow& paid = data.club.payments[0];
  EXPECT_EQ(paid.month, ToDay({2026, 8, 1}));
  EXPECT_EQ(paid.due, Money{120'050});
  EXPECT_EQ(paid.paid, Money{120'050});
  EXPECT_EQ(paid.paid_on, ToDay({2026, 9, 10}));
  EXPECT_EQ(paid.refunded_on, ToDay({2026, 9, 20}));
  EXPECT_EQ(paid.refunded, Money{20'000});
  EXPECT_EQ(Text(data.club, paid.document_no), "R1");
  const loyalty::PaymentRow& open = data.club.payments[1];
  EXPECT_EQ(open.month, ToDay({2026, 9, 1}));
  EXPECT_EQ(open.paid_on, std::nullopt);
  EXPECT_EQ(open.paid, std::nullopt);
  EXPECT_THAT(Told(data.sources[0], ErrorId::kClubWordUnknown), ElementsAre("4 上月"));
  EXPECT_EQ(data.sources[0].rows_used, 3u) << "an amount due that cannot be read leaves the row out";
}

TEST(ClubImport, ReferralsNameCustomersOrMembers) {
  const File referrals = {DatasetId::kReferrals, "referrals.csv",
                          "推荐人会员号,被推荐客户,被推荐人手机,推荐时间,付款时间,付款金额,退款时间,退款金额,奖励方式\n"
                          "M1,7550000002,10012345678,2026-03-01,2026-04-01,480.00,2026-05-01,80.00,礼品\n"
                          "M1,M2,,2026-03-02,,,,,\n"
                          "M2,丙公司,,2026-03-03,,,,,抵用券\n"};
  const ImportedData data = Import({kMembers, referrals});
  ASSERT_EQ(data.club.referrals.size(), 3u);
  const loyalty::ReferralRow& first = data.club.referrals[0];
  EXPECT_EQ(Customer(data.club, first.referrer), "7550000001");
  EXPECT_EQ(Customer(data.club, first.referee), "7550000002");
  EXPECT_EQ(Text(data.club, first.referee_mobile), "10012345678");
  EXPECT_EQ(first.paid, Money{48'000});
  EXPECT_EQ(first.refunded, Money{8'000});
  EXPECT_EQ(first.refunded_on, ToDay({2026, 5, 1}));
  EXPECT_EQ(data.club.referrals[1].referee, first.referee) << "a member number means the same customer";
  EXPECT_EQ(data.club.referrals[2].referee, kNoText);
  EXPECT_EQ(Text(data.club, data.club.referrals[2].referee_text), "丙公司");
}

TEST(ClubImport, GiftsAreNobodys) {
  const File gifts = {DatasetId::kGifts, "gifts.csv",
                      "礼品编码,礼品名称,所需积分,库存数量,单位成本\nG1,保温杯,600,120,18.00\nG2,茶叶,1500,2.5,\n"
                      "G3,伞,五百,1,1\n"};
  const ImportedData data = Import({gifts});
  ASSERT_EQ(data.club.gifts.size(), 2u);
  EXPECT_EQ(Text(data.club, data.club.gifts[0].name), "保温杯");
  EXPECT_EQ(data.club.gifts[0].price_points, 600);
  EXPECT_EQ(data.club.gifts[0].on_hand_micro, 120'000'000);
  EXPECT_EQ(data.club.gifts[0].unit_cost, Money{1'800});
  EXPECT_EQ(data.club.gifts[1].on_hand_micro, 2'500'000);
  EXPECT_EQ(data.sources[0].facts.keys, 0u);
  EXPECT_EQ(data.sources[0].rows_used, 2u);
}

// A merge of the settings reaches the members, their numbers and the referred.
TEST(ClubImport, MergedCustomersStayMerged) {
  Settings settings;
  settings.customers.merges = {{"7550000009", {"7550000002"}}};
  const File referrals = {DatasetId::kReferrals, "referrals.csv",
                          "推荐人会员号,被推荐客户\nM2,7550000001\nM1,7550000002\n"};
  const ImportedData data = Import({kMembers, referrals}, {}, settings);
  EXPECT_EQ(Customer(data.club, data.club.members[1].customer), "7550000009");
  EXPECT_EQ(Customer(data.club, data.club.referrals[0].referrer), "7550000009");
  EXPECT_EQ(Customer(data.club, data.club.referrals[1].referee), "7550000009");
}

// --- shipments ------------------------------------------------------------------------------------------------------

const File kShipments = {DatasetId::kShipments, "shipments.csv",
                         "运单号,月结卡号,寄件时间,应付金额,税额,产品类型,付款方式,运单状态\n"
                         "SF1234567890123,7550000001,2024-03-05,106.00,6.00,标快,月结,已签收\n"
                         "SF1234567890124,7550000001,2026-10-05,12.50,,特惠,现付,运输中\n"
                         "SF1234567890124,7550000001,2026-10-05,-2.50,,特惠,现付,运输中\n"
                         ",7550000002,2026-10-31,8.00,,,,\n"};

TEST(ClubImport, ShipmentRowsAreKeptOnlyOnRequest) {
  EXPECT_TRUE(Import({kShipments, kMembers}).club.shipments.empty());
  const ImportedData data = Import({kShipments, kMembers}, {.keeps_shipment_rows = true});
  const ClubRows& club = data.club;
  ASSERT_EQ(club.shipments.size(), 4u) << "all days, not those of the window alone";
  const loyalty::ShipmentRow& first = club.shipments[0];
  EXPECT_EQ(first.waybill, model::EncodeWaybill("SF1234567890123"));
  EXPECT_EQ(first.amount_minor, 10'600);
  EXPECT_EQ(first.tax_minor, 600);
  EXPECT_EQ(first.on, ToDay({2024, 3, 5}));
  EXPECT_EQ(Customer(club, first.customer), "7550000001");
  EXPECT_EQ(Text(club, first.product), "标快");
  EXPECT_EQ(Text(club, first.pay_method), "月结");
  EXPECT_EQ(first.status(), model::ShipmentStatus::kDelivered);
  EXPECT_EQ(first.row, 2u);
  EXPECT_EQ(first.file, 0u);
  EXPECT_EQ(club.shipments[1].waybill, club.shipments[2].waybill);
  EXPECT_EQ(club.shipments[2].amount_minor, -250);
  EXPECT_EQ(club.shipments[1].tax_minor, model::kNull) << "not stated";
  EXPECT_EQ(club.shipments[3].waybill, loyalty::ShipmentRow::kNoWaybill);
  EXPECT_EQ(club.shipments[3].product, kNoText);
}

TEST(ClubImport, ShipmentsAfterTheDayDoNotCount) {
  Settings settings;
  settings.as_of = ToDay({2026, 10, 30});
  const ImportedData data = Import({kShipments}, {.keeps_shipment_rows = true}, settings);
  EXPECT_EQ(data.club.shipments.size(), 3u);
  EXPECT_EQ(data.sources[0].rows_used, 3u);
}

// 100 HKD at 0.92 are 92 yuan, before the window too; before the first rate they are left out, and that is told.
TEST(ClubImport, ShipmentsBeforeTheWindowAreConvertedToo) {
  Settings settings;
  settings.money.rates = {{"HKD", ToDay({2025, 1, 1}), 920'000'000}};
  const File file = {DatasetId::kShipments, "hk.csv",
                     "运单号,月结卡号,寄件日期,应付金额,税额,币种\n"
                     "SF1234567890123,7550000001,2024-12-31,100.00,5.00,HKD\n"
                     "SF1234567890124,7550000001,2025-01-01,100.00,5.00,HKD\n"
                     "SF1234567890125,7550000001,2026-10-05,100.00,5.00,HKD\n"};
  const ImportedData data = Import({file}, {.keeps_shipment_rows = true}, settings);
  ASSERT_EQ(data.club.shipments.size(), 2u);
  for (const loyalty::ShipmentRow& shipment : data.club.shipments) {
    EXPECT_EQ(shipment.amount_minor, 9'200);
    EXPECT_EQ(shipment.tax_minor, model::kNull) << "the tax is in the other currency";
  }
  ASSERT_EQ(data.sources[0].notices.size(), 1u);
  EXPECT_EQ(data.sources[0].notices[0].id, ErrorId::kClubShipmentWithoutRate);
  EXPECT_THAT(Sentence(data.sources[0].notices[0], Language::kEn), ::testing::StartsWith("1 shipment rows"));
  EXPECT_EQ(data.sources[0].rows_used, 3u) << "the figures use it: first and last ship date";
}

// Another currency without any rate cannot be added to the rest, also where the window has none of it.
TEST(ClubImport, ShipmentsThatCannotBeAddedUpStop) {
  const File file = {DatasetId::kShipments, "hk.csv",
                     "运单号,月结卡号,寄件日期,应付金额,币种\nSF1234567890123,7550000001,2023-12-31,100.00,HKD\n"
                     "SF1234567890125,7550000001,2026-10-05,100.00,CNY\n"};
  EXPECT_TRUE(TryImport({file}).ok());
  const Result<ImportedData> kept = TryImport({file}, {.keeps_shipment_rows = true});
  ASSERT_FALSE(kept.ok());
  EXPECT_EQ(IdOf(kept.error().id), "PROFILE-101");
}

TEST(ClubImport, ChargesAreKeptWithTheShipments) {
  const File charges = {DatasetId::kCharges, "charges.csv",
                        "运单号,月结卡号,费用类型,金额,计费日期\nSF1234567890123,7550000001,燃油费,3.20,2026-10-01\n"};
  EXPECT_TRUE(Import({charges}).club.charges.empty());
  const ImportedData data = Import({charges}, {.keeps_shipment_rows = true});
  ASSERT_EQ(data.club.charges.size(), 1u);
  EXPECT_EQ(data.club.charges[0].waybill, model::EncodeWaybill("SF1234567890123"));
  EXPECT_EQ(data.club.charges[0].amount, Money{320});
  EXPECT_EQ(Text(data.club, data.club.charges[0].kind), "燃油费");
  EXPECT_EQ(data.club.charges[0].on, ToDay({2026, 10, 1}));
}

std::string Lines(const ClubRows& club) {
  std::ostringstream out;
  for (const loyalty::ShipmentRow& row : club.shipments)
    out << row.waybill << ' ' << row.amount_minor << ' ' << row.on.since_epoch << ' ' << Customer(club, row.customer)
        << ' ' << Text(club, row.product) << ' ' << row.row << ' ' << row.status_bits << '\n';
  for (const loyalty::RedemptionRow& row : club.redemptions)
    out << Customer(club, row.customer) << ' ' << Text(club, row.document_no) << ' ' << row.points << '\n';
  for (const MemberRow& row : club.members)
    out << Customer(club, row.customer) << ' ' << Text(club, row.member_no) << ' '
        << int{static_cast<uint8_t>(row.state)} << '\n';
  return out.str();
}

// --- the generator's club -------------------------------------------------------------------------------------------

constexpr DatasetId kClubDatasets[] = {DatasetId::kMembers,        DatasetId::kContacts,    DatasetId::kPayments,
                                       DatasetId::kParticipations, DatasetId::kRedemptions, DatasetId::kGifts,
                                       DatasetId::kReferrals};

std::vector<File> GeneratedFiles(const generate::Spec& spec, const generate::ClubTables& club) {
  std::vector<File> files;
  generate::CourierCompany company(spec);
  std::string shipments;
  while (company.NextRows(4096, shipments) > 0) {
  }
  files.push_back({DatasetId::kShipments, "shipments.csv", std::move(shipments)});
  for (size_t i = 0; i < std::size(kClubDatasets); ++i) {
    std::string bytes;
    club.Append(static_cast<generate::ClubTable>(i), bytes);
    files.push_back({kClubDatasets[i], std::string(generate::kClubTableNames[i]) + ".csv", std::move(bytes)});
  }
  return files;
}

generate::Spec SpecOf(generate::Encoding encoding) {
  generate::Spec spec = generate::Spec::Demo();
  spec.rows = 20'000;
  spec.encoding = encoding;
  return spec;
}

TEST(ClubImport, WhatTheGeneratorWroteComesBackInEveryEncoding) {
  std::string lines;
  for (const generate::Encoding encoding :
       {generate::Encoding::kUtf8, generate::Encoding::kGb18030, generate::Encoding::kUtf16Le}) {
    const generate::Spec spec = SpecOf(encoding);
    const generate::ClubTables tables(spec);
    const generate::ClubTables::Truth truth = tables.truth();
    const std::vector<File> files = GeneratedFiles(spec, tables);
    const ImportedData data = Import(files, {.keeps_shipment_rows = true});
    const ClubRows& club = data.club;
    EXPECT_EQ(club.members.size(), truth.members);
    EXPECT_EQ(club.payments.size(), truth.payments);
    EXPECT_EQ(club.participations.size(), truth.participations);
    EXPECT_EQ(club.redemptions.size(), truth.redemptions);
    EXPECT_EQ(club.referrals.size(), truth.referrals);
    EXPECT_EQ(club.gifts.size(), 5u) << "vocabulary.h: G001 to G005";
    EXPECT_EQ(club.shipments.size(), data.sources[0].rows_used);
    for (size_t i = 1; i < data.sources.size(); ++i) {
      EXPECT_EQ(data.sources[i].rows_used, data.sources[i].rows_in) << data.sources[i].name;
      for (const ErrorId id : {ErrorId::kClubMemberUnknown, ErrorId::kClubMemberNumberTwice, ErrorId::kClubWordUnknown,
                               ErrorId::kClubMemberListedAgain, ErrorId::kClubDocumentTwice})
        EXPECT_EQ(data.sources[i].issues.count(id), 0u) << data.sources[i].name;
    }
    // What is due is what the shipments of the customer and month come to.
    std::map<std::pair<uint32_t, int32_t>, int64_t> billed;
    for (const loyalty::ShipmentRow& shipment : club.shipments)
      billed[{shipment.customer, MonthIndex(ToCivil(shipment.on))}] += shipment.amount_minor;
    uint32_t unpaid = 0;
    for (const loyalty::PaymentRow& payment : club.payments) {
      ASSERT_TRUE(payment.month.has_value());
      EXPECT_EQ(payment.due.minor, (billed[{payment.customer, MonthIndex(ToCivil(*payment.month))}]));
      unpaid += payment.paid_on ? 0 : 1;
    }
    EXPECT_EQ(unpaid, truth.unpaid);
    EXPECT_GT(unpaid, 0u);
    EXPECT_GT(truth.refunded, 0u);
    // Nobody spends more than a point for each yuan shipped before: summed here row by row.
    for (const loyalty::RedemptionRow& redemption : club.redemptions) {
      int64_t earned_fen = 0;
      for (const loyalty::ShipmentRow& shipment : club.shipments)
        earned_fen +=
            shipment.customer == redemption.customer && shipment.on < redemption.on ? shipment.amount_minor : 0;
      int64_t spent = 0;
      for (const loyalty::RedemptionRow& other : club.redemptions)
        spent += other.customer == redemption.customer && other.on <= redemption.on ? other.points : 0;
      EXPECT_LE(spent, earned_fen / 100) << Text(club, redemption.document_no);
    }
    // Referrals to be refused: of oneself, and of one who was referred before.
    uint32_t self = 0;
    uint32_t again = 0;
    std::set<uint32_t> referred;
    for (const loyalty::ReferralRow& referral : club.referrals) {
      ASSERT_NE(referral.referee, kNoText) << Text(club, referral.referee_text);
      const bool is_self = referral.referee == referral.referrer;
      self += is_self ? 1 : 0;
      again += !is_self && !referred.insert(referral.referee).second ? 1 : 0;
    }
    EXPECT_EQ(self, truth.self_referrals);
    EXPECT_EQ(again, truth.repeated_referrals);
    EXPECT_EQ(self, 3u);
    EXPECT_GT(again, 0u);
    // The same company in another encoding is the same club.
    if (lines.empty()) lines = Lines(club);
    EXPECT_EQ(Lines(club), lines);
  }
}

TEST(ClubImport, AnyPiecesGiveTheSameRows) {
  generate::Spec spec = SpecOf(generate::Encoding::kGb18030);
  spec.rows = 2'000;
  const generate::ClubTables tables(spec);
  const std::vector<File> files = GeneratedFiles(spec, tables);
  const std::string whole = Lines(Import(files, {.keeps_shipment_rows = true}).club);
  EXPECT_EQ(Lines(Import(files, {.keeps_shipment_rows = true}, {}, 997).club), whole);
}

// A file that other engines read in parts gives the same rows: the parts want the same columns.
TEST(ClubImport, PartsGiveTheSameRows) {
  generate::Spec spec = SpecOf(generate::Encoding::kUtf8);
  spec.rows = 3'000;
  const generate::ClubTables tables(spec);
  const File shipments = GeneratedFiles(spec, tables)[0];
  Settings settings;
  settings.as_of = spec.last_day;
  const ImportWishes wishes{.keeps_shipment_rows = true};
  const std::string whole = Lines(Import({shipments}, wishes, settings).club);

  const ImportSource source = SourceOf(shipments);
  ImportJob job({source}, settings, wishes);
  const Result<std::optional<SourceRead>> next = job.Next();
  ASSERT_TRUE(next.ok() && next->has_value());
  ASSERT_TRUE(job.can_be_parted());
  job.TakeParts();
  ingest::PartReader reader(0, source.plan, shipments.bytes.size(), intake::WantedOf(DatasetId::kShipments, true));
  const uint64_t size = shipments.bytes.size();
  constexpr uint64_t kParts = 3;
  for (uint64_t part = 0; part < kParts; ++part) {
    ingest::PartWish wish;
    wish.from = size * part / kParts;
    wish.to = size * (part + 1) / kParts;
    if (part > 0) wish.start = ingest::PartWish::Start::kFollow;
    const uint64_t from = reader.Begin(wish);
    for (uint64_t at = from; at < size;) {
      const std::string_view piece = std::string_view(shipments.bytes).substr(static_cast<size_t>(at), 4096);
      const Result<ingest::Feeding> fed = reader.Feed(piece);
      ASSERT_TRUE(fed.ok());
      at += piece.size();
      if (*fed == ingest::Feeding::kEnough) break;
    }
    const Result<ImportJob::PartTaken> taken = job.TakePart(reader.Finish());
    ASSERT_TRUE(taken.ok());
    ASSERT_TRUE(taken->taken);
  }
  ASSERT_TRUE(job.EndRead(ingest::ReadOutcome::kComplete));
  ASSERT_FALSE(job.Next()->has_value());
  Result<ImportedData> data = job.Finish();
  ASSERT_TRUE(data.ok());
  EXPECT_EQ(Lines(data->club), whole);
}

}  // namespace
}  // namespace loyalane::workspace
