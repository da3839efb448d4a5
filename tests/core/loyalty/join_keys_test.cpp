#include "loyalty/join_keys.h"

#include <gtest/gtest.h>

namespace loyalane::loyalty {
namespace {

TEST(JoinKeys, KnowMaskedValues) {
  for (const char* const masked : {"138****1234", "***6679090", "张**", "张＊", "138XXXX1234", "138••••1234"}) {
    EXPECT_TRUE(IsMasked(masked)) << masked;
    EXPECT_EQ(PhoneKey(masked), "") << masked;
    EXPECT_EQ(CreditCodeKey(masked), "") << masked;
    EXPECT_EQ(AccountKey(masked), "") << masked;
    EXPECT_EQ(AddressKey(masked), "") << masked;
  }
  EXPECT_FALSE(IsMasked("13812341234"));
  EXPECT_FALSE(IsMasked(""));
  EXPECT_TRUE(IsBlank(" \t\u3000"));
  EXPECT_FALSE(IsBlank("。a"));
}

TEST(JoinKeys, ReadPhonesInEveryWritingAlike) {
  EXPECT_EQ(PhoneKey("138 1234-1234"), "13812341234");
  EXPECT_EQ(PhoneKey("+86 13812341234"), "13812341234");
  EXPECT_EQ(PhoneKey("0086-138-1234-1234"), "13812341234");
  EXPECT_EQ(PhoneKey("１３８１２３４１２３４"), "13812341234");
  EXPECT_EQ(PhoneKey("021-6679 0901"), "02166790901");
  // Eight digits that begin with 86 are a number of their own.
  EXPECT_EQ(PhoneKey("86790901"), "86790901");
  EXPECT_EQ(PhoneKey("110"), "");
  EXPECT_EQ(PhoneKey("00000000000"), "");
  EXPECT_EQ(PhoneKey("无"), "");
}

TEST(JoinKeys, ReadCodesAndAccounts) {
  EXPECT_EQ(CreditCodeKey("91310000ma1fl0r59x"), "91310000MA1FL0R59X");
  EXPECT_EQ(CreditCodeKey("91310000-MA1FL0R5-9Ｘ"), "91310000MA1FL0R59X");
  EXPECT_EQ(CreditCodeKey("000000000000000000"), "");
  EXPECT_EQ(CreditCodeKey("待补"), "");
  EXPECT_EQ(AccountKey("021-000 7788"), "0210007788");
  EXPECT_NE(AccountKey("0012"), AccountKey("12"));
  EXPECT_EQ(AccountKey("000"), "");
  EXPECT_EQ(AccountKey("-"), "");
}

TEST(JoinKeys, ReadAddressesThatAreExactEnough) {
  EXPECT_EQ(AddressKey("上海市 海淀路１号，B座"), AddressKey("上海市海淀路1号b座"));
  EXPECT_NE(AddressKey("海淀路1号"), AddressKey("海淀路11号"));
  EXPECT_NE(AddressKey("科技园A栋"), "");
  EXPECT_EQ(AddressKey("上海市浦东新区"), "");
  EXPECT_EQ(AddressKey(""), "");
}

}  // namespace
}  // namespace loyalane::loyalty
