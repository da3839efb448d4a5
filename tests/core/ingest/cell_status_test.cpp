#include "ingest/cell_status.h"

#include <gtest/gtest.h>

#include <optional>

// domain.md "Status -> canonical" and "Numeric codes need a declared code system"; docs/formulas/cells.md.
namespace loyalane::ingest {
namespace {

using model::CodeSystem;
using enum model::ShipmentStatus;

TEST(ParseStatus, Words) {
  struct Row {
    const char* text;
    model::ShipmentStatus status;
  };
  constexpr Row kRows[] = {
      // As the list has them.
      {"已签收", kDelivered},
      {"签收", kDelivered},
      {"妥投", kDelivered},
      {"本人签收", kDelivered},
      {"代签", kDelivered},
      {"在途", kInTransit},
      {"运输中", kInTransit},
      {"中转", kInTransit},
      {"派送中", kOutForDelivery},
      {"派件", kOutForDelivery},
      {"退回", kReturning},
      {"退签", kReturning},
      {"退件", kReturning},
      {"退回签收", kReturned},
      {"退货签收", kReturned},
      {"拒收", kRefused},
      {"拒签", kRefused},
      {"异常", kException},
      {"疑难", kException},
      {"问题件", kException},
      {"滞留", kException},
      {"破损", kException},
      {"销单", kCancelled},
      {"取消", kCancelled},
      // As exports write them.
      {"已妥投", kDelivered},
      {"快件已签收（本人）", kDelivered},
      {"正在派件", kOutForDelivery},
      {"运输中-上海", kInTransit},
      {"客户拒收，退回中", kRefused},
      {"派件异常", kException},
      {"已取消", kCancelled},
      {"未签收", kInTransit},
      {" 已签收 ", kDelivered},
      {"　已签收", kDelivered},
      {"Delivered", kDelivered},
      {"DELIVERED", kDelivered},
      {"In Transit", kInTransit},
      {"Out for Delivery", kOutForDelivery},
      {"Cancelled", kCancelled},
      {"canceled", kCancelled},
      {"Exception", kException},
      {"Returned", kReturned},
      {"Undelivered", kInTransit},
      {"Ｄelivered", kDelivered},
      // Words that say nothing.
      {"", kUnknown},
      {"其他", kUnknown},
      {"ABC", kUnknown},
      {"12345", kUnknown},
      {"3A", kUnknown},
  };
  for (const Row& row : kRows) {
    for (const CodeSystem system : {CodeSystem::kNone, CodeSystem::kKuaidi100, CodeSystem::kKdniao, CodeSystem::kSf}) {
      EXPECT_EQ(ParseStatus(row.text, system), row.status) << row.text << " with " << CodeSystemName(system);
    }
  }
}

TEST(ParseStatus, CodesOfADeclaredSystem) {
  struct Row {
    CodeSystem system;
    const char* text;
    model::ShipmentStatus status;
  };
  constexpr Row kRows[] = {
      {CodeSystem::kKuaidi100, "0", kInTransit},
      {CodeSystem::kKuaidi100, "1", kPickedUp},
      {CodeSystem::kKuaidi100, "2", kException},  // 疑难
      {CodeSystem::kKuaidi100, "3", kDelivered},
      {CodeSystem::kKuaidi100, "4", kReturning},  // 退签
      {CodeSystem::kKuaidi100, "5", kOutForDelivery},
      {CodeSystem::kKuaidi100, "6", kReturning},  // 退回
      {CodeSystem::kKuaidi100, "7", kForwarded},
      {CodeSystem::kKuaidi100, "8", kCustoms},
      {CodeSystem::kKuaidi100, "14", kRefused},
      {CodeSystem::kKuaidi100, "203", kRefused},
      {CodeSystem::kKuaidi100, "209", kException},  // 破损
      {CodeSystem::kKdniao, "0", kUnknown},         // 无轨迹
      {CodeSystem::kKdniao, "1", kPickedUp},
      {CodeSystem::kKdniao, "2", kInTransit},
      {CodeSystem::kKdniao, "3", kDelivered},
      {CodeSystem::kKdniao, "4", kException},         // 问题件
      {CodeSystem::kKdniao, "202", kOutForDelivery},  // 派件中
      {CodeSystem::kKdniao, "211", kAtLocker},
      {CodeSystem::kKdniao, "304", kDelivered},  // 代收
      {CodeSystem::kKdniao, "404", kRefused},
      {CodeSystem::kKdniao, "406", kReturned},  // 退货签收
      {CodeSystem::kSf, "50", kPickedUp},
      {CodeSystem::kSf, "30", kInTransit},
      {CodeSystem::kSf, "31", kInTransit},
      {CodeSystem::kSf, "44", kOutForDelivery},
      {CodeSystem::kSf, "33", kException},  // 派件异常
      {CodeSystem::kSf, "70", kException},  // 派送不成功
      {CodeSystem::kSf, "80", kDelivered},
      {CodeSystem::kSf, "99", kForwarded},   // 转寄
      {CodeSystem::kSf, "648", kReturning},  // 退回/转寄
      {CodeSystem::kSf, "3", kUnknown},      // a code of the others
      {CodeSystem::kKuaidi100, "80", kUnknown},
      {CodeSystem::kKdniao, "9999", kUnknown},
      {CodeSystem::kKuaidi100, " ３ ", kDelivered},
  };
  for (const Row& row : kRows) {
    EXPECT_EQ(ParseStatus(row.text, row.system), row.status) << row.text << " of " << CodeSystemName(row.system);
  }
}

// The same number means different things, so a bare number is never guessed.
TEST(ParseStatus, NumbersWithoutASystemHaveNoMeaning) {
  for (const char* code : {"0", "1", "2", "3", "4", "8", "14", "80", "202", "648", "３"}) {
    EXPECT_EQ(ParseStatus(code, CodeSystem::kNone), std::nullopt) << code;
  }
  EXPECT_NE(ParseStatus("2", CodeSystem::kKuaidi100), ParseStatus("2", CodeSystem::kKdniao));
  EXPECT_NE(ParseStatus("4", CodeSystem::kKuaidi100), ParseStatus("4", CodeSystem::kKdniao));
  EXPECT_NE(ParseStatus("202", CodeSystem::kKuaidi100), ParseStatus("202", CodeSystem::kKdniao));
}

TEST(CodeSystem, NamesAreReadAndWritten) {
  for (const CodeSystem system : {CodeSystem::kNone, CodeSystem::kKuaidi100, CodeSystem::kKdniao, CodeSystem::kSf}) {
    EXPECT_EQ(ParseCodeSystem(CodeSystemName(system)), system);
  }
  EXPECT_EQ(CodeSystemName(CodeSystem::kSf), "sf");
  EXPECT_EQ(ParseCodeSystem("dhl"), std::nullopt);
  EXPECT_EQ(ParseCodeSystem(""), std::nullopt);
}

}  // namespace
}  // namespace loyalane::ingest
