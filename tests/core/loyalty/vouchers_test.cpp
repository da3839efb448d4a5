#include "loyalty/vouchers.h"

#include <gtest/gtest.h>

#include <random>

namespace loyalane::loyalty {
namespace {

constexpr Day kDay{20'000};

VoucherIssue AwardOf(const std::string& source_id, int64_t value_minor, int32_t validity_days = 30) {
  return {"M1", {value_minor}, kDay, validity_days, VoucherSource::kAward, source_id};
}

VoucherBook BookOf(std::initializer_list<VoucherIssue> issues) {
  VoucherBook book;
  for (const VoucherIssue& issue : issues) EXPECT_TRUE(book.Issue(issue).ok());
  return book;
}

ErrorId ErrorOf(const Result<Money>& result) { return result.ok() ? ErrorId::kCount : result.error().id; }

TEST(Vouchers, AreIssuedOncePerSource) {
  VoucherBook book;
  EXPECT_EQ(book.Issue(AwardOf("N1|D1", 30'00)).value(), "award:N1|D1");
  EXPECT_EQ(book.vouchers().at(0).last_day, kDay + 29);
  const Result<std::string> again = book.Issue(AwardOf("N1|D1", 30'00));
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(IdOf(again.error().id), "LOYALTY-327");
  VoucherIssue of_points = AwardOf("N1|D1", 30'00);
  of_points.source = VoucherSource::kPoints;
  EXPECT_EQ(book.Issue(of_points).value(), "points:N1|D1");
  EXPECT_EQ(book.vouchers().size(), 2u);
}

TEST(Vouchers, RefuseToBeIssuedForNothing) {
  VoucherBook book;
  EXPECT_EQ(book.Issue(AwardOf("a", 0)).error().id, ErrorId::kVoucherUnusable);
  EXPECT_EQ(book.Issue(AwardOf("a", 1, 0)).error().id, ErrorId::kVoucherUnusable);
  EXPECT_EQ(book.Issue(AwardOf("", 1)).error().id, ErrorId::kVoucherUnusable);
  EXPECT_TRUE(book.vouchers().empty());
}

TEST(Vouchers, ComeFromPointsInWholeYuan) {
  // SF: 100 points are 1 yuan, from 500 points on.
  const PointsExchange exchange = ExchangePoints({1240}, {100}, {500}).value();
  EXPECT_EQ(exchange.value.minor, 12'00);
  EXPECT_EQ(exchange.used.units, 1200);
  EXPECT_EQ(exchange.left.units, 40);
  EXPECT_EQ(ExchangePoints({500}, {100}, {500}).value().value.minor, 5'00);
  const Result<PointsExchange> few = ExchangePoints({499}, {100}, {500});
  ASSERT_FALSE(few.ok());
  EXPECT_EQ(IdOf(few.error().id), "LOYALTY-329");
  EXPECT_EQ(Sentence(few.error(), Language::kEn), "499 points are too few for a voucher: it takes 500");
  EXPECT_EQ(ExchangePoints({99}, {100}, {0}).error().id, ErrorId::kPointsBelowVoucher);
  EXPECT_EQ(ExchangePoints({99}, {0}, {0}).error().id, ErrorId::kVoucherUnusable);
}

TEST(Vouchers, NeverGiveChange) {
  VoucherBook book = BookOf({AwardOf("a", 30'00), AwardOf("b", 20'00), AwardOf("c", 20'00)});
  const VoucherInvoice invoice{"I1", "M1", kDay, {45'00}};
  EXPECT_EQ(book.Redeem("award:a", invoice, MemberState::kActive).value().minor, 30'00);
  EXPECT_EQ(book.Redeem("award:b", invoice, MemberState::kActive).value().minor, 15'00);  // 45 - 30
  EXPECT_EQ(ErrorOf(book.Redeem("award:c", invoice, MemberState::kActive)), ErrorId::kInvoiceCovered);
  EXPECT_EQ(ErrorOf(book.Redeem("award:c", {"I2", "M1", kDay, {0}}, MemberState::kActive)), ErrorId::kInvoiceCovered);
  const VoucherTotals totals = TotalsOn(book.vouchers(), kDay);
  EXPECT_EQ(totals.issued, (VoucherSum{3, {70'00}}));
  EXPECT_EQ(totals.used, (VoucherSum{2, {50'00}}));
  EXPECT_EQ(totals.open, (VoucherSum{1, {20'00}}));
  EXPECT_EQ(totals.offset.minor, 45'00);
  EXPECT_EQ(totals.forfeited.minor, 5'00);
}

TEST(Vouchers, AreRefusedWithTheReason) {
  VoucherBook book = BookOf({AwardOf("a", 30'00, 10), AwardOf("b", 30'00), AwardOf("c", 30'00)});
  const auto redeem = [&](const std::string& id, int32_t day, MemberState state = MemberState::kActive,
                          const std::string& member = "M1") {
    return ErrorOf(book.Redeem(id, {"I" + id, member, kDay + day, {100'00}}, state));
  };
  EXPECT_EQ(redeem("award:x", 0), ErrorId::kVoucherUnknown);
  EXPECT_EQ(redeem("award:a", -1), ErrorId::kVoucherNotYet);
  EXPECT_EQ(redeem("award:a", 10), ErrorId::kVoucherExpired);
  EXPECT_EQ(redeem("award:a", 9, MemberState::kActive, "M2"), ErrorId::kVoucherOfAnother);
  for (const MemberState state : {MemberState::kApplied, MemberState::kApproved, MemberState::kCardIssued,
                                  MemberState::kSuspended, MemberState::kExited}) {
    EXPECT_EQ(redeem("award:a", 9, state), ErrorId::kMemberFrozen);
  }
  // Every refusal left the book as it was.
  EXPECT_EQ(TotalsOn(book.vouchers(), kDay).open, (VoucherSum{3, {90'00}}));
  EXPECT_EQ(redeem("award:a", 9), ErrorId::kCount);  // the last day is a day
  EXPECT_EQ(redeem("award:a", 9), ErrorId::kVoucherUsed);
  EXPECT_TRUE(book.Cancel("award:b", kDay + 1, "refund").ok());
  EXPECT_EQ(redeem("award:b", 2), ErrorId::kVoucherCancelled);
  EXPECT_EQ(book.Cancel("award:a", kDay + 9, "refund").error().id, ErrorId::kVoucherUsed);
  EXPECT_EQ(book.Cancel("award:c", kDay + 30, "refund").error().id, ErrorId::kVoucherExpired);
}

TEST(Vouchers, AreLoadedAsTheyWereSaved) {
  VoucherBook book = BookOf({AwardOf("a", 30'00), AwardOf("b", 20'00), AwardOf("c", 20'00)});
  ASSERT_TRUE(book.Redeem("award:a", {"I1", "M1", kDay, {45'00}}, MemberState::kActive).ok());
  ASSERT_TRUE(book.Cancel("award:c", kDay, "refund").ok());
  VoucherBook loaded = VoucherBook::Load(book.vouchers()).value();
  // What was used on the invoice before is still known: 45 - 30.
  EXPECT_EQ(loaded.Redeem("award:b", {"I1", "M1", kDay, {45'00}}, MemberState::kActive).value().minor, 15'00);
  EXPECT_EQ(loaded.Issue(AwardOf("a", 30'00)).error().id, ErrorId::kVoucherTwice);

  const auto refused = [&](auto change) {
    std::vector<Voucher> vouchers = book.vouchers();
    change(vouchers);
    const Result<VoucherBook> result = VoucherBook::Load(std::move(vouchers));
    return result.ok() ? ErrorId::kCount : result.error().id;
  };
  EXPECT_EQ(refused([](std::vector<Voucher>& v) { v.push_back(v[0]); }), ErrorId::kVoucherTwice);
  EXPECT_EQ(refused([](std::vector<Voucher>& v) { v[1].value = {0}; }), ErrorId::kVoucherUnusable);
  EXPECT_EQ(refused([](std::vector<Voucher>& v) { v[1].last_day = kDay - 1; }), ErrorId::kVoucherUnusable);
  EXPECT_EQ(refused([](std::vector<Voucher>& v) { v[0].use->offset = {30'01}; }), ErrorId::kVoucherUnusable);
  EXPECT_EQ(refused([](std::vector<Voucher>& v) { v[2].use = v[0].use; }), ErrorId::kVoucherUnusable);
  EXPECT_EQ(refused([](std::vector<Voucher>&) {}), ErrorId::kCount);
}

TEST(Vouchers, ListWhatExpiresSoon) {
  const VoucherBook book = BookOf({AwardOf("late", 1, 31), AwardOf("soon", 1, 5), AwardOf("edge", 1, 30)});
  const std::vector<const Voucher*> soon = VouchersExpiringWithin(book.vouchers(), kDay, 30);
  ASSERT_EQ(soon.size(), 2u);
  EXPECT_EQ(soon[0]->source_id, "soon");
  EXPECT_EQ(soon[1]->source_id, "edge");
  EXPECT_TRUE(VouchersExpiringWithin(book.vouchers(), kDay + 31, 30).empty());
}

TEST(VoucherLaws, IssuedIsOpenUsedExpiredAndCancelledOnEveryDay) {
  std::mt19937 random(59);
  const auto below = [&](int32_t n) { return static_cast<int32_t>(random() % static_cast<uint32_t>(n)); };
  for (int round = 0; round < 2000; ++round) {
    SCOPED_TRACE(round);
    VoucherBook book;
    for (int i = below(8); i >= 0; --i) {
      VoucherIssue issue = AwardOf(std::to_string(i), 1 + below(50'00), 1 + below(20));
      issue.day = kDay + below(20);
      ASSERT_TRUE(book.Issue(issue).ok());
    }
    std::vector<Money> offsets(3);
    for (int i = below(20); i > 0; --i) {
      const std::string id = "award:" + std::to_string(below(9));
      const Day day = kDay + below(40);
      if (below(4) == 0) {
        (void)book.Cancel(id, day, "law").ok();
        continue;
      }
      const auto document = static_cast<size_t>(below(3));
      const Result<Money> offset =
          book.Redeem(id, {std::to_string(document), "M1", day, {60'00}}, MemberState::kActive);
      if (offset.ok()) offsets[document] += offset.value();
    }
    for (const Money offset : offsets) EXPECT_LE(offset.minor, 60'00);
    Money used_before;
    for (int32_t day = 0; day < 45; ++day) {
      const VoucherTotals totals = TotalsOn(book.vouchers(), kDay + day);
      EXPECT_EQ(totals.issued.value,
                totals.open.value + totals.used.value + totals.expired.value + totals.cancelled.value);
      EXPECT_EQ(totals.issued.count,
                totals.open.count + totals.used.count + totals.expired.count + totals.cancelled.count);
      EXPECT_EQ(totals.used.value, totals.offset + totals.forfeited);
      EXPECT_GE(totals.used.value, used_before);
      used_before = totals.used.value;
    }
    EXPECT_EQ(used_before,
              TotalsOn(book.vouchers(), kDay + 45).offset + TotalsOn(book.vouchers(), kDay + 45).forfeited);
    EXPECT_EQ(offsets[0] + offsets[1] + offsets[2], TotalsOn(book.vouchers(), kDay + 45).offset);
  }
}

}  // namespace
}  // namespace loyalane::loyalty
