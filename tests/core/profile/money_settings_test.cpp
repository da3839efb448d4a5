#include "profile/money_settings.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace loyalane::profile {
namespace {

// Codes of ISO 4217; the words are those that the currencies are called in China.
TEST(CurrencyCode, WordsAndSigns) {
  for (const auto& [written, code] : {
           std::pair("人民币", "CNY"), std::pair("RMB", "CNY"),    std::pair("rmb", "CNY"),
           std::pair("元", "CNY"),     std::pair("¥", "CNY"),      std::pair("cny", "CNY"),
           std::pair("CNH", "CNY"),    std::pair("港币", "HKD"),   std::pair("HK$", "HKD"),
           std::pair("HK $", "HKD"),   std::pair("美元", "USD"),   std::pair("US$", "USD"),
           std::pair("$", "USD"),      std::pair("欧元", "EUR"),   std::pair("€", "EUR"),
           std::pair("日元", "JPY"),   std::pair("英镑", "GBP"),   std::pair("新台币", "TWD"),
           std::pair("NT$", "TWD"),    std::pair("越南盾", "VND"), std::pair("S$", "SGD"),
           std::pair("卢布", "RUB"),   std::pair("澳门元", "MOP"), std::pair("￥", "CNY"),
           std::pair("ＣＮＹ", "CNY"), std::pair("ｈｋｄ", "HKD"), std::pair("ＨＫ＄", "HKD"),
       }) {
    EXPECT_EQ(CurrencyCode(written), code) << written;
  }
  // What is not known stays what it is.
  EXPECT_EQ(CurrencyCode("chf"), "CHF");
  EXPECT_EQ(CurrencyCode("积分"), "积分");
  EXPECT_EQ(CurrencyCode(""), "");
}

TEST(Rate, DecimalTextInBillionths) {
  EXPECT_EQ(ParseRate("0.92"), 920'000'000);
  EXPECT_EQ(ParseRate("1"), 1'000'000'000);
  EXPECT_EQ(ParseRate("7.1534"), 7'153'400'000);
  EXPECT_EQ(ParseRate("0.000278512"), 278'512);
  EXPECT_EQ(ParseRate("1000000"), 1'000'000'000'000'000);
  EXPECT_EQ(ParseRate("0.000000001"), 1);
  for (const std::string_view text : {"", ".", ".5", "1.", "0", "0.0", "-1", "+1", "1e3", "1,5", "1.2.3", " 1", "1 ",
                                      "0.0000000001", "1000000.1", "1000001", "12345678", "０.９"}) {
    EXPECT_EQ(ParseRate(text), std::nullopt) << text;
  }
}

TEST(Rate, IsWrittenAsShortAsItReadsBack) {
  for (const std::string_view text : {"0.92", "1", "7.1534", "0.000278512", "1000000", "0.000000001", "10", "0.5"}) {
    EXPECT_EQ(RateText(*ParseRate(text)), text);
  }
  EXPECT_EQ(RateText(*ParseRate("007.50")), "7.5");
}

ExchangeRate Rate(std::string currency, CivilDate from) { return {std::move(currency), ToDay(from), kRateUnit}; }

TEST(CheckMoneySettings, OneRateACurrencyAndDay) {
  MoneySettings settings;
  EXPECT_TRUE(CheckMoneySettings(settings).ok());
  settings.rates = {Rate("HKD", {2026, 1, 1}), Rate("HKD", {2026, 2, 1}), Rate("USD", {2026, 1, 1})};
  EXPECT_TRUE(CheckMoneySettings(settings).ok());
  settings.rates.push_back(Rate("港币", {2026, 2, 1}));
  const Status twice = CheckMoneySettings(settings);
  ASSERT_FALSE(twice.ok());
  EXPECT_EQ(IdOf(twice.error().id), "PROFILE-102");
  EXPECT_EQ(Sentence(twice.error(), Language::kEn), "The rate table holds two rates for HKD from 2026-02-01 on");
}

TEST(CheckMoneySettings, NoRateForTheOwnCurrency) {
  MoneySettings settings;
  settings.rates = {Rate("人民币", {2026, 1, 1})};
  const Status own = CheckMoneySettings(settings);
  ASSERT_FALSE(own.ok());
  EXPECT_EQ(IdOf(own.error().id), "PROFILE-103");
  settings.currency = "HKD";
  EXPECT_TRUE(CheckMoneySettings(settings).ok());
}

}  // namespace
}  // namespace loyalane::profile
